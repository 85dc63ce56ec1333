//! Cells of rows that tag fewer cells than the table has columns: writers leave out empty ones, so the rest stand further right
//! than their number says.

use crate::model::{BBox, Pt};
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
    let short: Vec<bool> = covered.iter().map(|covered| *covered < cols).collect();
    if !short.contains(&true) {
        return;
    }
    let in_full_rows = cells.iter().filter(|c| !short[c.span.row]);
    let full: Vec<Extent> = in_full_rows.filter_map(PlacedTag::across).collect();
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
        if short[row] {
            let places = (next..=cols.saturating_sub(span.col_span)).filter(|col| {
                let mut wanted = free_from.iter().skip(*col).take(span.col_span);
                wanted.len() == span.col_span && wanted.all(|free| *free <= row)
            });
            let bands = places.map(|col| (col, edges.get(col).zip(edges.get(col + span.col_span))));
            let costs = bands.map(|(col, band)| (col, cell.ink.map_or(0.0, |ink| off_band(&ink, band))));
            if let Some((best, _)) = costs.min_by(|(_, a), (_, b)| a.total_cmp(b)) {
                span.col = best;
            }
        }
        free_from.iter_mut().skip(span.col).take(span.col_span).for_each(|f| *f = row + span.row_span);
        next = span.col + span.col_span;
    }
}

/// How far a text stands out of the band between two edges; of bands that hold it alike the one in whose middle it stands is the
/// nearest.
fn off_band(ink: &BBox, band: Option<(&Pt, &Pt)>) -> Pt {
    let Some((left, right)) = band else { return f64::INFINITY };
    let over = (left - ink.left).max(0.0) + (ink.right - right).max(0.0);
    over + MIDDLE_COUNTS * (ink.center_x() - f64::midpoint(*left, *right)).abs()
}
