//! A plan held against its result: of five pairs of forms every planted change is found, and nothing else.

#![allow(clippy::unwrap_used, reason = "a failing unwrap is a failing test")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use jixiao::model::{Document, Finding};
use jixiao::{Options, diff};

const PAIRS: [&str; 5] = ["health", "water", "school", "it", "culture"];

fn file(pair: &str, name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/pairs").join(pair).join(name)
}

fn read(pair: &str, name: &str) -> Document {
    jixiao::convert(&file(pair, name), &Options::default()).unwrap()
}

/// Code and quote of each change that was planted.
fn planted(pair: &str) -> Vec<(String, String)> {
    let table = fs::read_to_string(file(pair, "expected.tsv")).unwrap();
    let lines = table.lines().map(|line| line.split_once('\t').unwrap());
    lines.map(|(code, quote)| (code.to_owned(), quote.to_owned())).collect()
}

fn is_about(finding: &Finding, (code, quote): &(String, String)) -> bool {
    finding.code.0 == code.as_str() && finding.quote.as_deref().unwrap().contains(quote.as_str())
}

#[test]
fn every_planted_change_is_found_and_nothing_else() {
    for pair in PAIRS {
        let (plan, result) = (read(pair, "plan.csv"), read(pair, "result.csv"));
        let (found, planted) = (diff::against_plan(&plan, &result), planted(pair));
        for change in &planted {
            assert!(found.iter().any(|f| is_about(f, change)), "{pair}: {change:?} is not among {found:#?}");
        }
        assert_eq!(found.len(), planted.len(), "{pair}: {found:#?}");
        assert!(found.iter().all(|f| f.place.is_some() && !f.message_en.is_empty()), "{pair}: {found:#?}");
    }
}

#[test]
fn a_plan_beside_itself_differs_in_nothing() {
    for pair in PAIRS {
        let plan = read(pair, "plan.csv");
        assert_eq!(diff::against_plan(&plan, &plan), Vec::new(), "{pair}");
    }
}

#[test]
fn the_command_names_what_was_changed_where_it_stands() {
    let (plan, result) = (file("health", "plan.csv"), file("health", "result.csv"));
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_jixiao"));
        let output = command.arg("check").args(arguments).output().unwrap();
        (output.status.code(), String::from_utf8(output.stdout).unwrap())
    };
    let (plan, result) = (plan.to_str().unwrap(), result.to_str().unwrap());
    let (_, text) = run(&["--plan", plan, "--result", result]);
    assert!(text.contains("plan-target-changed [表1!B10]"), "{text}");
    assert!(text.contains("申报“≥6000人”，这里是“≥5000人”") && text.contains("建议: ≥6000人"), "{text}");
    // The result is checked like any input; without a plan nothing is said of one.
    assert!(!run(&[result]).1.contains("plan-"));
    assert_eq!(run(&["--plan", plan, "--result", result, result]).0, Some(2));
    assert_eq!(run(&["--plan", plan]).0, Some(2));
    assert_eq!(run(&["--plan", "no/such/file.xlsx", "--result", result]).0, Some(1));
}
