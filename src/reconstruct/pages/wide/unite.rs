//! Pages that stand side by side → one wide page, and where on the printed pages each part of it lies.

use std::collections::BTreeSet;

use crate::model::{Axis, BBox, Glyph, Page, Place, Pt, Rule, Spot};
use crate::reconstruct::pages::lines::is_space;
use crate::reconstruct::pages::upright::Turn;
use crate::reconstruct::tolerances::{FILLED_LEAST, SEAM_GLYPH, SEAM_REACH};

use super::outline::Outline;

/// How far from a seam, in em, glyphs may be printed on both of its pages.
const NEAR_SEAM: f64 = 2.0;

/// Where the parts of a wide page lie, from the left.
#[derive(Debug, Clone, Default)]
pub(super) struct Pieces(Vec<UnitedPage>);

/// A printed page in a wide one.
#[derive(Debug, Clone)]
struct UnitedPage {
    /// Its number, from 1.
    page: u32,
    /// How it was turned upright.
    turn: Turn,
    /// Its width as it stands upright.
    width: Pt,
    /// What is added to its x.
    shift: Pt,
    /// Where it begins and ends on the wide page.
    from: Pt,
    to: Pt,
}

impl Pieces {
    /// The printed places of a box of the wide page: one on each page that shows part of it.
    pub(super) fn place(&self, area: &BBox) -> Place {
        let mut covered = self.0.iter().filter(|page| page.shows(area));
        let Some(first) = covered.next().or(self.0.first()) else {
            return Spot::Page { page: 1, bbox: *area }.into();
        };
        Place { spot: first.printed(area), also: covered.map(|page| page.printed(area)).collect() }
    }
}

impl UnitedPage {
    /// Whether a box of the wide page lies on it, if only with its middle.
    fn shows(&self, area: &BBox) -> bool {
        let middle_inside = (self.from..self.to).contains(&area.center_x());
        area.right.min(self.to) - area.left.max(self.from) > 1.0 || middle_inside
    }

    /// Where it prints its part of a box of the wide page.
    fn printed(&self, area: &BBox) -> Spot {
        let [left, right] =
            [area.left.max(self.from), area.right.min(self.to)].map(|x| (x - self.shift).clamp(0.0, self.width));
        let bbox = BBox::new(left, area.top, right, area.bottom);
        Spot::Page { page: self.page, bbox: self.turn.printed(&bbox) }
    }
}

/// Lays pages side by side, each to where the one before it ends. What every page prints at one place (running heads) and columns that
/// every page repeats at its left are kept once.
pub(super) fn side_by_side(pages: Vec<(Page, Turn)>, outlines: &[&Outline]) -> (Page, Pieces) {
    let mut pages = pages.into_iter().zip(outlines);
    let Some(((mut wide, turn), first)) = pages.next() else { return (Page::default(), Pieces::default()) };
    let paper = wide.width;
    let first_frame = first.frame.unwrap_or_default();
    let mut seam = first_frame.right;
    let mut pieces =
        vec![UnitedPage { page: wide.number, turn, width: paper, shift: 0.0, from: f64::NEG_INFINITY, to: seam }];
    for glyph in &mut wide.glyphs {
        glyph.mcid = None;
    }
    let original = wide.clone();
    for ((page, turn), outline) in pages {
        let frame = outline.frame.unwrap_or_default();
        let left = frame.left + repeated_width(&original, first, &page, outline);
        let shift = seam - left;
        let (number, width, em) = (page.number, page.width, outline.em);
        add(&mut wide, without_running_heads(page, &original, &frame), (left, shift, em));
        if let Some(last) = pieces.last_mut() {
            last.to = seam;
        }
        pieces.push(UnitedPage { page: number, turn, width, shift, from: seam, to: f64::INFINITY });
        seam = frame.right + shift;
        wide.width = width + shift;
    }
    drop_shown(&mut wide);
    (wide, Pieces(pieces))
}

/// Adds a page to the wide one, whose last page ends where this one's `left` comes to lie.
fn add(wide: &mut Page, page: Page, (left, shift, em): (Pt, Pt, Pt)) {
    let seam = left + shift;
    let near_seam: Vec<Glyph> =
        wide.glyphs.iter().filter(|g| (g.bbox.center_x() - seam).abs() <= NEAR_SEAM * g.size).cloned().collect();
    let hidden_before: Vec<Glyph> =
        wide.clipped.iter().filter(|g| (g.bbox.center_x() - seam).abs() <= g.size).cloned().collect();
    let mut at_seam = Vec::new();
    for mut glyph in page.glyphs {
        if glyph.bbox.center_x() < left - SEAM_REACH * em && glyph.bbox.right > left - NEAR_SEAM * glyph.size {
            // Left of the seam stands only what the page before prints too.
            if near_seam.iter().any(|g| same_glyph(g, &glyph, shift)) {
                continue;
            }
        }
        glyph.bbox = moved(&glyph.bbox, shift);
        glyph.mcid = None;
        if near_seam.iter().any(|g| same_glyph(g, &glyph, 0.0)) {
            continue;
        }
        if (glyph.bbox.center_x() - seam).abs() <= NEAR_SEAM * glyph.size {
            at_seam.push(glyph.clone());
        }
        wide.glyphs.push(glyph);
    }
    for mut glyph in page.clipped {
        glyph.bbox = moved(&glyph.bbox, shift);
        // A character that the paper's edge runs through is hidden on both pages when its middle falls between them.
        let on_both = hidden_before.iter().any(|g| same_glyph(g, &glyph, 0.0));
        let shown = near_seam.iter().chain(&at_seam).any(|g| same_glyph(g, &glyph, 0.0));
        if on_both && !shown {
            wide.glyphs.push(glyph);
        } else {
            wide.clipped.push(glyph);
        }
    }
    for rule in page.rules {
        wide.rules.extend(moved_rule(rule, left, shift));
    }
    wide.fills.extend(page.fills.into_iter().filter(|f| f.bbox.right > left).map(|mut fill| {
        fill.bbox = moved(&fill.bbox, shift);
        fill
    }));
    wide.images.extend(page.images.iter().map(|image| moved(image, shift)));
    wide.height = wide.height.max(page.height);
}

/// Drops the hidden characters that another page shows where they would be.
fn drop_shown(wide: &mut Page) {
    let shown: BTreeSet<([i64; 2], &str)> = wide.glyphs.iter().map(|g| (ems_of(g), g.text.as_str())).collect();
    wide.clipped.retain(|g| {
        let [x, y] = ems_of(g);
        let mut around = (x - 1..=x + 1).flat_map(|x| (y - 1..=y + 1).map(move |y| [x, y]));
        !around.any(|place| shown.contains(&(place, g.text.as_str())))
    });
}

/// Where the middle of a glyph stands, across and down, in whole ems.
fn ems_of(g: &Glyph) -> [i64; 2] {
    [g.bbox.center_x(), g.bbox.center_y()].map(|at| (at / g.size.max(1.0)).round() as i64)
}

/// A box moved to the right.
fn moved(b: &BBox, shift: Pt) -> BBox {
    BBox::new(b.left + shift, b.top, b.right + shift, b.bottom)
}

/// Whether two glyphs are one, printed on both sides of a seam; the second one is to be moved by `shift`.
fn same_glyph(a: &Glyph, b: &Glyph, shift: Pt) -> bool {
    let apart = (a.bbox.left - (b.bbox.left + shift)).abs().max((a.bbox.bottom - b.bbox.bottom).abs());
    a.text == b.text && apart <= SEAM_GLYPH * a.size
}

/// A rule where it comes to lie; of one that begins left of `left` the rest.
fn moved_rule(rule: Rule, left: Pt, shift: Pt) -> Option<Rule> {
    let reach = 1.0;
    match rule.axis {
        Axis::Vertical => (rule.position >= left - reach).then_some(Rule { position: rule.position + shift, ..rule }),
        Axis::Horizontal => {
            let start = rule.start.max(left);
            (rule.end > left + reach).then_some(Rule { start: start + shift, end: rule.end + shift, ..rule })
        }
    }
}

/// The page without the characters outside its frame that the first page prints at the same place.
fn without_running_heads(mut page: Page, first: &Page, frame: &BBox) -> Page {
    let running: Vec<&Glyph> = first.glyphs.iter().filter(|g| is_outside(g, frame)).collect();
    page.glyphs.retain(|g| !is_outside(g, frame) || !running.iter().any(|r| same_glyph(r, g, 0.0)));
    page
}

/// Whether a glyph stands above or below a frame.
fn is_outside(g: &Glyph, frame: &BBox) -> bool {
    g.bbox.center_y() < frame.top || g.bbox.center_y() > frame.bottom
}

/// The width of the columns at the left of the page that repeat those of the first page (title columns of a spreadsheet): the same
/// vertical rules, the same text between them. 0 where there are none.
fn repeated_width(first: &Page, first_outline: &Outline, page: &Page, outline: &Outline) -> Pt {
    let (Some(a), Some(b)) = (first_outline.frame, outline.frame) else { return 0.0 };
    let reach = SEAM_REACH * outline.em;
    let own = outline.verticals.iter().map(|x| x - b.left).filter(|x| *x > reach);
    let theirs = first_outline.verticals.iter().map(|x| x - a.left).filter(|x| *x > reach);
    let mut repeated = 0.0;
    for (x, y) in own.zip(theirs).take_while(|(x, y)| (*x - *y).abs() <= reach) {
        let (ours, firsts) = (strip(page, &b, x, outline.em), strip(first, &a, y, outline.em));
        if ours.len() < FILLED_LEAST || ours != firsts {
            break;
        }
        repeated = x;
    }
    repeated
}

/// The characters within a width from the left of a frame, row by row.
fn strip<'p>(page: &'p Page, frame: &BBox, width: Pt, em: Pt) -> Vec<&'p str> {
    let inside = page.glyphs.iter().filter(|g| {
        let at = g.bbox.center_x() - frame.left;
        !is_space(g) && at >= 0.0 && at <= width && frame.contains(frame.center_x(), g.bbox.center_y())
    });
    let placed = inside.map(|g| {
        let place = [g.bbox.center_y(), g.bbox.center_x() - frame.left].map(|at| (at / em.max(1.0)).round() as i64);
        (place, g.text.as_str())
    });
    let mut glyphs: Vec<_> = placed.collect();
    glyphs.sort_unstable();
    glyphs.into_iter().map(|(_, text)| text).collect()
}
