//! Bytes → what is on the page, in the text, on the sheet. No meaning.

use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::time::Duration;

use sha2::{Digest, Sha256};

use kind::{FileKind, PictureKind};

use crate::error::Damage;
use crate::model::{Budget, Content, Document, Input, MediaType, Noted, PageSource, Source, Worksheet};
use crate::options::Ocr;
use crate::{Error, Options, Result};

mod delimited;
pub(crate) mod file;
pub(crate) mod kind;
#[cfg(feature = "cli")]
pub(crate) mod kind_names;
pub(crate) mod ofd;
pub(crate) mod pdf;
pub(crate) mod text;
pub mod workbook;

#[cfg_attr(target_family = "wasm", allow(unreachable_pub, dead_code, reason = "what the page in a browser asks"))]
pub mod contain;

mod continued_rows;
mod drawn;
mod encoding;
mod filling;
mod flow;
mod header_spans;
mod html;
#[cfg(feature = "ocr")]
pub(crate) mod image;
mod markdown;
mod rich_text;
pub(crate) mod textless;
mod unspanned;
mod word;

/// What opening a file needs of the [`Options`]: those who only look at pages need no vocabulary.
#[cfg_attr(not(feature = "ocr"), allow(dead_code, reason = "what only the reading of pictures asks"))]
#[derive(Debug, Clone)]
pub(crate) struct Access {
    /// Password of encrypted inputs.
    pub password: Option<String>,
    /// Wall-clock limit for one document, all stages together.
    pub timeout: Duration,
    /// Memory that working on one document may take, bytes.
    pub max_memory: u64,
    /// Whether pages that are pictures are read from these.
    pub ocr: Ocr,
    /// Of those pages the ones that are; empty: all.
    pub ocr_pages: Vec<RangeInclusive<u32>>,
    /// The folder with the network that does it, where one was named.
    pub ocr_models: Option<PathBuf>,
}

impl From<&Options> for Access {
    fn from(options: &Options) -> Self {
        Self {
            password: options.password.clone(),
            timeout: options.timeout,
            max_memory: options.max_memory,
            ocr: options.ocr,
            ocr_pages: options.ocr_pages.clone(),
            ocr_models: options.ocr_models.clone(),
        }
    }
}

/// Opens a file by its content, not by its name.
///
/// # Errors
/// Where it cannot be read, or is none of the known formats.
pub fn open(path: &Path, options: &Options) -> Result<Input> {
    open_with(path, &options.into())
}

/// The same without the settings of later stages.
///
/// # Errors
/// Where it cannot be read, or is none of the known formats.
pub(crate) fn open_with(path: &Path, access: &Access) -> Result<Input> {
    let budget = Budget::new(access.timeout, access.max_memory);
    let bytes = file::read_within(path, budget.left())?;
    budget.take(bytes.len() as u64)?;
    bytes_to_input(name(path), Hashed::new(bytes), access, budget)
}

/// The name by which a document refers to its input.
#[must_use]
pub(crate) fn name(path: &Path) -> String {
    path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Opens bytes that are already in memory.
///
/// # Errors
/// Where they are none of the known formats.
pub fn from_bytes(name: String, bytes: Vec<u8>, options: &Options) -> Result<Input> {
    from_hashed(name, Hashed::new(bytes), options)
}

/// The same where the bytes were hashed already.
///
/// # Errors
/// Where they are none of the known formats.
pub(crate) fn from_hashed(name: String, hashed: Hashed, options: &Options) -> Result<Input> {
    let access = options.into();
    let budget = Budget::new(options.timeout, options.max_memory);
    budget.take(hashed.bytes.len() as u64)?;
    bytes_to_input(name, hashed, &access, budget)
}

/// The bytes of an input and what they hash to: they are hashed once, however many ask.
#[derive(Debug)]
pub(crate) struct Hashed {
    pub bytes: Vec<u8>,
    /// SHA-256.
    pub digest: [u8; 32],
}

impl Hashed {
    pub(crate) fn new(bytes: Vec<u8>) -> Self {
        let digest = Sha256::digest(&bytes).into();
        Self { bytes, digest }
    }

    /// The hash as it stands in journals and documents.
    pub(crate) fn sha256(&self) -> String {
        hex(&self.digest)
    }
}

/// A hash in hexadecimal digits.
pub(crate) fn hex(digest: &[u8; 32]) -> String {
    digest.iter().fold(String::with_capacity(64), |text, b| text + &format!("{b:02x}"))
}

fn bytes_to_input(name: String, hashed: Hashed, access: &Access, budget: Budget) -> Result<Input> {
    let sha256 = hashed.sha256();
    let bytes = hashed.bytes;
    let source = Source {
        name,
        sha256,
        bytes: bytes.len() as u64,
        media_type: MediaType::Text,
        pages: None,
        producer: None,
        methods: Vec::new(),
    };
    let kind = kind::bytes_to_kind(&bytes);
    let media_type = kind.media_type();
    let (source, noted) = match kind {
        FileKind::Other(what) => return Err(Error::UnknownFormat { what }),
        FileKind::Pdf => {
            let pdf = pdf::open(bytes, access, &budget)?;
            let pages = Some(PageSource::page_count(&pdf));
            let source = Source { pages, producer: pdf.producer(), media_type, ..source };
            (source, Noted { output: Content::Pages(with_recognition(pdf, access, &budget)), findings: Vec::new() })
        }
        FileKind::Ofd => {
            let ofd = ofd::open(bytes, &budget)?;
            let pages = Some(PageSource::page_count(&ofd));
            let source = Source { pages, producer: ofd.producer(), media_type, ..source };
            (source, Noted { output: Content::Pages(Box::new(ofd)), findings: Vec::new() })
        }
        FileKind::Picture(kind) => {
            let pages = picture_to_pages(bytes, kind, access, &budget)?;
            let source = Source { pages: Some(pages.page_count()), media_type, ..source };
            (source, Noted { output: Content::Pages(pages), findings: Vec::new() })
        }
        FileKind::Workbook => {
            let (media_type, mut sheets) = workbook::open_within(&bytes, &budget)?;
            clear_filling(&mut sheets);
            (Source { media_type, ..source }, content(Content::Worksheets, sheets))
        }
        FileKind::SpreadsheetXml => {
            let mut sheets = workbook::xml_to_worksheets(&bytes, &budget)?;
            clear_filling(&mut sheets);
            (Source { media_type, ..source }, content(Content::Worksheets, sheets))
        }
        FileKind::WebPage => {
            let passages = html::page_to_passages(&bytes, &budget)?;
            (Source { media_type, ..source }, content(Content::Passages, passages))
        }
        FileKind::WebArchive => {
            let passages = html::archive_to_passages(&bytes, &budget)?;
            (Source { media_type, ..source }, content(Content::Passages, passages))
        }
        FileKind::Word => {
            let passages = word::document_to_passages(&bytes, &budget)?;
            (Source { media_type, ..source }, content(Content::Passages, passages))
        }
        FileKind::Markdown => {
            let lines = text::lines(&bytes, &budget)?;
            let passages = markdown::lines_to_passages(lines, &budget)?;
            (Source { media_type, ..source }, content(Content::Passages, passages))
        }
        FileKind::OwnJson => {
            let document = own_document(&bytes, &budget)?;
            (source, Noted { output: Content::Document(Box::new(document)), findings: Vec::new() })
        }
        FileKind::Text => {
            let (media_type, noted) = text_to_content(&bytes, &budget)?;
            (Source { media_type, ..source }, noted)
        }
    };
    Ok(Input { source, content: noted.output, findings: noted.findings, budget })
}

/// Pages that are pictures are read from these, where the program can and should.
#[cfg(feature = "ocr")]
fn with_recognition(pages: impl PageSource + 'static, access: &Access, budget: &Budget) -> Box<dyn PageSource> {
    image::recognised(pages, access, budget)
}

#[cfg(not(feature = "ocr"))]
fn with_recognition(pages: impl PageSource + 'static, _: &Access, _: &Budget) -> Box<dyn PageSource> {
    Box::new(pages)
}

/// Clears what the program that wrote a workbook filled into its sheets.
fn clear_filling(sheets: &mut Noted<Vec<Worksheet>>) {
    for sheet in &mut sheets.output {
        let found = unspanned::clear_filling(sheet);
        sheets.findings.extend(found.finding(&sheet.name));
    }
}

/// The pages of a picture file, read where the program can and should.
#[cfg(feature = "ocr")]
fn picture_to_pages(
    bytes: Vec<u8>,
    kind: PictureKind,
    access: &Access,
    budget: &Budget,
) -> Result<Box<dyn PageSource>> {
    Ok(image::recognised(image::picture_file::open(bytes, kind, budget)?, access, budget))
}

#[cfg(not(feature = "ocr"))]
fn picture_to_pages(_: Vec<u8>, _: PictureKind, _: &Access, _: &Budget) -> Result<Box<dyn PageSource>> {
    Err(Error::UnknownFormat { what: crate::error::NotInput::Picture })
}

fn content<T>(of: impl FnOnce(T) -> Content, noted: Noted<T>) -> Noted<Content> {
    Noted { output: of(noted.output), findings: noted.findings }
}

/// A text: delimited, tab-separated, or lines.
fn text_to_content(bytes: &[u8], budget: &Budget) -> Result<(MediaType, Noted<Content>)> {
    let mut lines = text::lines(bytes, budget)?;
    let (media_type, read) = if delimited::may_be(bytes) {
        (MediaType::Csv, delimited::lines_to_worksheet(&lines.output, budget)?)
    } else if delimited::has_quoted_tabs(&lines.output) {
        (MediaType::TabSeparated, delimited::tabs_to_worksheet(&lines.output, budget)?)
    } else {
        (MediaType::Text, None)
    };
    if let Some((sheet, fillings)) = read {
        let findings = lines.findings.into_iter().chain(fillings.finding(&sheet.name)).collect();
        return Ok((media_type, Noted { output: Content::Worksheets(vec![sheet]), findings }));
    }
    let fillings = drawn::clean(&mut lines.output);
    lines.findings.extend(fillings.finding("表1"));
    let tabs = lines.output.iter().any(|l| l.text.contains('\t'));
    Ok((if tabs { MediaType::TabSeparated } else { MediaType::Text }, content(Content::Lines, lines)))
}

/// Times its JSON that a document takes.
const JSON_SHARE: u64 = 7;

/// A document that was converted before.
fn own_document(bytes: &[u8], budget: &Budget) -> Result<Document> {
    budget.take(bytes.len() as u64 * JSON_SHARE)?;
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    serde_json::from_slice(bytes).map_err(|e| Error::Damaged { what: Damage::Json { why: e.to_string() } })
}
