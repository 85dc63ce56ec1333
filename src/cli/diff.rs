//! `jixiao diff A B`.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::ValueEnum;
use serde::Serialize;

use super::Language;
use super::documents::{read, spot};
use super::messages::{error_about, pick};
use super::output::{complain, say};
use super::planned::{self, Force};
use super::settings::Settings;
use crate::diff::{self, Change, ChangeKind};
use crate::outputs::OutputTarget;
use crate::write::atomic;

/// 比较两个文件中的绩效目标表：增、删、改 / compare the forms of two files
#[derive(Debug, clap::Args)]
pub(crate) struct DiffArguments {
    /// 原文件：PDF、文本、工作簿，或 jixiao 生成的 .json / PDF, text, workbook, or JSON of jixiao
    before: PathBuf,
    /// 新文件 / the newer one
    after: PathBuf,
    /// 输出格式 / how changes are printed
    #[arg(long, value_enum, default_value_t = ChangesFormat::Text)]
    format: ChangesFormat,
    /// 把变化写成工作簿：新旧内容并排，以颜色区分 / write the changes as a workbook, old and new side by side
    #[arg(short, long, value_name = "OUT.xlsx")]
    output: Option<PathBuf>,
    #[command(flatten)]
    force: Force,
    #[command(flatten)]
    settings: Settings,
}

/// How changes are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ChangesFormat {
    /// 供阅读 / for readers
    Text,
    /// JSON / as JSON
    Json,
}

#[derive(Serialize)]
struct ChangeOutput<'a> {
    before: String,
    after: String,
    changes: &'a [Change],
}

/// Exit code 0: the same; 1: different, or a file could not be read.
pub(crate) fn run(arguments: &DiffArguments, language: Language) -> anyhow::Result<ExitCode> {
    let target = arguments.output.as_deref().map(|out| plan(arguments, out)).transpose()?;
    let options = arguments.settings.options()?;
    let mut documents = Vec::new();
    for input in [&arguments.before, &arguments.after] {
        match read(input, &options) {
            Ok(document) => documents.push(document),
            Err(error) => {
                complain(&error_about(input, &error, language));
                return Ok(ExitCode::from(1));
            }
        }
    }
    let [before, after] = documents.as_slice() else { return Ok(ExitCode::from(1)) };
    let changes = diff::documents(before, after);
    if let Some(OutputTarget { path, replace }) = target {
        let bytes = crate::write::changes::changes(&changes, [&before.source.name, &after.source.name])?;
        atomic::put(vec![atomic::finished(&path, &bytes)?], |_| replace.clone())?;
        return Ok(ExitCode::from(u8::from(!changes.is_empty())));
    }
    match arguments.format {
        ChangesFormat::Json => {
            let (before, after) = (arguments.before.display().to_string(), arguments.after.display().to_string());
            say(&serde_json::to_string_pretty(&ChangeOutput { before, after, changes: &changes })?);
        }
        ChangesFormat::Text => {
            for change in &changes {
                say(&line(change, language));
            }
            if changes.is_empty() {
                say(pick(language, "相同", "no differences"));
            }
        }
    }
    Ok(ExitCode::from(u8::from(!changes.is_empty())))
}

fn plan(arguments: &DiffArguments, out: &Path) -> anyhow::Result<OutputTarget> {
    if out.extension().is_none_or(|e| !e.eq_ignore_ascii_case("xlsx")) {
        return Err(planned::unknown_ending(out, ".xlsx").into());
    }
    let named: [&Path; 2] = [&arguments.before, &arguments.after];
    Ok(planned::one(out, arguments.force, &named, Some(&arguments.settings))?)
}

fn line(change: &Change, language: Language) -> String {
    let sign = match change.kind {
        ChangeKind::Added => '+',
        ChangeKind::Removed => '-',
        ChangeKind::Changed => '~',
    };
    let mut path = change.path.join(" / ");
    if let Some(field) = &change.field {
        let name = match language {
            Language::Zh => diff::field_to_text(field),
            Language::En => field.clone(),
        };
        let _ = write!(path, " [{name}]");
    }
    let sides = [(&change.before, &change.place_before), (&change.after, &change.place_after)];
    let contents: Vec<String> = sides
        .into_iter()
        .filter_map(|(content, place)| Some(side(content.as_deref()?, place.as_ref(), language)))
        .collect();
    format!("{sign} {path} {}", contents.join(" → "))
}

/// What one of the two documents says, and where.
fn side(content: &str, place: Option<&crate::model::Place>, language: Language) -> String {
    let content = content.replace(['\n', '\r'], " ");
    match place {
        Some(place) => format!("“{content}”（{}）", spot(place, language)),
        None => format!("“{content}”"),
    }
}
