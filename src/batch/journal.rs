//! The journal: one JSON line for each input, written when its outputs are safe on disk.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

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
    pub input: PathBuf,
    /// SHA-256 of its content.
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
    #[serde(default)]
    pub outputs: Vec<PathBuf>,
    /// The input with the same content that was converted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
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

/// An open journal.
#[derive(Debug)]
pub struct Journal {
    path: PathBuf,
    file: File,
}

impl Journal {
    /// Opens the journal of a folder for appending; without `keep` an earlier one is emptied. A line cut short by a crash is dropped.
    ///
    /// # Errors
    /// Where the folder cannot be written to.
    pub fn open(folder: &Path, keep: bool) -> Result<Self> {
        let path = folder.join(FILE_NAME);
        let fail = |source| Error::Write { path: path.clone(), source };
        let file = File::options().create(true).append(true).read(true).open(&path).map_err(fail)?;
        if keep {
            let bytes = std::fs::read(&path).map_err(fail)?;
            let whole = bytes.iter().rposition(|b| *b == b'\n').map_or(0, |n| n + 1);
            if whole < bytes.len() {
                file.set_len(whole as u64).map_err(fail)?;
            }
        } else {
            file.set_len(0).map_err(fail)?;
        }
        Ok(Self { path, file })
    }

    /// Appends a line.
    ///
    /// # Errors
    /// Where the disk is full or the like.
    pub fn append(&mut self, entry: &Entry) -> Result<()> {
        let mut line = serde_json::to_vec(entry).unwrap_or_default();
        line.push(b'\n');
        self.file.write_all(&line).map_err(|source| Error::Write { path: self.path.clone(), source })
    }

    /// Makes sure that all lines are on disk.
    ///
    /// # Errors
    /// Where the disk is full or the like.
    pub fn sync(&self) -> Result<()> {
        self.file.sync_all().map_err(|source| Error::Write { path: self.path.clone(), source })
    }
}

/// Replaces the journal of a finished run by one line for each input, in their order.
///
/// # Errors
/// Where the folder cannot be written to.
pub fn compact(folder: &Path, entries: &BTreeMap<PathBuf, Entry>) -> Result<()> {
    let mut bytes = Vec::new();
    for entry in entries.values() {
        bytes.extend(serde_json::to_vec(entry).unwrap_or_default());
        bytes.push(b'\n');
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(input: &str, sha256: &str) -> Entry {
        Entry {
            input: input.into(),
            sha256: sha256.into(),
            bytes: 1,
            options: "o".into(),
            version: "v".into(),
            outcome: Outcome::Converted,
            outputs: Vec::new(),
            duplicate_of: None,
            counts: Counts::default(),
            codes: BTreeMap::new(),
            keys: Vec::new(),
            cpu_seconds: 0.5,
            error: None,
        }
    }

    #[test]
    fn the_newest_line_counts_and_a_torn_line_is_dropped() {
        let folder = tempfile::tempdir().unwrap();
        let mut journal = Journal::open(folder.path(), true).unwrap();
        journal.append(&entry("a", "1")).unwrap();
        journal.append(&entry("a", "2")).unwrap();
        journal.file.write_all(b"{\"input\":\"b\"").unwrap();
        let mut journal = Journal::open(folder.path(), true).unwrap();
        journal.append(&entry("c", "3")).unwrap();
        journal.sync().unwrap();
        let read = read(folder.path()).unwrap();
        assert_eq!(read.len(), 2);
        assert_eq!(read.get(Path::new("a")).unwrap().sha256, "2");
        assert_eq!(*read.get(Path::new("c")).unwrap(), entry("c", "3"));
    }
}
