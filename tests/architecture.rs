//! The rules of the house: who may name whom, how long a file may be.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test that cannot read the sources must fail; figures are printed where asked for"
)]

#[path = "architecture/counts.rs"]
mod counts;
#[path = "architecture/imports.rs"]
mod imports;
#[path = "architecture/picture.rs"]
mod picture;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use counts::Counts;
use imports::Imports;

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

fn imports() -> (PathBuf, Imports) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    let imports = Imports::read(&root, &files);
    (root, imports)
}

/// The parts of the crate, each of which may import those before it: what all speak of, then the stages in the order in which data
/// flows, then the functions of the library and the commands.
const ORDER: [&str; 25] = [
    "wording",
    "error",
    "language",
    "locks",
    "model",
    "findings",
    "vocabulary",
    "validate",
    "options",
    "extract",
    "second_reading",
    "ooxml",
    "reconstruct",
    "diff",
    "template",
    "write",
    "outputs",
    "lib",
    "isolated",
    "review",
    "in_memory",
    "batch",
    "cli",
    "main",
    "bin",
];

#[test]
fn no_part_imports_a_later_one() {
    let (_, imports) = imports();
    let place = |module: &[String]| {
        let part = module.first().map_or("lib", String::as_str);
        ORDER.iter().position(|p| *p == part).unwrap_or_else(|| panic!("{part} has no place in the order of parts"))
    };
    let mut wrong = Vec::new();
    for (from, to) in imports.edges.iter().flat_map(|(from, all)| all.iter().map(move |to| (from, to))) {
        // Names of the library's root (`crate::Result`) lead to where they come from.
        if place(from) < place(to) {
            wrong.push(format!("{} imports {}", from.join("::"), to.join("::")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Knots there still are: modules that import each other. Nothing is added here; a knot that is untied is taken off.
const KNOTS: &[&[&str]] = &[];

#[test]
fn no_modules_import_each_other() {
    let (_, imports) = imports();
    let found: Vec<Vec<String>> =
        imports.knots().iter().map(|knot| knot.iter().map(|m| m.join("::")).collect()).collect();
    let is_known = |knot: &&Vec<String>| KNOTS.iter().any(|known| knot.iter().all(|m| known.contains(&m.as_str())));
    for (from, to) in imports.knots().iter().flat_map(|knot| imports.within(knot)) {
        println!("{} imports {}", from.join("::"), to.join("::"));
    }
    let new: Vec<_> = found.iter().filter(|knot| !is_known(knot)).map(|knot| knot.join(" ")).collect();
    assert!(new.is_empty(), "these import each other:\n{}", new.join("\n"));
    let is_there = |known: &&&[&str]| found.iter().any(|knot| knot.iter().any(|m| known.contains(&m.as_str())));
    let untied: Vec<_> = KNOTS.iter().filter(|known| !is_there(known)).map(|known| known.join(" ")).collect();
    assert!(untied.is_empty(), "untied, to be taken off the list:\n{}", untied.join("\n"));
}

/// Folders beside each other that still import each other.
const FOLDERS: &[(&str, &str)] = &[];

#[test]
fn no_two_folders_import_each_other() {
    let (root, imports) = imports();
    let mut pairs = BTreeSet::new();
    for (from, to) in imports.edges.iter().flat_map(|(from, all)| all.iter().map(move |to| (from, to))) {
        let (a, b) = (imports.folder(from), imports.folder(to));
        // A folder and what is inside it are one thing here: their files are told apart by their knots.
        if !a.starts_with(&b) && !b.starts_with(&a) {
            let name = |folder: &Path| folder.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
            pairs.insert((name(&a), name(&b)));
        }
    }
    let both: Vec<_> = pairs.iter().filter(|(a, b)| a < b && pairs.contains(&(b.clone(), a.clone()))).collect();
    let new: Vec<_> = both.iter().filter(|(a, b)| !FOLDERS.contains(&(a.as_str(), b.as_str()))).collect();
    assert!(new.is_empty(), "these folders import each other: {new:?}");
    let untied: Vec<_> = FOLDERS.iter().filter(|(a, b)| !both.contains(&&((*a).to_owned(), (*b).to_owned()))).collect();
    assert!(untied.is_empty(), "untied, to be taken off the list: {untied:?}");
}

/// `docs/pipeline.md`, which the library's documentation shows, is what the sources say.
#[test]
fn the_picture_of_the_pipeline_is_as_the_sources_are() {
    let (root, imports) = imports();
    let drawn = picture::draw(&root, &imports, &ORDER);
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/pipeline.md");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&file, &drawn).unwrap();
    }
    let there = std::fs::read_to_string(&file).unwrap_or_default().replace("\r\n", "\n");
    assert_eq!(there, drawn, "UPDATE=1 cargo test --test architecture draws it anew");
}

/// The figures as they stand, with a little room for work in hand: where one has fallen, it is written down here.
#[test]
fn counts_only_fall() {
    let counts = Counts::of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
    println!("{counts:#?}\nshared names: {}", counts.shared_names.len());
    let most_naming = counts.naming.values().max().copied().unwrap_or_default();
    let figures: [(&str, f64, f64); 8] = [
        ("names of more than one type", counts.shared_names.len() as f64, 6.0),
        ("local closures per 1,000 lines", counts.closures, 3.0),
        ("functions with more than two local closures", counts.crowded.len() as f64, 3.0),
        (".get per 1,000 lines", counts.gets, 7.8),
        (".unwrap_or per 1,000 lines", counts.defaults, 7.4),
        ("bare numbers in reconstruct", counts.bare_numbers as f64, 40.0),
        ("files that ask for a department's form", counts.ask_kind as f64, 5.0),
        ("files that name a field", most_naming as f64, 3.0),
    ];
    let risen: Vec<_> = figures.iter().filter(|(_, now, most)| now > most).collect();
    assert!(risen.is_empty(), "figure, now, at most: {risen:?}");
}
