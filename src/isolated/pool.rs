//! Workers that wait for documents.

use std::sync::Mutex;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use super::process::{PipeReply, Program, WorkerProcess};
use super::protocol::{Failure, IsolatedAnswer, IsolatedInput, IsolatedJob, IsolatedSettings};
use crate::error::Limit;
use crate::locks::locked;
use crate::model::Document;
use crate::{Error, Result};

/// Time a worker gets beyond the document's own limit, which it enforces itself within a second, before it is killed.
const GRACE: Duration = Duration::from_secs(3);

/// Worker processes of one program with the same settings. As many are started as documents are ever converted at the same time.
pub struct Pool {
    program: Program,
    settings: IsolatedSettings,
    idle: Mutex<Vec<WorkerProcess>>,
}

impl Pool {
    /// Without workers yet. The program calls [`serve`](super::serve()).
    #[must_use]
    pub const fn new(program: Program, settings: IsolatedSettings) -> Self {
        Self { program, settings, idle: Mutex::new(Vec::new()) }
    }

    /// Converts a document in a worker. A worker that ends, or is too late, costs this document; once `unwanted` is true, it is given up.
    ///
    /// # Errors
    /// Why there is no document.
    pub fn convert(&self, input: &IsolatedInput<'_>, unwanted: &AtomicBool) -> std::result::Result<Document, Failure> {
        let idle = locked(&self.idle).pop();
        let start = || WorkerProcess::start(&self.program, &self.settings).map_err(|error| Failure::from(&error));
        let mut worker = idle.map_or_else(start, Ok)?;
        let (job, bytes): (IsolatedJob, &[u8]) = match input {
            IsolatedInput::Path(path) => (IsolatedJob::Path(path.clone()), &[]),
            IsolatedInput::Bytes(name, bytes) => {
                (IsolatedJob::Bytes { name: name.clone(), length: bytes.len() as u64 }, bytes)
            }
        };
        let wait = self.settings.timeout.saturating_add(GRACE);
        match worker.ask::<IsolatedAnswer>(&job, bytes, wait, unwanted) {
            PipeReply::Answered(answer) => {
                locked(&self.idle).push(worker);
                answer
            }
            PipeReply::GivenUp => {
                drop(worker.end());
                let seconds = self.settings.timeout.as_secs();
                Err(Failure::from(&Error::Limit { what: Limit::Seconds { seconds } }))
            }
            PipeReply::Silent => Err(ended(worker)),
        }
    }

    /// Ends the workers that wait.
    pub fn close(&self) {
        locked(&self.idle).clear();
    }
}

fn ended(worker: WorkerProcess) -> Failure {
    let status: Result<String> = worker.end().map(|status| status.to_string()).map_err(Error::reading("-".as_ref()));
    let error = status.map_or_else(|error| error, |status| Error::Limit { what: Limit::WorkerEnded { status } });
    Failure::from(&error)
}
