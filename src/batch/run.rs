//! A run over many inputs.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex};

use super::collect::Listed;
use super::feed::feed;
use super::journal::{self, Counts, Entry, Journal, Outcome};
use super::pool::{Reply, Worker};
use super::shard::Shard;
use super::worker::{Found, Job, Setup};
use crate::write::Format;
use crate::{Error, Result};

/// What to do.
#[derive(Debug)]
pub struct Request {
    /// The inputs.
    pub inputs: Vec<Listed>,
    /// Where outputs and journal go; `None`: outputs beside the inputs, no journal.
    pub folder: Option<PathBuf>,
    /// What to write for each input.
    pub formats: Vec<Format>,
    /// Leave out what an earlier run has done and nothing has changed of.
    pub resume: bool,
    /// Worker processes.
    pub jobs: usize,
    /// Only this share of the inputs.
    pub shard: Option<Shard>,
    /// Keep each document's JSON for a merged output.
    pub keep: bool,
    /// This program, for the workers.
    pub program: PathBuf,
    /// What the workers are told.
    pub setup: Setup,
    /// Hash of all options that bear on the outputs.
    pub options: String,
}

/// Told of each input as it is done.
pub trait Observer {
    /// An input is done.
    fn done(&mut self, entry: &Entry);
    /// An input was left out: done by an earlier run, or of another share.
    fn skipped(&mut self, input: &Path);
    /// Puts a failure into the user's language.
    fn describe(&self, path: &Path, error: &Error) -> String;
}

/// How a run ended.
#[derive(Debug, Default)]
pub struct Tally {
    /// Entries of this run and, after a resumed one, of the earlier runs, by input.
    pub entries: BTreeMap<PathBuf, Entry>,
    /// Inputs left out because an earlier run had done them.
    pub skipped: usize,
    /// Whether it was stopped before its end.
    pub stopped: bool,
}

/// An input on its way to a worker.
pub(super) struct Pending {
    pub(super) listed: Listed,
    pub(super) sha256: String,
    pub(super) bytes: u64,
}

/// Where the JSON of an input is kept for a merged output.
#[must_use]
pub fn kept_document(folder: &Path, sha256: &str) -> PathBuf {
    folder.join(".jixiao").join(format!("{sha256}.json"))
}

/// Converts all inputs. Inputs are independent: a failed one is an entry of the journal. When `stop` becomes true, inputs in hand
/// are finished and no further ones begun.
///
/// # Errors
/// Where the journal or the folder cannot be written, or another run holds the folder.
pub fn run(request: &Request, observer: &mut dyn Observer, stop: &Arc<AtomicBool>) -> Result<Tally> {
    let mut tally = Tally::default();
    let mut journal = None;
    let _lock = match &request.folder {
        None => None,
        Some(folder) => {
            create_folder(folder)?;
            let lock = super::lock::acquire(folder)?;
            if request.resume {
                tally.entries = journal::read(folder)?;
            }
            remove_leftovers(folder);
            journal = Some(Journal::open(folder, request.resume)?);
            Some(lock)
        }
    };
    let earlier = std::mem::take(&mut tally.entries);
    let (to_workers, jobs) = mpsc::sync_channel::<Pending>(request.jobs * 2);
    let jobs = Mutex::new(jobs);
    let (to_main, events) = mpsc::channel::<Event>();
    std::thread::scope(|scope| {
        for _ in 0..request.jobs.max(1) {
            let (jobs, to_main) = (&jobs, to_main.clone());
            scope.spawn(move || work(request, jobs, &to_main));
        }
        let (earlier, stop) = (&earlier, stop.as_ref());
        scope.spawn(move || feed(request, earlier, stop, &to_workers, &to_main));
        record(request, events, observer, journal.as_mut(), stop, &mut tally)
    })?;
    for (input, entry) in earlier {
        tally.entries.entry(input).or_insert(entry);
    }
    tally.stopped = stop.load(Ordering::Relaxed);
    if let (Some(journal), Some(folder)) = (journal, &request.folder) {
        journal.sync()?;
        if !tally.stopped {
            drop(journal);
            journal::compact(folder, &tally.entries)?;
        }
    }
    Ok(tally)
}

/// What the threads tell the journal's.
pub(super) enum Event {
    Done(Box<Entry>),
    /// Its content was seen before, in the input with this relative path.
    Duplicate(Box<Entry>),
    /// Could not be read or handed to a worker.
    Failed(Box<Entry>, Listed, Error),
    Skipped(PathBuf),
}

pub(super) fn blank(request: &Request, listed: &Listed, sha256: String, bytes: u64) -> Entry {
    Entry {
        input: listed.relative.clone(),
        sha256,
        bytes,
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

/// Takes jobs until there are none.
fn work(request: &Request, jobs: &Mutex<Receiver<Pending>>, to_main: &Sender<Event>) {
    let mut worker = Worker::new(&request.program, &request.setup);
    loop {
        let next = jobs.lock().ok().and_then(|jobs| jobs.recv().ok());
        let Some(Pending { listed, sha256, bytes }) = next else { return };
        let mut entry = blank(request, &listed, sha256, bytes);
        let job = job(request, &listed, &entry.sha256);
        let event = match create_folders(&job).and_then(|()| worker.work(&job)) {
            Ok(Reply::Answered(answer)) => {
                entry.cpu_seconds = (answer.cpu_seconds * 1e4).round() / 1e4;
                match answer.result {
                    Ok(found) => fill(&mut entry, found, request.folder.as_deref()),
                    Err(why) => {
                        remove_outputs(&job);
                        entry.error = Some(why);
                    }
                }
                Event::Done(Box::new(entry))
            }
            Ok(Reply::TimedOut) => {
                let what = format!("{} s", request.setup.timeout.as_secs());
                Event::Failed(Box::new(entry), listed, Error::Limit { what })
            }
            Ok(Reply::Died(status)) => {
                let what = match request.setup.max_memory {
                    Some(bytes) => format!("{} MiB, {status}", bytes >> 20),
                    None => status.to_string(),
                };
                Event::Failed(Box::new(entry), listed, Error::Limit { what })
            }
            Err(error) => Event::Failed(Box::new(entry), listed, error),
        };
        if to_main.send(event).is_err() {
            return;
        }
    }
}

fn job(request: &Request, listed: &Listed, sha256: &str) -> Job {
    let stem = match &request.folder {
        Some(folder) => folder.join(&listed.relative),
        None => listed.path.clone(),
    };
    Job {
        input: listed.path.clone(),
        outputs: request.formats.iter().map(|f| (*f, stem.with_extension(f.extension()))).collect(),
        keep: request.folder.as_ref().filter(|_| request.keep).map(|folder| kept_document(folder, sha256)),
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

/// Writes each outcome down as it comes; duplicates last, when it is known what became of the first.
fn record(
    request: &Request,
    events: Receiver<Event>,
    observer: &mut dyn Observer,
    mut journal: Option<&mut Journal>,
    stop: &AtomicBool,
    tally: &mut Tally,
) -> Result<()> {
    let mut duplicates = Vec::new();
    let mut write = |entry: Entry, observer: &mut dyn Observer, tally: &mut Tally| -> Result<()> {
        if let Some(journal) = journal.as_deref_mut()
            && let Err(error) = journal.append(&entry)
        {
            stop.store(true, Ordering::Relaxed);
            return Err(error);
        }
        observer.done(&entry);
        tally.entries.insert(entry.input.clone(), entry);
        Ok(())
    };
    for event in events {
        match event {
            Event::Done(entry) => write(*entry, observer, tally)?,
            Event::Failed(mut entry, listed, error) => {
                entry.error = Some(observer.describe(&listed.path, &error));
                remove_outputs(&job(request, &listed, &entry.sha256));
                write(*entry, observer, tally)?;
            }
            Event::Duplicate(entry) => duplicates.push(entry),
            Event::Skipped(input) => {
                tally.skipped += 1;
                observer.skipped(&input);
            }
        }
    }
    for entry in duplicates {
        if !stop.load(Ordering::Relaxed) {
            write(*entry, observer, tally)?;
        }
    }
    Ok(())
}

fn create_folder(folder: &Path) -> Result<()> {
    std::fs::create_dir_all(folder).map_err(|source| Error::Write { path: folder.to_owned(), source })
}

fn create_folders(job: &Job) -> Result<()> {
    for path in job.outputs.iter().map(|(_, p)| p).chain(&job.keep) {
        if let Some(parent) = path.parent() {
            create_folder(parent)?;
        }
    }
    Ok(())
}

/// A failed input has no outputs, not even of an earlier run.
fn remove_outputs(job: &Job) {
    for (_, output) in &job.outputs {
        let _ = std::fs::remove_file(output);
    }
}

/// Removes temporary files that a killed run left behind.
fn remove_leftovers(folder: &Path) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let is_folder = entry.file_type().is_ok_and(|t| t.is_dir());
        if is_folder {
            remove_leftovers(&entry.path());
        } else if entry.file_name().to_string_lossy().starts_with(crate::write::atomic::PREFIX) {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}
