//! Tokens that are read at one go, again and again with ever better known widths of columns.

use super::columns::PrintedColumn;
use super::content::Judge;
use super::facts::Facts;
use super::path::{self, Model, TokenSpan};
use super::tokens::Token;
use super::weights::Cost;
use super::widths::Widths;

/// Readings with ever better known column widths.
const PASSES: usize = 3;

/// The likeliest cells of tokens, and what speaks against them.
pub(super) fn window_to_spans(tokens: &[Token], columns: &[PrintedColumn], judge: &Judge) -> (Vec<TokenSpan>, Cost) {
    let facts = Facts::new(tokens, columns, judge);
    let mut widths = Widths::unknown(columns.len());
    let mut read = (Vec::new(), Cost::INFINITY);
    for _ in 0..PASSES {
        read = path::tokens_to_spans(tokens, &Model { columns, facts: &facts, widths: &widths });
        let learnt = Widths::from_full_lines(full_lines(tokens, &read.0, columns.len()));
        if learnt == widths {
            break;
        }
        widths = learnt;
    }
    read
}

/// For each column the widths of the lines that are followed by another line of the same cell.
fn full_lines(tokens: &[Token], spans: &[TokenSpan], columns: usize) -> Vec<Vec<u32>> {
    let mut lines = vec![Vec::new(); columns];
    for span in spans {
        let mut width = 0;
        for (n, token) in span.of(tokens).iter().enumerate() {
            if n > 0 && token.begins_line() {
                lines[span.column].push(width);
                width = 0;
            }
            width += token.width + u32::from(width > 0);
        }
    }
    lines
}
