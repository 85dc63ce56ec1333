//! Text objects → glyphs.

use std::collections::BTreeMap;
use std::sync::Arc;

use compact_str::CompactString;
use hayro_interpret::kurbo::{Affine, Rect};

use super::canvas::Canvas;
use super::codes::{CodeRun, TextCode, glyphs, is_junk, runs, usual_width};
use super::fonts::EmbeddedFont;
use super::resources::Pen;
use super::space::{Space, World};
use super::values::{matrix_of, rect_of};
use super::xml::Node;
use crate::extract::pdf::fold_radicals;
use crate::extract::pdf::glyphs::{direction, em_box};
use crate::language::characters::is_ideograph;
use crate::model::Ink;
use crate::model::{Glyph, UnicodeSource};

/// The size of characters where an object gives none, millimetres: 10 pt.
const USUAL_SIZE: f64 = 3.5;
/// Narrow characters of unknown fonts may be as wide as this, in em: W and M of common ones.
const WIDEST_NARROW: f64 = 1.0;
/// No character is narrower, in em: i and l of common fonts.
const NARROWEST: f64 = 0.2;

/// How the characters of an object are drawn.
struct TextStyle {
    /// Millimetres.
    size: f64,
    /// How much wider than high.
    stretch: f64,
    /// Turn of each character, clockwise, radians.
    turn: f64,
    /// Where the object's box ends in the space of its characters.
    end: f64,
    /// The number of the font.
    number: Option<u32>,
    font: Option<Arc<EmbeddedFont>>,
    glyphs: BTreeMap<usize, Vec<u32>>,
}

/// Draws the characters of an object.
pub(super) fn draw(object: &Node<'_>, space: &Space, world: &World<'_>, canvas: &mut Canvas) {
    let boundary = rect_of(object, "Boundary");
    let outer = space.within(boundary);
    let to_page = outer * matrix_of(object);
    let turn = |name| object.number_or(name, 0.0).rem_euclid(360.0).to_radians();
    let number = object.id("Font");
    let look = TextStyle {
        size: object.number("Size").filter(|size| *size > 0.0).unwrap_or(USUAL_SIZE),
        stretch: object.number("HScale").filter(|scale| *scale > 0.0).unwrap_or(1.0),
        turn: turn("CharDirection"),
        end: end_of(boundary, matrix_of(object)),
        number,
        font: number.and_then(|id| world.font(id)),
        glyphs: glyphs(object),
    };
    let reading = turn("ReadDirection");
    let pen = space.pen_of(object, world);
    let ink = ink(object, pen);
    let clip = space.clip_of(object, outer);
    // What lies outside its object's own box altogether is cut off; boxes of real files are too tight to cut glyphs at.
    let boundary = boundary.filter(|b| b.width() > 0.0 && b.height() > 0.0);
    let frame = boundary.map(|b| space.to_page.transform_rect_bbox(b));
    let advance = |c, number| {
        let width = look.width(c, number) * look.size * if reading == 0.0 { look.stretch } else { 1.0 };
        (width * reading.cos(), width * reading.sin())
    };
    for run in runs(object, &look.glyphs, canvas.room(), advance) {
        look.learn(&run, world);
        let stacked = run.codes.len() > 1 && (run.vertical || reading != 0.0) && look.turn == 0.0;
        for code in &run.codes {
            let Some(glyph) = look.glyph(code, to_page, stacked, world) else { continue };
            if space.hidden || frame.is_some_and(|f| apart(&glyph, f)) {
                canvas.hide(glyph);
            } else {
                canvas.glyph(glyph, ink, clip);
            }
        }
    }
}

/// Where an object's box ends in the space of its characters; nowhere where they run in another direction.
fn end_of(boundary: Option<Rect>, matrix: Affine) -> f64 {
    let [a, b, _, _, e, _] = matrix.as_coeffs();
    boundary
        .filter(|box_| box_.width() > 0.0 && a > 0.0 && b == 0.0)
        .map_or(f64::INFINITY, |box_| (box_.width() - e) / a)
}

/// Digits are of one width in nearly all fonts.
fn alike(c: char) -> char {
    if c.is_ascii_digit() { '0' } else { c }
}

fn apart(glyph: &Glyph, frame: Rect) -> bool {
    let b = glyph.bbox;
    b.right < frame.x0 || b.left > frame.x1 || b.bottom < frame.y0 || b.top > frame.y1
}

/// What the characters are painted with.
fn ink(object: &Node<'_>, pen: Pen) -> Ink {
    const BLACK: Ink = Ink { color: [0; 3], alpha: 0xFF };
    let alpha = object.alpha();
    let ink = if object.flag("Fill", true) {
        pen.fill.unwrap_or(BLACK)
    } else if object.flag("Stroke", false) {
        pen.stroke.unwrap_or(BLACK)
    } else {
        Ink { alpha: 0, ..BLACK }
    };
    Ink { alpha: ink.alpha.min(alpha), ..ink }
}

impl TextStyle {
    /// The width of a character in em.
    fn width(&self, c: char, number: usize) -> f64 {
        self.font_width(c, number).unwrap_or_else(|| usual_width(c))
    }

    /// The same where the font says it.
    fn font_width(&self, c: char, number: usize) -> Option<f64> {
        let glyph = self.glyphs.get(&number).and_then(|g| g.first()).copied();
        self.font.as_ref()?.advance(glyph, c)
    }

    /// How far a character goes on along its baseline, in em.
    fn step(&self, code: &TextCode) -> f64 {
        (code.step.0 * self.turn.cos() + code.step.1 * self.turn.sin()) / (self.size * self.stretch)
    }

    /// Notes how wide characters of unknown fonts are that differ in width between fonts.
    fn learn(&self, run: &CodeRun, world: &World<'_>) {
        if self.font.is_some() || run.vertical {
            return;
        }
        let mut known = world.widths.borrow_mut();
        for code in run.codes.iter().filter(|code| !is_ideograph(code.c)) {
            let step = self.step(code);
            if !(NARROWEST..=WIDEST_NARROW).contains(&step) {
                continue;
            }
            // Narrow characters are set wider where lines are justified, the wide marks set closer where they meet.
            let narrow = usual_width(code.c) < 1.0;
            let nearer = |w: f64| if narrow { w.min(step) } else { w.max(step) };
            known.entry((self.number, alike(code.c))).and_modify(|w| *w = nearer(*w)).or_insert(step);
        }
    }

    /// The width of a drawn character in em: as the font says, else the usual one, but not beyond the next character. Narrow
    /// ones of unknown fonts are as wide as they go on, the last of a run as elsewhere on the page, within the object's box.
    fn drawn_width(&self, code: &TextCode, world: &World<'_>) -> f64 {
        if let Some(known) = self.font_width(code.c, code.number) {
            return known;
        }
        let (usual, step) = (usual_width(code.c), self.step(code));
        if step > 0.0 && (step < usual || (usual < 1.0 && step <= WIDEST_NARROW)) {
            return step;
        }
        let elsewhere = world.widths.borrow().get(&(self.number, alike(code.c))).copied();
        let room = (self.end - code.x) / (self.size * self.stretch);
        if self.turn != 0.0 || room <= NARROWEST {
            return elsewhere.unwrap_or(usual);
        }
        // Where nothing else tells, a narrow character ends where the box does.
        let narrow = usual < 1.0 && room <= WIDEST_NARROW;
        elsewhere.unwrap_or(if narrow { room } else { usual }).min(room)
    }

    /// A character on the page; nothing where the numbers overflow.
    fn glyph(&self, code: &TextCode, to_page: Affine, stacked: bool, world: &World<'_>) -> Option<Glyph> {
        let em = self.size / 1000.0;
        let to_page = to_page
            * Affine::translate((code.x, code.y))
            * Affine::rotate(self.turn)
            * Affine::scale_non_uniform(em * self.stretch, -em);
        let width = if stacked { self.width(code.c, code.number) } else { self.drawn_width(code, world) };
        let (bbox, size) = em_box(to_page, width * 1000.0, 1.0)?;
        let (text, source) = self.tell(code);
        let direction = direction(to_page, stacked);
        Some(Glyph { text, bbox, size, direction, source, mcid: None, invisible: false, ink: Ink::default() })
    }

    /// What a character says: itself, or what the font says of its glyphs where it says nothing.
    fn tell(&self, code: &TextCode) -> (CompactString, UnicodeSource) {
        let given = self.glyphs.get(&code.number);
        if !is_junk(code.c) || (given.is_none() && code.c == '¤') {
            let mut text = CompactString::default();
            text.push(code.c);
            return (fold_radicals(text), UnicodeSource::Encoding);
        }
        let text: Option<CompactString> = given
            .zip(self.font.as_ref())
            .and_then(|(glyphs, font)| glyphs.iter().map(|g| font.character(*g)).collect());
        match text.filter(|text| !text.is_empty()) {
            Some(text) => (fold_radicals(text), UnicodeSource::FontCmap),
            None => (CompactString::const_new("\u{FFFD}"), UnicodeSource::None),
        }
    }
}
