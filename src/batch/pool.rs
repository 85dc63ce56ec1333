//! Worker processes, started anew where one dies.

use std::path::Path;
use std::process::ExitStatus;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::protocol::{Answer, Job, Next, Read, Setup};
use crate::Result;
use crate::isolated::Program;
use crate::isolated::process::{PipeReply, WorkerProcess, cannot_start};
use crate::write::Replace;

/// Time a worker gets beyond the document's own limit, which it enforces itself, before it is killed.
const GRACE: Duration = Duration::from_secs(10);

/// A worker of a run, with its process while there is one.
pub(super) struct Worker<'a> {
    program: Program,
    setup: &'a Setup,
    process: Option<WorkerProcess>,
}

/// What a worker made of a message.
pub(super) enum Reply<T> {
    /// It answered.
    Answered(T),
    /// It did not answer in time and was killed.
    TimedOut,
    /// It ended without an answer: a crash, or no memory left.
    Died(ExitStatus),
}

impl<'a> Worker<'a> {
    /// A worker that starts with its first job. `program` is this program.
    pub(super) fn new(program: &Path, setup: &'a Setup) -> Self {
        let program = Program { path: program.to_owned(), arguments: vec!["worker".into()] };
        Self { program, setup, process: None }
    }

    /// Has a file read.
    pub(super) fn read(&mut self, job: &Job) -> Result<Reply<Read>> {
        if self.process.is_none() {
            self.process = Some(WorkerProcess::start(&self.program, self.setup)?);
        }
        self.ask(job)
    }

    /// Has what was read last converted.
    pub(super) fn convert(&mut self, replaces: Vec<Replace>) -> Result<Reply<Answer>> {
        self.ask(&Next::Convert { replaces })
    }

    /// Has it forgotten.
    pub(super) fn leave(&mut self) {
        if let Some(process) = self.process.as_mut() {
            process.tell(&Next::Leave);
        }
    }

    /// Hands over a message and waits for the answer.
    fn ask<T: DeserializeOwned>(&mut self, message: &impl Serialize) -> Result<Reply<T>> {
        let Some(mut process) = self.process.take() else { return Err(cannot_start(&self.program, "")) };
        let wait = self.setup.timeout + GRACE;
        let given_up = match process.ask(message, &[], wait, &AtomicBool::new(false)) {
            PipeReply::Answered(answer) => {
                self.process = Some(process);
                return Ok(Reply::Answered(answer));
            }
            PipeReply::GivenUp => true,
            PipeReply::Silent => false,
        };
        let status = process.end().map_err(|e| cannot_start(&self.program, &e.to_string()))?;
        Ok(if given_up { Reply::TimedOut } else { Reply::Died(status) })
    }
}
