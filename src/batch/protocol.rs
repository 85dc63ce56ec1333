//! What a run and its workers say to each other, a JSON line each: [`Setup`] once, then for each input [`Job`] → [`Read`] → [`Next`] →
//! [`Answer`].

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::time::Duration;
#[cfg(feature = "second-reader")]
use std::time::Instant;

use serde::{Deserialize, Serialize};

use super::journal::Counts;
use super::older::Older;
use super::path_text;
use crate::error::Unusable;
use crate::extract::{self, Hashed, file};
use crate::model::{Document, Form, Severity};
use crate::options::Ocr;
use crate::validate::Rules;
use crate::write::workbook::Origin;
use crate::write::{Format, Replace};
use crate::{Error, Options, Result};

/// What a worker is told once, at its start. Passed through a pipe, for it can hold a password.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Setup {
    /// Password of encrypted inputs.
    pub password: Option<String>,
    /// Wall-clock limit for one input.
    pub timeout: Duration,
    /// Address space the process may take, in bytes; Windows has no such limit.
    pub max_memory: Option<u64>,
    /// Whether pages that are pictures are read from these.
    pub ocr: Ocr,
    /// Of those pages the ones that are; empty: all.
    pub ocr_pages: Vec<RangeInclusive<u32>>,
    /// The folder with the network that does it, where one was named.
    #[serde(with = "path_text::option")]
    pub ocr_models: Option<PathBuf>,
    /// List other tables in the JSON, too.
    pub tables: bool,
    /// Findings in English.
    pub english: bool,
    /// The user's vocabulary file.
    #[serde(with = "path_text::option")]
    pub vocabulary: Option<PathBuf>,
    /// The user's rules file.
    #[serde(with = "path_text::option")]
    pub rules: Option<PathBuf>,
    /// An older workbook, or a folder of such, whose reviews are kept.
    #[serde(with = "path_text::option")]
    pub keep_review: Option<PathBuf>,
    /// This program, where it reads each PDF a second time.
    #[serde(with = "path_text::option")]
    pub second_reader: Option<PathBuf>,
    /// The settings that are not the defaults, as the workbook shows them.
    pub shown: String,
    /// The day that workbooks say they were made, where one was given.
    pub date: Option<String>,
}

/// One input to convert.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Job {
    /// The file.
    #[serde(with = "path_text")]
    pub input: PathBuf,
    /// What to write.
    pub outputs: Vec<PlannedOutput>,
    /// The folder in which documents are kept for a merged output.
    #[serde(with = "path_text::option")]
    pub keep: Option<PathBuf>,
}

impl Job {
    /// All files that may be written, with the formats of those that are outputs; `sha256` is that of the input.
    #[must_use]
    pub(crate) fn files(&self, sha256: &str) -> Vec<(Option<Format>, PathBuf)> {
        let kept = self.keep.iter().map(|folder| (None, kept_document(folder, sha256)));
        self.output_files().map(|(format, path)| (Some(format), path)).chain(kept).collect()
    }

    /// The files of the outputs: a format may have several.
    pub(super) fn output_files(&self) -> impl Iterator<Item = (Format, PathBuf)> {
        self.outputs
            .iter()
            .flat_map(|output| output.format.paths(&output.path).into_iter().map(|path| (output.format, path)))
    }
}

/// What to write where.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct PlannedOutput {
    /// What.
    pub format: Format,
    /// Where.
    #[serde(with = "path_text")]
    pub path: PathBuf,
}

/// What a worker read, or why it could not.
pub(crate) type Read = std::result::Result<ReadContent, String>;

/// The content of an input: what its line in the journal says.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct ReadContent {
    /// SHA-256 of the bytes that were read.
    pub digest: [u8; 32],
    /// Their number.
    pub bytes: u64,
}

/// What becomes of an input that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Next {
    /// It is converted.
    Convert {
        /// What each file that may be written may replace, in the order of [`Job::files`].
        replaces: Vec<Replace>,
    },
    /// It is not: done before, another share's, the same content as another's.
    Leave,
}

/// The answer to [`Next::Convert`].
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Answer {
    /// What was found, or why it failed.
    pub result: std::result::Result<InputSummary, String>,
    /// CPU time of the conversion in seconds.
    pub cpu_seconds: f64,
}

/// What was found in an input.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct InputSummary {
    /// Counts.
    pub counts: Counts,
    /// Findings by code.
    pub codes: BTreeMap<String, usize>,
    /// Kind, department and year of each form.
    pub keys: Vec<String>,
    /// The files written.
    #[serde(with = "path_text::list")]
    pub outputs: Vec<PathBuf>,
    /// The SHA-256 of each.
    pub hashes: Vec<String>,
}

impl Setup {
    /// How the documents come about, as a workbook shows it.
    pub(crate) fn origin(&self) -> Origin {
        Origin { options: self.shown.clone(), date: self.date.clone() }
    }

    /// The options of the library.
    ///
    /// # Errors
    /// Where the user's vocabulary or rules cannot be used.
    pub(crate) fn options(&self) -> Result<Options> {
        let mut options = Options {
            password: self.password.clone(),
            timeout: self.timeout,
            max_memory: self.max_memory.unwrap_or(crate::options::MAX_MEMORY),
            ocr: self.ocr,
            ocr_pages: self.ocr_pages.clone(),
            ocr_models: self.ocr_models.clone(),
            tables: self.tables,
            ..Options::default()
        };
        if let Some(path) = &self.vocabulary {
            options.vocabulary = options.vocabulary.extended(&read_setting(path)?)?;
        }
        if let Some(path) = &self.rules {
            options.rules = Rules::with_overrides(&read_setting(path)?)?;
        }
        Ok(options)
    }

    /// Has each PDF read a second time.
    ///
    /// # Errors
    /// Where this program cannot tell where it stands.
    #[cfg(feature = "second-reader")]
    pub(crate) fn read_twice(&mut self) -> std::io::Result<()> {
        self.second_reader = Some(std::env::current_exe()?);
        let separator = if self.shown.is_empty() { "" } else { " " };
        self.shown.push_str(&format!("{separator}--second-reader"));
        Ok(())
    }

    /// Converts the bytes of a file, and reads them a second time where that was asked for.
    ///
    /// # Errors
    /// As [`convert_bytes`](crate::convert_bytes).
    pub(crate) fn document(&self, name: String, hashed: Hashed, options: &Options) -> Result<Document> {
        #[cfg(feature = "second-reader")]
        if let Some(program) = &self.second_reader {
            let start = Instant::now();
            let bytes = hashed.bytes.clone();
            let mut document = hashed_to_document(name, hashed, options)?;
            // The second reading has the time that the first has left.
            let rest = Options { timeout: options.timeout.saturating_sub(start.elapsed()), ..options.clone() };
            crate::second_reading::add_findings(&mut document, program, bytes, &rest);
            return Ok(document);
        }
        hashed_to_document(name, hashed, options)
    }

    /// The workbooks whose reviews are kept; none where none were asked for.
    ///
    /// # Errors
    /// Where one cannot be read.
    pub(crate) fn older(&self, options: &Options) -> Result<Older> {
        self.keep_review.as_ref().map_or_else(|| Ok(Older::default()), |path| Older::read(path, options))
    }
}

/// The document of bytes that were hashed already.
fn hashed_to_document(name: String, hashed: Hashed, options: &Options) -> Result<Document> {
    crate::in_time(options, move |options| {
        crate::input_to_document(extract::from_hashed(name, hashed, options)?, options)
    })
}

/// The text of a settings file.
fn read_setting(path: &Path) -> Result<String> {
    // Fifty times the embedded vocabulary.
    const LONGEST: u64 = 1 << 20;
    let bytes = file::read_within(path, LONGEST)?;
    String::from_utf8(bytes).map_err(|_| Error::Setting { what: Unusable::NoUtf8 { path: path.display().to_string() } })
}

/// The file of a kept document.
#[must_use]
pub(crate) fn kept_document(folder: &Path, sha256: &str) -> PathBuf {
    folder.join(format!("{sha256}.json"))
}

/// What tells forms of the same unit, year and project: its kind, department, year and only project.
fn form_key(form: &Form) -> String {
    let kind = serde_json::to_value(form.kind).ok();
    let year = form.year.map(|y| y.to_string());
    let project = match form.projects.as_slice() {
        [only] => only.name.as_deref(),
        _ => None,
    };
    let kind = kind.as_ref().and_then(serde_json::Value::as_str);
    // A part that is not known is empty.
    [kind, form.department.as_deref(), year.as_deref(), project].map(Option::unwrap_or_default).join("|")
}

/// Counts what a document holds.
#[must_use]
pub(crate) fn found(document: &Document) -> InputSummary {
    let mut codes = BTreeMap::new();
    for finding in &document.findings {
        *codes.entry(finding.code.0.to_string()).or_insert(0) += 1;
    }
    InputSummary {
        counts: Counts {
            forms: document.forms.len(),
            projects: document.forms.iter().map(|f| f.projects.len()).sum(),
            indicators: document.forms.iter().map(|f| f.all_indicators().count()).sum(),
            errors: document.findings_of(Severity::Error),
            warnings: document.findings_of(Severity::Warning),
            infos: document.findings_of(Severity::Info),
        },
        codes,
        keys: document.forms.iter().map(form_key).collect(),
        outputs: Vec::new(),
        hashes: Vec::new(),
    }
}
