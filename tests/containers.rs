//! The same tables in every container give the same forms: what the samples' PDFs hold is written as web page, SpreadsheetML, CSV,
//! Markdown and Word document, and read back.
//!
//! `CONTAINERS_CORPUS=FOLDER CONTAINERS_OUT=FOLDER cargo test --test containers` writes the cases of a corpus (PDFs and workbooks, each
//! beside its `expected.json`) as containers, for `score.py`.

#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used, reason = "a test may fail")]

#[path = "containers/bad_input.rs"]
mod bad_input;
#[path = "containers/delimited.rs"]
mod delimited;
#[path = "containers/exported.rs"]
mod exported;
#[path = "containers/hidden.rs"]
mod hidden;
#[path = "containers/labels.rs"]
mod labels;
#[path = "containers/markup.rs"]
mod markup;
#[path = "containers/pieces.rs"]
mod pieces;
#[path = "containers/word.rs"]
mod word;

use std::path::{Path, PathBuf};

use jixiao::{Document, Options};
use pieces::Piece;
use serde_json::Value;

/// A way of writing pieces: its name, the ending of its files, and the share of fields that must come back.
type Container = (&'static str, &'static str, f64, fn(&[Piece]) -> Vec<u8>);

/// Where merged cells are printed again in each slot, two equal texts beside each other may be one cell.
const CONTAINERS: [Container; 8] = [
    ("html", "html", 1.0, markup::page),
    ("html-of-system", "xls", 1.0, markup::system_export),
    ("html-in-layout", "html", 1.0, markup::within_layout),
    ("spreadsheetml", "xls", 1.0, markup::spreadsheet_xml),
    ("csv", "csv", 1.0, delimited::csv),
    ("markdown", "md", 1.0, delimited::markdown_with_blanks),
    ("markdown-repeated", "md", 0.98, delimited::markdown_with_repeats),
    ("docx", "docx", 1.0, word::document),
];

fn convert(name: &str, bytes: Vec<u8>) -> Document {
    jixiao::convert_bytes(name.to_owned(), bytes, &Options::default()).unwrap_or_else(|e| panic!("{name}: {e}"))
}

/// What the forms say: no places, no counts of cells.
fn said(document: &Document) -> Vec<(String, String)> {
    fn leaves(value: &Value, path: &str, found: &mut Vec<(String, String)>) {
        match value {
            Value::Object(map) => {
                for (key, value) in map.iter().filter(|(key, _)| !["place", "cells"].contains(&key.as_str())) {
                    leaves(value, &format!("{path}.{key}"), found);
                }
            }
            Value::Array(items) => {
                items.iter().enumerate().for_each(|(n, item)| leaves(item, &format!("{path}.{n}"), found));
            }
            Value::Null => {}
            Value::String(text) => found.push((path.to_owned(), text.split_whitespace().collect())),
            other => found.push((path.to_owned(), other.to_string())),
        }
    }
    let mut found = Vec::new();
    leaves(&serde_json::to_value(&document.forms).unwrap(), "", &mut found);
    found
}

#[test]
fn every_container_gives_what_the_pdf_gives() {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let mut wrong = Vec::new();
    for folder in std::fs::read_dir(samples).unwrap().flatten() {
        let path = folder.path().join("input.pdf");
        if !path.exists() {
            continue;
        }
        let sample = folder.file_name().to_string_lossy().into_owned();
        let expected = said(&jixiao::convert(&path, &Options::default()).unwrap());
        let pieces = pieces::of_file(&path);
        for (container, ending, least, write) in CONTAINERS {
            let document = convert(&format!("{sample}.{ending}"), write(&pieces));
            let found = said(&document);
            let right = expected.iter().filter(|field| found.contains(field)).count();
            let share = right as f64 / expected.len().max(found.len()) as f64;
            if share < least {
                let lost = expected.iter().find(|field| !found.contains(field));
                wrong.push(format!("{sample} as {container}: {share:.4}, first lost {lost:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_corpus_is_written_where_one_is_named() {
    let Some(corpus) = std::env::var_os("CONTAINERS_CORPUS").map(PathBuf::from) else {
        // One sample shows that the files are written as they are read.
        let folder = tempfile::tempdir().unwrap();
        let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/project-card");
        assert_eq!(write_case(&sample, folder.path()), CONTAINERS.len());
        assert!(folder.path().join("docx/project-card/input.docx").exists());
        return;
    };
    let out = PathBuf::from(std::env::var_os("CONTAINERS_OUT").expect("CONTAINERS_OUT names a folder"));
    let cases = std::fs::read_dir(corpus).unwrap().flatten();
    let written: usize = cases.map(|case| write_case(&case.path(), &out)).sum();
    assert!(written > 0);
}

/// Writes a case in all containers; how many files these are.
fn write_case(case: &Path, out: &Path) -> usize {
    let input = ["pdf", "xlsx"].iter().map(|ending| case.join(format!("input.{ending}"))).find(|p| p.exists());
    let Some(pieces) = input.and_then(|input| pieces::try_of_file(&input)) else { return 0 };
    for (container, ending, _, write) in CONTAINERS {
        let folder = out.join(container).join(case.file_name().unwrap());
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join(format!("input.{ending}")), write(&pieces)).unwrap();
        if case.join("expected.json").exists() {
            std::fs::write(folder.join("expected.json"), std::fs::read(case.join("expected.json")).unwrap()).unwrap();
        }
    }
    CONTAINERS.len()
}
