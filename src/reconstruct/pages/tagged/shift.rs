//! Cells of rows that tag fewer cells than the table has columns: writers leave out empty ones, so the rest stand further right
//! than their number says.

use crate::model::Pt;
use crate::reconstruct::tolerances::TAG_PADDING;

use super::PlacedTag;
use super::edges::{Extent, known_edges};

/// What the distance from the middle counts beside that from the column, so that it decides only between equals.
const MIDDLE_COUNTS: f64 = 1e-3;

/// Moves the cells of short rows into the columns that the full rows' texts show, in their order. Nothing moves where the full
/// rows do not tell all columns apart.
pub(super) fn into_columns(cells: &mut [PlacedTag], rows: usize, cols: usize, em: Pt) {
    let mut covered = vec![0_usize; rows];
    for cell in &*cells {
        covered.iter_mut().skip(cell.span.row).take(cell.span.row_span).for_each(|c| *c += cell.span.col_span);
    }
    let short = |row: usize| covered.get(row).is_none_or(|&c| c < cols);
    if !(0..rows).any(short) {
        return;
    }
    let full: Vec<Extent> = cells.iter().filter(|c| !short(c.span.row)).filter_map(PlacedTag::across).collect();
    let Some(edges) = known_edges(&full, cols, TAG_PADDING * em) else { return };
    // For each column the first row that is free again. Cells come in row order, then column order.
    let mut free_from = vec![0_usize; cols];
    let mut row = 0;
    let mut next = 0;
    for cell in cells {
        let span = &mut cell.span;
        if span.row != row {
            (row, next) = (span.row, 0);
        }
        if short(row) {
            let free = |col: usize| (col..col + span.col_span).all(|c| free_from.get(c).is_some_and(|&f| f <= row));
            let places = (next..=cols.saturating_sub(span.col_span)).filter(|&col| free(col));
            let off = |col: usize| -> Pt {
                let band = (edges.get(col), edges.get(col + span.col_span));
                let Some(ink) = cell.ink else { return 0.0 };
                let (Some(left), Some(right)) = band else { return f64::INFINITY };
                let over = (left - ink.left).max(0.0) + (ink.right - right).max(0.0);
                // Of columns that hold the text alike, the one it stands in the middle_of of.
                over + MIDDLE_COUNTS * (ink.center_x() - middle_of(Some(left), Some(right))).abs()
            };
            if let Some(best) = places.min_by(|a, b| off(*a).total_cmp(&off(*b))) {
                span.col = best;
            }
        }
        free_from.iter_mut().skip(span.col).take(span.col_span).for_each(|f| *f = row + span.row_span);
        next = span.col + span.col_span;
    }
}

/// The middle between two edges.
fn middle_of(a: Option<&Pt>, b: Option<&Pt>) -> Pt {
    a.zip(b).map_or(0.0, |(a, b)| f64::midpoint(*a, *b))
}
