//! Forms as the table writers of web systems draw them and a browser prints them: every folder of `tests/cases/producers` is a form of
//! `forms.json` drawn by one of them (`make.sh` draws them), and must be read as it was drawn: cell by cell, project by project, indicator by
//! indicator.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a case that cannot be read must fail")]

use std::path::{Path, PathBuf};

use jixiao::Options;
use jixiao::model::Block;
use serde_json::Value;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/producers")
}

/// The text of every slot, a merged cell's in each of its slots, without spaces.
type Slots = Vec<Vec<String>>;

fn without_spaces(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// A cell as it was drawn.
struct Drawn {
    rows: std::ops::Range<usize>,
    columns: std::ops::Range<usize>,
    text: String,
}

fn drawn(form: &Value) -> Vec<Drawn> {
    let columns = form["widths"].as_array().unwrap().len();
    let rows = form["rows"].as_array().unwrap();
    let mut taken = vec![vec![false; columns]; rows.len()];
    let mut drawn = Vec::new();
    for (row, cells) in rows.iter().enumerate() {
        for cell in cells.as_array().unwrap() {
            let span = |name: &str| cell[name].as_u64().unwrap_or(1) as usize;
            let col = taken[row].iter().position(|taken| !taken).unwrap();
            let (rows, columns) = (row..row + span("r"), col..col + span("c"));
            taken[rows.clone()].iter_mut().for_each(|line| line[columns.clone()].fill(true));
            let text = without_spaces(cell.as_str().or_else(|| cell["t"].as_str()).unwrap());
            drawn.push(Drawn { rows, columns, text });
        }
    }
    drawn
}

/// The cells that are not read as they were drawn. Looks without borders do not show how far a cell reaches: the slots of one hold
/// its text at least once, and nothing else but what stands beside or above.
fn other_cells(found: &Slots, drawn: &[Drawn]) -> Vec<String> {
    let slot = |row: usize, col: usize| found.get(row).and_then(|r| r.get(col)).map_or("outside", String::as_str);
    let fits = |cell: &Drawn| {
        let (top, left) = (cell.rows.start, cell.columns.start);
        let slots = || cell.rows.clone().flat_map(|row| cell.columns.clone().map(move |col| (row, col)));
        let own = |(row, col): (usize, usize)| {
            let text = slot(row, col);
            let beside = left > 0 && slot(row, left - 1) == text
                || top > 0 && slot(top - 1, col) == text
                || slot(row, cell.columns.end) == text;
            text == cell.text || text.is_empty() || slots().count() > 1 && beside
        };
        slots().all(own) && slots().any(|(row, col)| slot(row, col) == cell.text)
    };
    let read = |cell: &Drawn| {
        let slots = cell.rows.clone().flat_map(|row| cell.columns.clone().map(move |col| (row, col)));
        slots.map(|(row, col)| slot(row, col)).collect::<Vec<_>>().join(" | ")
    };
    drawn.iter().filter(|cell| !fits(cell)).map(|cell| format!("  {}: {}", cell.text, read(cell))).collect()
}

fn read(input: &Path) -> Vec<Slots> {
    let opened = jixiao::extract::open(input, &Options::default()).unwrap();
    let reading = jixiao::reconstruct::read(&opened, &Options::default().vocabulary);
    let tables = reading.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Paragraph(_) => None,
    });
    let to_slots = |table: &jixiao::model::Table| {
        let mut slots = vec![vec![String::new(); table.cols as usize]; table.rows as usize];
        for cell in &table.cells {
            for line in slots.iter_mut().skip(cell.row as usize).take(cell.row_span as usize) {
                let own = line.iter_mut().skip(cell.col as usize).take(cell.col_span as usize);
                own.for_each(|slot| *slot = without_spaces(&cell.text));
            }
        }
        slots
    };
    tables.map(to_slots).collect()
}

#[test]
fn every_form_is_read_as_it_was_drawn() {
    let forms: Value = serde_json::from_str(&std::fs::read_to_string(folder().join("forms.json")).unwrap()).unwrap();
    let mut cases: Vec<PathBuf> =
        std::fs::read_dir(folder()).unwrap().map(|e| e.unwrap().path()).filter(|p| p.is_dir()).collect();
    cases.sort();
    assert!(cases.len() >= 9, "{} cases", cases.len());
    let mut wrong = Vec::new();
    for case in cases {
        let name = case.file_name().unwrap().to_str().unwrap();
        let form = &forms[name.rsplit('-').next().unwrap()];
        let input = case.join("input.pdf");
        let cells = drawn(form);
        let found = read(&input);
        let other: Vec<String> = found.iter().flat_map(|table| other_cells(table, &cells)).collect();
        if found.len() != 1 || !other.is_empty() {
            wrong.push(format!("{name}: {} tables, cells read otherwise:\n{}", found.len(), other.join("\n")));
            continue;
        }
        let document = jixiao::convert(&input, &Options::default()).unwrap();
        let count = |of: fn(&jixiao::model::Form) -> usize| document.forms.iter().map(of).sum::<usize>() as u64;
        let is = (count(|f| f.projects.len()), count(|f| f.all_indicators().count()));
        let expected = (form["projects"].as_u64().unwrap(), form["indicators"].as_u64().unwrap());
        if document.forms.len() != 1 || is != expected {
            wrong.push(format!(
                "{name}: {} forms, {is:?} of {expected:?} projects and indicators",
                document.forms.len()
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
