//! Inputs in order → those that are to be converted: not done by an earlier run, not of another share, not seen before.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Sender, SyncSender};

use sha2::{Digest, Sha256};

use super::journal::{Entry, Outcome};
use super::run::{Event, Pending, Request, blank, kept_document};
use crate::Error;

/// Hashes the inputs in order and hands on those that are to be converted.
pub(super) fn feed(
    request: &Request,
    earlier: &BTreeMap<PathBuf, Entry>,
    stop: &AtomicBool,
    to_workers: &SyncSender<Pending>,
    to_main: &Sender<Event>,
) {
    let mut seen: HashMap<[u8; 32], PathBuf> = HashMap::new();
    for listed in &request.inputs {
        if stop.load(Ordering::Relaxed) {
            return;
        }
        let (digest, bytes) = match hash(&listed.path) {
            Ok(hashed) => hashed,
            Err(source) => {
                let error = Error::Read { path: listed.path.clone(), source };
                let entry = blank(request, listed, String::new(), 0);
                let _ = to_main.send(Event::Failed(Box::new(entry), listed.clone(), error));
                continue;
            }
        };
        let sha256: String = digest.iter().fold(String::new(), |text, b| text + &format!("{b:02x}"));
        if request.shard.is_some_and(|s| !s.holds(&sha256)) {
            continue;
        }
        let first = seen.entry(digest).or_insert_with(|| listed.relative.clone());
        let duplicate_of = (*first != listed.relative).then(|| first.clone());
        if is_done(request, earlier.get(&listed.relative), &sha256, duplicate_of.as_ref()) {
            let _ = to_main.send(Event::Skipped(listed.relative.clone()));
            continue;
        }
        let sent = match duplicate_of {
            Some(first) => {
                let mut entry = blank(request, listed, sha256, bytes);
                entry.outcome = Outcome::Duplicate;
                entry.duplicate_of = Some(first);
                to_main.send(Event::Duplicate(Box::new(entry))).is_ok()
            }
            None => to_workers.send(Pending { listed: listed.clone(), sha256, bytes }).is_ok(),
        };
        if !sent {
            return;
        }
    }
}

fn hash(path: &Path) -> std::io::Result<([u8; 32], u64)> {
    let mut file = std::fs::File::open(path)?;
    let mut hasher = Sha256::new();
    let bytes = std::io::copy(&mut file, &mut HashWriter(&mut hasher))?;
    Ok((hasher.finalize().into(), bytes))
}

struct HashWriter<'a>(&'a mut Sha256);

impl std::io::Write for HashWriter<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Whether an earlier run did the same: content, options, program, and its outputs still exist.
fn is_done(request: &Request, entry: Option<&Entry>, sha256: &str, duplicate_of: Option<&PathBuf>) -> bool {
    let (true, Some(entry), Some(folder)) = (request.resume, entry, &request.folder) else { return false };
    // What failed is tried again: the disk may have been full, the limit too low.
    entry.outcome != Outcome::Failed
        && entry.sha256 == sha256
        && entry.options == request.options
        && entry.version == env!("CARGO_PKG_VERSION")
        && entry.duplicate_of.as_ref() == duplicate_of
        && entry.outputs.iter().all(|o| folder.join(o).exists())
        && (!request.keep || entry.outcome != Outcome::Converted || kept_document(folder, sha256).exists())
}
