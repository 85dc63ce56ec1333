//! `jixiao convert INPUT... [-o OUT]`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Context, bail};
use sha2::{Digest, Sha256};

use super::closing::{Totals, interrupted};
use super::inputs::{self, Lists};
use super::progress::Progress;
use super::settings::Settings;
use super::{Language, messages, output};
use crate::batch::pattern::is_pattern;
use crate::batch::worker::Setup;
use crate::batch::{self, Older, Request, Shard, Tally};
use crate::write::Format;
use crate::write::workbook::Origin;
use crate::{Document, Options, Result};

/// 转换为标准工作簿、JSON等 / convert to standard workbooks, JSON and more
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// 输入文件、文件夹、通配符 / files, folders, patterns
    #[arg(required_unless_present_any = ["files_from", "files0_from"], value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    #[command(flatten)]
    lists: Lists,
    /// 输出文件（由扩展名决定格式），或输出文件夹；省略则写在输入旁边 / output file, or folder for several inputs
    #[arg(short, long, value_name = "OUT")]
    output: Option<PathBuf>,
    /// 输出到文件夹时的格式，逗号分隔 / formats written into a folder
    #[arg(long, value_delimiter = ',', default_value = "xlsx")]
    format: Vec<Format>,
    /// 把所有文件合并成一个文件（.xlsx、.jsonl、.parquet），可多次给出 / one output of all inputs; may be given again
    #[arg(long, value_name = "FILE")]
    merge: Vec<PathBuf>,
    /// JSON中同时列出不属于任何绩效表的表格 / list other tables in the JSON, too
    #[arg(long)]
    tables: bool,
    /// 同时处理的文件数，默认为处理器核数 / files worked on at a time
    #[arg(short, long, value_name = "N")]
    jobs: Option<usize>,
    /// 跳过输出文件夹中已完成且未变化的文件 / leave out what is done and unchanged
    #[arg(long, requires = "output")]
    resume: bool,
    /// 只处理第i份，共n份（按内容划分） / only share i of n, by content
    #[arg(long, value_name = "I/N")]
    shard: Option<Shard>,
    /// 把旧工作簿（或其文件夹）中的审核结论和意见带到新的工作簿 / keep the reviews of an older workbook, or folder of such
    #[arg(long, value_name = "OLD")]
    keep_review: Option<PathBuf>,
    /// 把运行过程以JSON逐行写入文件 / log as JSON lines
    #[arg(long, value_name = "FILE")]
    log: Option<PathBuf>,
    #[command(flatten)]
    settings: Settings,
}

pub(crate) fn run(arguments: &Arguments, language: Language) -> anyhow::Result<ExitCode> {
    start_log(arguments.log.as_deref())?;
    if let Some((input, out)) = single(arguments) {
        let setup = setup(arguments, language)?;
        let options = setup.options()?;
        let older = match older(arguments, &options, language) {
            Ok(older) => older,
            Err(code) => return Ok(code),
        };
        let origin = Origin { options: setup.shown };
        return Ok(match convert(input, &out, &options, &older, &origin, language) {
            Ok(document) => {
                let found = messages::summary(&document, language);
                output::complain(&format!("{} → {}：{found}", input.display(), out.display()));
                ExitCode::SUCCESS
            }
            Err(error) => {
                output::complain(&messages::error_about(input, &error, language));
                ExitCode::from(1)
            }
        });
    }
    run_batch(arguments, language)
}

/// One file that is written to one file.
fn single(arguments: &Arguments) -> Option<(&Path, PathBuf)> {
    let [input] = arguments.inputs.as_slice() else { return None };
    let several = input.as_os_str() == "-" || input.is_dir() || (!input.exists() && is_pattern(input));
    if several || arguments.lists.any() || arguments.shard.is_some() || arguments.resume || !arguments.merge.is_empty()
    {
        return None;
    }
    match &arguments.output {
        Some(out) => Format::of(out).map(|_| (input.as_path(), out.clone())),
        None if arguments.format.len() == 1 => {
            let extension = arguments.format.first()?.extension();
            Some((input, input.with_extension(extension)))
        }
        None => None,
    }
}

fn convert(
    input: &Path,
    out: &Path,
    options: &Options,
    older: &Older,
    origin: &Origin,
    language: Language,
) -> Result<Document> {
    let carried = older.carry_over_to_only(crate::convert(input, options)?, input);
    let document = in_language(carried.document, language);
    Format::of(out).unwrap_or(Format::Xlsx).write_with(&document, &carried.reviews, origin, out)?;
    Ok(document)
}

fn in_language(document: Document, language: Language) -> Document {
    if language == Language::En { document.in_english() } else { document }
}

/// What the library and the workers are told.
fn setup(arguments: &Arguments, language: Language) -> anyhow::Result<Setup> {
    let mut setup = arguments.settings.setup(arguments.tables, language)?;
    setup.keep_review.clone_from(&arguments.keep_review);
    if let Some(name) = arguments.keep_review.as_ref().and_then(|path| path.file_name()) {
        let separator = if setup.shown.is_empty() { "" } else { " " };
        setup.shown.push_str(&format!("{separator}--keep-review {}", name.to_string_lossy()));
    }
    Ok(setup)
}

/// The workbooks whose reviews are kept; the exit code where they cannot be read, once that was said.
fn older(arguments: &Arguments, options: &Options, language: Language) -> std::result::Result<Older, ExitCode> {
    let Some(path) = &arguments.keep_review else { return Ok(Older::default()) };
    Older::read(path, options).map_err(|error| {
        output::complain(&messages::error_about(path, &error, language));
        ExitCode::from(1)
    })
}

fn run_batch(arguments: &Arguments, language: Language) -> anyhow::Result<ExitCode> {
    if let Some(out) = arguments.output.as_deref().filter(|o| Format::of(o).is_some() && !o.is_dir()) {
        let (zh, en) = (
            "多个输入时 -o 应为文件夹；要合并成一个文件请用 --merge",
            "with several inputs -o names a folder; to merge them into one file use --merge",
        );
        bail!("{}: {}", out.display(), messages::pick(language, zh, en));
    }
    for path in &arguments.merge {
        if !Format::of(path).is_some_and(Format::merges) {
            let mergeable: Vec<_> =
                Format::ALL.iter().filter(|f| f.merges()).map(|f| format!(".{}", f.extension())).collect();
            bail!("--merge {}: {}", path.display(), mergeable.join(", "));
        }
    }
    let (inputs, unreadable) = match inputs::list(&arguments.inputs, &arguments.lists, language) {
        Ok(found) => found,
        Err(crate::Error::Read { path, source }) => {
            let error = crate::Error::Read { path: path.clone(), source };
            output::complain(&messages::error_about(&path, &error, language));
            return Ok(ExitCode::from(1));
        }
        Err(error) => return Err(error.into()),
    };
    if inputs.is_empty() {
        let (zh, en) = ("没有可转换的文件（PDF、TXT、XLSX等）", "no files to convert (PDF, TXT, XLSX and the like)");
        let named: Vec<String> = arguments.inputs.iter().map(|p| p.display().to_string()).collect();
        bail!("{}: {}", named.join(" "), messages::pick(language, zh, en));
    }
    let setup = setup(arguments, language)?;
    let older = match older(arguments, &setup.options()?, language) {
        Ok(older) => older,
        Err(code) => return Ok(code),
    };
    let mut request = request(arguments, inputs, setup, &older)?;
    // A merged output without a folder needs one for the time of the run.
    let scratch = if request.keep && request.folder.is_none() { Some(tempfile::tempdir()?) } else { None };
    if let Some(scratch) = &scratch {
        request.folder = Some(scratch.path().to_owned());
        request.formats.clear();
    }
    let stop = Arc::new(AtomicBool::new(false));
    let handler = Arc::clone(&stop);
    let _ = ctrlc::set_handler(move || handler.store(true, Ordering::Relaxed));
    let mut progress = Progress::new(request.inputs.len(), language);
    let tally = batch::run(&request, &mut progress, &stop).inspect_err(|_| {
        if request.folder.is_some() && scratch.is_none() {
            output::complain(interrupted(language));
        }
    })?;
    if let (Some(folder), false) = (&request.folder, tally.stopped) {
        merge(arguments, folder, &tally, &older, &Origin { options: request.setup.shown.clone() }, language)?;
    }
    let totals = Totals::of(&tally)?;
    progress.close(&totals, &tally);
    if !tally.stopped {
        report_left_over(&older, &tally, language)?;
    }
    Ok(ExitCode::from(u8::from(unreadable || totals.failed > 0 || tally.stopped)))
}

/// Writes the merged outputs.
fn merge(
    arguments: &Arguments,
    folder: &Path,
    tally: &Tally,
    older: &Older,
    origin: &Origin,
    language: Language,
) -> Result<()> {
    for path in &arguments.merge {
        let documents = batch::merge::documents(folder, tally.ledger.entries()).map(|document| {
            let document = document?;
            let name = PathBuf::from(&document.source.name);
            let mut reviewed = older.carry_over(document, &name);
            reviewed.document = in_language(reviewed.document, language);
            Ok(reviewed)
        });
        Format::of(path).unwrap_or(Format::Xlsx).write_merged(documents, origin, path)?;
    }
    Ok(())
}

/// Says whose reviews are in no output, because no input is theirs.
fn report_left_over(older: &Older, tally: &Tally, language: Language) -> Result<()> {
    let inputs: Result<Vec<_>> = match older.is_empty() {
        true => return Ok(()),
        false => tally.ledger.entries().map(|entry| entry.map(|entry| (entry.input, entry.sha256))).collect(),
    };
    for source in older.left_over(inputs?.into_iter()) {
        output::complain(&match language {
            Language::Zh => format!("警告：旧工作簿中“{}”的审核意见没有对应的输入文件，未带入", source.name),
            Language::En => format!("warning: no input for the reviews of “{}”; they are not kept", source.name),
        });
    }
    Ok(())
}

fn request(arguments: &Arguments, inputs: Vec<batch::Listed>, setup: Setup, older: &Older) -> anyhow::Result<Request> {
    let cores = || std::thread::available_parallelism().map_or(1, std::num::NonZeroUsize::get);
    Ok(Request {
        inputs,
        folder: arguments.output.clone(),
        formats: arguments.format.clone(),
        resume: arguments.resume,
        jobs: arguments.jobs.unwrap_or_else(cores).max(1),
        shard: arguments.shard,
        keep: !arguments.merge.is_empty(),
        program: std::env::current_exe().context("current_exe")?,
        options: options_hash(&setup, &arguments.format, older)?,
        setup,
    })
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

fn start_log(path: Option<&Path>) -> anyhow::Result<()> {
    let Some(path) = path else { return Ok(()) };
    let file = std::fs::File::create(path).with_context(|| path.display().to_string())?;
    tracing_subscriber::fmt().json().with_max_level(tracing::Level::DEBUG).with_writer(file).init();
    Ok(())
}
