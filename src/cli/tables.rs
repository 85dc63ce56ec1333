//! `jixiao tables INPUT [-o OUT]`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Context, bail};

use super::page_progress::PageProgress;
use super::planned::{self, Force};
use super::settings::Settings;
use super::{Language, messages, output};
use crate::model::labels::method_to_text;
use crate::model::{BBox, Content, Finding, Input, Method, Source, Table};
use crate::outputs::OutputTarget;
use crate::reconstruct::regions::{self, Selection};
use crate::write::atomic;
use crate::write::json::with_mark;
use crate::{Options, extract, write};

/// 列出PDF中的全部表格（任何语言） / list every table of a PDF, in any language
#[derive(Debug, clap::Args)]
pub(crate) struct TablesArguments {
    /// 输入文件 / input
    input: PathBuf,
    /// 输出文件（.json、.xlsx、.csv或.md）；省略则以JSON输出到屏幕 / output file; JSON to standard output without it
    #[arg(short, long, value_name = "OUT")]
    output: Option<PathBuf>,
    /// 只看这些页，如 1,3-5 / only these pages
    #[arg(long, value_name = "PAGES", value_delimiter = ',', value_parser = page_range)]
    page: Vec<(u32, u32)>,
    /// 只看此区域：左,上,右,下（磅，自页面左上角） / only this area: left,top,right,bottom in points
    #[arg(long, value_name = "L,T,R,B", value_parser = area)]
    area: Option<BBox>,
    #[command(flatten)]
    force: Force,
    #[command(flatten)]
    settings: Settings,
}

pub(crate) fn run(arguments: &TablesArguments, language: Language) -> anyhow::Result<ExitCode> {
    let write = writer(arguments.output.as_deref())?;
    let named: [&Path; 1] = [&arguments.input];
    let target = match &arguments.output {
        Some(out) => Some(planned::one(out, arguments.force, &named, Some(&arguments.settings))?),
        None => None,
    };
    let start = Instant::now();
    let options = arguments.settings.options()?;
    let input = extract::open(&arguments.input, &options).map_err(messages::about(&arguments.input, language))?;
    let selection = Selection { pages: arguments.page.clone(), area: arguments.area };
    let pages = selected_pages(&input, &selection, language)?;
    let progress = PageProgress::new(pages, language);
    let found = regions::tables(&input, &selection, &options.vocabulary, &|| progress.page_done());
    progress.close();
    input.budget.check().map_err(messages::about(&arguments.input, language))?;
    let mut findings = input.findings;
    findings.extend(found.findings);
    if language == Language::En {
        findings = findings.into_iter().map(Finding::in_english).collect();
    }
    let summary = summary(&found.output, findings.len(), language);
    // Writing has the time that reading has left.
    let rest = Options { timeout: options.timeout.saturating_sub(start.elapsed()), ..options };
    let (source, tables) = (input.source, found.output);
    let bytes = crate::in_time(&rest, move |_| write(&source, &tables, &findings));
    let bytes = bytes.map_err(messages::about(&arguments.input, language))?;
    let Some(OutputTarget { path, replace }) = target else {
        output::say_bytes(&bytes);
        return Ok(ExitCode::SUCCESS);
    };
    let marked = if has_ending(&path, "json") { with_mark(&bytes) } else { bytes };
    atomic::put(vec![atomic::finished(&path, &marked)?], |_| replace.clone())?;
    output::complain(&format!("{} → {}: {summary}", arguments.input.display(), path.display()));
    Ok(ExitCode::SUCCESS)
}

type TableWriter = fn(&Source, &[Table], &[Finding]) -> crate::Result<Vec<u8>>;

/// What writes the output, by the extension of its name: known before the work is done.
fn writer(output: Option<&Path>) -> anyhow::Result<TableWriter> {
    let Some(output) = output else {
        return Ok(|source, tables, findings| Ok(write::tables::json(source, tables, findings)));
    };
    let extension = output.extension().map(std::ffi::OsStr::to_ascii_lowercase);
    Ok(match extension.as_ref().and_then(|e| e.to_str()) {
        Some("json") => |source, tables, findings| Ok(write::tables::json(source, tables, findings)),
        Some("xlsx") => |_, tables, _| write::tables::xlsx(tables),
        Some("csv") => |_, tables, _| Ok(write::tables::csv(tables)),
        Some("md") => |_, tables, _| Ok(write::tables::markdown(tables)),
        _ => return Err(planned::unknown_ending(output, &planned::endings(["json", "xlsx", "csv", "md"])).into()),
    })
}

fn has_ending(path: &Path, ending: &str) -> bool {
    path.extension().is_some_and(|e| e.eq_ignore_ascii_case(ending))
}

/// Number of pages that are looked at; asking for pages that the input does not have is an error.
fn selected_pages(input: &Input, selection: &Selection, language: Language) -> anyhow::Result<usize> {
    let Content::Pages(source) = &input.content else { return Ok(1) };
    let count = source.page_count();
    let selected = selection.pages_of(count).len();
    if selected == 0 && count > 0 {
        let (zh, en) = ("--page：没有这些页，共", "--page: no such pages; in all ");
        bail!("{}{count}", messages::pick(language, zh, en));
    }
    Ok(selected)
}

/// How many tables were found, how, and how sure the least certain is.
fn summary(tables: &[Table], findings: usize, language: Language) -> String {
    let mut methods: BTreeMap<Method, usize> = BTreeMap::new();
    for table in tables {
        *methods.entry(table.method).or_insert(0) += 1;
    }
    let count = tables.len();
    let least = tables.iter().map(|t| t.confidence).min_by(f32::total_cmp).unwrap_or(1.0) * 100.0;
    let found: Vec<String> = methods.iter().map(|(m, n)| format!("{} {n}", method_name(*m, language))).collect();
    match language {
        _ if count == 0 => messages::pick(language, "没有找到表格", "no tables found").to_owned(),
        Language::Zh => format!("{count}张表格（{}），可信度最低{least:.0}%；{findings}个提示", found.join("，")),
        Language::En => {
            format!("{count} tables ({}), least certain {least:.0}%; {findings} findings", found.join(", "))
        }
    }
}

fn method_name(method: Method, language: Language) -> String {
    match language {
        Language::Zh => method_to_text(method).to_owned(),
        Language::En => format!("{method:?}").to_lowercase(),
    }
}

fn page_range(text: &str) -> anyhow::Result<(u32, u32)> {
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    match (page_number(first), page_number(last)) {
        (Some(first), Some(last)) if first <= last => Ok((first, last)),
        _ => bail!("1, 3-5"),
    }
}

/// A page number as typed; none is zero.
fn page_number(t: &str) -> Option<u32> {
    t.trim().parse::<u32>().ok().filter(|&n| n > 0)
}

fn area(text: &str) -> anyhow::Result<BBox> {
    let sides: Vec<f64> = text.split(',').map(|t| t.trim().parse()).collect::<Result<_, _>>().context("1,2,3,4")?;
    match sides.as_slice() {
        [left, top, right, bottom] if sides.iter().all(|v| v.is_finite()) => {
            Ok(BBox::new(*left, *top, *right, *bottom))
        }
        _ => bail!("1,2,3,4"),
    }
}
