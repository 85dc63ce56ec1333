//! Collects what the content of a page draws.

use std::collections::HashSet;
use std::num::NonZeroU32;

use hayro_interpret::hayro_syntax::object::{Dict, String as PdfString};
use hayro_interpret::hayro_syntax::page::Page as PdfPage;
use hayro_interpret::kurbo::{Affine, BezPath, Rect, Shape};
use hayro_interpret::{DrawMode, Paint};

use super::actual_text;
use super::clip::ClipStack;
use super::duplicates::{drop_duplicates, drop_repeated};
use super::font_names;
use super::forms;
use super::limits::PageLimits;
use super::rules::Drawing;
use super::strings::text_string;
use super::type3::Type3Sizes;
use super::unicode::{Characters, FontScope};
use crate::extract::contain::{Stop, stop};
use crate::model::clock::Instant;
use crate::model::{BBox, ContentId, Glyph, Ink, Page};

/// Glyphs, rules, fills or images on one page: a dense A3 page of 6 pt characters has 30,000, the limit keeps a page below
/// 100 MB.
const MAX_MARKS: usize = 500_000;
/// What a mark takes until its page is read, bytes: itself, its word, the sorted copies of both.
const MARK: u64 = 600;
/// The clock is looked at once in so many drawing calls.
const CALLS_BETWEEN_CLOCKS: u32 = 64;

/// The most marks of one kind on a page of a document that may take so much memory.
pub(in crate::extract) fn most(memory: u64) -> usize {
    MAX_MARKS.min(usize::try_from(memory / MARK).unwrap_or(MAX_MARKS))
}

/// A marked-content sequence.
struct MarkedSequence {
    mcid: Option<ContentId>,
    /// The form `XObject` that is drawn in it, and how many forms deep the drawing operator stands.
    form: Option<(NonZeroU32, usize)>,
    /// Its `/ActualText` and the number of glyphs before it; of nested texts only the outermost counts.
    text: Option<(String, usize)>,
}

/// What the glyphs of a string have in common.
#[derive(Clone, Copy)]
pub(super) struct ShownIn {
    ink: Ink,
    invisible: bool,
    mcid: Option<ContentId>,
    in_text: bool,
}

/// The device that collects a page's marks.
pub(super) struct Marks<'c, 'a> {
    pub(super) characters: &'c mut Characters<'a>,
    limits: PageLimits,
    /// Drawing calls so far.
    calls: u32,
    pub(super) type3: Type3Sizes,
    size: Rect,
    clip: ClipStack,
    glyphs: Vec<Glyph>,
    drawing: Drawing,
    images: Vec<BBox>,
    /// The marked-content sequences around the current point, innermost last.
    marked: Vec<MarkedSequence>,
    /// The number of the font that the page's content is set in, where it says so.
    font: Option<usize>,
    /// Annotations that were drawn so far, once their appearances are drawn.
    annotations: Option<usize>,
    /// Glyphs outside the clip, by index into `glyphs`. They stay until their sequence ends, for its text counts them.
    outside: Vec<usize>,
    /// Glyphs of the page that the clip hides.
    clipped: Vec<Glyph>,
}

impl<'c, 'a> Marks<'c, 'a> {
    /// Stops the interpreter at its limits.
    pub(super) fn new(limits: PageLimits, characters: &'c mut Characters<'a>) -> Self {
        Self {
            characters,
            limits,
            calls: 0,
            type3: Type3Sizes::new(limits.deadline),
            size: Rect::ZERO,
            clip: ClipStack::new(Rect::ZERO),
            glyphs: Vec::new(),
            drawing: Drawing::new(Rect::ZERO),
            images: Vec::new(),
            marked: Vec::new(),
            font: None,
            annotations: None,
            outside: Vec::new(),
            clipped: Vec::new(),
        }
    }

    /// Turns to a page with this box; nothing outside is collected.
    pub(super) fn turn_to(&mut self, page: &PdfPage<'a>, size: Rect) {
        self.size = size;
        self.clip = ClipStack::new(size);
        self.drawing = Drawing::new(size);
        self.characters.turn_to(page);
        (self.font, self.annotations) = (None, None);
    }

    /// The names of the page's fonts that its content must tell apart.
    pub(super) fn font_names_needed(&self) -> Vec<Vec<u8>> {
        self.characters.names_needed()
    }

    /// Whether the content must say which form it draws, to tell fonts apart.
    pub(super) fn form_names_needed(&self) -> bool {
        self.characters.has_alike()
    }

    /// Turns from the page's content to the appearances of its annotations.
    pub(super) fn turn_to_annotations(&mut self) {
        self.annotations = Some(0);
    }

    /// Where text stands that is shown now.
    pub(super) fn font_scope(&self) -> FontScope {
        if let Some(drawn) = self.annotations {
            return FontScope::Annotation(drawn.saturating_sub(1));
        }
        match (self.clip.forms(), self.marked.iter().rev().find_map(|m| m.form)) {
            (0, _) => FontScope::Page(self.font),
            (1, Some((form, 0))) => FontScope::Form(form),
            _ => FontScope::Elsewhere,
        }
    }

    /// Filled outlines with curves so far.
    pub(super) fn shapes(&self) -> usize {
        self.drawing.shapes()
    }

    /// What was collected.
    pub(super) fn into_page(mut self, number: u32) -> Page {
        while !self.marked.is_empty() {
            self.end_marked();
        }
        let glyphs = drop_duplicates(self.glyphs);
        let (rules, fills) = self.drawing.into_rules_and_fills();
        Page {
            number,
            width: self.size.width(),
            height: self.size.height(),
            clipped: drop_repeated(self.clipped, &glyphs),
            glyphs,
            rules,
            fills,
            images: self.images,
        }
    }

    /// Stops where the time is over or the page holds more than any real one.
    pub(super) fn check_limits(&mut self) {
        self.calls = self.calls.wrapping_add(1);
        if self.calls.is_multiple_of(CALLS_BETWEEN_CLOCKS) && Instant::now() > self.limits.deadline {
            stop(Stop::Time);
        }
        if (self.glyphs.len() + self.clipped.len()).max(self.images.len()).max(self.drawing.len()) > self.limits.marks {
            stop(Stop::Memory);
        }
    }

    /// Forgets what was collected of the page.
    pub(super) fn start_again(&mut self) {
        self.clip = ClipStack::new(self.size);
        self.drawing = Drawing::new(self.size);
        self.glyphs.clear();
        self.images.clear();
        self.marked.clear();
        self.outside.clear();
        self.clipped.clear();
    }

    /// A painted path.
    pub(super) fn paint(&mut self, path: &BezPath, to_page: Affine, ink: Ink, mode: &DrawMode) {
        self.check_limits();
        self.drawing.path(path, to_page, ink, mode, self.clip.current());
    }

    /// Clips to a path on the page.
    pub(super) fn clip_to(&mut self, path: &BezPath) {
        self.check_limits();
        self.clip.push(path);
    }

    /// Clips to a rectangle on the page.
    pub(super) fn clip_to_rect(&mut self, rect: &Rect) {
        self.clip.push(rect);
    }

    /// Clips to the box of a form `XObject`, which is drawn from now on.
    pub(super) fn begin_form(&mut self, path: &BezPath) {
        self.check_limits();
        let begins = usize::from(self.clip.forms() == 0);
        self.annotations = self.annotations.map(|drawn| drawn + begins);
        self.clip.push_form(path);
    }

    /// Ends the last clip.
    pub(super) fn end_clip(&mut self) {
        self.clip.pop();
    }

    /// What can be seen of the page.
    pub(super) fn clip_now(&self) -> Rect {
        self.clip.current()
    }

    /// An image of so many pixels, which lead to the page so.
    pub(super) fn image(&mut self, (width, height): (u32, u32), to_page: Affine) {
        self.check_limits();
        let pixels = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
        let on_page = (to_page * pixels.to_path(0.1)).bounding_box().intersect(self.clip.current());
        if on_page.width() > 0.0 && on_page.height() > 0.0 {
            self.drawing.image(on_page);
            self.images.push(BBox::new(on_page.x0, on_page.y0, on_page.x1, on_page.y1));
        }
    }

    /// How the glyphs of a string are shown.
    pub(super) fn shown_in(&self, ink: Ink, invisible: bool) -> ShownIn {
        ShownIn { ink, invisible, mcid: self.mcid(), in_text: self.in_text() }
    }

    /// Keeps a glyph, which lies inside of the clip or not.
    pub(super) fn keep(&mut self, mut glyph: Glyph, inside: bool, shown: ShownIn) {
        if !inside && !shown.in_text {
            return self.hide(glyph);
        }
        if !inside {
            self.outside.push(self.glyphs.len());
        }
        glyph.mcid = shown.mcid;
        glyph.ink = shown.ink;
        let b = glyph.bbox;
        let shows = self.drawing.shows(shown.ink, Rect::new(b.left, b.top, b.right, b.bottom));
        glyph.invisible = shown.invisible || !shows;
        self.glyphs.push(glyph);
    }

    /// Begins marked content.
    pub(super) fn begin_marked(&mut self, tag: &[u8], properties: Option<&Dict<'_>>) {
        if tag == font_names::TAG && self.clip.forms() == 0 {
            self.font = properties.and_then(|p| usize::try_from(p.get::<u32>(b"N".as_slice())?).ok());
        }
        let mcid = properties.and_then(|p| self.content_id(p));
        let form = properties
            .filter(|_| tag == forms::TAG)
            .and_then(|p| NonZeroU32::new(p.get::<u32>(b"F".as_slice())?))
            .map(|form| (form, self.clip.forms()));
        let text = properties
            .filter(|_| !self.in_text())
            .and_then(|p| p.get::<PdfString<'_>>(b"ActualText".as_slice()))
            .map(|text| (text_string(text.as_bytes()), self.glyphs.len()));
        self.marked.push(MarkedSequence { mcid, form, text });
    }

    /// Ends the marked content that began last.
    pub(super) fn end_marked(&mut self) {
        if let Some((text, start)) = self.marked.pop().and_then(|m| m.text) {
            self.end_text(&text, start);
        }
    }

    fn in_text(&self) -> bool {
        self.marked.iter().any(|m| m.text.is_some())
    }

    /// Gives the glyphs from `start` on their `/ActualText`, then drops those outside the clip.
    fn end_text(&mut self, text: &str, start: usize) {
        let glyphs = self.glyphs.split_off(start.min(self.glyphs.len()));
        let outside = std::mem::take(&mut self.outside);
        if outside.is_empty() {
            self.glyphs.extend(actual_text::apply(text, glyphs));
        } else if outside.len() >= glyphs.len() {
            for glyph in glyphs {
                self.hide(glyph);
            }
        } else {
            // Which part of the text is cut off is told by the boxes; the numbers may not match after merging.
            let hidden: HashSet<[u64; 4]> =
                outside.iter().filter_map(|n| Some(box_bits(glyphs.get(n.checked_sub(start)?)?.bbox))).collect();
            for glyph in actual_text::apply(text, glyphs) {
                if hidden.contains(&box_bits(glyph.bbox)) { self.hide(glyph) } else { self.glyphs.push(glyph) }
            }
        }
    }

    fn mcid(&self) -> Option<ContentId> {
        self.marked.iter().rev().find_map(|m| m.mcid)
    }

    /// The number that a marked sequence has in the page's own content or in a form drawn by it. What forms inside forms
    /// number is not told apart.
    fn content_id(&self, properties: &Dict<'_>) -> Option<ContentId> {
        let id = properties.get::<i32>(b"MCID".as_slice())?;
        let depth = self.clip.forms();
        let form = match self.marked.iter().rev().find_map(|m| m.form) {
            _ if depth == 0 => None,
            Some((form, around)) if depth == around + 1 => Some(form),
            _ => return None,
        };
        Some(ContentId { form, id })
    }

    /// Keeps a glyph that the clip hides, where it lies on the page.
    fn hide(&mut self, glyph: Glyph) {
        if self.size.contains((glyph.bbox.center_x(), glyph.bbox.center_y())) {
            self.clipped.push(glyph);
        }
    }
}

/// A box as something that can be compared and sorted.
fn box_bits(b: BBox) -> [u64; 4] {
    [b.left, b.top, b.right, b.bottom].map(f64::to_bits)
}

/// The colour and opacity of a paint; of a pattern a middle grey, for its colours are not looked into.
pub(super) fn ink(paint: &Paint<'_>) -> Ink {
    match paint {
        Paint::Color(color) => {
            let [r, g, b, a] = color.to_rgba().to_rgba8();
            Ink { color: [r, g, b], alpha: a }
        }
        Paint::Pattern(_) => Ink { color: [0x80; 3], alpha: 0xFF },
    }
}
