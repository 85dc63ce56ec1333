//! `jixiao worker`: what a batch starts for itself; not for people.

use std::io::{self, BufRead, BufReader, Read};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver};

use super::{Language, messages};
use crate::batch::worker;

pub(crate) fn run() -> anyhow::Result<ExitCode> {
    // An interrupt on the terminal reaches the workers, too; they finish the file in hand and end when their input does.
    let _ = ctrlc::set_handler(|| {});
    let mut answers = io::stdout();
    worker::serve(&mut Jobs::of_standard_input(), &mut answers, &|path, error, english| {
        messages::error_about(path, error, if english { Language::En } else { Language::Zh })
    })?;
    Ok(ExitCode::SUCCESS)
}

/// Standard input, read ahead by a thread. It ends in the middle of a document only where the run was killed: the worker then ends at
/// once, so that it writes nothing into a folder that the next run works in.
struct Jobs {
    lines: Receiver<Vec<u8>>,
    /// The line in hand, and how much of it was taken.
    line: Vec<u8>,
    taken: usize,
    state: Arc<QueueState>,
}

#[derive(Default)]
struct QueueState {
    /// Whether a line was taken and the next is not asked for.
    busy: AtomicBool,
    /// Whether standard input is at its end.
    ended: AtomicBool,
}

impl Jobs {
    fn of_standard_input() -> Self {
        let (lines, received) = mpsc::channel();
        let state = Arc::new(QueueState::default());
        let seen = Arc::clone(&state);
        std::thread::spawn(move || {
            let mut input = BufReader::new(io::stdin());
            let mut line = Vec::new();
            while input.read_until(b'\n', &mut line).is_ok_and(|length| length > 0) {
                if lines.send(std::mem::take(&mut line)).is_err() {
                    return;
                }
            }
            seen.ended.store(true, Ordering::SeqCst);
            if seen.busy.load(Ordering::SeqCst) {
                std::process::exit(0);
            }
        });
        Self { lines: received, line: Vec::new(), taken: 0, state }
    }
}

impl BufRead for Jobs {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.taken == self.line.len() {
            self.state.busy.store(false, Ordering::SeqCst);
            self.line = self.lines.recv().unwrap_or_default();
            self.taken = 0;
            self.state.busy.store(true, Ordering::SeqCst);
            // Who sends a line waits for its answer; one that did not is gone.
            if self.state.ended.load(Ordering::SeqCst) {
                self.line.clear();
            }
        }
        Ok(self.line.get(self.taken..).unwrap_or_default())
    }

    fn consume(&mut self, amount: usize) {
        self.taken = (self.taken + amount).min(self.line.len());
    }
}

impl Read for Jobs {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let length = self.fill_buf()?.read(into)?;
        self.consume(length);
        Ok(length)
    }
}
