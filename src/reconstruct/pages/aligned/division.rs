//! The rows of a region, and which of them each fragment covers.

use std::ops::Range;

use crate::model::Pt;

use super::fragments::Fragment;

/// Rows of a region and what stands in them.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Division {
    /// Top and bottom of each row's text.
    pub(super) rows: Vec<(Pt, Pt)>,
    /// For each fragment the rows that its cell covers.
    pub(super) covered: Vec<Range<usize>>,
}

impl Division {
    /// Rows that are runs of levels, without cells over several of them.
    pub(super) fn of_levels(fragments: &[Fragment], rows: &[Range<usize>]) -> Self {
        let mut division = Self { rows: Vec::with_capacity(rows.len()), covered: Vec::with_capacity(fragments.len()) };
        for (n, levels) in rows.iter().enumerate() {
            let first = fragments.partition_point(|f| f.level < levels.start);
            let last = fragments.partition_point(|f| f.level < levels.end);
            let own = &fragments[first..last];
            division.rows.push(extent(own.iter()));
            division.covered.extend(own.iter().map(|_| n..n + 1));
        }
        division
    }
}

/// Top and bottom of the fragments.
pub(super) fn extent<'a>(fragments: impl Iterator<Item = &'a Fragment>) -> (Pt, Pt) {
    let (top, bottom) = fragments.fold((Pt::INFINITY, Pt::NEG_INFINITY), extent_with);
    if top <= bottom { (top, bottom) } else { (0.0, 0.0) }
}

/// An extent in height with that of a fragment.
fn extent_with(all: (Pt, Pt), f: &Fragment) -> (Pt, Pt) {
    (all.0.min(f.bbox.top), all.1.max(f.bbox.bottom))
}
