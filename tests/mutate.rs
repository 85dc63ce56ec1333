//! Fuzzing that needs no nightly compiler: changes the files of `tests/cases` at random and reads them.
//!
//! A few seconds in every test run; longer with `MUTATE_SECONDS=600`, from other files with `MUTATE_SEEDS=folder`, with
//! other numbers with `MUTATE_START=7`, some targets only with `MUTATE_TARGETS=xls,read`. An input that panics in our own code or takes longer than 10 s is written to
//! `mutate-TARGET.bin` in the temporary folder and fails the test; panics inside the libraries are contained, and
//! counted by place. Packages are changed part by part. See fuzz/README.md.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::indexing_slicing,
    reason = "a test may fail"
)]

#[allow(unreachable_pub, reason = "the fuzz crate shares it")]
#[path = "fuzz/src/lib.rs"]
mod targets;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// Places of panics and how often they were met.
static PANICS: Mutex<BTreeMap<String, u64>> = Mutex::new(BTreeMap::new());

/// xorshift64*: the same seed gives the same run.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }
}

fn files(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() { files(&path, out) } else { out.push(path) }
    }
}

/// Words that break readers when they stand in a wrong place.
const WORDS: [&[u8]; 24] = [
    b"0",
    b"-1",
    b"4294967296",
    b"1e38",
    b"<<",
    b">>",
    b"[",
    b"]",
    b"(",
    b" endstream ",
    b"/Identity-H",
    b" q ",
    b" Q ",
    b" Do ",
    b" 0 0 0 0 0 0 cm ",
    b"\xFF\xFE",
    b"A1:XFD9",
    b" r=\"AB7\"",
    b" t=\"s\"",
    b"<v>7</v>",
    b"</row>",
    b"<!--",
    b"{.level3}",
    b"&#x41;",
];

fn mutate(random: &mut Random, seeds: &[Vec<u8>]) -> Vec<u8> {
    let mut data = seeds[random.below(seeds.len())].clone();
    for _ in 0..=random.below(8) {
        let at = random.below(data.len());
        match random.below(8) {
            0 => data.truncate(at),
            1 => data.iter_mut().skip(at).take(1).for_each(|b| *b ^= 1 << (at % 8)),
            2 => data.iter_mut().skip(at).take(4).for_each(|b| *b = random.next() as u8),
            3 => {
                let end = (at + random.below(64)).min(data.len());
                data.drain(at.min(end)..end);
            }
            4 => {
                let piece: Vec<u8> = data.iter().skip(at).take(random.below(256)).copied().collect();
                let to = random.below(data.len() + 1);
                data.splice(to..to, piece);
            }
            5 => {
                let other = &seeds[random.below(seeds.len())];
                let piece: Vec<u8> = other.iter().skip(random.below(other.len())).take(512).copied().collect();
                let to = random.below(data.len() + 1);
                data.splice(to..to, piece);
            }
            6 => {
                let word = WORDS[random.below(WORDS.len())];
                let end = (at + word.len()).min(data.len());
                data.splice(at.min(end)..end, word.iter().copied());
            }
            // Digits are sizes, counts and references.
            _ => {
                if let Some(digit) = data.iter_mut().skip(at).find(|b| b.is_ascii_digit()) {
                    *digit = b'0' + random.below(10) as u8;
                }
            }
        }
    }
    data
}

fn setting(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|v| v.parse().ok()).unwrap_or(default)
}

/// A seed as the target takes it: a package as a file of its parts.
fn seed(path: &Path) -> Option<Vec<u8>> {
    let bytes = std::fs::read(path).ok()?;
    if bytes.starts_with(b"PK") { targets::unpacked(&bytes) } else { Some(bytes) }
}

/// Whether a target begins with the file.
fn is_seed(target: &str, name: &str) -> bool {
    let of_containers = name.contains("cases/containers");
    match target {
        "pdf" => name.contains("cases") && ends_in(name, &["pdf"]),
        "text" => name.contains("cases") && !of_containers && !ends_in(name, &["pdf", "ofd", "xlsx", "xls", "ods"]),
        "html" => ends_in(name, &["html", "htm", "mht"]),
        "spreadsheetml" => of_containers && ends_in(name, &["xml"]),
        "markdown" => of_containers && ends_in(name, &["md"]),
        "template" => name.contains("templates") && ends_in(name, &["xlsx"]),
        "picture" => name.contains("scans/small"),
        "read" => name.ends_with("output.xlsx"),
        format => ends_in(name, &[format]),
    }
}

fn fuzz(target: &str, run: targets::Target) {
    if std::env::var("MUTATE_TARGETS").is_ok_and(|wanted| wanted.split(',').all(|w| w != target)) {
        return;
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = std::env::var_os("MUTATE_SEEDS")
        .map_or_else(|| vec![root.join("tests/cases"), root.join("samples")], |folder| vec![PathBuf::from(folder)]);
    let mut paths = Vec::new();
    for folder in &folders {
        files(folder, &mut paths);
    }
    paths.retain(|p| is_seed(target, &p.to_string_lossy()));
    paths.sort();
    let small = |bytes: &Vec<u8>| !bytes.is_empty() && bytes.len() < 200_000;
    let seeds: Vec<Vec<u8>> = paths.iter().filter_map(|p| seed(p)).filter(small).collect();
    assert!(!seeds.is_empty(), "no seeds in {folders:?}");
    let (limit, start) = (Duration::from_secs(setting("MUTATE_SECONDS", 2)), Instant::now());
    let (mut random, mut runs, mut slowest) = (Random(setting("MUTATE_START", 1) | 1), 0_u64, Duration::ZERO);
    while start.elapsed() < limit {
        let data = mutate(&mut random, &seeds);
        let began = Instant::now();
        let caught = std::panic::catch_unwind(|| run(&data));
        let took = began.elapsed();
        (runs, slowest) = (runs + 1, slowest.max(took));
        let panics = PANICS.lock().unwrap().clone();
        let ours = panics.keys().any(|place| !place.contains("/registry/"));
        if caught.is_err() || ours || took > Duration::from_secs(10) {
            let path = std::env::temp_dir().join(format!("mutate-{target}.bin"));
            std::fs::write(&path, &data).unwrap();
            // The hook below keeps quiet.
            println!("{target}, run {runs}, {took:?}, {panics:?}: {}", path.display());
            panic!();
        }
    }
    println!(
        "{target}: {} seeds, {runs} runs, slowest {slowest:?}, contained {:?}",
        seeds.len(),
        PANICS.lock().unwrap()
    );
}

#[test]
fn no_input_breaks_the_readers() {
    // The library's own hook first, then ours over it: it keeps contained panics quiet, ours counts them.
    targets::pdf(b"%PDF-1.7\n");
    std::panic::set_hook(Box::new(|info| {
        let place = info.location().map(|l| format!("{}:{}", l.file(), l.line())).unwrap_or_default();
        let place = if place.contains("/registry/") { place } else { info.to_string() };
        if let Ok(mut panics) = PANICS.lock() {
            *panics.entry(place).or_default() += 1;
        }
    }));
    for (target, run) in targets::TARGETS {
        fuzz(target, run);
    }
}

/// Whether a name has one of these endings.
fn ends_in(name: &str, endings: &[&str]) -> bool {
    Path::new(name).extension().is_some_and(|e| endings.iter().any(|ending| e == *ending))
}
