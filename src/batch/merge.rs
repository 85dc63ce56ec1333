//! Folders of several runs (shards on several machines) → one.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::journal::{self, Entry, Outcome};
use super::lock;
use super::run::kept_documents;
use super::worker::kept_document;
use crate::model::Document;
use crate::{Error, Result};

/// What came together.
#[derive(Debug, Default)]
pub struct Merged {
    /// One entry for each input.
    pub entries: BTreeMap<PathBuf, Entry>,
    /// Inputs of the same path but different content in two folders; the first folder's was kept.
    pub conflicts: Vec<PathBuf>,
}

/// Brings journals, outputs and kept documents of `from` together in `into`. Of two entries for one input a converted one goes
/// before a failed one; the result does not depend on which machine finished first, only on the order of `from`.
///
/// # Errors
/// Where a journal cannot be read, an output cannot be copied, or another run holds `into`.
pub fn folders(from: &[PathBuf], into: &Path) -> Result<Merged> {
    let fail = |path: &Path| {
        let path = path.to_owned();
        move |source| Error::Write { path, source }
    };
    std::fs::create_dir_all(into).map_err(fail(into))?;
    let _lock = lock::acquire(into)?;
    let mut merged = Merged { entries: journal::read(into)?, conflicts: Vec::new() };
    for folder in from {
        if same_file(folder, into) {
            continue;
        }
        if !folder.join(journal::FILE_NAME).exists() {
            let source = std::io::Error::from(std::io::ErrorKind::NotFound);
            return Err(Error::Read { path: folder.join(journal::FILE_NAME), source });
        }
        for (input, entry) in journal::read(folder)? {
            if let Some(earlier) = merged.entries.get(&input) {
                if earlier.sha256 != entry.sha256 {
                    merged.conflicts.push(input);
                    continue;
                }
                if earlier.outcome != Outcome::Failed {
                    continue;
                }
            }
            let [kept, target] =
                [folder.as_path(), into].map(|folder| kept_document(&kept_documents(folder), &entry.sha256));
            let kept = kept.exists().then_some((kept, target));
            let outputs = entry.outputs.iter().map(|o| (folder.join(o), into.join(o)));
            for (source, target) in outputs.chain(kept) {
                copy(&source, &target)?;
            }
            merged.entries.insert(input, entry);
        }
    }
    journal::compact(into, &merged.entries)?;
    Ok(merged)
}

fn same_file(a: &Path, b: &Path) -> bool {
    matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}

fn copy(source: &Path, target: &Path) -> Result<()> {
    let bytes = std::fs::read(source).map_err(|e| Error::Read { path: source.to_owned(), source: e })?;
    if let Some(parent) = target.parent() {
        std::fs::create_dir_all(parent).map_err(|e| Error::Write { path: parent.to_owned(), source: e })?;
    }
    crate::write::atomic::write(target, &bytes)
}

/// The converted documents of a folder in the order of their inputs, one in memory at a time. Their name is the input's path below the
/// folder that was named, so that two `a.pdf` stay apart.
pub fn documents(
    folder: &Path,
    entries: impl Iterator<Item = Result<Entry>>,
) -> impl Iterator<Item = Result<Document>> {
    let converted = entries.filter(|entry| entry.as_ref().map_or(true, |entry| entry.outcome == Outcome::Converted));
    converted.map(move |entry| {
        let entry = entry?;
        let path = kept_document(&kept_documents(folder), &entry.sha256);
        let bytes = std::fs::read(&path).map_err(|source| Error::Read { path: path.clone(), source })?;
        let mut document: Document =
            serde_json::from_slice(&bytes).map_err(|e| Error::Damaged { what: format!("{}: {e}", path.display()) })?;
        document.source.name = entry.input.display().to_string();
        Ok(document)
    })
}
