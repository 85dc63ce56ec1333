//! The lower half of a row cut by a page break, where neighbouring cells that were printed whole above stand as one blank cell.

use crate::reconstruct::pages::page_reading::{TextCell, TextTable};

/// The lower table with the blank cells of its row `row` cut as the cells are that end the upper one, which has the same columns.
/// `None` where there are none to cut.
pub(super) fn with_blank_pieces(upper: &TextTable, lower: &TextTable, row: usize) -> Option<TextTable> {
    if upper.cols() != lower.cols() {
        return None;
    }
    let mut cells: Vec<TextCell> = Vec::with_capacity(lower.cells.len());
    let mut cut = false;
    for cell in &lower.cells {
        let end = cell.col + cell.col_span;
        let above: Vec<&TextCell> =
            upper.last_cells().map(|(_, c)| c).filter(|c| cell.col <= c.col && c.col + c.col_span <= end).collect();
        let covered: usize = above.iter().map(|c| c.col_span).sum();
        let blank = cell.row == row && cell.row_span == 1 && cell.text.trim().is_empty();
        if blank && above.len() > 1 && covered == cell.col_span {
            cut = true;
            cells.extend(above.iter().map(|c| TextCell { col: c.col, col_span: c.col_span, ..cell.clone() }));
        } else {
            cells.push(cell.clone());
        }
    }
    cells.sort_by_key(|c| (c.row, c.col));
    cut.then(|| TextTable { cells, ..lower.clone() })
}
