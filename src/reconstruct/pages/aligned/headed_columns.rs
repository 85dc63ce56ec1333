//! A row of headings with the lines below it → the gutters between its columns.
//!
//! No heading is printed over a border of its column. So there is one border between each two of them, and it lies where the lines below
//! leave the most room: where the fewest texts are printed over it and the most lines have a text on both sides.

use std::ops::Range;

use crate::model::{BBox, Pt};
use crate::reconstruct::tolerances::{LABEL_LEADING, PARTED_ALIGN};
use crate::vocabulary::Vocabulary;

use super::ink::Gutter;
use super::pieces::{GlyphRun, TextLine};
use super::typeset::Typeset;

/// What a text printed over a border counts against it, in spaces that it parts.
const OVERPRINTED: f64 = 2.0;
/// How much a point of width counts: it decides between strips that part the same.
const WIDER: f64 = 0.001;
/// How many strips between two headings are tried.
const STRIPS_MOST: usize = 24;

/// The gutters between the headings' columns, from left to right.
pub(super) fn between_headings(headings: &[BBox], lines: &[TextLine]) -> Vec<Gutter> {
    gutters_within(&windows(headings).collect::<Vec<_>>(), &ink_of(lines))
}

/// One gutter in each window, where the rows of texts leave the most room.
pub(super) fn gutters_within(windows: &[(Pt, Pt)], rows: &[Vec<BBox>]) -> Vec<Gutter> {
    let gaps: Vec<Gutter> = rows.iter().flat_map(|row| gaps_of(row)).collect();
    best_strips(windows, rows, &gaps)
}

/// The boxes of the texts of each line.
pub(super) fn ink_of(lines: &[TextLine]) -> Vec<Vec<BBox>> {
    lines.iter().map(|line| line.inked().map(|piece| piece.bbox).collect()).collect()
}

/// Between each two headings the end of the one and the beginning of the next.
fn windows(headings: &[BBox]) -> impl Iterator<Item = (Pt, Pt)> {
    headings.iter().map(|h| h.right).zip(headings.iter().skip(1).map(|h| h.left))
}

/// The gutters between the headings' columns, from left to right, and one left of them where labels stand there.
pub(super) fn headings_to_gutters(
    headings: &[BBox],
    lines: &[TextLine],
    typeset: &Typeset,
    words: &Vocabulary,
) -> Vec<Gutter> {
    let rows: Vec<Vec<&GlyphRun>> = lines.iter().map(|l| l.inked().collect()).collect();
    let first = first_column(headings, &rows, words);
    let slack = PARTED_ALIGN * typeset.em;
    let beside = rows.iter().flatten().filter(|s| s.bbox.right < first - slack);
    // What begins left of the first heading and ends under it is of its column.
    let label = beside.map(|s| s.bbox.right).reduce(Pt::max);
    let windows: Vec<(Pt, Pt)> = label.map(|right| (right, first)).into_iter().chain(windows(headings)).collect();
    gutters_within(&windows, &ink_of(lines))
}

/// Where the column of the first heading begins. A heading set in the middle may stand right of all texts of its column, which begin at
/// the left of it: then these are the nearest of the texts left of it, and only what stands left of them too labels the block.
fn first_column(headings: &[BBox], rows: &[Vec<&GlyphRun>], words: &Vocabulary) -> Pt {
    let Some(first) = headings.first() else { return Pt::NEG_INFINITY };
    let next = headings.get(1).map_or(Pt::INFINITY, |h| h.left);
    let texts: Vec<BBox> = rows.iter().flatten().map(|s| s.bbox).filter(|b| b.right <= next).collect();
    let own = with_overlapping(*first, &texts);
    let filled = texts.iter().any(|b| b.top > first.bottom && b.left < own.right && own.left < b.right);
    let unknown = rows.iter().flatten().filter(|s| words.column(&s.text).is_none()).map(|s| s.bbox);
    let beside = unknown.filter(|b| b.right <= own.left && b.top > first.bottom);
    match beside.max_by(|a, b| a.right.total_cmp(&b.right)) {
        Some(nearest) if !filled => with_overlapping(nearest, &texts).left.min(own.left),
        _ => own.left,
    }
}

/// The box grown by all texts that stand over or under it, or over or under these.
fn with_overlapping(start: BBox, texts: &[BBox]) -> BBox {
    let mut own = start;
    loop {
        let grown = texts.iter().filter(|b| b.left < own.right && own.left < b.right).fold(own, |own, b| own.union(b));
        if grown == own {
            return own;
        }
        own = grown;
    }
}

/// The spaces between the pieces of a line.
fn gaps_of(row: &[BBox]) -> Vec<Gutter> {
    let pairs = row.iter().zip(row.iter().skip(1));
    pairs.map(|(a, b)| Gutter { left: a.right, right: b.left }).filter(|gap| gap.width() > 0.0).collect()
}

/// A strip with the best way to it through the windows left of it.
#[derive(Clone)]
struct StripsSoFar {
    score: f64,
    strips: Vec<Gutter>,
}

/// One strip in each window, such that together they part the most spaces of the lines and are printed over the least. A space that
/// two of them part counts once: it is one border.
fn best_strips(windows: &[(Pt, Pt)], rows: &[Vec<BBox>], gaps: &[Gutter]) -> Vec<Gutter> {
    let mut best: Vec<StripsSoFar> = vec![StripsSoFar { score: 0.0, strips: Vec::new() }];
    for window in windows {
        let next = free_strips(*window, rows).into_iter().filter_map(|(over, strip)| {
            let x = strip.center();
            let ways = best.iter().map(|so_far| {
                let before = so_far.strips.last().map(Gutter::center);
                let parted = gaps.iter().filter(|gap| holds(gap, x) && before.is_none_or(|b| !holds(gap, b))).count();
                (so_far.score + parted as f64 - OVERPRINTED * over as f64 + strip.width() * WIDER, so_far)
            });
            let (score, so_far) = ways.reduce(|a, b| if b.0 > a.0 { b } else { a })?;
            Some(StripsSoFar { score, strips: so_far.strips.iter().copied().chain([strip]).collect() })
        });
        let next: Vec<StripsSoFar> = next.collect();
        if !next.is_empty() {
            best = next;
        }
    }
    best.into_iter().reduce(|a, b| if b.score > a.score { b } else { a }).map(|best| best.strips).unwrap_or_default()
}

/// Whether x lies in the gap.
fn holds(gap: &Gutter, x: Pt) -> bool {
    gap.left < x && x < gap.right
}

/// The strips between two x that the fewest texts are printed over, with their number.
fn free_strips((from, to): (Pt, Pt), rows: &[Vec<BBox>]) -> Vec<(usize, Gutter)> {
    let mut ends: Vec<Pt> = vec![from, to];
    ends.extend(rows.iter().flatten().flat_map(|s| [s.left, s.right]).filter(|x| *x > from && *x < to));
    ends.sort_by(Pt::total_cmp);
    let strips = ends.iter().zip(ends.iter().skip(1)).map(|(&left, &right)| Gutter { left, right });
    let mut strips: Vec<(usize, Gutter)> =
        strips.filter(|s| s.width() > 0.0).map(|s| (crossings(&s, rows), s)).collect();
    let least = strips.iter().map(|(over, _)| *over).min().unwrap_or(0);
    strips.retain(|(over, _)| *over == least);
    strips.sort_by(|a, b| b.1.width().total_cmp(&a.1.width()));
    strips.truncate(STRIPS_MOST);
    strips.sort_by(|a, b| a.1.left.total_cmp(&b.1.left));
    strips
}

/// How many texts are printed over the middle of the strip.
fn crossings(strip: &Gutter, rows: &[Vec<BBox>]) -> usize {
    let x = strip.center();
    rows.iter().flatten().filter(|s| s.left < x && s.right > x).count()
}

/// The boxes of the headings that the lines make, from left to right. Known headings are two, however near they stand.
pub(super) fn heading_boxes(
    heading: &TextLine,
    lines: &[TextLine],
    typeset: &Typeset,
    words: &Vocabulary,
) -> Vec<BBox> {
    let mut boxes: Vec<(BBox, bool)> = Vec::new();
    for piece in heading.inked() {
        let known = words.column(&piece.text).is_some();
        match boxes.last_mut() {
            Some((last, of_known))
                if !(known && *of_known) && piece.bbox.left - last.right < typeset.bridge() * piece.size =>
            {
                *last = last.union(&piece.bbox);
                *of_known |= known;
            }
            _ => boxes.push((piece.bbox, known)),
        }
    }
    let mut boxes: Vec<BBox> = boxes.into_iter().map(|(bbox, _)| bbox).collect();
    for piece in lines.iter().flat_map(TextLine::inked) {
        match boxes.iter_mut().find(|b| b.left < piece.bbox.right && piece.bbox.left < b.right) {
            Some(known) => *known = known.union(&piece.bbox),
            None => boxes.push(piece.bbox),
        }
    }
    boxes.sort_by(|a, b| a.left.total_cmp(&b.left));
    boxes
}

/// The lines of the headings around the one at `heading`: those at part of its height, and those close to it that print nothing between
/// `levels`, the left and right of the headings of levels, where every row has something.
pub(super) fn heading_lines(lines: &[TextLine], heading: usize, levels: (Pt, Pt)) -> Range<usize> {
    let line = &lines[heading];
    let wraps = |l: &TextLine, next: Option<&TextLine>| {
        let beyond = l.inked().all(|p| p.bbox.left > levels.1 || p.bbox.right < levels.0);
        let nearer = next.is_none_or(|next| gap(l, line) < gap(l, next));
        is_beside(line, l) || beyond && nearer && gap(l, line) <= LABEL_LEADING * line.size
    };
    around(lines, heading, wraps)
}

/// The lines of the headings of a list around the one at `heading`: those at part of its height, and those close to it that print nothing
/// over or under a heading that is known in full.
pub(super) fn list_heading_lines(lines: &[TextLine], heading: usize, words: &Vocabulary) -> Range<usize> {
    let line = &lines[heading];
    let whole: Vec<BBox> = line.inked().filter(|p| words.column(&p.text).is_some()).map(|p| p.bbox).collect();
    let wraps = |l: &TextLine, next: Option<&TextLine>| {
        let beyond = l.inked().all(|p| whole.iter().all(|known| known.overlap_x(&p.bbox) <= 0.0));
        let nearer = next.is_none_or(|next| gap(l, line) < gap(l, next));
        is_beside(line, l) || beyond && nearer && gap(l, line) <= LABEL_LEADING * line.size
    };
    around(lines, heading, wraps)
}

/// The lines around one as far as all of them belong to it; they are asked together with the line beyond.
fn around(lines: &[TextLine], heading: usize, belongs: impl Fn(&TextLine, Option<&TextLine>) -> bool) -> Range<usize> {
    let mut above = lines.iter().take(heading).rev().peekable();
    let mut before = 0;
    while let Some(line) = above.next()
        && belongs(line, above.peek().copied())
    {
        before += 1;
    }
    let mut below = lines.iter().skip(heading + 1).peekable();
    let mut behind = 0;
    while let Some(line) = below.next()
        && belongs(line, below.peek().copied())
    {
        behind += 1;
    }
    heading - before..heading + 1 + behind
}

/// The space between two lines, one above the other.
fn gap(a: &TextLine, b: &TextLine) -> Pt {
    (a.bbox.top - b.bbox.bottom).max(b.bbox.top - a.bbox.bottom)
}

/// Whether a line stands at part of the heading's height: a line of a heading that is wrapped.
fn is_beside(heading: &TextLine, line: &TextLine) -> bool {
    heading.bbox.overlap_y(&line.bbox) > PARTED_ALIGN * heading.size
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(y: Pt, texts: &[(Pt, &str)]) -> TextLine {
        let piece = |&(left, text): &(Pt, &str)| GlyphRun {
            bbox: BBox::new(left, y, left + 10.0 * text.chars().count() as Pt, y + 10.0),
            size: 10.0,
            text: text.to_owned(),
            glyphs: Vec::new(),
            leader: false,
        };
        TextLine::new(texts.iter().map(piece).collect())
    }

    #[test]
    fn labels_left_of_a_heading_in_the_middle_are_of_its_column() {
        let lines = [
            line(0.0, &[(160.0, "一级指标"), (280.0, "二级指标")]),
            line(20.0, &[(100.0, "产出指标"), (250.0, "数量指标")]),
            line(40.0, &[(10.0, "绩效指标"), (250.0, "质量指标")]),
        ];
        let headings = [BBox::new(160.0, 0.0, 200.0, 10.0), BBox::new(280.0, 0.0, 320.0, 10.0)];
        let words = Vocabulary::default();
        let found = headings_to_gutters(&headings, &lines, &Typeset::of(&lines), &words);
        assert!(matches!(found.as_slice(), [label, level]
            if label.left >= 50.0 && label.right <= 100.0 && level.left >= 200.0 && level.right <= 250.0));
        // Without texts of its own left of it the block's label stays a label.
        let lines = [lines[0].clone(), lines[2].clone()];
        let found = headings_to_gutters(&headings, &lines, &Typeset::of(&lines), &words);
        assert!(matches!(found.as_slice(), [label, _] if label.right <= 160.0 && label.left >= 50.0));
    }
}
