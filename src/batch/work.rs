//! Inputs → events, one after the other: read, decided upon in turn, converted.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::SyncSender;
use std::sync::{Mutex, PoisonError};

use super::collect::Listed;
use super::journal::{Counts, Entry, Outcome};
use super::ledger::Ledger;
use super::order::Order;
use super::pool::{Reply, Worker};
use super::run::{Request, kept_documents};
use super::worker::{Answer, Found, Job, Output, Read, hex, kept_document};
use crate::{Error, Result};

/// What became of an input.
pub(super) enum Event {
    /// What is to be written down.
    Done(Box<Entry>),
    /// The same, but the error of this input has still to be put into words.
    Failed(Box<Entry>, usize, Error),
    /// Done by an earlier run.
    Skipped(usize),
}

/// Takes inputs until there are none.
pub(super) fn work(
    request: &Request,
    ledger: &Mutex<Ledger>,
    order: &Order,
    stop: &AtomicBool,
    to_main: &SyncSender<Event>,
) {
    let mut worker = Worker::new(&request.program, &request.setup);
    while !stop.load(Ordering::Relaxed)
        && let Some(number) = order.take()
    {
        let event =
            request.inputs.get(number).and_then(|listed| one(request, ledger, order, number, listed, &mut worker));
        if event.is_some_and(|event| to_main.send(event).is_err()) {
            return;
        }
    }
}

/// One input; nothing is said of one of another share.
fn one(
    request: &Request,
    ledger: &Mutex<Ledger>,
    order: &Order,
    number: usize,
    listed: &Listed,
    worker: &mut Worker,
) -> Option<Event> {
    let mut entry = Box::new(blank(request, listed));
    let job = job(request, listed);
    let read = worker.read(&job);
    let mut turn = order.turn(number);
    let content = match answered::<Read>(read, request) {
        Ok(Ok(content)) => content,
        Ok(Err(why)) => {
            remove_outputs(&job);
            entry.error = Some(why);
            return Some(Event::Done(entry));
        }
        Err(error) => return Some(Event::Failed(entry, number, error)),
    };
    entry.sha256 = hex(&content.digest);
    entry.bytes = content.bytes;
    if request.shard.is_some_and(|shard| !shard.holds(&entry.sha256)) {
        worker.leave();
        return None;
    }
    let first = turn.earlier_with(content.digest).and_then(|first| request.inputs.get(first));
    entry.duplicate_of = first.map(|first| first.relative.clone());
    let done = request.resume && {
        let earlier = ledger.lock().unwrap_or_else(PoisonError::into_inner).get(&listed.relative);
        earlier.ok().flatten().is_some_and(|earlier| is_done(request, &earlier, &entry))
    };
    drop(turn);
    if done || entry.duplicate_of.is_some() {
        worker.leave();
        entry.outcome = Outcome::Duplicate;
        return Some(if done { Event::Skipped(number) } else { Event::Done(entry) });
    }
    match create_folders(request, &job).and_then(|()| answered::<Answer>(worker.convert(), request)) {
        Ok(answer) => {
            entry.cpu_seconds = (answer.cpu_seconds * 1e4).round() / 1e4;
            match answer.result {
                Ok(found) => fill(&mut entry, found, request.folder.as_deref()),
                Err(why) => {
                    remove_outputs(&job);
                    entry.error = Some(why);
                }
            }
            Some(Event::Done(entry))
        }
        Err(error) => Some(Event::Failed(entry, number, error)),
    }
}

/// The answer of a worker; none is the input's fault.
fn answered<T>(reply: Result<Reply<T>>, request: &Request) -> Result<T> {
    let what = match reply? {
        Reply::Answered(answer) => return Ok(answer),
        Reply::TimedOut => format!("{} s", request.setup.timeout.as_secs()),
        Reply::Died(status) => match request.setup.max_memory {
            Some(bytes) => format!("{} MiB, {status}", bytes >> 20),
            None => status.to_string(),
        },
    };
    Err(Error::Limit { what })
}

/// The entry of an input of which nothing is known.
fn blank(request: &Request, listed: &Listed) -> Entry {
    Entry {
        input: listed.relative.clone(),
        sha256: String::new(),
        bytes: 0,
        options: request.options.clone(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        outcome: Outcome::Failed,
        outputs: Vec::new(),
        duplicate_of: None,
        counts: Counts::default(),
        codes: BTreeMap::new(),
        keys: Vec::new(),
        cpu_seconds: 0.0,
        error: None,
    }
}

/// Whether an earlier run did the same: content, options, program, and its outputs still exist.
fn is_done(request: &Request, earlier: &Entry, now: &Entry) -> bool {
    let Some(folder) = &request.folder else { return false };
    let kept = || kept_document(&kept_documents(folder), &now.sha256).exists();
    // What failed is tried again: the disk may have been full, the limit too low.
    earlier.outcome != Outcome::Failed
        && earlier.sha256 == now.sha256
        && earlier.options == now.options
        && earlier.version == now.version
        && earlier.duplicate_of == now.duplicate_of
        && earlier.outputs.iter().all(|o| folder.join(o).exists())
        && (!request.keep || earlier.outcome != Outcome::Converted || kept())
}

pub(super) fn job(request: &Request, listed: &Listed) -> Job {
    let stem = match &request.folder {
        Some(folder) => folder.join(&listed.relative),
        None => listed.path.clone(),
    };
    let output =
        |format: &crate::write::Format| Output { format: *format, path: stem.with_extension(format.extension()) };
    Job {
        input: listed.path.clone(),
        outputs: request.formats.iter().map(output).collect(),
        keep: request.folder.as_deref().filter(|_| request.keep).map(kept_documents),
    }
}

fn fill(entry: &mut Entry, found: Found, folder: Option<&Path>) {
    entry.outcome = Outcome::Converted;
    entry.counts = found.counts;
    entry.codes = found.codes;
    entry.keys = found.keys;
    let relative = |path: PathBuf| match folder {
        Some(folder) => path.strip_prefix(folder).map(Path::to_owned).unwrap_or(path),
        None => path,
    };
    entry.outputs = found.outputs.into_iter().map(relative).collect();
}

/// Makes the folders below the output folder; not that one itself, which would hide that it was taken away.
fn create_folders(request: &Request, job: &Job) -> Result<()> {
    let Some(root) = &request.folder else { return Ok(()) };
    let parents = job.outputs.iter().filter_map(|output| output.path.parent());
    for folder in parents.chain(job.keep.as_deref()) {
        let made = std::fs::metadata(root).and_then(|_| std::fs::create_dir_all(folder));
        made.map_err(|source| Error::Write { path: folder.to_owned(), source })?;
    }
    Ok(())
}

/// A failed input has no outputs, not even of an earlier run.
pub(super) fn remove_outputs(job: &Job) {
    for output in &job.outputs {
        let _ = std::fs::remove_file(&output.path);
    }
}
