//! One page of a PDF → marks, by running its content.

use std::collections::BTreeMap;
use std::sync::Arc;

use hayro_interpret::hayro_syntax::page::Page as PdfPage;
use hayro_interpret::kurbo::{Affine, Rect};
use hayro_interpret::{InterpreterCache, InterpreterSettings, RenderContent, TransformExt, interpret, interpret_page};
use hayro_syntax::Pdf;
use hayro_syntax::content::TypedIter;

use super::content;
use super::font_names;
use super::forms;
use super::limits::PageLimits;
use super::marks::Marks;
use super::notes;
use super::run::{ContentRun, KeptOfDocument, Library};
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
    kept: KeptOfDocument<'a>,
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
        Self {
            pdf,
            limits,
            cache: InterpreterCache::new(),
            settings,
            characters: Characters::default(),
            kept: KeptOfDocument::default(),
            tagged,
        }
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
    fn run(&mut self, source: &PdfPage<'a>, marks: &mut Marks<'_, 'a>) -> Option<Stop> {
        let (transform, size) = page_transform(source);
        marks.turn_to(source, size);
        let decoded = content::of_page(source, self.limits.most);
        let forms = if self.tagged { forms::forms_of(source) } else { BTreeMap::new() };
        let mut operators = decoded.operators;
        if !forms.is_empty() {
            operators = forms::name_forms(&operators, &forms);
        }
        if !self.run_for_marks(&operators, source, (transform, size), marks) {
            marks.start_again();
            self.run_by_library(operators, source, (transform, size), marks);
        }
        if source.raw().contains_key(b"Annots".as_slice()) {
            marks.turn_to_annotations();
            let mut context = self.library().context_for(transform, size, RenderContent::ANNOTATIONS);
            interpret_page(source, &mut context, marks);
        }
        decoded.missing
    }

    /// Whether all of the page's content could be run for its marks.
    fn run_for_marks(
        &mut self,
        operators: &[u8],
        source: &PdfPage<'a>,
        place: (Affine, Rect),
        marks: &mut Marks<'_, 'a>,
    ) -> bool {
        // What is optional is the library's matter.
        if self.pdf.xref().has_optional_content_groups() {
            return false;
        }
        let library = Library { cache: &self.cache, xref: self.pdf.xref(), settings: &self.settings };
        ContentRun::new(marks, &mut self.kept, library, place).run(operators, source.resources()).is_ok()
    }

    /// Runs the page's content by the library's interpreter, which has to be told what fonts and forms it is in.
    fn run_by_library(
        &self,
        mut operators: Vec<u8>,
        source: &PdfPage<'a>,
        (transform, size): (Affine, Rect),
        marks: &mut Marks<'_, 'a>,
    ) {
        let names = marks.font_names_needed();
        if !names.is_empty() {
            operators = font_names::name_fonts(&operators, &names);
        }
        if !self.tagged && marks.form_names_needed() {
            operators = forms::name_forms(&operators, &forms::forms_of(source));
        }
        let mut context = self.library().context(transform, size);
        interpret(TypedIter::new(&operators), source.resources(), &mut context, marks);
    }

    fn library(&self) -> Library<'_, 'a> {
        Library { cache: &self.cache, xref: self.pdf.xref(), settings: &self.settings }
    }
}

/// From the page's own space to points from the top left corner as a reader sees it, and the page's box there.
fn page_transform(page: &PdfPage<'_>) -> (Affine, Rect) {
    let unit = page.raw().get::<f64>(b"UserUnit".as_slice()).filter(|u| (0.01..=1000.0).contains(u)).unwrap_or(1.0);
    let (width, height) = page.render_dimensions();
    let transform = Affine::scale(unit) * page.initial_transform(true).to_kurbo();
    (transform, Rect::new(0.0, 0.0, f64::from(width) * unit, f64::from(height) * unit))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail")]

    use std::path::{Path, PathBuf};

    use super::*;
    use crate::extract::pdf::far_away;

    fn inputs() -> Vec<PathBuf> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let folders = ["samples", "tests/golden"].map(|folder| root.join(folder).read_dir().unwrap());
        let inputs = folders.into_iter().flatten().map(|case| case.unwrap().path().join("input.pdf"));
        inputs.filter(|input| input.exists()).collect()
    }

    /// The page as both ways of running its content see it.
    fn both<'a>(reader: &mut PageReader<'a>, source: &PdfPage<'a>, number: u32) -> [Page; 2] {
        [true, false].map(|own| {
            let mut characters = Characters::default();
            let mut marks = Marks::new(reader.limits, &mut characters);
            let (transform, size) = page_transform(source);
            marks.turn_to(source, size);
            let operators = content::of_page(source, reader.limits.most).operators;
            if own {
                assert!(reader.run_for_marks(&operators, source, (transform, size), &mut marks));
            } else {
                reader.run_by_library(operators, source, (transform, size), &mut marks);
            }
            marks.into_page(number)
        })
    }

    #[test]
    fn content_run_for_its_marks_has_the_marks_that_the_library_draws() {
        let limits = PageLimits { deadline: far_away(), most: 1 << 26, marks: 100_000 };
        let mut pages = 0;
        for input in inputs() {
            let pdf = Pdf::new(Arc::new(std::fs::read(&input).unwrap())).unwrap();
            let mut reader = PageReader::new(&pdf, limits, false);
            for (source, number) in pdf.pages().iter().zip(1..) {
                let [own, library] = both(&mut reader, source, number);
                assert_eq!(own.glyphs, library.glyphs, "{} {number}", input.display());
                assert_eq!(own.clipped, library.clipped, "{} {number}", input.display());
                assert_eq!(own.rules, library.rules, "{} {number}", input.display());
                assert_eq!((own.fills.len(), own.images), (library.fills.len(), library.images));
                pages += 1;
            }
        }
        assert!(pages > 20, "{pages}");
    }

    #[test]
    fn colours_that_draw_nothing_end_when_the_time_is_over() {
        let content = "/DeviceCMYK cs 0 0 0 1 scn\n".repeat(10_000);
        let objects = [
            "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
            "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Contents 4 0 R>>".to_owned(),
            format!("<</Length {}>>stream\n{content}endstream", content.len()),
        ];
        let objects = objects.iter().zip(1..).map(|(object, number)| format!("{number} 0 obj\n{object}\nendobj\n"));
        let file = format!("%PDF-1.7\n{}trailer<</Root 1 0 R/Size 5>>\n", objects.collect::<String>());
        let pdf = Pdf::new(Arc::new(file.into_bytes())).unwrap();
        let stopped = |deadline| {
            let limits = PageLimits { deadline, most: 1 << 26, marks: 100_000 };
            PageReader::new(&pdf, limits, false).read(1).stopped
        };
        assert_eq!(stopped(far_away()), None);
        assert_eq!(stopped(crate::model::clock::Instant::now()), Some(Stop::Time));
    }
}
