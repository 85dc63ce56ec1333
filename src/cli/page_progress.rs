//! How many pages of one input are done: a bar on a terminal, plain lines now and then elsewhere.

use std::io::IsTerminal;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use indicatif::{ProgressBar, ProgressStyle};

use super::progress::LINE_INTERVAL;
use super::{Language, output};

/// Counts pages from several threads.
pub(super) struct PageProgress {
    language: Language,
    bar: ProgressBar,
    total: usize,
    done: AtomicUsize,
    last_line: Mutex<Instant>,
}

impl PageProgress {
    pub(super) fn new(total: usize, language: Language) -> Self {
        let bar = if total > 1 && std::io::stderr().is_terminal() {
            let bar = ProgressBar::new(total as u64);
            if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} {per_sec} {eta}") {
                bar.set_style(style);
            }
            bar
        } else {
            ProgressBar::hidden()
        };
        Self { language, bar, total, done: AtomicUsize::new(0), last_line: Mutex::new(Instant::now()) }
    }

    pub(super) fn page_done(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        self.bar.inc(1);
        // A thread that finds the clock in use leaves the line to the other.
        let Ok(mut last) = self.last_line.try_lock() else { return };
        if self.bar.is_hidden() && done < self.total && last.elapsed() >= LINE_INTERVAL {
            *last = Instant::now();
            output::complain(&match self.language {
                Language::Zh => format!("{done}/{}页", self.total),
                Language::En => format!("{done}/{} pages", self.total),
            });
        }
    }

    /// Takes the bar away.
    pub(super) fn close(&self) {
        self.bar.finish_and_clear();
    }
}
