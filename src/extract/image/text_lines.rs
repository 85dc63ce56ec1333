//! Ink without ruling lines → lines of text, each within one area.

use std::collections::BTreeMap;
use std::ops::Range;

use super::components::{Component, Dot};
use super::regions::Regions;

/// Of 100 pieces of ink so many are no higher than a line of text.
const HIGH: usize = 85;
/// Heights that characters have, points.
const HEIGHTS: Range<f64> = 4.0..40.0;
/// The rest in heights of the page's lines. Where nothing is said, read off prints at 150 to 300 dpi.
/// A gap this wide parts what stands in one row.
const PARTED: f64 = 1.3;
/// Lower than this is a part of a line (the strokes of 二, a comma) where the next part is near.
const PART: f64 = 0.62;
const PART_GAP: f64 = 0.4;
const WHOLE: f64 = 1.3;
/// Higher than this is more than one line.
const TWO_LINES: f64 = 1.75;
/// Print of titles is larger than the usual by no more than this.
const LARGEST: f64 = 2.4;
/// From one line to the next at least.
const LEADING: f64 = 1.05;
/// Between two lines that touch there is this many times less ink than on a row of them.
const LIGHTER: usize = 3;
/// Cuts within cuts; a page of columns of lines in cells needs three.
const DEEPEST: usize = 6;

/// A line of text, or a piece of one with wide gaps at its ends: its box in dots.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PrintedLine {
    pub(super) x: Range<usize>,
    pub(super) y: Range<usize>,
}

/// The lines of a page, and the height of the usual one in dots.
pub(super) struct TextLines {
    pub(super) lines: Vec<PrintedLine>,
    pub(super) height: f64,
}

/// Finds them in pieces of ink, each of which belongs to the area of its middle; `scale` is dots a point.
pub(super) fn to_text_lines(components: Vec<Component>, regions: &Regions, scale: f64) -> TextLines {
    let height = usual_height(&components, scale);
    let mut areas: BTreeMap<usize, Vec<Dot>> = BTreeMap::new();
    for component in components {
        let (x, y) = component.middle();
        areas.entry(regions.at(x / scale, y / scale)).or_default().extend(component.dots);
    }
    let mut lines = Vec::new();
    for dots in areas.into_values() {
        cut(dots, height, DEEPEST, &mut lines);
    }
    lines.sort_by_key(|line| (line.y.start, line.x.start));
    TextLines { lines, height }
}

/// The height of most print: characters of one piece are as high as their line, parts of others lower, and few lines touch.
fn usual_height(components: &[Component], scale: f64) -> f64 {
    let all = components.iter().map(|component| component.rows().len());
    let mut heights: Vec<usize> = all.filter(|height| HEIGHTS.contains(&(*height as f64 / scale))).collect();
    heights.sort_unstable();
    heights.get(heights.len() * HIGH / 100).map_or(10.0 * scale, |height| *height as f64)
}

/// How many of these are at each place, with the first place.
fn counts(places: impl Iterator<Item = usize> + Clone) -> (usize, Vec<usize>) {
    let (Some(first), Some(last)) = (places.clone().min(), places.clone().max()) else { return (0, Vec::new()) };
    let mut counts = vec![0; last - first + 1];
    for place in places {
        counts[place - first] += 1;
    }
    (first, counts)
}

/// The ranges that hold something, parted by at least so many empty places, with how much they hold.
fn filled((first, counts): &(usize, Vec<usize>), gap: usize) -> Vec<(Range<usize>, usize)> {
    let mut ranges: Vec<(Range<usize>, usize)> = Vec::new();
    for (at, count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
        let at = at + first;
        match ranges.last_mut() {
            Some((range, held)) if at < range.end + gap => {
                range.end = at + 1;
                *held += count;
            }
            _ => ranges.push((at..at + 1, *count)),
        }
    }
    ranges
}

/// Cuts by blank rows, then by wide gaps, and again what that parted.
fn cut(dots: Vec<Dot>, height: f64, deepest: usize, lines: &mut Vec<PrintedLine>) {
    for band in bands(&dots, height) {
        let within: Vec<Dot> = dots.iter().filter(|dot| band.contains(&dot.1)).copied().collect();
        let pieces = filled(&counts(within.iter().map(|dot| dot.0)), (PARTED * print_height(&band, height)) as usize);
        for (x, _) in &pieces {
            let piece: Vec<Dot> = within.iter().filter(|dot| x.contains(&dot.0)).copied().collect();
            let (first, rows) = counts(piece.iter().map(|dot| dot.1));
            if (pieces.len() > 1 && deepest > 0) && rows.len() as f64 > WHOLE * height {
                cut(piece, height, deepest - 1, lines);
            } else {
                let all = (first, rows);
                lines.extend(parted(&all, height).into_iter().filter_map(|y| line(&piece, &y)));
            }
        }
    }
}

/// The height of the print of a band: its own where it is one line of larger print.
fn print_height(band: &Range<usize>, height: f64) -> f64 {
    let own = band.len() as f64;
    if own <= LARGEST * height { own.max(height) } else { height }
}

/// The line of these dots that stand in some rows.
fn line(dots: &[Dot], rows: &Range<usize>) -> Option<PrintedLine> {
    let within = || dots.iter().filter(|dot| rows.contains(&dot.1));
    let (left, right) = (within().map(|dot| dot.0).min()?, within().map(|dot| dot.0).max()?);
    let (top, bottom) = (within().map(|dot| dot.1).min()?, within().map(|dot| dot.1).max()?);
    Some(PrintedLine { x: left..right + 1, y: top..bottom + 1 })
}

/// The rows of the lines, by blank rows; parts of one line put together.
fn bands(dots: &[Dot], height: f64) -> Vec<Range<usize>> {
    let mut bands: Vec<Range<usize>> =
        filled(&counts(dots.iter().map(|dot| dot.1)), 1).into_iter().map(|(band, _)| band).collect();
    while let Some(at) = nearest_parts(&bands, height) {
        let lower = bands.remove(at + 1);
        bands[at].end = lower.end;
    }
    bands
}

/// The nearest two neighbours of which one is a part of a line only, and which are no more than a line together.
fn nearest_parts(bands: &[Range<usize>], height: f64) -> Option<usize> {
    let pairs = bands.windows(2).enumerate().filter_map(|(at, pair)| {
        let [upper, lower] = pair else { return None };
        let gap = (lower.start - upper.end) as f64;
        let part = upper.len().min(lower.len()) as f64 <= PART * height;
        let whole = (lower.end - upper.start) as f64 <= WHOLE * height;
        (part && whole && gap <= PART_GAP * height).then_some((at, gap))
    });
    pairs.min_by(|a, b| a.1.total_cmp(&b.1)).map(|(at, _)| at)
}

/// Rows of more than one line, which touch, cut where there is least ink.
fn parted((first, counts): &(usize, Vec<usize>), height: f64) -> Vec<Range<usize>> {
    let rows = *first..first + counts.len();
    if (rows.len() as f64) < TWO_LINES * height {
        return vec![rows];
    }
    let (least, most) = ((LEADING * height) as usize, (TWO_LINES * height) as usize);
    let end = most.min(counts.len().saturating_sub(height as usize / 2));
    let at = (least.min(end)..end).min_by_key(|at| counts[*at]);
    // A line of larger print is as dark in its middle as anywhere.
    let light = |at: &usize| counts[*at] * counts.len() * LIGHTER <= counts.iter().sum();
    let Some(at) = at.filter(|at| *at > 0).filter(light) else { return vec![rows] };
    let (upper, lower) = counts.split_at(at);
    let mut parts = parted(&(*first, upper.to_vec()), height.max(upper.len() as f64));
    parts.extend(parted(&(first + at, lower.to_vec()), height));
    parts
}

#[cfg(test)]
mod tests {
    use super::super::components::ink_to_components;
    use super::super::raster::Bitmap;
    use super::*;

    /// Squares for characters, so large, with a tenth between them: from a corner, so many across.
    fn print(ink: &mut Bitmap, (left, top): Dot, size: usize, count: usize) {
        let starts = (0..count).map(|n| left + n * (size + size / 10));
        for (start, x, y) in starts.flat_map(|start| (0..size).flat_map(move |x| (0..size).map(move |y| (start, x, y))))
        {
            let frame = x < 2 || y < 2 || x + 2 >= size || y + 2 >= size;
            ink.set(start + x, top + y, frame);
        }
    }

    fn lines(ink: Bitmap) -> Vec<(usize, usize)> {
        let regions = Regions::of_rules(&[]);
        let found = to_text_lines(ink_to_components(ink, &[], 3.0), &regions, 3.0);
        found.lines.into_iter().map(|line| (line.y.start, line.y.end)).collect()
    }

    #[test]
    fn a_title_stays_one_line_among_smaller_ones() {
        let mut ink = Bitmap::blank(900, 300);
        print(&mut ink, (100, 10), 60, 6);
        (0..4).for_each(|n| print(&mut ink, (20, 100 + n * 45), 30, 20));
        assert_eq!(lines(ink), [(10, 70), (100, 130), (145, 175), (190, 220), (235, 265)]);
    }

    #[test]
    fn wide_gaps_part_and_lines_beside_each_other_need_not_be_level() {
        let mut ink = Bitmap::blank(1200, 300);
        (0..3).for_each(|n| print(&mut ink, (20, 20 + n * 40), 30, 10));
        print(&mut ink, (600, 60), 30, 5);
        assert_eq!(lines(ink), [(20, 50), (60, 90), (60, 90), (100, 130)]);
    }
}
