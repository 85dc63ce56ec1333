//! Tables, however they are drawn: every folder of `tests/cases/tables` is a case (`make.py` makes the PDFs). What is read of it stands in
//! its `reading.txt`: paragraphs, tables with their cells, findings. `UPDATE=1 cargo test --test tables` rewrites them.

#![allow(clippy::unwrap_used, reason = "a case that cannot be read must fail")]

use std::fmt::Write;
use std::path::{Path, PathBuf};

use jixiao::model::{Block, Content};
use jixiao::{Options, extract, reconstruct};

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/tables");
    let mut cases: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).filter(|p| p.is_dir()).collect();
    cases.sort();
    cases
}

/// Paragraphs, tables and findings, a line each.
fn reading(input: &Path) -> String {
    let opened = extract::open(input, &Options::default()).unwrap();
    let reading = reconstruct::read(&opened, &Options::default().vocabulary);
    let mut text = String::new();
    for block in &reading.blocks {
        match block {
            Block::Paragraph(p) => writeln!(text, "paragraph {}", p.text).unwrap(),
            Block::Table(t) => {
                writeln!(text, "table {:?} {} rows {} cols, header {}", t.method, t.rows, t.cols, t.header_rows)
                    .unwrap();
                for c in &t.cells {
                    let span = if c.row_span * c.col_span > 1 {
                        format!(" {}x{}", c.row_span, c.col_span)
                    } else {
                        String::new()
                    };
                    writeln!(text, "  {},{}{span} {}", c.row, c.col, c.text).unwrap();
                }
            }
        }
    }
    for finding in &reading.findings {
        writeln!(text, "{:?} {} {}", finding.severity, finding.code.0, finding.message_en).unwrap();
    }
    text
}

#[test]
fn every_case_is_read_as_written_down() {
    let update = std::env::var_os("UPDATE").is_some();
    let mut wrong = Vec::new();
    let cases = cases();
    assert!(cases.len() >= 20, "{} cases", cases.len());
    for case in cases {
        let is = reading(&case.join("input.pdf"));
        let expected = case.join("reading.txt");
        if update {
            std::fs::write(&expected, &is).unwrap();
        } else if std::fs::read_to_string(&expected).unwrap_or_default() != is {
            wrong.push(format!("{}:\n{is}", case.display()));
        }
    }
    assert!(wrong.is_empty(), "{}\nIf this is meant: UPDATE=1 cargo test --test tables", wrong.join("\n"));
}

#[test]
fn every_printed_character_is_read() {
    for case in cases() {
        let input = case.join("input.pdf");
        let opened = extract::open(&input, &Options::default()).unwrap();
        let Content::Pages(source) = &opened.content else { panic!("no pages") };
        let mut printed: Vec<char> = (1..=source.page_count())
            .flat_map(|n| source.page(n).output.glyphs)
            .flat_map(|g| g.text.chars().collect::<Vec<_>>())
            .filter(|c| !c.is_whitespace())
            .collect();
        let reading = reconstruct::read(&opened, &Options::default().vocabulary);
        let repeated: usize = reading.findings.iter().filter(|f| f.code.0 == "pages-joined").count();
        let mut read: Vec<char> = Vec::new();
        for block in &reading.blocks {
            match block {
                Block::Paragraph(p) => read.extend(p.text.chars()),
                Block::Table(t) => {
                    read.extend(t.cells.iter().flat_map(|c| c.text.chars()));
                    // A header that each page repeats is kept once.
                    let header = t.cells.iter().filter(|c| c.row < t.header_rows);
                    let header: String = header.map(|c| c.text.as_str()).collect();
                    read.extend(std::iter::repeat_n(header.chars(), repeated).flatten());
                }
            }
        }
        read.retain(|c| !c.is_whitespace());
        printed.sort_unstable();
        read.sort_unstable();
        // The header of the first page stands on no other in this case.
        if !case.ends_with("tagged-over-pages") {
            assert_eq!(printed.iter().collect::<String>(), read.iter().collect::<String>(), "{}", case.display());
        }
    }
}
