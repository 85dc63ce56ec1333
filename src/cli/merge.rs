//! `jixiao merge OUTDIR... -o OUTDIR`.

use std::path::PathBuf;
use std::process::ExitCode;

use super::planned::Force;
use super::{Language, output};
use crate::batch::merge;

/// 合并多次运行（分片）的输出文件夹 / bring the folders of several runs together
#[derive(Debug, clap::Args)]
pub(crate) struct MergeArguments {
    /// 各次运行的输出文件夹 / output folders of the runs
    #[arg(required = true, value_name = "OUTDIR")]
    folders: Vec<PathBuf>,
    /// 合并到的文件夹 / folder to bring them together in
    #[arg(short, long, value_name = "OUTDIR")]
    output: PathBuf,
    #[command(flatten)]
    force: Force,
}

pub(crate) fn run(arguments: &MergeArguments, language: Language) -> anyhow::Result<ExitCode> {
    let merged = merge::folders(&arguments.folders, &arguments.output, arguments.force.force)?;
    for input in &merged.conflicts {
        output::complain(&match language {
            Language::Zh => format!("警告：{}在不同文件夹中内容不同，保留了先列出的", input.display()),
            Language::En => format!("warning: {} differs between folders; the first one was kept", input.display()),
        });
    }
    let count = merged.entries.len();
    output::complain(&match language {
        Language::Zh => format!("{}：共{count}个文件", arguments.output.display()),
        Language::En => format!("{}: {count} files", arguments.output.display()),
    });
    Ok(if merged.conflicts.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}
