//! `jixiao fill --template T.xlsx INPUT -o OUT.xlsx`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use super::Language;
use super::documents::read;
use super::messages::{error_about, pick};
use super::output::{complain, say};
use super::planned::{self, Force};
use super::settings::Settings;
use crate::extract::file;
use crate::findings::{self, Entry};
use crate::model::{Document, Finding, Severity};
use crate::outputs::OutputTarget;
use crate::template::{Extra, Plan, Template};
use crate::write::atomic::{self, Unfinished};
use crate::{Error, Options, Result};

/// 填写机构自己的Excel模板 / fill an agency's own workbook
///
/// 模板中的标签（项目名称、一级指标……）或占位符（{department}、{.level3}、{projects.name}）决定数据的位置；
/// 行数不够时自动插入，公式、合并单元格、打印区域等随之调整，其余内容逐字节不变。
///
/// Labels and placeholders of the template say what goes where; rows are put in where there are too few, what speaks of rows follows,
/// and every other byte stays.
#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command")]
pub(crate) struct FillArguments {
    /// 输入文件：PDF、文本、工作簿，或 jixiao 生成的 .json / PDF, text, workbook, or JSON of jixiao
    #[arg(value_name = "INPUT")]
    input: PathBuf,
    /// 模板（.xlsx 或 .xlsm） / the template
    #[arg(short, long, value_name = "XLSX")]
    template: PathBuf,
    /// 输出文件 / where to write
    #[arg(short, long, value_name = "OUT", required_unless_present = "dry_run")]
    output: Option<PathBuf>,
    /// 只列出将填写的单元格和插入的行，不写文件 / only list what would be filled
    #[arg(long)]
    dry_run: bool,
    /// 有数据没有位置、或位置没有数据时视为错误，不写文件 / fail where data or a place is left over
    #[arg(long)]
    strict: bool,
    /// 模板容不下的项目或部门略去，只填其余的；否则什么也不写 / fill in what the template has room for where records are left; without
    /// it nothing is written then
    #[arg(long)]
    partial: bool,
    /// 模板的标题是另一种表（如把申报表填入自评表）时仍然填写 / fill a template whose title says another kind of form
    #[arg(long)]
    other_kind: bool,
    /// 补充的值，如 --set 填报日期=2024-01-01 或 --set 表1!B3=某局 / a value for a label, placeholder or cell
    #[arg(long, value_name = "LABEL=VALUE", value_parser = label_and_value)]
    set: Vec<(String, String)>,
    #[command(flatten)]
    force: Force,
    #[command(flatten)]
    settings: Settings,
}

fn label_and_value(text: &str) -> std::result::Result<(String, String), String> {
    let (label, value) = text.split_once('=').ok_or("应写作 标签=值 / write LABEL=VALUE")?;
    Ok((label.to_owned(), value.to_owned()))
}

/// Exit code 0: filled; 1: not, or only as far as a limit allows, or with `--strict` something is left over.
pub(crate) fn run(arguments: &FillArguments, language: Language) -> anyhow::Result<ExitCode> {
    let target = match arguments.output.as_deref().filter(|_| !arguments.dry_run) {
        Some(out) => Some(plan(arguments, out)?),
        None => None,
    };
    let start = Instant::now();
    let mut options = arguments.settings.options()?;
    let document = match read(&arguments.input, &options) {
        Ok(document) => document,
        Err(error) => {
            complain(&error_about(&arguments.input, &error, language));
            return Ok(ExitCode::from(1));
        }
    };
    // Filling has the time that reading has left.
    options.timeout = options.timeout.saturating_sub(start.elapsed());
    match fill(arguments, document, &options, target, language) {
        Ok(code) => Ok(code),
        Err(error @ (Error::Write { .. } | Error::Refused { .. })) => Err(error.into()),
        Err(error) => {
            complain(&error_about(&arguments.template, &error, language));
            Ok(ExitCode::from(1))
        }
    }
}

/// The output, which has the template's ending: a workbook with macros stays one.
fn plan(arguments: &FillArguments, out: &Path) -> anyhow::Result<OutputTarget> {
    if out.extension().is_none_or(|e| !e.eq_ignore_ascii_case("xlsx") && !e.eq_ignore_ascii_case("xlsm")) {
        return Err(planned::unknown_ending(out, ".xlsx, .xlsm").into());
    }
    let named: [&Path; 2] = [&arguments.input, &arguments.template];
    Ok(planned::one(out, arguments.force, &named, Some(&arguments.settings))?)
}

fn fill(
    arguments: &FillArguments,
    document: Document,
    options: &Options,
    target: Option<OutputTarget>,
    language: Language,
) -> Result<ExitCode> {
    let start = Instant::now();
    let path = arguments.template.clone();
    let extra = Extra::new(arguments.set.clone()).for_other_kind(arguments.other_kind);
    let (template, plan) = crate::in_time(options, move |options| {
        let template = Template::open(file::read_within(&path, options.max_memory)?)?;
        let plan = template.plan(&document, &options.vocabulary, &extra)?;
        Ok((template, plan))
    })?;
    report(&plan.findings, language);
    if arguments.dry_run {
        list(&plan, language);
    }
    if arguments.strict && plan.findings.iter().any(|finding| is_one_of(finding, &LEFT_OVER)) {
        return Ok(ExitCode::from(1));
    }
    if !arguments.partial && plan.leaves_records() {
        complain(pick(
            language,
            "没有写出文件：模板容不下所有项目或部门；只填其余的请加 --partial",
            "nothing was written: the template has no room for all projects or departments; use --partial to fill in the others",
        ));
        return Ok(ExitCode::from(1));
    }
    let Some(OutputTarget { path: output, replace }) = target else { return Ok(ExitCode::SUCCESS) };
    let cells = plan.values.len();
    let rows: u32 = plan.rows.iter().map(|rows| rows.count).sum();
    let is_whole = plan.findings.iter().all(|finding| finding.code != findings::TEMPLATE_LIMIT.code);
    let rest = Options { timeout: options.timeout.saturating_sub(start.elapsed()), ..options.clone() };
    let path = output.clone();
    let file = crate::in_time(&rest, move |_| {
        let mut file = Unfinished::create(&path)?;
        template.fill_to(&plan, &mut file).map_err(|error| file.failure().unwrap_or(error))?;
        file.close()
    })?;
    atomic::put(vec![file], |_| replace.clone())?;
    let done = match language {
        Language::Zh => format!("已填写{cells}个单元格，插入{rows}行"),
        Language::En => format!("{cells} cells filled, {rows} rows put in"),
    };
    complain(&format!("{} → {}：{done}", arguments.input.display(), output.display()));
    Ok(if is_whole { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// What the strict want nothing of: values without a place, places without a value.
const LEFT_OVER: [&Entry; 4] = [
    &findings::TEMPLATE_NO_PLACE,
    &findings::TEMPLATE_RECORD_LEFT,
    &findings::TEMPLATE_NO_DATA,
    &findings::TEMPLATE_UNKNOWN_PLACEHOLDER,
];

fn is_one_of(finding: &Finding, entries: &[&Entry]) -> bool {
    entries.iter().any(|entry| entry.code == finding.code)
}

/// The label of a place that nothing was found for.
fn label_of_place(finding: &Finding) -> Option<&str> {
    if finding.code == findings::TEMPLATE_NO_DATA.code { finding.quote.as_deref() } else { None }
}

/// So many records without a place are named, the others are counted.
const NAMED_RECORDS: usize = 3;

/// Whether a record has no place in the template.
fn is_record(finding: &Finding) -> bool {
    finding.code == findings::TEMPLATE_RECORD_LEFT.code
}

/// Says what there is to say; the same hint once, with the number of places or records it holds for.
fn report(said: &[Finding], language: Language) {
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for label in said.iter().filter_map(label_of_place) {
        *places.entry(label).or_default() += 1;
    }
    let records = said.iter().filter(|finding| is_record(finding)).count();
    let mut named = 0;
    for finding in said {
        let mut more = match label_of_place(finding).map(|label| places.remove(label)) {
            Some(None) => continue,
            Some(Some(count)) if count > 1 => match language {
                Language::Zh => format!("（同样的共{count}处）"),
                Language::En => format!(" ({count} places like it)"),
            },
            _ => String::new(),
        };
        if is_record(finding) {
            named += 1;
            if named > NAMED_RECORDS {
                continue;
            }
            if named == NAMED_RECORDS && records > named {
                more = pick(language, "，同样的共{}个", ", {} like it in all").replace("{}", &records.to_string());
            }
        }
        let severity = match finding.severity {
            Severity::Error => pick(language, "错误", "error"),
            Severity::Warning => pick(language, "警告", "warning"),
            Severity::Info => pick(language, "提示", "info"),
        };
        complain(&format!("{severity}：{}{more}", pick(language, &finding.message, &finding.message_en)));
    }
}

/// One line for each row put in and each cell filled: sheet, cell, field, value, separated by tabs.
fn list(plan: &Plan, language: Language) {
    for rows in &plan.rows {
        let text = match language {
            Language::Zh => format!("{}\t第{}行之后\t插入{}行\t", rows.sheet, rows.after, rows.count),
            Language::En => format!("{}\tbelow row {}\t{} rows put in\t", rows.sheet, rows.after, rows.count),
        };
        say(&text);
    }
    for value in &plan.values {
        say(&format!("{}\t{}\t{}\t{}", value.sheet, value.cell, in_one_line(&value.field), in_one_line(&value.value)));
    }
}

/// A text without line breaks and tabs.
fn in_one_line(text: &str) -> String {
    text.replace(['\n', '\r', '\t'], " ")
}
