//! What is said about each token and each short run of tokens whatever the widths of columns: worked out once, used by every pass.

use crate::reconstruct::matrix::Matrix;

use super::columns::{PrintedColumn, Role};
use super::content::Judge;
use super::measured::Measured;
use super::tokens::{Token, head_width};
use super::weights::{self, Cost};

/// A short cell holds no more bytes: some hundred characters.
const SHORT_CELL_BYTES: usize = 360;

/// Costs of tokens, for each column.
pub(super) struct Facts {
    columns: usize,
    /// Cost of a long cell starting with a token, by token and column.
    starts: Matrix<Cost>,
    /// Cost of a token inside a long cell, by token and column.
    pieces: Matrix<Cost>,
    /// Cost of a long cell ending with a token.
    ends: Vec<Cost>,
    /// Whether an indicator of a packed cell starts with a token.
    items: Vec<bool>,
    /// Whether a repeated name starts with a token.
    names: Vec<bool>,
    /// Width of what cannot be parted at a token's start.
    heads: Vec<u32>,
    /// Cost of the short cells that start with a token, by number of tokens and column; then of the rests of such cells.
    shorts: Vec<(Cost, Cost)>,
    /// Where the short cells of each token begin in `shorts`.
    short_starts: Vec<usize>,
}

impl Facts {
    /// Judges all tokens.
    pub(super) fn new(tokens: &[Token], columns: &[PrintedColumn], judge: &Judge) -> Self {
        let mut facts = Self {
            columns: columns.len(),
            starts: Matrix::filled(tokens.len(), columns.len(), 0.0),
            pieces: Matrix::filled(tokens.len(), columns.len(), 0.0),
            ends: Vec::with_capacity(tokens.len()),
            items: Vec::with_capacity(tokens.len()),
            names: Vec::with_capacity(tokens.len()),
            heads: Vec::with_capacity(tokens.len()),
            shorts: Vec::new(),
            short_starts: Vec::with_capacity(tokens.len() + 1),
        };
        for (at, token) in tokens.iter().enumerate() {
            for (number, column) in columns.iter().enumerate().filter(|(_, column)| column.role.is_long()) {
                facts.starts[(at, number)] = judge.long_start(column.role, token.text);
                facts.pieces[(at, number)] = judge.long_piece(column.role, token.text);
            }
            facts.ends.push(Judge::long_end(token.text));
            facts.items.push(judge.words.starts_item(token.text));
            facts.heads.push(head_width(token.text));
            facts.names.push(judge.dictionary.starts(tokens, at));
            facts.short_starts.push(facts.shorts.len());
            facts.judge_short_cells(tokens, at, columns, judge);
        }
        facts.short_starts.push(facts.shorts.len());
        facts
    }

    fn judge_short_cells(&mut self, tokens: &[Token], at: usize, columns: &[PrintedColumn], judge: &Judge) {
        let mut text = Measured::default();
        for (n, token) in tokens.iter().enumerate().skip(at).take(weights::SHORT_CELL_TOKENS) {
            if n > at && text.text.len() + token.text.len() > SHORT_CELL_BYTES {
                break;
            }
            text.append_line(token.text, judge.words);
            let look = judge.look(&text);
            let mut last: Option<(Role, (Cost, Cost))> = None;
            for column in columns {
                let role = column.role;
                let cost = match last {
                    Some((r, cost)) if r == role => cost,
                    _ if role.is_long() || (role.is_number() && n > at) => (Cost::INFINITY, Cost::INFINITY),
                    _ => (judge.short_cell_of(role, &text, look), Judge::rest_of_short_cell(role, &text, look)),
                };
                last = Some((role, cost));
                self.shorts.push(cost);
            }
        }
    }

    /// Cost of a long cell of a column starting with a token.
    pub(super) fn start(&self, at: usize, column: usize) -> Cost {
        self.starts[(at, column)]
    }

    /// Cost of a token inside a long cell of a column.
    pub(super) fn piece(&self, at: usize, column: usize) -> Cost {
        self.pieces[(at, column)]
    }

    /// Cost of a long cell ending with a token.
    pub(super) fn end(&self, at: usize) -> Cost {
        self.ends[at]
    }

    /// Whether an indicator of a packed cell starts with a token.
    pub(super) fn is_item(&self, at: usize) -> bool {
        self.items[at]
    }

    /// Display width of what cannot be parted at a token's start.
    pub(super) fn head(&self, at: usize) -> u32 {
        self.heads[at]
    }

    /// Whether a repeated name starts with a token.
    pub(super) fn is_name(&self, at: usize) -> bool {
        self.names[at]
    }

    /// Costs of the short cells of a column that start with a token, by number of tokens: whole cells, and rests of cells.
    pub(super) fn short_cells(&self, at: usize, column: usize) -> impl Iterator<Item = (Cost, Cost)> {
        let own = self.short_starts[at]..self.short_starts[at + 1];
        self.shorts[own].iter().skip(column).step_by(self.columns.max(1)).copied()
    }
}
