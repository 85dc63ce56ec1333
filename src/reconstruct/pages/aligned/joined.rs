//! Regions that are one table: a long text between them, over several columns, ended the one and hid the other's head.
//!
//! The search for regions follows gutters, and a goal of several lines runs over all of them. That the blocks above and below
//! are one form shows in where their texts begin: at the same few x, and so do the lines between.

use crate::model::Pt;
use crate::reconstruct::tolerances::{
    JOINED_LEFTS, PARTED_ALIGN, REGION_GAP, REGION_GAP_GROWTH, ROWS_APART, TWO_THIRDS,
};

use super::pieces::{RunOfPieces, TextLine};
use super::regions::{Region, column_of, crosses};
use super::typeset::Typeset;

/// How far off, in the slack of a left edge, edges of two regions may be that are one column.
const EDGES_OFF: f64 = 2.0;

/// The regions, those that are one table joined, each with the lines above it that begin where its columns do.
pub(super) fn join_regions(lines: &[TextLine], regions: Vec<Region>, typeset: &Typeset) -> Vec<Region> {
    if !typeset.cjk {
        return regions;
    }
    let rows: Vec<Vec<RunOfPieces>> = lines.iter().map(|l| l.segments(typeset.bridge())).collect();
    let page = LineRuns { lines, runs: rows, align: PARTED_ALIGN * typeset.em, em: typeset.em };
    let mut joined: Vec<Region> = Vec::with_capacity(regions.len());
    for mut region in regions {
        let floor = joined.last().map_or(0, |r| r.lines.end);
        match joined.last_mut() {
            Some(above) if page.are_one(above, &region) => {
                above.lines.end = region.lines.end;
                above.value += region.value;
                if region.gutters.len() > above.gutters.len() {
                    above.gutters = region.gutters;
                }
            }
            _ => {
                page.add_head(&mut region, floor);
                joined.push(region);
            }
        }
    }
    joined
}

struct LineRuns<'a> {
    lines: &'a [TextLine],
    runs: Vec<Vec<RunOfPieces>>,
    align: Pt,
    em: Pt,
}

impl LineRuns<'_> {
    /// The x at which at least so many runs of text begin in the lines, from the left.
    fn lefts(&self, range: std::ops::Range<usize>, least: usize) -> Vec<Pt> {
        let mut lefts: Vec<Pt> = self.runs.get(range).into_iter().flatten().flatten().map(|s| s.bbox.left).collect();
        lefts.sort_by(Pt::total_cmp);
        let groups = lefts.chunk_by(|a, b| b - a <= self.align);
        groups.filter(|g| g.len() >= least).filter_map(|g| g.first().copied()).collect()
    }

    fn begins_at(&self, s: &RunOfPieces, lefts: &[Pt]) -> bool {
        lefts.iter().any(|x| (s.bbox.left - x).abs() <= self.align)
    }

    fn are_one(&self, above: &Region, below: &Region) -> bool {
        let between = above.lines.end..below.lines.start.max(above.lines.end);
        let here = self.lefts(above.lines.clone(), 2);
        let there = self.lefts(below.lines.clone(), 2);
        let shared = there.iter().filter(|x| here.iter().any(|h| (*x - h).abs() <= EDGES_OFF * self.align)).count();
        if shared < JOINED_LEFTS || shared * 2 < here.len().min(there.len()) {
            return false;
        }
        let (here_count, there_count) = (here.len(), there.len());
        let first = here.iter().chain(&there).copied().fold(f64::INFINITY, f64::min);
        let known: Vec<Pt> = here.into_iter().chain(there).collect();
        let gutters = if above.gutters.len() > below.gutters.len() { &above.gutters } else { &below.gutters };
        // A wide text at the left edge is the heading of another table.
        let heading = |s: &RunOfPieces| s.bbox.left <= first + self.align && gutters.iter().any(|g| crosses(s, g));
        let own = self.runs.get(between.clone()).unwrap_or_default();
        // Rows set far apart are one table where all their columns are the same.
        let same = shared == here_count.max(there_count) && between.is_empty();
        own.iter().flatten().all(|s| self.begins_at(s, &known) && !heading(s))
            && (same && self.gap(between.end) <= ROWS_APART * self.em
                || (above.lines.end..=between.end).all(|n| self.is_near(n, above.lines.start)))
    }

    /// How far the line stands below all lines above it.
    fn gap(&self, n: usize) -> Pt {
        let above = self.lines.get(..n).unwrap_or_default();
        let bottom = above.iter().map(|l| l.bbox.bottom).fold(f64::NEG_INFINITY, f64::max);
        self.lines.get(n).map_or(f64::INFINITY, |l| l.bbox.top - bottom)
    }

    /// Whether the line stands no further below those above it than lines of a table do.
    fn is_near(&self, n: usize, start: usize) -> bool {
        let Some(line) = self.lines.get(n) else { return false };
        let (mut bottom, mut largest) = (f64::NEG_INFINITY, 0.0_f64);
        for above in self.lines.get(start..n).unwrap_or_default() {
            if bottom.is_finite() {
                largest = largest.max(above.bbox.top - bottom);
            }
            bottom = bottom.max(above.bbox.bottom);
        }
        line.bbox.top - bottom <= (REGION_GAP * line.size).max(REGION_GAP_GROWTH * largest)
    }

    /// Adds the lines above that print several entries, all beginning where columns of the region begin.
    fn add_head(&self, region: &mut Region, floor: usize) {
        let lefts = self.lefts(region.lines.clone(), 2);
        while let Some(n) = region.lines.start.checked_sub(1).filter(|&n| n >= floor) {
            let (Some(row), Some(line), Some(first)) =
                (self.runs.get(n), self.lines.get(n), self.lines.get(region.lines.start))
            else {
                break;
            };
            let gap = first.bbox.top - line.bbox.bottom;
            let begins = row.iter().all(|s| self.begins_at(s, &lefts));
            let near = row.len() >= 2 && gap <= REGION_GAP * line.size && begins;
            let may_be_far = gap <= ROWS_APART * self.em && heads_columns(row, region);
            if !near && !may_be_far {
                break;
            }
            region.lines.start = n;
        }
    }
}

/// Whether the runs stand one by one over most columns of the region.
fn heads_columns(row: &[RunOfPieces], region: &Region) -> bool {
    let columns: Vec<usize> = row.iter().map(|s| column_of(s, &region.gutters)).collect();
    let over = row.iter().any(|s| region.gutters.iter().any(|g| crosses(s, g)));
    let in_turn = columns.windows(2).all(|w| w.first() < w.get(1));
    columns.len() >= JOINED_LEFTS && TWO_THIRDS.is_reached(columns.len(), region.gutters.len() + 1) && in_turn && !over
}
