//! One output → whether it may be written, and what it may replace.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use super::key::key;
use super::key_set::KeySet;
use super::named::Named;
use crate::error::Refusal;
use crate::write::{Format, Replace, mark};
use crate::{Error, Result};

/// A file to write, and what it may replace.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct OutputTarget {
    /// The file.
    pub path: PathBuf,
    /// What may stand there.
    pub replace: Replace,
}

/// Knows the files that the command line names, the names that outputs have, and what this program wrote before.
#[derive(Debug, Default)]
pub(crate) struct Planner {
    /// Replace whatever stands where an output goes, but never a named file.
    force: bool,
    named: Named,
    taken: KeySet,
    /// Workbooks whose reviews are kept, as they were read (SHA-256).
    older: BTreeMap<u64, String>,
    /// What a journal says was written (SHA-256).
    journal: HashMap<u64, String>,
}

impl Planner {
    /// A planner that, with `force`, lets outputs replace any file that is not named.
    #[must_use]
    pub(crate) fn new(force: bool) -> Self {
        Self { force, ..Self::default() }
    }

    /// A file that the command line names: an input, a template, a list of words.
    pub(crate) fn name(&mut self, path: &Path) {
        self.named.add(path);
    }

    /// A workbook whose reviews are kept, with the SHA-256 of the bytes that were read: an output may take its place.
    pub(crate) fn keep_reviews_of(&mut self, path: &Path, sha256: &str) {
        self.older.insert(key(path), sha256.to_owned());
    }

    /// What the journal of a folder says was written there: paths, with the SHA-256 of their bytes.
    pub(crate) fn written_before(&mut self, files: impl IntoIterator<Item = (PathBuf, String)>) {
        self.journal.extend(files.into_iter().map(|(path, hash)| (key(&path), hash)));
    }

    /// Whether no named file and no other output has this name; an older workbook is in no document's way.
    #[must_use]
    pub(crate) fn is_free(&self, path: &Path) -> bool {
        !self.is_named(path) && !self.taken.contains(key(path))
    }

    /// Whether the command line names this file, other than as a workbook whose reviews are kept.
    #[must_use]
    pub(crate) fn is_named(&self, path: &Path) -> bool {
        self.named.holds(path)
    }

    /// Takes a name for an output.
    ///
    /// # Errors
    /// [`Error::Refused`] where a named file or another output has it.
    pub(crate) fn take(&mut self, path: &Path) -> Result<()> {
        if self.named.holds(path) {
            return refused(path, Refusal::Named);
        }
        if self.taken.insert(key(path)) { Ok(()) } else { refused(path, Refusal::Taken) }
    }

    /// Forgets which names are taken, once no further ones will be.
    pub(crate) fn close(&mut self) {
        self.taken = KeySet::default();
    }

    /// What an output may replace.
    ///
    /// # Errors
    /// [`Error::Refused`] where something stands there that is not byte for byte what this program wrote.
    pub(crate) fn replace(&self, path: &Path) -> Result<Replace> {
        if !self.older.is_empty() && self.older.contains_key(&key(path)) {
            return refused(path, Refusal::Named);
        }
        self.replace_any(path)
    }

    fn replace_any(&self, path: &Path) -> Result<Replace> {
        if self.named.holds(path) {
            return refused(path, Refusal::Named);
        }
        let Ok(meta) = std::fs::symlink_metadata(path) else { return Ok(Replace::Nothing) };
        if !meta.is_file() {
            return refused(path, Refusal::NotAFile);
        }
        if self.force {
            return Ok(Replace::Anything);
        }
        self.of_ours(path).or_else(|why| refused(path, why))
    }

    /// The SHA-256 of a file that is known to be as this program wrote it.
    #[must_use]
    pub(crate) fn known(&self, path: &Path) -> Option<String> {
        match self.of_ours(path) {
            Ok(Replace::Written(sha256)) => Some(sha256),
            _ => None,
        }
    }

    /// What may take the place of a file that is as this program wrote it.
    fn of_ours(&self, path: &Path) -> std::result::Result<Replace, Refusal> {
        let known = if self.journal.is_empty() { None } else { self.journal.get(&key(path)) };
        if let Some(known) = known
            && hash_of(path)? == *known
        {
            return Ok(Replace::Written(known.clone()));
        }
        match mark::of(path) {
            Ok(mark::Seen::Unchanged) => hash_of(path).map(Replace::Written),
            // It is only known when the new bytes are whether they are the same.
            Ok(mark::Seen::Reviewed) => Ok(Replace::Nothing),
            Ok(mark::Seen::Changed) => Err(Refusal::Changed),
            _ if known.is_some() => Err(Refusal::Changed),
            _ => Err(Refusal::Foreign),
        }
    }

    /// The same for a document in a format: its workbook may take the place of an older one whose reviews are kept.
    ///
    /// # Errors
    /// As [`Self::replace`].
    pub(crate) fn replace_with(&self, format: Format, path: &Path) -> Result<Replace> {
        let older = if self.older.is_empty() { None } else { self.older.get(&key(path)) };
        match older {
            Some(read) if format == Format::Xlsx => match self.replace_any(path) {
                Err(Error::Refused { why: Refusal::Foreign | Refusal::Changed, .. })
                | Ok(Replace::Nothing | Replace::Written(_)) => Ok(Replace::Written(read.clone())),
                otherwise => otherwise,
            },
            _ => self.replace(path),
        }
    }

    /// Takes the names of the files of one output and says what each may replace.
    ///
    /// # Errors
    /// As [`Self::take`] and [`Self::replace`].
    pub(crate) fn plan(&mut self, paths: impl IntoIterator<Item = PathBuf>) -> Result<Vec<OutputTarget>> {
        let mut targets = Vec::new();
        for path in paths {
            self.take(&path)?;
            let replace = self.replace(&path)?;
            targets.push(OutputTarget { path, replace });
        }
        Ok(targets)
    }

    /// The same for documents in a format.
    ///
    /// # Errors
    /// As [`Self::take`] and [`Self::replace_with`].
    pub(crate) fn plan_documents(&mut self, format: Format, out: &Path) -> Result<Vec<OutputTarget>> {
        let mut targets = Vec::new();
        for path in format.paths(out) {
            self.take(&path)?;
            let replace = self.replace_with(format, &path)?;
            targets.push(OutputTarget { path, replace });
        }
        Ok(targets)
    }
}

/// What may stand at a path, of the targets that were planned; nothing where it was not planned.
#[must_use]
pub(crate) fn replace_at(targets: &[OutputTarget], path: &Path) -> Replace {
    targets.iter().find(|target| target.path == path).map_or(Replace::Nothing, |target| target.replace.clone())
}

/// The refusal to write a file.
fn refused<T>(path: &Path, why: Refusal) -> Result<T> {
    Err(Error::Refused { path: path.to_owned(), why })
}

/// The SHA-256 of a file; what cannot be read is not known for our own.
fn hash_of(path: &Path) -> std::result::Result<String, Refusal> {
    std::fs::File::open(path).and_then(mark::sha256_of).map_err(|_| Refusal::Foreign)
}
