//! The clip of the moment as a box.

use hayro_interpret::kurbo::{Rect, Shape};

/// A stack of clip boxes, each already cut by the ones below. Clips that are no rectangles count with their box.
#[derive(Debug)]
pub(super) struct ClipStack {
    page: Rect,
    /// The boxes, each with the number of form `XObjects` that it lies in.
    boxes: Vec<(Rect, usize)>,
}

impl ClipStack {
    /// A stack on which nothing but the page itself clips.
    pub(super) fn new(page: Rect) -> Self {
        Self { page, boxes: Vec::new() }
    }

    /// Cuts the current box further.
    pub(super) fn push(&mut self, shape: &impl Shape) {
        self.cut(shape, 0);
    }

    /// Cuts the current box to that of a form `XObject`.
    pub(super) fn push_form(&mut self, shape: &impl Shape) {
        self.cut(shape, 1);
    }

    fn cut(&mut self, shape: &impl Shape, forms: usize) {
        let (now, cut) = (self.current(), shape.bounding_box());
        let cut = Rect::new(now.x0.max(cut.x0), now.y0.max(cut.y0), now.x1.min(cut.x1), now.y1.min(cut.y1));
        self.boxes.push((cut, self.forms() + forms));
    }

    /// Goes back to the box before.
    pub(super) fn pop(&mut self) {
        self.boxes.pop();
    }

    /// The current box; inside out where nothing is visible.
    pub(super) fn current(&self) -> Rect {
        self.boxes.last().map_or(self.page, |(rect, _)| *rect)
    }

    /// How many form `XObjects` deep the content is that is being drawn.
    pub(super) fn forms(&self) -> usize {
        self.boxes.last().map_or(0, |(_, forms)| *forms)
    }
}
