//! Tables → CSV (RFC 4180), for programs that know nothing better.

use crate::model::Table;
use crate::write::csv::{guarded, push_record};

use super::number::printed_number;

/// The tables one after the other, an empty line between them. A cell over several slots stands in the first of them.
/// What a spreadsheet program would take for a formula has a `'` before it, as in the CSV of documents.
/// Begins with a byte order mark, without which Excel takes Chinese text for another encoding.
#[must_use]
pub(crate) fn csv(tables: &[Table]) -> Vec<u8> {
    let mut text = String::from('\u{feff}');
    for (n, table) in tables.iter().enumerate() {
        if n > 0 {
            text.push_str("\r\n");
        }
        for row in first_slots(table) {
            push_record(&mut text, row.iter().map(|field| unless_number(field)));
        }
    }
    text.into_bytes()
}

/// Row by row the text of each slot; slots that a cell only reaches into are empty.
pub(super) fn first_slots(table: &Table) -> Vec<Vec<&str>> {
    let mut rows = vec![vec![""; table.cols as usize]; table.rows as usize];
    for cell in &table.cells {
        if let Some(slot) = rows.get_mut(cell.row as usize).and_then(|row| row.get_mut(cell.col as usize)) {
            *slot = &cell.text;
        }
    }
    rows
}

/// A number as printed, `-12.5` too, or a text that no spreadsheet program takes for a formula.
fn unless_number(field: &str) -> String {
    if printed_number(field).is_some() { field.to_owned() } else { guarded(field) }
}
