//! A worker process: reads jobs from standard input, converts, and answers on standard output, a JSON line each.
//!
//! [`Setup`] once, then for each input [`Job`] → [`Read`] → [`Next`] → [`Answer`]: the worker reads the file and says what its content
//! hashes to, the run says whether to convert it, and what was hashed is what is converted.

use std::collections::BTreeMap;
use std::io::{BufRead, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::journal::Counts;
use super::older::Older;
use super::path_text;
use crate::error::{Refusal, Unusable};
use crate::extract::{self, file};
use crate::model::{Document, Reviewed, Severity};
use crate::outputs::{Target, replace_at};
use crate::validate::Rules;
use crate::write::atomic::{Written, put};
use crate::write::workbook::Origin;
use crate::write::{Format, Replace, json};
use crate::{Error, Options, Result};

/// What a worker is told once, at its start. Passed through a pipe, for it can hold a password.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Setup {
    /// Password of encrypted inputs.
    pub password: Option<String>,
    /// Wall-clock limit for one input.
    pub timeout: Duration,
    /// Address space the process may take, in bytes; Windows has no such limit.
    pub max_memory: Option<u64>,
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
    /// The settings that are not the defaults, as the workbook shows them.
    pub shown: String,
}

/// One input to convert.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Job {
    /// The file.
    #[serde(with = "path_text")]
    pub input: PathBuf,
    /// What to write.
    pub outputs: Vec<Output>,
    /// The folder in which documents are kept for a merged output.
    #[serde(with = "path_text::option")]
    pub keep: Option<PathBuf>,
}

impl Job {
    /// All files that may be written, with the formats of those that are outputs; `sha256` is that of the input.
    #[must_use]
    pub fn files(&self, sha256: &str) -> Vec<(Option<Format>, PathBuf)> {
        let of = |output: &Output| {
            let format = output.format;
            format.paths(&output.path).into_iter().map(move |path| (Some(format), path))
        };
        let kept = self.keep.iter().map(|folder| (None, kept_document(folder, sha256)));
        self.outputs.iter().flat_map(of).chain(kept).collect()
    }
}

/// What to write where.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Output {
    /// What.
    pub format: Format,
    /// Where.
    #[serde(with = "path_text")]
    pub path: PathBuf,
}

/// What a worker read, or why it could not.
pub type Read = std::result::Result<Content, String>;

/// The content of an input: what its line in the journal says.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Content {
    /// SHA-256 of the bytes that were read.
    pub digest: [u8; 32],
    /// Their number.
    pub bytes: u64,
}

/// What becomes of an input that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Next {
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
pub struct Answer {
    /// What was found, or why it failed.
    pub result: std::result::Result<Found, String>,
    /// CPU time of the conversion in seconds.
    pub cpu_seconds: f64,
}

/// What was found in an input.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Found {
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

/// Serves until `jobs` ends. `describe` puts an error into the user's language.
///
/// # Errors
/// Where the pipes break or the setup cannot be used.
pub fn serve(
    jobs: &mut dyn BufRead,
    answers: &mut dyn Write,
    describe: &dyn Fn(&Path, &Error, bool) -> String,
) -> Result<()> {
    let Some(setup) = receive::<Setup>(jobs)? else { return Ok(()) };
    #[cfg(unix)]
    if let Some(bytes) = setup.max_memory {
        let most = address_space(bytes);
        rlimit::setrlimit(rlimit::Resource::AS, most, most).map_err(broken)?;
    }
    let options = setup.options()?;
    let older = setup.older(&options)?;
    while let Some(job) = receive::<Job>(jobs)? {
        let start = cpu_time::ProcessTime::now();
        let describe = |error| describe(&job.input, &error, setup.english);
        let bytes = match file::read_within(&job.input, options.max_memory) {
            Ok(bytes) => bytes,
            Err(error) => {
                send(answers, &Read::Err(describe(error)))?;
                continue;
            }
        };
        let digest: [u8; 32] = Sha256::digest(&bytes).into();
        send(answers, &Read::Ok(Content { digest, bytes: bytes.len() as u64 }))?;
        if let Some(Next::Convert { replaces }) = receive(jobs)? {
            let sha256 = hex(&digest);
            let files = job.files(&sha256).into_iter().map(|(_, path)| path);
            let targets = files.zip(replaces).map(|(path, replace)| Target { path, replace }).collect();
            let planned = Planned { job: &job, sha256, targets };
            let result = convert(&planned, bytes, &setup, &options, &older).map_err(describe);
            send(answers, &Answer { result, cpu_seconds: start.elapsed().as_secs_f64() })?;
        }
    }
    Ok(())
}

/// The next message; `None` at the end.
fn receive<T: DeserializeOwned>(from: &mut dyn BufRead) -> Result<Option<T>> {
    let mut line = Vec::new();
    if from.read_until(b'\n', &mut line).map_err(broken)? == 0 {
        return Ok(None);
    }
    serde_json::from_slice(&line)
        .map(Some)
        .map_err(|e| Error::Setting { what: Unusable::WorkerMessage { why: e.to_string() } })
}

/// Writes a message.
fn send(to: &mut dyn Write, message: &impl Serialize) -> Result<()> {
    // Messages have string keys only and no failing serializer, so this cannot fail.
    let mut line = serde_json::to_vec(message).unwrap_or_default();
    line.push(b'\n');
    to.write_all(&line).and_then(|()| to.flush()).map_err(broken)
}

fn broken(source: std::io::Error) -> Error {
    Error::Read { path: PathBuf::from("-"), source }
}

/// The address space of a worker whose inputs may take so many bytes each: what it has, twice as much for them, and the stacks of the
/// reading threads. Inputs are held to their memory before; this ends what the charges do not foresee.
#[cfg(unix)]
fn address_space(bytes: u64) -> u64 {
    const STACKS: u64 = 512 << 20;
    const PAGE: u64 = 4096;
    let pages = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    let own = pages.split(' ').next().and_then(|n| n.parse::<u64>().ok()).unwrap_or(0) * PAGE;
    own + bytes.saturating_mul(2) + STACKS
}

impl Setup {
    /// The options of the library.
    ///
    /// # Errors
    /// Where the user's vocabulary or rules cannot be used.
    pub fn options(&self) -> Result<Options> {
        let mut options = Options {
            password: self.password.clone(),
            timeout: self.timeout,
            max_memory: self.max_memory.unwrap_or(crate::options::MAX_MEMORY),
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

    /// The workbooks whose reviews are kept; none where none were asked for.
    ///
    /// # Errors
    /// Where one cannot be read.
    pub fn older(&self, options: &Options) -> Result<Older> {
        self.keep_review.as_ref().map_or_else(|| Ok(Older::default()), |path| Older::read(path, options))
    }
}

/// The text of a settings file.
fn read_setting(path: &Path) -> Result<String> {
    // Fifty times the embedded vocabulary.
    const LONGEST: u64 = 1 << 20;
    let bytes = file::read_within(path, LONGEST)?;
    String::from_utf8(bytes).map_err(|_| Error::Setting { what: Unusable::NoUtf8 { path: path.display().to_string() } })
}

/// A job whose input was read and whose files were planned.
struct Planned<'a> {
    job: &'a Job,
    sha256: String,
    targets: Vec<Target>,
}

fn convert(planned: &Planned<'_>, bytes: Vec<u8>, setup: &Setup, options: &Options, older: &Older) -> Result<Found> {
    let Planned { job, sha256, targets } = planned;
    let mut document = crate::convert_bytes(extract::name(&job.input), bytes, options)?;
    if setup.english {
        document = document.in_english();
    }
    let kept = job.keep.as_ref().map(|folder| kept_document(folder, sha256));
    let mut files = Vec::new();
    if let Some(path) = &kept {
        files.push(json::finished(&document, path)?);
    }
    let Reviewed { mut document, reviews } = older.carry_over(document, &job.input);
    if setup.english {
        document = document.in_english();
    }
    let mut found = found(&document);
    let origin = Origin { options: setup.shown.clone() };
    for Output { format, path } in &job.outputs {
        let count = older.lost(path, &reviews);
        if count > 0 && replace_at(targets, path) != Replace::Anything {
            return Err(Error::Refused { path: path.clone(), why: Refusal::Reviews { count } });
        }
        files.extend(format.finished(&document, &reviews, &origin, path)?);
    }
    // An input is converted wholly or not at all.
    let written = put(files, |path| replace_at(targets, path))?;
    let outputs = written.into_iter().filter(|file| Some(&file.path) != kept.as_ref());
    // A workbook with reviews is not this program's alone: no later run takes it for its own.
    let known = |file: &Written| reviews.is_empty() || Format::of(&file.path) != Some(Format::Xlsx);
    let hash = |file: Written| (if known(&file) { file.sha256.clone() } else { String::new() }, file.path);
    (found.hashes, found.outputs) = outputs.map(hash).unzip();
    Ok(found)
}

/// The file of a kept document.
#[must_use]
pub fn kept_document(folder: &Path, sha256: &str) -> PathBuf {
    folder.join(format!("{sha256}.json"))
}

/// A hash as it stands in journals and documents.
pub(super) fn hex(digest: &[u8; 32]) -> String {
    digest.iter().fold(String::new(), |text, b| text + &format!("{b:02x}"))
}

/// Counts what a document holds.
#[must_use]
pub fn found(document: &Document) -> Found {
    let count = |severity| document.findings.iter().filter(|f| f.severity == severity).count();
    let mut codes = BTreeMap::new();
    for finding in &document.findings {
        *codes.entry(finding.code.0.to_string()).or_insert(0) += 1;
    }
    let key = |form: &crate::model::Form| {
        let kind = serde_json::to_value(form.kind).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default();
        let year = form.year.map(|y| y.to_string()).unwrap_or_default();
        let project = match form.projects.as_slice() {
            [only] => only.name.clone().unwrap_or_default(),
            _ => String::new(),
        };
        format!("{kind}|{}|{year}|{project}", form.department.as_deref().unwrap_or_default())
    };
    Found {
        counts: Counts {
            forms: document.forms.len(),
            projects: document.forms.iter().map(|f| f.projects.len()).sum(),
            indicators: document.forms.iter().map(|f| f.all_indicators().count()).sum(),
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            infos: count(Severity::Info),
        },
        codes,
        keys: document.forms.iter().map(key).collect(),
        outputs: Vec::new(),
        hashes: Vec::new(),
    }
}
