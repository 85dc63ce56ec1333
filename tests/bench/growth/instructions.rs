//! Instructions instead of CPU time, counted by valgrind: slow, but whatever else the machine does changes nothing.

use std::process::Command;

use crate::{Case, converted, options};

/// Things that come out of a case, and the millions of instructions that converting it takes: those of a process that makes the
/// input and converts it, less those of one that only makes it.
pub(crate) fn counted(case: &Case, times: usize) -> (usize, f64) {
    let ((things, all), (_, made)) = (run(case, times, "--convert"), run(case, times, "--make"));
    (things, all.saturating_sub(made) as f64 / 1e6)
}

fn run(&(name, ..): &Case, times: usize, what: &str) -> (usize, u64) {
    let mut valgrind = Command::new("valgrind");
    valgrind.args(["--tool=callgrind", "--callgrind-out-file=/dev/null"]);
    valgrind.arg(std::env::current_exe().unwrap()).args(["--once", name, &times.to_string(), what]);
    let output = valgrind.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    let counts = said.lines().find_map(|line| line.split_once("Collected : ")).unwrap().1;
    let things = String::from_utf8_lossy(&output.stdout).trim().parse().unwrap();
    (things, counts.trim().parse().unwrap())
}

/// What valgrind runs.
pub(crate) fn once(&(_, ending, size, make): &Case, times: usize, convert: bool) {
    let (folder, options) = (tempfile::tempdir().unwrap(), options());
    let path = folder.path().join("input").with_extension(ending);
    std::fs::write(&path, make(size * times)).unwrap();
    println!("{}", if convert { converted(&path, &options) } else { 0 });
}
