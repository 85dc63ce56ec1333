//! Folders of several runs (shards on several machines) → one.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::journal::{self, JournalEntry, JournalOutcome};
use super::lock;
use super::protocol::kept_document;
use super::request::kept_documents;
use crate::error::Damage;
use crate::model::Document;
use crate::outputs::{OutputTarget, Planner, names};
use crate::write::atomic;
use crate::{Error, Result};

/// What came together.
#[derive(Debug, Default)]
pub(crate) struct Merged {
    /// One entry for each input.
    pub entries: BTreeMap<PathBuf, JournalEntry>,
    /// Inputs of the same path but different content in two folders; the first folder's was kept.
    pub conflicts: Vec<PathBuf>,
}

/// Brings journals, outputs and kept documents of `from` together in `into`. Of two entries for one input a converted one goes
/// before a failed one; the result does not depend on which machine finished first, only on the order of `from`. Outputs of two
/// inputs never meet: the later one has a number in its name. All is planned before anything is copied; `force` replaces what is
/// not known to be as it was written.
///
/// # Errors
/// Where a journal cannot be read, something of someone else's stands in the place of an output, an output cannot be copied, or
/// another run holds `into`.
pub(crate) fn folders(from: &[PathBuf], into: &Path, force: bool) -> Result<Merged> {
    std::fs::create_dir_all(into).map_err(Error::writing(into))?;
    let _lock = lock::acquire(into)?;
    let mut merged = Merged { entries: journal::read(into)?, conflicts: Vec::new() };
    let mut planner = Planner::new(force);
    planner.written_before(journal::written(into)?.into_iter().map(|(path, hash)| (into.join(path), hash)));
    let mut copies = Vec::new();
    for folder in from.iter().filter(|folder| !same_file(folder, into)) {
        if !folder.join(journal::FILE_NAME).exists() {
            let source = std::io::Error::from(std::io::ErrorKind::NotFound);
            return Err(Error::Read { path: folder.join(journal::FILE_NAME), source });
        }
        for (input, entry) in journal::read(folder)? {
            match merged.entries.get(&input) {
                Some(earlier) if earlier.sha256 != entry.sha256 => merged.conflicts.push(input),
                Some(earlier) if earlier.outcome != JournalOutcome::Failed => {}
                _ => {
                    copies.retain(|(earlier, _)| *earlier != input);
                    copies.push((input.clone(), folder));
                    merged.entries.insert(input, entry);
                }
            }
        }
    }
    let copied: BTreeSet<&PathBuf> = copies.iter().map(|(input, _)| input).collect();
    for entry in merged.entries.values().filter(|entry| !copied.contains(&entry.input)) {
        entry.outputs.iter().for_each(|output| drop(planner.take(&into.join(output))));
    }
    let mut planned = Vec::new();
    for (input, folder) in copies {
        let Some(entry) = merged.entries.get_mut(&input) else { continue };
        let [kept, target] =
            [folder.as_path(), into].map(|folder| kept_document(&kept_documents(folder), &entry.sha256));
        if kept.exists() {
            let replace = planner.replace(&target)?;
            planned.push((kept, OutputTarget { path: target, replace }));
        }
        planned.extend(plan_outputs(entry, folder, into, &mut planner)?);
    }
    planned.into_iter().try_for_each(|(source, target)| copy(&source, target))?;
    journal::compact(into, &merged.entries)?;
    Ok(merged)
}

/// Where each output of an input is copied from and to. The entry has the new names where others had the old ones.
fn plan_outputs(
    entry: &mut JournalEntry,
    folder: &Path,
    into: &Path,
    planner: &mut Planner,
) -> Result<Vec<(PathBuf, OutputTarget)>> {
    let mut planned = Vec::new();
    for output in &mut entry.outputs {
        let source = folder.join(&output);
        let number = (2..).map(|n| names::numbered(output, n));
        let free = std::iter::once(output.clone()).chain(number).find(|name| planner.is_free(&into.join(name)));
        let Some(name) = free else { continue };
        let path = into.join(&name);
        planner.take(&path)?;
        let replace = planner.replace(&path)?;
        planned.push((source, OutputTarget { path, replace }));
        *output = name;
    }
    Ok(planned)
}

fn same_file(a: &Path, b: &Path) -> bool {
    matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}

fn copy(source: &Path, target: OutputTarget) -> Result<()> {
    let OutputTarget { path, replace } = target;
    let bytes = std::fs::read(source).map_err(Error::reading(source))?;
    if let Some(parent) = path.parent() {
        std::fs::create_dir_all(parent).map_err(Error::writing(parent))?;
    }
    atomic::put(vec![atomic::finished(&path, &bytes)?], |_| replace.clone()).map(drop)
}

/// The converted documents of a folder in the order of their inputs, one in memory at a time. Their name is the input's path below the
/// folder that was named, so that two `a.pdf` stay apart.
pub(crate) fn documents(
    folder: &Path,
    entries: impl Iterator<Item = Result<JournalEntry>>,
) -> impl Iterator<Item = Result<Document>> {
    let converted =
        entries.filter(|entry| entry.as_ref().map_or(true, |entry| entry.outcome == JournalOutcome::Converted));
    converted.map(move |entry| {
        let entry = entry?;
        let path = kept_document(&kept_documents(folder), &entry.sha256);
        let bytes = std::fs::read(&path).map_err(Error::reading(&path))?;
        let mut document: Document = serde_json::from_slice(&bytes).map_err(|e| Error::Damaged {
            what: Damage::JsonOf { path: path.display().to_string(), why: e.to_string() },
        })?;
        document.source.name = entry.input.display().to_string();
        Ok(document)
    })
}
