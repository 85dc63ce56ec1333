//! The journal: one JSON line for each input, written when its outputs are safe on disk.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::path_text;
use crate::{Error, Result};

/// The journal's file name in the output folder.
pub const FILE_NAME: &str = "jixiao.journal.jsonl";

/// What became of an input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Converted; its outputs exist.
    Converted,
    /// Not converted; `error` says why; no output exists.
    Failed,
    /// Same bytes as `duplicate_of`; see its outputs.
    Duplicate,
}

/// A line of the journal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// The input's path relative to the folder that was named.
    #[serde(with = "path_text")]
    pub input: PathBuf,
    /// SHA-256 of the bytes that were read.
    pub sha256: String,
    /// Its length in bytes.
    pub bytes: u64,
    /// Hash of the options that bear on the outputs.
    pub options: String,
    /// Version of the program.
    pub version: String,
    /// What became of it.
    pub outcome: Outcome,
    /// Its outputs relative to the output folder.
    #[serde(default, with = "path_text::list")]
    pub outputs: Vec<PathBuf>,
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
pub struct Counts {
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

/// The line of an entry, its end included.
pub(super) fn line(entry: &Entry) -> Vec<u8> {
    // The entry has string keys only and no failing serializer, so this cannot fail.
    let mut line = serde_json::to_vec(entry).unwrap_or_default();
    line.push(b'\n');
    line
}

/// Replaces the journal of a finished run by one line for each input, in their order.
///
/// # Errors
/// Where the folder cannot be written to.
pub fn compact(folder: &Path, entries: &BTreeMap<PathBuf, Entry>) -> Result<()> {
    let bytes: Vec<u8> = entries.values().flat_map(line).collect();
    crate::write::atomic::write(&folder.join(FILE_NAME), &bytes)
}

/// The newest entry of each input in a folder's journal; empty where there is none. Lines that are no entries are passed over.
///
/// # Errors
/// Where the journal cannot be read.
pub fn read(folder: &Path) -> Result<BTreeMap<PathBuf, Entry>> {
    let path = folder.join(FILE_NAME);
    let fail = |source| Error::Read { path: path.clone(), source };
    let file = match File::open(&path) {
        Ok(file) => file,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(BTreeMap::new()),
        Err(e) => return Err(fail(e)),
    };
    let mut entries = BTreeMap::new();
    for line in BufReader::new(file).split(b'\n') {
        if let Ok(entry) = serde_json::from_slice::<Entry>(&line.map_err(fail)?) {
            entries.insert(entry.input.clone(), entry);
        }
    }
    Ok(entries)
}
