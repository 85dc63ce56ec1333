//! Regions that are one table: a long text between them, over several columns, ended the one and hid the other's head.
//!
//! The search for regions follows gutters, and a goal of several lines runs over all of them. That the blocks above and below
//! are one form shows in where their texts begin: at the same few x, and so do the lines between.

use crate::model::Pt;
use crate::reconstruct::tolerances::{JOINED_LEFTS, PARTED_ALIGN, REGION_GAP, REGION_GAP_GROWTH};

use super::pieces::{Segment, TextLine};
use super::regions::{Region, crosses};
use super::typeset::Typeset;

/// The regions, those that are one table joined, each with the lines above it that begin where its columns do.
pub(super) fn join_regions(lines: &[TextLine], regions: Vec<Region>, typeset: &Typeset) -> Vec<Region> {
    if !typeset.cjk {
        return regions;
    }
    let rows: Vec<Vec<Segment>> = lines.iter().map(|l| l.segments(typeset.bridge())).collect();
    let page = Rows { lines, runs: rows, align: PARTED_ALIGN * typeset.em };
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

struct Rows<'a> {
    lines: &'a [TextLine],
    runs: Vec<Vec<Segment>>,
    align: Pt,
}

impl Rows<'_> {
    /// The x at which at least so many runs of text begin in the lines, from the left.
    fn lefts(&self, range: std::ops::Range<usize>, least: usize) -> Vec<Pt> {
        let mut lefts: Vec<Pt> = self.runs.get(range).into_iter().flatten().flatten().map(|s| s.bbox.left).collect();
        lefts.sort_by(Pt::total_cmp);
        let groups = lefts.chunk_by(|a, b| b - a <= self.align);
        groups.filter(|g| g.len() >= least).filter_map(|g| g.first().copied()).collect()
    }

    fn begins_at(&self, s: &Segment, lefts: &[Pt]) -> bool {
        lefts.iter().any(|x| (s.bbox.left - x).abs() <= self.align)
    }

    fn are_one(&self, above: &Region, below: &Region) -> bool {
        let between = above.lines.end..below.lines.start.max(above.lines.end);
        let here = self.lefts(above.lines.clone(), 2);
        let there = self.lefts(below.lines.clone(), 2);
        let shared = there.iter().filter(|x| here.iter().any(|h| (*x - h).abs() <= 2.0 * self.align)).count();
        if shared < JOINED_LEFTS || shared * 2 < here.len().min(there.len()) {
            return false;
        }
        let first = here.iter().chain(&there).copied().fold(f64::INFINITY, f64::min);
        let known: Vec<Pt> = here.into_iter().chain(there).collect();
        let gutters = if above.gutters.len() > below.gutters.len() { &above.gutters } else { &below.gutters };
        // A wide text at the left edge is the heading of another table.
        let heading = |s: &Segment| s.bbox.left <= first + self.align && gutters.iter().any(|g| crosses(s, g));
        let own = self.runs.get(between.clone()).unwrap_or_default();
        own.iter().flatten().all(|s| self.begins_at(s, &known) && !heading(s))
            && (above.lines.end..=between.end).all(|n| self.is_near(n, above.lines.start))
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
            if row.len() < 2 || gap > REGION_GAP * line.size || !row.iter().all(|s| self.begins_at(s, &lefts)) {
                break;
            }
            region.lines.start = n;
        }
    }
}
