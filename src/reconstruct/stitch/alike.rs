//! Columns whose cells begin and end together: what stands in one row of the one stands in one row of the other, also where a page
//! break cuts it.

use std::ops::Range;

use crate::reconstruct::pages::page_reading::{TextCell, TextTable};

/// Whether the cells of both columns cover the same rows wherever both are seen whole: in the upper table above its last cells, in the
/// lower one below its first. `header` rows of the lower table do not count.
pub(super) fn covers_alike(upper: &TextTable, lower: &TextTable, header: usize, col: usize, other: usize) -> bool {
    let end = upper.rows();
    let first = lower.cells.iter().find(|c| c.row >= header && c.col == other && !c.text.trim().is_empty());
    let begin = first.map_or(lower.rows(), |cell| cell.row);
    let tail = &upper.cells[upper.tail..];
    let [here, there] = [col, other].map(|col| {
        // A cell that reaches the end of the upper table may be cut.
        let mut rows = rows_of(tail, col, upper.header_rows..end);
        rows.retain(|(row, span)| row + span < end);
        (rows, rows_of(&lower.cells, col, begin..lower.rows()))
    });
    // Cells of one row each are alike in any two columns.
    let told = here.0.iter().chain(&here.1).any(|(_, span)| *span > 1);
    told && here == there
}

/// First row and number of rows of each cell with text in the column that begins in these rows.
fn rows_of(cells: &[TextCell], col: usize, rows: Range<usize>) -> Vec<(usize, usize)> {
    let own = cells.iter().filter(|c| c.col == col && rows.contains(&c.row) && !c.text.trim().is_empty());
    own.map(|c| (c.row, c.row_span)).collect()
}
