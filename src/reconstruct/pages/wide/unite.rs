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
        let covers = |p: &&UnitedPage| {
            let middle_inside = (p.from..p.to).contains(&area.center_x());
            area.right.min(p.to) - area.left.max(p.from) > 1.0 || middle_inside
        };
        let printed = |p: &UnitedPage| {
            let on_paper = |x: Pt| (x - p.shift).clamp(0.0, p.width);
            let (left, right) = (area.left.max(p.from), area.right.min(p.to));
            let bbox = BBox::new(on_paper(left), area.top, on_paper(right), area.bottom);
            Spot::Page { page: p.page, bbox: p.turn.printed(&bbox) }
        };
        let mut spots = self.0.iter().filter(covers).map(printed);
        let first = spots.next().or_else(|| self.0.first().map(printed));
        let spot = first.unwrap_or(Spot::Page { page: 1, bbox: *area });
        Place { spot, also: spots.collect() }
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
    let moved = |b: BBox| BBox::new(b.left + shift, b.top, b.right + shift, b.bottom);
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
        glyph.bbox = moved(glyph.bbox);
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
        glyph.bbox = moved(glyph.bbox);
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
        fill.bbox = moved(fill.bbox);
        fill
    }));
    wide.images.extend(page.images.into_iter().map(moved));
    wide.height = wide.height.max(page.height);
}

/// Drops the hidden characters that another page shows where they would be.
fn drop_shown(wide: &mut Page) {
    let at = |g: &Glyph| {
        let step = |v: Pt| (v / g.size.max(1.0)).round() as i64;
        (step(g.bbox.center_x()), step(g.bbox.center_y()))
    };
    let shown: BTreeSet<(i64, i64, &str)> = wide.glyphs.iter().map(|g| (at(g).0, at(g).1, g.text.as_str())).collect();
    let is_shown = |g: &Glyph| {
        let (x, y) = at(g);
        (x - 1..=x + 1).any(|x| (y - 1..=y + 1).any(|y| shown.contains(&(x, y, g.text.as_str()))))
    };
    wide.clipped.retain(|g| !is_shown(g));
}

/// Whether two glyphs are one, printed on both sides of a seam; the second one is to be moved by `shift`.
fn same_glyph(a: &Glyph, b: &Glyph, shift: Pt) -> bool {
    let near = |x: Pt, y: Pt| (x - y).abs() <= SEAM_GLYPH * a.size;
    a.text == b.text && near(a.bbox.left, b.bbox.left + shift) && near(a.bbox.bottom, b.bbox.bottom)
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
    let outside = |g: &Glyph| g.bbox.center_y() < frame.top || g.bbox.center_y() > frame.bottom;
    let running: Vec<&Glyph> = first.glyphs.iter().filter(|g| outside(g)).collect();
    let is_again = |g: &Glyph| running.iter().any(|r| same_glyph(r, g, 0.0));
    page.glyphs.retain(|g| !outside(g) || !is_again(g));
    page
}

/// The width of the columns at the left of the page that repeat those of the first page (title columns of a spreadsheet): the same
/// vertical rules, the same text between them. 0 where there are none.
fn repeated_width(first: &Page, first_outline: &Outline, page: &Page, outline: &Outline) -> Pt {
    let (Some(a), Some(b)) = (first_outline.frame, outline.frame) else { return 0.0 };
    let reach = SEAM_REACH * outline.em;
    let offsets = |outline: &Outline, left: Pt| -> Vec<Pt> {
        outline.verticals.iter().map(|x| x - left).filter(|x| *x > reach).collect()
    };
    let (own, theirs) = (offsets(outline, b.left), offsets(first_outline, a.left));
    let mut repeated = 0.0;
    for (x, y) in own.iter().zip(&theirs).take_while(|(x, y)| (*x - *y).abs() <= reach) {
        let strip = |page: &Page, frame: &BBox, width: Pt| -> Vec<(i64, i64, String)> {
            let inside = |g: &&Glyph| {
                let at = g.bbox.center_x() - frame.left;
                !is_space(g) && at >= 0.0 && at <= width && frame.contains(frame.center_x(), g.bbox.center_y())
            };
            let step = |v: Pt| (v / outline.em.max(1.0)).round() as i64;
            let mut glyphs: Vec<_> = page
                .glyphs
                .iter()
                .filter(inside)
                .map(|g| (step(g.bbox.center_y()), step(g.bbox.center_x() - frame.left), g.text.to_string()))
                .collect();
            glyphs.sort();
            glyphs
        };
        let (ours, firsts) = (strip(page, &b, *x), strip(first, &a, *y));
        if ours.len() < FILLED_LEAST || ours.iter().map(|g| &g.2).ne(firsts.iter().map(|g| &g.2)) {
            break;
        }
        repeated = *x;
    }
    repeated
}
