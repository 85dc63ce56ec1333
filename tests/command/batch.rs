//! Runs over folders: nothing lost, nothing done twice, whatever happens on the way.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot set up its folders must fail")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use assert_cmd::Command;
use predicates::prelude::PredicateBooleanExt;
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
fn what_has_its_length_and_time_is_read_again_only_where_that_is_asked_for() {
    let (from, to) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let path = from.path().join("a.txt");
    let long_ago = std::time::SystemTime::now() - std::time::Duration::from_hours(1);
    let write = |text: &str, modified| {
        std::fs::write(&path, text).unwrap();
        std::fs::File::options().write(true).open(&path).unwrap().set_modified(modified).unwrap();
    };
    let run = |more: &[&str]| {
        let mut command = jixiao();
        command.args(["convert", "--format", "json", "--resume", "-o"]).arg(to.path()).arg(from.path()).args(more);
        command.assert().code(0);
        (journal(to.path()), std::fs::read(to.path().join("a.json")).unwrap())
    };
    let text = std::fs::read_to_string(sample("text/001.txt")).unwrap();
    write(&text, long_ago);
    let first = run(&[]);
    assert!(first.0["a.txt"]["modified"].is_u64());
    // Another text of the same length and time.
    let other = text.replacen("100", "200", 1);
    assert!(other != text && other.len() == text.len());
    write(&other, long_ago);
    assert_eq!(run(&[]), first);
    let verified = run(&["--verify"]);
    assert_ne!(verified.1, first.1);
    // Another time alone: read, found to be the same, and its time written down.
    write(&other, long_ago + std::time::Duration::from_mins(1));
    let touched = run(&[]);
    assert_eq!(touched.1, verified.1);
    assert_ne!(touched.0["a.txt"]["modified"], verified.0["a.txt"]["modified"]);
    assert_eq!(touched.0["a.txt"]["sha256"], verified.0["a.txt"]["sha256"]);
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

/// Texts that differ and take next to no time.
fn texts(folder: &Path, count: usize) {
    for n in 0..count {
        std::fs::write(folder.join(format!("{n:03}.txt")), format!("第{n}号\n")).unwrap();
    }
}

/// A run that hangs must not hang the tests.
const LONG: Duration = Duration::from_mins(5);

#[cfg(unix)]
#[test]
fn a_journal_that_cannot_be_written_ends_the_run_and_a_resumed_one_ends_like_an_undisturbed_one() {
    let (from, to, undisturbed) =
        (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    texts(from.path(), 40);
    let arguments = ["convert", "--lang", "en", "--format", "json", "--resume", "--jobs", "2", "-o"];
    jixiao().args(arguments).arg(undisturbed.path()).arg(from.path()).assert().success();
    // Files may not grow beyond 16 blocks of 512 bytes: room for the outputs, but not for all lines of the journal.
    Command::new("sh")
        .args(["-c", "trap '' XFSZ; ulimit -f 16; exec \"$0\" \"$@\""])
        .arg(assert_cmd::cargo::cargo_bin("jixiao"))
        .args(arguments)
        .args([to.path(), from.path()])
        .timeout(LONG)
        .assert()
        .code(1)
        .stderr(predicates::str::contains("cannot write").and(predicates::str::contains("jixiao.journal.jsonl")))
        .stderr(predicates::str::contains("--resume"));
    jixiao().args(arguments).args([to.path(), from.path()]).assert().success();
    assert!(outputs(undisturbed.path()) == outputs(to.path()));
    assert_eq!(journal(to.path()).len(), 40);
}

#[cfg(unix)]
#[test]
fn an_output_that_cannot_be_written_costs_its_input_only_and_is_said() {
    let (from, to) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    texts(from.path(), 2);
    // No file can take the place of a folder, as on a share on which nothing can be renamed.
    std::fs::create_dir_all(to.path().join("000.json/taken")).unwrap();
    let mut command = jixiao();
    command.args(["convert", "--lang", "en", "--format", "json", "-o"]).args([to.path(), from.path()]);
    command.assert().code(1).stderr(predicates::str::contains("000.json"));
    assert!(to.path().join("001.json").exists());
    assert_eq!(journal(to.path())["000.txt"]["outcome"], "failed");
}

#[cfg(target_os = "linux")]
mod names {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    use super::*;

    /// The text of the journal's lines about inputs whose name holds `part`.
    fn lines(to: &Path, part: &str) -> Vec<Value> {
        let text = std::fs::read_to_string(to.join("jixiao.journal.jsonl")).unwrap();
        text.lines().filter(|line| line.contains(part)).map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    fn documents(folder: &Path) -> usize {
        outputs(folder).keys().filter(|path| path.extension().is_some_and(|e| e == "json")).count()
    }

    #[test]
    fn names_that_are_no_text_convert_and_are_known_again() {
        let (from, to) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        // 表 in GBK, as archives made on Chinese Windows unpack.
        let name = OsStr::from_bytes(b"\xb1\xed.txt");
        std::fs::copy(sample("text/003.txt"), from.path().join(name)).unwrap();
        std::fs::copy(sample("text/003.txt"), from.path().join("same.txt")).unwrap();
        std::fs::copy(sample("text/004.txt"), from.path().join("other.txt")).unwrap();
        let run = || {
            let mut command = jixiao();
            command.args(["convert", "--lang", "en", "--format", "json", "--resume", "-o"]);
            command.args([to.path(), from.path()]).timeout(LONG).assert().success()
        };
        run();
        assert!(to.path().join("same.json").exists() && to.path().join("other.json").exists());
        let line = &lines(to.path(), "b1ed2e747874")[0];
        assert_eq!(line["input"]["bytes"], "b1ed2e747874");
        assert_eq!(line["duplicate_of"], "same.txt");
        std::fs::remove_file(from.path().join("same.txt")).unwrap();
        run();
        assert!(to.path().join(OsStr::from_bytes(b"\xb1\xed.json")).exists());
        assert_eq!(lines(to.path(), "b1ed2e747874")[0]["outcome"], "converted");
        run().stderr(predicates::str::contains("2 done earlier"));
    }

    #[test]
    fn lists_name_files_byte_for_byte() {
        let (from, to) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let names: [&[u8]; 3] = [b" blank .txt", b"\xb1\xed.txt", b"two\nlines.txt"];
        for (n, name) in names.iter().enumerate() {
            let path = from.path().join(OsStr::from_bytes(name));
            std::fs::copy(sample(&format!("text/00{}.txt", n + 1)), path).unwrap();
        }
        let list = |names: &[&[u8]], end: u8| -> Vec<u8> {
            let root = from.path().as_os_str().as_bytes();
            names.iter().flat_map(|name| [root, b"/", name, &[end]].concat()).collect()
        };
        let file = from.path().join("list");
        std::fs::write(&file, list(&names[..2], b'\n')).unwrap();
        let run = |option: &str, list: &OsStr, stdin: Vec<u8>| {
            let to = to.path().join(option.trim_start_matches('-'));
            let mut command = jixiao();
            command.args(["convert", "--lang", "en", "--format", "json", "-o"]).arg(&to);
            command.arg(option).arg(list).write_stdin(stdin).timeout(LONG).assert().success();
            documents(&to)
        };
        assert_eq!(run("--files-from", file.as_os_str(), Vec::new()), 2);
        assert_eq!(run("--files0-from", OsStr::new("-"), list(&names, 0)), 3);
        let trimmed = [list(&names[1..2], b'\n'), b"\n  \n".to_vec()].concat();
        let to = to.path().join("dash");
        let mut command = jixiao();
        command.args(["convert", "--lang", "en", "--format", "json", "-o"]).arg(&to).arg("-").write_stdin(trimmed);
        command.timeout(LONG).assert().success().stderr(predicates::str::contains("--files-from -"));
        assert_eq!(documents(&to), 1);
    }

    #[test]
    fn a_folder_that_cannot_be_listed_costs_itself_only() {
        use std::os::unix::fs::{MetadataExt, PermissionsExt};
        use std::os::unix::process::CommandExt;
        let root = tempfile::tempdir().unwrap();
        let mode = |path: &Path, mode| std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
        let (from, to) = (root.path().join("in"), root.path().join("out"));
        std::fs::create_dir_all(from.join("closed")).unwrap();
        std::fs::create_dir(&to).unwrap();
        texts(&from, 1);
        texts(&from.join("closed"), 1);
        mode(root.path(), 0o755);
        mode(&to, 0o777);
        mode(&from.join("closed"), 0o000);
        let program = root.path().join("jixiao");
        std::fs::copy(assert_cmd::cargo::cargo_bin("jixiao"), &program).unwrap();
        let mut command = std::process::Command::new(program);
        command.args(["convert", "--lang", "en", "--format", "json", "-o"]).args([&to, &from]);
        if std::fs::metadata(root.path()).unwrap().uid() == 0 {
            // Root may list everything: the run is somebody else's.
            command.uid(65534).gid(65534);
        }
        let output = command.output().unwrap();
        mode(&from.join("closed"), 0o755);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(said.contains("in/closed: cannot be read"), "{said}");
        assert!(to.join("000.json").exists(), "{said}");
    }

    #[test]
    fn pipes_and_devices_are_refused_by_name() {
        let (from, to) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        texts(from.path(), 1);
        let pipe = from.path().join("pipe.pdf");
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        let device = PathBuf::from("/dev/zero");
        let run = |arguments: &[&str], inputs: &[&PathBuf]| {
            let mut command = jixiao();
            command.arg(arguments[0]).args(["--lang", "en"]).args(&arguments[1..]).args(inputs).timeout(LONG);
            command.assert().stderr(predicates::str::contains(inputs[0].to_str().unwrap()))
        };
        let out = to.path().to_str().unwrap();
        for (input, what) in [(&pipe, "a pipe"), (&device, "a device")] {
            let what = predicates::str::contains(what);
            run(&["convert", "-o", &format!("{out}/single.json")], &[input]).code(1).stderr(what.clone());
            run(&["tables"], &[input]).code(1).stderr(what.clone());
            run(&["check"], &[input]).code(1).stderr(what.clone());
            let text = from.path().join("000.txt");
            let many = format!("{out}/many-{}", input.file_name().unwrap().display());
            run(&["convert", "--format", "json", "-o", &many], &[input, &text]).code(1).stderr(what);
            assert!(Path::new(&many).join("000.json").exists());
        }
        let walked = format!("{out}/walked");
        run(&["convert", "--format", "json", "-o", &walked], &[&from.path().to_owned()]).code(1);
        assert!(Path::new(&walked).join("000.json").exists());
    }

    #[test]
    fn the_hash_in_the_journal_is_that_of_what_was_converted() {
        // Other bytes at every reading.
        let input = "/proc/sys/kernel/random/uuid";
        let to = tempfile::tempdir().unwrap();
        jixiao().args(["convert", "--format", "json", "-o"]).arg(to.path()).arg(input).assert().success();
        let document: Value = serde_json::from_slice(&std::fs::read(to.path().join("uuid.json")).unwrap()).unwrap();
        assert_eq!(document["source"]["sha256"], journal(to.path())["uuid"]["sha256"]);
        assert_eq!(document["source"]["bytes"], journal(to.path())["uuid"]["bytes"]);
    }
}
