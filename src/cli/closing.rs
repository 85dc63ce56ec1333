//! The entries of a run → its closing table.

use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::time::Duration;

use super::Language;
use crate::Result;
use crate::batch::{JournalEntry, JournalOutcome, RunTally};
use crate::findings::FORM_NOT_READ;

/// Groups of near-duplicates named in the closing table; the journal has the keys of all.
const GROUPS_SHOWN: usize = 10;

/// Inputs named of those from which no table was read.
const UNREAD_SHOWN: usize = 20;

/// Inputs named of each group.
const INPUTS_SHOWN: usize = 5;

/// What a run came to. Its size does not grow with the number of inputs, but for a number a key.
#[derive(Default)]
pub(super) struct Totals {
    entries: usize,
    converted: usize,
    without_forms: usize,
    duplicates: usize,
    /// Inputs with the words of a form that was not read; the first of them by name.
    unread: usize,
    unread_shown: Vec<String>,
    pub(super) failed: usize,
    reasons: BTreeMap<String, usize>,
    codes: BTreeMap<String, usize>,
    groups: usize,
    /// The first groups of near-duplicates: key, number of inputs, the first of them.
    shown: BTreeMap<String, (usize, Vec<String>)>,
}

impl Totals {
    /// Adds up the entries of a run.
    pub(super) fn of(tally: &RunTally) -> Result<Self> {
        let mut totals = Self::default();
        let mut keys: HashMap<u64, u32> = HashMap::new();
        for entry in tally.ledger.entries() {
            let entry = entry?;
            totals.add(&entry);
            for key in keys_of(&entry) {
                *keys.entry(hash(key)).or_insert(0) += 1;
            }
        }
        keys.retain(|_, count| *count > 1);
        totals.groups = keys.len();
        if !keys.is_empty() {
            for entry in tally.ledger.entries() {
                totals.name_groups(&entry?, &keys);
            }
        }
        Ok(totals)
    }

    /// Whether an input has the words of a form that was not read.
    pub(super) fn has_unread_forms(&self) -> bool {
        self.unread > 0
    }

    fn add(&mut self, entry: &JournalEntry) {
        self.entries += 1;
        if entry.outcome == JournalOutcome::Converted && entry.codes.contains_key(&*FORM_NOT_READ.code.0) {
            self.unread += 1;
            if self.unread_shown.len() < UNREAD_SHOWN {
                self.unread_shown.push(entry.input.display().to_string());
            }
        }
        match entry.outcome {
            JournalOutcome::Converted => {
                self.converted += 1;
                self.without_forms += usize::from(entry.counts.forms == 0);
            }
            JournalOutcome::Duplicate => self.duplicates += 1,
            JournalOutcome::Failed => {
                self.failed += 1;
                *self.reasons.entry(reason(entry)).or_insert(0) += 1;
            }
        }
        for (code, count) in &entry.codes {
            *self.codes.entry(code.clone()).or_insert(0) += count;
        }
    }

    /// Names the groups that an input belongs to, as far as they are among the first.
    fn name_groups(&mut self, entry: &JournalEntry, keys: &HashMap<u64, u32>) {
        for key in keys_of(entry).into_iter().filter(|key| keys.contains_key(&hash(key))) {
            let (count, inputs) = self.shown.entry(key.to_owned()).or_default();
            *count += 1;
            if inputs.len() < INPUTS_SHOWN {
                inputs.push(entry.input.display().to_string());
            }
            if self.shown.len() > GROUPS_SHOWN {
                self.shown.pop_last();
            }
        }
    }
}

/// What an input has in common with its near-duplicates.
fn keys_of(entry: &JournalEntry) -> Vec<&str> {
    let mut keys: Vec<&str> = Vec::new();
    if entry.outcome == JournalOutcome::Converted {
        keys.extend(entry.keys.iter().map(String::as_str));
        keys.sort_unstable();
        keys.dedup();
    }
    keys
}

fn hash(key: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    hasher.finish()
}

/// The message of a failure without the file it is about.
fn reason(entry: &JournalEntry) -> String {
    let message = entry.error.as_deref().unwrap_or_default();
    let name = entry.input.file_name().unwrap_or_default().to_string_lossy().into_owned();
    message.rsplit_once(&name).map_or(message, |(_, why)| why).trim_start_matches(['：', ':', ' ']).to_owned()
}

/// Converted, failed and why, without forms, findings by code, near-duplicates, throughput.
pub(super) fn closing_table(
    totals: &Totals,
    tally: &RunTally,
    elapsed: Duration,
    done: usize,
    language: Language,
) -> String {
    let zh = language == Language::Zh;
    let Totals { entries, converted, without_forms, duplicates, failed, reasons, codes, .. } = totals;
    let seconds = elapsed.as_secs_f64().max(0.001);
    let rate = done as f64 / seconds;
    let skipped = tally.skipped;
    let mut lines = vec![if zh {
        format!(
            "共{entries}个文件：转换{converted}个（其中{without_forms}个没有绩效表），重复{duplicates}个，失败{failed}个，跳过已完成{skipped}个；{seconds:.1}秒，{rate:.1}个/秒"
        )
    } else {
        format!(
            "{entries} files: {converted} converted ({without_forms} without forms), {duplicates} duplicates, {failed} failed, {skipped} done earlier; {seconds:.1} s, {rate:.1} files/s"
        )
    }];
    let title = if zh { "失败" } else { "failed" };
    lines.extend(reasons.iter().map(|(why, count)| format!("  {title} {count}: {why}")));
    lines.extend(unread_lines(totals, zh));
    let title = if zh { "问题" } else { "findings" };
    lines.extend(codes.iter().map(|(code, count)| format!("  {title} {count}: {code}")));
    lines.extend(near_duplicate_lines(totals, zh));
    if tally.stopped {
        lines.push(interrupted(language).to_owned());
    }
    lines.join("\n")
}

/// What to do where a run ended before its end.
pub(super) fn interrupted(language: Language) -> &'static str {
    super::messages::pick(
        language,
        "已中断：加上 --resume 再运行一次即可继续",
        "stopped: run again with --resume to go on",
    )
}

/// The inputs from which no table was read though they have the words of one.
fn unread_lines(totals: &Totals, zh: bool) -> Vec<String> {
    let heading = if zh { "没有读出表格" } else { "form not read" };
    let mut lines: Vec<String> = totals.unread_shown.iter().map(|input| format!("  {heading}: {input}")).collect();
    if let Some(more @ 1..) = totals.unread.checked_sub(totals.unread_shown.len()) {
        lines.push(if zh { format!("  ……另有{more}个") } else { format!("  ... and {more} more") });
    }
    lines
}

/// A line for each of the first groups of near-duplicates, and one that counts the rest.
fn near_duplicate_lines(totals: &Totals, zh: bool) -> Vec<String> {
    let heading = if zh {
        "疑似重复（同表种、同部门、同年度）"
    } else {
        "near-duplicates (same form, department, year)"
    };
    let shown = totals.shown.iter();
    let mut lines: Vec<String> =
        shown.map(|(key, (count, inputs))| format!("  {heading} {key}: {count} ({})", inputs.join(", "))).collect();
    if let Some(more @ 1..) = totals.groups.checked_sub(GROUPS_SHOWN) {
        lines.push(if zh {
            format!("  ……另有{more}组疑似重复")
        } else {
            format!("  ... and {more} more groups")
        });
    }
    lines
}
