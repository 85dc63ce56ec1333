//! Spans → rows.

use crate::reconstruct::joining;

use super::moves::Order;
use super::path::TokenSpan;
use super::table::LineCell;
use super::tokens::{Gap, Token};

/// A row: for each column its cell, where it has one.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct TokenRow {
    /// In which order its cells came.
    pub(super) order: Order,
    /// One slot a column.
    pub(super) cells: Vec<Option<TokenSpan>>,
}

impl TokenRow {
    /// The cells the row has.
    pub(super) fn spans(&self) -> impl Iterator<Item = &TokenSpan> {
        self.cells.iter().flatten()
    }
}

/// Deals spans out to rows: a row ends where the columns start again; in a pool, with its line.
pub(super) fn spans_to_rows(spans: &[TokenSpan], tokens: &[Token], columns: usize) -> Vec<TokenRow> {
    let mut rows: Vec<TokenRow> = Vec::new();
    let mut last: Option<&TokenSpan> = None;
    for span in spans {
        let new_line = tokens[span.start].begins_line();
        let goes_on = last.is_some_and(|l| {
            l.column < span.column && l.order == span.order && !(span.order == Order::Pool && new_line)
        });
        if !goes_on {
            rows.push(TokenRow { order: span.order, cells: vec![None; columns] });
        }
        if let Some(row) = rows.last_mut() {
            row.cells[span.column] = Some(*span);
        }
        last = Some(span);
    }
    rows
}

/// The text of tokens, joined by the text rules.
pub(in crate::reconstruct::text) fn tokens_to_text(tokens: &[Token]) -> String {
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

/// The rows as text.
pub(super) fn rows_to_text_cells(rows: &[TokenRow], tokens: &[Token]) -> Vec<Vec<LineCell>> {
    let cell = |span: &TokenSpan| {
        let own = span.of(tokens);
        LineCell {
            column: span.column,
            text: tokens_to_text(own),
            lines: [line_of(own.first()), line_of(own.last())],
            margin: span.margin,
        }
    };
    let mut made: Vec<Vec<LineCell>> = Vec::new();
    for row in rows {
        let cells: Vec<LineCell> = row.spans().map(cell).collect();
        match made.last_mut().filter(|_| row.order == Order::Continued) {
            Some(above) => append_rest(above, cells),
            None => made.push(cells),
        }
    }
    made
}

/// The line of a token.
fn line_of(token: Option<&Token>) -> u32 {
    token.map_or(0, |t| t.line)
}

/// Appends what a page break cut off to the cells above.
fn append_rest(above: &mut Vec<LineCell>, rest: Vec<LineCell>) {
    for cell in rest {
        match above.iter_mut().find(|c| c.column == cell.column) {
            Some(whole) => {
                joining::append_line(&mut whole.text, &cell.text);
                whole.lines[1] = cell.lines[1];
            }
            None => above.push(cell),
        }
    }
    above.sort_by_key(|c| c.column);
}
