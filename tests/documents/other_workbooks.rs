//! Workbooks of other formats as inputs. `cases/workbooks/card.xls` and `.ods` are the template `card.xlsx`
//! filled with the sample `project-card` and saved by LibreOffice 7.4.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::{Path, PathBuf};
use std::process::Output;

use assert_cmd::Command;
use jixiao::Document;

fn case(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/workbooks").join(name)
}

fn run(arguments: &[&Path], verb: &str) -> Output {
    Command::cargo_bin("jixiao").unwrap().arg(verb).args(arguments).output().unwrap()
}

/// What the first project says, without places.
fn said(document: &Document) -> (Option<String>, Option<String>, Vec<String>) {
    let project = document.forms.first().and_then(|form| form.projects.first()).unwrap();
    let indicators = project.indicators.iter().map(|i| {
        let target = i.annual_target.as_ref().map(|t| (&t.raw, t.operator, t.value.map(|v| v.normalize()), &t.unit));
        format!("{:?} {:?} {:?} {target:?}", i.level1, i.level2, i.level3)
    });
    (project.name.clone(), project.amounts.total.map(|t| t.normalize().to_string()), indicators.collect())
}

#[test]
fn older_and_open_formats_are_read_like_the_document_they_were_filled_with() {
    let folder = tempfile::tempdir().unwrap();
    let pdf = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/project-card/input.pdf");
    let expected = said(&jixiao::convert(&pdf, &jixiao::Options::default()).unwrap());
    for name in ["card.xls", "card.ods"] {
        let out = folder.path().join("out.json");
        let run = run(&[&case(name), Path::new("-o"), &out], "convert");
        assert!(run.status.success(), "{name}: {}", String::from_utf8_lossy(&run.stderr));
        let document: Document = serde_json::from_slice(&std::fs::read(&out).unwrap()).unwrap();
        let mut found = said(&document);
        let mut wanted = expected.clone();
        // The form sorts indicators by its classes.
        found.2.sort();
        wanted.2.sort();
        assert_eq!(found, wanted, "{name}");
    }
}
