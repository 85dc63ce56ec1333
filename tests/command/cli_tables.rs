//! `jixiao tables`: what is written in each format, pages and areas, wrong usage.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::path::{Path, PathBuf};

use assert_cmd::Command;
use calamine::Reader;
use predicates::prelude::PredicateBooleanExt;
use predicates::str::contains;
use serde_json::Value;

fn jixiao() -> Command {
    Command::cargo_bin("jixiao").unwrap()
}

fn case(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/tables").join(name).join("input.pdf")
}

fn json(arguments: &[&str], input: &Path) -> Value {
    let out = jixiao().arg("tables").arg(input).args(arguments).assert().success().get_output().stdout.clone();
    serde_json::from_slice(&out).unwrap()
}

#[test]
fn json_follows_the_contract() {
    let list = json(&[], &case("nested-boxes"));
    assert_eq!(list["schema"], "jixiao/1");
    assert_eq!(list["source"]["pages"], 1);
    let table = &list["tables"][0];
    assert_eq!((&table["page"], &table["title"]), (&1.into(), &"Table 1. Staff and cost".into()));
    assert_eq!(
        (table["rows"].as_u64(), table["cols"].as_u64(), table["method"].as_str()),
        (Some(4), Some(3), Some("rules"))
    );
    assert!(table["confidence"].as_f64().unwrap() > 0.9);
    let cell = &table["cells"][11];
    assert_eq!(
        (cell["row"].as_u64(), cell["col"].as_u64(), cell["text"].as_str()),
        (Some(3), Some(2), Some("1,020.4"))
    );
    assert_eq!(cell["place"]["page"], 1);
    assert!(cell["place"]["bbox"].as_array().is_some_and(|b| b.len() == 4));
}

#[test]
fn all_formats_hold_the_table() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str| {
        let out = folder.path().join(name);
        let shown = jixiao().arg("tables").arg(case("nested-boxes")).arg("-o").arg(&out).assert().success();
        shown.stderr(contains("1张表格（框线 1）").and(contains("可信度最低")));
        out
    };
    let csv = std::fs::read_to_string(write("out.csv")).unwrap();
    assert!(csv.contains("East,31,\"1,020.4\"\r\n"));
    let md = std::fs::read_to_string(write("out.MD")).unwrap();
    let list: Value = serde_json::from_slice(&std::fs::read(write("out.json")).unwrap()).unwrap();
    assert_eq!(list["tables"].as_array().unwrap().len(), 1);
    // How sure it is is said alike.
    let percent = (list["tables"][0]["confidence"].as_f64().unwrap() * 100.0).round();
    assert!(md.contains(&format!("### 1 · p. 1 · Table 1. Staff and cost · 框线 {percent}%")), "{md}");
    assert!(md.contains("| South | 7 | 198.0 |"));
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(write("out.xlsx")).unwrap();
    let names = book.sheet_names();
    assert_eq!(names, ["目录", "表1 第1页"]);
    let contents = book.worksheet_range("目录").unwrap();
    assert_eq!(contents.get_value((1, 2)).unwrap().to_string(), "Table 1. Staff and cost");
    assert_eq!(contents.get_value((1, 5)).unwrap().to_string(), "框线");
    let sheet = book.worksheet_range(&names[1]).unwrap();
    assert_eq!(sheet.get_value((3, 2)), Some(&calamine::Data::Float(1020.4)));
}

#[test]
fn pages_and_areas_are_picked() {
    let pages = |arguments: &[&str], name: &str| -> Vec<u64> {
        let list = json(arguments, &case(name));
        list["tables"].as_array().unwrap().iter().map(|t| t["page"].as_u64().unwrap()).collect()
    };
    let four = "sideways-alternating";
    assert_eq!(pages(&[], four), [1, 2, 3, 4]);
    assert_eq!(pages(&["--page", "2"], four), [2]);
    assert_eq!(pages(&["--page", "1,3-4"], four), [1, 3, 4]);
    assert_eq!(pages(&["--page", "3-99"], four), [3, 4]);
    assert_eq!(pages(&["--area", "0,0,190,300"], "side-by-side").len(), 1);
    assert_eq!(pages(&["--area", "0,0,400,300"], "side-by-side").len(), 2);
    assert_eq!(pages(&["--area", "0,200,400,300"], "side-by-side").len(), 0);
}

#[test]
fn wrong_usage_says_so() {
    let input = case("side-by-side");
    for arguments in [["--page", "0"], ["--page", "5-3"], ["--page", "x"], ["--area", "1,2,3"], ["--area", "a,b,c,d"]] {
        jixiao().arg("tables").arg(&input).args(arguments).assert().code(2);
    }
    jixiao().arg("tables").arg(&input).args(["--page", "7"]).assert().failure().stderr(contains("共1"));
    jixiao()
        .args(["--lang", "en", "tables"])
        .arg(&input)
        .args(["--page", "7"])
        .assert()
        .failure()
        .stderr(contains("in all 1"));
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out.docx");
    jixiao().arg("tables").arg(&input).arg("-o").arg(&out).assert().failure().stderr(contains(".xlsx"));
    assert!(!out.exists());
}

#[test]
fn nothing_found_is_no_error() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out.json");
    let shown = jixiao().arg("tables").arg(case("box-round-prose")).arg("-o").arg(&out).assert().success();
    shown.stderr(contains("没有找到表格"));
    assert!(std::fs::read_to_string(&out).unwrap().contains("\"tables\": []"));
}
