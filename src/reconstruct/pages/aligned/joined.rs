//! Regions that are one table: a long text between them, over several columns, ended the one and hid the other's head.
//!
//! The search for regions follows gutters, and a goal of several lines runs over all of them. That the blocks above and below
//! are one form shows in where their texts begin: at the same few x, and so do the lines between.

use crate::model::Pt;
use crate::reconstruct::tolerances::{
    HEADING_LINES, JOINED_LEFTS, LABEL_LEADING, PARTED_ALIGN, REGION_GAP, REGION_GAP_GROWTH, ROWS_APART, TWO_THIRDS,
};

use super::pieces::{RunOfPieces, TextLine};
use super::regions::{Region, column_of, crosses};
use super::typeset::Typeset;

/// How far off, in the slack of a left edge, edges of two regions may be that are one column.
const EDGES_OFF: f64 = 2.0;

/// The regions, those that are one table joined, each with the lines above it that begin where its columns do.
pub(super) fn join_regions(
    lines: &[TextLine],
    regions: Vec<Region>,
    stop_before: &[bool],
    typeset: &Typeset,
) -> Vec<Region> {
    if !typeset.cjk {
        return regions;
    }
    let rows: Vec<Vec<RunOfPieces>> = lines.iter().map(|l| l.segments(typeset.bridge())).collect();
    let page = LineRuns { lines, runs: rows, align: PARTED_ALIGN * typeset.em, em: typeset.em };
    let mut joined: Vec<Region> = Vec::with_capacity(regions.len());
    let starts: Vec<usize> =
        regions.iter().skip(1).map(|r| r.lines.start).chain(std::iter::once(lines.len())).collect();
    for (mut region, limit) in regions.into_iter().zip(starts) {
        page.add_tail(&mut region, limit, stop_before);
        let floor = joined.last().map_or(0, |r| r.lines.end);
        match joined.last_mut() {
            Some(above) if !is_parted(above, &region, stop_before) && page.are_one(above, &region) => {
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

/// Whether a line that begins something new stands between the regions.
fn is_parted(above: &Region, below: &Region, stop_before: &[bool]) -> bool {
    let between = stop_before.get(above.lines.end..=below.lines.start.max(above.lines.end));
    between.is_some_and(|between| between.contains(&true))
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
        let mut lefts: Vec<Pt> = self.runs[range].iter().flatten().map(|s| s.bbox.left).collect();
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
        let shared = there.iter().filter(|x| self.is_among(**x, &here)).count();
        // What one of them prints in several lines the other may print once.
        let (once_here, once_there) = (self.lefts(above.lines.clone(), 1), self.lefts(below.lines.clone(), 1));
        let begun = there.iter().filter(|x| self.is_among(**x, &once_here)).count()
            + here.iter().filter(|x| !self.is_among(**x, &there) && self.is_among(**x, &once_there)).count();
        if begun < JOINED_LEFTS || begun * 2 < here.len().min(there.len()) {
            return false;
        }
        let (here_count, there_count) = (here.len(), there.len());
        let first = here.iter().chain(&there).copied().fold(f64::INFINITY, f64::min);
        // A goal alone between them begins anywhere, all its lines at one place.
        let known: Vec<Pt> = here.into_iter().chain(there).chain(self.lefts(between.clone(), 2)).collect();
        let gutters = if above.gutters.len() > below.gutters.len() { &above.gutters } else { &below.gutters };
        // A wide text at the left edge is the heading of another table.
        let own = &self.runs[between.clone()];
        let mut at_left = own.iter().flatten().filter(|s| s.bbox.left <= first + self.align);
        let has_heading = at_left.any(|s| gutters.iter().any(|g| crosses(s, g)));
        // Rows set far apart are one table where all their columns are the same.
        let same = shared == here_count.max(there_count) && between.is_empty();
        own.iter().all(|row| row.len() > 1 || row.iter().all(|s| self.begins_at(s, &known)))
            && !has_heading
            && (same && self.gap(between.end) <= ROWS_APART * self.em
                || (above.lines.end..=between.end).all(|n| self.is_near(n, above.lines.start)))
    }

    /// Whether one of these places is about there.
    fn is_among(&self, x: Pt, places: &[Pt]) -> bool {
        places.iter().any(|place| (x - place).abs() <= EDGES_OFF * self.align)
    }

    /// How far the line stands below all lines above it.
    fn gap(&self, n: usize) -> Pt {
        let bottom = self.lines.iter().take(n).map(|l| l.bbox.bottom).fold(f64::NEG_INFINITY, f64::max);
        self.lines.get(n).map_or(f64::INFINITY, |l| l.bbox.top - bottom)
    }

    /// Whether the line stands no further below those above it than lines of a table do.
    fn is_near(&self, n: usize, start: usize) -> bool {
        let Some(line) = self.lines.get(n) else { return false };
        let (mut bottom, mut largest) = (f64::NEG_INFINITY, 0.0_f64);
        for above in self.lines.iter().take(n).skip(start) {
            if bottom.is_finite() {
                largest = largest.max(above.bbox.top - bottom);
            }
            bottom = bottom.max(above.bbox.bottom);
        }
        line.bbox.top - bottom <= (REGION_GAP * line.size).max(REGION_GAP_GROWTH * largest)
    }

    /// Adds the lines below that print entries of its columns, up to the line before `limit`.
    fn add_tail(&self, region: &mut Region, limit: usize, stop_before: &[bool]) {
        let (often, once) = (self.lefts(region.lines.clone(), 2), self.lefts(region.lines.clone(), 1));
        while region.lines.end < limit && !stop_before[region.lines.end] {
            let row = &self.runs[region.lines.end];
            let known = row.iter().filter(|s| self.begins_at(s, &often)).count();
            let begins = row.len() >= JOINED_LEFTS && known >= 2 && row.iter().all(|s| self.begins_at(s, &once));
            if !begins || !self.is_near(region.lines.end, region.lines.start) {
                break;
            }
            region.lines.end += 1;
        }
    }

    /// Whether all the line prints are first lines of wrapped headings: each stands close over the middle or the beginning of a run in its
    /// column, while the headings beside it stand between the two lines.
    fn begins_headings(&self, n: usize, region: &Region) -> bool {
        let row = &self.runs[n];
        let below = self.runs[region.lines.clone()].iter().take(HEADING_LINES).flatten();
        let top = self.lines.iter().skip(region.lines.start).map(|l| l.bbox.top).next();
        !row.is_empty()
            && row.iter().all(|s| {
                let below = below.clone().find(|other| self.heads_on(s, other));
                let beside = top.zip(below).is_some_and(|(top, below)| top < below.bbox.top);
                beside && !region.gutters.iter().any(|g| crosses(s, g))
            })
    }

    /// Whether the other run stands close below, in the middle or at the same left edge.
    fn heads_on(&self, s: &RunOfPieces, other: &RunOfPieces) -> bool {
        let gap = other.bbox.top - s.bbox.bottom;
        let centred = (other.bbox.center_x() - s.bbox.center_x()).abs() <= self.align;
        let flush = (other.bbox.left - s.bbox.left).abs() <= self.align;
        (centred || flush) && gap > -0.5 * s.size && gap <= LABEL_LEADING * s.size
    }

    /// Adds the lines above that print several entries, all beginning where columns of the region begin.
    fn add_head(&self, region: &mut Region, floor: usize) {
        let lefts = self.lefts(region.lines.clone(), 2);
        while let Some(n) = region.lines.start.checked_sub(1).filter(|&n| n >= floor) {
            let (row, line, first) = (&self.runs[n], &self.lines[n], &self.lines[region.lines.start]);
            let gap = first.bbox.top - line.bbox.bottom;
            let begins = row.iter().all(|s| self.begins_at(s, &lefts));
            let near = row.len() >= 2 && gap <= REGION_GAP * line.size && begins;
            let may_be_far = gap <= ROWS_APART * self.em && heads_columns(row, region);
            if !near && !may_be_far && !self.begins_headings(n, region) {
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
    // Right of the last column that holds anything, headings of empty ones may stand.
    let next = columns.iter().skip(1);
    let in_turn = columns.iter().zip(next).all(|(a, b)| a < b || a == b && *b == region.gutters.len());
    columns.len() >= JOINED_LEFTS && TWO_THIRDS.is_reached(columns.len(), region.gutters.len() + 1) && in_turn && !over
}
