//! Bands across a table: what is drawn over its whole width, rules or shading, parts its rows.
//!
//! Cell borders are often drawn cell by cell, and a zebra table has no rules at all, only the edges of its shaded rows.
//! An edge is therefore what all marks at one height cover together.

use std::ops::Range;

use crate::model::geometry::first_behind;
use crate::model::{BBox, Pt};
use crate::reconstruct::tolerances::{BAND_ANCHOR, BAND_LEADING, BAND_REACH, BAND_ROWS_LEAST};

use super::fragments::Fragment;
use super::pairs::FragmentPair;
use super::pieces::TextLine;
use super::strokes::Strokes;

/// Where the lines of a region are parted by what is drawn.
#[derive(Debug, Default)]
pub(super) struct Bands {
    /// For each level whether something over most of the width is drawn before it.
    pub(super) forced: Vec<bool>,
    /// Ranges of levels that are one row each, however many lines they have.
    pub(super) rows: Vec<Range<usize>>,
}

/// Finds the bands of a region.
pub(super) fn strokes_to_bands(
    strokes: &Strokes,
    lines: &[TextLine],
    fragments: &[Fragment],
    pairs: &[FragmentPair],
    columns: usize,
) -> Bands {
    let (wide, part) = edges(strokes, lines);
    let forced = drawn_before(&wide, lines);
    let forced_lines = forced.iter().enumerate().filter(|(_, forced)| **forced).map(|(n, _)| n);
    let starts: Vec<usize> = std::iter::once(0).chain(forced_lines).chain([lines.len()]).collect();
    let ranges: Vec<Range<usize>> = starts.iter().zip(starts.iter().skip(1)).map(|(&a, &b)| a..b).collect();
    let parted = drawn_before(&part, lines);
    let mut joined = vec![0.0; lines.len()];
    let mut starts = starts.into_iter().peekable();
    let mut start_of = Vec::with_capacity(lines.len());
    let mut current = 0;
    for n in 0..lines.len() {
        while let Some(next) = starts.next_if(|&s| s <= n) {
            current = next;
        }
        start_of.push(current);
    }
    for pair in pairs {
        let start = start_of[pair.lower];
        if pair.upper >= start {
            joined[start] += pair.joined;
        }
    }
    let mut rows = Vec::new();
    let (mut one, mut several) = (0_usize, 0_usize);
    for band in ranges.into_iter().filter(|band| band.len() > 1 && is_closed(&wide, lines, band)) {
        if parted.iter().take(band.end).skip(band.start + 1).any(|parted| *parted) {
            continue;
        }
        if joined[band.start] > 0.0 && is_one_row(fragments, &band, columns) {
            one += 1;
            rows.push(band);
        } else {
            several += 1;
        }
    }
    // A rule below the header and one at the end part no rows; rules over groups of rows part groups.
    if one < BAND_ROWS_LEAST || one <= several {
        rows.clear();
    }
    Bands { forced, rows }
}

/// For each line whether something is drawn between it and the one before it, at one of these heights.
fn drawn_before(heights: &[Pt], lines: &[TextLine]) -> Vec<bool> {
    let between = lines
        .iter()
        .zip(lines.iter().skip(1))
        .map(|(a, b)| first_behind(heights, |&e| e <= a.bbox.center_y()).is_some_and(|&e| e < b.bbox.center_y()));
    lines.iter().take(1).map(|_| false).chain(between).collect()
}

/// Whether something is drawn close above the first line of the band and close below its last.
fn is_closed(wide: &[Pt], lines: &[TextLine], band: &Range<usize>) -> bool {
    let own = &lines[band.clone()];
    let top = own.iter().map(|l| l.bbox.center_y()).fold(f64::INFINITY, f64::min);
    let bottom = own.iter().map(|l| l.bbox.center_y()).fold(f64::NEG_INFINITY, f64::max);
    let reach = BAND_REACH * own.iter().map(|l| l.size).fold(1.0, f64::max);
    [(top - reach, top), (bottom, bottom + reach)]
        .into_iter()
        .all(|(from, to)| first_behind(wide, |&e| e < from).is_some_and(|&e| e <= to))
}

/// Whether the cells of the band have different numbers of lines, without gaps, and yet agree at their tops, middles or bottoms.
fn is_one_row(fragments: &[Fragment], band: &Range<usize>, columns: usize) -> bool {
    let first = fragments.partition_point(|f| f.level < band.start);
    let last = fragments.partition_point(|f| f.level < band.end);
    let mut cells: Vec<Option<(Pt, Pt, usize)>> = vec![None; columns];
    let mut size: Pt = 1.0;
    for fragment in &fragments[first..last] {
        size = size.max(fragment.size);
        let (top, bottom) = (fragment.bbox.top, fragment.bbox.bottom);
        let cell = &mut cells[*fragment.columns.start()];
        // Lines of one cell stand close below each other.
        if cell.is_some_and(|(_, above, _)| top - above > BAND_LEADING * size) {
            return false;
        }
        *cell = Some(cell.map_or((top, bottom, 1), |(t, b, n)| (t.min(top), b.max(bottom), n + 1)));
    }
    let cells: Vec<_> = cells.into_iter().flatten().collect();
    let most = cells.iter().map(|c| c.2).fold(0, usize::max);
    let differ = cells.iter().any(|c| c.2 < most);
    let (mut lows, mut highs) = ([f64::INFINITY; 3], [f64::NEG_INFINITY; 3]);
    for (top, bottom, _) in cells {
        for ((low, high), at) in lows.iter_mut().zip(&mut highs).zip([top, bottom, f64::midpoint(top, bottom)]) {
            (*low, *high) = (low.min(at), high.max(at));
        }
    }
    differ && lows.iter().zip(highs).any(|(low, high)| high - low <= BAND_ANCHOR * size)
}

/// The heights of what is drawn over most of the width of the lines, and of what is drawn over a part of it, ascending.
fn edges(strokes: &Strokes, lines: &[TextLine]) -> (Vec<Pt>, Vec<Pt>) {
    let Some(around) = BBox::around(lines.iter().map(|l| l.bbox)) else { return (Vec::new(), Vec::new()) };
    let reach = BAND_REACH * lines.iter().map(|l| l.size).fold(1.0, f64::max);
    strokes.edges(&(around.top - reach..=around.bottom + reach), around.left, around.right)
}
