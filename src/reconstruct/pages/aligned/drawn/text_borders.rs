//! Column borders that nothing drawn shows in a row: a line or a stripe over the whole width says nothing about its columns, its
//! texts do.

use super::levels::Frame;
use crate::model::Pt;
use crate::reconstruct::pages::aligned::pieces::RunOfPieces;
use crate::reconstruct::tolerances::{
    HAIR, PARTED_STARTS, START_SHARE, TEXT_OVER, TEXT_PADDING, TEXTS_APART, TEXTS_FAR,
};

/// For each border of the frame where the texts of the column right of it usually begin: at one x in several rows.
pub(super) fn usual_starts(frame: &Frame, bands: &[Vec<RunOfPieces>]) -> Vec<Option<Pt>> {
    frame.borders.iter().map(|border| usual_start(*border, bands, START_SHARE * frame.slack)).collect()
}

/// The same for one border; starts no farther apart than `slack` are one.
fn usual_start(border: Pt, bands: &[Vec<RunOfPieces>], slack: Pt) -> Option<Pt> {
    let firsts = bands.iter().filter_map(|band| {
        let near = band.iter().filter(|s| s.bbox.left >= border - 1.0 && s.bbox.left <= border + TEXT_PADDING * s.size);
        near.map(|s| s.bbox.left).reduce(Pt::min)
    });
    let mut lefts: Vec<Pt> = firsts.collect();
    lefts.sort_by(Pt::total_cmp);
    let most = lefts.chunk_by(|a, b| b - a <= slack).max_by_key(|group| group.len())?;
    if most.len() >= PARTED_STARTS { most.first().copied() } else { None }
}

/// The borders of a band that part texts between which none is drawn: of two beside each other with space enough between them, the
/// border at which the right one begins; and those at which a text begins where texts usually do.
pub(super) fn text_borders(frame: &Frame, band: &[RunOfPieces], drawn: &[Pt], starts: &[Option<Pt>]) -> Vec<Pt> {
    let mut runs: Vec<(Pt, Pt)> = Vec::new();
    let mut sorted: Vec<&RunOfPieces> = band.iter().collect();
    sorted.sort_by(|a, b| a.bbox.left.total_cmp(&b.bbox.left));
    let size = sorted.iter().map(|s| s.size).fold(1.0, Pt::max);
    for run in sorted {
        match runs.last_mut() {
            // Lines of one cell stand under each other.
            Some(last) if run.bbox.left < last.1 => last.1 = last.1.max(run.bbox.right),
            _ => runs.push((run.bbox.left, run.bbox.right)),
        }
    }
    let slack = TEXT_OVER * size;
    let parted = runs.iter().zip(runs.iter().skip(1)).filter_map(|(&(_, left), &(right, _))| {
        let between = left - slack..=right + slack;
        let x = frame.borders.iter().rev().find(|x| between.contains(*x))?;
        if drawn.iter().any(|x| between.contains(x)) {
            return None;
        }
        let begins = right - x <= TEXT_PADDING * size;
        // Spaces inside a cell are narrow, and where a text stands in its cell is left open by them.
        let neighbours = frame.column_of(left - HAIR) + 1 == frame.column_of(right + HAIR);
        let least = if begins { TEXTS_APART } else { TEXTS_FAR };
        (neighbours || right - left >= least * size).then_some(*x)
    });
    let usual = frame.borders.iter().zip(starts).filter(|(_, start)| {
        start.is_some_and(|start| runs.iter().any(|run| (run.0 - start).abs() <= START_SHARE * frame.slack))
    });
    let mut borders: Vec<Pt> = parted.chain(usual.map(|(x, _)| *x)).filter(|x| !drawn.contains(x)).collect();
    borders.sort_by(Pt::total_cmp);
    borders
}
