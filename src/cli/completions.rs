//! `jixiao completions SHELL`, `jixiao man` and `jixiao help`.

use std::process::ExitCode;

use super::Language;
use super::messages::pick;
use super::output;
use super::planned::Usage;

/// 生成命令行补全脚本 / shell completions
#[derive(Debug, clap::Args)]
pub(crate) struct CompletionArguments {
    /// 命令行解释器 / the shell
    shell: clap_complete::Shell,
}

/// 生成手册页（roff） / man page
#[derive(Debug, clap::Args)]
pub(crate) struct ManArguments {
    /// 子命令的名称；省略则为总手册 / a command's name, or nothing for the main page
    command: Option<String>,
}

/// 显示总帮助或一个命令的帮助 / print help, of all or of a command
#[derive(Debug, clap::Args)]
pub(crate) struct HelpArguments {
    /// 命令的名称 / a command's name
    command: Option<String>,
}

pub(crate) fn run(arguments: &CompletionArguments, mut command: clap::Command) -> anyhow::Result<ExitCode> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut command, "jixiao", &mut script);
    output::say_bytes(&script);
    Ok(ExitCode::SUCCESS)
}

/// The command of a name, or that of all.
fn named(name: Option<&String>, mut all: clap::Command, language: Language) -> anyhow::Result<clap::Command> {
    all.build();
    let Some(name) = name else { return Ok(all) };
    let unknown = pick(language, "没有这个命令：", "no such command: ");
    Ok(all.find_subcommand(name).cloned().ok_or_else(|| Usage(format!("{unknown}{name}")))?)
}

pub(crate) fn help(arguments: &HelpArguments, command: clap::Command, language: Language) -> anyhow::Result<ExitCode> {
    let mut command = named(arguments.command.as_ref(), command, language)?;
    output::say(command.render_long_help().to_string().trim_end());
    Ok(ExitCode::SUCCESS)
}

pub(crate) fn man(arguments: &ManArguments, command: clap::Command, language: Language) -> anyhow::Result<ExitCode> {
    let page = named(arguments.command.as_ref(), command, language)?;
    let mut roff = Vec::new();
    clap_mangen::Man::new(page).render(&mut roff)?;
    output::say_bytes(&roff);
    Ok(ExitCode::SUCCESS)
}
