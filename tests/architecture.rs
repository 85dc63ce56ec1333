//! The rules of the house: who may name whom, how long a file may be.

#![allow(clippy::unwrap_used, reason = "a test that cannot read the sources must fail")]

use std::path::{Path, PathBuf};

/// Longest source file in lines.
const LONGEST: usize = 350;

/// Stage, and the parts of the crate it may not name.
const FORBIDDEN: [(&str, &[&str]); 8] = [
    ("language", &["model", "extract", "reconstruct", "validate", "write", "cli", "batch", "vocabulary"]),
    ("model", &["findings", "extract", "reconstruct", "validate", "write", "cli", "batch", "vocabulary"]),
    ("findings", &["extract", "reconstruct", "validate", "write", "cli", "batch", "vocabulary"]),
    ("extract", &["reconstruct", "validate", "write", "cli", "batch"]),
    ("reconstruct", &["extract", "validate", "write", "cli", "batch"]),
    ("validate", &["extract", "reconstruct", "write", "cli", "batch"]),
    ("write", &["extract::pdf", "reconstruct::pages", "validate", "cli", "batch"]),
    ("vocabulary", &["extract", "reconstruct", "validate", "write", "cli", "batch"]),
];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
    found.sort();
}

#[test]
fn stages_name_only_what_they_may() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = Vec::new();
    for (stage, forbidden) in FORBIDDEN {
        let mut files = Vec::new();
        sources(&root.join(stage), &mut files);
        assert!(!files.is_empty(), "no sources of {stage}");
        for file in files {
            let text = std::fs::read_to_string(&file).unwrap();
            for (number, line) in text.lines().enumerate().filter(|(_, l)| !l.trim_start().starts_with("//")) {
                if forbidden.iter().any(|f| line.contains(&format!("crate::{f}"))) {
                    wrong.push(format!("{}:{}: {}", file.display(), number + 1, line.trim()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn files_stay_short() {
    let mut files = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    let long: Vec<String> = files
        .iter()
        .map(|f| (f, std::fs::read_to_string(f).unwrap().lines().count()))
        .filter(|(_, lines)| *lines > LONGEST)
        .map(|(f, lines)| format!("{} ({lines})", f.display()))
        .collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}

#[test]
fn only_the_command_line_prints() {
    let mut files = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    for file in files.iter().filter(|f| !f.components().any(|c| c.as_os_str() == "cli")) {
        let text = std::fs::read_to_string(file).unwrap();
        for word in ["println!", "eprintln!", "print!(", "eprint!("] {
            let code = text.lines().filter(|l| !l.trim_start().starts_with("//"));
            assert!(!code.into_iter().any(|l| l.contains(word)), "{}: {word}", file.display());
        }
    }
}
