//! Exit codes: README, the help of every command and what the commands do agree.

#![allow(clippy::unwrap_used, reason = "a test that cannot set up its folders must fail")]

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Output};

fn run(arguments: &[&str]) -> Output {
    Command::new(assert_cmd::cargo::cargo_bin("jixiao")).args(arguments).output().unwrap()
}

/// Command → the meanings of 0, 1 and 2 in README.
fn readme() -> BTreeMap<String, [String; 3]> {
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let table = text.split("| exit code of | 0 | 1 | 2 |").nth(1).unwrap();
    let mut commands = BTreeMap::new();
    for row in table.lines().skip(2).take_while(|line| line.starts_with('|')) {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        for command in cells[0].split(',') {
            let meanings = [cells[1], cells[2], cells[3]].map(str::to_owned);
            commands.insert(command.trim().trim_matches('`').to_owned(), meanings);
        }
    }
    commands
}

#[test]
fn readme_and_every_help_agree() {
    let help = run(&["--lang", "en", "--help"]);
    let text = String::from_utf8(help.stdout).unwrap();
    assert!(text.contains("Exit codes: 0 done; 1 not; 2 wrong usage"), "{text}");
    let commands: Vec<&str> = text
        .lines()
        .skip_while(|line| !line.starts_with("Commands:"))
        .skip(1)
        .take_while(|line| line.starts_with("  "))
        .filter_map(|line| line.strip_prefix("  ").filter(|l| !l.starts_with(' '))?.split_whitespace().next())
        .filter(|command| *command != "help")
        .collect();
    let readme = readme();
    assert_eq!(commands.len(), readme.len(), "{commands:?}");
    for command in commands {
        let [done, not, usage] = readme.get(command).unwrap_or_else(|| panic!("{command} is not in README"));
        let help = String::from_utf8(run(&[command, "--help", "--lang", "en"]).stdout).unwrap();
        let flat = help.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flat.contains(&format!("Exit codes: 0 {done}; 1 {not}; 2 {usage}")), "{command}: {help}");
        let help = String::from_utf8(run(&[command, "--help"]).stdout).unwrap();
        assert!(help.contains("退出码：0 ") && !help.contains("Exit codes"), "{command}: {help}");
    }
}

/// Each command done, not done, and wrongly used.
#[test]
fn every_command_does_what_it_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let sample = |name: &str| root.join("samples").join(name).to_str().unwrap().to_owned();
    let (text, other, pdf) = (sample("text/002.txt"), sample("text/004.txt"), sample("font-not-embedded/input.pdf"));
    let template = root.join("tests/cases/templates/department.xlsx").to_str().unwrap().to_owned();
    let clean = at("clean.txt");
    std::fs::write(&clean, "会议通知\n请于周一参加会议。\n").unwrap();
    let errors = sample("text/001.txt");
    let missing = at("missing.pdf");
    let code = |arguments: &[&str]| run(arguments).status.code().unwrap();
    let expect = |wanted: i32, arguments: &[&str]| {
        let run = run(arguments);
        assert_eq!(run.status.code(), Some(wanted), "{arguments:?}: {}", String::from_utf8_lossy(&run.stderr));
    };
    expect(0, &["convert", &text, "-o", &at("a.xlsx")]);
    expect(1, &["convert", &missing, "-o", &at("b.xlsx")]);
    expect(2, &["convert", &text, "-o", &at("a.docx")]);
    expect(2, &["convert", &text, &other, "--merge", &at("all.json")]);
    // A form that was not read: a failure of its own, among others only where that is asked for.
    let headings = at("headings.tsv");
    std::fs::write(&headings, "产出指标\t数量指标\t质量指标\n里程\t3\t4\n").unwrap();
    expect(1, &["convert", &headings, "-o", &at("h.json")]);
    let batch = run(&["convert", &headings, &text, "-o", &at("batch"), "--lang", "en"]);
    assert_eq!(batch.status.code(), Some(0));
    assert!(String::from_utf8_lossy(&batch.stderr).contains("form not read: headings.tsv"), "{batch:?}");
    expect(1, &["convert", &headings, &text, "-o", &at("strict"), "--strict"]);
    expect(1, &["check", &headings]);
    expect(0, &["check", &clean]);
    expect(1, &["check", &errors]);
    expect(1, &["check", &missing]);
    expect(2, &["check"]);
    expect(0, &["tables", &pdf, "-o", &at("t.csv")]);
    expect(1, &["tables", &missing]);
    expect(2, &["tables", &pdf, "-o", &at("t.docx")]);
    let filled = at("f.xlsx");
    expect(1, &["fill", "--template", &missing, &text, "-o", &filled]);
    expect(2, &["fill", "--template", &template, &text, "-o", &at("f.pdf")]);
    expect(0, &["read", &at("a.xlsx"), "-o", &at("r.json")]);
    expect(1, &["read", &missing]);
    expect(2, &["read", &at("a.xlsx"), "-o", &at("r.docx")]);
    expect(0, &["diff", &text, &text]);
    expect(1, &["diff", &text, &other]);
    expect(1, &["diff", &text, &missing]);
    expect(2, &["diff", &text]);
    expect(2, &["diff", &text, &other, "-o", &at("d.docx")]);
    let claims = run(&["inspect", &pdf, "--claims", "--lang", "en"]);
    assert!(String::from_utf8_lossy(&claims.stdout).contains("] label "), "{claims:?}");
    expect(0, &["inspect", &pdf, "--claims", "--format", "json"]);
    expect(0, &["inspect", &pdf, "--claims", "--svg", &at("claims.svg")]);
    assert!(std::fs::read_to_string(at("claims.svg")).unwrap().contains("字段"));
    expect(0, &["inspect", &pdf]);
    expect(1, &["inspect", &missing]);
    expect(2, &["inspect", &pdf, "--svg", &at("s.pdf")]);
    expect(0, &["review", &text, "-o", &at("v.html")]);
    expect(1, &["review", &missing, "-o", &at("w.html")]);
    expect(2, &["review", &text, "-o", &at("v.docx")]);
    expect(0, &["convert", &text, "-o", &at("out")]);
    expect(0, &["merge", &at("out"), "-o", &at("merged")]);
    expect(1, &["merge", &missing, "-o", &at("merged")]);
    expect(2, &["merge", &at("out")]);
    expect(0, &["completions", "bash"]);
    expect(2, &["completions", "no-such-shell"]);
    expect(0, &["man", "convert"]);
    expect(2, &["man", "no-such-command"]);
    assert_eq!(code(&[]), 2);
}
