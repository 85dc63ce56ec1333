//! Long workbooks written and read, beside what the libraries underneath need for the same cells: `cargo bench --bench workbooks`.
//!
//! Counts CPU seconds (user and system), the best of several rounds that take turns, so that other load hits all alike.

#![allow(clippy::unwrap_used, reason = "a benchmark that cannot read its samples must stop")]
#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]

use std::hint::black_box;
use std::path::PathBuf;
use std::sync::LazyLock;
use std::time::Duration;

use calamine::{Reader, Xlsx};
use cpu_time::ProcessTime;
use jixiao::model::Worksheet;
use jixiao::{Document, Options, extract, write};
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::Workbook;

/// Rounds, of which the best counts.
const ROUNDS: usize = 5;

fn main() {
    // `cargo test --benches` only wants to know that it runs.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    LazyLock::force(&CELLS_OF_LONG);
    let cells = CELLS_OF_LONG.iter().map(|sheet| sheet.cells.len()).sum();
    beside("write", cells, [("standard workbook", write_standard), ("rust_xlsxwriter", write_bare)]);
    LazyLock::force(&TO_READ);
    let cells = READ.0 as usize * usize::from(READ.1);
    beside("read", cells, [("worksheets", read_cells), ("calamine", read_bare)]);
}

/// Runs two ways of doing the same in turns and says how they compare.
fn beside(what: &str, cells: usize, ways: [(&str, fn()); 2]) {
    let mut best = [Duration::MAX; 2];
    // A name, for a look with a profiler, runs only what has it.
    let only = std::env::args().skip(1).find(|argument| !argument.starts_with('-'));
    let wanted = |name: &str| only.as_deref().is_none_or(|only| name.contains(only));
    for _ in 0..ROUNDS {
        for ((_, way), best) in ways.iter().zip(&mut best).filter(|((name, _), _)| wanted(name)) {
            let start = ProcessTime::now();
            way();
            *best = start.elapsed().min(*best);
        }
    }
    let [ours, bare] = best.map(|time| time.as_secs_f64());
    let [(ours_name, _), (bare_name, _)] = ways;
    println!(
        "{what}, {cells} cells: {ours_name} {ours:.2} CPU s, {bare_name} {bare:.2} CPU s, ratio {:.2}",
        ours / bare
    );
}

/// Cells of the long workbook, about.
const CELLS: usize = 1_000_000;
/// Rows and columns of the workbook that is read.
const READ: (u32, u16) = (100_000, 12);

/// A sample's form with its indicators as often as it takes.
static LONG: LazyLock<Document> = LazyLock::new(|| {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("samples/flat-list/input.pdf");
    let mut document = jixiao::convert(&path, &Options::default()).unwrap();
    document.findings.clear();
    let cells: usize = worksheets(&document).iter().map(|sheet| sheet.cells.len()).sum();
    let form = document.forms.first().unwrap().clone();
    for _ in 1..CELLS.div_ceil(cells) {
        document.forms.push(form.clone());
    }
    document
});

/// The cells of its standard workbook, sheet by sheet, for the bare library.
static CELLS_OF_LONG: LazyLock<Vec<Worksheet>> = LazyLock::new(|| worksheets(&LONG));

fn worksheets(document: &Document) -> Vec<Worksheet> {
    extract::workbook::open(&write::workbook::document(document).unwrap()).unwrap().1.output
}

/// The standard workbook: formats, widths, heights, filters and charts besides the cells.
fn write_standard() {
    black_box(write::workbook::document(&LONG).unwrap());
}

/// The same cells with the bare library, row by row, without formats.
fn write_bare() {
    let mut workbook = Workbook::new();
    for sheet in CELLS_OF_LONG.iter() {
        let worksheet = workbook.add_worksheet_with_constant_memory().unwrap();
        worksheet.set_name(&sheet.name).unwrap();
        for cell in &sheet.cells {
            let column = u16::try_from(cell.col).unwrap();
            match cell.number {
                Some(number) => worksheet.write_number(cell.row, column, number.to_f64().unwrap()).unwrap(),
                None => worksheet.write_string(cell.row, column, &cell.text).unwrap(),
            };
        }
    }
    black_box(workbook.save_to_buffer().unwrap());
}

/// A workbook of numbers and texts.
static TO_READ: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut workbook = Workbook::new();
    let worksheet = workbook.add_worksheet();
    for row in 0..READ.0 {
        for column in 0..READ.1 {
            if column % 2 == 0 {
                worksheet.write_string(row, column, format!("指标{row}的第{column}项")).unwrap();
            } else {
                worksheet.write_number(row, column, f64::from(row) / 8.0).unwrap();
            }
        }
    }
    workbook.save_to_buffer().unwrap()
});

/// All cells with their displayed texts, after the checks of the package.
fn read_cells() {
    let _ = black_box(extract::workbook::open(&TO_READ).unwrap());
}

/// The same cells by the bare library, one after the other.
fn read_bare() {
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(std::io::Cursor::new(TO_READ.as_slice())).unwrap();
    let name = book.sheet_names().first().unwrap().clone();
    let mut cells = book.worksheet_cells_reader(&name).unwrap();
    while let Some(cell) = cells.next_cell().unwrap() {
        black_box(cell.get_value());
    }
}
