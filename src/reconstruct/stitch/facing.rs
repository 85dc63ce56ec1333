//! Pages without rules and too bare to show columns of their own, beside a page whose rows they go on with: the right part of a sheet too
//! wide for the paper, as a spreadsheet without borders prints it.

use crate::model::{BBox, Method, Place, Pt};
use crate::reconstruct::joining::append_line;
use crate::reconstruct::pages::grid::Span;
use crate::reconstruct::pages::page_reading::{PageParagraph, PageReading, TextCell, TextTable};
use crate::reconstruct::tolerances::{EDGES_LEAST, FACING_ROW, PARAGRAPH_SIZE, SIDEWAYS_LIMIT};

/// How sure a table is that only its rows' heights tell of.
const FACING_CONFIDENCE: f32 = 0.5;

/// Reads the text of pages without tables into the rows of an earlier page with one unruled table, where every line of it stands in
/// one of those rows.
pub(super) fn read_facing_pages(pages: &mut [PageReading]) {
    for n in 1..pages.len() {
        let (earlier, rest) = pages.split_at_mut(n);
        let Some(page) = rest.first_mut().filter(|p| p.tables.is_empty() && p.bare.is_none()) else { continue };
        if page.paragraphs.is_empty() {
            continue;
        }
        page.bare = earlier.iter().rev().take(SIDEWAYS_LIMIT).find_map(|left| {
            let same_paper = (left.width - page.width).abs() < 1.0 && (left.height - page.height).abs() < 1.0;
            match left.tables.as_slice() {
                [table] if same_paper && table.method != Method::Rules => in_rows_of(table, left, page),
                _ => None,
            }
        });
    }
}

/// The page's text as a table with the rows of the one on its left.
fn in_rows_of(left: &TextTable, left_page: &PageReading, page: &PageReading) -> Option<TextTable> {
    let tops = row_tops(left)?;
    let reach = FACING_ROW * left.em;
    let mut own: Vec<&PageParagraph> = Vec::new();
    for paragraph in &page.paragraphs {
        let running = left_page.paragraphs.iter().any(|p| (p.bbox.top - paragraph.bbox.top).abs() < reach);
        if !running {
            own.push(paragraph);
        }
    }
    if own.is_empty() || own.iter().any(|p| (p.size - left.em).abs() > PARAGRAPH_SIZE * left.em) {
        return None;
    }
    // Lines of neighbouring rows may have been taken for one wrapped paragraph.
    let mut own: Vec<(&str, BBox)> = own.into_iter().flat_map(lines_of).collect();
    own.sort_by(|a, b| a.1.top.total_cmp(&b.1.top));
    let columns = columns(&own);
    let mut cells: Vec<Option<TextCell>> = vec![None; tops.len() * columns.len()];
    for (text, bbox) in own {
        let row = tops.partition_point(|top| *top <= bbox.top + reach).checked_sub(1)?;
        let col = columns.iter().position(|(low, high)| (*low..=*high).contains(&bbox.center_x()))?;
        match &mut cells[row * columns.len() + col] {
            Some(cell) => {
                append_line(&mut cell.text, text);
                cell.place = Place::page(page.number, box_of(&cell.place).union(&bbox));
            }
            // The first line of a cell stands as high as its row's others.
            slot if (bbox.top - tops[row]).abs() <= reach => {
                *slot = Some(TextCell::single(row, col, text.to_owned(), Place::page(page.number, bbox)));
            }
            _ => return None,
        }
    }
    let headed = cells.iter().take(columns.len()).all(Option::is_some);
    headed.then(|| to_table(left, page, &columns, cells))
}

/// The paragraph's lines; of one line it is the paragraph itself.
fn lines_of(paragraph: &PageParagraph) -> Vec<(&str, BBox)> {
    if paragraph.lines.is_empty() {
        return vec![(&paragraph.text, paragraph.bbox)];
    }
    paragraph.lines.iter().map(|l| (l.text.as_str(), l.bbox)).collect()
}

/// The height at which the text of each row begins.
fn row_tops(table: &TextTable) -> Option<Vec<Pt>> {
    let mut tops: Vec<Option<Pt>> = vec![None; table.rows()];
    for cell in table.cells.iter().filter(|c| c.row_span == 1) {
        if let Some(top) = cell.lines.iter().map(|l| l.bbox.top).min_by(Pt::total_cmp) {
            let slot = &mut tops[cell.row];
            *slot = Some(slot.map_or(top, |s: Pt| s.min(top)));
        }
    }
    let tops: Vec<Pt> = tops.into_iter().collect::<Option<_>>()?;
    (tops.len() >= EDGES_LEAST && tops.is_sorted()).then_some(tops)
}

/// The columns that the lines' extents leave apart.
fn columns(lines: &[(&str, BBox)]) -> Vec<(Pt, Pt)> {
    let mut extents: Vec<(Pt, Pt)> = lines.iter().map(|(_, b)| (b.left, b.right)).collect();
    extents.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut columns: Vec<(Pt, Pt)> = Vec::new();
    for (low, high) in extents {
        match columns.last_mut() {
            Some(last) if low <= last.1 => last.1 = last.1.max(high),
            _ => columns.push((low, high)),
        }
    }
    columns
}

fn box_of(place: &Place) -> BBox {
    match &place.spot {
        crate::model::Spot::Page { bbox, .. } => *bbox,
        _ => BBox::default(),
    }
}

fn to_table(left: &TextTable, page: &PageReading, columns: &[(Pt, Pt)], cells: Vec<Option<TextCell>>) -> TextTable {
    let mut column_edges: Vec<Pt> = columns.first().map(|c| c.0).into_iter().collect();
    for pair in columns.windows(2) {
        if let [(_, end), (begin, _)] = pair {
            column_edges.push(f64::midpoint(*end, *begin));
        }
    }
    column_edges.extend(columns.last().map(|c| c.1));
    let mut row_edges = left.row_edges.clone();
    let bottom = cells.iter().flatten().map(|c| box_of(&c.place).bottom).fold(f64::NEG_INFINITY, f64::max);
    if let Some(last) = row_edges.last_mut() {
        *last = last.max(bottom);
    }
    let all = Span { row: 0, col: 0, row_span: left.rows(), col_span: columns.len() };
    let area = all.bbox(&column_edges, &row_edges);
    let slots = (0..).flat_map(|row| (0..columns.len()).map(move |col| (row, col)));
    let cells = cells.into_iter().zip(slots).map(|(cell, (row, col))| {
        cell.unwrap_or_else(|| {
            let bbox = Span { row, col, row_span: 1, col_span: 1 }.bbox(&column_edges, &row_edges);
            TextCell::single(row, col, String::new(), Place::page(page.number, bbox))
        })
    });
    let cells = cells.collect();
    TextTable {
        page: page.number,
        method: Method::Alignment,
        confidence: FACING_CONFIDENCE,
        tag_rows: vec![None; left.rows()],
        column_edges,
        row_edges,
        header_rows: 0,
        em: left.em,
        cells,
        place: Place::page(page.number, area),
        tail: 0,
        spanning: Vec::new(),
    }
}
