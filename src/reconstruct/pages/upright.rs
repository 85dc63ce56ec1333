//! A page whose text runs down, up or upside down → the page turned until it reads from left to right.

use crate::model::{Axis, BBox, Glyph, Page, Place, Pt, Rule, WritingDirection};
use crate::reconstruct::tolerances::{RUN_SPACING, TURNED_SHARE};

use super::lines::is_space;

/// The directions in the order in which a page that is turned clockwise by quarters is read.
const QUARTER_TURNS: [WritingDirection; 4] =
    [WritingDirection::Right, WritingDirection::Down, WritingDirection::Left, WritingDirection::Up];

/// How a page was turned, and its paper before.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Turn {
    /// The way most of its text ran.
    ran: WritingDirection,
    /// Width and height in points, before.
    paper: (Pt, Pt),
}

impl Turn {
    /// Whether the page stands as it was printed.
    pub(crate) fn is_none(self) -> bool {
        self.ran == WritingDirection::Right
    }

    /// The place of a box of the turned page on the printed one.
    pub(crate) fn place(self, page: u32, area: &BBox) -> Place {
        Place::page(page, self.printed(area))
    }

    /// A box of the turned page on the printed one.
    pub(crate) fn printed(self, b: &BBox) -> BBox {
        let (width, height) = self.paper;
        match self.ran {
            WritingDirection::Down => BBox::new(width - b.bottom, b.left, width - b.top, b.right),
            WritingDirection::Up => BBox::new(b.top, height - b.right, b.bottom, height - b.left),
            WritingDirection::Left => BBox::new(width - b.right, height - b.bottom, width - b.left, height - b.top),
            _ => *b,
        }
    }

    /// A box of the printed page on the turned one.
    fn turned(self, b: &BBox) -> BBox {
        let (width, height) = self.paper;
        match self.ran {
            WritingDirection::Down => BBox::new(b.top, width - b.right, b.bottom, width - b.left),
            WritingDirection::Up => BBox::new(height - b.bottom, b.left, height - b.top, b.right),
            WritingDirection::Left => BBox::new(width - b.right, height - b.bottom, width - b.left, height - b.top),
            _ => *b,
        }
    }

    fn turned_rule(self, rule: &Rule) -> Rule {
        let along = match rule.axis {
            Axis::Horizontal => BBox::new(rule.start, rule.position, rule.end, rule.position),
            Axis::Vertical => BBox::new(rule.position, rule.start, rule.position, rule.end),
        };
        let b = self.turned(&along);
        let swaps = matches!(self.ran, WritingDirection::Down | WritingDirection::Up);
        let axis = match (rule.axis, swaps) {
            (Axis::Horizontal, false) | (Axis::Vertical, true) => Axis::Horizontal,
            (Axis::Vertical, false) | (Axis::Horizontal, true) => Axis::Vertical,
        };
        match axis {
            Axis::Horizontal => Rule { axis, position: b.top, start: b.left, end: b.right, width: rule.width },
            Axis::Vertical => Rule { axis, position: b.left, start: b.top, end: b.bottom, width: rule.width },
        }
    }

    /// A glyph on the upright page.
    fn turned_glyph(&self, glyph: Glyph) -> Glyph {
        Glyph { bbox: self.turned(&glyph.bbox), direction: self.turned_direction(glyph.direction), ..glyph }
    }

    fn turned_direction(self, direction: WritingDirection) -> WritingDirection {
        let (Some(of), Some(by)) = (quarter_turns(direction), quarter_turns(self.ran)) else { return direction };
        let turned = QUARTER_TURNS.iter().cycle().nth(of + QUARTER_TURNS.len() - by);
        turned.copied().unwrap_or(direction)
    }
}

/// How many quarter turns a direction is away from upright text; `None` for one that is no quarter turn.
fn quarter_turns(direction: WritingDirection) -> Option<usize> {
    QUARTER_TURNS.iter().position(|turn| *turn == direction)
}

/// Turns the page so that most of its text is upright.
pub(crate) fn upright(page: Page) -> (Page, Turn) {
    let turn = Turn { ran: main_direction(&page), paper: (page.width, page.height) };
    if turn.is_none() {
        return (page, turn);
    }
    let swaps = turn.ran != WritingDirection::Left;
    let (width, height) = if swaps { (page.height, page.width) } else { (page.width, page.height) };
    let turned = Page {
        number: page.number,
        width,
        height,
        glyphs: page.glyphs.into_iter().map(|g| turn.turned_glyph(g)).collect(),
        clipped: page.clipped.into_iter().map(|g| turn.turned_glyph(g)).collect(),
        rules: page.rules.iter().map(|r| turn.turned_rule(r)).collect(),
        fills: page
            .fills
            .into_iter()
            .map(|mut fill| {
                fill.bbox = turn.turned(&fill.bbox);
                fill
            })
            .collect(),
        images: page.images.iter().map(|b| turn.turned(b)).collect(),
    };
    (turned, turn)
}

/// The way most of the text runs, by its characters and by its runs; upright where there is no such way. Headings turned to fit narrow
/// columns are many characters, but the rows below them are more runs.
fn main_direction(page: &Page) -> WritingDirection {
    use WritingDirection::{Down, Left, Right, Up};
    let mut counts = [(Down, 0_usize, 0_usize), (Left, 0, 0), (Up, 0, 0)];
    let (mut all, mut runs) = (0_usize, 0_usize);
    let mut last: Option<&Glyph> = None;
    for glyph in page.glyphs.iter().filter(|g| !is_space(g)) {
        let (x, y) = (glyph.bbox.center_x(), glyph.bbox.center_y());
        let goes_on = last.is_some_and(|before| {
            let apart = (before.bbox.center_x() - x).hypot(before.bbox.center_y() - y);
            before.direction == glyph.direction && apart <= RUN_SPACING * glyph.size
        });
        last = Some(glyph);
        all += 1;
        runs += usize::from(!goes_on);
        for (direction, count, its_runs) in &mut counts {
            *count += usize::from(*direction == glyph.direction);
            *its_runs += usize::from(*direction == glyph.direction && !goes_on);
        }
    }
    let most = counts.into_iter().max_by_key(|(_, count, _)| *count);
    most.filter(|(_, count, own)| is_share_turned(*count, all) && is_share_turned(*own, runs))
        .map_or(Right, |(direction, ..)| direction)
}

/// Whether so many of a page's glyphs make it a turned one.
fn is_share_turned(part: usize, whole: usize) -> bool {
    part as f64 > TURNED_SHARE * whole as f64
}
