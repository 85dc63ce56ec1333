//! How far a run is: a bar on a terminal, plain lines now and then elsewhere.

use std::collections::BTreeMap;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use super::{Language, messages, output};
use crate::Error;
use crate::batch::{Entry, Observer, Outcome, Tally};

/// Time between two lines where there is no terminal.
pub(super) const LINE_INTERVAL: Duration = Duration::from_secs(10);

/// Groups of near-duplicates named in the closing table; the journal has the keys of all.
const NEAR_DUPLICATES_SHOWN: usize = 10;

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
    pub(super) fn close(&self, tally: &Tally) {
        self.bar.finish_and_clear();
        output::complain(&closing_table(tally, self.started.elapsed(), self.done, self.language));
    }
}

impl Observer for Progress {
    fn done(&mut self, entry: &Entry) {
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
            self.bar.suspend(|| output::complain(error));
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

/// Converted, failed and why, without forms, findings by code, near-duplicates, throughput.
fn closing_table(tally: &Tally, elapsed: Duration, done: usize, language: Language) -> String {
    let zh = language == Language::Zh;
    let of = |outcome| tally.entries.values().filter(move |e| e.outcome == outcome);
    let (converted, failed) = (of(Outcome::Converted).count(), of(Outcome::Failed).count());
    let duplicates = of(Outcome::Duplicate).count();
    let without = of(Outcome::Converted).filter(|e| e.counts.forms == 0).count();
    let seconds = elapsed.as_secs_f64().max(0.001);
    let rate = done as f64 / seconds;
    let mut lines = vec![if zh {
        format!(
            "共{}个文件：转换{converted}个（其中{without}个没有绩效表），重复{duplicates}个，失败{failed}个，跳过已完成{}个；{seconds:.1}秒，{rate:.1}个/秒",
            tally.entries.len(),
            tally.skipped
        )
    } else {
        format!(
            "{} files: {converted} converted ({without} without forms), {duplicates} duplicates, {failed} failed, {} done earlier; {seconds:.1} s, {rate:.1} files/s",
            tally.entries.len(),
            tally.skipped
        )
    }];
    lines.extend(failures(tally, zh));
    lines.extend(findings(tally, zh));
    lines.extend(near_duplicate_lines(tally, zh));
    if tally.stopped {
        let advice = if zh {
            "已中断：加上 --resume 再运行一次即可继续"
        } else {
            "stopped: run again with --resume to go on"
        };
        lines.push(advice.to_owned());
    }
    lines.join("\n")
}

/// A line for each reason of failure.
fn failures(tally: &Tally, zh: bool) -> Vec<String> {
    let mut reasons: BTreeMap<String, usize> = BTreeMap::new();
    for entry in tally.entries.values().filter(|e| e.outcome == Outcome::Failed) {
        *reasons.entry(reason(entry)).or_insert(0) += 1;
    }
    let title = if zh { "失败" } else { "failed" };
    reasons.into_iter().map(|(why, count)| format!("  {title} {count}: {why}")).collect()
}

/// A line for each code of findings.
fn findings(tally: &Tally, zh: bool) -> Vec<String> {
    let mut codes: BTreeMap<&str, usize> = BTreeMap::new();
    for (code, count) in tally.entries.values().flat_map(|e| &e.codes) {
        *codes.entry(code).or_insert(0) += count;
    }
    let title = if zh { "问题" } else { "findings" };
    codes.into_iter().map(|(code, count)| format!("  {title} {count}: {code}")).collect()
}

/// A line for each of the first groups of near-duplicates, and one that counts the rest.
fn near_duplicate_lines(tally: &Tally, zh: bool) -> Vec<String> {
    let near = near_duplicates(tally);
    let heading = if zh {
        "疑似重复（同表种、同部门、同年度）"
    } else {
        "near-duplicates (same form, department, year)"
    };
    let mut lines: Vec<String> = Vec::new();
    for (key, inputs) in near.iter().take(NEAR_DUPLICATES_SHOWN) {
        let shown: Vec<String> = inputs.iter().take(5).map(|p| p.display().to_string()).collect();
        lines.push(format!("  {heading} {key}: {} ({})", inputs.len(), shown.join(", ")));
    }
    if let Some(more @ 1..) = near.len().checked_sub(NEAR_DUPLICATES_SHOWN) {
        lines.push(if zh {
            format!("  ……另有{more}组疑似重复")
        } else {
            format!("  ... and {more} more groups")
        });
    }
    lines
}

/// The message of a failure without the file it is about.
fn reason(entry: &Entry) -> String {
    let message = entry.error.as_deref().unwrap_or_default();
    let name = entry.input.file_name().unwrap_or_default().to_string_lossy().into_owned();
    message.rsplit_once(&name).map_or(message, |(_, why)| why).trim_start_matches(['：', ':', ' ']).to_owned()
}

fn near_duplicates(tally: &Tally) -> Vec<(String, Vec<&PathBuf>)> {
    let mut groups: BTreeMap<&str, Vec<&PathBuf>> = BTreeMap::new();
    for entry in tally.entries.values().filter(|e| e.outcome == Outcome::Converted) {
        let mut keys: Vec<&str> = entry.keys.iter().map(String::as_str).collect();
        keys.sort_unstable();
        keys.dedup();
        for key in keys {
            groups.entry(key).or_default().push(&entry.input);
        }
    }
    groups.into_iter().filter(|(_, inputs)| inputs.len() > 1).map(|(k, v)| (k.to_owned(), v)).collect()
}
