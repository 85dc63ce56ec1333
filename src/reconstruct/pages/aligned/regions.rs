//! Text lines → regions that look like tables: lines that keep the same gutters free.

use std::ops::Range;

use crate::model::Pt;
use crate::reconstruct::tolerances::{
    BESIDE_SHARE, CROSSING_CHARACTERS, CROSSING_WORDS, CROSSINGS_FROM, HEADING_CROSSING, INTO_GUTTER, INTO_GUTTER_MOST,
    LONE_TEXT, NEAR_LINES, NEIGHBOURS_MOST, PATIENCE_OF_LINE, PROSE_CROSSING, REGION_BETTER, REGION_GAP,
    REGION_GAP_FITTING, REGION_GAP_GROWTH, REGION_LINES_MOST, REGION_PATIENCE, REGION_SLACK, REGION_TAIL_GAP,
    REGION_VALUE,
};

use super::ink::{Coverage, Gutter, InkProfile, Scale};
use super::pieces::{RunOfPieces, TextLine};
use super::typeset::Typeset;

/// Lines that seem to be one table.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Region {
    /// Indices of its lines.
    pub(super) lines: Range<usize>,
    /// The gutters it was found by.
    pub(super) gutters: Vec<Gutter>,
    /// Neighbours in rows, less what speaks against a table.
    pub(super) value: f64,
}

/// Everything the search looks at, computed once per line.
struct RegionSearch<'a> {
    lines: &'a [TextLine],
    segments: Vec<Vec<RunOfPieces>>,
    ink: Vec<InkProfile>,
    /// For each line the range of lines that stand beside it at partly the same height.
    beside: Vec<Range<usize>>,
    stop_before: &'a [bool],
    scale: Scale,
    typeset: Typeset,
}

/// Finds regions from top to bottom. No region reaches over a line with `stop_before` set.
pub(super) fn lines_to_regions(lines: &[TextLine], stop_before: &[bool], typeset: &Typeset) -> Vec<Region> {
    if lines.is_empty() {
        return Vec::new();
    }
    let scale = Scale::over(lines);
    let segments: Vec<Vec<RunOfPieces>> = lines.iter().map(|l| l.segments(typeset.bridge())).collect();
    let ink = segments.iter().map(|s| scale.ink(s.iter().map(|s| (s.bbox.left, s.bbox.right)))).collect();
    let beside = (0..lines.len()).map(|n| lines_beside(lines, n)).collect();
    let search = RegionSearch { lines, segments, ink, beside, stop_before, scale, typeset: *typeset };
    let mut regions = Vec::new();
    let mut from = 0;
    while from < lines.len() {
        match search.best_from(from) {
            Some(region) => {
                from = region.lines.end;
                regions.push(search.with_head(region));
            }
            None => from += 1,
        }
    }
    regions
}

/// Lines before and after that overlap the line's height by a good part: what a vertically centred neighbour does.
fn lines_beside(lines: &[TextLine], n: usize) -> Range<usize> {
    let line = &lines[n];
    let before = lines.iter().take(n).rev().take(NEAR_LINES).take_while(|l| is_beside(l, line)).count();
    let after = lines.iter().skip(n + 1).take(NEAR_LINES).take_while(|l| is_beside(l, line)).count();
    n - before..n + 1 + after
}

/// Whether lines overlap by a good part of the lower one's height.
fn is_beside(a: &TextLine, b: &TextLine) -> bool {
    a.bbox.overlap_y(&b.bbox) > BESIDE_SHARE * b.bbox.height().min(a.bbox.height())
}

impl RegionSearch<'_> {
    /// Whether the line is near enough to go on with; a line that fits many columns may stand further off.
    fn reaches(&self, gaps: &Gaps, n: usize, gutters: &[Gutter]) -> bool {
        gaps.reaches(self.lines, n, 1.0)
            || gaps.reaches(self.lines, n, REGION_GAP_FITTING)
                && (n..self.lines.len())
                    .take(2)
                    .any(|n| self.columns(n, gutters) > 2 && self.stays_in_column(n, gutters))
    }

    /// The region that begins with this line, or a better one that begins a little below.
    fn best_from(&self, from: usize) -> Option<Region> {
        let mut best = self.grow(from)?;
        let mut start = from + 1;
        let last = (from + REGION_PATIENCE).min(best.lines.end);
        while start < last {
            if let Some(region) = self.grow(start).filter(|r| r.value > best.value + REGION_BETTER) {
                best = region;
            }
            start += 1;
        }
        (best.value >= REGION_VALUE).then_some(best)
    }

    fn grow(&self, start: usize) -> Option<Region> {
        if self.segments[start].len() < 2 && self.beside[start].len() < 2 {
            return None;
        }
        let mut coverage = Coverage::new(&self.scale);
        let mut gutters: Vec<Gutter> = Vec::new();
        let mut value = 0.0;
        let mut best: Option<Region> = None;
        let mut gaps = Gaps::default();
        let (mut waited, mut several) = (0, 0);
        for n in start..self.lines.len().min(start + REGION_LINES_MOST) {
            if n > start && (self.stop_before[n] || !self.reaches(&gaps, n, &gutters)) {
                break;
            }
            gaps.push(self.lines, n, start);
            // A line that is one run over several columns says nothing about gutters: a heading inside, or the end.
            let spanner = self.is_spanner(n, &gutters);
            if !spanner {
                coverage.add(&self.ink[n]);
            }
            let count = n + 1 - start;
            // Lines inside one column say nothing about the others.
            several += usize::from(!spanner && (gutters.is_empty() || self.columns(n, &gutters) > 1));
            let found = coverage.gutters(
                &self.scale,
                crossings_allowed(several),
                self.typeset.gutter(several) * self.typeset.em,
            );
            if same(&found, &gutters) {
                value += self.line_value(n, &gutters);
            } else {
                value = (start..=n).map(|k| self.line_value(k, &found)).sum();
            }
            gutters = found;
            let top = best.as_ref().map_or(0.0, |b| b.value);
            if value > top && !gutters.is_empty() && count >= 2 {
                best = Some(Region { lines: start..n + 1, gutters: gutters.clone(), value });
            }
            // Lines inside one column cost little patience: a long cell beside short ones.
            let after = best.as_ref().map_or(start, |b| b.lines.end);
            waited = if after > n {
                0
            } else {
                waited + if self.stays_in_column(n, &gutters) { 1 } else { PATIENCE_OF_LINE }
            };
            if waited > PATIENCE_OF_LINE * REGION_PATIENCE || value < top - REGION_SLACK {
                break;
            }
        }
        best.map(|region| self.with_tail(region))
    }

    /// With the lines above that belong to the first cells: a wrapped heading, cells that the page break cut. They
    /// may be the last lines of the region before, if that turns out to be no table.
    fn with_head(&self, mut region: Region) -> Region {
        while let Some(above) = region.lines.start.checked_sub(1) {
            let own = &self.segments[region.lines.clone()];
            let goes_on = self.all_go_on(above, &region, |segment| {
                let column = column_of(segment, &region.gutters);
                let below = own.iter().take(NEAR_LINES).flatten().find(|s| column_of(s, &region.gutters) == column);
                below.is_some_and(|s| {
                    let full = column > 0 || segment.bbox.right >= s.bbox.right - segment.size;
                    full && s.bbox.top - segment.bbox.bottom < REGION_TAIL_GAP * segment.size
                })
            });
            if self.stop_before[region.lines.start] || !goes_on {
                break;
            }
            region.lines.start = above;
        }
        region
    }

    /// With the lines that go on below in the columns: the ends of its last cells.
    fn with_tail(&self, mut region: Region) -> Region {
        while region.lines.end < self.lines.len() && !self.stop_before[region.lines.end] {
            let own = &self.segments[region.lines.clone()];
            let goes_on = self.all_go_on(region.lines.end, &region, |segment| {
                let column = column_of(segment, &region.gutters);
                let above =
                    own.iter().rev().take(NEAR_LINES).flatten().find(|s| column_of(s, &region.gutters) == column);
                above.is_some_and(|s| segment.bbox.top - s.bbox.bottom < REGION_TAIL_GAP * segment.size)
            });
            if !goes_on {
                break;
            }
            region.lines.end += 1;
        }
        region
    }

    /// Whether every run of the line stays in its column and goes on there. Several runs beside each other are often
    /// something else (captions, page heads) where words have spaces.
    fn all_go_on(&self, n: usize, region: &Region, goes_on: impl Fn(&RunOfPieces) -> bool) -> bool {
        let own = &self.segments[n];
        let is_of_one = own.len() == 1 || self.typeset.cjk && !own.is_empty();
        is_of_one && own.iter().all(|segment| gutters_crossed(segment, &region.gutters) == 0 && goes_on(segment))
    }

    fn is_spanner(&self, n: usize, gutters: &[Gutter]) -> bool {
        match self.segments[n].as_slice() {
            [only] => gutters_crossed(only, gutters) > 0,
            _ => false,
        }
    }

    /// In how many columns the line is printed.
    fn columns(&self, n: usize, gutters: &[Gutter]) -> usize {
        let mut columns: Vec<usize> = self.segments[n].iter().map(|s| column_of(s, gutters)).collect();
        columns.dedup();
        columns.len()
    }

    fn stays_in_column(&self, n: usize, gutters: &[Gutter]) -> bool {
        self.segments[n].iter().all(|s| gutters_crossed(s, gutters) == 0)
    }

    /// What the line says about these gutters: +1 for each pair of neighbours in it, −1 for each gutter printed over.
    fn line_value(&self, n: usize, gutters: &[Gutter]) -> f64 {
        let own = &self.segments[n];
        let crossed = own.iter().map(|s| gutters_crossed(s, gutters)).sum::<usize>();
        let mut columns: Vec<usize> = own.iter().map(|s| column_of(s, gutters)).collect();
        if crossed == 0 {
            let others = self.beside[n].clone().filter(|&k| k != n).flat_map(|k| &self.segments[k]);
            columns.extend(others.map(|s| column_of(s, gutters)));
        }
        columns.sort_unstable();
        columns.dedup();
        let neighbours = columns.len().saturating_sub(1).min(NEIGHBOURS_MOST) as f64;
        match (crossed, columns.len()) {
            (0, 0 | 1) => LONE_TEXT,
            (0, _) => neighbours,
            (_, 1) if own.iter().any(|s| s.words > CROSSING_WORDS || s.characters > CROSSING_CHARACTERS) => {
                PROSE_CROSSING
            }
            (_, 1) => HEADING_CROSSING,
            (_, _) => neighbours - crossed as f64,
        }
    }
}

/// Vertical gaps between the lines of a growing region.
#[derive(Default)]
struct Gaps {
    bottom: Pt,
    largest: Pt,
}

impl Gaps {
    fn reaches(&self, lines: &[TextLine], n: usize, factor: f64) -> bool {
        let line = &lines[n];
        line.bbox.top - self.bottom <= (factor * REGION_GAP * line.size).max(REGION_GAP_GROWTH * self.largest)
    }

    fn push(&mut self, lines: &[TextLine], n: usize, start: usize) {
        let line = &lines[n];
        if n > start {
            self.largest = self.largest.max(line.bbox.top - self.bottom);
        }
        self.bottom = if n > start { self.bottom.max(line.bbox.bottom) } else { line.bbox.bottom };
    }
}

/// How many of so many lines may be printed over a gutter: headings, sums, an over-long entry.
pub(super) fn crossings_allowed(lines: usize) -> usize {
    CROSSINGS_FROM.iter().filter(|from| lines >= **from).count()
}

fn same(a: &[Gutter], b: &[Gutter]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.left < b.right && b.left < a.right)
}

/// How far the segment may reach into the gutter.
fn slack(segment: &RunOfPieces, gutter: &Gutter) -> Pt {
    (INTO_GUTTER * gutter.width()).min(INTO_GUTTER_MOST * segment.size)
}

/// Whether the segment is printed over the gutter, or reaches far into it from one side.
pub(super) fn crosses(segment: &RunOfPieces, gutter: &Gutter) -> bool {
    let slack = slack(segment, gutter);
    segment.bbox.left < gutter.left + slack && segment.bbox.right > gutter.right - slack
}

/// How many of the gutters, which stand from left to right, the segment crosses.
fn gutters_crossed(segment: &RunOfPieces, gutters: &[Gutter]) -> usize {
    let first = gutters.partition_point(|g| segment.bbox.left >= g.left + slack(segment, g));
    let last = gutters.partition_point(|g| segment.bbox.right > g.right - slack(segment, g));
    last.saturating_sub(first)
}

/// The column, counted from the left, the segment's middle stands in.
pub(super) fn column_of(segment: &RunOfPieces, gutters: &[Gutter]) -> usize {
    gutters.partition_point(|g| g.center() < segment.bbox.center_x())
}
