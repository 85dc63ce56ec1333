//! A run over many inputs.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver};
use std::sync::{Arc, Mutex, PoisonError};

use super::journal::JournalEntry;
use super::ledger::Ledger;
use super::order::InputOrder;
use super::request::Request;
use super::work::{Event, job, keep_outputs, work};
use crate::locks::locked;
use crate::{Error, Result};

/// Told of each input as it is done.
pub(crate) trait Observer {
    /// An input is done.
    fn done(&mut self, entry: &JournalEntry);
    /// An input was left out: done by an earlier run, or of another share.
    fn skipped(&mut self, input: &Path);
    /// Puts a failure into the user's language.
    fn describe(&self, path: &Path, error: &Error) -> String;
}

/// How a run ended.
#[derive(Debug)]
pub(crate) struct RunTally {
    /// The entries of this run and, after a resumed one, of the earlier runs.
    pub ledger: Ledger,
    /// Inputs left out because an earlier run had done them.
    pub skipped: usize,
    /// Whether it was stopped before its end.
    pub stopped: bool,
}

/// Converts all inputs. Inputs are independent: a failed one is an entry of the journal. When `stop` becomes true, inputs in hand
/// are finished and no further ones begun.
///
/// # Errors
/// Where the journal or the folder cannot be written, or another run holds the folder. What was written down until then is taken
/// up by a run that resumes.
pub(crate) fn run(request: &Request, observer: &mut dyn Observer, stop: &Arc<AtomicBool>) -> Result<RunTally> {
    let (ledger, _lock) = match &request.folder {
        None => (Ledger::nameless()?, None),
        Some(folder) => {
            create_folder(folder)?;
            let lock = super::lock::acquire(folder)?;
            remove_leftovers(folder);
            (Ledger::open(folder)?, Some(lock))
        }
    };
    let ledger = Mutex::new(ledger);
    let order = InputOrder::new(request.inputs.len());
    let (to_main, events) = mpsc::sync_channel::<Event>(2 * request.jobs);
    let skipped = std::thread::scope(|scope| {
        for _ in 0..request.jobs.max(1) {
            let (ledger, order, stop, to_main) = (&ledger, &order, stop.as_ref(), to_main.clone());
            scope.spawn(move || work(request, ledger, order, stop, &to_main));
        }
        drop(to_main);
        // The events are dropped on an error: workers that have one to tell end then.
        record(request, events, observer, &ledger).inspect_err(|_| stop.store(true, Ordering::Relaxed))
    })?;
    drop(order);
    let mut ledger = ledger.into_inner().unwrap_or_else(PoisonError::into_inner);
    if !request.resume {
        ledger.forget_earlier();
    }
    ledger.sync()?;
    let stopped = stop.load(Ordering::Relaxed);
    let ledger = if stopped { ledger } else { ledger.compact()? };
    Ok(RunTally { ledger, skipped, stopped })
}

/// Writes each outcome down as it comes; gives the number of inputs that were done before.
fn record(
    request: &Request,
    events: Receiver<Event>,
    observer: &mut dyn Observer,
    ledger: &Mutex<Ledger>,
) -> Result<usize> {
    let mut skipped = 0;
    for event in events {
        let (entry, number) = match event {
            Event::Done(entry, number) => (entry, number),
            Event::Failed(mut entry, number, error) => {
                if let Some(listed) = request.inputs.get(number) {
                    entry.error = Some(observer.describe(&listed.path, &error));
                    keep_outputs(&mut entry, &job(request, &listed), request);
                }
                (entry, number)
            }
            Event::Skipped(number, entry) => {
                skipped += 1;
                entry.map(|entry| locked(ledger).append(number, &entry)).transpose()?;
                request.inputs.get(number).into_iter().for_each(|listed| observer.skipped(&listed.relative));
                continue;
            }
        };
        locked(ledger).append(number, &entry)?;
        observer.done(&entry);
    }
    Ok(skipped)
}

fn create_folder(folder: &Path) -> Result<()> {
    std::fs::create_dir_all(folder).map_err(Error::writing(folder))
}

/// Removes temporary files that a killed run left behind.
fn remove_leftovers(folder: &Path) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let is_folder = entry.file_type().is_ok_and(|t| t.is_dir());
        if is_folder {
            remove_leftovers(&entry.path());
        } else if crate::write::atomic::is_unfinished(&entry.file_name().to_string_lossy()) {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}
