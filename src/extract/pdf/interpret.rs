//! One page of a PDF → marks, by running its content.

use hayro_interpret::hayro_syntax::page::Page as PdfPage;
use hayro_interpret::kurbo::{Affine, Rect};
use hayro_interpret::{Context, InterpreterCache, InterpreterSettings, TransformExt, interpret_page};
use hayro_syntax::Pdf;
use std::sync::Arc;

use super::marks::Marks;
use crate::model::Page;

/// A font without outlines whose glyphs advance by nothing, given for every font that is not embedded: advances then are
/// the PDF's own, where a real font would be stretched to fit. Made with fontTools, see data/README.md.
static STUB_FONT: &[u8] = include_bytes!("data/stub.ttf");

/// Reads a page (from 1).
pub(super) fn page(pdf: &Pdf, number: u32) -> Page {
    let cache = InterpreterCache::new();
    let Some(source) = (number as usize).checked_sub(1).and_then(|n| pdf.pages().get(n)) else {
        return Page { number, ..Page::default() };
    };
    let (transform, size) = page_transform(source);
    let mut context = Context::new(transform, size, &cache, pdf.xref(), settings());
    let mut marks = Marks::new(size);
    interpret_page(source, &mut context, &mut marks);
    marks.into_page(number)
}

fn settings() -> InterpreterSettings {
    InterpreterSettings {
        font_resolver: Arc::new(|_| Some((Arc::new(STUB_FONT), 0))),
        ..InterpreterSettings::default()
    }
}

/// From the page's own space to points from the top left corner as a reader sees it, and the page's box there.
fn page_transform(page: &PdfPage<'_>) -> (Affine, Rect) {
    let unit = page.raw().get::<f64>(b"UserUnit".as_slice()).filter(|u| (0.01..=1000.0).contains(u)).unwrap_or(1.0);
    let (width, height) = page.render_dimensions();
    let transform = Affine::scale(unit) * page.initial_transform(true).to_kurbo();
    (transform, Rect::new(0.0, 0.0, f64::from(width) * unit, f64::from(height) * unit))
}
