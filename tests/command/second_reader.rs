//! Readings by two engines: where they agree, and that what one gets wrong is named.

#![cfg(feature = "second-reader")]
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail")]

use std::path::{Path, PathBuf};

use assert_cmd::Command;
use jixiao::model::Page;
use jixiao::second_reading::{Asked, PageRead, differences};

const PROGRAM: &str = env!("CARGO_BIN_EXE_jixiao");

fn sample(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(name).join("input.pdf")
}

fn samples() -> Vec<PathBuf> {
    let folders = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("samples")).unwrap();
    let mut found: Vec<_> =
        folders.map(|folder| folder.unwrap().path().join("input.pdf")).filter(|f| f.exists()).collect();
    found.sort();
    found
}

/// Codes of the findings of a second reading, with their quotes.
fn second_findings(document: &serde_json::Value) -> Vec<String> {
    let of = |finding: &serde_json::Value| {
        let code = finding["code"].as_str().unwrap_or_default().to_owned();
        code.starts_with("second-reader").then(|| format!("{code} {}", finding["quote"].as_str().unwrap_or_default()))
    };
    document["findings"].as_array().unwrap().iter().filter_map(of).collect()
}

fn convert(input: &Path) -> serde_json::Value {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out.json");
    let arguments = [input.as_os_str(), "-o".as_ref(), out.as_os_str(), "--second-reader".as_ref()];
    Command::new(PROGRAM).arg("convert").args(arguments).assert().success();
    serde_json::from_slice(&std::fs::read(out).unwrap()).unwrap()
}

#[test]
fn both_agree_on_samples_whose_fonts_are_embedded() {
    for input in samples().into_iter().filter(|path| !path.to_string_lossy().contains("font-not-embedded")) {
        assert_eq!(second_findings(&convert(&input)), Vec::<String>::new(), "{}", input.display());
    }
}

#[test]
fn pages_that_the_other_cannot_read_are_named_once() {
    assert_eq!(second_findings(&convert(&sample("font-not-embedded"))), ["second-reader-unable "]);
}

#[test]
fn a_folder_and_check_read_twice_as_well() {
    let folder = tempfile::tempdir().unwrap();
    let input = sample("font-not-embedded");
    let arguments = [input.as_os_str(), "-o".as_ref(), folder.path().as_os_str(), "--second-reader".as_ref()];
    Command::new(PROGRAM).arg("convert").args(arguments).args(["--format", "json"]).assert().success();
    let document = std::fs::read(folder.path().join("input.json")).unwrap();
    assert_eq!(second_findings(&serde_json::from_slice(&document).unwrap()), ["second-reader-unable "]);
    let checked = Command::new(PROGRAM).arg("check").arg(&input).args(["--second-reader", "--format", "json"]).output();
    let checked = checked.unwrap();
    assert_eq!(checked.status.code(), Some(0), "warnings are no errors");
    let checked: serde_json::Value = serde_json::from_slice(&checked.stdout).unwrap();
    assert_eq!(second_findings(&checked[0]), ["second-reader-unable "]);
    let strict =
        Command::new(PROGRAM).arg("check").arg(&input).args(["--strict", "--format", "json"]).output().unwrap();
    assert_eq!(strict.status.code(), Some(1), "unless they count");
    assert_eq!(second_findings(&serde_json::from_slice::<serde_json::Value>(&strict.stdout).unwrap()[0]).len(), 1);
}

#[test]
fn a_pipe_is_read_twice_as_well() {
    let bytes = std::fs::read(sample("font-not-embedded")).unwrap();
    let arguments = ["convert", "-", "--from", "pdf", "-o", "-", "--to", "json", "--second-reader"];
    let done = Command::new(PROGRAM).args(arguments).write_stdin(bytes).output().unwrap();
    assert_eq!(second_findings(&serde_json::from_slice(&done.stdout).unwrap()), ["second-reader-unable "]);
}

#[test]
fn what_is_no_pdf_of_its_kind_ends_without_an_answer() {
    let asked = Asked { program: PROGRAM.as_ref(), password: None, deadline: None };
    assert!(asked.read(b"no PDF".to_vec(), 64 << 20).unwrap().is_empty());
}

/// xorshift64*: the same faults in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) % n.max(1) as u64) as usize
    }
}

/// Puts a fault into a page as a reader would that is wrong; `None` where the page has no place for it.
fn with_fault(page: &Page, kind: usize, random: &mut Random) -> Option<Page> {
    let mut page = page.clone();
    let is_digit = |text: &str| matches!(text.as_bytes(), [b'0'..=b'9']);
    match kind {
        // An entry of the map from codes to characters.
        0 => {
            let from = page.glyphs.get(random.below(page.glyphs.len()))?.text.clone();
            let to = page.glyphs.get(random.below(page.glyphs.len()))?.text.clone();
            if from == to || from.trim().is_empty() || to.trim().is_empty() {
                return None;
            }
            page.glyphs.iter_mut().filter(|g| g.text == from).for_each(|g| g.text = to.clone());
        }
        // Two digits of a number.
        1 => {
            let next_to = |n: &usize| {
                let (a, b) = (&page.glyphs[*n], &page.glyphs[*n + 1]);
                let touch = a.bbox.top.to_bits() == b.bbox.top.to_bits() && (b.bbox.left - a.bbox.right).abs() < 0.01;
                is_digit(&a.text) && is_digit(&b.text) && a.text != b.text && touch
            };
            let places: Vec<usize> = (0..page.glyphs.len().saturating_sub(1)).filter(next_to).collect();
            let at = *places.get(random.below(places.len()))?;
            let first = page.glyphs[at].text.clone();
            page.glyphs[at].text = page.glyphs[at + 1].text.clone();
            page.glyphs[at + 1].text = first;
        }
        // A glyph that is not there.
        _ => {
            let at = random.below(page.glyphs.len());
            if page.glyphs.get(at)?.text.trim().is_empty() {
                return None;
            }
            page.glyphs.remove(at);
        }
    }
    Some(page)
}

#[test]
fn planted_faults_are_named() {
    const FAULTS: usize = 300;
    let mut pages = Vec::new();
    for input in samples().into_iter().filter(|path| !path.to_string_lossy().contains("font-not-embedded")) {
        let bytes = std::fs::read(&input).unwrap();
        let asked = Asked { program: PROGRAM.as_ref(), password: None, deadline: None };
        let theirs = asked.read(bytes.clone(), 300 << 20).unwrap();
        let opened = jixiao::extract::from_bytes("a.pdf".to_owned(), bytes, &jixiao::Options::default()).unwrap();
        let jixiao::model::Content::Pages(source) = &opened.content else { continue };
        pages.extend((1..=source.page_count()).map(|n| (source.page(n).output, theirs.clone())));
    }
    let mut random = Random(0x0009_E377_9B97);
    let (mut planted, mut named) = (0, 0);
    while planted < FAULTS {
        let (page, theirs) = &pages[random.below(pages.len())];
        let Some(wrong) = with_fault(page, planted % 3, &mut random) else { continue };
        planted += 1;
        let found = differences(&[PageRead::of(&wrong)], theirs);
        named += usize::from(found.iter().any(|f| f.code.0 == "second-reader-differs"));
    }
    assert!(named * 100 >= planted * 95, "{named} of {planted} are named");
}
