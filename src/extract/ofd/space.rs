//! What objects are drawn with and refer to: the file's parts, the space they lie in, what of it is visible.

use std::cell::{Cell, RefCell};
use std::sync::Arc;

use hayro_interpret::kurbo::{Affine, Rect, Shape};
use rustc_hash::FxHashMap;

use super::canvas::DrawingLimits;
use super::document::OfdDocument;
use super::fonts::{EmbeddedFont, EmbeddedFonts};
use super::outline::data_to_path;
use super::package::OfdPackage;
use super::resources::{Pen, Resources};
use super::values::{matrix_of, rect_of, shift};
use super::xml::Node;
use crate::model::Budget;

/// What the pages of a file share.
pub(super) struct SharedParts {
    pub(super) package: OfdPackage,
    pub(super) fonts: EmbeddedFonts,
    pub(super) limits: DrawingLimits,
    pub(super) budget: Budget,
}

/// What objects refer to.
pub(super) struct World<'a> {
    pub(super) file: &'a SharedParts,
    pub(super) document: &'a OfdDocument,
    /// The page's own resources.
    pub(super) own: Resources,
    /// Widths in em of characters of fonts that are not embedded, as the page showed so far.
    pub(super) widths: RefCell<FxHashMap<(Option<u32>, char), f64>>,
    /// Whether something that is drawn could not be read.
    pub(super) incomplete: Cell<bool>,
}

impl World<'_> {
    pub(super) fn resources(&self) -> [&Resources; 2] {
        [&self.own, &self.document.resources]
    }

    /// The embedded font of that number.
    pub(super) fn font(&self, id: u32) -> Option<Arc<EmbeddedFont>> {
        let part = self.resources().into_iter().find_map(|r| r.font(id))?;
        self.file.fonts.get(&self.file.package, part, &self.file.budget)
    }

    /// The drawing parameter of that number.
    pub(super) fn pen(&self, id: Option<u32>) -> Pen {
        id.and_then(|id| self.resources().into_iter().find_map(|r| r.pen(id))).unwrap_or_default()
    }
}

/// Where objects are drawn, and with what where they do not say.
#[derive(Clone)]
pub(super) struct Space {
    /// From their container's millimetres to points on the page.
    pub(super) to_page: Affine,
    /// What of the page is visible.
    pub(super) clip: Rect,
    pub(super) pen: Pen,
    /// Not shown.
    pub(super) hidden: bool,
    /// Of an annotation: signatures and the like, whose strokes rule no table.
    pub(super) overlay: bool,
    pub(super) depth: usize,
}

impl Space {
    /// The space in an object's boundary.
    pub(super) fn within(&self, boundary: Option<Rect>) -> Affine {
        self.to_page * shift(boundary)
    }

    /// What an object is drawn with.
    pub(super) fn pen_of(&self, object: &Node<'_>, world: &World<'_>) -> Pen {
        Pen::of(object).or(world.pen(object.id("DrawParam"))).or(self.pen)
    }

    /// What of the page an object's clips leave; of shapes that are no rectangles their box.
    pub(super) fn clip_of(&self, object: &Node<'_>, outer: Affine) -> Rect {
        let mut clip = self.clip;
        for clips in object.all("Clips") {
            let inner = if clips.flag("TransFlag", true) { outer * matrix_of(object) } else { outer };
            for one in clips.all("Clip") {
                let boxes = one.all("Area").filter_map(|area| area_to_box(area, inner));
                if let Some(shown) = boxes.reduce(|a, b| a.union(b)) {
                    clip = clip.intersect(shown);
                }
            }
        }
        clip
    }

    /// The space of what lies in a block.
    pub(super) fn deeper(&self) -> Self {
        Self { depth: self.depth + 1, ..self.clone() }
    }
}

/// The box on the page of a clip's area.
fn area_to_box(area: &Node<'_>, outer: Affine) -> Option<Rect> {
    let outer = outer * matrix_of(area);
    let path = area.child("Path")?;
    let within = outer * shift(rect_of(path, "Boundary"));
    let outline = data_to_path(&path.child("AbbreviatedData")?.text());
    let shape = within * matrix_of(path) * outline;
    (!shape.is_empty()).then(|| shape.bounding_box()).filter(Rect::is_finite)
}
