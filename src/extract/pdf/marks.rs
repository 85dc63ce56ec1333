//! Collects what the content of a page draws.

use std::time::Instant;

use hayro_interpret::font::GlyphRun;
use hayro_interpret::hayro_syntax::object::Dict;
use hayro_interpret::hayro_syntax::page::Page as PdfPage;
use hayro_interpret::kurbo::{BezPath, Rect, Shape};
use hayro_interpret::{BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, Paint, SoftMask};

use super::clip::ClipStack;
use super::contain::{Stop, stop};
use super::glyphs::run_to_glyphs;
use super::rules::{Drawing, Ink};
use super::unicode::Characters;
use crate::model::{BBox, Glyph, Page};

/// Glyphs, rules, fills or images on one page: a dense A3 page of 6 pt characters has 30,000, the limit keeps a page below
/// 100 MB.
const MAX_MARKS: usize = 500_000;
/// The clock is looked at once in so many drawing calls.
const CALLS_BETWEEN_CLOCKS: u32 = 64;

/// The device that collects a page's marks.
pub(super) struct Marks<'c, 'a> {
    characters: &'c mut Characters<'a>,
    deadline: Instant,
    /// Drawing calls so far.
    calls: u32,
    size: Rect,
    clip: ClipStack,
    glyphs: Vec<Glyph>,
    drawing: Drawing,
    images: Vec<BBox>,
    /// The marked-content ids around the current point, innermost last.
    marked: Vec<Option<i32>>,
}

impl<'c, 'a> Marks<'c, 'a> {
    /// Stops the interpreter after `deadline`.
    pub(super) fn new(deadline: Instant, characters: &'c mut Characters<'a>) -> Self {
        Self {
            characters,
            deadline,
            calls: 0,
            size: Rect::ZERO,
            clip: ClipStack::new(Rect::ZERO),
            glyphs: Vec::new(),
            drawing: Drawing::default(),
            images: Vec::new(),
            marked: Vec::new(),
        }
    }

    /// Turns to a page with this box; nothing outside is collected.
    pub(super) fn turn_to(&mut self, page: &PdfPage<'a>, size: Rect) {
        self.characters.turn_to(page);
        self.size = size;
        self.clip = ClipStack::new(size);
    }

    /// What was collected.
    pub(super) fn into_page(self, number: u32) -> Page {
        let (rules, fills) = self.drawing.into_rules_and_fills();
        Page {
            number,
            width: self.size.width(),
            height: self.size.height(),
            glyphs: self.glyphs,
            rules,
            fills,
            images: self.images,
        }
    }

    /// Stops where the time is over or the page holds more than any real one.
    fn check_limits(&mut self) {
        self.calls = self.calls.wrapping_add(1);
        if self.calls % CALLS_BETWEEN_CLOCKS == 0 && Instant::now() > self.deadline {
            stop(Stop::Time);
        }
        if self.glyphs.len().max(self.images.len()).max(self.drawing.len()) > MAX_MARKS {
            stop(Stop::Memory);
        }
    }

    fn mcid(&self) -> Option<i32> {
        self.marked.iter().rev().copied().flatten().next()
    }
}

/// The colour and opacity of a paint; of a pattern a middle grey, for its colours are not looked into.
fn ink(paint: &Paint<'_>) -> Ink {
    match paint {
        Paint::Color(color) => {
            let [r, g, b, a] = color.to_rgba().to_rgba8();
            Ink { color: [r, g, b], alpha: a }
        }
        Paint::Pattern(_) => Ink { color: [0x80; 3], alpha: 0xFF },
    }
}

impl<'a> Device<'a> for Marks<'_, 'a> {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        self.check_limits();
        self.drawing.path(path, props.transform, ink(&props.paint), mode, self.clip.current());
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        self.check_limits();
        self.clip.push(&clip.path);
    }

    fn push_clip_rect(&mut self, rect: &Rect) {
        self.clip.push(rect);
    }

    fn pop_clip(&mut self) {
        self.clip.pop();
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}

    fn pop_transparency_group(&mut self) {}

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        self.check_limits();
        let mcid = self.mcid();
        let clip = self.clip.current();
        let invisible = matches!(mode, DrawMode::Invisible);
        for mut glyph in run_to_glyphs(run, props.transform, self.characters) {
            if clip.contains((glyph.bbox.center_x(), glyph.bbox.center_y())) {
                glyph.mcid = mcid;
                glyph.invisible = invisible;
                self.glyphs.push(glyph);
            }
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        self.check_limits();
        let pixels = Rect::new(0.0, 0.0, f64::from(image.width()), f64::from(image.height()));
        let on_page = (props.transform * pixels.to_path(0.1)).bounding_box().intersect(self.clip.current());
        if on_page.width() > 0.0 && on_page.height() > 0.0 {
            self.images.push(BBox::new(on_page.x0, on_page.y0, on_page.x1, on_page.y1));
        }
    }

    fn begin_marked_content(&mut self, _tag: &[u8], properties: Option<&Dict<'_>>) {
        self.marked.push(properties.and_then(|p| p.get::<i32>(b"MCID".as_slice())));
    }

    fn end_marked_content(&mut self) {
        self.marked.pop();
    }
}
