//! How far a run is: a bar on a terminal, plain lines now and then elsewhere.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use super::closing::{Totals, closing_table};
use super::convert_arguments::kept;
use super::{Language, messages, output};
use crate::Error;
use crate::batch::{JournalEntry, Observer, RunTally};

/// Time between two lines where there is no terminal.
pub(super) const LINE_INTERVAL: Duration = Duration::from_secs(10);

/// Shows a run's progress and keeps its running totals.
pub(super) struct Progress {
    language: Language,
    bar: ProgressBar,
    started: Instant,
    last_line: Instant,
    total: usize,
    done: usize,
    failed: usize,
    skipped: usize,
    errors: usize,
    warnings: usize,
    slowest: Option<(f64, PathBuf)>,
}

impl Progress {
    pub(super) fn new(total: usize, language: Language) -> Self {
        let bar = if total > 1 && std::io::stderr().is_terminal() {
            let bar = ProgressBar::new(total as u64);
            if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} {per_sec} {eta} {wide_msg}") {
                bar.set_style(style);
            }
            bar
        } else {
            ProgressBar::hidden()
        };
        let now = Instant::now();
        Self {
            language,
            bar,
            started: now,
            last_line: now,
            total,
            done: 0,
            failed: 0,
            skipped: 0,
            errors: 0,
            warnings: 0,
            slowest: None,
        }
    }

    fn line(&self) -> String {
        let at = self.done + self.skipped;
        let seconds = self.started.elapsed().as_secs_f64().max(0.001);
        let rate = self.done as f64 / seconds;
        let left = self.total.saturating_sub(at) as f64 / rate.max(0.001);
        let (failed, errors, warnings) = (self.failed, self.errors, self.warnings);
        let slowest = self.slowest.as_ref().map(|(s, p)| format!("{} {s:.1}s", p.display())).unwrap_or_default();
        match self.language {
            Language::Zh => format!(
                "{at}/{}，{rate:.1}个/秒，约剩{left:.0}秒，失败{failed}，错误{errors}，警告{warnings}，最慢：{slowest}",
                self.total
            ),
            Language::En => format!(
                "{at}/{}, {rate:.1} files/s, about {left:.0} s left, {failed} failed, {errors} errors, {warnings} warnings, slowest: {slowest}",
                self.total
            ),
        }
    }

    /// Ends the bar and prints the closing table.
    pub(super) fn close(&self, totals: &Totals, tally: &RunTally) {
        self.bar.finish_and_clear();
        output::complain(&closing_table(totals, tally, self.started.elapsed(), self.done, self.language));
    }
}

impl Observer for Progress {
    fn done(&mut self, entry: &JournalEntry) {
        self.done += 1;
        self.errors += entry.counts.errors;
        self.warnings += entry.counts.warnings;
        if self.slowest.as_ref().is_none_or(|(s, _)| entry.cpu_seconds > *s) {
            self.slowest = Some((entry.cpu_seconds, entry.input.clone()));
        }
        tracing::info!(
            input = %entry.input.display(), sha256 = entry.sha256, outcome = ?entry.outcome, forms = entry.counts.forms,
            projects = entry.counts.projects, indicators = entry.counts.indicators, errors = entry.counts.errors,
            warnings = entry.counts.warnings, cpu_seconds = entry.cpu_seconds, error = entry.error, "input done"
        );
        if let Some(error) = &entry.error {
            self.failed += 1;
            let kept = entry.kept.iter().map(|path| kept(path, self.language));
            self.bar.suspend(|| std::iter::once(error.clone()).chain(kept).for_each(|line| output::complain(&line)));
        }
        self.bar.inc(1);
        if self.bar.is_hidden() {
            if self.last_line.elapsed() >= LINE_INTERVAL {
                self.last_line = Instant::now();
                output::complain(&self.line());
            }
        } else {
            self.bar.set_message(self.line());
        }
    }

    fn skipped(&mut self, input: &Path) {
        self.skipped += 1;
        tracing::debug!(input = %input.display(), "done by an earlier run");
        self.bar.inc(1);
    }

    fn describe(&self, path: &Path, error: &Error) -> String {
        messages::error_about(path, error, self.language)
    }
}
