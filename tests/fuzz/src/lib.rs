//! What the fuzz targets do with an input: read it to the end, and make of it what `convert` would.

use std::sync::LazyLock;
use std::time::Duration;

use jixiao::model::{Content, Document, Input, Page, SCHEMA};
use jixiao::{Options, extract, reconstruct, validate, write};

/// The time limit given to each input.
pub const TIMEOUT: Duration = Duration::from_secs(8);
/// Pages read of one input.
const MOST_PAGES: u32 = 20;

static OPTIONS: LazyLock<Options> = LazyLock::new(|| Options { timeout: TIMEOUT, tables: true, ..Options::default() });

/// Reads a PDF: pages, tags, tables.
pub fn pdf(data: &[u8]) {
    let mut bytes = data.to_vec();
    if !bytes.starts_with(b"%PDF-") {
        bytes.splice(0..0, *b"%PDF-1.7\n");
    }
    let Some(input) = open(bytes) else { return };
    if let Content::Pages(pages) = &input.content {
        for number in 1..=pages.page_count().min(MOST_PAGES) {
            check(&pages.page(number).output);
        }
        let _ = pages.tagged_tables();
    }
    let _ = reconstruct::read(&input, &OPTIONS.vocabulary);
}

/// Converts a text to JSON.
pub fn text(data: &[u8]) {
    if data.starts_with(b"PK") || data.windows(5).take(1024).any(|w| w == b"%PDF-") {
        return;
    }
    let Some(input) = open(data.to_vec()) else { return };
    let reading = reconstruct::read(&input, &OPTIONS.vocabulary);
    let recognised = reconstruct::forms(&reading, &OPTIONS.vocabulary);
    let mut findings = input.findings;
    findings.extend(reading.findings);
    findings.extend(recognised.findings);
    let checked = validate::check(&recognised.forms, &findings, &OPTIONS.rules);
    findings.extend(checked.findings);
    validate::sort(&mut findings);
    let document = Document {
        schema: SCHEMA.to_owned(),
        source: input.source,
        forms: recognised.forms,
        tables: Some(recognised.other_tables),
        findings,
    };
    assert!(!write::json::document(&document).is_empty());
}

fn open(bytes: Vec<u8>) -> Option<Input> {
    extract::from_bytes("input".to_owned(), bytes, &OPTIONS).ok()
}

/// What holds on every page.
fn check(page: &Page) {
    for glyph in &page.glyphs {
        let b = glyph.bbox;
        assert!([b.left, b.top, b.right, b.bottom, glyph.size].iter().all(|v| v.is_finite()), "{glyph:?}");
        assert!(!glyph.text.is_empty() && !glyph.text.contains('\0'), "{glyph:?}");
    }
    assert!(page.rules.iter().all(|r| r.start <= r.end && r.width.is_finite()));
}
