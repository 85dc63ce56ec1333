//! Collects what the objects of a page draw.

use hayro_interpret::DrawMode;
use hayro_interpret::kurbo::{Affine, BezPath, Rect};

use crate::extract::contain::{Stop, stop};
use crate::extract::pdf::duplicates::{drop_duplicates, drop_repeated};
use crate::extract::pdf::rules::Drawing;
use crate::model::Ink;
use crate::model::clock::Instant;
use crate::model::{BBox, Glyph, Page};

/// The clock is looked at once in so many objects.
const OBJECTS_BETWEEN_CLOCKS: u32 = 64;
/// Bytes of composite units that a page draws, each counted as often as it is drawn: units may draw each other.
const MOST_OF_UNITS: usize = 32 << 20;
/// Composite units that a page draws.
const MOST_UNITS: usize = 20_000;

/// How far a page is read.
#[derive(Debug, Clone, Copy)]
pub(super) struct DrawingLimits {
    /// Until when.
    pub(super) deadline: Instant,
    /// The most marks of one kind.
    pub(super) marks: usize,
}

/// A page that is being drawn.
pub(super) struct Canvas {
    limits: DrawingLimits,
    objects: u32,
    units: usize,
    bytes_of_units: usize,
    size: Rect,
    drawing: Drawing,
    glyphs: Vec<Glyph>,
    clipped: Vec<Glyph>,
    images: Vec<BBox>,
    stamps: Vec<StampText>,
}

/// What a stamp, a seal or a watermark over the page says.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct StampText {
    pub(super) text: String,
    pub(super) area: BBox,
}

impl Canvas {
    /// An empty page of this size in points. Drawing stops at the limits.
    pub(super) fn new(size: Rect, limits: DrawingLimits) -> Self {
        Self {
            limits,
            objects: 0,
            units: 0,
            bytes_of_units: 0,
            size,
            drawing: Drawing::new(size),
            glyphs: Vec::new(),
            clipped: Vec::new(),
            images: Vec::new(),
            stamps: Vec::new(),
        }
    }

    /// The page's box.
    pub(super) fn size(&self) -> Rect {
        self.size
    }

    /// Counts an object. Stops where the time is over or the page holds more than any real one.
    pub(super) fn count_object(&mut self) {
        self.objects = self.objects.wrapping_add(1);
        if self.objects.is_multiple_of(OBJECTS_BETWEEN_CLOCKS) && Instant::now() > self.limits.deadline {
            stop(Stop::Time);
        }
        let glyphs = self.glyphs.len() + self.clipped.len();
        if glyphs.max(self.images.len()).max(self.drawing.len()) > self.limits.marks {
            stop(Stop::Memory);
        }
    }

    /// Counts a composite unit of so many bytes.
    pub(super) fn count_unit(&mut self, bytes: usize) {
        self.units += 1;
        self.bytes_of_units += bytes;
        if self.units > MOST_UNITS || self.bytes_of_units > MOST_OF_UNITS {
            stop(Stop::Memory);
        }
    }

    /// Room for glyphs: no object may have more characters.
    pub(super) fn room(&self) -> usize {
        self.limits.marks.saturating_sub(self.glyphs.len() + self.clipped.len())
    }

    /// Draws a glyph where the clip shows its middle.
    pub(super) fn glyph(&mut self, mut glyph: Glyph, ink: Ink, clip: Rect) {
        let b = glyph.bbox;
        let middle = (b.center_x(), b.center_y());
        if clip.contains(middle) {
            glyph.ink = ink;
            glyph.invisible = !self.drawing.shows(ink, Rect::new(b.left, b.top, b.right, b.bottom));
            self.glyphs.push(glyph);
        } else if self.size.contains(middle) {
            self.clipped.push(glyph);
        }
    }

    /// Glyphs so far.
    pub(super) fn glyph_count(&self) -> usize {
        self.glyphs.len()
    }

    /// Takes the glyphs behind the first so many for the text of a stamp, which is none of the page.
    pub(super) fn set_aside(&mut self, first: usize) {
        let glyphs = drop_duplicates(self.glyphs.split_off(first.min(self.glyphs.len())));
        let text: String = glyphs.iter().filter(|glyph| !glyph.invisible).map(|glyph| glyph.text.as_str()).collect();
        if let Some(area) = BBox::around(glyphs.iter().map(|glyph| glyph.bbox)).filter(|_| !text.trim().is_empty()) {
            self.stamps.push(StampText { text, area });
        }
    }

    /// What the stamps over the page say.
    pub(super) fn take_stamps(&mut self) -> Vec<StampText> {
        std::mem::take(&mut self.stamps)
    }

    /// Keeps a glyph that is not shown.
    pub(super) fn hide(&mut self, glyph: Glyph) {
        if self.size.contains((glyph.bbox.center_x(), glyph.bbox.center_y())) {
            self.clipped.push(glyph);
        }
    }

    pub(super) fn path(&mut self, path: &BezPath, to_page: Affine, ink: Ink, mode: &DrawMode, clip: Rect) {
        self.drawing.path(path, to_page, ink, mode, clip);
    }

    /// Places a picture where the clip shows it.
    pub(super) fn image(&mut self, area: Rect, clip: Rect) {
        let shown = area.intersect(clip);
        if shown.width() > 0.0 && shown.height() > 0.0 {
            self.drawing.image(shown);
            self.images.push(BBox::new(shown.x0, shown.y0, shown.x1, shown.y1));
        }
    }

    /// Filled outlines with curves so far.
    pub(super) fn shapes(&self) -> usize {
        self.drawing.shapes()
    }

    /// What was drawn.
    pub(super) fn into_page(self, number: u32) -> Page {
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
}
