//! Sheets, and tables of documents whose text flows, as they are shown beside what was read of them.

use crate::model::{Passage, Worksheet};
use crate::write::review::content::ShownSheet;

pub(super) fn of_worksheets(sheets: Vec<Worksheet>) -> Vec<ShownSheet> {
    sheets.into_iter().map(|sheet| of_sheet(sheet, Vec::new())).collect()
}

/// The text between tables stands before the table that follows; that at the end before an empty one.
pub(super) fn of_passages(passages: Vec<Passage>) -> Vec<ShownSheet> {
    let mut shown = Vec::new();
    let mut before = Vec::new();
    for passage in passages {
        match passage {
            Passage::Text(line) => before.push((line.number, line.text)),
            Passage::Table(sheet) => shown.push(of_sheet(sheet, std::mem::take(&mut before))),
        }
    }
    if !before.is_empty() {
        shown.push(of_sheet(Worksheet::default(), before));
    }
    shown
}

fn of_sheet(sheet: Worksheet, before: Vec<(u32, String)>) -> ShownSheet {
    let cells = sheet.cells.into_iter().map(|c| (c.row, c.col, c.row_span, c.col_span, c.text));
    ShownSheet { name: sheet.name, cells: cells.collect(), before }
}
