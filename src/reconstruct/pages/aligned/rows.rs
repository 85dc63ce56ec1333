//! Fragments → rows, from all columns together.
//!
//! A row is a run of lines. Whether two fragments that follow each other in one column are one wrapped cell is told by
//! their distance, by whether the first word of the lower one would still have fitted into the upper line, and by what
//! they are; what all columns say is added up. Cells of a row agree at the top, in the middle or at the bottom. The
//! best division of all lines is found by dynamic programming over the places where no line would be cut.

use std::ops::Range;

use crate::model::Pt;
use crate::reconstruct::tolerances::{
    ANCHOR_SURE, ROW_CUT, ROW_EMPTY, ROW_EMPTY_MOST, ROW_HEADING, ROW_LINES_MOST, ROW_OFF, ROW_OFF_MOST,
    ROW_OTHER_ANCHOR, SCORE_STEP,
};

use super::bands::strokes_to_bands;
use super::fragments::Fragment;
use super::measures::Measures;
use super::pairs::{FragmentPair, column_pairs};
use super::pieces::TextLine;

/// How the cells of a row stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Top,
    Middle,
    Bottom,
}

/// All of them, the usual first.
const ANCHORS: [Anchor; 3] = [Anchor::Middle, Anchor::Top, Anchor::Bottom];

/// The best division of lines into rows.
#[derive(Debug, Clone, Default)]
pub(super) struct BestRows {
    /// What speaks for it.
    pub(super) score: f64,
    /// Ranges of levels from top to bottom.
    pub(super) rows: Vec<Range<usize>>,
    /// How its cells stand to each other, where that makes a difference.
    pub(super) anchor: Option<Anchor>,
}

/// Divides the lines of a region into rows.
pub(super) fn best_rows(
    lines: &[TextLine],
    fragments: &[Fragment],
    columns: usize,
    measures: Measures<'_>,
) -> BestRows {
    best_rows_with(lines, fragments, columns, measures, Vec::new())
}

/// The same, with pairs of texts that are not among the fragments and speak with them.
pub(super) fn best_rows_with(
    lines: &[TextLine],
    fragments: &[Fragment],
    columns: usize,
    measures: Measures<'_>,
    others: Vec<FragmentPair>,
) -> BestRows {
    let mut pairs = column_pairs(lines, fragments, columns, measures);
    let bands = strokes_to_bands(measures.strokes, lines, fragments, &pairs, columns);
    let mut allowed = allowed_boundaries(lines);
    for (slot, &forced) in allowed.iter_mut().zip(&bands.forced) {
        *slot |= forced;
    }
    for band in &bands.rows {
        allowed.iter_mut().take(band.end).skip(band.start + 1).for_each(|slot| *slot = false);
    }
    pairs.extend(others);
    let by_level = fragments_by_level(lines.len(), fragments);
    let table = RowCosts { lines, fragments, by_level, pairs: pairs_by_lower(lines.len(), pairs), columns };
    let mut best: Option<BestRows> = None;
    let mut second = f64::NEG_INFINITY;
    for (anchor, (score, rows)) in ANCHORS.into_iter().zip(table.best_divisions(&allowed, &bands.forced)) {
        let top = best.as_ref().map_or(f64::NEG_INFINITY, |b| b.score);
        if score > top + SCORE_STEP {
            second = top;
            best = Some(BestRows { score, rows, anchor: Some(anchor) });
        } else {
            second = second.max(score);
        }
    }
    let mut best = best.unwrap_or_default();
    best.anchor = best.anchor.filter(|_| best.score >= second + ANCHOR_SURE);
    best
}

struct RowCosts<'a> {
    lines: &'a [TextLine],
    fragments: &'a [Fragment],
    by_level: Vec<Range<usize>>,
    /// For each level the pairs whose lower fragment stands on it.
    pairs: Vec<Vec<(usize, f64)>>,
    columns: usize,
}

impl RowCosts<'_> {
    /// For each of [`ANCHORS`] the best score and its rows. Rows grow once for all of them.
    fn best_divisions(&self, allowed: &[bool], forced: &[bool]) -> [(f64, Vec<Range<usize>>); ANCHORS.len()] {
        let levels = self.lines.len();
        let mut best = vec![[f64::NEG_INFINITY; ANCHORS.len()]; levels + 1];
        let mut from = vec![[0_usize; ANCHORS.len()]; levels + 1];
        best[0] = [0.0; ANCHORS.len()];
        let mut row = RowState::new(self.columns);
        for start in 0..levels {
            let bases = best[start];
            if bases.iter().all(|base| *base == f64::NEG_INFINITY) {
                continue;
            }
            row.clear();
            for end in start + 1..=levels.min(start + ROW_LINES_MOST) {
                let level = end - 1;
                if level > start && forced[level] {
                    break;
                }
                row.add(self, start, level);
                if end < levels && !allowed[end] {
                    continue;
                }
                let ways = best[end].iter_mut().zip(&mut from[end]).zip(bases).zip(ANCHORS);
                for (((slot, origin), base), anchor) in ways {
                    let score = base + row.score(anchor, self.columns);
                    if score > *slot {
                        *slot = score;
                        *origin = start;
                    }
                }
            }
        }
        std::array::from_fn(|n| {
            let mut rows = Vec::new();
            let mut end = levels;
            while end > 0 {
                let start = from[end][n];
                rows.push(start..end);
                end = start;
            }
            rows.reverse();
            (best[levels][n], rows)
        })
    }
}

/// A row while it grows by levels.
struct RowState {
    joined: f64,
    /// Top and bottom of each column's text.
    extents: Vec<Option<(Pt, Pt)>>,
    top: Pt,
    bottom: Pt,
    size: Pt,
}

impl RowState {
    fn new(columns: usize) -> Self {
        Self { joined: 0.0, extents: vec![None; columns], top: f64::INFINITY, bottom: f64::NEG_INFINITY, size: 1.0 }
    }

    /// Before its first level again.
    fn clear(&mut self) {
        self.extents.fill(None);
        let extents = std::mem::take(&mut self.extents);
        *self = Self { extents, ..Self::new(0) };
    }

    fn add(&mut self, costs: &RowCosts, start: usize, level: usize) {
        for &(upper, joined) in &costs.pairs[level] {
            if upper >= start {
                self.joined += joined;
            }
        }
        for fragment in &costs.fragments[costs.by_level[level].clone()] {
            let (top, bottom) = (fragment.bbox.top, fragment.bbox.bottom);
            self.size = self.size.max(fragment.size);
            self.top = self.top.min(top);
            self.bottom = self.bottom.max(bottom);
            for column in fragment.columns.clone() {
                let extent = &mut self.extents[column];
                *extent = Some(extent.map_or((top, bottom), |(t, b)| (t.min(top), b.max(bottom))));
            }
        }
    }

    /// What the lines being one row is worth.
    fn score(&self, anchor: Anchor, columns: usize) -> f64 {
        let filled = self.extents.iter().flatten().count();
        // A row cut by a page break stands otherwise than the rest.
        let other = if anchor == Anchor::Top { Anchor::Middle } else { Anchor::Top };
        let off = self.off(anchor).min(self.off(other) + ROW_OTHER_ANCHOR);
        let empty = (columns - filled.min(columns)) as f64;
        // A heading over a group of rows stands alone in the first column.
        let heading = filled == 1 && self.extents.first().is_some_and(Option::is_some);
        self.joined - off - (ROW_EMPTY * empty).min(if heading { ROW_HEADING } else { ROW_EMPTY_MOST })
    }

    /// How far the columns' texts are from standing to each other as the anchor says.
    fn off(&self, anchor: Anchor) -> f64 {
        let distance = |&(top, bottom): &(Pt, Pt)| match anchor {
            Anchor::Top => top - self.top,
            Anchor::Bottom => self.bottom - bottom,
            Anchor::Middle => (f64::midpoint(top, bottom) - f64::midpoint(self.top, self.bottom)).abs(),
        };
        self.extents.iter().flatten().map(|extent| (ROW_OFF * distance(extent) / self.size).min(ROW_OFF_MOST)).sum()
    }
}

fn fragments_by_level(levels: usize, fragments: &[Fragment]) -> Vec<Range<usize>> {
    let first_of = |level: usize| fragments.partition_point(|f| f.level < level);
    (0..levels).map(|level| first_of(level)..first_of(level + 1)).collect()
}

fn pairs_by_lower(levels: usize, pairs: Vec<FragmentPair>) -> Vec<Vec<(usize, f64)>> {
    let mut by_lower = vec![Vec::new(); levels];
    for pair in pairs {
        by_lower[pair.lower].push((pair.upper, pair.joined));
    }
    by_lower
}

/// Places where a row may end: before a level, where no text above reaches below the text that follows.
fn allowed_boundaries(lines: &[TextLine]) -> Vec<bool> {
    let mut tops: Vec<Pt> = vec![f64::INFINITY; lines.len() + 1];
    for (n, line) in lines.iter().enumerate().rev() {
        tops[n] = tops[n + 1].min(line.bbox.top);
    }
    let mut bottom = f64::NEG_INFINITY;
    let mut allowed = Vec::with_capacity(lines.len());
    for (n, line) in lines.iter().enumerate() {
        allowed.push(n == 0 || bottom - tops[n] <= ROW_CUT * line.size);
        bottom = bottom.max(line.bbox.bottom);
    }
    allowed
}
