//! Runs over folders: nothing lost, nothing done twice, whatever happens on the way.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot set up its folders must fail")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use assert_cmd::Command;
use serde_json::Value;

fn jixiao() -> Command {
    Command::cargo_bin("jixiao").unwrap()
}

fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(name)
}

/// A folder with good, broken, empty, equal and nested inputs.
fn inputs() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(folder.path().join("区/局")).unwrap();
    let put = |name: &str, bytes: &[u8]| std::fs::write(folder.path().join(name), bytes).unwrap();
    let song = std::fs::read(sample("font-not-embedded/input.pdf")).unwrap();
    put("a.pdf", &song);
    put("区/局/同.pdf", &song);
    put("b.txt", &std::fs::read(sample("text/003.txt")).unwrap());
    put("c.txt", &std::fs::read(sample("text/004.txt")).unwrap());
    put("empty.pdf", b"");
    put("broken.pdf", b"%PDF-1.7 and nothing more");
    put("truncated.pdf", song.get(..song.len() / 3).unwrap());
    folder
}

fn journal(folder: &Path) -> BTreeMap<String, Value> {
    let text = std::fs::read_to_string(folder.join("jixiao.journal.jsonl")).unwrap();
    let mut entries = BTreeMap::new();
    for line in text.lines() {
        let entry: Value = serde_json::from_str(line).unwrap();
        let input = entry["input"].as_str().unwrap().to_owned();
        assert!(entries.insert(input.clone(), entry).is_none(), "{input} stands twice in the journal");
    }
    entries
}

/// All outputs with their bytes; not the journal, whose CPU times differ.
fn outputs(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    fn walk(root: &Path, folder: &Path, found: &mut BTreeMap<PathBuf, Vec<u8>>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(root, &path, found);
            } else if !path.file_name().unwrap().to_string_lossy().starts_with("jixiao.journal") {
                found.insert(path.strip_prefix(root).unwrap().to_owned(), std::fs::read(&path).unwrap());
            }
        }
    }
    let mut found = BTreeMap::new();
    walk(folder, folder, &mut found);
    found
}

#[test]
fn every_input_has_one_line_and_failed_ones_have_no_output() {
    let (from, to) = (inputs(), tempfile::tempdir().unwrap());
    jixiao().args(["convert", "--format", "json,xlsx", "-o"]).arg(to.path()).arg(from.path()).assert().code(1);
    let journal = journal(to.path());
    assert_eq!(journal.len(), 7);
    assert_eq!(journal["a.pdf"]["outcome"], "converted");
    assert_eq!(journal["区/局/同.pdf"]["outcome"], "duplicate");
    assert_eq!(journal["区/局/同.pdf"]["duplicate_of"], "a.pdf");
    for (name, stem) in [("empty.pdf", "empty"), ("broken.pdf", "broken")] {
        assert_eq!(journal[name]["outcome"], "failed", "{name}");
        assert!(journal[name]["error"].as_str().unwrap().contains(name));
        assert!(!to.path().join(stem).with_extension("json").exists());
    }
    for entry in journal.values().filter(|e| e["outcome"] == "converted") {
        assert_eq!(entry["outputs"].as_array().unwrap().len(), 2, "{entry}");
        for output in entry["outputs"].as_array().unwrap() {
            assert!(to.path().join(output.as_str().unwrap()).exists());
        }
    }
}

#[test]
fn a_resumed_run_does_only_what_is_missing_or_changed() {
    let (from, to) = (inputs(), tempfile::tempdir().unwrap());
    let run = || {
        let mut command = jixiao();
        command.args(["convert", "--format", "json", "--resume", "-o"]).arg(to.path()).arg(from.path());
        command
    };
    run().assert().code(1);
    let before = outputs(to.path());
    std::fs::remove_file(to.path().join("b.json")).unwrap();
    std::fs::write(from.path().join("c.txt"), std::fs::read(sample("text/001.txt")).unwrap()).unwrap();
    run().assert().code(1);
    let after = outputs(to.path());
    assert_eq!(before[Path::new("b.json")], after[Path::new("b.json")]);
    assert_eq!(before[Path::new("a.json")], after[Path::new("a.json")]);
    assert_ne!(before[Path::new("c.json")], after[Path::new("c.json")]);
    assert_eq!(journal(to.path()).len(), 7);
}

#[test]
fn a_killed_run_taken_up_again_ends_like_an_undisturbed_one() {
    let from = inputs();
    let undisturbed = tempfile::tempdir().unwrap();
    let arguments = ["convert", "--format", "json,xlsx", "--resume", "--jobs", "2", "-o"];
    jixiao().args(arguments).arg(undisturbed.path()).arg(from.path()).assert().code(1);
    let want = outputs(undisturbed.path());
    for milliseconds in [5, 20, 60, 150] {
        let to = tempfile::tempdir().unwrap();
        let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin("jixiao"))
            .args(arguments)
            .arg(to.path())
            .arg(from.path())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(milliseconds));
        let _ = child.kill();
        let _ = child.wait();
        jixiao().args(arguments).arg(to.path()).arg(from.path()).assert().code(1);
        assert!(want == outputs(to.path()), "killed after {milliseconds} ms");
    }
}

#[test]
fn shards_together_are_the_whole() {
    let (from, whole, merged) = (inputs(), tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let shards: Vec<_> = (0..3).map(|_| tempfile::tempdir().unwrap()).collect();
    let convert = |to: &Path| {
        let mut command = jixiao();
        command.args(["convert", "--format", "json", "-o"]).arg(to).arg(from.path());
        command
    };
    convert(whole.path()).assert().code(1);
    for (n, shard) in shards.iter().enumerate() {
        convert(shard.path()).arg("--shard").arg(format!("{}/3", n + 1)).output().unwrap();
    }
    jixiao()
        .arg("merge")
        .args(shards.iter().map(tempfile::TempDir::path))
        .arg("-o")
        .arg(merged.path())
        .assert()
        .success();
    assert!(outputs(whole.path()) == outputs(merged.path()));
    assert_eq!(
        journal(whole.path()).into_keys().collect::<Vec<_>>(),
        journal(merged.path()).into_keys().collect::<Vec<_>>()
    );
}

#[test]
fn two_runs_on_one_folder_at_once_are_refused() {
    let (from, to) = (inputs(), tempfile::tempdir().unwrap());
    let lock = std::fs::File::create(to.path().join(".jixiao.lock")).unwrap();
    lock.lock().unwrap();
    jixiao()
        .args(["convert", "--lang", "en", "-o"])
        .arg(to.path())
        .arg(from.path())
        .assert()
        .code(1)
        .stderr(predicates::str::contains("another run"));
    assert!(!to.path().join("jixiao.journal.jsonl").exists());
}

#[cfg(target_os = "linux")]
#[test]
fn little_memory_is_enough_for_ordinary_files() {
    let (from, to) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    for name in ["project-card", "project-list", "unruled"] {
        std::fs::copy(sample(name).join("input.pdf"), from.path().join(format!("{name}.pdf"))).unwrap();
    }
    // 64 may be set, which is enough for an optimised program: this one is larger itself.
    jixiao()
        .args(["convert", "--max-memory", "96", "--jobs", "1", "--format", "json,xlsx", "-o"])
        .args([to.path(), from.path()])
        .assert()
        .success();
    let converted = outputs(to.path()).into_keys().filter(|path| path.extension().is_some_and(|e| e == "xlsx"));
    assert_eq!(converted.filter(|path| to.path().join(path.with_extension("json")).exists()).count(), 3);
}
