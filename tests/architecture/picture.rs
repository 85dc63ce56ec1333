//! The pipeline as one picture, drawn from the sources: what each stage takes and gives, its rooms, who imports whom.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use crate::imports::Imports;

/// A stage, and the functions by which one enters it: what they take and give are the arrows of the picture.
const STAGES: [(&str, &[(&str, &str)]); 4] = [
    ("extract", &[("extract/mod.rs", "open(")]),
    ("reconstruct", &[("reconstruct/mod.rs", "read("), ("reconstruct/mod.rs", "forms(")]),
    ("validate", &[("validate/mod.rs", "check(")]),
    ("write", &[("write/format.rs", "write_to(")]),
];

/// Longest line of the picture in characters: what a terminal and a page of documentation show without breaking it.
const WIDEST: usize = 118;

/// The whole page, as Markdown. `order` are the parts of the crate, each of which may import those before it.
pub(crate) fn draw(root: &Path, imports: &Imports, order: &[&str]) -> String {
    let mut page = String::from(
        "Drawn from the sources by `UPDATE=1 cargo test --test architecture`; the same test compares it.\n\n```text\n       a file or its bytes\n",
    );
    for (stage, entries) in STAGES {
        let _ =
            writeln!(page, "         │\n╔════════▼═══ {stage}: {}", first_sentence(&root.join(stage).join("mod.rs")));
        for (name, says) in rooms(&root.join(stage)) {
            let line = format!("║ {name:<16} {says}");
            let _ = writeln!(page, "{}", cut(&line));
        }
        page.push_str("╚════════╤═══\n");
        for (file, function) in entries {
            let _ = writeln!(page, "         │ {}", cut(&signature(&root.join(file), function)));
        }
    }
    page.push_str("         ▼\n       workbook, JSON, CSV, Parquet …\n```\n\nWho imports whom, each part only those above it:\n\n```text\n");
    for part in order.iter().filter(|part| has_sources(root, part)) {
        let named: BTreeSet<&str> = imports
            .edges
            .iter()
            .filter(|(from, _)| part_of(from) == *part)
            .flat_map(|(_, all)| all.iter().map(|to| part_of(to)))
            .filter(|to| to != part)
            .collect();
        let named: Vec<&str> = order.iter().copied().filter(|p| named.contains(p)).collect();
        let _ = writeln!(page, "{}", format!("{part:<15} {}", named.join(" ")).trim_end());
    }
    page.push_str("```\n");
    page
}

fn part_of(module: &[String]) -> &str {
    module.first().map_or("lib", String::as_str)
}

fn has_sources(root: &Path, part: &str) -> bool {
    root.join(part).is_dir() || root.join(format!("{part}.rs")).is_file()
}

/// The folders of a stage with what their `mod.rs` says first.
fn rooms(stage: &Path) -> Vec<(String, String)> {
    let mut folders: Vec<PathBuf> = std::fs::read_dir(stage)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.join("mod.rs").is_file() || path.with_extension("rs").is_file() && path.is_dir())
        .collect();
    folders.sort();
    let name = |path: &PathBuf| path.file_name().unwrap().to_string_lossy().into_owned();
    let says = |path: &PathBuf| {
        let inside = path.join("mod.rs");
        first_sentence(&if inside.is_file() { inside } else { path.with_extension("rs") })
    };
    folders.iter().map(|path| (name(path), says(path))).collect()
}

/// The first sentence of a module's documentation.
fn first_sentence(file: &Path) -> String {
    let text = std::fs::read_to_string(file).unwrap();
    let lines = text.lines().map_while(|l| l.strip_prefix("//!")).map(str::trim).take_while(|l| !l.is_empty());
    let whole = lines.collect::<Vec<_>>().join(" ");
    let sentence = whole.split_inclusive(". ").next().unwrap().trim_end().trim_end_matches('.');
    assert!(!sentence.is_empty(), "{} does not say what it is", file.display());
    sentence.to_owned()
}

/// A function as its source declares it, on one line.
fn signature(file: &Path, function: &str) -> String {
    let text = std::fs::read_to_string(file).unwrap();
    let start =
        text.find(&format!("pub fn {function}")).unwrap_or_else(|| panic!("no {function} in {}", file.display()));
    let declared = text[start..].split(" {\n").next().unwrap();
    let one_line = declared.split_whitespace().collect::<Vec<_>>().join(" ");
    one_line.trim_start_matches("pub ").replace("( ", "(").replace(", )", ")")
}

fn cut(line: &str) -> String {
    if line.chars().count() <= WIDEST {
        return line.to_owned();
    }
    let kept: String = line.chars().take(WIDEST - 2).collect();
    format!("{} …", kept.rsplit_once(' ').map_or(&*kept, |(whole, _)| whole))
}
