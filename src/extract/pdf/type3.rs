//! The em of Type 3 fonts, whose matrix often says nothing about it.

use std::collections::HashMap;

use hayro_interpret::font::{Glyph as ShownGlyph, GlyphRun, Type3Glyph};
use hayro_interpret::kurbo::{Affine, BezPath, Rect, Shape};
use hayro_interpret::{
    BlendMode, CacheKey, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, Paint, SoftMask,
};

use crate::extract::contain::{Stop, stop};
use crate::model::clock::Instant;

/// Advances, in em, that real characters have: where one of a string's lies in here, the font's em is believed.
const ADVANCES: std::ops::RangeInclusive<f64> = 0.15..=2.0;
/// A letter's em in heights of its ink: capitals and ascenders are 0.7 em high.
const EM_OF_INK: f64 = 1.3;

/// Whether an advance, in thousandths of the em that the font's matrix implies, shows that it is the font's em.
pub(super) fn is_plausible(advance: f64) -> bool {
    ADVANCES.contains(&(advance.abs() / 1000.0))
}

/// Measures glyphs of Type 3 fonts, each once.
pub(super) struct Type3Sizes {
    deadline: Instant,
    /// Heights of the ink in thousandths of the nominal em, by glyph.
    inks: HashMap<u128, f64>,
}

impl Type3Sizes {
    /// Stops at `deadline`.
    pub(super) fn new(deadline: Instant) -> Self {
        Self { deadline, inks: HashMap::new() }
    }

    /// The em of a shown string in units of the em that the font's matrix implies: 1 where that is plausible.
    pub(super) fn em<'a>(&mut self, run: &GlyphRun<'_, 'a>, paint: &Paint<'a>) -> f64 {
        let glyphs = run.glyphs().iter().filter_map(|shown| match &**shown {
            ShownGlyph::Type3(glyph) => Some(glyph.as_ref()),
            ShownGlyph::Outline(_) => None,
        });
        if glyphs.clone().next().is_none() || glyphs.clone().any(|glyph| is_plausible(thousandths(glyph))) {
            return 1.0;
        }
        let em = glyphs
            .map(|glyph| {
                let (advance_in_em, ink) = (thousandths(glyph).abs() / 1000.0, self.ink(glyph, paint));
                // Wide glyphs are ideographs or an m: about as wide as the em.
                if advance_in_em >= 0.95 * ink { advance_in_em } else { ink * EM_OF_INK }
            })
            .fold(0.0, f64::max);
        if em > 0.0 && em.is_finite() { em } else { 1.0 }
    }

    /// The height of a glyph's ink in nominal ems.
    fn ink<'a>(&mut self, glyph: &Type3Glyph<'a>, paint: &Paint<'a>) -> f64 {
        let key = glyph.cache_key();
        if let Some(known) = self.inks.get(&key) {
            return *known;
        }
        let mut device = InkMeter { deadline: self.deadline, bounds: None };
        glyph.interpret(&mut device, Affine::IDENTITY, Affine::IDENTITY, paint);
        let ink = device.bounds.map_or(0.0, |b| b.height() / 1000.0);
        self.inks.insert(key, ink);
        ink
    }
}

/// How far a glyph moves the pen, in thousandths of an em.
fn thousandths(glyph: &Type3Glyph<'_>) -> f64 {
    f64::from(glyph.advance_width().unwrap_or(0.0))
}

/// The device that measures what is drawn.
struct InkMeter {
    deadline: Instant,
    bounds: Option<Rect>,
}

impl InkMeter {
    fn add(&mut self, shape: &impl Shape, transform: Affine) {
        if Instant::now() > self.deadline {
            stop(Stop::Time);
        }
        let area = transform.transform_rect_bbox(shape.bounding_box());
        if area.is_finite() {
            self.bounds = Some(self.bounds.map_or(area, |b| b.union(area)));
        }
    }
}

impl<'a> Device<'a> for InkMeter {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, _: &DrawMode) {
        self.add(path, props.transform);
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        self.add(&Rect::new(0.0, 0.0, f64::from(image.width()), f64::from(image.height())), props.transform);
    }

    fn draw_glyph_run(&mut self, _: &GlyphRun<'_, 'a>, _: DrawProps<'a>, _: &DrawMode) {}

    fn push_clip_path(&mut self, _: &ClipPath) {}

    fn pop_clip(&mut self) {}

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}

    fn pop_transparency_group(&mut self) {}
}
