//! Several readings of a page → the tables it holds.

use crate::model::{BBox, Cell, Finding, Noted, Page, Place, Table};

use crate::reconstruct::tolerances::{COLUMN_FILLED, DATA_SHARE, FILLED_FEW, LONE_ROW_CELLS, SPARSE};

use super::agreement::{Stronger, stronger, tags_differ, tags_refused, tags_taken};
use super::aligned::{self, TableAbove};
use super::bars::{SingleBoxes, has_bars};
use super::beside;
use super::contents;
use super::drawings::{DrawingMarks, is_bar_chart};
use super::overlay::overlay;
use super::page_table::PageTable;
use super::ruled;
use super::sureness::say_how_sure;
use super::tagged::{self, Tagged};
use super::tags::{TagIndex, TagRow};
use super::words::{Word, cell_text};

/// A table of a page, and for each of its rows the tagged row it comes from.
#[derive(Debug)]
pub(crate) struct Chosen {
    /// The table.
    pub(crate) table: PageTable,
    /// As many as the table has rows.
    pub(crate) tag_rows: Vec<Option<TagRow>>,
}

/// The tables of one page, from top to bottom, each with the probability that it is read right, and where the page's tags were not believed.
/// `above` is what the page before ends with and may go on here.
pub(crate) fn page_tables(
    page: &Page,
    by_height: &ruled::GlyphIndex,
    words: &[Word],
    tags: &TagIndex,
    above: Option<&TableAbove>,
) -> Noted<Vec<Chosen>> {
    let mut found = best_readings(page, by_height, words, tags, above);
    found.output.iter_mut().for_each(|chosen| say_how_sure(page, words, &mut chosen.table));
    found
}

/// The same, each as sure as its reader is.
pub(super) fn best_readings(
    page: &Page,
    by_height: &ruled::GlyphIndex,
    words: &[Word],
    tags: &TagIndex,
    above: Option<&TableAbove>,
) -> Noted<Vec<Chosen>> {
    let mut findings: Vec<Finding> = Vec::new();
    let mut ruled = ruled::tables(page, by_height).unwrap_or_default();
    ruled.retain(holds_data);
    let mut chosen: Vec<Chosen> = Vec::new();
    let (mut refused, mut crossed): (Vec<BBox>, Vec<BBox>) = (Vec::new(), Vec::new());
    for reading in tagged::tables(page, tags) {
        match reading {
            Tagged::Refused(area) => refused.push(area),
            Tagged::Table(table, tag_rows) => match stronger(page, &table, &ruled) {
                Stronger::Tags { instead_of } => {
                    if !instead_of.is_empty() {
                        findings.push(tags_taken(page, &table));
                    }
                    let mut n = 0;
                    ruled.retain(|_| (!instead_of.contains(&n), n += 1).0);
                    chosen.push(Chosen { table, tag_rows });
                }
                Stronger::Rules { crossed: true } => crossed.push(table.bbox()),
                Stronger::Rules { crossed: false } => {}
            },
        }
    }
    findings.extend(refused.iter().map(|area| tags_refused(page, area)));
    findings.extend(crossed.iter().map(|area| tags_differ(page, area)));
    refused.append(&mut crossed);
    let strokes = aligned::Strokes::of(page);
    let tagged: Vec<BBox> = chosen.iter().map(|c| c.table.bbox()).collect();
    for whole in aligned::tables_beyond(page, &strokes, words, &ruled, &tagged) {
        let area = whole.bbox();
        ruled.retain(|part| !area.contains(part.bbox().center_x(), part.bbox().center_y()));
        ruled.push(whole);
    }
    beside::add_columns_beside(page, words, &mut ruled);
    for table in &mut ruled {
        let aligned = aligned::table_within(page, &strokes, words, table);
        if let Some(better) = aligned.and_then(|aligned| overlay(page, table, &aligned)) {
            *table = better;
        }
    }
    let taken: Vec<BBox> = chosen.iter().map(|c| c.table.bbox()).chain(ruled.iter().map(PageTable::bbox)).collect();
    let aligned = aligned::tables(page, &strokes, words, &taken, above);
    if !aligned.is_empty() || ruled.iter().any(|table| table.confidence < ruled::RULED_SURE) {
        let marks = DrawingMarks::of(page);
        ruled.extend(aligned.into_iter().filter(|table| !marks.make_a_drawing_of(table)));
        let boxes = SingleBoxes::of(page);
        ruled.retain(|table| {
            let drawn =
                is_bar_chart(page, by_height, table) || has_bars(page, table) || boxes.hold_texts_of(page, table);
            !drawn && !contents::is_contents(page, table)
        });
    }
    for table in ruled {
        let (tag_rows, differ) = tags.rows_of(page, &table);
        let area = table.bbox();
        let known = refused.iter().any(|r| area.contains(r.center_x(), r.center_y()));
        if differ && !known {
            findings.push(tags_differ(page, &table.bbox()));
        }
        chosen.push(Chosen { table, tag_rows });
    }
    chosen.sort_by(|a, b| {
        let (a, b) = (a.table.bbox(), b.table.bbox());
        a.top.total_cmp(&b.top).then(a.left.total_cmp(&b.left))
    });
    Noted { output: chosen, findings }
}

/// Whether enough cells hold text: the grid of a chart, boxes joined by lines, an empty frame do not.
fn holds_data(table: &PageTable) -> bool {
    let filled: Vec<_> = table.cells.iter().filter(|c| !c.glyphs.is_empty()).collect();
    let rows_differ = filled.iter().any(|c| filled.first().is_some_and(|f| f.row != c.row));
    // A row alone on a page: a header before the page break, the last row behind it.
    let lone_row = table.rows() == 1 && filled.len() >= LONE_ROW_CELLS;
    let share = filled.len() as f64 / table.cells.len().max(1) as f64;
    filled.len() >= FILLED_FEW
        && (rows_differ || lone_row)
        && (share >= DATA_SHARE || is_headed(table))
        && (table.cols() > 1 || share >= COLUMN_FILLED)
        && (share >= SPARSE || has_full_row(table))
}

/// Whether the cells of the first row all hold text: a form with headings drawn above blank rows is a table by its drawing.
fn is_headed(table: &PageTable) -> bool {
    let first: Vec<_> = table.cells.iter().filter(|c| c.row == 0).collect();
    table.rows() > first.iter().map(|c| c.row_span).fold(1, usize::max)
        && first.len() >= LONE_ROW_CELLS
        && first.iter().all(|c| !c.glyphs.is_empty())
}

/// Whether the cells of some row nearly all hold text, as a header's do above an empty form.
fn has_full_row(table: &PageTable) -> bool {
    let mut rows = vec![(0_usize, 0_usize); table.rows()];
    for cell in &table.cells {
        let (filled, all) = &mut rows[cell.row];
        *filled += usize::from(!cell.glyphs.is_empty());
        *all += 1;
    }
    rows.iter().any(|&(filled, all)| filled >= 2 && filled as f64 >= COLUMN_FILLED * all as f64)
}

/// The table as the model has it, with its texts.
pub(crate) fn page_table_to_table(page: &Page, table: &PageTable) -> Table {
    let cells = table.cells.iter().map(|cell| Cell {
        row: cell.row as u32,
        col: cell.col as u32,
        row_span: cell.row_span as u32,
        col_span: cell.col_span as u32,
        text: cell_text(page, &cell.glyphs),
        place: Place::page(page.number, cell.bbox),
        number: None,
        lost: false,
    });
    Table {
        page: Some(page.number),
        bbox: Some(table.bbox()),
        title: None,
        header_rows: table.header_rows as u32,
        rows: table.rows() as u32,
        cols: table.cols() as u32,
        cells: cells.collect(),
        method: table.method,
        confidence: table.confidence,
        place: Place::page(page.number, table.bbox()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Method;
    use crate::reconstruct::pages::page_table::PageCell;

    fn lone_row(cells: usize) -> PageTable {
        let cell = |col| PageCell {
            row: 0,
            col,
            row_span: 1,
            col_span: 1,
            bbox: BBox::new(col as f64, 0.0, col as f64 + 1.0, 1.0),
            glyphs: vec![col as u32],
        };
        PageTable {
            method: Method::Rules,
            confidence: 1.0,
            column_edges: (0..=cells).map(|n| n as f64).collect(),
            row_edges: vec![0.0, 1.0],
            header_rows: 0,
            cells: (0..cells).map(cell).collect(),
        }
    }

    #[test]
    fn headings_over_blank_rows_are_a_table() {
        let mut table = lone_row(5);
        for row in 1..12 {
            table.row_edges.push(row as f64 + 1.0);
            let blank = table.cells.clone().into_iter().take(5);
            table.cells.extend(blank.map(|cell| PageCell { row, glyphs: Vec::new(), ..cell }));
        }
        table.cells.push(PageCell { row: 12, glyphs: vec![9], ..table.cells[0].clone() });
        table.row_edges.push(13.0);
        assert!(holds_data(&table));
        table.cells[2].glyphs.clear();
        assert!(!holds_data(&table));
    }

    #[test]
    fn a_row_that_a_page_break_left_alone_is_a_table() {
        assert!(holds_data(&lone_row(5)));
        assert!(!holds_data(&lone_row(3)));
    }
}
