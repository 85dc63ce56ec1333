//! `jixiao convert INPUT... [-o OUT]`.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::bail;
use indicatif::{ProgressBar, ProgressStyle};

use super::settings::Settings;
use super::{Language, messages, output};
use crate::{Document, Options, Result, write};

/// 转换为标准工作簿或JSON / convert to a standard workbook or JSON
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// 输入文件（PDF、TXT、XLSX…） / inputs
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    /// 输出文件（.xlsx或.json），或多个输入的输出文件夹；省略则写在输入旁边 / output file, or folder for several inputs
    #[arg(short, long, value_name = "OUT")]
    output: Option<PathBuf>,
    /// JSON中同时列出不属于任何绩效表的表格 / list other tables in the JSON, too
    #[arg(long)]
    tables: bool,
    #[command(flatten)]
    settings: Settings,
}

pub(crate) fn run(arguments: &Arguments, language: Language) -> anyhow::Result<ExitCode> {
    let options = Options { tables: arguments.tables, ..arguments.settings.options()? };
    let jobs = plan(arguments, language)?;
    let progress = bar(jobs.len());
    let mut failed = 0_usize;
    for (input, out) in &jobs {
        progress.set_message(input.display().to_string());
        match convert(input, out, &options, language) {
            Ok(document) => progress.suspend(|| {
                let line =
                    format!("{} → {}：{}", input.display(), out.display(), messages::summary(&document, language));
                output::complain(&line);
            }),
            Err(error) => {
                failed += 1;
                progress.suspend(|| output::complain(&messages::error_about(input, &error, language)));
            }
        }
        progress.inc(1);
    }
    progress.finish_and_clear();
    if jobs.len() > 1 {
        output::complain(&match language {
            Language::Zh => format!("共{}个文件：转换{}个，失败{failed}个", jobs.len(), jobs.len() - failed),
            Language::En => format!("{} files: {} converted, {failed} failed", jobs.len(), jobs.len() - failed),
        });
    }
    Ok(if failed == 0 { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

fn convert(input: &Path, out: &Path, options: &Options, language: Language) -> Result<Document> {
    let mut document = crate::convert(input, options)?;
    if language == Language::En {
        document.findings = document.findings.into_iter().map(crate::model::Finding::in_english).collect();
    }
    let bytes = write::json::document(&document);
    write::atomic::write(out, &bytes)?;
    Ok(document)
}

/// Pairs each input with its output.
fn plan(arguments: &Arguments, language: Language) -> anyhow::Result<Vec<(PathBuf, PathBuf)>> {
    let beside = |input: &Path| input.with_extension("xlsx");
    match (&arguments.output, arguments.inputs.as_slice()) {
        (None, inputs) => Ok(inputs.iter().map(|i| (i.clone(), beside(i))).collect()),
        (Some(out), [input]) if is_output_file(out) => Ok(vec![(input.clone(), out.clone())]),
        (Some(out), _) if is_output_file(out) => bail!(
            "{}",
            messages::pick(
                language,
                "多个输入时，-o 应为文件夹；要合并成一个工作簿请用 --merge",
                "with several inputs -o names a folder; to merge them into one workbook use --merge"
            )
        ),
        (Some(out), inputs) => {
            std::fs::create_dir_all(out)?;
            Ok(inputs.iter().map(|i| (i.clone(), out.join(beside(i).file_name().unwrap_or_default()))).collect())
        }
    }
}

fn is_output_file(path: &Path) -> bool {
    path.extension().is_some_and(|e| e.eq_ignore_ascii_case("xlsx") || e.eq_ignore_ascii_case("json"))
}

/// A progress bar for more than one file on a terminal; hidden otherwise.
fn bar(files: usize) -> ProgressBar {
    if files < 2 || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(files as u64);
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} {eta} {wide_msg}") {
        bar.set_style(style);
    }
    bar
}
