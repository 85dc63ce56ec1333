//! What the fuzz targets do with an input: read it to the end, and make of it what `convert` would.

#[path = "../../budget/packages.rs"]
mod packages;

use std::sync::LazyLock;
use std::time::Duration;

use jixiao::model::{Content, Document, Input, Page, SCHEMA};
use jixiao::template::{Extra, Template};
use jixiao::{Options, extract, reconstruct, validate, write};

/// What is done with an input.
pub type Target = fn(&[u8]);

/// Every target by its name.
pub const TARGETS: [(&str, Target); 14] = [
    ("docx", package),
    ("html", html),
    ("markdown", markdown),
    ("ods", package),
    ("ofd", ofd),
    ("pdf", pdf),
    ("picture", picture),
    ("read", read),
    ("spreadsheetml", spreadsheet_xml),
    ("template", template),
    ("text", text),
    ("xls", xls),
    ("xlsb", package),
    ("xlsx", package),
];
/// The longest name of a part, bytes: longer ones no package can hold.
const LONGEST_NAME: usize = 1000;
/// The time limit given to each input.
pub const TIMEOUT: Duration = Duration::from_secs(8);
/// The memory given to each workbook, bytes: the fuzzer ends a run that takes some times as much.
pub const MEMORY: u64 = 32 << 20;
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
    convert(open(data.to_vec()));
}

/// Converts an OFD file to JSON.
pub fn ofd(data: &[u8]) {
    let Some(input) = open_small(packed(data)) else { return };
    if let Content::Pages(pages) = &input.content {
        for number in 1..=pages.page_count().min(MOST_PAGES) {
            check(&pages.page(number).output);
        }
        if pages.page_count() > MOST_PAGES {
            return;
        }
    }
    convert(Some(input));
}

/// Opens a picture file, decodes each of its pages and draws it smaller.
pub fn picture(data: &[u8]) {
    let Some(input) = open_small(data.to_vec()) else { return };
    if let Content::Pages(pages) = &input.content {
        for number in 1..=pages.page_count().min(MOST_PAGES) {
            check(&pages.page(number).output);
            let _ = pages.pictures(number..number + 1, 0.5);
        }
    }
}

/// Converts a web page, in one file with its parts or alone, to JSON.
pub fn html(data: &[u8]) {
    let mut bytes = data.to_vec();
    if !data.starts_with(b"<") && !data.starts_with(b"MIME-Version:") {
        bytes.splice(0..0, *b"<html>\n");
    }
    convert(open_small(bytes));
}

/// Converts a spreadsheet that is one XML file to JSON.
pub fn spreadsheet_xml(data: &[u8]) {
    let mut bytes = data.to_vec();
    if !data.starts_with(b"<?xml") {
        bytes.splice(0..0, *b"<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">");
    }
    convert(open_small(bytes));
}

/// Converts a Markdown text to JSON.
pub fn markdown(data: &[u8]) {
    convert(open_small([b"a|b\n-|-\n", data].concat()));
}

/// Converts a workbook or document of parts (.xlsx, .xlsb, .ods, .docx) to JSON.
pub fn package(data: &[u8]) {
    convert(open_small(packed(data)));
}

/// Converts an .xls workbook to JSON; what is no compound file is taken for the stream in one.
pub fn xls(data: &[u8]) {
    let whole = data.starts_with(b"\xD0\xCF\x11\xE0");
    convert(open_small(if whole { data.to_vec() } else { packages::ole("Workbook", data) }));
}

/// Fills a template with the document of a sample.
pub fn template(data: &[u8]) {
    let Ok(template) = Template::open(packed(data)) else { return };
    let Ok(plan) = template.plan(&DOCUMENT, &OPTIONS.vocabulary, &Extra::default()) else { return };
    if let Ok(filled) = template.fill(&plan)
        && let Err(error) = Template::open(filled)
    {
        panic!("a filled template is none: {error}");
    }
}

/// Reads a workbook back: as a standard one, and as a filled template.
pub fn read(data: &[u8]) {
    let Some(input) = open_small(packed(data)) else { return };
    let Content::Worksheets(sheets) = &input.content else { return };
    let _ = reconstruct::standard::documents(sheets);
    let template = Template::open(CARD).unwrap_or_else(|error| panic!("{error}"));
    let _ = template.read(sheets, &OPTIONS.vocabulary);
}

/// A package as one file, so that changes hit its parts and not their compression: each part behind a line with its name.
const MARK: &[u8] = b"\n@@ ";

/// The package of a file of parts; what is a package already stays as it is.
fn packed(data: &[u8]) -> Vec<u8> {
    if data.starts_with(b"PK") {
        return data.to_vec();
    }
    let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
    let (mut rest, mut at) = (data, 0);
    while at <= rest.len() {
        let found = rest.get(at..).and_then(|r| r.windows(MARK.len()).position(|w| w == MARK)).map(|n| n + at);
        let part = rest.get(..found.unwrap_or(rest.len())).unwrap_or_default();
        let end = part.iter().position(|b| *b == b'\n').unwrap_or(part.len());
        let (name, content) = part.split_at(end);
        let name = String::from_utf8_lossy(name).trim_start_matches("@@ ").to_owned();
        if (1..=LONGEST_NAME).contains(&name.len()) && parts.iter().all(|(other, _)| *other != name) {
            parts.push((name, content.get(1..).unwrap_or_default().to_vec()));
        }
        let Some(found) = found else { break };
        rest = rest.get(found + MARK.len()..).unwrap_or_default();
        at = 0;
    }
    let parts: Vec<(&str, Vec<u8>)> = parts.iter().map(|(name, bytes)| (name.as_str(), bytes.clone())).collect();
    packages::zip(&parts)
}

/// A file of the parts of a package.
pub fn unpacked(package: &[u8]) -> Option<Vec<u8>> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(package)).ok()?;
    let mut file = Vec::new();
    for number in 0..archive.len() {
        let mut part = archive.by_index(number).ok()?;
        let name = part.name().ok()?.into_owned();
        file.extend_from_slice(MARK.get(usize::from(number == 0)..)?);
        file.extend_from_slice(name.as_bytes());
        file.push(b'\n');
        std::io::copy(&mut part, &mut file).ok()?;
    }
    Some(file)
}

static CARD: &[u8] = include_bytes!("../../cases/templates/card.xlsx");

/// What templates are filled with.
static DOCUMENT: LazyLock<Document> = LazyLock::new(|| {
    let text = include_bytes!("../../golden/wrapped-self-evaluation/input.txt").to_vec();
    jixiao::convert_bytes("input".to_owned(), text, &OPTIONS).unwrap_or_else(|error| panic!("{error}"))
});

static SMALL: LazyLock<Options> = LazyLock::new(|| Options { max_memory: MEMORY, ..OPTIONS.clone() });

fn open(bytes: Vec<u8>) -> Option<Input> {
    extract::from_bytes("input".to_owned(), bytes, &OPTIONS).ok()
}

fn open_small(bytes: Vec<u8>) -> Option<Input> {
    extract::from_bytes("input".to_owned(), bytes, &SMALL).ok()
}

/// All that `convert` does with an opened input.
fn convert(input: Option<Input>) {
    let Some(input) = input else { return };
    let reading = reconstruct::read(&input, &OPTIONS.vocabulary);
    let recognised = reconstruct::forms_within(&reading, &OPTIONS.vocabulary, &input.budget);
    let mut findings = input.findings;
    findings.extend(reading.findings);
    findings.extend(recognised.findings);
    let checked = validate::check_within(&recognised.forms, &findings, &OPTIONS.rules, &input.budget);
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

/// What holds on every page.
fn check(page: &Page) {
    for glyph in &page.glyphs {
        let b = glyph.bbox;
        assert!([b.left, b.top, b.right, b.bottom, glyph.size].iter().all(|v| v.is_finite()), "{glyph:?}");
        assert!(!glyph.text.is_empty() && !glyph.text.contains('\0'), "{glyph:?}");
    }
    assert!(page.rules.iter().all(|r| r.start <= r.end && r.width.is_finite()));
}
