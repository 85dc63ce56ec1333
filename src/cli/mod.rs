//! The command line: the only part that prints.

use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};

mod check;
mod closing;
mod completions;
mod convert;
mod convert_arguments;
mod convert_many;
mod convert_pipe;
mod day;
mod diff;
mod documents;
mod exit_codes;
mod fill;
mod help_texts;
mod inputs;
mod inspect;
mod inspect_claims;
mod inspect_drawing;
mod inspect_text;
mod log;
mod merge;
mod messages;
#[cfg(feature = "ocr")]
mod models;
mod output;
mod page_numbers;
mod page_progress;
mod planned;
mod progress;
mod read;
mod review;
mod review_pages;
#[cfg(feature = "second-reader")]
mod second_reader;
mod settings;
mod stdin_kind;
mod tables;
mod usage_errors;
mod worker;

/// 从PDF、文本和表格文件中读取预算绩效目标表，生成标准工作簿 / read Chinese budget performance-target tables, write standard workbooks
#[derive(Debug, Parser)]
#[command(name = "jixiao", version, after_help = exit_codes::ALL, disable_help_subcommand = true)]
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
    /// 中文
    Zh,
    /// English
    En,
}

#[derive(Debug, Subcommand)]
enum Command {
    #[command(after_help = exit_codes::CHECK)]
    Check(check::CheckArguments),
    #[command(after_help = exit_codes::CONVERT)]
    Convert(convert_arguments::ConvertArguments),
    #[command(after_help = exit_codes::FILL)]
    Fill(fill::FillArguments),
    #[command(after_help = exit_codes::DIFF)]
    Diff(diff::DiffArguments),
    #[command(after_help = exit_codes::INSPECT)]
    Inspect(inspect::InspectArguments),
    #[command(after_help = exit_codes::TABLES)]
    Tables(tables::TablesArguments),
    #[command(after_help = exit_codes::MERGE)]
    Merge(merge::MergeArguments),
    #[command(after_help = exit_codes::READ)]
    Read(read::ReadArguments),
    #[command(after_help = exit_codes::REVIEW)]
    Review(review::ReviewArguments),
    #[cfg(feature = "ocr")]
    #[command(after_help = exit_codes::MODELS)]
    Models(models::ModelsArguments),
    #[command(after_help = exit_codes::PRINT)]
    Completions(completions::CompletionArguments),
    #[command(after_help = exit_codes::PRINT)]
    Man(completions::ManArguments),
    #[command(after_help = exit_codes::PRINT)]
    Help(completions::HelpArguments),
    #[command(hide = true)]
    Worker,
    #[cfg(feature = "second-reader")]
    #[command(hide = true, name = crate::second_reading::COMMAND)]
    SecondReader,
}

/// Exit codes: 0 done, 1 something could not be done, 2 wrong usage.
#[must_use]
pub fn run() -> ExitCode {
    let language = help_texts::language_asked(std::env::args_os());
    // What the parser says of itself is put into the language only where it has something to say.
    let arguments =
        parsed(Arguments::command()).or_else(|_| parsed(help_texts::localised(Arguments::command(), language)));
    let code = match arguments {
        Ok(arguments) => dispatch(&arguments),
        Err(error) => {
            match usage_errors::usage_error(&error, language) {
                Some(text) => output::complain(&text),
                // Help and version are no errors and go to standard output; `clap` picks the stream.
                None => output::note(error.print()),
            }
            ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
        }
    };
    match output::finish() {
        Ok(()) => code,
        Err(source) => {
            let path = messages::pick(language, "标准输出", "standard output").into();
            output::complain(&messages::error(&crate::Error::Write { path, source }.into(), language));
            ExitCode::from(1)
        }
    }
}

fn parsed(command: clap::Command) -> Result<Arguments, clap::Error> {
    command.try_get_matches().and_then(|matches| Arguments::from_arg_matches(&matches))
}

fn dispatch(arguments: &Arguments) -> ExitCode {
    let language = arguments.lang;
    let result = match &arguments.command {
        Command::Check(command) => check::run(command, language),
        Command::Convert(command) => convert::run(command, language),
        Command::Fill(command) => fill::run(command, language),
        Command::Diff(command) => diff::run(command, language),
        Command::Inspect(command) => inspect::run(command, language),
        Command::Tables(command) => tables::run(command, language),
        Command::Merge(command) => merge::run(command, language),
        Command::Read(command) => read::run(command, language),
        Command::Review(command) => review::run(command, language),
        #[cfg(feature = "ocr")]
        Command::Models(command) => models::run(command, language),
        Command::Completions(command) => {
            completions::run(command, help_texts::localised(Arguments::command(), language))
        }
        Command::Man(command) => {
            completions::man(command, help_texts::localised(Arguments::command(), language), language)
        }
        Command::Help(command) => {
            completions::help(command, help_texts::localised(Arguments::command(), language), language)
        }
        Command::Worker => worker::run(),
        #[cfg(feature = "second-reader")]
        Command::SecondReader => second_reader::run(),
    };
    match result {
        Ok(code) => code,
        Err(error) => {
            output::complain(&messages::error(&error, language));
            ExitCode::from(if error.is::<planned::Usage>() { 2 } else { 1 })
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_well_formed() {
        super::Arguments::command().debug_assert();
    }
}
