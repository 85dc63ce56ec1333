//! `jixiao check INPUT...`.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::ValueEnum;
use serde::Serialize;

use super::Language;
use super::documents::{read_with, spot};
use super::messages::error_about;
use super::output::{complain, say};
use super::settings::Settings;
use crate::Options;
use crate::batch::protocol::Setup;
use crate::model::{Document, Finding, Form, Severity};
use crate::validate::{self, Outcome, Report, Verdict};

/// 检查绩效目标表（合计、缺项、截断、错配等），列出问题 / list what is wrong with the forms
#[derive(Debug, clap::Args)]
pub(crate) struct CheckArguments {
    /// 输入文件：PDF、文本、工作簿，或 jixiao 生成的 .json / PDF, text, workbook, or JSON of jixiao
    #[arg(required_unless_present = "result")]
    inputs: Vec<PathBuf>,
    /// 申报的目标表：把 --result 的自评表、监控表与它逐项对照 / what was declared: the evaluations of --result are held against it
    #[arg(long, value_name = "FILE", requires = "result")]
    plan: Option<PathBuf>,
    /// 自评表或监控表，像其他输入一样检查 / self-evaluations or monitoring forms, checked as other inputs are
    #[arg(long, value_name = "FILE", requires = "plan", conflicts_with = "inputs")]
    result: Option<PathBuf>,
    /// 输出格式 / how findings are printed
    #[arg(long, value_enum, default_value_t = FindingsFormat::Text)]
    format: FindingsFormat,
    /// 用另一个独立的程序重读每个PDF，读法不一致的页列为问题 / read every PDF again with an independent program and name the pages
    /// on which they differ
    #[cfg(feature = "second-reader")]
    #[arg(long)]
    second_reader: bool,
    /// 警告也视为错误，并且每个PDF都重读一遍（--second-reader） / warnings count as errors, and every PDF is read twice
    #[arg(long)]
    strict: bool,
    #[command(flatten)]
    settings: Settings,
}

/// How findings are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FindingsFormat {
    /// 供阅读，按文件和表 / for readers, by file and form
    Text,
    /// JSON：问题和检查结果 / findings and outcomes as JSON
    Json,
    /// 每个问题一行，供编辑器 / one line a finding, for editors: place: severity code message
    Lines,
}

/// What was found in one file.
#[derive(Debug, Serialize)]
struct Checked {
    file: String,
    #[serde(skip)]
    forms: Vec<Form>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
    outcomes: Vec<Outcome>,
    findings: Vec<Finding>,
}

/// Exit code 0: no error found; 1: errors found, with `--strict` warnings, or a file could not be checked.
pub(crate) fn run(arguments: &CheckArguments, language: Language) -> anyhow::Result<ExitCode> {
    #[cfg_attr(not(feature = "second-reader"), allow(unused_mut, reason = "nothing else sets it"))]
    let mut setup = arguments.settings.setup(false, language)?;
    #[cfg(feature = "second-reader")]
    if arguments.second_reader || arguments.strict {
        setup.read_twice()?;
    }
    let options = setup.options()?;
    let declared = match arguments.plan.as_deref().map(|plan| (plan, read_with(&setup, plan, &options))) {
        None => None,
        Some((_, Ok(document))) => Some(document),
        Some((plan, Err(error))) => {
            complain(&error_about(plan, &error, language));
            return Ok(ExitCode::from(1));
        }
    };
    let inputs = arguments.inputs.iter().chain(&arguments.result);
    let checked: Vec<Checked> =
        inputs.map(|input| check_file(input, declared.as_ref(), (&setup, &options), language)).collect();
    print(&checked, arguments.format, language)?;
    Ok(ExitCode::from(u8::from(checked.iter().any(|c| c.fails(arguments.strict)))))
}

impl Checked {
    /// Whether a file could not be checked, has errors or, to the strict, warnings.
    fn fails(&self, strict: bool) -> bool {
        let mildest = if strict { Severity::Warning } else { Severity::Error };
        self.error.is_some() || self.findings.iter().any(|f| f.severity <= mildest)
    }
}

/// What is found in a file, also beside what was declared.
fn check_file(
    input: &Path,
    declared: Option<&Document>,
    (setup, options): (&Setup, &Options),
    language: Language,
) -> Checked {
    let file = input.display().to_string();
    match read_with(setup, input, options) {
        Err(error) => {
            let error = error_about(input, &error, language);
            Checked { file, forms: Vec::new(), error: Some(error), outcomes: Vec::new(), findings: Vec::new() }
        }
        Ok(document) => {
            let Report { outcomes, findings: checks } = crate::check(&document, &options.rules);
            let beside = declared.map(|plan| crate::diff::against_plan(plan, &document));
            let mut findings = document.findings;
            findings.retain(|f| !validate::is_check(&f.code.0));
            findings.extend(checks.into_iter().chain(beside.into_iter().flatten()));
            validate::sort(&mut findings);
            if language == Language::En {
                findings = findings.into_iter().map(Finding::in_english).collect();
            }
            Checked { file, forms: document.forms, error: None, outcomes, findings }
        }
    }
}

fn print(checked: &[Checked], format: FindingsFormat, language: Language) -> anyhow::Result<()> {
    match format {
        FindingsFormat::Json => say(&serde_json::to_string_pretty(checked)?),
        FindingsFormat::Lines => checked.iter().flat_map(|c| lines(c, language)).for_each(|line| say(&line)),
        FindingsFormat::Text => checked.iter().flat_map(|c| text(c, language)).for_each(|line| say(&line)),
    }
    checked.iter().filter_map(|c| c.error.as_deref()).for_each(complain);
    Ok(())
}

fn lines(checked: &Checked, language: Language) -> Vec<String> {
    checked.findings.iter().map(|finding| line(&checked.file, finding, language)).collect()
}

/// A finding as editors parse it: file:place: severity code text.
fn line(file: &str, finding: &Finding, language: Language) -> String {
    let place = finding.place.as_ref().map_or_else(String::new, |p| format!("{}:", spot(p, Language::En)));
    let severity = severity(finding.severity, Language::En);
    format!("{file}:{place} {severity} {} {}", finding.code.0, said(finding, language))
}

fn text(checked: &Checked, language: Language) -> Vec<String> {
    let mut lines = vec![checked.file.clone()];
    lines.extend(rows(checked, None, language));
    for (n, form) in checked.forms.iter().enumerate() {
        lines.push(format!("  {}. {}", n + 1, form.title.as_deref().unwrap_or("")));
        lines.extend(rows(checked, Some(n), language));
        lines.push(format!("    {}", summary(checked, n, language)));
    }
    lines
}

/// The findings of a form, or of no form.
fn rows(checked: &Checked, form: Option<usize>, language: Language) -> impl Iterator<Item = String> {
    checked.findings.iter().filter(move |f| f.form == form).map(move |f| format!("    {}", row(f, language)))
}

fn row(finding: &Finding, language: Language) -> String {
    let place = finding.place.as_ref().map_or_else(String::new, |p| format!(" [{}]", spot(p, language)));
    format!("{} {}{place} {}", severity(finding.severity, language), finding.code.0, said(finding, language))
}

fn summary(checked: &Checked, form: usize, language: Language) -> String {
    let (mut holds, mut violated, mut open) = (0, 0, 0);
    for outcome in checked.outcomes.iter().filter(|o| o.form == form) {
        *match outcome.verdict {
            Verdict::Holds => &mut holds,
            Verdict::Violated => &mut violated,
            Verdict::CannotDecide => &mut open,
        } += 1;
    }
    match language {
        Language::Zh => format!("检查：符合{holds}项，不符合{violated}项，无法判断{open}项"),
        Language::En => format!("checks: {holds} hold, {violated} violated, {open} cannot be decided"),
    }
}

/// Message, quote and suggestion on one line.
fn said(finding: &Finding, language: Language) -> String {
    let mut said = finding.message.clone();
    if let Some(quote) = &finding.quote {
        let short: String = quote.chars().take(60).collect();
        let more = if short.len() < quote.len() { "…" } else { "" };
        let _ = write!(said, " | {short}{more}");
    }
    if let Some(suggestion) = &finding.suggestion {
        let arrow = if language == Language::Zh { "建议" } else { "suggestion" };
        let _ = write!(said, " → {arrow}: {suggestion}");
    }
    said.replace(['\n', '\r'], " ")
}

fn severity(severity: Severity, language: Language) -> &'static str {
    match (severity, language) {
        (Severity::Error, Language::Zh) => "错误",
        (Severity::Warning, Language::Zh) => "警告",
        (Severity::Info, Language::Zh) => "提示",
        (Severity::Error, Language::En) => "error",
        (Severity::Warning, Language::En) => "warning",
        (Severity::Info, Language::En) => "info",
    }
}
