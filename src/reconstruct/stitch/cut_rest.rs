//! The rest of a row that a page break cuts, alone on its page under the headings printed again: too little to be told for a table there.

use crate::model::{BBox, Place, Pt};
use crate::reconstruct::joining::append_line;
use crate::reconstruct::pages::page_marks::{is_page_mark, key};
use crate::reconstruct::pages::page_reading::{PageParagraph, PageReading, TextCell, TextTable};
use crate::reconstruct::tolerances::{CUT_REST_REACH, EDGES_LEAST, HALF, STRAY_SIZE};

/// Where the page has no table and prints the headings of the table before over its columns, and under them text within columns in which
/// that table's last row has text: makes a table of the headings and one row.
pub(super) fn take_cut_rest(upper: &TextTable, page: &mut PageReading) {
    if !page.tables.is_empty() {
        return;
    }
    let Some((headings, below)) = headings_and_rest(upper, page) else { return };
    let bottom = bottom_of(&headings);
    let mut rest: Vec<ColumnLine> = Vec::new();
    for column in 0..upper.cols() {
        let mut end = bottom;
        for line in below.iter().filter(|line| line.column == Some(column)) {
            if line.bbox.top > end + CUT_REST_REACH * upper.em {
                break;
            }
            end = end.max(line.bbox.bottom);
            rest.push(line.clone());
        }
    }
    if rest.is_empty() || !rest.iter().all(|line| goes_on_from(upper, line)) {
        return;
    }
    let taken: Vec<usize> = headings.iter().chain(&rest).map(|line| line.paragraph).collect();
    // A paragraph that goes on beyond the row is none of its text.
    let whole = below.iter().filter(|line| taken.contains(&line.paragraph)).all(|line| rest.contains(line));
    if !whole {
        return;
    }
    let mut cells = row_of_cells(upper, page.number, 0, &headings);
    cells.extend(row_of_cells(upper, page.number, 1, &rest));
    let mut number = 0..;
    page.paragraphs.retain(|_| number.next().is_none_or(|n| !taken.contains(&n)));
    page.tables.push(to_table(upper, page.number, cells, [top_of(&headings), bottom, bottom_of(&rest)]));
}

/// Whether the last row of the table before has text in the column of the line.
fn goes_on_from(upper: &TextTable, line: &ColumnLine) -> bool {
    upper.last_cells().any(|(_, c)| Some(c.col) == line.column && !c.text.trim().is_empty())
}

/// A printed line, the paragraph it belongs to and the column of the table before that holds it.
#[derive(Debug, Clone, PartialEq)]
struct ColumnLine {
    paragraph: usize,
    text: String,
    bbox: BBox,
    size: Pt,
    column: Option<usize>,
}

/// The lines that spell the headings of the table, and those below them that are in its print, from top to bottom.
fn headings_and_rest(upper: &TextTable, page: &PageReading) -> Option<(Vec<ColumnLine>, Vec<ColumnLine>)> {
    let heads: Vec<&TextCell> =
        upper.cells.iter().take_while(|c| c.row == 0).filter(|c| !c.text.trim().is_empty()).collect();
    if heads.len() < EDGES_LEAST || heads.iter().any(|c| c.col_span > 1 || c.row_span > 1) {
        return None;
    }
    let mut lines: Vec<ColumnLine> =
        page.paragraphs.iter().enumerate().flat_map(|(n, paragraph)| placed(upper, n, paragraph)).collect();
    lines.sort_by(|a, b| a.bbox.top.total_cmp(&b.bbox.top));
    let mut headings: Vec<ColumnLine> = Vec::new();
    for head in heads {
        let wanted = key(&head.text);
        let mut spelt = String::new();
        for line in lines.iter().filter(|line| line.column == Some(head.col)) {
            if spelt == wanted {
                break;
            }
            spelt.push_str(&key(&line.text));
            headings.push(line.clone());
        }
        if spelt != wanted {
            return None;
        }
    }
    let bottom = bottom_of(&headings);
    lines.retain(|line| line.bbox.center_y() > bottom && !is_page_mark(&key(&line.text)));
    lines.retain(|line| (line.size - upper.em).abs() <= STRAY_SIZE * upper.em);
    Some((headings, lines))
}

/// The lines of a paragraph with the columns that hold them.
fn placed(upper: &TextTable, number: usize, paragraph: &PageParagraph) -> Vec<ColumnLine> {
    let mut lines: Vec<(&str, BBox)> = paragraph.lines.iter().map(|l| (l.text.as_str(), l.bbox)).collect();
    if lines.is_empty() {
        lines.push((&paragraph.text, paragraph.bbox));
    }
    let size = paragraph.size;
    lines
        .into_iter()
        .map(|(text, bbox)| ColumnLine {
            paragraph: number,
            text: text.to_owned(),
            bbox,
            size,
            column: column_of(upper, &bbox),
        })
        .collect()
}

/// The column that holds the box.
fn column_of(table: &TextTable, bbox: &BBox) -> Option<usize> {
    let slack = HALF * table.em;
    table
        .column_edges
        .windows(2)
        .position(|band| matches!(band, &[left, right] if bbox.left >= left - slack && bbox.right <= right + slack))
}

fn top_of(lines: &[ColumnLine]) -> Pt {
    lines.iter().map(|l| l.bbox.top).fold(f64::INFINITY, Pt::min)
}

fn bottom_of(lines: &[ColumnLine]) -> Pt {
    lines.iter().map(|l| l.bbox.bottom).fold(f64::NEG_INFINITY, Pt::max)
}

/// One row, a cell for each column; blank cells stand where the row does.
fn row_of_cells(upper: &TextTable, page: u32, row: usize, lines: &[ColumnLine]) -> Vec<TextCell> {
    let whole = BBox::around(lines.iter().map(|l| l.bbox));
    let mut cells = Vec::with_capacity(upper.cols());
    for col in 0..upper.cols() {
        let own: Vec<&ColumnLine> = lines.iter().filter(|l| l.column == Some(col)).collect();
        let mut text = String::new();
        for line in &own {
            append_line(&mut text, &line.text);
        }
        let Some(bbox) = BBox::around(own.iter().map(|l| l.bbox)).or(whole) else { continue };
        cells.push(TextCell::single(row, col, text, Place::page(page, bbox)));
    }
    cells
}

fn to_table(upper: &TextTable, page: u32, cells: Vec<TextCell>, row_edges: [Pt; 3]) -> TextTable {
    let [top, _, bottom] = row_edges;
    let (left, right) = (upper.bbox().left, upper.bbox().right);
    TextTable {
        page,
        method: upper.method,
        confidence: upper.confidence,
        column_edges: upper.column_edges.clone(),
        row_edges: row_edges.to_vec(),
        header_rows: 1,
        em: upper.em,
        cells,
        tag_rows: vec![None; 2],
        place: Place::page(page, BBox::new(left, top, right, bottom)),
        tail: 0,
        spanning: Vec::new(),
    }
}
