//! Merged cells between shaded ones, or beside lines that part rows only: no edge tells where one ends and the next begins, but their labels do.

use super::ONE_CELL_GAP;
use super::levels::Frame;
use crate::model::Pt;
use crate::reconstruct::matrix::Matrix;
use crate::reconstruct::pages::aligned::pieces::RunOfPieces;
use crate::reconstruct::pages::aligned::row_boxes::RowBoxes;
use crate::reconstruct::pages::aligned::shares::{LabelCell, share_rows};

/// Whether the labels stand further apart than lines of one cell do.
fn stand_apart(blocks: &[LabelCell]) -> bool {
    blocks.iter().zip(blocks.iter().skip(1)).all(|(a, b)| b.top - a.bottom > ONE_CELL_GAP * a.size)
}

/// For each level and column whether two labels part there that nothing drawn parts.
pub(super) fn label_borders(frame: &Frame, bands: &[Vec<RunOfPieces>]) -> Matrix<bool> {
    let mut parted = Matrix::filled(frame.levels.len(), frame.columns(), false);
    let rows = frame.levels.iter().zip(frame.levels.iter().skip(1)).map(|(top, bottom)| (top.y, bottom.y));
    let rows: Vec<(Pt, Pt)> = rows.collect();
    for column in (0..frame.columns()).rev() {
        let (left, right) = frame.slot(column);
        let x = f64::midpoint(left, right);
        let mut start = 0;
        for end in 1..=rows.len() {
            if end < rows.len() && !frame.levels[end].covers(left, right) {
                continue;
            }
            let run = start..end;
            start = end;
            let part = &rows[run.clone()];
            let shaded = part.first().is_some_and(|r| frame.is_shaded(x, f64::midpoint(r.0, r.1)));
            if run.len() < 2 || shaded {
                continue;
            }
            let own = bands.iter().skip(run.start).take(run.len()).flatten();
            let segments: Vec<&RunOfPieces> = own.filter(|s| frame.column_of(s.bbox.center_x()) == column).collect();
            let blocks = LabelCell::from_segments(&segments);
            if !frame.shaded && !stand_apart(&blocks) {
                continue;
            }
            let borders: Vec<usize> = (0..=part.len()).collect();
            if let Some(shares) = share_rows(&blocks, &RowBoxes::drawn(part), &borders, &vec![false; part.len()], None)
            {
                for share in shares.rows.iter().filter(|s| s.start > 0) {
                    parted[(run.start + share.start, column)] = true;
                }
            }
        }
    }
    parted
}
