//! `jixiao convert INPUT... [-o OUT]`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use super::convert_many::convert_many;
use super::inputs::Lists;
use super::log::Log;
use super::planned::{self, Force, Usage};
use super::settings::Settings;
use super::{Language, messages, output};
use crate::batch::pattern::is_pattern;
use crate::batch::worker::Setup;
use crate::batch::{Older, Shard};
use crate::error::Refusal;
use crate::findings::FORM_NOT_READ;
use crate::outputs::{Planner, Target, names, replace_at};
use crate::write::workbook::Origin;
use crate::write::{Format, Replace, atomic};
use crate::{Document, Error, Options, Result};

/// 转换为标准工作簿、JSON等 / convert to standard workbooks, JSON and more
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// 输入文件、文件夹、通配符 / files, folders, patterns
    #[arg(required_unless_present_any = ["files_from", "files0_from"], value_name = "INPUT")]
    pub(super) inputs: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) lists: Lists,
    /// 输出文件（由扩展名决定格式），或输出文件夹（已存在、以“/”结尾、无扩展名，或有多个输入）；省略则写在输入旁边 / output
    /// file, or folder (one that exists, a name with / at its end or without ending, or with several inputs)
    #[arg(short, long, value_name = "OUT")]
    pub(super) output: Option<PathBuf>,
    /// 输出到文件夹时的格式，逗号分隔 / formats written into a folder
    #[arg(long, value_delimiter = ',', default_value = "xlsx")]
    pub(super) format: Vec<Format>,
    /// 把所有文件合并成一个文件（.xlsx、.jsonl、.parquet），可多次给出 / one output of all inputs; may be given again
    #[arg(long, value_name = "FILE")]
    pub(super) merge: Vec<PathBuf>,
    /// JSON中同时列出不属于任何绩效表的表格 / list other tables in the JSON, too
    #[arg(long)]
    pub(super) tables: bool,
    /// 同时处理的文件数，默认为处理器核数 / files worked on at a time
    #[arg(short, long, value_name = "N")]
    pub(super) jobs: Option<usize>,
    /// 跳过输出文件夹中已完成且未变化的文件 / leave out what is done and unchanged
    #[arg(long, requires = "output")]
    pub(super) resume: bool,
    /// 只处理第i份，共n份（按内容划分） / only share i of n, by content
    #[arg(long, value_name = "I/N")]
    pub(super) shard: Option<Shard>,
    /// 把旧工作簿（或其文件夹）中的审核结论和意见带到新的工作簿 / keep the reviews of an older workbook, or folder of such
    #[arg(long, value_name = "OLD")]
    pub(super) keep_review: Option<PathBuf>,
    /// 把运行过程以JSON逐行写入文件 / log as JSON lines
    #[arg(long, value_name = "FILE")]
    log: Option<PathBuf>,
    #[command(flatten)]
    pub(super) force: Force,
    #[command(flatten)]
    pub(super) settings: Settings,
}

pub(crate) fn run(arguments: &Arguments, language: Language) -> anyhow::Result<ExitCode> {
    match single(arguments)? {
        Some((input, format, out)) => convert_one(arguments, input, format, &out, language),
        None => convert_many(arguments, language),
    }
}

/// One file that is written to one file: the input, the format and the output.
fn single(arguments: &Arguments) -> anyhow::Result<Option<(&Path, Format, PathBuf)>> {
    let [input] = arguments.inputs.as_slice() else { return Ok(None) };
    if arguments.lists.any() || input.as_os_str() == "-" || input.is_dir() || (!input.exists() && is_pattern(input)) {
        return Ok(None);
    }
    if let Some(out) = arguments.output.as_deref().filter(|out| !planned::is_folder(out)) {
        let endings = planned::endings(Format::ALL.iter().map(|f| f.extension()));
        let format = Format::of(out).ok_or_else(|| planned::unknown_ending(out, &endings))?;
        let alone = arguments.shard.is_none() && !arguments.resume && arguments.merge.is_empty();
        return Ok(alone.then(|| (input.as_path(), format, out.to_owned())));
    }
    let alone = arguments.output.is_none() && arguments.shard.is_none() && arguments.merge.is_empty();
    Ok(match arguments.format.as_slice() {
        [format] if alone => {
            let stem = names::beside(input, &arguments.format);
            Some((input, *format, names::with_ending(&stem, format.extension())))
        }
        _ => None,
    })
}

fn convert_one(
    arguments: &Arguments,
    input: &Path,
    format: Format,
    out: &Path,
    language: Language,
) -> anyhow::Result<ExitCode> {
    let setup = setup(arguments, language)?;
    let options = setup.options()?;
    let older = match older(arguments, &options, language) {
        Ok(older) => older,
        Err(code) => return Ok(code),
    };
    let mut planner = planner(arguments, &[input], &older);
    let log = plan_log(arguments, &mut planner)?;
    let targets = planner.plan_documents(format, out)?;
    log.as_ref().map(Log::start).transpose()?;
    let origin = Origin { options: setup.shown };
    let converted = convert(input, (format, out, &targets), &options, &older, &origin, language);
    log.as_ref().map(Log::close).transpose()?;
    Ok(match converted {
        Ok(document) => {
            let found = messages::summary(&document, language);
            output::complain(&format!("{} → {}：{found}", input.display(), out.display()));
            // What looks like a form and could not be read is a failure, whatever else was written.
            ExitCode::from(u8::from(document.findings.iter().any(|f| f.code == FORM_NOT_READ.code)))
        }
        Err(error) => {
            output::complain(&messages::error_about(input, &error, language));
            for target in targets.iter().filter(|target| target.replace != Replace::Nothing && target.path.exists()) {
                output::complain(&kept(&target.path, language));
            }
            ExitCode::from(1)
        }
    })
}

/// Says that an older output stays.
pub(super) fn kept(path: &Path, language: Language) -> String {
    match language {
        Language::Zh => format!("  原有的输出“{}”保留未动，内容可能已过时。", path.display()),
        Language::En => format!("  the earlier output {} stays as it was; it may be out of date.", path.display()),
    }
}

fn convert(
    input: &Path,
    (format, out, targets): (Format, &Path, &[Target]),
    options: &Options,
    older: &Older,
    origin: &Origin,
    language: Language,
) -> Result<Document> {
    let start = Instant::now();
    let carried = older.carry_over_to_only(crate::convert(input, options)?, input);
    let document = in_language(carried.document, language);
    let count = older.lost(out, &carried.reviews);
    if count > 0 && replace_at(targets, out) != Replace::Anything {
        return Err(Error::Refused { path: out.to_owned(), why: Refusal::Reviews { count } });
    }
    // Writing has the time that reading has left.
    let rest = Options { timeout: options.timeout.saturating_sub(start.elapsed()), ..options.clone() };
    let (reviews, origin, path) = (carried.reviews, origin.clone(), out.to_owned());
    let (document, files) = crate::in_time(&rest, move |_| {
        let files = format.finished(&document, &reviews, &origin, &path)?;
        Ok((document, files))
    })?;
    atomic::put(files, |path| replace_at(targets, path))?;
    Ok(document)
}

pub(super) fn in_language(document: Document, language: Language) -> Document {
    if language == Language::En { document.in_english() } else { document }
}

/// What the library and the workers are told.
pub(super) fn setup(arguments: &Arguments, language: Language) -> anyhow::Result<Setup> {
    let mut setup = arguments.settings.setup(arguments.tables, language)?;
    setup.keep_review.clone_from(&arguments.keep_review);
    if let Some(name) = arguments.keep_review.as_ref().and_then(|path| path.file_name()) {
        let separator = if setup.shown.is_empty() { "" } else { " " };
        setup.shown.push_str(&format!("{separator}--keep-review {}", name.to_string_lossy()));
    }
    Ok(setup)
}

/// The workbooks whose reviews are kept; the exit code where they cannot be read, once that was said.
pub(super) fn older(
    arguments: &Arguments,
    options: &Options,
    language: Language,
) -> std::result::Result<Older, ExitCode> {
    let Some(path) = &arguments.keep_review else { return Ok(Older::default()) };
    Older::read(path, options).map_err(|error| {
        output::complain(&messages::error_about(path, &error, language));
        ExitCode::from(1)
    })
}

/// A planner that knows the files of the command line, and the older workbooks that outputs may replace.
pub(super) fn planner(arguments: &Arguments, inputs: &[&Path], older: &Older) -> Planner {
    let mut planner = planned::planner(arguments.force, inputs, Some(&arguments.settings));
    arguments.lists.files().for_each(|path| planner.name(path));
    older.files().iter().for_each(|file| planner.keep_reviews_of(&file.path, &file.sha256));
    if let Some(path) = arguments.keep_review.as_deref().filter(|path| path.is_file() && older.files().is_empty()) {
        planner.name(path);
    }
    planner
}

pub(super) fn plan_log(arguments: &Arguments, planner: &mut Planner) -> Result<Option<Log>> {
    arguments.log.as_deref().map(|path| Log::plan(path, planner)).transpose()
}

/// Where several inputs are written: a folder, whatever its name but that of an output file.
pub(super) fn check_folder(out: &Path, language: Language) -> std::result::Result<(), Usage> {
    if planned::is_folder(out) || Format::of(out).is_none() {
        return Ok(());
    }
    let (zh, en) = (
        "多个输入时 -o 应为文件夹；要合并成一个文件请用 --merge",
        "with several inputs -o names a folder; to merge them into one file use --merge",
    );
    Err(Usage(format!("{}: {}", out.display(), messages::pick(language, zh, en))))
}
