//! Rows of two pages that lie beside each other.

use crate::model::{Method, Pt};
use crate::reconstruct::pages::page_reading::TextTable;
use crate::reconstruct::tolerances::{EDGES_LEAST, ROWS_FACING};

/// Whether tables that show no row borders have as many rows, each beside the other's: their borders lie in the middle between
/// texts that wrap differently on the two pages.
pub(super) fn rows_face_each_other(a: &TextTable, b: &TextTable) -> bool {
    let drawn = a.method == Method::Rules && b.method == Method::Rules;
    !drawn
        && a.rows() >= EDGES_LEAST
        && a.rows() == b.rows()
        && a.row_edges.windows(2).zip(b.row_edges.windows(2)).all(|(row, other)| faces(row, other))
}

/// Whether a row, from its upper border to its lower one, lies beside another.
fn faces(row: &[Pt], other: &[Pt]) -> bool {
    let (&[top, bottom], &[other_top, other_bottom]) = (row, other) else { return false };
    let shared = bottom.min(other_bottom) - top.max(other_top);
    shared >= ROWS_FACING * (bottom - top).min(other_bottom - other_top)
}
