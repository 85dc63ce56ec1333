//! What is wrong with a command line, in words.

use std::error::Error as _;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::Language;
use super::help_texts::in_language;

/// What is said of a command line that cannot be read; `None` where the parser says it: help and version.
pub(super) fn usage_error(error: &clap::Error, language: Language) -> Option<String> {
    if matches!(
        error.kind(),
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
    ) {
        return None;
    }
    if language == Language::En {
        return Some(error.to_string().trim_end().to_owned());
    }
    let usage = said(error, ContextKind::Usage).map(|usage| {
        let usage = usage.strip_prefix("Usage:").unwrap_or(&usage).trim().to_owned();
        format!("\n\n用法：{usage}")
    });
    Some(format!("错误：{}{}\n\n更多说明见 --help。", in_chinese(error), usage.unwrap_or_default()))
}

fn in_chinese(error: &clap::Error) -> String {
    let argument = context(error, ContextKind::InvalidArg);
    match error.kind() {
        ErrorKind::MissingRequiredArgument => format!("缺少参数：{argument}"),
        ErrorKind::UnknownArgument => {
            format!("没有“{argument}”这个选项或参数{}", perhaps(error, ContextKind::SuggestedArg))
        }
        ErrorKind::InvalidSubcommand => {
            let name = context(error, ContextKind::InvalidSubcommand);
            format!("没有“{name}”这个命令{}", perhaps(error, ContextKind::SuggestedSubcommand))
        }
        ErrorKind::MissingSubcommand => "缺少命令".to_owned(),
        ErrorKind::InvalidValue if context(error, ContextKind::InvalidValue).is_empty() => format!("{argument} 缺少值"),
        ErrorKind::InvalidValue => {
            let (value, values) = (context(error, ContextKind::InvalidValue), context(error, ContextKind::ValidValue));
            format!("{argument} 的值“{value}”无效{}；可选：{values}", perhaps(error, ContextKind::SuggestedValue))
        }
        ErrorKind::ValueValidation => {
            let why = error.source().map(|why| format!("：{}", wrong_value(&why.to_string())));
            format!("{argument} 的值“{}”无效{}", context(error, ContextKind::InvalidValue), why.unwrap_or_default())
        }
        ErrorKind::ArgumentConflict => match said(error, ContextKind::PriorArg) {
            Some(other) if other != argument => format!("{argument} 不能与 {other} 同时使用"),
            _ => format!("{argument} 只能用一次"),
        },
        ErrorKind::NoEquals => format!("{argument} 的值须用等号给出"),
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("{argument} 的值的个数不对")
        }
        ErrorKind::InvalidUtf8 => "参数不是UTF-8文字".to_owned(),
        _ => error.to_string().trim_end().to_owned(),
    }
}

/// Why a value is wrong. The parser speaks English only, and only of whole numbers.
fn wrong_value(why: &str) -> String {
    let said = in_language(why, Language::Zh);
    match why.split_once(" is not in ") {
        _ if said != why => said,
        Some((_, range)) => match range.split_once("..") {
            Some((least, most)) if most.is_empty() || most == u64::MAX.to_string() => format!("不得小于 {least}"),
            _ => format!("应在 {range} 之内"),
        },
        None if why.is_ascii() => "应为整数".to_owned(),
        None => said,
    }
}

/// What the parser says of one thing; empty where it says nothing.
fn context(error: &clap::Error, kind: ContextKind) -> String {
    said(error, kind).unwrap_or_default()
}

/// The nearest there is, as a question.
fn perhaps(error: &clap::Error, kind: ContextKind) -> String {
    said(error, kind).map(|near| format!("；是否为“{near}”？")).unwrap_or_default()
}

/// What the parser says of one thing.
fn said(error: &clap::Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(texts) => Some(texts.join("、")).filter(|text| !text.is_empty()),
        ContextValue::StyledStr(text) => Some(text.to_string()),
        ContextValue::StyledStrs(texts) => Some(texts.iter().map(ToString::to_string).collect::<Vec<_>>().join("、")),
        ContextValue::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
