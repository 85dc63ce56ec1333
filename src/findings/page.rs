//! The register → `docs/findings.md`; and what holds for all of it. `UPDATE=1 cargo test --lib findings` writes the page anew.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use super::{Entry, all};
use crate::language::characters::split_around;
use crate::model::{Severity, Topic};

const INTRODUCTION: &str = "# 问题代码 / Finding codes

本页由程序中的登记表生成，请勿手工修改。每个问题有代码、级别和主题；`{…}` 处是具体的值。
This page is written from the register in the program. Each finding has a code, a severity and a topic; values stand for `{…}`.

* 级别 severity：**error** 缺失或自相矛盾 something is missing or contradicts itself；**warning** 存疑 doubtful；**info** 已修复或供了解 repaired, or worth knowing。
* 主题 topic：**reading** 输入是怎样读取的，结果可能有缺失或错误 how the input was read: something may be lost or wrong in the result；**substance** 表本身的问题，与读取无关 what is wrong in the form itself, however well it was read。
* `R-…` 的是检查：`jixiao check --rules` 可以开关它们，改变级别、阈值和词 are checks: switched, graded and tuned with `--rules`。
";

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}

fn topic(topic: Topic) -> &'static str {
    match topic {
        Topic::Reading => "reading",
        Topic::Substance => "substance",
    }
}

/// The severities of an entry's messages, each once.
fn severities(entry: &Entry) -> String {
    let all: BTreeSet<Severity> = entry.messages.iter().map(|m| m.severity).collect();
    all.into_iter().map(severity).collect::<Vec<_>>().join(", ")
}

/// A text of the register for a reader: without the ways numbers are written.
fn plain(text: &str) -> String {
    text.replace("{{", "{").replace("}}", "}").replace(":.1}", "}").replace('|', "\\|")
}

fn page() -> String {
    let mut page = INTRODUCTION.to_owned();
    page += "\n| 代码 code | 级别 severity | 主题 topic | 规则 rule | 含义 | meaning |\n|---|---|---|---|---|---|\n";
    for entry in all() {
        let (code, rule) = (&entry.code.0, entry.rule.unwrap_or(""));
        let (severities, topic) = (severities(entry), topic(entry.topic));
        writeln!(
            page,
            "| [`{code}`](#{code}) | {severities} | {topic} | {rule} | {} | {} |",
            entry.name.zh, entry.name.en
        )
        .unwrap();
    }
    for entry in all() {
        writeln!(page, "\n## {}\n\n{} · {}\n", entry.code.0, entry.name.zh, entry.name.en).unwrap();
        writeln!(page, "{}**怎么办**：{}\n", entry.meaning.zh, entry.advice.zh).unwrap();
        writeln!(page, "{} **What to do:** {}\n", entry.meaning.en, entry.advice.en).unwrap();
        for message in entry.messages {
            let text = message.text;
            writeln!(page, "* {}: {} / {}", severity(message.severity), plain(text.zh), plain(text.en)).unwrap();
        }
    }
    page
}

#[test]
fn the_page_of_documentation_says_what_the_register_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/findings.md");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, page()).unwrap();
    }
    let written = std::fs::read_to_string(path).unwrap_or_default();
    assert!(written == page(), "docs/findings.md is not up to date: UPDATE=1 cargo test --lib findings");
}

/// The names of the values of a text.
fn values(text: &str) -> BTreeSet<String> {
    let text = text.replace("{{", "").replace("}}", "");
    let parts = text.split('{').skip(1).filter_map(|part| part.split_once('}'));
    parts.map(|(value, _)| split_around(value, ':').0.to_owned()).collect()
}

#[test]
fn every_code_stands_once_and_says_the_same_in_both_languages() {
    let (mut codes, mut names) = (BTreeSet::new(), BTreeSet::new());
    for entry in all() {
        let code = &entry.code.0;
        assert!(codes.insert(code.clone()), "{code} stands twice");
        assert!(names.insert(entry.name.zh) && names.insert(entry.name.en), "{code} has the name of another");
        assert_eq!(super::text_to_code(entry.name.zh), entry.code);
        assert!(code.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{code}");
        assert!(entry.rule.is_none_or(|r| r.starts_with("R-")), "{code}");
        let texts = [entry.name, entry.meaning, entry.advice].into_iter().chain(entry.messages.iter().map(|m| m.text));
        for text in texts {
            assert!(text.zh.chars().any(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c)), "{code}: {}", text.zh);
            assert!(text.en.chars().any(|c| c.is_ascii_lowercase()), "{code}: {}", text.en);
            assert_eq!(values(text.zh), values(text.en), "{code}");
        }
    }
}

/// The sources of the program, the register aside.
fn sources(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.ends_with("src/findings") || path.ends_with("src/model/finding.rs") {
            continue;
        }
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push((path.clone(), std::fs::read_to_string(path).unwrap()));
        }
    }
}

/// Messages that no stage reports yet.
const AWAITED: &[&str] = &["HiddenText", "NestingLimit", "OverlayText", "PartUnreadable", "TemplateTruncated"];

#[test]
fn every_message_is_reported_and_no_code_stands_elsewhere() {
    let mut files = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    let said = |name: &str| files.iter().any(|(_, text)| text.contains(&format!("{name} {{")));
    let unsaid: Vec<&str> =
        all().flat_map(|e| e.messages).map(|m| m.name).filter(|n| !AWAITED.contains(n) && !said(n)).collect();
    assert!(unsaid.is_empty(), "no stage reports {unsaid:?}");
    for (path, text) in &files {
        let elsewhere = ["Code::new(", "Finding::new(", "Finding::of("].iter().find(|made| text.contains(**made));
        assert_eq!(elsewhere, None, "{} makes a code or finding that is not in the register", path.display());
    }
}
