//! `jixiao convert INPUT... [-o OUT]`.

use std::path::PathBuf;
use std::process::ExitCode;

use super::Language;
use crate::{Options, write};

/// 转换文件
#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// 输入文件
    #[arg(required = true)]
    inputs: Vec<PathBuf>,
    /// 输出文件（.xlsx 或 .json）
    #[arg(short, long)]
    output: Option<PathBuf>,
}

pub(crate) fn run(arguments: &Arguments, _language: Language) -> anyhow::Result<ExitCode> {
    let options = Options::default();
    for input in &arguments.inputs {
        let document = crate::convert(input, &options)?;
        let output = arguments.output.clone().unwrap_or_else(|| input.with_extension("json"));
        write::atomic::write(&output, &write::json::document(&document))?;
    }
    Ok(ExitCode::SUCCESS)
}
