//! The stages over the samples: `cargo bench`. Timings decide no test.

#![allow(clippy::unwrap_used, reason = "a benchmark that cannot read its samples must stop")]

use std::path::PathBuf;

use divan::{Bencher, black_box};
use jixiao::model::{Content, Input};
use jixiao::{Options, extract, reconstruct, write};

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

/// Forms to a workbook in memory of the disk.
#[divan::bench(args = PDFS)]
fn write_workbook(bencher: Bencher, sample: &str) {
    let document = jixiao::convert(&path(sample), &Options::default()).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out.xlsx");
    bencher.bench(|| write::Format::Xlsx.write(black_box(&document), &out).unwrap());
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
