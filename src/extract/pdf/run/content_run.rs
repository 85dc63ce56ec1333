//! Operators one after the other, and what is known between them.

use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect};
use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction;
use hayro_syntax::page::Resources;

use super::fonts::{DocumentFonts, PlacedCode};
use super::inks::KnownInks;
use super::library::{Library, NotRun};
use super::state::{GraphicsStates, matrix};
use crate::extract::pdf::marks::Marks;

/// What is kept of a document from page to page.
#[derive(Default)]
pub(in crate::extract::pdf) struct KeptOfDocument<'a> {
    /// Its fonts.
    pub(super) fonts: DocumentFonts<'a>,
    /// Its colours.
    pub(super) inks: KnownInks,
}

/// Runs content.
pub(in crate::extract::pdf) struct ContentRun<'r, 'm, 'a> {
    /// Where the marks are kept.
    pub(super) marks: &'r mut Marks<'m, 'a>,
    /// What is kept of the document.
    pub(super) kept: &'r mut KeptOfDocument<'a>,
    /// For what is asked of it.
    pub(super) library: Library<'r, 'a>,
    /// The graphics states.
    pub(super) states: GraphicsStates<'a>,
    /// The path that is being drawn.
    pub(super) path: BezPath,
    /// Where the part of the path begins that is being drawn, and where it has come to.
    pub(super) ends: (Point, Point),
    /// Whether the path will clip what comes behind it.
    pub(super) clips: bool,
    /// The clips around the content as boxes, the page's first.
    pub(super) boxes: Vec<Rect>,
    /// How many forms deep.
    pub(super) depth: usize,
    /// The codes of the string that is being shown.
    pub(super) string: Vec<PlacedCode<'a>>,
}

impl<'r, 'm, 'a> ContentRun<'r, 'm, 'a> {
    /// Of a page of that size, whose space leads to it so.
    pub(in crate::extract::pdf) fn new(
        marks: &'r mut Marks<'m, 'a>,
        kept: &'r mut KeptOfDocument<'a>,
        library: Library<'r, 'a>,
        (to_page, size): (Affine, Rect),
    ) -> Self {
        Self {
            marks,
            kept,
            library,
            states: GraphicsStates::new(to_page),
            path: BezPath::new(),
            ends: (Point::ZERO, Point::ZERO),
            clips: false,
            boxes: vec![size],
            depth: 0,
            string: Vec::new(),
        }
    }

    /// Runs operators with these resources.
    ///
    /// # Errors
    /// At the first that is not run here.
    pub(in crate::extract::pdf) fn run(&mut self, operators: &[u8], resources: &Resources<'a>) -> Result<(), NotRun> {
        let depth = self.states.depth();
        self.states.save();
        let mut operators = TypedIter::new(operators);
        while let Some(operator) = operators.next() {
            if !self.is_path(&operator) && !self.is_state(&operator) && !self.is_text(&operator) {
                // What the library is asked costs time without drawing a mark.
                self.marks.check_limits();
                self.with_resources(operator, resources)?;
            }
        }
        // A path ends with its stream.
        self.path.truncate(0);
        self.clips = false;
        while self.states.depth() > depth {
            self.restore();
        }
        Ok(())
    }

    /// Brings the state before back, and ends the clips that were set since.
    pub(super) fn restore(&mut self) {
        for _ in 0..self.states.restore() {
            self.marks.end_clip();
            self.boxes.pop();
        }
    }

    /// Whether it is an operator of the graphics state alone, which is done.
    fn is_state(&mut self, operator: &TypedInstruction<'_, '_>) -> bool {
        match operator {
            TypedInstruction::SaveState(_) => self.states.save(),
            TypedInstruction::RestoreState(_) => self.restore(),
            TypedInstruction::Transform(t) => self.states.now.to_page *= matrix([t.0, t.1, t.2, t.3, t.4, t.5]),
            TypedInstruction::LineWidth(width) => self.states.now.line_width = width.0.as_f32(),
            TypedInstruction::LineCap(_)
            | TypedInstruction::LineJoin(_)
            | TypedInstruction::MiterLimit(_)
            | TypedInstruction::DashPattern(_)
            | TypedInstruction::RenderingIntent(_)
            | TypedInstruction::FlatnessTolerance(_) => {}
            _ => return false,
        }
        true
    }

    /// Does what depends on the resources.
    fn with_resources(&mut self, operator: TypedInstruction<'_, '_>, resources: &Resources<'a>) -> Result<(), NotRun> {
        match operator {
            TypedInstruction::SetGraphicsState(gs) => self.set_state(gs.0, resources),
            TypedInstruction::TextFont(set) => {
                self.set_font(set.0, set.1.as_f32(), resources);
                Ok(())
            }
            TypedInstruction::ShowText(text) => self.show_with_font(|run| run.append(text.0)),
            TypedInstruction::ShowTexts(texts) => self.show_with_font(|run| run.append_all(texts.0)),
            TypedInstruction::NextLineAndShowText(text) => {
                self.next_line_by_leading();
                self.append(text.0);
                self.show_string()
            }
            TypedInstruction::ShowTextWithParameters(set) => {
                (self.states.now.text.word_space, self.states.now.text.char_space) = (set.0.as_f32(), set.1.as_f32());
                self.next_line_by_leading();
                self.append(set.2);
                self.show_string()
            }
            TypedInstruction::TextRenderingMode(mode) => self.set_rendering(mode.0.as_i64()),
            TypedInstruction::XObject(object) => self.draw_object(object.0, resources),
            TypedInstruction::InlineImage(image) => self.draw_image(image.0.dict()),
            TypedInstruction::BeginMarkedContentWithProperties(marked) => {
                self.begin_marked(marked.0, marked.1, resources)
            }
            TypedInstruction::BeginMarkedContent(marked) => {
                self.marks.begin_marked(marked.0, None);
                Ok(())
            }
            TypedInstruction::EndMarkedContent(_) => {
                self.marks.end_marked();
                Ok(())
            }
            TypedInstruction::Shading(_) => Err(NotRun),
            operator => {
                self.set_colour(operator, resources);
                Ok(())
            }
        }
    }
}
