//! The recipes of `samples/batch` do what they say when their engine's variables are set by hand.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that cannot set up its folders must fail")]

use std::path::{Path, PathBuf};
use std::process::Command;

const SHARDS: usize = 2;

fn recipe(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/batch").join(name)
}

/// A folder with `in/`: text dumps, and a file that fails, which must not stop the others.
fn place() -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    std::fs::create_dir(place.path().join("in")).unwrap();
    for name in ["001.txt", "002.txt", "003.txt", "004.txt"] {
        let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/text").join(name);
        std::fs::copy(sample, place.path().join("in").join(name)).unwrap();
    }
    std::fs::write(place.path().join("in/broken.pdf"), "%PDF-1.7 and nothing more").unwrap();
    place
}

/// A shell command in a folder, with this `jixiao` first on the path.
fn shell(place: &Path) -> Command {
    let program = assert_cmd::cargo::cargo_bin("jixiao");
    let path = format!("{}:{}", program.parent().unwrap().display(), std::env::var("PATH").unwrap());
    let mut command = Command::new("sh");
    command.current_dir(place).env("PATH", path);
    command
}

/// All shards merged hold every input once.
fn assert_whole(place: &Path, shards: &str) {
    let merge = format!("jixiao merge {shards} -o all");
    assert!(shell(place).args(["-c", &merge]).output().unwrap().status.success());
    let journal = std::fs::read_to_string(place.join("all/jixiao.journal.jsonl")).unwrap();
    assert_eq!(journal.lines().count(), 5);
    assert_eq!(std::fs::read_dir(place.join("all")).unwrap().filter(|e| is_workbook(e.as_ref().unwrap())).count(), 4);
}

fn is_workbook(entry: &std::fs::DirEntry) -> bool {
    entry.path().extension().is_some_and(|e| e == "xlsx")
}

#[test]
fn a_slurm_array() {
    let place = place();
    for task in 1..=SHARDS {
        let mut command = shell(place.path());
        command
            .arg(recipe("slurm.sh"))
            .env("SLURM_ARRAY_TASK_ID", task.to_string())
            .env("SLURM_ARRAY_TASK_COUNT", SHARDS.to_string())
            .env("SLURM_CPUS_PER_TASK", "1");
        assert!(command.output().unwrap().status.success(), "task {task}");
    }
    assert_whole(place.path(), "out/shard-*");
}

#[test]
fn a_kubernetes_job() {
    let place = place();
    let job = std::fs::read_to_string(recipe("kubernetes-job.yaml")).unwrap();
    // The folded block below `args:` is the command, a line break in it a space.
    let block = job.lines().skip_while(|l| l.trim() != "- >").skip(1).take_while(|l| l.starts_with("              "));
    let command = block.map(str::trim).collect::<Vec<_>>().join(" ");
    assert!(command.contains("/16 ") && command.contains("/data/"), "{command}");
    let command = command.replace("/16 ", &format!("/{SHARDS} ")).replace("/data/", "");
    for index in 0..SHARDS {
        let mut shell = shell(place.path());
        shell.args(["-c", &command]).env("JOB_COMPLETION_INDEX", index.to_string());
        assert!(shell.output().unwrap().status.success(), "index {index}: {command}");
    }
    assert_whole(place.path(), "out/shard-*");
}
