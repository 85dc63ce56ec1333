//! The command line: the only part that prints.

use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};

mod convert;

/// 从PDF、文本和表格文件中读取预算绩效目标表，生成标准工作簿
#[derive(Debug, Parser)]
#[command(name = "jixiao", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    /// 提示信息的语言 / language of messages
    #[arg(long, global = true, value_enum, default_value_t = Language::Zh)]
    lang: Language,
}

/// The language of messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Language {
    /// Chinese.
    Zh,
    /// English.
    En,
}

#[derive(Debug, Subcommand)]
enum Command {
    Convert(convert::Arguments),
}

/// Exit codes: 0 done, 1 something could not be done, 2 wrong usage.
#[must_use]
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let result = match arguments.command {
        Command::Convert(command) => convert::run(&command, arguments.lang),
    };
    match result {
        Ok(code) => code,
        #[expect(clippy::print_stderr, reason = "the command line prints its errors")]
        Err(error) => {
            eprintln!("错误：{error:#}");
            ExitCode::from(1)
        }
    }
}
