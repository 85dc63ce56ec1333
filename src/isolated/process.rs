//! A worker process and the pipe to it: messages in JSON, a line each, some with bytes behind them.

use std::ffi::OsString;
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::{Error, Result};

/// For the allocator of the GNU C library; others ignore it. A worker reads one document after the other: giving the pages
/// of one back to the system and asking for them anew for the next costs a tenth of its time. Bytes at the end of the heap
/// that are kept, and the size from which an allocation has pages of its own. One heap for all threads, which work in turn: each
/// one more takes 64 MiB of a limited address space.
const KEEP_FREED_MEMORY: [(&str, &str); 3] =
    [("MALLOC_TRIM_THRESHOLD_", "67108864"), ("MALLOC_MMAP_THRESHOLD_", "33554432"), ("MALLOC_ARENA_MAX", "1")];

/// How often one that waits for an answer looks whether it is still wanted.
const LOOK: Duration = Duration::from_millis(50);

/// How a worker is started.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Program {
    /// The program.
    pub path: PathBuf,
    /// What it is told.
    pub arguments: Vec<OsString>,
}

/// A running worker process.
pub(crate) struct WorkerProcess {
    child: Child,
    /// None once it is told to end.
    stdin: Option<ChildStdin>,
    answers: Receiver<String>,
}

/// What came of a message.
pub(crate) enum PipeReply<T> {
    /// The answer.
    Answered(T),
    /// None in time, or none is wanted any more.
    GivenUp,
    /// None that could be understood: the process has ended, or is to be.
    Silent,
}

impl WorkerProcess {
    /// Starts a process and hands it its first message, to which there is no answer.
    pub(crate) fn start(program: &Program, first: &impl Serialize) -> Result<Self> {
        let mut child = Command::new(&program.path)
            .args(&program.arguments)
            .envs(KEEP_FREED_MEMORY)
            // Documents are worked on side by side already; pages side by side as well would only get in their way.
            .env("RAYON_NUM_THREADS", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|e| cannot_start(program, &e.to_string()))?;
        let (Some(mut stdin), Some(stdout)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(cannot_start(program, "no pipe"));
        };
        send(&mut stdin, first, &[]).map_err(|e| cannot_start(program, &e.to_string()))?;
        let (to, answers) = mpsc::channel();
        std::thread::spawn(move || {
            for line in BufReader::new(stdout).lines().map_while(std::result::Result::ok) {
                if to.send(line).is_err() {
                    return;
                }
            }
        });
        Ok(Self { child, stdin: Some(stdin), answers })
    }

    /// Hands over a message to which there is no answer. A process that is gone says so at the next one.
    #[cfg_attr(not(feature = "cli"), allow(dead_code, reason = "what only runs over many inputs say"))]
    pub(crate) fn tell(&mut self, message: &impl Serialize) {
        if let Some(stdin) = &mut self.stdin {
            let _ = send(stdin, message, &[]);
        }
    }

    /// Hands over a message with bytes behind it and waits for the answer, so long at most, and no longer than it is wanted.
    pub(crate) fn ask<T: DeserializeOwned>(
        &mut self,
        message: &impl Serialize,
        bytes: &[u8],
        wait: Duration,
        unwanted: &AtomicBool,
    ) -> PipeReply<T> {
        let Some(stdin) = &mut self.stdin else { return PipeReply::Silent };
        // A write that fails means that the worker is gone; the receiver says so below.
        let _ = send(stdin, message, bytes);
        let start = Instant::now();
        loop {
            let left = wait.saturating_sub(start.elapsed());
            match self.answers.recv_timeout(left.min(LOOK)) {
                Ok(line) => return serde_json::from_str(&line).map_or(PipeReply::Silent, PipeReply::Answered),
                Err(RecvTimeoutError::Disconnected) => return PipeReply::Silent,
                Err(RecvTimeoutError::Timeout) if left.is_zero() || unwanted.load(Ordering::Relaxed) => {
                    return PipeReply::GivenUp;
                }
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
    }

    /// Ends the process, whatever it is doing.
    pub(crate) fn end(mut self) -> std::io::Result<ExitStatus> {
        // It may still run where its answer could not be understood.
        let _ = self.child.kill();
        self.child.wait()
    }
}

impl Drop for WorkerProcess {
    fn drop(&mut self) {
        drop(self.stdin.take()); // the worker ends when its input does
        let _ = self.child.wait();
    }
}

fn send(to: &mut ChildStdin, message: &impl Serialize, bytes: &[u8]) -> std::io::Result<()> {
    let mut line = serde_json::to_vec(message)?;
    line.push(b'\n');
    to.write_all(&line)?;
    to.write_all(bytes)?;
    to.flush()
}

pub(crate) fn cannot_start(program: &Program, why: &str) -> Error {
    Error::Read { path: program.path.clone(), source: std::io::Error::other(format!("worker: {why}")) }
}
