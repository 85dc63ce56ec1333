//! One page of a PDF → marks, by running its content.

use std::collections::BTreeMap;
use std::sync::Arc;

use hayro_interpret::hayro_syntax::page::Page as PdfPage;
use hayro_interpret::kurbo::{Affine, Rect};
use hayro_interpret::{
    Context, InterpreterCache, InterpreterSettings, RenderContent, TransformExt, interpret, interpret_page,
};
use hayro_syntax::Pdf;
use hayro_syntax::content::TypedIter;

use super::content;
use super::font_names;
use super::forms;
use super::limits::PageLimits;
use super::marks::Marks;
use super::notes;
use super::unicode::Characters;
use crate::extract::contain::{Stop, contained};
use crate::model::{Finding, Page};

/// A font without outlines whose glyphs advance by nothing, given for every font that is not embedded: advances then are
/// the PDF's own, where a real font would be stretched to fit. Made with fontTools, see data/README.md.
static STUB_FONT: &[u8] = include_bytes!("data/stub.ttf");

/// Reads pages of one document and keeps the fonts it has parsed.
pub(super) struct PageReader<'a> {
    pdf: &'a Pdf,
    limits: PageLimits,
    cache: InterpreterCache<'a>,
    settings: InterpreterSettings,
    characters: Characters<'a>,
    /// Whether the document has a structure tree.
    tagged: bool,
}

/// A page as far as it could be read.
pub(super) struct ReadPage {
    /// The page, or what was read of it.
    pub(super) page: Page,
    /// Why reading stopped before the page's end, if it did.
    pub(super) stopped: Option<Stop>,
    /// What was noticed.
    pub(super) notes: Vec<Finding>,
}

impl<'a> PageReader<'a> {
    /// Stops at the deadline. `tagged`: whether the document has a structure tree.
    pub(super) fn new(pdf: &'a Pdf, limits: PageLimits, tagged: bool) -> Self {
        let settings = InterpreterSettings {
            font_resolver: Arc::new(|_| Some((Arc::new(STUB_FONT), 0))),
            ..InterpreterSettings::default()
        };
        Self { pdf, limits, cache: InterpreterCache::new(), settings, characters: Characters::default(), tagged }
    }

    /// Reads a page (from 1). A page that does not exist is empty.
    pub(super) fn read(&mut self, number: u32) -> ReadPage {
        let mut characters = std::mem::take(&mut self.characters);
        let mut marks = Marks::new(self.limits, &mut characters);
        let source = (number as usize).checked_sub(1).and_then(|n| self.pdf.pages().get(n));
        let run = contained(|| source.and_then(|source| self.run(source, &mut marks)));
        let stopped = run.unwrap_or_else(Some);
        let shapes = marks.shapes();
        let page = marks.into_page(number);
        self.characters = characters;
        let notes = notes::of_page(&page, shapes);
        ReadPage { page, stopped, notes }
    }

    /// Runs the page's content, then the appearances of its annotations (form fields, stamps). Gives back what is missing
    /// of the content.
    fn run(&self, source: &PdfPage<'a>, marks: &mut Marks<'_, 'a>) -> Option<Stop> {
        let (transform, size) = page_transform(source);
        marks.turn_to(source, size);
        let decoded = content::of_page(source, self.limits.most);
        let names = marks.font_names_needed();
        let named_forms = self.tagged || marks.form_names_needed();
        let forms = if named_forms { forms::forms_of(source) } else { BTreeMap::new() };
        let mut operators = decoded.operators;
        if !names.is_empty() {
            operators = font_names::name_fonts(&operators, &names);
        }
        if !forms.is_empty() {
            operators = forms::name_forms(&operators, &forms);
        }
        interpret(
            TypedIter::new(&operators),
            source.resources(),
            &mut self.context(transform, size, RenderContent::PAGE),
            marks,
        );
        marks.turn_to_annotations();
        interpret_page(source, &mut self.context(transform, size, RenderContent::ANNOTATIONS), marks);
        decoded.missing
    }

    /// What the interpreter needs to run a part of a page.
    fn context(&self, transform: Affine, size: Rect, render_content: RenderContent) -> Context<'a> {
        let settings = InterpreterSettings { render_content, ..self.settings.clone() };
        Context::new(transform, size, &self.cache, self.pdf.xref(), settings)
    }
}

/// From the page's own space to points from the top left corner as a reader sees it, and the page's box there.
fn page_transform(page: &PdfPage<'_>) -> (Affine, Rect) {
    let unit = page.raw().get::<f64>(b"UserUnit".as_slice()).filter(|u| (0.01..=1000.0).contains(u)).unwrap_or(1.0);
    let (width, height) = page.render_dimensions();
    let transform = Affine::scale(unit) * page.initial_transform(true).to_kurbo();
    (transform, Rect::new(0.0, 0.0, f64::from(width) * unit, f64::from(height) * unit))
}
