//! Inputs → events, one after the other: read, decided upon in turn, converted.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::SyncSender;

use super::contents::Digest;
use super::inputs::ListedInput;
use super::journal::{Counts, JournalEntry, JournalOutcome};
use super::ledger::Ledger;
use super::order::InputOrder;
use super::pool::{Reply, Worker};
use super::protocol::{Answer, InputSummary, Job, PlannedOutput, Read, kept_document};
use super::request::{Request, kept_documents, natural_stem};
use super::unchanged::FileState;
use crate::error::{Limit, Refusal};
use crate::extract::hex;
use crate::locks::locked;
use crate::outputs::names;
use crate::write::{Format, Replace};
use crate::{Error, Result};

/// What became of an input.
pub(super) enum Event {
    /// What is to be written down.
    Done(Box<JournalEntry>, usize),
    /// The same, but the error of this input has still to be put into words.
    Failed(Box<JournalEntry>, usize, Error),
    /// Done by an earlier run; the entry where there is more to be written down now.
    Skipped(usize, Option<Box<JournalEntry>>),
}

/// Takes inputs until there are none.
pub(super) fn work(
    request: &Request,
    ledger: &Mutex<Ledger>,
    order: &InputOrder,
    stop: &AtomicBool,
    to_main: &SyncSender<Event>,
) {
    let mut worker = Worker::new(&request.program, &request.setup);
    while !stop.load(Ordering::Relaxed)
        && let Some(number) = order.take()
    {
        let event =
            request.inputs.get(number).and_then(|listed| one(request, ledger, order, number, &listed, &mut worker));
        if event.is_some_and(|event| to_main.send(event).is_err()) {
            return;
        }
    }
}

/// One input; nothing is said of one of another share.
fn one(
    request: &Request,
    ledger: &Mutex<Ledger>,
    order: &InputOrder,
    number: usize,
    listed: &ListedInput,
    worker: &mut Worker,
) -> Option<Event> {
    let mut entry = Box::new(blank(request, listed));
    let job = job(request, listed);
    let state = FileState::of(&listed.path);
    let mut turn = None;
    if let Some((earlier, content)) = done_unread(request, ledger, &entry, &job, state) {
        let mut own = order.turn(number);
        if request.shard.is_some_and(|shard| !shard.holds(&earlier.sha256)) {
            return None;
        }
        let first = own.earlier_with(content).and_then(|first| request.inputs.get(first));
        if first.map(|first| first.relative) == earlier.duplicate_of {
            return Some(Event::Skipped(number, None));
        }
        turn = Some(own);
    }
    let read = worker.read(&job);
    let mut turn = match turn {
        Some(turn) => turn,
        None => order.turn(number),
    };
    let content = match answered::<Read>(read, request) {
        Ok(Ok(content)) => content,
        Ok(Err(why)) => {
            keep_outputs(&mut entry, &job, request);
            entry.error = Some(why);
            return Some(Event::Done(entry, number));
        }
        Err(error) => return Some(Event::Failed(entry, number, error)),
    };
    entry.sha256 = hex(&content.digest);
    entry.bytes = content.bytes;
    entry.modified = state.and_then(|state| state.modified(content.bytes));
    if request.shard.is_some_and(|shard| !shard.holds(&entry.sha256)) {
        worker.leave();
        return None;
    }
    let first = turn.earlier_with(content.digest).and_then(|first| request.inputs.get(first));
    entry.duplicate_of = first.map(|first| first.relative);
    let earlier = if request.resume { locked(ledger).earlier(&listed.relative).ok().flatten() } else { None };
    let done = earlier.filter(|earlier| {
        earlier.sha256 == entry.sha256
            && earlier.duplicate_of == entry.duplicate_of
            && is_done(request, earlier, &entry, &job)
    });
    drop(turn);
    if let Some(earlier) = done {
        worker.leave();
        let newer = entry.modified.is_some() && entry.modified != earlier.modified;
        let entry = newer.then(|| Box::new(JournalEntry { modified: entry.modified, ..earlier }));
        return Some(Event::Skipped(number, entry));
    }
    if entry.duplicate_of.is_some() {
        worker.leave();
        entry.outcome = JournalOutcome::Duplicate;
        return Some(Event::Done(entry, number));
    }
    let replaces = match replaces(request, &job, &entry.sha256).and_then(|r| create_folders(request, &job).map(|()| r))
    {
        Ok(replaces) => replaces,
        Err(error) => {
            worker.leave();
            return Some(Event::Failed(entry, number, error));
        }
    };
    match answered::<Answer>(worker.convert(replaces), request) {
        Ok(answer) => {
            entry.cpu_seconds = (answer.cpu_seconds * 1e4).round() / 1e4;
            match answer.result {
                Ok(found) => fill(&mut entry, found, request.folder.as_deref()),
                Err(why) => {
                    keep_outputs(&mut entry, &job, request);
                    entry.error = Some(why);
                }
            }
            Some(Event::Done(entry, number))
        }
        Err(error) => Some(Event::Failed(entry, number, error)),
    }
}

/// The answer of a worker; none is the input's fault.
fn answered<T>(reply: Result<Reply<T>>, request: &Request) -> Result<T> {
    let what = match reply? {
        Reply::Answered(answer) => return Ok(answer),
        Reply::TimedOut => Limit::Seconds { seconds: request.setup.timeout.as_secs() },
        Reply::Died(status) => match request.setup.max_memory {
            Some(bytes) => Limit::MemoryOfWorker { mebibytes: bytes >> 20, status: status.to_string() },
            None => Limit::WorkerEnded { status: status.to_string() },
        },
    };
    Err(Error::Limit { what })
}

/// The entry of an input of which nothing is known.
fn blank(request: &Request, listed: &ListedInput) -> JournalEntry {
    JournalEntry {
        input: listed.relative.clone(),
        sha256: String::new(),
        bytes: 0,
        modified: None,
        options: request.options.clone(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        outcome: JournalOutcome::Failed,
        outputs: Vec::new(),
        kept: Vec::new(),
        hashes: Vec::new(),
        duplicate_of: None,
        counts: Counts::default(),
        codes: BTreeMap::new(),
        keys: Vec::new(),
        cpu_seconds: 0.0,
        error: None,
    }
}

/// What an earlier run wrote down about an input that need not be read again, and what it holds.
fn done_unread(
    request: &Request,
    ledger: &Mutex<Ledger>,
    now: &JournalEntry,
    job: &Job,
    state: Option<FileState>,
) -> Option<(JournalEntry, Digest)> {
    let state = state.filter(|_| request.resume && !request.verify)?;
    let earlier = locked(ledger).earlier(&now.input).ok().flatten()?;
    let content = state.content(&earlier)?;
    is_done(request, &earlier, now, job).then_some((earlier, content))
}

/// Whether an earlier run did the same to the same content: options, program, and its outputs still exist, under the names they get
/// now.
fn is_done(request: &Request, earlier: &JournalEntry, now: &JournalEntry, job: &Job) -> bool {
    let Some(folder) = &request.folder else { return false };
    // What failed is tried again: the disk may have been full, the limit too low.
    earlier.outcome != JournalOutcome::Failed
        && earlier.options == now.options
        && earlier.version == now.version
        && earlier.outputs.iter().all(|o| folder.join(o).exists())
        && (earlier.outcome != JournalOutcome::Converted
            || job.outputs.iter().all(|output| has(earlier, output, folder)))
        && (!request.keep
            || earlier.outcome != JournalOutcome::Converted
            || kept_document(&kept_documents(folder), &earlier.sha256).exists())
}

/// Whether an output is among those of an entry.
fn has(entry: &JournalEntry, output: &PlannedOutput, folder: &Path) -> bool {
    let files = output.format.paths(&output.path);
    entry.outputs.iter().any(|written| files.contains(&folder.join(written)))
}

pub(super) fn job(request: &Request, listed: &ListedInput) -> Job {
    let stem = match &listed.stem {
        Some(stem) => stem.clone(),
        None => natural_stem(listed, request.folder.as_deref(), &request.formats),
    };
    Job {
        input: listed.path.clone(),
        outputs: names::outputs(&stem, &request.formats).map(|(format, path)| PlannedOutput { format, path }).collect(),
        keep: request.folder.as_deref().filter(|_| request.keep).map(kept_documents),
    }
}

/// What each file of a job may replace, in the order of [`Job::files`].
fn replaces(request: &Request, job: &Job, sha256: &str) -> Result<Vec<Replace>> {
    job.files(sha256).into_iter().map(|(format, path)| replace(request, format, &path)).collect()
}

/// What a file may replace; one without a format is a kept document.
fn replace(request: &Request, format: Option<Format>, path: &Path) -> Result<Replace> {
    let Some(format) = format else { return request.planner.replace(path) };
    match request.planner.replace_with(format, path) {
        // A run that was killed may have written it without a line in the journal: then it has the bytes it gets now.
        Err(Error::Refused { why: Refusal::Foreign, .. }) if !format.has_mark() => Ok(Replace::Nothing),
        replace => replace,
    }
}

fn fill(entry: &mut JournalEntry, found: InputSummary, folder: Option<&Path>) {
    entry.outcome = JournalOutcome::Converted;
    entry.counts = found.counts;
    entry.codes = found.codes;
    entry.keys = found.keys;
    entry.outputs = found.outputs.into_iter().map(|path| relative(path, folder)).collect();
    entry.hashes = found.hashes;
}

fn relative(path: PathBuf, folder: Option<&Path>) -> PathBuf {
    match folder.and_then(|folder| path.strip_prefix(folder).ok()) {
        Some(below) => below.to_owned(),
        None => path,
    }
}

/// Makes the folders below the output folder; not that one itself, which would hide that it was taken away.
fn create_folders(request: &Request, job: &Job) -> Result<()> {
    let Some(root) = &request.folder else { return Ok(()) };
    let parents = job.outputs.iter().filter_map(|output| output.path.parent());
    for folder in parents.chain(job.keep.as_deref()) {
        let made = std::fs::metadata(root).and_then(|_| std::fs::create_dir_all(folder));
        made.map_err(Error::writing(folder))?;
    }
    Ok(())
}

/// An input that fails keeps the outputs that an earlier run made of it.
pub(super) fn keep_outputs(entry: &mut JournalEntry, job: &Job, request: &Request) {
    for (format, path) in job.output_files().filter(|(_, path)| path.exists()) {
        let replaced = request.planner.replace_with(format, &path);
        if !matches!(replaced, Ok(Replace::Written(_) | Replace::Anything)) {
            continue;
        }
        // An older workbook whose reviews are kept may be replaced, but only by a run that keeps them.
        let hash = request.planner.known(&path).unwrap_or_default();
        entry.kept.push(relative(path, request.folder.as_deref()));
        entry.hashes.push(hash);
    }
}
