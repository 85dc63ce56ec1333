//! What the fuzz targets do with an input: read it to the end, and reconstruct what is on it.

use std::time::Duration;

use jixiao::model::Content;
use jixiao::{Options, extract, reconstruct};

/// The time limit given to each input.
pub const TIMEOUT: Duration = Duration::from_secs(8);

/// Reads a PDF: pages, tags, tables.
pub fn pdf(data: &[u8]) {
    let mut bytes = data.to_vec();
    if !bytes.starts_with(b"%PDF-") {
        bytes.splice(0..0, *b"%PDF-1.7\n");
    }
    read(bytes);
}

/// Reads a text.
pub fn text(data: &[u8]) {
    if !data.starts_with(b"PK") && !data.windows(5).take(1024).any(|w| w == b"%PDF-") {
        read(data.to_vec());
    }
}

fn read(bytes: Vec<u8>) {
    let options = Options { timeout: TIMEOUT, ..Options::default() };
    let Ok(input) = extract::from_bytes("input".to_owned(), bytes, &options) else { return };
    if let Content::Pages(pages) = &input.content {
        for number in 1..=pages.page_count().min(20) {
            let page = pages.page(number).output;
            for glyph in &page.glyphs {
                let b = glyph.bbox;
                assert!([b.left, b.top, b.right, b.bottom, glyph.size].iter().all(|v| v.is_finite()), "{glyph:?}");
                assert!(!glyph.text.is_empty() && !glyph.text.contains('\0'), "{glyph:?}");
            }
            assert!(page.rules.iter().all(|r| r.start <= r.end && r.width.is_finite()));
        }
        let _ = pages.tagged_tables();
    }
    let _ = reconstruct::read(&input, &options.vocabulary);
}
