//! The journal: one JSON line for each input, written when its outputs are safe on disk.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::path_text;
use crate::{Error, Result};

/// The journal's file name in the output folder.
pub(crate) const FILE_NAME: &str = crate::outputs::left_out::JOURNAL;

/// What became of an input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum JournalOutcome {
    /// Converted; its outputs exist.
    Converted,
    /// Not converted; `error` says why; outputs of an earlier run stay, see `kept`.
    Failed,
    /// Same bytes as `duplicate_of`; see its outputs.
    Duplicate,
}

/// A line of the journal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct JournalEntry {
    /// The input's path relative to the folder that was named.
    #[serde(with = "path_text")]
    pub input: PathBuf,
    /// SHA-256 of the bytes that were read.
    pub sha256: String,
    /// Its length in bytes.
    pub bytes: u64,
    /// When it was last changed, nanoseconds since 1970: a file of the same length and time is not read again. None where it had been
    /// changed a moment before it was read, so that a further change could bear the same time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modified: Option<u64>,
    /// Hash of the options that bear on the outputs.
    pub options: String,
    /// Version of the program.
    pub version: String,
    /// What became of it.
    pub outcome: JournalOutcome,
    /// Its outputs relative to the output folder.
    #[serde(default, with = "path_text::list")]
    pub outputs: Vec<PathBuf>,
    /// Outputs of an earlier run that stay although the input failed now.
    #[serde(default, skip_serializing_if = "Vec::is_empty", with = "path_text::list")]
    pub kept: Vec<PathBuf>,
    /// The SHA-256 of each output as it was written, then of each kept one; empty where that is not known.
    #[serde(default)]
    pub hashes: Vec<String>,
    /// The input with the same content that was converted.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "path_text::option")]
    pub duplicate_of: Option<PathBuf>,
    /// Counts of what was found.
    #[serde(default)]
    pub counts: Counts,
    /// Number of findings by code.
    #[serde(default)]
    pub codes: BTreeMap<String, usize>,
    /// Kind, department and year of each form: what near-duplicates share.
    #[serde(default)]
    pub keys: Vec<String>,
    /// CPU time of the conversion in seconds.
    #[serde(default)]
    pub cpu_seconds: f64,
    /// Why it failed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
}

/// Counts of what was found in one input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(crate) struct Counts {
    /// Forms.
    pub forms: usize,
    /// Projects.
    pub projects: usize,
    /// Indicators.
    pub indicators: usize,
    /// Findings of severity error.
    pub errors: usize,
    /// Findings of severity warning.
    pub warnings: usize,
    /// Findings of severity info.
    pub infos: usize,
}

/// A line of the journal.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(untagged)]
pub(super) enum JournalLine {
    /// What became of an input.
    Input(Box<JournalEntry>),
    /// Files that were written for all inputs together, or for inputs that are no more among those of the folder.
    Files(Files),
}

/// Files and what was written into them.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Files {
    #[serde(with = "path_text::list")]
    written: Vec<PathBuf>,
    hashes: Vec<String>,
}

impl FromIterator<(PathBuf, String)> for Files {
    fn from_iter<T: IntoIterator<Item = (PathBuf, String)>>(files: T) -> Self {
        let (written, hashes) = files.into_iter().unzip();
        Self { written, hashes }
    }
}

impl JournalLine {
    /// The files that it says were written, relative to the folder, with the SHA-256 of their bytes.
    pub(super) fn written(self) -> Vec<(PathBuf, String)> {
        let (files, hashes) = match self {
            Self::Input(entry) => (entry.outputs.into_iter().chain(entry.kept).collect(), entry.hashes),
            Self::Files(Files { written, hashes }) => (written, hashes),
        };
        files.into_iter().zip(hashes).filter(|(_, hash)| !hash.is_empty()).collect()
    }
}

/// An entry or a list of files as a line, its end included.
pub(super) fn line(of: &impl Serialize) -> Vec<u8> {
    // They have string keys only and no failing serializer, so this cannot fail.
    let mut line = serde_json::to_vec(of).unwrap_or_default();
    line.push(b'\n');
    line
}

/// What was written into a folder, as far as its journal knows: each file with the SHA-256 of its bytes.
///
/// # Errors
/// Where the journal cannot be read.
pub(crate) fn written(folder: &Path) -> Result<BTreeMap<PathBuf, String>> {
    let mut files = BTreeMap::new();
    each_written(folder, |path, hash| drop(files.insert(path, hash)))?;
    Ok(files)
}

/// The same file by file, in the order of the lines: of a file that is named again the last hash counts.
///
/// # Errors
/// As [`written`].
pub(crate) fn each_written(folder: &Path, mut each: impl FnMut(PathBuf, String)) -> Result<()> {
    lines(folder, |line| line.written().into_iter().for_each(|(path, hash)| each(path, hash)))
}

/// Replaces the journal of a folder by one line for each input, in their order. What was written for others stays known.
///
/// # Errors
/// Where the folder cannot be written to.
pub(crate) fn compact(folder: &Path, entries: &BTreeMap<PathBuf, JournalEntry>) -> Result<()> {
    let mut others = written(folder)?;
    others.retain(|path, _| folder.join(path).exists());
    entries.values().flat_map(|entry| &entry.outputs).for_each(|path| drop(others.remove(path)));
    let others = (!others.is_empty()).then(|| line(&others.into_iter().collect::<Files>()));
    let bytes: Vec<u8> = others.into_iter().chain(entries.values().map(line)).flatten().collect();
    crate::write::atomic::write(&folder.join(FILE_NAME), &bytes)
}

/// The newest entry of each input in a folder's journal; empty where there is none. Lines that are no entries are passed over.
///
/// # Errors
/// Where the journal cannot be read.
pub(crate) fn read(folder: &Path) -> Result<BTreeMap<PathBuf, JournalEntry>> {
    let mut entries = BTreeMap::new();
    lines(folder, |line| {
        if let JournalLine::Input(entry) = line {
            entries.insert(entry.input.clone(), *entry);
        }
    })?;
    Ok(entries)
}

/// Tells each line of a folder's journal that can be understood.
pub(super) fn lines(folder: &Path, mut each: impl FnMut(JournalLine)) -> Result<()> {
    let path = folder.join(FILE_NAME);
    let file = match File::open(&path) {
        Ok(file) => file,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(e) => return Err(Error::reading(&path)(e)),
    };
    for line in BufReader::new(file).split(b'\n') {
        if let Ok(line) = serde_json::from_slice(&line.map_err(Error::reading(&path))?) {
            each(line);
        }
    }
    Ok(())
}
