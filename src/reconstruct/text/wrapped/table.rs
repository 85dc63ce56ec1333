//! Rows of text cells → a table.

use crate::model::{Cell, Finding, Method, Place, Table};
use crate::reconstruct::text::findings;

use super::columns::{PrintedColumn, Role};
use super::weights::{self, Cost};

/// A cell of a row.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::reconstruct::text) struct LineCell {
    /// Index of its column.
    pub(in crate::reconstruct::text) column: usize,
    /// Its joined text.
    pub(in crate::reconstruct::text) text: String,
    /// First and last line number.
    pub(in crate::reconstruct::text) lines: [u32; 2],
    /// How much costlier the next best reading of its beginning is.
    pub(in crate::reconstruct::text) margin: Cost,
}

/// Makes the table: the header as first row; department and unit cells that are not printed again reach down over their rows.
pub(in crate::reconstruct::text) fn rows_to_table(
    columns: &[PrintedColumn],
    rows: Vec<Vec<LineCell>>,
    findings: &mut Vec<Finding>,
) -> Table {
    let mut cells: Vec<Cell> = Vec::new();
    for (col, column) in columns.iter().enumerate() {
        cells.push(cell(0, col, column.label.clone(), column.lines));
    }
    let lines = columns.iter().map(|c| c.lines).chain(rows.iter().flatten().map(|c| c.lines));
    let extent = lines.reduce(|a, b| [a[0].min(b[0]), a[1].max(b[1])]).unwrap_or_default();
    let count = rows.len() as u32 + 1;
    let mut above: Vec<Option<usize>> = vec![None; columns.len()];
    for (n, row) in rows.into_iter().enumerate() {
        reach_down(columns, &row, &mut above, &mut cells);
        for text_cell in row {
            above[text_cell.column] = Some(cells.len());
            let made = cell(n + 1, text_cell.column, text_cell.text, text_cell.lines);
            if text_cell.margin < weights::NEAR {
                findings.push(findings::ambiguous(&made.text, made.place.clone()));
            }
            cells.push(made);
        }
    }
    Table {
        page: None,
        bbox: None,
        title: None,
        header_rows: 1,
        rows: count,
        cols: columns.len() as u32,
        cells,
        method: Method::Text,
        confidence: weights::CONFIDENCE,
        place: Place::lines(extent[0], extent[1]),
    }
}

/// Lets the department and unit above reach down to a row that has none but has a goal or indicators; ends their reach
/// at any other row.
fn reach_down(columns: &[PrintedColumn], row: &[LineCell], above: &mut [Option<usize>], cells: &mut [Cell]) {
    let has_long = row.iter().any(|c| columns[c.column].role.is_long());
    for (col, (column, slot)) in columns.iter().zip(above.iter_mut()).enumerate() {
        if row.iter().any(|c| c.column == col) {
            continue;
        }
        let inherits = has_long && matches!(column.role, Role::Department | Role::Unit);
        match slot.filter(|_| inherits) {
            Some(cell) => cells[cell].row_span += 1,
            None => *slot = None,
        }
    }
}

fn cell(row: usize, col: usize, text: String, lines: [u32; 2]) -> Cell {
    let place = Place::lines(lines[0], lines[1]);
    Cell { row: row as u32, col: col as u32, row_span: 1, col_span: 1, text, place, number: None, lost: false }
}
