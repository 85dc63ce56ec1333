//! Glyphs → lines of glyphs in reading order, for every writing direction.

use crate::model::{BBox, Glyph, Page, Pt, WritingDirection};
use crate::reconstruct::tolerances::{BASELINE_SPREAD, BASELINE_STEP, GLYPHS_OVERLAP, LINE_OVERLAP};

/// How far above the bottom of its box a glyph's baseline lies, as a share of its height.
const DESCENT: f64 = 0.12;
/// The least height, in points, of a glyph that has none.
const FLATTEST: f64 = 0.1;

/// Glyphs that stand on one baseline, in reading order. The box is in the reader's frame of [`reading_frame`].
#[derive(Debug, Clone)]
pub(crate) struct GlyphLine {
    /// The way the line runs.
    pub(crate) direction: WritingDirection,
    /// The baseline across the line, in the reader's frame.
    pub(crate) baseline: Pt,
    /// The largest font size of the line.
    pub(crate) size: Pt,
    /// The line's box in the reader's frame.
    pub(crate) frame: BBox,
    /// Indices into [`Page::glyphs`].
    pub(crate) glyphs: Vec<u32>,
}

/// The box in the frame of a reader who turns the page until the text runs from left to right and lines follow each
/// other downwards. Coordinates may be negative.
pub(crate) fn reading_frame(direction: WritingDirection, b: &BBox) -> BBox {
    match direction {
        WritingDirection::Right | WritingDirection::Slanted => *b,
        WritingDirection::Left => BBox::new(-b.left, -b.top, -b.right, -b.bottom),
        WritingDirection::Down | WritingDirection::Stacked => BBox::new(b.top, -b.left, b.bottom, -b.right),
        WritingDirection::Up => BBox::new(-b.top, b.left, -b.bottom, b.right),
    }
}

/// Whether the glyph prints nothing.
pub(crate) fn is_space(glyph: &Glyph) -> bool {
    glyph.text.chars().all(char::is_whitespace)
}

/// The lines of the given glyphs, from the first a reader meets to the last; directions one after the other, the usual
/// one first. Glyphs on one baseline are one line, however far apart they stand.
pub(crate) fn glyphs_to_lines(page: &Page, glyphs: &[u32]) -> Vec<GlyphLine> {
    let mut placed = Vec::with_capacity(glyphs.len());
    placed.extend(glyphs.iter().filter_map(|&index| PlacedGlyph::new(page, index)));
    placed.sort_by(|a, b| a.turn.cmp(&b.turn).then(a.baseline.total_cmp(&b.baseline)).then(a.index.cmp(&b.index)));
    let mut lines = Vec::new();
    let mut rest = placed.as_mut_slice();
    while let Some(first) = rest.first() {
        let on_line =
            rest.windows(2).take_while(|pair| matches!(pair, [last, next] if same_baseline(first, last, next)));
        let (line, below) = rest.split_at_mut(1 + on_line.count());
        lines.push(to_line(line));
        rest = below;
    }
    lines
}

/// Joins lines that a reader sees as one: rows of glyphs that overlap across the line and stand beside each other
/// along it (superscripts and subscripts, fonts with different baselines, the jitter of recognised text).
pub(crate) fn join_overlapping(page: &Page, lines: Vec<GlyphLine>) -> Vec<GlyphLine> {
    let mut joined: Vec<GlyphLine> = Vec::with_capacity(lines.len());
    for line in lines {
        match joined.last_mut() {
            Some(last) if reads_on(page, last, &line) => {
                let baseline = if line.size > last.size { line.baseline } else { last.baseline };
                let mut glyphs = std::mem::take(&mut last.glyphs);
                glyphs.extend(&line.glyphs);
                sort_along(page, last.direction, &mut glyphs);
                *last = GlyphLine {
                    direction: last.direction,
                    baseline,
                    size: last.size.max(line.size),
                    frame: last.frame.union(&line.frame),
                    glyphs,
                };
            }
            _ => joined.push(line),
        }
    }
    joined
}

/// The boxes of the runs of text among the glyphs that a reader reads from left to right: what stands on one line no further than `gap` apart.
pub(crate) fn text_runs(page: &Page, glyphs: &[u32], gap: Pt) -> Vec<BBox> {
    let mut runs: Vec<BBox> = Vec::new();
    for line in glyphs_to_lines(page, glyphs).iter().filter(|l| l.direction == WritingDirection::Right) {
        let mut begins = true;
        for glyph in page.glyphs_of(&line.glyphs).filter(|g| !is_space(g)) {
            match runs.last_mut() {
                Some(run) if !begins && glyph.bbox.left - run.right <= gap => *run = run.union(&glyph.bbox),
                _ => runs.push(glyph.bbox),
            }
            begins = false;
        }
    }
    runs
}

struct PlacedGlyph {
    turn: u8,
    direction: WritingDirection,
    baseline: Pt,
    size: Pt,
    frame: BBox,
    index: u32,
}

impl PlacedGlyph {
    fn new(page: &Page, index: u32) -> Option<Self> {
        let glyph = page.glyph(index);
        let direction = glyph.direction;
        let frame = reading_frame(direction, &glyph.bbox);
        let finite = [frame.left, frame.top, frame.right, frame.bottom, glyph.size].iter().all(|v| v.is_finite());
        let baseline = match direction {
            WritingDirection::Stacked => frame.center_y(),
            _ => frame.bottom - DESCENT * frame.height(),
        };
        let turn = match direction {
            WritingDirection::Right | WritingDirection::Slanted => 0,
            WritingDirection::Stacked => 1,
            WritingDirection::Down => 2,
            WritingDirection::Up => 3,
            WritingDirection::Left => 4,
        };
        finite.then_some(Self { turn, direction, baseline, size: frame.height().max(FLATTEST), frame, index })
    }
}

/// Whether a glyph stands on the line that begins and so far ends with these, its glyphs taken by their baselines.
fn same_baseline(first: &PlacedGlyph, last: &PlacedGlyph, glyph: &PlacedGlyph) -> bool {
    let em = glyph.size.min(last.size);
    first.turn == glyph.turn
        && glyph.baseline - last.baseline <= BASELINE_STEP * em
        && glyph.baseline - first.baseline <= BASELINE_SPREAD * em
}

fn to_line(placed: &mut [PlacedGlyph]) -> GlyphLine {
    placed.sort_by(|a, b| a.frame.left.total_cmp(&b.frame.left).then(a.index.cmp(&b.index)));
    let largest = placed.iter().max_by(|a, b| a.size.total_cmp(&b.size));
    GlyphLine {
        direction: placed.first().map_or(WritingDirection::Right, |p| p.direction),
        baseline: largest.map_or(0.0, |p| p.baseline),
        size: largest.map_or(0.0, |p| p.size),
        frame: BBox::around(placed.iter().map(|p| p.frame)).unwrap_or_default(),
        glyphs: placed.iter().map(|p| p.index).collect(),
    }
}

/// Whether the second line, which lies lower, continues beside the first. Linear in their glyphs.
fn reads_on(page: &Page, upper: &GlyphLine, lower: &GlyphLine) -> bool {
    let same_way = reading_frame(upper.direction, &BBox::new(1.0, 2.0, 3.0, 4.0))
        == reading_frame(lower.direction, &BBox::new(1.0, 2.0, 3.0, 4.0));
    let height = upper.frame.height().min(lower.frame.height());
    if !same_way || upper.frame.overlap_y(&lower.frame) < LINE_OVERLAP * height {
        return false;
    }
    let slack = upper.size.min(lower.size) * GLYPHS_OVERLAP;
    let (mut above, mut below) = (spans(page, upper).peekable(), spans(page, lower).peekable());
    while let (Some(a), Some(b)) = (above.peek(), below.peek()) {
        if a.1.min(b.1) - a.0.max(b.0) > slack {
            return false;
        }
        if a.1 < b.1 {
            above.next()
        } else {
            below.next()
        };
    }
    true
}

/// Where the glyphs of a line begin and end, along the way it runs.
fn spans<'p>(page: &'p Page, line: &'p GlyphLine) -> impl Iterator<Item = (Pt, Pt)> + 'p {
    let inked = page.glyphs_of(&line.glyphs).filter(|g| !is_space(g));
    inked.map(|g| reading_frame(g.direction, &g.bbox)).map(|b| (b.left, b.right))
}

fn sort_along(page: &Page, direction: WritingDirection, glyphs: &mut [u32]) {
    glyphs.sort_by(|&a, &b| {
        let [left, other] = [a, b].map(|i| reading_frame(direction, &page.glyph(i).bbox).left);
        left.total_cmp(&other).then(a.cmp(&b))
    });
}
