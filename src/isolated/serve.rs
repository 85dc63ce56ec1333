//! A worker process: inputs from standard input, documents to standard output.

use std::io::{BufRead, Write};
use std::path::PathBuf;

use super::protocol::{Failure, IsolatedAnswer, IsolatedJob, IsolatedSettings};
use crate::error::Unusable;
use crate::extract::contain::process_memory;
use crate::{Document, Error, Options, Result};

/// For tests of those who use workers: the name of an input at which the worker ends itself, and of one at which it hangs.
const TEST_ENDS: &str = "JIXIAO_TEST_WORKER_ENDS";
const TEST_HANGS: &str = "JIXIAO_TEST_WORKER_HANGS";

/// Serves until `jobs` ends.
///
/// # Errors
/// Where the pipes break or the settings cannot be used.
pub fn serve(jobs: &mut dyn BufRead, answers: &mut dyn Write) -> Result<()> {
    let Some(settings) = receive::<IsolatedSettings>(jobs)? else { return Ok(()) };
    process_memory::limit(most_memory(settings.max_memory)).map_err(broken)?;
    let options = settings.options()?;
    while let Some(job) = receive::<IsolatedJob>(jobs)? {
        let converted = convert(job, jobs, &options)?;
        let answer: IsolatedAnswer = match converted {
            Ok(document) => Ok(if settings.english { document.in_english() } else { document }),
            Err(error) => Err(Failure::from(&error)),
        };
        serde_json::to_writer(&mut *answers, &answer).map_err(|e| broken(e.into()))?;
        answers.write_all(b"\n").and_then(|()| answers.flush()).map_err(broken)?;
    }
    Ok(())
}

/// The outer error is one of the pipe.
fn convert(job: IsolatedJob, jobs: &mut dyn BufRead, options: &Options) -> Result<Result<Document>> {
    match job {
        IsolatedJob::Path(path) => {
            obey_test(&path.file_name().unwrap_or_default().to_string_lossy());
            Ok(crate::convert(&path, options))
        }
        IsolatedJob::Bytes { name, length } => {
            let mut bytes = Vec::new();
            std::io::Read::read_to_end(&mut std::io::Read::take(jobs, length), &mut bytes).map_err(broken)?;
            obey_test(&name);
            Ok(crate::convert_bytes(name, bytes, options))
        }
    }
}

/// What a document may do to a process that was not made for it, where a test asks for it.
fn obey_test(name: &str) {
    if std::env::var(TEST_ENDS).is_ok_and(|ends| ends == name) {
        std::process::abort();
    }
    while std::env::var(TEST_HANGS).is_ok_and(|hangs| hangs == name) {
        std::thread::park();
    }
}

/// The next message, a line of JSON; `None` at the end.
pub(crate) fn receive<T: serde::de::DeserializeOwned>(from: &mut dyn BufRead) -> Result<Option<T>> {
    let mut line = Vec::new();
    if from.read_until(b'\n', &mut line).map_err(broken)? == 0 {
        return Ok(None);
    }
    serde_json::from_slice(&line)
        .map(Some)
        .map_err(|e| Error::Setting { what: Unusable::WorkerMessage { why: e.to_string() } })
}

/// The error of a pipe that broke.
pub(crate) fn broken(source: std::io::Error) -> Error {
    Error::Read { path: PathBuf::from("-"), source }
}

/// What a worker may take whose inputs may take so many bytes each: what it has, twice as much for them, and the stacks of the
/// reading threads. Inputs are held to their memory before; this ends what the charges do not foresee.
pub(crate) fn most_memory(bytes: u64) -> u64 {
    const STACKS: u64 = 512 << 20;
    process_memory::taken() + bytes.saturating_mul(2) + STACKS
}
