//! `jixiao convert` of many inputs, or into a folder.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Context, bail};
use sha2::{Digest, Sha256};

use super::closing::{Totals, interrupted};
use super::convert_arguments::{ConvertArguments, check_folder, in_language, older, plan_log, planner, setup};
use super::inputs;
use super::log::Log;
use super::planned::{Usage, endings};
use super::progress::Progress;
use super::review_pages::{self, ReviewPages};
use super::{Language, messages, output};
use crate::batch::protocol::Setup;
use crate::batch::{self, Older, Request, RunTally, journal};
use crate::error::Refusal;
use crate::outputs::{OutputTarget, Planner, names, replace_at};
use crate::write::workbook::Origin;
use crate::write::{Format, Replace, atomic};
use crate::{Error, Result};

/// Converts all inputs and writes the merged outputs.
pub(super) fn convert_many(arguments: &ConvertArguments, language: Language) -> anyhow::Result<ExitCode> {
    arguments.output.as_deref().map(|out| check_folder(out, language)).transpose()?;
    check_merged(&arguments.merge)?;
    let (inputs, unreadable) = match list(arguments, language)? {
        Ok(found) => found,
        Err(code) => return Ok(code),
    };
    let setup = setup(arguments, language)?;
    let older = match older(arguments, &setup.options()?, language) {
        Ok(older) => older,
        Err(code) => return Ok(code),
    };
    let mut planner = planner(arguments, &[], &older);
    inputs.iter().for_each(|input| planner.name(&input.path));
    if let Some(folder) = &arguments.output {
        journal::each_written(folder, |path, hash| planner.written_before([(folder.join(path), hash)]))?;
    }
    let log = plan_log(arguments, &mut planner)?;
    let merged: Vec<MergedOutput> =
        arguments.merge.iter().map(|path| MergedOutput::plan(path, &mut planner)).collect::<Result<_>>()?;
    let mut request = request(arguments, inputs, setup, &older, planner)?;
    let pages = ReviewPages::plan(arguments, &mut request)?;
    // A merged output without a folder needs one for the time of the run.
    let scratch = if request.keep && request.folder.is_none() { Some(tempfile::tempdir()?) } else { None };
    if let Some(scratch) = &scratch {
        request.folder = Some(scratch.path().to_owned());
        request.formats.clear();
    }
    log.as_ref().map(Log::start).transpose()?;
    let stop = Arc::new(AtomicBool::new(false));
    let handler = Arc::clone(&stop);
    let _ = ctrlc::set_handler(move || handler.store(true, Ordering::Relaxed));
    let mut progress = Progress::new(request.inputs.len(), language);
    let mut tally = batch::run(&request, &mut progress, &stop).inspect_err(|_| {
        if request.folder.is_some() && scratch.is_none() {
            output::complain(interrupted(language));
        }
    })?;
    if let (Some(folder), false) = (&request.folder, tally.stopped) {
        let origin = request.setup.origin();
        for merge in &merged {
            let written = merge.write(folder, &tally, &older, &origin, language)?;
            if scratch.is_none() {
                tally.ledger.append_files(&written)?;
            }
        }
    }
    let totals = Totals::of(&tally)?;
    progress.close(&totals, &tally);
    if !tally.stopped {
        report_left_over(&older, &tally, language)?;
    }
    let mut all_pages = true;
    if let (Some(pages), false) = (&pages, tally.stopped) {
        all_pages = pages.write(arguments, &request.program, request.jobs, &tally, &stop, language)?;
        output::complain(&review_pages::said(pages, language));
    }
    log.as_ref().map(Log::close).transpose()?;
    let unread = arguments.strict && totals.has_unread_forms();
    Ok(ExitCode::from(u8::from(unreadable || !all_pages || totals.failed > 0 || tally.stopped || unread)))
}

fn check_merged(merge: &[PathBuf]) -> std::result::Result<(), Usage> {
    let Some(path) = merge.iter().find(|path| !Format::of(path).is_some_and(Format::merges)) else { return Ok(()) };
    let mergeable = Format::ALL.iter().filter(|f| f.merges()).map(|f| f.extension());
    Err(Usage(format!("--merge {}: {}", path.display(), endings(mergeable))))
}

/// The inputs, and whether something could not be looked at; the exit code where they cannot be listed, once that was said.
fn list(
    arguments: &ConvertArguments,
    language: Language,
) -> anyhow::Result<std::result::Result<(batch::Inputs, bool), ExitCode>> {
    let (inputs, unreadable) =
        match inputs::list(&arguments.inputs, &arguments.lists, arguments.output.as_deref(), language) {
            Ok(found) => found,
            Err(Error::Read { path, source }) => {
                let error = Error::Read { path: path.clone(), source };
                output::complain(&messages::error_about(&path, &error, language));
                return Ok(Err(ExitCode::from(1)));
            }
            Err(error) => return Err(error.into()),
        };
    if inputs.is_empty() {
        let (zh, en) = ("没有可转换的文件（PDF、TXT、XLSX等）", "no files to convert (PDF, TXT, XLSX and the like)");
        let named: Vec<String> = arguments.inputs.iter().map(|p| p.display().to_string()).collect();
        bail!("{}: {}", named.join(" "), messages::pick(language, zh, en));
    }
    Ok(Ok((inputs, unreadable)))
}

fn request(
    arguments: &ConvertArguments,
    mut inputs: batch::Inputs,
    setup: Setup,
    older: &Older,
    mut planner: Planner,
) -> anyhow::Result<Request> {
    let (folder, formats) = (arguments.output.clone(), arguments.format.clone());
    if let Some(folder) = &folder {
        planner.name(&folder.join(journal::FILE_NAME));
    }
    let writes = folder.is_some() || arguments.merge.is_empty();
    if writes {
        let stems = names::distinct(
            inputs.len(),
            |number| Some(batch::request::natural_stem(&inputs.get(number)?, folder.as_deref(), &formats)),
            &formats,
            &mut planner,
        );
        for (number, stem) in stems {
            inputs.set_stem(number, stem);
        }
        planner.close();
    }
    Ok(Request {
        inputs,
        folder,
        formats,
        resume: arguments.resume,
        verify: arguments.verify,
        jobs: arguments.jobs.unwrap_or_else(cores).max(1),
        shard: arguments.shard,
        keep: !arguments.merge.is_empty(),
        program: std::env::current_exe().context("current_exe")?,
        options: options_hash(&setup, &arguments.format, older)?,
        setup,
        planner,
    })
}

/// Jobs at the same time where nobody says how many: one a core.
fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZeroUsize::get)
}

/// Hash of the options that bear on the outputs: not of the password, nor of limits that only decide whether there is one.
fn options_hash(setup: &Setup, formats: &[Format], older: &Older) -> anyhow::Result<String> {
    let mut hasher = Sha256::new();
    hasher.update(serde_json::to_vec(&(setup.tables, setup.english, formats))?);
    for file in [&setup.vocabulary, &setup.rules].into_iter().flatten() {
        hasher.update(std::fs::read(file).with_context(|| file.display().to_string())?);
    }
    hasher.update(older.fingerprint());
    Ok(hasher.finalize().iter().take(8).fold(String::new(), |text, b| text + &format!("{b:02x}")))
}

/// An output of all inputs.
struct MergedOutput {
    path: PathBuf,
    format: Format,
    targets: Vec<OutputTarget>,
}

impl MergedOutput {
    fn plan(path: &Path, planner: &mut Planner) -> Result<Self> {
        let format = Format::of(path).unwrap_or(Format::Xlsx);
        Ok(Self { path: path.to_owned(), format, targets: planner.plan_documents(format, path)? })
    }

    /// Writes the documents of all inputs; gives the files that were written.
    fn write(
        &self,
        folder: &Path,
        tally: &RunTally,
        older: &Older,
        origin: &Origin,
        language: Language,
    ) -> Result<Vec<atomic::Written>> {
        let mut reviews = Vec::new();
        let documents = batch::merge::documents(folder, tally.ledger.entries()).map(|document| {
            let document = document?;
            let name = PathBuf::from(&document.source.name);
            let mut reviewed = older.carry_over(document, &name);
            reviews.extend(reviewed.reviews.iter().cloned());
            reviewed.document = in_language(reviewed.document, language);
            Ok(reviewed)
        });
        let files = self.format.finished_merged(documents, origin, &self.path)?;
        let count = older.lost(&self.path, &reviews);
        if count > 0 && replace_at(&self.targets, &self.path) != Replace::Anything {
            return Err(Error::Refused { path: self.path.clone(), why: Refusal::Reviews { count } });
        }
        let mut written = atomic::put(files, |path| replace_at(&self.targets, path))?;
        for file in &mut written {
            if let Ok(absolute) = std::path::absolute(&file.path) {
                file.path = absolute;
            }
            // A workbook with reviews is not this program's alone.
            if !reviews.is_empty() {
                file.sha256.clear();
            }
        }
        Ok(written)
    }
}

/// Says whose reviews are in no output, because no input is theirs.
fn report_left_over(older: &Older, tally: &RunTally, language: Language) -> Result<()> {
    if older.is_empty() {
        return Ok(());
    }
    let entries = tally.ledger.entries().map(|entry| entry.map(|entry| (entry.input, entry.sha256)));
    for source in older.left_over(entries.collect::<Result<Vec<_>>>()?.into_iter()) {
        output::complain(&match language {
            Language::Zh => format!("警告：旧工作簿中“{}”的审核意见没有对应的输入文件，未带入", source.name),
            Language::En => format!("warning: no input for the reviews of “{}”; they are not kept", source.name),
        });
    }
    Ok(())
}
