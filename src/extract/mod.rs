//! Bytes → what is on the page, in the text, on the sheet. No meaning.

use std::path::Path;
use std::time::Duration;

use sha2::{Digest, Sha256};

use crate::error::NotInput;
use crate::model::{Budget, Content, Input, MediaType, Source};
use crate::{Error, Options, Result};

pub mod delimited;
pub mod file;
pub mod pdf;
pub mod text;
pub mod workbook;

pub(crate) mod contain;

/// What opening a file needs of the [`Options`]: those who only look at pages need no vocabulary.
#[derive(Debug, Clone)]
pub struct Access {
    /// Password of encrypted inputs.
    pub password: Option<String>,
    /// Wall-clock limit for one document, all stages together.
    pub timeout: Duration,
    /// Memory that working on one document may take, bytes.
    pub max_memory: u64,
}

impl From<&Options> for Access {
    fn from(options: &Options) -> Self {
        Self { password: options.password.clone(), timeout: options.timeout, max_memory: options.max_memory }
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
pub fn open_with(path: &Path, access: &Access) -> Result<Input> {
    let budget = Budget::new(access.timeout, access.max_memory);
    let bytes = file::read_within(path, budget.left())?;
    budget.take(bytes.len() as u64)?;
    bytes_to_input(name(path), bytes, access, budget)
}

/// The name by which a document refers to its input.
#[must_use]
pub fn name(path: &Path) -> String {
    path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Opens bytes that are already in memory.
///
/// # Errors
/// Where they are none of the known formats.
pub fn from_bytes(name: String, bytes: Vec<u8>, options: &Options) -> Result<Input> {
    let access = options.into();
    let budget = Budget::new(options.timeout, options.max_memory);
    budget.take(bytes.len() as u64)?;
    bytes_to_input(name, bytes, &access, budget)
}

fn bytes_to_input(name: String, bytes: Vec<u8>, access: &Access, budget: Budget) -> Result<Input> {
    if bytes.is_empty() {
        return Err(Error::UnknownFormat { what: NotInput::Empty });
    }
    let mut source = Source {
        name,
        sha256: Sha256::digest(&bytes).iter().map(|b| format!("{b:02x}")).collect(),
        bytes: bytes.len() as u64,
        media_type: MediaType::Text,
        pages: None,
        producer: None,
        methods: Vec::new(),
    };
    if bytes.get(..1024.min(bytes.len())).is_some_and(|head| head.windows(5).any(|w| w == b"%PDF-")) {
        let pdf = pdf::open(bytes, access, &budget)?;
        source.media_type = MediaType::Pdf;
        source.pages = Some(crate::model::PageSource::page_count(&pdf));
        source.producer = pdf.producer();
        return Ok(Input { source, content: Content::Pages(Box::new(pdf)), findings: Vec::new(), budget });
    }
    if workbook::is_workbook(&bytes) {
        let (media_type, sheets) = workbook::open_within(&bytes, &budget)?;
        source.media_type = media_type;
        return Ok(Input { source, content: Content::Worksheets(sheets.output), findings: sheets.findings, budget });
    }
    let lines = text::lines(&bytes, &budget)?;
    if delimited::may_be(&bytes)
        && let Some(sheet) = delimited::lines_to_worksheet(&lines.output, &budget)?
    {
        source.media_type = MediaType::Csv;
        return Ok(Input { source, content: Content::Worksheets(vec![sheet]), findings: lines.findings, budget });
    }
    if lines.output.iter().any(|l| l.text.contains('\t')) {
        source.media_type = MediaType::TabSeparated;
    }
    Ok(Input { source, content: Content::Lines(lines.output), findings: lines.findings, budget })
}
