//! Shown strings → glyphs with boxes.

use hayro_interpret::font::{Glyph as ShownGlyph, GlyphRun, PositionedGlyph};
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect, Shape, Vec2};

use super::unicode::{Characters, Font, FontScope, Told};
use crate::model::{BBox, Glyph, Ink, WritingDirection};

/// Ascent and descent of the em box in thousandths of an em, see [`Glyph::bbox`].
const EM_BOX: (f64, f64) = (880.0, -120.0);
/// How far a baseline may lean and still count as straight, as a slope: 3°, what scanned pages are off at most.
const STRAIGHT: f64 = 0.052;

/// How a string is shown.
#[derive(Clone, Copy)]
pub(super) struct Showing {
    /// Leads from text space to the page.
    pub(super) to_page: Affine,
    /// The font's em in units of the one that text space implies.
    pub(super) em: f64,
    /// What can be seen of the page.
    pub(super) clip: Rect,
    /// Whether its glyphs stand one below the other.
    pub(super) vertical: bool,
}

/// A glyph of a string, whoever runs the content.
pub(super) trait StringGlyph {
    /// From thousandths of its em to text space.
    fn transform(&self) -> Affine;
    /// How wide it is, in thousandths of an em.
    fn width(&self) -> f32;
    /// Its character.
    fn told(&self) -> Told;
    /// The character that it is together with the next one, where the two are one.
    fn told_with(&self, next: &Self) -> Option<Told>;
    /// Its outline, in thousandths of an em; `None` where it is drawn by operators.
    fn outline(&self) -> Option<BezPath>;
}

/// A glyph as the interpreter of the library hands it on, and its font.
pub(super) struct RunGlyph<'r, 'g, 'f> {
    shown: &'r PositionedGlyph<'g>,
    font: &'r Font<'f>,
}

impl StringGlyph for RunGlyph<'_, '_, '_> {
    fn transform(&self) -> Affine {
        self.shown.transform()
    }

    fn width(&self) -> f32 {
        let width = match &**self.shown {
            ShownGlyph::Outline(glyph) => glyph.advance_width(),
            ShownGlyph::Type3(glyph) => glyph.advance_width(),
        };
        width.map_or(0.0, |width| width)
    }

    fn told(&self) -> Told {
        self.font.tell(&**self.shown)
    }

    fn told_with(&self, next: &Self) -> Option<Told> {
        self.font.tell_pair(&**self.shown, &**next.shown)
    }

    fn outline(&self) -> Option<BezPath> {
        match &**self.shown {
            ShownGlyph::Outline(glyph) => Some(glyph.outline()),
            ShownGlyph::Type3(_) => None,
        }
    }
}

/// The glyphs of a string that the library's interpreter shows, whose font stands there, and whether each can be seen.
pub(super) fn run_to_glyphs(
    run: &GlyphRun<'_, '_>,
    showing: Showing,
    scope: FontScope,
    characters: &mut Characters<'_>,
) -> Vec<(Glyph, bool)> {
    // A string is shown in one font.
    let Some(font) = run.glyphs().first().map(|shown| characters.font(shown, scope)) else { return Vec::new() };
    let string: Vec<RunGlyph<'_, '_, '_>> = run.glyphs().iter().map(|shown| RunGlyph { shown, font: &font }).collect();
    let mut glyphs = Vec::with_capacity(string.len());
    string_to_glyphs(&string, showing, |glyph, seen| glyphs.push((glyph, seen)));
    glyphs
}

/// Hands on the glyphs of a shown string, and whether each can be seen within the clip.
pub(super) fn string_to_glyphs<G: StringGlyph>(string: &[G], showing: Showing, mut hand_on: impl FnMut(Glyph, bool)) {
    let column = if showing.vertical { column_edge(string) } else { f64::NAN };
    let mut rest = string;
    while let [shown, after @ ..] = rest {
        rest = after;
        let transform = showing.to_page * shown.transform();
        let width = if showing.vertical { stacked_width(shown.transform(), column) } else { f64::from(shown.width()) };
        let Some((mut bbox, size)) = em_box(transform, width, showing.em) else { continue };
        let pair = after.first().and_then(|next| Some((next, shown.told_with(next)?)));
        let (text, source) = if let Some((next, told)) = pair {
            rest = &after[1..];
            let second = em_box(showing.to_page * next.transform(), f64::from(next.width()), showing.em);
            bbox = second.map_or(bbox, |(second, _)| bbox.union(&second));
            told
        } else {
            shown.told()
        };
        let seen = is_seen(&bbox, showing.clip, || ink_box(shown, transform));
        let direction = direction(transform, showing.vertical);
        let ink = Ink::default();
        hand_on(Glyph { text, bbox, size, direction, source, mcid: None, invisible: false, ink }, seen);
    }
}

/// The share of a mark's ink that is enough to read it where the middle of its em box lies within the clip: the upper third of a
/// full stop is still a full stop, of the hair of one next to a cell's border nothing is seen.
const READABLE_SHARE: f64 = 0.3;

/// Whether a glyph can be seen: most of its ink lies within the clip, or, with the middle of its em box, enough of it. Marks and points
/// fill a small part of their em box; where all of that lies within the clip, or where the ink is not known, the box is asked.
fn is_seen(bbox: &BBox, clip: Rect, ink: impl FnOnce() -> Option<Rect>) -> bool {
    let whole = clip.x0 <= bbox.left && bbox.right <= clip.x1 && clip.y0 <= bbox.top && bbox.bottom <= clip.y1;
    if whole {
        return true;
    }
    let middle = clip.contains((bbox.center_x(), bbox.center_y()));
    match ink() {
        Some(ink) => clip.contains(ink.center()) || middle && clip.intersect(ink).area() >= READABLE_SHARE * ink.area(),
        None => middle,
    }
}

/// The box of a glyph's outline on the page; `None` where it has none.
fn ink_box(shown: &impl StringGlyph, transform: Affine) -> Option<Rect> {
    let outline = shown.outline()?;
    if outline.is_empty() {
        return None;
    }
    let ink = transform.transform_rect_bbox(outline.bounding_box());
    ink.is_finite().then_some(ink)
}

/// How far along the baseline a glyph's origin lies, in thousandths of an em.
fn along(transform: Affine) -> f64 {
    let [a, b, _, _, x, y] = transform.as_coeffs();
    Vec2::new(x, y).dot(Vec2::new(a, b)) / Vec2::new(a, b).hypot2()
}

/// The left edge of a column of stacked glyphs: where its widest glyph, taken to be an em wide, begins.
fn column_edge<G: StringGlyph>(string: &[G]) -> f64 {
    string.iter().map(|shown| along(shown.transform())).fold(f64::INFINITY, f64::min)
}

/// The width of a stacked glyph. Vertical fonts tell their downward advance only; but glyphs stand in the middle of their
/// column, so what a narrow one begins later it is narrower on both sides.
fn stacked_width(transform: Affine, column: f64) -> f64 {
    (1000.0 - 2.0 * (along(transform) - column)).clamp(0.0, 1000.0)
}

/// The box of a glyph `width` thousandths of an em wide, and the em on the page. A synthetic slant is taken out.
/// `None` where the numbers overflow.
pub(in crate::extract) fn em_box(transform: Affine, width: f64, em: f64) -> Option<(BBox, f64)> {
    let [a, b, c, d, ..] = transform.as_coeffs();
    let (along, up) = (Vec2::new(a, b), Vec2::new(c, d));
    let upright = if along.hypot2() > 0.0 { up - along * (up.dot(along) / along.hypot2()) } else { up };
    let upright = upright * em;
    let origin = transform * Point::ZERO;
    let corners = [(0.0, EM_BOX.0), (width, EM_BOX.0), (0.0, EM_BOX.1), (width, EM_BOX.1)];
    let [head, head_end, foot, foot_end] = corners.map(|(x, y)| origin + along * x + upright * y);
    let rect = Rect::from_points(head, head_end).union(Rect::from_points(foot, foot_end));
    let size = upright.hypot() * 1000.0;
    (rect.is_finite() && size.is_finite()).then(|| (BBox::new(rect.x0, rect.y0, rect.x1, rect.y1), size))
}

/// The way the text runs on the page, where y grows downwards.
pub(in crate::extract) fn direction(transform: Affine, vertical: bool) -> WritingDirection {
    let [a, b, ..] = transform.as_coeffs();
    let straight = if b.abs() <= a.abs() * STRAIGHT {
        if a >= 0.0 { WritingDirection::Right } else { WritingDirection::Left }
    } else if a.abs() <= b.abs() * STRAIGHT {
        if b >= 0.0 { WritingDirection::Down } else { WritingDirection::Up }
    } else {
        WritingDirection::Slanted
    };
    if vertical && straight == WritingDirection::Right { WritingDirection::Stacked } else { straight }
}
