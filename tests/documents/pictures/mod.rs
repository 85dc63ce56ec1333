//! Forms from tables written as text: a line a row, cells between `|`, `^` covered from above, `<` covered from the left.
#![allow(dead_code, reason = "each test uses some of them")]

use jixiao::model::{Block, Cell, Finding, Form, Method, Paragraph, Place, Reading, Table};
use jixiao::vocabulary::Vocabulary;

/// A table from its picture.
pub(crate) fn table(picture: &str, method: Method) -> Block {
    let grid: Vec<Vec<&str>> = picture.lines().map(|l| l.split('|').map(str::trim).collect()).collect();
    let at = |r: usize, c: usize| grid.get(r).and_then(|row| row.get(c)).copied();
    let mut cells = Vec::new();
    for (r, row) in grid.iter().enumerate() {
        for (c, text) in row.iter().enumerate().filter(|(_, t)| !matches!(**t, "^" | "<")) {
            let row_span = 1 + (r + 1..grid.len()).take_while(|&n| at(n, c) == Some("^")).count();
            let col_span = 1 + (c + 1..row.len()).take_while(|&n| at(r, n) == Some("<")).count();
            cells.push(Cell {
                row: r as u32,
                col: c as u32,
                row_span: row_span as u32,
                col_span: col_span as u32,
                text: (*text).to_owned(),
                place: Place::lines(r as u32 + 10, r as u32 + 10),
                number: None,
                lost: false,
            });
        }
    }
    Block::Table(Table {
        page: None,
        bbox: None,
        title: None,
        header_rows: 0,
        rows: grid.len() as u32,
        cols: grid.iter().map(Vec::len).max().unwrap_or(0) as u32,
        cells,
        method,
        confidence: 1.0,
        place: Place::lines(10, 99),
    })
}

pub(crate) fn text(text: &str) -> Block {
    Block::Paragraph(Paragraph { text: text.to_owned(), place: Place::lines(1, 1) })
}

pub(crate) fn read(blocks: Vec<Block>) -> (Vec<Form>, Vec<Finding>) {
    let recognised = jixiao::reconstruct::forms(&Reading { blocks, ..Reading::default() }, &Vocabulary::default());
    (recognised.forms, recognised.findings)
}

pub(crate) fn only(blocks: Vec<Block>) -> Form {
    let (mut forms, _) = read(blocks);
    assert_eq!(forms.len(), 1, "{forms:#?}");
    forms.remove(0)
}

/// The indicators as `level1/level2/name period annual`.
pub(crate) fn shown(form: &Form) -> Vec<String> {
    let part = |t: &Option<String>| t.clone().unwrap_or_else(|| "-".to_owned());
    let raw = |t: &Option<jixiao::model::Target>| t.as_ref().map_or_else(|| "-".to_owned(), |t| t.raw.clone());
    form.all_indicators()
        .map(|(_, i)| {
            let levels = format!("{}/{}/{}", part(&i.level1), part(&i.level2), part(&i.level3));
            format!("{levels} {} {}", raw(&i.period_target), raw(&i.annual_target))
        })
        .collect()
}
