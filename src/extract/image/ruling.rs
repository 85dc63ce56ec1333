//! Ink → ruling lines in points, and the dots they are made of.

use std::ops::Range;

use super::raster::Bitmap;
use super::runs::{Bounds, Traced, ink_to_lines};
use crate::model::{Axis, Pt, Rule};

/// The ruling lines of a raster.
pub(super) struct Ruled {
    /// In points.
    pub(super) rules: Vec<Rule>,
    /// Their dots; what hangs over them is not among these.
    pub(super) dots: Bitmap,
}

/// Shortest line, points: strokes of print of ten points are shorter. (From 7 on, strokes of photographed print were taken for lines.)
const SHORTEST: Pt = 11.0;
/// From this length on a line is one by itself; shorter ones only where both ends lie on others, for titles have long strokes.
const LONG: Pt = 40.0;
/// Strokes of small print that run together are no longer than this, points, and leave more than that share of their length white.
const LONGEST_PRINT: Pt = 120.0;
const SOLID: f64 = 0.85;
/// Gaps in a line that printing and scanning leave, points.
const GAP: Pt = 0.7;
/// Thickest line, points.
const THICKEST: Pt = 4.0;
/// Share of a line along which nothing hangs together with it, at least.
const CLEAR: f64 = 0.55;
/// Lines that lie no further apart than this are one, points: across and along.
const ASIDE: Pt = 1.3;
const BROKEN: Pt = 5.0;
/// Dots beyond a line by which a stroke crosses it; its edges are uneven by one.
const BEYOND: usize = 2;
/// An end this near a line that crosses lies on it, points.
const NEAR: Pt = 3.0;

/// Finds them; `scale` is dots a point.
pub(super) fn ink_to_rules(ink: &Bitmap, scale: f64) -> Ruled {
    let bounds = Bounds {
        length: (SHORTEST * scale) as usize,
        gap: (GAP * scale).round() as usize,
        thickest: (THICKEST * scale).round() as usize,
    };
    let upright = ink.transposed();
    let across = clear_lines(ink, &bounds);
    let down = clear_lines(&upright, &bounds);
    let mut rules: Vec<Rule> = Vec::new();
    rules.extend(across.iter().map(|line| rule(line, Axis::Horizontal, scale)));
    rules.extend(down.iter().map(|line| rule(line, Axis::Vertical, scale)));
    let kept = kept(&rules, across.iter().chain(&down).map(|line| line.solid >= SOLID));
    let mut dots = Bitmap::blank(ink.width(), ink.height());
    let lines = across.iter().map(|line| (line, true)).chain(down.iter().map(|line| (line, false)));
    for ((line, level), _) in lines.zip(&kept).filter(|(_, kept)| **kept) {
        mark(line, level, if level { ink } else { &upright }, &mut dots);
    }
    let rules = rules.into_iter().zip(kept).filter(|(_, kept)| *kept).map(|(rule, _)| rule).collect();
    Ruled { rules: meet(joined(rules)), dots }
}

fn clear_lines(ink: &Bitmap, bounds: &Bounds) -> Vec<Traced> {
    let mut lines = ink_to_lines(ink, bounds);
    lines.retain(|line| line.clear >= CLEAR);
    lines
}

fn rule(line: &Traced, axis: Axis, scale: f64) -> Rule {
    Rule {
        axis,
        position: (line.y + 0.5) / scale,
        start: line.x.start as f64 / scale,
        end: line.x.end as f64 / scale,
        width: line.thickness as f64 / scale,
    }
}

/// Which of them are ruling lines: the long ones that are ink all along, and the others where they lie between those.
fn kept(rules: &[Rule], solid: impl Iterator<Item = bool>) -> Vec<bool> {
    let is_alone = |(rule, solid): (&Rule, bool)| rule.length() >= if solid { LONG } else { LONGEST_PRINT };
    let mut kept: Vec<bool> = rules.iter().zip(solid).map(is_alone).collect();
    loop {
        let more: Vec<bool> =
            rules.iter().zip(&kept).map(|(rule, k)| *k || both_ends_lie_on(rule, rules, &kept)).collect();
        if more == kept {
            return kept;
        }
        kept = more;
    }
}

fn both_ends_lie_on(rule: &Rule, rules: &[Rule], kept: &[bool]) -> bool {
    lies_on(rule.start, rule, rules, kept) && lies_on(rule.end, rule, rules, kept)
}

/// Whether the end of a rule lies on a kept one across it.
fn lies_on(end: Pt, rule: &Rule, rules: &[Rule], kept: &[bool]) -> bool {
    let mut crossing = rules.iter().zip(kept).filter(|(other, kept)| **kept && other.axis != rule.axis);
    crossing.any(|(other, _)| (other.position - end).abs() <= NEAR && spans(other, rule.position))
}

/// Whether a line passes a place along it, or ends near it.
fn spans(rule: &Rule, at: Pt) -> bool {
    rule.start - NEAR <= at && at <= rule.end + NEAR
}

/// Marks the dots of a line; where print hangs together with it, those within the line as it lies beside that, unless a stroke crosses it.
fn mark(line: &Traced, level: bool, ink: &Bitmap, dots: &mut Bitmap) {
    let bands = bands(line, ink);
    for (x, own, lies) in with_nearest(&bands).map(|(at, own, lies)| (line.x.start + at, own, lies)) {
        let within = if own { lies } else { lies.filter(|lies| !is_crossed(ink, x, lies)) };
        for y in within.into_iter().flat_map(Range::clone).filter(|y| ink.at(x, *y)) {
            let (column, row) = if level { (x, y) } else { (y, x) };
            dots.set(column, row, true);
        }
    }
}

/// For each dot along a line the rows it lies in, where nothing hangs together with it.
fn bands(line: &Traced, ink: &Bitmap) -> Vec<Option<Range<usize>>> {
    let most = line.thickness + line.thickness / 2 + 1;
    let mut bands: Vec<Option<Range<usize>>> = vec![None; line.x.len()];
    for run in &line.runs {
        for (x, band) in run.x.clone().zip(bands.iter_mut().skip(run.x.start - line.x.start)) {
            let upright = if ink.at(x, run.y) { ink.upright_run(x, run.y, 2 * most) } else { continue };
            if upright.len() <= most {
                let (start, end) = band.as_ref().map_or((usize::MAX, 0), |band| (band.start, band.end));
                *band = Some(start.min(upright.start)..end.max(upright.end));
            }
        }
    }
    bands
}

/// For each place along a line whether it is clear there, and the rows of the nearest place that is.
fn with_nearest(bands: &[Option<Range<usize>>]) -> impl Iterator<Item = (usize, bool, Option<&Range<usize>>)> {
    let clear: Vec<(usize, &Range<usize>)> =
        bands.iter().enumerate().filter_map(|(at, band)| Some((at, band.as_ref()?))).collect();
    let mut next = 0;
    (0..bands.len()).map(move |at| {
        while clear.get(next).is_some_and(|(clear, _)| *clear < at) {
            next += 1;
        }
        let (before, after) = (next.checked_sub(1).and_then(|before| clear.get(before)), clear.get(next));
        let nearest = before.into_iter().chain(after).min_by_key(|(clear, _)| clear.abs_diff(at));
        (at, after.is_some_and(|(clear, _)| *clear == at), nearest.map(|(_, band)| *band))
    })
}

/// Whether ink goes on at both sides of a line.
fn is_crossed(ink: &Bitmap, x: usize, lies: &Range<usize>) -> bool {
    let above = (1..=BEYOND).all(|step| lies.start >= step && ink.at(x, lies.start - step));
    above && (0..BEYOND).all(|step| ink.at(x, lies.end + step))
}

/// Pieces of one line put together.
fn joined(mut rules: Vec<Rule>) -> Vec<Rule> {
    rules.sort_by(|a, b| (a.axis as u8).cmp(&(b.axis as u8)).then(a.start.total_cmp(&b.start)));
    let mut whole: Vec<Rule> = Vec::new();
    for rule in rules {
        let same = |other: &&mut Rule| {
            other.axis == rule.axis
                && (other.position - rule.position).abs() <= ASIDE
                && rule.start <= other.end + BROKEN
        };
        match whole.iter_mut().find(same) {
            Some(other) => {
                let (a, b) = (other.length().max(0.1), rule.length().max(0.1));
                other.position = (other.position * a + rule.position * b) / (a + b);
                other.end = other.end.max(rule.end);
                other.width = other.width.max(rule.width);
            }
            None => whole.push(rule),
        }
    }
    whole
}

/// Ends near a crossing line are put on it.
fn meet(rules: Vec<Rule>) -> Vec<Rule> {
    rules.iter().map(|rule| met(rule, &rules)).collect()
}

fn met(rule: &Rule, rules: &[Rule]) -> Rule {
    Rule { start: at(rule, rule.start, rules), end: at(rule, rule.end, rules), ..*rule }
}

/// Where an end of a rule is put: on the nearest line across it, or where it is.
fn at(rule: &Rule, end: Pt, rules: &[Rule]) -> Pt {
    let crossing = rules.iter().filter(|other| other.axis != rule.axis && spans(other, rule.position));
    let near = crossing.map(|other| other.position).filter(|position| (position - end).abs() <= NEAR);
    near.min_by(|a, b| (a - end).abs().total_cmp(&(b - end).abs())).unwrap_or(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A frame of two cells, two dots thick, with a mark that hangs over the line between them and a stroke of print within.
    fn drawn() -> Bitmap {
        let mut ink = Bitmap::blank(400, 200);
        let lines =
            [(20..380, 20..22), (20..380, 100..102), (20..380, 178..180), (20..22, 20..180), (378..380, 20..180)];
        for (xs, ys) in lines {
            ys.for_each(|y| xs.clone().for_each(|x| ink.set(x, y, true)));
        }
        (94..108).for_each(|y| (200..203).for_each(|x| ink.set(x, y, true)));
        (60..62).for_each(|y| (100..128).for_each(|x| ink.set(x, y, true)));
        ink
    }

    #[test]
    fn a_frame_is_its_lines_and_print_stays_ink() {
        let ruled = ink_to_rules(&drawn(), 3.0);
        let positions = |axis| {
            let own = ruled.rules.iter().filter(|rule| rule.axis == axis);
            let mut positions: Vec<i32> = own.map(|rule| rule.position.round() as i32).collect();
            positions.sort_unstable();
            positions
        };
        let (down, across) = (positions(Axis::Horizontal), positions(Axis::Vertical));
        assert_eq!((down, across), (vec![7, 34, 60], vec![7, 126]));
        // The line is taken out but for where the mark crosses it.
        assert!(ruled.dots.at(150, 100) && !ruled.dots.at(201, 96) && !ruled.dots.at(201, 101));
        assert!(!ruled.dots.at(110, 60));
    }

    #[test]
    fn print_that_touches_a_line_keeps_its_own_ink_only() {
        let mut ink = drawn();
        (22..40).for_each(|x| (130..134).for_each(|y| ink.set(x, y, true)));
        (102..120).for_each(|y| (60..64).for_each(|x| ink.set(x, y, true)));
        let dots = ink_to_rules(&ink, 3.0).dots;
        let left = |x: usize, y: usize| ink.at(x, y) && !dots.at(x, y);
        assert!(left(22, 131) && left(39, 131) && left(61, 102));
        assert!((20..22).all(|x| !left(x, 131)) && (100..102).all(|y| !left(61, y)));
    }

    #[test]
    fn strokes_of_print_that_run_together_are_no_line() {
        let mut ink = Bitmap::blank(500, 100);
        (20..480).filter(|x| x % 8 < 6).for_each(|x| (50..52).for_each(|y| ink.set(x, y, true)));
        // With gaps it is a line from 120 points on only.
        assert!(ink_to_rules(&ink.part(&(0..320), &(0..100)), 3.0).rules.is_empty());
        assert_eq!(ink_to_rules(&ink, 3.0).rules.len(), 1);
    }

    #[test]
    fn short_lines_are_ruling_only_between_others() {
        let mut ink = Bitmap::blank(300, 300);
        (100..160).for_each(|x| ink.set(x, 50, true));
        assert!(ink_to_rules(&ink, 3.0).rules.is_empty());
        (20..280).for_each(|y| [100, 160].into_iter().for_each(|x| ink.set(x, y, true)));
        assert_eq!(ink_to_rules(&ink, 3.0).rules.len(), 3);
    }
}
