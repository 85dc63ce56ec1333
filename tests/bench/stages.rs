//! The stages over the samples: `cargo bench`. Timings decide no test.

#![allow(clippy::unwrap_used, reason = "a benchmark that cannot read its samples must stop")]

use std::path::PathBuf;

use divan::{Bencher, black_box};
use jixiao::model::{
    Axis, BBox, Content, Glyph, Input, Noted, Page, PageSource, Rule, TaggedTable, UnicodeSource, WritingDirection,
};
use jixiao::{Options, extract, reconstruct, validate, write};

/// Counts the allocations of each stage; they hardly differ between builds, so that `--profile dev` tells them, too.
#[global_allocator]
static ALLOCATIONS: divan::AllocProfiler = divan::AllocProfiler::system();

const PDFS: [&str; 5] = ["project-list", "department", "project-card", "unruled", "sideways"];

fn main() {
    divan::main();
}

fn path(sample: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("samples").join(sample).join("input.pdf")
}

fn open(sample: &str) -> Input {
    extract::open(&path(sample), &Options::default()).unwrap()
}

/// All pages' glyphs, rules and fills.
#[divan::bench(args = PDFS)]
fn extract_pages(bencher: Bencher, sample: &str) {
    bencher.bench(|| {
        let input = open(sample);
        if let Content::Pages(pages) = &input.content {
            for number in 1..=pages.page_count() {
                black_box(pages.page(number).output);
            }
        }
    });
}

/// Pages to tables, extraction included.
#[divan::bench(args = PDFS)]
fn read_tables(bencher: Bencher, sample: &str) {
    bencher.bench(|| reconstruct::read(black_box(&open(sample)), &Options::default().vocabulary));
}

/// Tables to forms.
#[divan::bench(args = PDFS)]
fn recognise_forms(bencher: Bencher, sample: &str) {
    let reading = reconstruct::read(&open(sample), &Options::default().vocabulary);
    let options = Options::default();
    bencher.bench(|| reconstruct::forms(black_box(&reading), &options.vocabulary));
}

/// Forms to findings.
#[divan::bench(args = PDFS)]
fn check_forms(bencher: Bencher, sample: &str) {
    let options = Options::default();
    let reading = reconstruct::read(&open(sample), &options.vocabulary);
    let forms = reconstruct::forms(&reading, &options.vocabulary);
    bencher.bench(|| validate::check(black_box(&forms.forms), &forms.findings, &options.rules));
}

/// All samples by the command, worker process and journal included: what a batch costs beside its stages.
#[divan::bench(sample_count = 10)]
fn convert_batch(bencher: Bencher) {
    let folder = tempfile::tempdir().unwrap();
    for sample in PDFS {
        std::fs::copy(path(sample), folder.path().join(format!("{sample}.pdf"))).unwrap();
    }
    bencher.with_inputs(|| tempfile::tempdir().unwrap()).bench_refs(|out| {
        std::process::Command::new(env!("CARGO_BIN_EXE_jixiao"))
            .arg("convert")
            .arg(folder.path())
            .arg("--output")
            .arg(out.path())
            .args(["--format", "xlsx,json", "--jobs", "1"])
            .output()
            .unwrap()
    });
}

/// Forms to a workbook in memory of the disk.
#[divan::bench(args = PDFS)]
fn write_workbook(bencher: Bencher, sample: &str) {
    let document = jixiao::convert(&path(sample), &Options::default()).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out.xlsx");
    bencher.bench(|| write::Format::Xlsx.write(black_box(&document), &out).unwrap());
}

/// A page of a drawn table held in memory: 5,000 glyphs and 2,000 rules, 4 and 16 times as many.
struct DrawnPage(Page);

impl PageSource for DrawnPage {
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

/// A table of so many rows and columns, five characters and two rules a cell, with or without the rules.
fn drawn(rows: usize, cols: usize, ruled: bool) -> DrawnPage {
    let (width, height) = (40.0, 14.0);
    let mut page = Page { number: 1, width: 8000.0, height: 8000.0, ..Page::default() };
    for (row, col) in (0..rows).flat_map(|row| (0..cols).map(move |col| (row, col))) {
        let (x, y) = (20.0 + width * col as f64, 20.0 + height * row as f64);
        if ruled {
            let rule = |axis, position, start, end| Rule { axis, position, start, end, width: 0.5 };
            page.rules.push(rule(Axis::Horizontal, y, x, x + width));
            page.rules.push(rule(Axis::Vertical, x, y, y + height));
        }
        for (n, c) in format!("{:05}", row * cols + col).chars().enumerate() {
            let left = x + 3.0 + 4.5 * n as f64;
            page.glyphs.push(Glyph {
                text: c.to_string().into(),
                bbox: BBox::new(left, y + 3.0, left + 4.5, y + 11.0),
                size: 8.0,
                direction: WritingDirection::Right,
                source: UnicodeSource::ToUnicode,
                mcid: None,
                invisible: false,
                ink: jixiao::model::Ink::default(),
            });
        }
    }
    DrawnPage(page)
}

/// Ruled: the cost grows with the number of glyphs and rules; 1 stays below 30 ms.
#[divan::bench(args = [1, 4, 16])]
fn read_ruled_page(bencher: Bencher, times: usize) {
    let side = times.isqrt();
    let page = drawn(100 * side, 10 * side, true);
    bencher.bench(|| reconstruct::paged::read(black_box(&page)));
}

/// The same without rules.
#[divan::bench(args = [1, 4, 16])]
fn read_unruled_page(bencher: Bencher, times: usize) {
    let side = times.isqrt();
    let page = drawn(100 * side, 10 * side, false);
    bencher.bench(|| reconstruct::paged::read(black_box(&page)));
}

/// A text dump of wrapped lines, repeated to 1, 4 and 16 times its length: the cost grows with the length.
#[divan::bench(args = [1, 4, 16])]
fn read_wrapped_text(bencher: Bencher, times: usize) {
    let seed = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("samples/text/000.txt");
    let bytes = std::fs::read(seed).unwrap().repeat(times);
    bencher.bench(|| {
        let input = extract::from_bytes("dump.txt".to_owned(), bytes.clone(), &Options::default()).unwrap();
        reconstruct::read(black_box(&input), &Options::default().vocabulary)
    });
}

/// The same to JSON: reading, forms, checks and writing.
#[divan::bench(args = [1, 4, 16])]
fn convert_wrapped_text(bencher: Bencher, times: usize) {
    let seed = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("samples/text/000.txt");
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("dump.txt");
    std::fs::write(&input, std::fs::read(seed).unwrap().repeat(times)).unwrap();
    let out = folder.path().join("out.json");
    bencher.bench(|| {
        let document = jixiao::convert(black_box(&input), &Options::default()).unwrap();
        write::Format::Json.write(&document, &out).unwrap();
    });
}
