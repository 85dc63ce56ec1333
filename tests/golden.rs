//! Golden cases: every sample and every folder of `tests/golden` with an `input.*`. What each stage makes of it stands as plain text in
//! `tests/golden/<case>/`, so that a difference says which stage changed. `UPDATE=1 cargo test --test golden` rewrites them.

#![allow(clippy::unwrap_used, reason = "a case that cannot be read must fail")]

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use calamine::Reader;
use jixiao::model::{Block, Document, Place, Spot};
use jixiao::{Options, extract, reconstruct};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Case name → input.
fn cases() -> BTreeMap<String, PathBuf> {
    let mut cases = BTreeMap::new();
    for folder in [root().join("samples"), root().join("tests/golden")] {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let Ok(files) = std::fs::read_dir(&path) else { continue };
            let input = files.map(|f| f.unwrap().path()).find(|f| f.file_stem().is_some_and(|s| s == "input"));
            if let Some(input) = input {
                assert!(cases.insert(name.clone(), input).is_none(), "two cases named {name}");
            }
        }
    }
    for entry in std::fs::read_dir(root().join("samples/text")).unwrap() {
        let path = entry.unwrap().path();
        cases.insert(format!("text-{}", path.file_stem().unwrap().to_string_lossy()), path);
    }
    cases
}

fn place(place: &Place) -> String {
    let spot = |s: &Spot| match s {
        Spot::Page { page, bbox } => {
            format!("p{page}[{:.0} {:.0} {:.0} {:.0}]", bbox.left, bbox.top, bbox.right, bbox.bottom)
        }
        Spot::Pages { pages } => format!("p{}-{}", pages[0], pages[1]),
        Spot::Line { line } => format!("l{line}"),
        Spot::Lines { lines } => format!("l{}-{}", lines[0], lines[1]),
        Spot::Cell { sheet, cell } => format!("{sheet}!{cell}"),
        Spot::Sheet { sheet } => sheet.clone(),
    };
    std::iter::once(&place.spot).chain(&place.also).map(spot).collect::<Vec<_>>().join("+")
}

/// Paragraphs and the cells of tables, a line each.
fn reading(input: &Path) -> String {
    let opened = extract::open(input, &Options::default()).unwrap();
    let mut text = String::new();
    for block in reconstruct::read(&opened, &Options::default().vocabulary).blocks {
        match block {
            Block::Paragraph(p) => writeln!(text, "paragraph {} {}", place(&p.place), p.text).unwrap(),
            Block::Table(t) => {
                let header = t.header_rows;
                writeln!(text, "table {:?} {} rows {} cols, header {header}", t.method, t.rows, t.cols).unwrap();
                for c in &t.cells {
                    let span = if (c.row_span, c.col_span) == (1, 1) {
                        String::new()
                    } else {
                        format!(" {}x{}", c.row_span, c.col_span)
                    };
                    let lost = if c.lost { " lost" } else { "" };
                    writeln!(text, "  {},{}{span}{lost} {} {}", c.row, c.col, place(&c.place), c.text).unwrap();
                }
            }
        }
    }
    text
}

fn findings(document: &Document) -> String {
    let mut text = String::new();
    for f in &document.findings {
        let index = |n: Option<usize>| n.map_or("-".to_owned(), |n| n.to_string());
        let at = f.place.as_ref().map(place).unwrap_or_default();
        let (form, project, indicator) = (index(f.form), index(f.project), index(f.indicator));
        let severity = format!("{:?}", f.severity).to_lowercase();
        writeln!(text, "{severity} {} {form}/{project}/{indicator} {at} {}", f.code.0, f.message).unwrap();
    }
    text
}

/// The workbook read back by another library: a line a row, cells apart by " | ".
fn workbook(document: &Document) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("out.xlsx");
    jixiao::write::Format::Xlsx.write(document, &path).unwrap();
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(&path).unwrap();
    let mut text = String::new();
    for name in book.sheet_names() {
        writeln!(text, "== {name}").unwrap();
        for row in book.worksheet_range(&name).unwrap().rows() {
            let cells: Vec<String> = row.iter().map(|c| c.to_string().replace('\n', "⏎")).collect();
            writeln!(text, "{}", cells.join(" | ").trim_end_matches(" | ")).unwrap();
        }
    }
    text
}

#[test]
fn every_stage_gives_what_is_written_down() {
    let update = std::env::var_os("UPDATE").is_some();
    let mut wrong = Vec::new();
    let cases = cases();
    assert!(cases.len() >= 14, "{} cases", cases.len());
    for (name, input) in &cases {
        let document = jixiao::convert(input, &Options::default()).unwrap();
        let forms = serde_json::to_string_pretty(&document.forms).unwrap() + "\n";
        let stages = [
            ("1-reading.txt", reading(input)),
            ("2-forms.json", forms),
            ("3-findings.txt", findings(&document)),
            ("4-workbook.txt", workbook(&document)),
        ];
        let folder = root().join("tests/golden").join(name);
        std::fs::create_dir_all(&folder).unwrap();
        for (file, is) in stages {
            let path = folder.join(file);
            if update {
                std::fs::write(&path, &is).unwrap();
                continue;
            }
            let want = std::fs::read_to_string(&path).unwrap_or_default();
            if let Some(difference) = first_difference(&want, &is) {
                wrong.push(format!("{name}/{file}: {difference}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}\nIf this is meant: UPDATE=1 cargo test --test golden", wrong.join("\n"));
}

fn first_difference(want: &str, is: &str) -> Option<String> {
    if want == is {
        return None;
    }
    let (mut w, mut i) = (want.lines(), is.lines());
    for number in 1.. {
        let (want, is) = (w.next(), i.next());
        if want != is {
            return Some(format!("line {number}: want {want:?}, is {is:?}"));
        }
        if want.is_none() {
            return Some("line ends differ".to_owned());
        }
    }
    None
}

#[test]
fn no_expected_file_is_left_without_its_case() {
    let cases = cases();
    for entry in std::fs::read_dir(root().join("tests/golden")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        assert!(!path.is_dir() || cases.contains_key(&name), "{name} has no input");
    }
}
