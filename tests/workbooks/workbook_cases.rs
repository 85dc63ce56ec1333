//! The standard workbook of every sample and golden case, with a verdict on each record and finding, is read back as the same document.
//! `WORKBOOK_CORPUS=FOLDER` adds the cases of a corpus.

#![allow(clippy::unwrap_used, reason = "a failing test may panic")]

use std::path::{Path, PathBuf};

use jixiao::model::{Document, Kind, RecordId, Review, Reviewed};
use jixiao::{Options, extract, reconstruct, write};
use serde_json::Value;

/// The inputs of a folder of cases.
fn inputs(folder: &Path) -> Vec<PathBuf> {
    let cases = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir());
    let files = cases.flat_map(|case| std::fs::read_dir(case).unwrap().map(|entry| entry.unwrap().path()));
    let mut inputs: Vec<PathBuf> = files.filter(|file| file.file_stem().is_some_and(|stem| stem == "input")).collect();
    inputs.sort();
    inputs
}

/// A verdict on everything that can have one, in the order of records.
fn reviews_of_all(document: &Document) -> Vec<Review> {
    let mut records: Vec<RecordId> = (0..document.findings.len()).map(RecordId::Finding).collect();
    for (f, form) in document.forms.iter().enumerate() {
        records.extend((form.kind == Kind::Department).then_some(RecordId::Goal(f)));
        records.extend((0..form.tasks.len()).map(|t| RecordId::Task(f, t)));
        records.extend((0..form.indicators.len()).map(|i| RecordId::Indicator(f, None, i)));
        for (p, project) in form.projects.iter().enumerate() {
            records.push(RecordId::Project(f, p));
            records.extend((0..project.indicators.len()).map(|i| RecordId::Indicator(f, Some(p), i)));
        }
    }
    records.sort();
    let review = |(n, of)| Review {
        of,
        conclusion: Some(if n % 2 == 0 { "采纳" } else { "退回" }.to_owned()),
        opinion: Some(format!("意见{n}")),
    };
    records.into_iter().enumerate().map(review).collect()
}

/// What a workbook shows of a document: boxes are rounded in it.
fn shown(reviewed: &Reviewed) -> [Value; 3] {
    let document = &reviewed.document;
    let values = [
        serde_json::to_value(&document.forms),
        serde_json::to_value(&document.findings),
        serde_json::to_value(&reviewed.reviews),
    ];
    values.map(|value| without_boxes(value.unwrap()))
}

fn without_boxes(value: Value) -> Value {
    match value {
        Value::Object(fields) => {
            Value::Object(fields.into_iter().filter(|(k, _)| k != "bbox").map(|(k, v)| (k, without_boxes(v))).collect())
        }
        Value::Array(values) => Value::Array(values.into_iter().map(without_boxes).collect()),
        other => other,
    }
}

#[test]
fn every_case_comes_back_with_its_verdicts() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec![root.join("samples"), root.join("tests/golden")];
    folders.extend(std::env::var_os("WORKBOOK_CORPUS").map(PathBuf::from));
    let (mut wrong, mut seen) = (Vec::new(), 0);
    for input in folders.iter().flat_map(|folder| inputs(folder)) {
        let Ok(document) = jixiao::convert(&input, &Options::default()) else { continue };
        let reviewed = Reviewed { reviews: reviews_of_all(&document), document };
        let bytes = write::workbook::documents(vec![reviewed.clone()]).unwrap();
        let (_, sheets) = extract::workbook::open(&bytes).unwrap();
        let read = reconstruct::standard::documents(&sheets.output).unwrap();
        seen += 1;
        if read.iter().map(shown).collect::<Vec<_>>() != [shown(&reviewed)] {
            wrong.push(input);
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
    assert!(seen > 20, "{seen}");
}
