//! `jixiao review INPUT [-o OUT]`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::planned::{self, Force};
use super::settings::Settings;
use super::{Language, messages, output};
use crate::outputs::names;
use crate::write::{atomic, review};

/// 生成审核网页：左边是原文，右边是读出的表格和问题，互相对照 / a page to review what was read beside the original
#[derive(Debug, clap::Args)]
pub(crate) struct ReviewArguments {
    /// 输入文件 / input
    input: PathBuf,
    /// 输出文件（.html）；省略则写在输入旁边 / output file (.html); beside the input without it
    #[arg(short, long, value_name = "OUT")]
    output: Option<PathBuf>,
    #[command(flatten)]
    force: Force,
    #[command(flatten)]
    settings: Settings,
}

pub(crate) fn run(arguments: &ReviewArguments, language: Language) -> anyhow::Result<ExitCode> {
    let input = arguments.input.as_path();
    let out = arguments.output.clone().unwrap_or_else(|| names::with_ending(input, ENDING));
    if !out.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(ENDING)) {
        return Err(planned::unknown_ending(&out, &planned::endings([ENDING])).into());
    }
    let named: [&Path; 1] = [input];
    let target = planned::one(&out, arguments.force, &named, Some(&arguments.settings))?;
    let options = arguments.settings.options()?;
    let failed = |error: crate::Error| anyhow::anyhow!(messages::error_about(input, &error, language));
    let made = crate::review::review(input, &[], language == Language::En, &options).map_err(failed)?;
    let file = review::finished(&made.content, made.pictures.into_iter(), &target.path)?;
    atomic::put(vec![file], |_| target.replace.clone())?;
    output::complain(&format!("{} → {}", input.display(), target.path.display()));
    Ok(ExitCode::SUCCESS)
}

const ENDING: &str = "html";
