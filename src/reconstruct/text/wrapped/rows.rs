//! Spans → rows → a table.

use crate::model::{Cell, Finding, Method, Place, Table};
use crate::reconstruct::joining;
use crate::reconstruct::text::findings;

use super::columns::{Column, Role};
use super::path::{Order, Span};
use super::tokens::{Gap, Token};
use super::weights;

/// A row: for each column its cell, where it has one.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Row {
    /// In which order its cells came.
    pub(super) order: Order,
    /// One slot a column.
    pub(super) cells: Vec<Option<Span>>,
}

impl Row {
    /// The cells the row has.
    pub(super) fn spans(&self) -> impl Iterator<Item = &Span> {
        self.cells.iter().flatten()
    }
}

/// Deals spans out to rows: a row ends where the columns start again; in a pool, with its line.
pub(super) fn spans_to_rows(spans: &[Span], tokens: &[Token], columns: usize) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let mut last: Option<&Span> = None;
    for span in spans {
        let new_line = tokens.get(span.start).is_some_and(|t| t.gap != Gap::Space);
        let goes_on = last.is_some_and(|l| l.column < span.column && l.order == span.order && !(span.order == Order::Pool && new_line));
        if !goes_on {
            rows.push(Row { order: span.order, cells: vec![None; columns] });
        }
        if let Some(slot) = rows.last_mut().and_then(|r| r.cells.get_mut(span.column)) {
            *slot = Some(*span);
        }
        last = Some(span);
    }
    rows
}

/// The text of tokens, joined by the text rules.
pub(super) fn tokens_to_text(tokens: &[Token]) -> String {
    let mut text = String::new();
    for token in tokens {
        if token.gap == Gap::Space && !text.is_empty() {
            text.push(' ');
            text.push_str(token.text);
        } else {
            joining::append_line(&mut text, token.text);
        }
    }
    joining::close_wrap_spaces(&text)
}

fn tokens_to_place(tokens: &[Token]) -> Place {
    let mut lines = tokens.iter().map(|t| t.line);
    let first = lines.next().unwrap_or_default();
    Place::lines(first, lines.next_back().unwrap_or(first))
}

/// Makes the table: the header as first row, department and unit cells that are not printed again reach down over their rows.
pub(super) fn rows_to_table(columns: &[Column], rows: &[Row], tokens: &[Token], findings: &mut Vec<Finding>) -> Table {
    let mut cells: Vec<Cell> = Vec::new();
    for (col, column) in columns.iter().enumerate() {
        let place = Place::lines(column.lines[0], column.lines[1]);
        cells.push(cell(0, col, column.label.clone(), place));
    }
    let mut above: Vec<Option<usize>> = vec![None; columns.len()];
    for (n, row) in rows.iter().enumerate() {
        let named = row.cells.iter().zip(columns).any(|(c, column)| c.is_some() && column.role.is_long());
        for (col, slot) in row.cells.iter().enumerate() {
            let inherits = columns.get(col).is_some_and(|c| matches!(c.role, Role::Department | Role::Unit));
            let Some(span) = slot else {
                let reach = above.get(col).copied().flatten().filter(|_| inherits && named);
                if let Some(cell) = reach.and_then(|i| cells.get_mut(i)) {
                    cell.row_span += 1;
                } else if let Some(cut) = above.get_mut(col) {
                    *cut = None;
                }
                continue;
            };
            let own = tokens.get(span.start..span.end).unwrap_or_default();
            let (text, place) = (tokens_to_text(own), tokens_to_place(own));
            if span.margin < weights::NEAR {
                findings.push(findings::ambiguous(&text, place.clone()));
            }
            if let Some(slot) = above.get_mut(col) {
                *slot = Some(cells.len());
            }
            cells.push(cell(n + 1, col, text, place));
        }
    }
    let first = columns.first().map_or(0, |c| c.lines[0]);
    let last = tokens.last().map_or_else(|| columns.last().map_or(first, |c| c.lines[1]), |t| t.line);
    Table {
        page: None,
        bbox: None,
        title: None,
        header_rows: 1,
        rows: rows.len() as u32 + 1,
        cols: columns.len() as u32,
        cells,
        method: Method::Text,
        confidence: 0.9,
        place: Place::lines(first, last),
    }
}

fn cell(row: usize, col: usize, text: String, place: Place) -> Cell {
    Cell { row: row as u32, col: col as u32, row_span: 1, col_span: 1, text, place, number: None, lost: false }
}
