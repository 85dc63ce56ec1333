//! What the interpreter of the library draws → marks.

use hayro_interpret::font::GlyphRun;
use hayro_interpret::hayro_cmap::WritingMode;
use hayro_interpret::hayro_syntax::object::Dict;
use hayro_interpret::kurbo::{BezPath, PathSeg, Rect};
use hayro_interpret::{BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, SoftMask};

use super::glyphs::{Showing, run_to_glyphs};
use super::marks::{Marks, ink};

/// Whether a path is an upright rectangle. The interpreter hands such a clip on as a rectangle, but for the box of a form
/// `XObject`, which comes as a path: so the two can be told apart.
#[expect(clippy::float_cmp, reason = "the sides of a rectangle are exactly upright")]
fn is_box(path: &BezPath) -> bool {
    path.elements().len() == 5
        && path.segments().all(|s| matches!(s, PathSeg::Line(l) if l.p0.x == l.p1.x || l.p0.y == l.p1.y))
}

impl<'a> Device<'a> for Marks<'_, 'a> {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        self.paint(path, props.transform, ink(&props.paint), mode);
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        if is_box(&clip.path) { self.begin_form(&clip.path) } else { self.clip_to(&clip.path) }
    }

    fn push_clip_rect(&mut self, rect: &Rect) {
        self.clip_to_rect(rect);
    }

    fn pop_clip(&mut self) {
        self.end_clip();
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}

    fn pop_transparency_group(&mut self) {}

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        self.check_limits();
        let em = self.type3.em(run, &props.paint);
        let showing = Showing {
            to_page: props.transform,
            em,
            clip: self.clip_now(),
            vertical: run.writing_mode() == WritingMode::Vertical,
        };
        let scope = self.font_scope();
        let shown = self.shown_in(ink(&props.paint), matches!(mode, DrawMode::Invisible));
        for (glyph, inside) in run_to_glyphs(run, showing, scope, self.characters) {
            self.keep(glyph, inside, shown);
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        self.image((image.width(), image.height()), props.transform);
    }

    fn begin_marked_content(&mut self, tag: &[u8], properties: Option<&Dict<'_>>) {
        self.begin_marked(tag, properties);
    }

    fn end_marked_content(&mut self) {
        self.end_marked();
    }
}
