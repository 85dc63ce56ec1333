//! Merged cells between shaded ones, or beside lines that part rows only: no edge tells where one ends and the next begins, but their labels do.

use super::ONE_CELL_GAP;
use super::levels::Frame;
use crate::model::Pt;
use crate::reconstruct::pages::aligned::pieces::RunOfPieces;
use crate::reconstruct::pages::aligned::row_boxes::RowBoxes;
use crate::reconstruct::pages::aligned::shares::{LabelCell, share_rows};

/// Whether the labels stand further apart than lines of one cell do.
fn stand_apart(blocks: &[LabelCell]) -> bool {
    blocks.iter().zip(blocks.iter().skip(1)).all(|(a, b)| b.top - a.bottom > ONE_CELL_GAP * a.size)
}

/// For each level and column whether two labels part there that nothing drawn parts.
pub(super) fn label_borders(frame: &Frame, bands: &[Vec<RunOfPieces>]) -> Vec<Vec<bool>> {
    let mut parted = vec![vec![false; frame.columns()]; frame.levels.len()];
    let rows: Vec<(Pt, Pt)> = frame.levels.windows(2).filter_map(|w| Some((w.first()?.y, w.get(1)?.y))).collect();
    for column in (0..frame.columns()).rev() {
        let (left, right) = frame.slot(column);
        let x = f64::midpoint(left, right);
        let mut start = 0;
        for end in 1..=rows.len() {
            if end < rows.len() && !frame.levels.get(end).is_some_and(|l| l.covers(left, right)) {
                continue;
            }
            let run = start..end;
            start = end;
            let shaded = rows.get(run.start).is_some_and(|r| frame.is_shaded(x, f64::midpoint(r.0, r.1)));
            if run.len() < 2 || shaded {
                continue;
            }
            let own = run.clone().filter_map(|n| bands.get(n)).flatten();
            let segments: Vec<&RunOfPieces> = own.filter(|s| frame.column_of(s.bbox.center_x()) == column).collect();
            let blocks = LabelCell::from_segments(&segments);
            if !frame.shaded && !stand_apart(&blocks) {
                continue;
            }
            let part = rows.get(run.clone()).unwrap_or_default();
            let borders: Vec<usize> = (0..=part.len()).collect();
            if let Some(shares) = share_rows(&blocks, &RowBoxes::drawn(part), &borders, &vec![false; part.len()], None)
            {
                for share in shares.rows.iter().filter(|s| s.start > 0) {
                    let slot = parted.get_mut(run.start + share.start).and_then(|l| l.get_mut(column));
                    if let Some(slot) = slot {
                        *slot = true;
                    }
                }
            }
        }
    }
    parted
}
