//! What `jixiao convert` is told, and what is made ready of it for one input and for many.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::day::day;
use super::inputs::InputLists;
use super::log::Log;
use super::planned::{self, Force, Usage};
use super::settings::Settings;
use super::stdin_kind::From;
use super::{Language, messages, output};
use crate::batch::protocol::Setup;
use crate::batch::{Older, Shard};
use crate::outputs::Planner;
use crate::write::Format;
use crate::{Document, Options, Result};

/// 转换为标准工作簿、JSON等 / convert to standard workbooks, JSON and more
#[derive(Debug, clap::Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub(crate) struct ConvertArguments {
    /// 输入文件、文件夹、通配符 / files, folders, patterns
    #[arg(required_unless_present_any = ["files_from", "files0_from"], value_name = "INPUT")]
    pub(super) inputs: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) lists: InputLists,
    /// 输出文件（由扩展名决定格式），或输出文件夹（已存在、以“/”结尾、无扩展名，或有多个输入）；省略则写在输入旁边 / output
    /// file, or folder (one that exists, a name with / at its end or without ending, or with several inputs)
    #[arg(short, long, value_name = "OUT")]
    pub(super) output: Option<PathBuf>,
    /// 输出到文件夹时的格式，逗号分隔 / formats written into a folder
    #[arg(long, value_delimiter = ',', default_value = "xlsx")]
    pub(super) format: Vec<Format>,
    /// 输入“-”是文件内容本身（不是路径列表），并说明它是什么；不确定时用auto / with -, the document itself stands on standard
    /// input, and is of this kind
    #[arg(long, value_enum, value_name = "KIND")]
    pub(super) from: Option<From>,
    /// “-o -”写到标准输出的格式，默认json / format written to standard output with -o -; json unless told otherwise
    #[arg(long, value_name = "FORMAT")]
    pub(super) to: Option<Format>,
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
    /// 续做时逐个重读文件以核对是否变化，不只看大小和修改时间 / when resuming, read every file again to see whether it has changed,
    /// whatever its size and time say
    #[arg(long, requires = "resume")]
    pub(super) verify: bool,
    /// 有文件疑有绩效表而没有读出时，退出码为1（单个文件始终如此） / exit with 1 where a form was not read, as with a single input
    #[arg(long)]
    pub(super) strict: bool,
    /// 只处理第i份，共n份（按内容划分） / only share i of n, by content
    #[arg(long, value_name = "I/N")]
    pub(super) shard: Option<Shard>,
    /// 把旧工作簿（或其文件夹）中的审核结论和意见带到新的工作簿 / keep the reviews of an older workbook, or folder of such
    #[arg(long, value_name = "OLD")]
    pub(super) keep_review: Option<PathBuf>,
    /// 为每个文件生成审核网页，另有总目录index.html；给出审核网页保存的文件（.json）时，把其中的结论和意见写入工作簿 / a page of
    /// review for each file, and index.html over all; with a file that such a page saved, its verdicts go into the workbook
    #[arg(long, value_name = "FILE", num_args = 0..=1)]
    #[expect(clippy::option_option, reason = "not asked for, asked for, asked for with a file: clap reads it so")]
    review: Option<Option<PathBuf>>,
    /// 用另一个独立的程序重读每个PDF，读法不一致的页列为问题 / read every PDF again with an independent program and name the pages
    /// on which they differ
    #[cfg(feature = "second-reader")]
    #[arg(long)]
    second_reader: bool,
    /// 概览上写明的日期（省略则取环境变量SOURCE_DATE_EPOCH；都没有则不写，使同样的输入得到同样的文件） / the day the cover of a
    /// workbook names; that of SOURCE_DATE_EPOCH without it, and none without either, so that the same input gives the same bytes
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<String>,
    /// 把运行过程以JSON逐行写入文件 / log as JSON lines
    #[arg(long, value_name = "FILE")]
    log: Option<PathBuf>,
    #[command(flatten)]
    pub(super) force: Force,
    #[command(flatten)]
    pub(super) settings: Settings,
}

impl ConvertArguments {
    /// Whether pages of review are written.
    pub(super) fn writes_pages(&self) -> bool {
        matches!(self.review, Some(None))
    }

    /// What holds reviews: older workbooks, or the file that a page of review saved.
    pub(super) fn reviews(&self) -> Option<&PathBuf> {
        self.keep_review.as_ref().or_else(|| self.review.as_ref()?.as_ref())
    }
}

/// Says that an older output stays.
pub(super) fn kept(path: &Path, language: Language) -> String {
    match language {
        Language::Zh => format!("  原有的输出“{}”保留未动，内容可能已过时。", path.display()),
        Language::En => format!("  the earlier output {} stays as it was; it may be out of date.", path.display()),
    }
}

pub(super) fn in_language(document: Document, language: Language) -> Document {
    if language == Language::En { document.in_english() } else { document }
}

/// What the library and the workers are told.
pub(super) fn setup(arguments: &ConvertArguments, language: Language) -> anyhow::Result<Setup> {
    let mut setup = arguments.settings.setup(arguments.tables, language)?;
    #[cfg(feature = "second-reader")]
    if arguments.second_reader {
        setup.read_twice()?;
    }
    let reviews = arguments.reviews();
    if let (Some(Some(path)), true) = (&arguments.review, arguments.keep_review.is_some() || !is_json(reviews)) {
        let (zh, en) = (
            "应为审核网页保存的.json文件，且不与 --keep-review 同用",
            "a .json that a page of review saved, and no --keep-review",
        );
        return Err(Usage(format!("--review {}：{}", path.display(), messages::pick(language, zh, en))).into());
    }
    setup.keep_review = reviews.cloned();
    setup.date = day(arguments.date.as_deref())?;
    if let Some(date) = &setup.date {
        let separator = if setup.shown.is_empty() { "" } else { " " };
        setup.shown.push_str(&format!("{separator}--date {date}"));
    }
    if let Some(name) = reviews.and_then(|path| path.file_name()) {
        let separator = if setup.shown.is_empty() { "" } else { " " };
        let option = if arguments.keep_review.is_some() { "--keep-review" } else { "--review" };
        setup.shown.push_str(&format!("{separator}{option} {}", name.to_string_lossy()));
    }
    Ok(setup)
}

fn is_json(path: Option<&PathBuf>) -> bool {
    path.and_then(|path| path.extension()).is_some_and(|ending| ending.eq_ignore_ascii_case("json"))
}

/// The workbooks whose reviews are kept; the exit code where they cannot be read, once that was said.
pub(super) fn older(
    arguments: &ConvertArguments,
    options: &Options,
    language: Language,
) -> std::result::Result<Older, ExitCode> {
    let Some(path) = arguments.reviews() else { return Ok(Older::default()) };
    Older::read(path, options).map_err(|error| {
        output::complain(&messages::error_about(path, &error, language));
        ExitCode::from(1)
    })
}

/// A planner that knows the files of the command line, and the older workbooks that outputs may replace.
pub(super) fn planner(arguments: &ConvertArguments, inputs: &[&Path], older: &Older) -> Planner {
    let mut planner = planned::planner(arguments.force, inputs, Some(&arguments.settings));
    arguments.lists.files().for_each(|path| planner.name(path));
    older.files().iter().for_each(|file| planner.keep_reviews_of(&file.path, &file.sha256));
    if let Some(path) = arguments.reviews().filter(|path| path.is_file() && older.files().is_empty()) {
        planner.name(path);
    }
    planner
}

pub(super) fn plan_log(arguments: &ConvertArguments, planner: &mut Planner) -> Result<Option<Log>> {
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
