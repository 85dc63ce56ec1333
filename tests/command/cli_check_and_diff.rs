//! `jixiao check` and `jixiao diff` from outside: output and exit codes.

#![allow(clippy::unwrap_used, reason = "a failing unwrap is a failing test")]

use std::fs;
use std::process::{Command, Output};

fn jixiao(arguments: &[&str]) -> (i32, String, String) {
    let Output { status, stdout, stderr } =
        Command::new(env!("CARGO_BIN_EXE_jixiao")).args(arguments).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (status.code().unwrap(), text(stdout), text(stderr))
}

const ERRORS: &str = "tests/cases/seeds/001.txt";
const WARNINGS: &str = "tests/cases/seeds/000.txt";

#[test]
fn findings_for_readers_editors_and_programs() {
    let (code, text, _) = jixiao(&["check", ERRORS]);
    assert_eq!(code, 1);
    assert!(text.contains("错误 goal-missing [第6行]"), "{text}");
    assert!(text.contains("检查：符合"), "{text}");
    let (code, lines, _) = jixiao(&["check", "--format", "lines", "--lang", "en", ERRORS]);
    assert_eq!(code, 1);
    assert!(lines.contains("tests/cases/seeds/001.txt:6: error goal-missing "), "{lines}");
    let (code, json, _) = jixiao(&["check", "--format", "json", WARNINGS]);
    assert_eq!(code, 0, "warnings are no errors");
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let outcomes = json[0]["outcomes"].as_array().unwrap();
    let verdict = |code: &str| &outcomes.iter().find(|o| o["check"] == code).unwrap()["verdict"];
    assert_eq!((verdict("values-rotated"), verdict("total-mismatch")), (&"violated".into(), &"cannot_decide".into()));
}

#[test]
fn rules_come_from_a_file_and_what_cannot_be_checked_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        path.display().to_string()
    };
    let strict = file("strict.toml", "[class-missing]\nseverity = \"error\"\n");
    assert_eq!(jixiao(&["check", "--rules", &strict, WARNINGS]).0, 1);
    let wrong = file("wrong.toml", "[no-such-check]\non = false\n");
    let (code, _, complaint) = jixiao(&["check", "--rules", &wrong, WARNINGS]);
    assert_eq!(code, 1);
    assert!(complaint.contains("no-such-check"), "{complaint}");
    assert_eq!(jixiao(&["check", "no/such/file.pdf", ERRORS]).0, 1);
}

#[test]
fn differences_of_two_documents() {
    assert_eq!(jixiao(&["diff", WARNINGS, WARNINGS]).0, 0);
    let folder = tempfile::tempdir().unwrap();
    let changed = folder.path().join("changed.txt");
    let text = fs::read_to_string(WARNINGS).unwrap();
    fs::write(
        &changed,
        text.replace("培训不少于4次", "培训不少于6次")
            .replace("10、效益指标：司法社工项目末期评估结果，年度指\n标值：司法社工项目年度末期评估合格。", ""),
    )
    .unwrap();
    let changed = changed.display().to_string();
    let (code, text, _) = jixiao(&["diff", WARNINGS, &changed]);
    assert_eq!(code, 1);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 2, "{text}");
    assert!(lines.iter().any(|l| l.starts_with('~') && l.contains("[年度指标值]") && l.contains("6次”")), "{text}");
    assert!(lines.iter().any(|l| l.starts_with('-') && l.contains("司法社工项目末期评估结果")), "{text}");
    let (code, json, _) = jixiao(&["diff", "--format", "json", WARNINGS, &changed]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!((code, json["changes"].as_array().unwrap().len()), (1, 2));
    assert_eq!(jixiao(&["diff", WARNINGS, "no/such/file.pdf"]).0, 1);
}

#[test]
fn forms_in_another_order_without_their_titles_are_the_same_and_a_missing_one_is_missed() {
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/samples/project-card/input.pdf");
    let before = jixiao::convert(sample.as_ref(), &jixiao::Options::default()).unwrap();
    assert_eq!(before.forms.len(), 8);
    let mut after = before.clone();
    let missing = after.forms.remove(3);
    after.forms.reverse();
    for (n, form) in after.forms.iter_mut().enumerate() {
        form.title = (n % 2 > 0).then(|| "另一标题".to_owned());
    }
    let (titles, others): (Vec<_>, Vec<_>) =
        jixiao::diff(&before, &after).into_iter().partition(|change| change.field.as_deref() == Some("title"));
    assert_eq!(titles.len(), 7);
    let [gone] = others.as_slice() else { panic!("{others:?}") };
    assert_eq!(gone.place_before.as_ref(), Some(&missing.place));
    assert!(gone.place_after.is_none(), "{gone:?}");
    // The other way round it was added.
    let back = jixiao::diff(&after, &before);
    let added: Vec<_> = back.iter().filter(|change| change.field.is_none()).collect();
    assert!(added.len() == 1 && added[0].place_after.as_ref() == Some(&missing.place), "{added:?}");
}
