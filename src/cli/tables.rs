//! `jixiao tables INPUT [-o OUT]`.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, bail};

use super::settings::Settings;
use super::{Language, messages, output};
use crate::model::BBox;
use crate::reconstruct::regions::{self, Selection};
use crate::{extract, write};

/// 列出PDF中的全部表格（任何语言） / list every table of a PDF, in any language
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
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
    settings: Settings,
}

pub(crate) fn run(arguments: &Arguments, language: Language) -> anyhow::Result<ExitCode> {
    let options = arguments.settings.options()?;
    let input = extract::open(&arguments.input, &options)
        .map_err(|error| anyhow::anyhow!(messages::error_about(&arguments.input, &error, language)))?;
    let selection = Selection { pages: arguments.page.clone(), area: arguments.area };
    let found = regions::tables(&input, &selection, &options.vocabulary);
    let mut findings = input.findings;
    findings.extend(found.findings);
    let extension = arguments.output.as_ref().and_then(|p| p.extension()).map(std::ffi::OsStr::to_ascii_lowercase);
    let bytes = match extension.as_ref().and_then(|e| e.to_str()) {
        None | Some("json") => write::tables::json(&input.source, &found.output, &findings),
        Some("xlsx") => write::tables::xlsx(&found.output)?,
        Some("csv") => write::tables::csv(&found.output),
        Some("md") => write::tables::markdown(&found.output),
        Some(other) => bail!(".{other}: json, xlsx, csv, md"),
    };
    match &arguments.output {
        Some(path) => write::atomic::write(path, &bytes)?,
        None => output::say_bytes(&bytes),
    }
    Ok(ExitCode::SUCCESS)
}

fn page_range(text: &str) -> anyhow::Result<(u32, u32)> {
    let number = |t: &str| t.trim().parse::<u32>().ok().filter(|&n| n > 0);
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    match (number(first), number(last)) {
        (Some(first), Some(last)) if first <= last => Ok((first, last)),
        _ => bail!("1, 3-5"),
    }
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
