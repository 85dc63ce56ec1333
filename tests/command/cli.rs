//! The command line as a user meets it: exit codes, messages, files.

#![allow(clippy::unwrap_used, reason = "a test that cannot set up its folders must fail")]

use std::path::{Path, PathBuf};

use assert_cmd::Command;
use predicates::prelude::PredicateBooleanExt;
use predicates::str::contains;

fn jixiao() -> Command {
    Command::cargo_bin("jixiao").unwrap()
}

fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(name)
}

#[test]
fn a_sample_is_converted_and_the_closing_line_says_what_was_found() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out.json");
    jixiao()
        .arg("convert")
        .arg(sample("project-list/input.pdf"))
        .arg("-o")
        .arg(&out)
        .assert()
        .success()
        .stdout("")
        .stderr(contains("1张表，29个项目，141条指标"));
    let json: serde_json::Value = serde_json::from_slice(&std::fs::read(&out).unwrap()).unwrap();
    assert_eq!(json["schema"], "jixiao/1");
    assert_eq!(json["source"]["name"], "input.pdf");
}

#[test]
fn without_an_output_the_workbook_stands_beside_the_input() {
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("表.pdf");
    std::fs::copy(sample("font-not-embedded/input.pdf"), &input).unwrap();
    jixiao().arg("convert").arg(&input).assert().success();
    let bytes = std::fs::read(folder.path().join("表.xlsx")).unwrap();
    assert!(bytes.starts_with(b"PK"));
}

/// Bad inputs, a word of the message in Chinese and in English.
#[test]
fn bad_inputs_are_named_with_what_is_wrong_and_leave_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let put = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    };
    let cases = [
        (put("empty.pdf", b""), "空", "empty"),
        (put("noise.pdf", &[0, 159, 146, 150, 0, 1]), "二进制", "binary"),
        (put("broken.pdf", b"%PDF-1.4\n1 0 obj"), "损坏", "damaged"),
        (folder.path().join("missing.pdf"), "无法读取", "cannot be read"),
    ];
    for (path, zh, en) in &cases {
        let out = folder.path().join("out.xlsx");
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let run = |language: &str, word: &str| {
            jixiao()
                .args(["convert", "--lang", language])
                .arg(path)
                .arg("-o")
                .arg(&out)
                .assert()
                .code(1)
                .stderr(contains(word).and(contains(name.as_str())));
        };
        run("zh", zh);
        run("en", en);
        assert!(!out.exists());
    }
    let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(left.len(), 3, "{left:?}");
}

#[test]
fn a_password_is_asked_for_and_read_from_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let (out, password) = (folder.path().join("out.json"), folder.path().join("password.txt"));
    let input = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/password.pdf");
    let run = |more: &[&str]| {
        let mut command = jixiao();
        command.arg("convert").arg(&input).arg("-o").arg(&out).args(more);
        command.assert()
    };
    run(&[]).code(1).stderr(contains("需要密码").and(contains("--password-file")));
    std::fs::write(&password, "wrong").unwrap();
    run(&["--password-file", password.to_str().unwrap()]).code(1).stderr(contains("密码不正确"));
    assert!(!out.exists());
    std::fs::write(&password, "secret\n").unwrap();
    run(&["--password-file", password.to_str().unwrap()]).success().stderr(contains("15个项目"));
}

#[test]
fn a_document_of_pictures_is_refused_with_advice() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out.xlsx");
    let input = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/image-only.pdf");
    let run = |language: &str, word: &str| {
        let mut command = jixiao();
        command.env("JIXIAO_OCR_MODELS", folder.path());
        command.args(["convert", "--lang", language]).arg(&input).arg("-o").arg(&out);
        command.assert().code(1).stderr(contains(word).and(contains("OCR")));
    };
    run("zh", "只有图片");
    run("en", "pictures only");
    assert!(!out.exists());
}

#[test]
fn an_unwritable_output_is_said() {
    jixiao()
        .arg("convert")
        .arg(sample("font-not-embedded/input.pdf"))
        .args(["-o", "/does/not/exist/out.json"])
        .assert()
        .code(1)
        .stderr(contains("无法写入"));
}

#[test]
fn a_folder_without_inputs_is_said() {
    let folder = tempfile::tempdir().unwrap();
    jixiao().arg("convert").arg(folder.path()).assert().code(1).stderr(contains("没有可转换的文件"));
}

#[test]
fn wrong_usage_is_exit_code_2_and_help_is_0() {
    jixiao().arg("convert").assert().code(2);
    jixiao().arg("no-such-command").assert().code(2);
    jixiao().arg("--help").assert().success().stdout(contains("convert"));
    jixiao().args(["completions", "bash"]).assert().success().stdout(contains("jixiao"));
    jixiao().arg("man").assert().success().stdout(contains(".TH"));
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    for extension in ["json", "xlsx"] {
        let convert = |name: &str| {
            let out = folder.path().join(name).with_extension(extension);
            jixiao().arg("convert").arg(sample("department/input.pdf")).arg("-o").arg(&out).assert().success();
            std::fs::read(out).unwrap()
        };
        assert!(convert("a") == convert("b"), "{extension}");
    }
}

/// Every way in which a command prints a result, and its exit code where that is taken.
#[cfg(target_os = "linux")]
fn printing() -> Vec<(Vec<String>, i32)> {
    let path = |name: &str| sample(name).to_str().unwrap().to_owned();
    let (pdf, text) = (path("font-not-embedded/input.pdf"), path("text/003.txt"));
    let template = path("../tests/cases/templates/flat-list.xlsx");
    let line = |words: &[&str]| words.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>();
    vec![
        (line(&["--help"]), 0),
        (line(&["--version"]), 0),
        (line(&["convert", "--help"]), 0),
        (line(&["completions", "fish"]), 0),
        (line(&["man"]), 0),
        (line(&["inspect", &pdf]), 0),
        (line(&["inspect", "--text", &pdf]), 0),
        (line(&["inspect", &text]), 0),
        (line(&["inspect", "--text", &text]), 0),
        (line(&["tables", &pdf]), 0),
        (line(&["read", &pdf]), 0),
        (line(&["check", "--format", "json", &pdf, &text]), 0),
        (line(&["diff", &pdf, &text]), 1),
        (line(&["diff", &pdf, &pdf]), 0),
        (line(&["fill", "--dry-run", &pdf, "-t", &template]), 0),
    ]
}

#[cfg(target_os = "linux")]
fn printed_to(arguments: &[String], to: impl Into<std::process::Stdio>) -> std::process::Output {
    let program = assert_cmd::cargo::cargo_bin("jixiao");
    std::process::Command::new(program).args(["--lang", "en"]).args(arguments).stdout(to).output().unwrap()
}

#[cfg(target_os = "linux")]
#[test]
fn a_result_that_cannot_be_written_is_an_error_for_every_command() {
    for (arguments, _) in printing() {
        let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
        let output = printed_to(&arguments, full);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(said.contains("No space left"), "{arguments:?}: {said}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_reader_who_has_seen_enough_is_no_error() {
    for (arguments, code) in printing() {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = printed_to(&arguments, writer);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn all_pages_are_drawn_into_a_folder_with_a_page_that_shows_them() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("pages");
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/samples/project-list/input.pdf");
    let run = || {
        let mut command = assert_cmd::Command::cargo_bin("jixiao").unwrap();
        command.args(["inspect", sample, "--svg"]).arg(&out).assert().success();
    };
    run();
    let drawings = std::fs::read_dir(&out).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap());
    let mut drawings: Vec<String> = drawings.collect();
    drawings.sort();
    assert_eq!(drawings.remove(0), "index.html");
    let html = std::fs::read_to_string(out.join("index.html")).unwrap();
    for (n, drawing) in drawings.iter().enumerate() {
        assert_eq!(*drawing, format!("page-{:03}.svg", n + 1));
        assert!(html.contains(&format!("src=\"{drawing}\"")), "{html}");
    }
    // What it wrote itself it may replace.
    run();
}

#[test]
fn every_help_is_wholly_in_the_language_asked_for() {
    let help = |language: &str, command: &str, summary: bool| {
        let arguments = command.split_whitespace().chain(["--lang", language, if summary { "-h" } else { "--help" }]);
        let output = jixiao().args(arguments).output().unwrap();
        assert!(output.status.success(), "{command}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let commands = [
        "",
        "check",
        "convert",
        "fill",
        "diff",
        "inspect",
        "tables",
        "merge",
        "read",
        "review",
        "models",
        "models install",
    ];
    for command in commands.into_iter().chain(["completions", "man"]) {
        for summary in [false, true] {
            let chinese = help("zh", command, summary);
            assert!(!chinese.contains("[OPTIONS]") && !chinese.contains("<COMMAND>"), "{command}: {chinese}");
            // Names of options, formats and commands are in no language; three words are a sentence.
            for line in chinese.lines().filter(|line| !line.contains(is_han)) {
                let words = line.split_whitespace().filter(|word| word.chars().all(|c| c.is_ascii_lowercase()));
                assert!(words.count() < 3, "{command}: {line}");
            }
            let english = help("en", command, summary).replace("zh (中文)", "zh");
            assert!(!english.contains(is_han), "{command}: {english}");
        }
    }
}

#[test]
fn a_wrong_number_is_said_in_chinese() {
    for (value, said) in [("abc", "无效：应为整数\n"), ("0", "无效：不得小于 1\n")] {
        jixiao().args(["convert", "a.pdf", "--timeout", value]).assert().code(2).stderr(contains(said));
    }
}
