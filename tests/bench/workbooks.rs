//! Long workbooks written and read, beside what the libraries underneath need for the same cells: `cargo bench --bench workbooks`.

#![allow(clippy::unwrap_used, reason = "a benchmark that cannot read its samples must stop")]

use std::path::PathBuf;
use std::sync::LazyLock;

use calamine::{Reader, Xlsx};
use divan::{Bencher, black_box};
use jixiao::{Document, Options, extract, write};
use rust_xlsxwriter::Workbook;
use serde_json::Value;

fn main() {
    divan::main();
}

/// Cells of 三级指标 in the long workbook, about.
const CELLS: usize = 1_000_000;
/// Rows and columns of the workbook that is read.
const READ: (u32, u16) = (100_000, 12);

/// A sample's form with its indicators as often as it takes.
static LONG: LazyLock<Document> = LazyLock::new(|| {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("samples/flat-list/input.pdf");
    let mut document = jixiao::convert(&path, &Options::default()).unwrap();
    document.findings.clear();
    let indicators = document.forms.iter().map(|f| f.all_indicators().count()).sum::<usize>();
    let cells = rows(&document).iter().map(Vec::len).sum::<usize>() * indicators.max(1) / rows(&document).len().max(1);
    let form = document.forms.first().unwrap().clone();
    for _ in 1..CELLS.div_ceil(cells) {
        document.forms.push(form.clone());
    }
    document
});

/// The same cells as a list, for the bare library.
static CELLS_OF_LONG: LazyLock<Vec<Vec<Value>>> = LazyLock::new(|| rows(&LONG));

/// The filled cells of 三级指标.
fn rows(document: &Document) -> Vec<Vec<Value>> {
    let lines = write::jsonl::document(document).unwrap();
    let lines = std::str::from_utf8(&lines).unwrap().lines();
    let rows = lines.map(|line| serde_json::from_str::<serde_json::Map<String, Value>>(line).unwrap());
    let level3 = rows.filter(|row| row.get("表").is_some_and(|t| t == "三级指标"));
    level3.map(|row| row.into_iter().map(|(_, value)| value).filter(|v| !v.is_null()).skip(1).collect()).collect()
}

/// The standard workbook: all sheets, statistics, widths and heights besides the cells of 三级指标.
#[divan::bench(sample_count = 5)]
fn write_standard(bencher: Bencher) {
    LazyLock::force(&LONG);
    bencher.bench(|| black_box(write::workbook::document(&LONG).unwrap()));
}

/// The same cells of 三级指标 with the bare library, row by row, without formats.
#[divan::bench(sample_count = 5)]
fn write_bare(bencher: Bencher) {
    LazyLock::force(&CELLS_OF_LONG);
    bencher.bench(|| {
        let mut workbook = Workbook::new();
        let worksheet = workbook.add_worksheet_with_constant_memory().unwrap();
        for (row, cells) in (0..).zip(CELLS_OF_LONG.iter()) {
            for (column, cell) in (0..).zip(cells) {
                match cell {
                    Value::Number(n) => {
                        worksheet.write_number(row, column, n.as_f64().unwrap()).unwrap();
                    }
                    other => {
                        worksheet.write_string(row, column, other.as_str().unwrap()).unwrap();
                    }
                }
            }
        }
        black_box(workbook.save_to_buffer().unwrap())
    });
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
#[divan::bench(sample_count = 5)]
fn read_cells(bencher: Bencher) {
    LazyLock::force(&TO_READ);
    bencher.bench(|| black_box(extract::workbook::open(&TO_READ).unwrap()));
}

/// The same cells by the bare library, one after the other.
#[divan::bench(sample_count = 5)]
fn read_bare(bencher: Bencher) {
    LazyLock::force(&TO_READ);
    bencher.bench(|| {
        let mut book: Xlsx<_> = calamine::open_workbook_from_rs(std::io::Cursor::new(TO_READ.as_slice())).unwrap();
        let name = book.sheet_names().first().unwrap().clone();
        let mut cells = book.worksheet_cells_reader(&name).unwrap();
        let mut count = 0;
        while let Some(cell) = cells.next_cell().unwrap() {
            black_box(cell.get_value());
            count += 1;
        }
        count
    });
}
