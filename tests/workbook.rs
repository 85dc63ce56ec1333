//! The standard workbook: written, looked at with an independent reader, and read back.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use std::path::Path;

use jixiao::model::{Document, Place, Reviewed};
use serde_json::{Value, json};

/// A document of the corpus's expected forms, which say nothing of places: rows get places of their own.
fn document(path: &Path) -> Document {
    let mut value: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    let mut line = 0;
    let mut place = || {
        line += 1;
        json!({"page": line / 20 + 1, "bbox": [30.0, 20.0 * f64::from(line % 20), 780.4, 20.0 * f64::from(line % 20 + 1)]})
    };
    for form in value["forms"].as_array_mut().unwrap() {
        form.as_object_mut().unwrap().retain(|_, v| !v.is_null());
        for key in ["title", "department", "year", "unit"] {
            form.as_object_mut().unwrap().entry(key).or_insert(Value::Null);
        }
        form["place"] = json!({"pages": [1, 3]});
        for project in form.get_mut("projects").and_then(Value::as_array_mut).into_iter().flatten() {
            project["place"] = place();
            if project["amounts"].is_null() {
                project["amounts"] = json!({"total": null, "fiscal": null, "special_account": null, "other": null});
            }
            project["indicators"].as_array_mut().unwrap().iter_mut().for_each(|i| complete(i, &mut place));
        }
        form.get_mut("indicators")
            .and_then(Value::as_array_mut)
            .into_iter()
            .flatten()
            .for_each(|i| complete(i, &mut place));
    }
    let document = json!({
        "schema": "jixiao/1",
        "source": {"name": "输入.pdf", "sha256": "ab".repeat(32), "bytes": 200_214, "media_type": "application/pdf",
                   "pages": 3, "producer": "LibreOffice 7.4"},
        "forms": value["forms"],
        "findings": []
    });
    serde_json::from_value(document).unwrap()
}

fn complete(indicator: &mut Value, place: &mut impl FnMut() -> Value) {
    let i = indicator.as_object_mut().unwrap();
    i.insert("place".to_owned(), place());
    i.entry("partial").or_insert(json!(false));
    for key in ["points", "score", "weight", "remark", "actual"] {
        i.entry(key).or_insert(Value::Null);
    }
    for target in ["period_target", "annual_target", "actual"] {
        let Some(target) = i.get_mut(target).and_then(Value::as_object_mut) else { continue };
        for key in ["operator", "value", "unit"] {
            target.entry(key).or_insert(Value::Null);
        }
        if !target.get("kind").is_some_and(Value::is_string) {
            target.insert("kind".to_owned(), json!("qualitative"));
        }
        target.remove("parts");
    }
}

#[test]
#[ignore = "writes the workbooks of a folder given in JIXIAO_CASES to look at"]
fn write_cases() {
    let folder = std::env::var("JIXIAO_CASES").unwrap();
    let out = std::env::var("JIXIAO_OUT").unwrap();
    let mut all = Vec::new();
    for case in std::fs::read_dir(folder).unwrap() {
        let case = case.unwrap();
        let document = document(&case.path().join("expected.json"));
        let name = format!("{out}/{}.xlsx", case.file_name().to_string_lossy());
        std::fs::write(name, jixiao::write::workbook::document(&document).unwrap()).unwrap();
        all.push(Reviewed::from(document));
    }
    std::fs::write(format!("{out}/merged.xlsx"), jixiao::write::workbook::documents(all).unwrap()).unwrap();
    let _ = Place::lines(1, 1);
}
