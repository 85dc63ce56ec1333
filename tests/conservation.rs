//! No character of a page is lost or doubled: on every PDF of the repository, each page read on its own.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jixiao::model::{Block, Content, Noted, Page, PageSource, Reading, TaggedTable};

/// A single page as a document.
struct OnePage(Page);

impl PageSource for OnePage {
    fn page_count(&self) -> u32 {
        1
    }

    fn page(&self, _number: u32) -> Noted<Page> {
        Noted { output: self.0.clone(), findings: Vec::new() }
    }

    fn tagged_tables(&self) -> Vec<TaggedTable> {
        Vec::new()
    }
}

fn count<'a>(texts: impl Iterator<Item = &'a str>) -> BTreeMap<char, i64> {
    let mut counts = BTreeMap::new();
    for c in texts.flat_map(str::chars).filter(|c| !c.is_whitespace()) {
        *counts.entry(c).or_insert(0) += 1;
    }
    counts
}

fn texts(reading: &Reading) -> Vec<&str> {
    let mut texts: Vec<&str> =
        reading.findings.iter().filter(|f| f.code.0 == "lost-text").filter_map(|f| f.quote.as_deref()).collect();
    for block in &reading.blocks {
        match block {
            Block::Paragraph(paragraph) => texts.push(&paragraph.text),
            Block::Table(table) => {
                texts.extend(table.title.as_deref());
                texts.extend(table.cells.iter().map(|c| c.text.as_str()));
            }
        }
    }
    texts
}

/// A header printed twice on a page is kept once: its characters, and only they, may be missing.
fn header_characters(reading: &Reading) -> String {
    let tables = reading.blocks.iter().filter_map(|b| match b {
        Block::Table(table) => Some(table),
        Block::Paragraph(_) => None,
    });
    tables.flat_map(|t| t.cells.iter().filter(|c| c.row < t.header_rows)).map(|c| c.text.as_str()).collect()
}

fn pdfs(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            pdfs(&path, found);
        } else if path.extension().is_some_and(|e| e == "pdf") {
            found.push(path);
        }
    }
    found.sort();
}

#[test]
fn every_character_is_read_once() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    pdfs(&root.join("samples"), &mut files);
    pdfs(&root.join("tests"), &mut files);
    assert!(!files.is_empty());
    for file in files {
        let Ok(input) = jixiao::extract::open(&file, &jixiao::Options::default()) else { continue };
        let Content::Pages(source) = &input.content else { continue };
        for number in 1..=source.page_count() {
            let page = source.page(number).output;
            let printed = count(page.glyphs.iter().map(|g| g.text.as_str()));
            let reading = jixiao::reconstruct::pages::read(&OnePage(page));
            let read = count(texts(&reading).into_iter());
            let header = header_characters(&reading);
            for c in printed.keys().chain(read.keys()) {
                let missing = printed.get(c).unwrap_or(&0) - read.get(c).unwrap_or(&0);
                assert!(
                    missing == 0 || (missing > 0 && header.contains(*c)),
                    "{} page {number}: {missing} of {c} missing",
                    file.display()
                );
            }
        }
    }
}

/// All texts and numbers of a JSON value, without white space.
fn leaves(value: &serde_json::Value, found: &mut String) {
    match value {
        serde_json::Value::String(text) => found.extend(text.chars().filter(|c| !c.is_whitespace()).chain(['\n'])),
        serde_json::Value::Number(number) => {
            found.push_str(&number.to_string());
            found.push('\n');
        }
        serde_json::Value::Array(items) => items.iter().for_each(|v| leaves(v, found)),
        serde_json::Value::Object(fields) => fields.values().for_each(|v| leaves(v, found)),
        _ => {}
    }
}

fn inputs(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            inputs(&path, found);
        } else if path.file_stem().is_some_and(|s| s == "input") {
            found.push(path);
        }
    }
    found.sort();
}

/// Digits of a number without what only sets it out: 1,030,700.00 → 10307.
fn significant(text: &str) -> String {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    digits.trim_start_matches('0').trim_end_matches('0').to_owned()
}

#[test]
fn every_cell_of_a_form_is_in_a_field_or_a_label_or_a_finding() {
    use jixiao::reconstruct::forms::claims::Owner;
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    inputs(&root.join("samples"), &mut files);
    inputs(&root.join("tests/golden"), &mut files);
    assert!(files.len() >= 14);
    let (mut read, mut left) = (0, 0);
    for file in files {
        let options = jixiao::Options::default();
        let Ok(input) = jixiao::extract::open(&file, &options) else { continue };
        let reading = jixiao::reconstruct::read(&input, &options.vocabulary);
        let recognised = jixiao::reconstruct::forms(&reading, &options.vocabulary);
        let mut said = String::new();
        leaves(&serde_json::to_value(&recognised.forms).unwrap(), &mut said);
        leaves(&serde_json::to_value(&recognised.findings).unwrap(), &mut said);
        let numbers: Vec<String> = said.lines().map(significant).collect();
        for claim in &recognised.claimed {
            let Some(Block::Table(table)) = reading.blocks.get(claim.block) else {
                unreachable!("claims are on tables")
            };
            let cell = &table.cells[claim.cell];
            let text: String = cell.text.chars().filter(|c| !c.is_whitespace()).collect();
            let in_field = said.contains(&text) || numbers.contains(&significant(&text));
            let held = match claim.owner {
                Some(Owner::Label(role)) => {
                    options.vocabulary.column(&cell.text).is_some_and(|c| c == role || in_field) || in_field
                }
                Some(Owner::Class) => {
                    options.vocabulary.level1(&cell.text).or_else(|| options.vocabulary.level2(&cell.text)).is_some()
                        || in_field
                }
                Some(Owner::Field(_) | Owner::Note | Owner::Subtotal) => in_field,
                Some(Owner::Head | Owner::Known(_) | Owner::Blank) => true,
                None => said.contains(&text),
            };
            read += usize::from(claim.owner.is_some());
            left += usize::from(claim.owner.is_none());
            assert!(held, "{}: {:?} {:?}", file.display(), cell.text, claim.owner);
        }
    }
    assert!(read > 1_000 && left * 100 <= read, "{left} of {read}");
}
