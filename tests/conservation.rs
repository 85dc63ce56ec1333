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
