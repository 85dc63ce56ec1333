//! Worker processes, started anew where one dies.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::Duration;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::protocol::{Answer, Job, Next, Read, Setup};
use crate::write::Replace;
use crate::{Error, Result};

/// Time a worker gets beyond the document's own limit, which it enforces itself, before it is killed.
const GRACE: Duration = Duration::from_secs(10);

/// For the allocator of the GNU C library; others ignore it. A worker reads one document after the other: giving the pages
/// of one back to the system and asking for them anew for the next costs a tenth of its time. Bytes at the end of the heap
/// that are kept, and the size from which an allocation has pages of its own. One heap for all threads, which work in turn: each
/// one more takes 64 MiB of a limited address space.
const KEEP_FREED_MEMORY: [(&str, &str); 3] =
    [("MALLOC_TRIM_THRESHOLD_", "67108864"), ("MALLOC_MMAP_THRESHOLD_", "33554432"), ("MALLOC_ARENA_MAX", "1")];

/// A running worker process.
pub(super) struct Worker<'a> {
    program: &'a Path,
    setup: &'a Setup,
    process: Option<Process>,
}

struct Process {
    child: Child,
    stdin: ChildStdin,
    answers: Receiver<String>,
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
    pub(super) fn new(program: &'a Path, setup: &'a Setup) -> Self {
        Self { program, setup, process: None }
    }

    /// Has a file read.
    pub(super) fn read(&mut self, job: &Job) -> Result<Reply<Read>> {
        if self.process.is_none() {
            self.process = Some(self.start()?);
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
            // A worker that is gone says so at the next job.
            let _ = send(&mut process.stdin, &Next::Leave);
        }
    }

    /// Hands over a message and waits for the answer.
    fn ask<T: DeserializeOwned>(&mut self, message: &impl Serialize) -> Result<Reply<T>> {
        let Some(process) = self.process.as_mut() else { return Err(cannot_start(self.program, "")) };
        // A write that fails means that the worker is gone; the receiver says so below.
        let _ = send(&mut process.stdin, message);
        let timed_out = match process.answers.recv_timeout(self.setup.timeout + GRACE) {
            Ok(line) => match serde_json::from_str(&line) {
                Ok(answer) => return Ok(Reply::Answered(answer)),
                Err(_) => false,
            },
            Err(why) => why == RecvTimeoutError::Timeout,
        };
        let Some(mut process) = self.process.take() else { return Err(cannot_start(self.program, "")) };
        // It may still run where its answer could not be understood.
        let _ = process.child.kill();
        let status = process.child.wait().map_err(|e| cannot_start(self.program, &e.to_string()))?;
        Ok(if timed_out { Reply::TimedOut } else { Reply::Died(status) })
    }

    fn start(&self) -> Result<Process> {
        let mut child = Command::new(self.program)
            .arg("worker")
            .envs(KEEP_FREED_MEMORY)
            // Documents are worked on side by side already; pages side by side as well would only get in their way.
            .env("RAYON_NUM_THREADS", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|e| cannot_start(self.program, &e.to_string()))?;
        let (Some(mut stdin), Some(stdout)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(cannot_start(self.program, "no pipe"));
        };
        send(&mut stdin, self.setup).map_err(|e| cannot_start(self.program, &e.to_string()))?;
        let (to, answers) = mpsc::channel();
        std::thread::spawn(move || {
            for line in BufReader::new(stdout).lines().map_while(std::result::Result::ok) {
                if to.send(line).is_err() {
                    return;
                }
            }
        });
        Ok(Process { child, stdin, answers })
    }
}

impl Drop for Worker<'_> {
    fn drop(&mut self) {
        if let Some(Process { mut child, stdin, .. }) = self.process.take() {
            drop(stdin); // the worker ends when its input does
            let _ = child.wait();
        }
    }
}

fn send(to: &mut ChildStdin, message: &impl Serialize) -> std::io::Result<()> {
    let mut line = serde_json::to_vec(message)?;
    line.push(b'\n');
    to.write_all(&line)?;
    to.flush()
}

fn cannot_start(program: &Path, why: &str) -> Error {
    Error::Read { path: PathBuf::from(program), source: std::io::Error::other(format!("worker: {why}")) }
}
