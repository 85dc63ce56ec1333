//! `jixiao convert … --review`: a page of review for each input, and one over all.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use super::convert_arguments::ConvertArguments;
use super::planned::Usage;
use super::{Language, messages, output};
use crate::Result;
use crate::batch::{JournalEntry, JournalOutcome, Request, RunTally, request};
use crate::locks::locked;
use crate::outputs::{OutputTarget, names};
use crate::write::atomic;
use crate::write::review::{IndexEntry, index_finished, link};

/// Behind the name of an input, in the place of its ending.
const ENDING: &str = "review.html";
const INDEX: &str = "index.html";

/// The pages of a run, planned before it begins.
pub(super) struct ReviewPages {
    /// Of each input, by its path below the folder that was named: the file and the page.
    pages: BTreeMap<PathBuf, PlannedPage>,
    folder: PathBuf,
    index: OutputTarget,
}

struct PlannedPage {
    input: PathBuf,
    page: PathBuf,
}

impl ReviewPages {
    /// Takes the names of all pages; `None` where none are asked for.
    ///
    /// # Errors
    /// Where there is no one folder for the index, or a page would stand in the place of a named file or something of someone
    /// else's.
    pub(super) fn plan(arguments: &ConvertArguments, request: &mut Request) -> anyhow::Result<Option<Self>> {
        if !arguments.writes_pages() {
            return Ok(None);
        }
        let folder = match (&request.folder, arguments.inputs.as_slice()) {
            (Some(folder), _) => folder.clone(),
            (None, [one]) if one.is_dir() => one.clone(),
            _ => return Err(Usage("--review：需要 -o 文件夹 / needs -o FOLDER".to_owned()).into()),
        };
        let mut pages = BTreeMap::new();
        for listed in request.inputs.iter() {
            let natural = request::natural_stem(&listed, request.folder.as_deref(), &request.formats);
            let page = names::with_ending(&listed.stem.unwrap_or(natural), ENDING);
            request.planner.take(&page)?;
            request.planner.replace(&page)?;
            pages.insert(listed.relative, PlannedPage { input: listed.path, page });
        }
        let index = request.planner.plan([folder.join(INDEX)])?.into_iter().next();
        let index = index.ok_or_else(|| anyhow::anyhow!(INDEX))?;
        Ok(Some(Self { pages, folder, index }))
    }

    /// Writes the pages of what was converted, each by a process of its own, and the index; whether all could be written.
    ///
    /// # Errors
    /// Where the index cannot be written, or the journal cannot be read.
    pub(super) fn write(
        &self,
        arguments: &ConvertArguments,
        program: &Path,
        jobs: usize,
        tally: &RunTally,
        stop: &AtomicBool,
        language: Language,
    ) -> Result<bool> {
        let entries: Vec<JournalEntry> = tally.ledger.entries().collect::<Result<_>>()?;
        let outcomes = Mutex::new(vec![None; entries.len()]);
        let next = AtomicUsize::new(0);
        std::thread::scope(|scope| {
            for _ in 0..jobs {
                scope.spawn(|| {
                    while !stop.load(Ordering::Relaxed) {
                        let number = next.fetch_add(1, Ordering::Relaxed);
                        let Some(entry) = entries.get(number) else { return };
                        let failure = self.page(entry, arguments, program, language);
                        locked(&outcomes)[number].clone_from(&failure);
                    }
                });
            }
        });
        let outcomes = outcomes.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
        let mut all = true;
        let mut shown = Vec::with_capacity(entries.len());
        for (entry, failure) in entries.iter().zip(outcomes) {
            if let Some(failure) = &failure {
                output::complain(failure);
                all = false;
            }
            shown.push(self.entry(entry, failure));
        }
        let file = index_finished(&shown, language == Language::En, &self.index.path)?;
        atomic::put(vec![file], |_| self.index.replace.clone())?;
        Ok(all)
    }

    /// Writes the page of an input; why it could not be written.
    fn page(
        &self,
        entry: &JournalEntry,
        arguments: &ConvertArguments,
        program: &Path,
        language: Language,
    ) -> Option<String> {
        let planned = self.pages.get(&entry.input).filter(|_| entry.outcome == JournalOutcome::Converted)?;
        if arguments.resume && is_newer(&planned.page, &planned.input) {
            return None;
        }
        let mut command = Command::new(program);
        command.arg("review").arg("-o").arg(&planned.page).args(arguments.settings.arguments());
        if language == Language::En {
            command.args(["--lang", "en"]);
        }
        if arguments.force.force {
            command.arg("--force");
        }
        command.arg("--").arg(&planned.input).stdin(Stdio::null());
        match command.output() {
            Ok(done) if done.status.success() => None,
            Ok(done) => Some(String::from_utf8_lossy(&done.stderr).trim().to_owned()),
            Err(error) => Some(format!("{}: {error}", planned.input.display())),
        }
    }

    fn entry(&self, entry: &JournalEntry, failure: Option<String>) -> IndexEntry {
        let same = entry.duplicate_of.as_ref().unwrap_or(&entry.input);
        let page = self.pages.get(same).map(|planned| &planned.page).filter(|page| failure.is_none() && page.exists());
        let below = page.and_then(|page| page.strip_prefix(&self.folder).ok());
        IndexEntry {
            name: entry.input.display().to_string(),
            href: below.map(link),
            forms: entry.counts.forms,
            indicators: entry.counts.indicators,
            errors: entry.counts.errors,
            warnings: entry.counts.warnings,
            infos: entry.counts.infos,
            failure: entry.error.clone().or(failure),
        }
    }
}

/// Whether a page was written after its input.
fn is_newer(page: &Path, input: &Path) -> bool {
    matches!((written(page), written(input)), (Some(page), Some(input)) if page > input)
}

fn written(path: &Path) -> Option<std::time::SystemTime> {
    std::fs::metadata(path).and_then(|meta| meta.modified()).ok()
}

/// Says where the index is.
pub(super) fn said(pages: &ReviewPages, language: Language) -> String {
    let (zh, en) = ("审核网页：", "pages of review: ");
    format!("{}{}", messages::pick(language, zh, en), pages.index.path.display())
}
