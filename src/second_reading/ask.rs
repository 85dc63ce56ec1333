//! Has the other engine read a file in a process of its own, which may crash, hang or take memory as it likes.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::{Duration, Instant};

use super::engine::{PageAnswer, ReadOrder};
use super::tally::CharacterCounts;
use crate::{Error, Result};

/// The command that [`serve`](super::serve) stands behind.
pub(crate) const COMMAND: &str = "second-reader";
/// Time it has where the conversion has no limit.
const LONGEST: Duration = Duration::from_mins(10);
/// Address space of a process that has read nothing yet, bytes.
const BASE: u64 = 512 << 20;

/// Who is asked, and what he may take.
#[derive(Debug)]
pub struct Asked<'a> {
    /// This program.
    pub program: &'a Path,
    /// Password of an encrypted file.
    pub password: Option<&'a str>,
    /// When he is given up; `None`: after ten minutes.
    pub deadline: Option<Instant>,
}

impl Asked<'_> {
    /// What he finds on the pages he can read.
    ///
    /// # Errors
    /// Where the process cannot be started.
    pub fn read(&self, bytes: Vec<u8>, memory: u64) -> Result<BTreeMap<u32, CharacterCounts>> {
        let order = ReadOrder { password: self.password.map(str::to_owned), memory: memory.saturating_mul(2) + BASE };
        let mut line = serde_json::to_vec(&order).unwrap_or_default();
        line.push(b'\n');
        let child = Command::new(self.program)
            .arg(COMMAND)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(Error::reading(self.program))?;
        let mut process = OwnProcess(child);
        if let Some(mut stdin) = process.0.stdin.take() {
            // A write that fails means that the process is gone: the answers end.
            std::thread::spawn(move || stdin.write_all(&line).and_then(|()| stdin.write_all(&bytes)));
        }
        let (to, answers) = mpsc::channel();
        if let Some(stdout) = process.0.stdout.take() {
            std::thread::spawn(move || {
                for line in BufReader::new(stdout).lines().map_while(std::result::Result::ok) {
                    if to.send(line).is_err() {
                        return;
                    }
                }
            });
        }
        let mut pages = BTreeMap::new();
        let deadline = self.deadline.or_else(|| Instant::now().checked_add(LONGEST));
        loop {
            let left = deadline.map_or(LONGEST, |deadline| deadline.saturating_duration_since(Instant::now()));
            match answers.recv_timeout(left) {
                Ok(line) => {
                    if let Ok(PageAnswer { page, tally }) = serde_json::from_str(&line) {
                        pages.insert(page, tally);
                    }
                }
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return Ok(pages),
            }
        }
    }
}

/// A process that does not outlive its use.
struct OwnProcess(Child);

impl Drop for OwnProcess {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
