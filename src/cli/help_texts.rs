//! What the parser of the command line says of itself, in one language: descriptions, headings, defaults, values, usage.

use clap::builder::StyledStr;
use clap::{Arg, ArgAction, Command};

use super::Language;
use super::messages::pick;

/// Between the Chinese and the English of a description.
const BETWEEN: &str = " / ";

/// The language that the words of the command line ask for, before they are read: `--lang en`, `--lang=en`.
pub(super) fn language_asked(words: impl Iterator<Item = std::ffi::OsString>) -> Language {
    let words: Vec<String> = words.map(|word| word.to_string_lossy().into_owned()).collect();
    let apart = words.windows(2).any(|pair| matches!(pair, [option, value] if option == "--lang" && value == "en"));
    if apart || words.iter().any(|word| word == "--lang=en") { Language::En } else { Language::Zh }
}

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// The part of a text in a language: of lines `甲 / a` a side, of lines in one language those in it; all of a text in one language.
pub(super) fn in_language(text: &str, language: Language) -> String {
    let wanted: Vec<&str> = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .filter_map(|line| line_in_language(line, language))
        .collect();
    let wanted = wanted.join("\n").trim().to_owned();
    if wanted.is_empty() { text.to_owned() } else { wanted }
}

fn line_in_language(line: &str, language: Language) -> Option<&str> {
    match line.split_once(BETWEEN) {
        Some((zh, en)) if zh.contains(is_han) && !en.contains(is_han) => Some(pick(language, zh, en)),
        _ => Some(line).filter(|line| line.contains(is_han) == (language == Language::Zh)),
    }
}

/// The command with all it says of itself in one language.
pub(super) fn localised(command: Command, language: Language) -> Command {
    let mut built = command.clone();
    built.build();
    described(command, &mut built, language)
}

/// A command and those below it.
fn described(command: Command, built: &mut Command, language: Language) -> Command {
    let texts = |text: Option<&StyledStr>| text.map(|text| in_language(&text.to_string(), language));
    let (about, long_about, after) =
        (texts(command.get_about()), texts(command.get_long_about()), texts(command.get_after_help()));
    let usage = built.render_usage().to_string();
    let usage = usage.strip_prefix("Usage:").unwrap_or(&usage).trim();
    let usage = match language {
        // An argument that is the name of a command keeps its own.
        Language::Zh if command.has_subcommands() => {
            usage.replace("[OPTIONS]", "[选项]").replace("<COMMAND>", "<命令>").replace("[COMMAND]", "[命令]")
        }
        Language::Zh => usage.replace("[OPTIONS]", "[选项]"),
        Language::En => usage.to_owned(),
    };
    let heading = pick(language, "用法：", "Usage: ");
    let is_main = command.get_version().is_some();
    let mut command = command
        .override_usage(usage)
        .help_template(format!("{{about-with-newline}}\n{heading}{{usage}}\n\n{{all-args}}{{after-help}}"))
        .subcommand_value_name(pick(language, "命令", "COMMAND"))
        .subcommand_help_heading(pick(language, "命令", "Commands"))
        .disable_help_flag(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .mut_args(|argument| argument_in(argument, language));
    if let Some(about) = about {
        command = command.about(about);
    }
    if let Some(long_about) = long_about {
        command = command.long_about(long_about);
    }
    if let Some(after) = after {
        command = command.after_help(after);
    }
    let options = pick(language, "选项", "Options");
    let help = pick(language, "显示帮助（-h 为摘要）", "Print help (a summary with -h)");
    let flag = |name: &'static str, short: char| Arg::new(name).short(short).long(name).help_heading(options);
    command = command.arg(flag("help", 'h').action(ArgAction::Help).help(help.to_owned()));
    if is_main {
        let version = pick(language, "显示版本", "Print version");
        command = command.arg(flag("version", 'V').action(ArgAction::Version).help(version.to_owned()));
    }
    command.mut_subcommands(|sub| match built.find_subcommand_mut(sub.get_name()) {
        Some(built) => described(sub, built, language),
        None => sub,
    })
}

fn argument_in(argument: Arg, language: Language) -> Arg {
    let heading = if argument.is_positional() {
        pick(language, "参数", "Arguments")
    } else {
        pick(language, "选项", "Options")
    };
    let said =
        argument.get_long_help().or_else(|| argument.get_help()).map(|text| in_language(&text.to_string(), language));
    let mut help = said.unwrap_or_default();
    if argument.get_action().takes_values() {
        let values: Vec<String> = argument
            .get_possible_values()
            .iter()
            .filter(|value| !value.is_hide_set())
            .map(|value| match value.get_help() {
                Some(text) => format!("{}（{}）", value.get_name(), in_language(&text.to_string(), language)),
                None => value.get_name().to_owned(),
            })
            .collect();
        if !values.is_empty() {
            let values = values.join(pick(language, "、", ", "));
            let values =
                if language == Language::En { values.replace('（', " (").replace('）', ")") } else { values };
            help = format!("{help}{}{values}", pick(language, "；可选：", "; one of: "));
        }
        let defaults: Vec<String> =
            argument.get_default_values().iter().map(|value| value.to_string_lossy().into_owned()).collect();
        if !defaults.is_empty() {
            help = format!("{help}{}{}", pick(language, "；默认 ", "; by default "), defaults.join(" "));
        }
    }
    let takes_values = argument.get_action().takes_values();
    let argument = argument.help_heading(heading).help(help.clone()).long_help(help);
    if takes_values { argument.hide_default_value(true).hide_possible_values(true) } else { argument }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn descriptions_are_in_the_language_asked_for() {
        let both = |text| [Language::Zh, Language::En].map(|language| in_language(text, language));
        assert_eq!(both("输出文件 / where to write"), ["输出文件", "where to write"]);
        assert_eq!(both("退出码：0 完成\nExit codes: 0 done"), ["退出码：0 完成", "Exit codes: 0 done"]);
        assert_eq!(
            both("填写 / fill\n\n标签决定位置。\n\nLabels say where."),
            ["填写\n标签决定位置。", "fill\nLabels say where."]
        );
        assert_eq!(both("输入文件"), ["输入文件", "输入文件"]);
        assert_eq!(both("bash / zsh"), ["bash / zsh", "bash / zsh"]);
    }

    #[test]
    fn the_language_is_known_before_the_rest_is() {
        let asked = |words: &[&str]| language_asked(words.iter().map(std::ffi::OsString::from));
        assert_eq!(asked(&["jixiao", "fill", "--lang", "en"]), Language::En);
        assert_eq!(asked(&["jixiao", "--lang=en", "--nope"]), Language::En);
        assert_eq!(asked(&["jixiao", "fill", "en"]), Language::Zh);
    }
}
