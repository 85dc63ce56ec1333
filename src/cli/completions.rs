//! `jixiao completions SHELL` and `jixiao man`.

use std::process::ExitCode;

use super::output;
use super::planned::Usage;

/// 生成命令行补全脚本 / shell completions
#[derive(Debug, clap::Args)]
pub(crate) struct CompletionArguments {
    /// bash, zsh, fish, elvish, powershell
    shell: clap_complete::Shell,
}

/// 生成手册页（roff） / man page
#[derive(Debug, clap::Args)]
pub(crate) struct ManArguments {
    /// 子命令的名称；省略则为总手册 / a command's name, or nothing for the main page
    command: Option<String>,
}

pub(crate) fn run(arguments: &CompletionArguments, mut command: clap::Command) -> anyhow::Result<ExitCode> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut command, "jixiao", &mut script);
    output::say_bytes(&script);
    Ok(ExitCode::SUCCESS)
}

pub(crate) fn man(arguments: &ManArguments, mut command: clap::Command) -> anyhow::Result<ExitCode> {
    command.build();
    let page = match &arguments.command {
        None => command,
        Some(name) => command
            .find_subcommand(name)
            .cloned()
            .ok_or_else(|| Usage(format!("没有这个命令 / no such command: {name}")))?,
    };
    let mut roff = Vec::new();
    clap_mangen::Man::new(page).render(&mut roff)?;
    output::say_bytes(&roff);
    Ok(ExitCode::SUCCESS)
}
