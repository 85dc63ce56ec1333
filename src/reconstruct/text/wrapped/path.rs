//! Tokens → the likeliest sequence of cells: one dynamic programme over all lines, in which every sign (line width, blank
//! lines, vocabulary, grammar of packed indicators, repeated names, missing cells) is a cost.

use crate::reconstruct::joining;

use super::columns::{Column, Role};
use super::content::Judge;
use super::tokens::{Gap, Token, head_width};
use super::weights::{self, Cost};
use super::widths::Widths;

/// Tokens `start..end` read as a cell of a column.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Span {
    /// Index of the column.
    pub(super) column: usize,
    /// First token.
    pub(super) start: usize,
    /// Token behind the last.
    pub(super) end: usize,
    /// How much costlier the next best reading of this cell's beginning is.
    pub(super) margin: Cost,
}

/// What the tokens are read by.
pub(super) struct Model<'a> {
    pub(super) columns: &'a [Column],
    pub(super) judge: &'a Judge<'a>,
    pub(super) widths: &'a Widths,
}

/// The best way to have ended a cell of a column before some token.
#[derive(Debug, Clone, Copy)]
struct Closed {
    cost: Cost,
    second: Cost,
    start: u32,
    before: u8,
}

/// The best way to be inside a long cell.
#[derive(Debug, Clone, Copy)]
struct Open {
    cost: Cost,
    start: u32,
    before: u8,
    /// Width of the cell's text on the current line.
    width: u32,
}

const NEVER: Closed = Closed { cost: Cost::INFINITY, second: Cost::INFINITY, start: 0, before: 0 };
const SHUT: Open = Open { cost: Cost::INFINITY, start: 0, before: 0, width: 0 };

/// Reads the tokens. Linear in their number.
pub(super) fn tokens_to_spans(tokens: &[Token], model: &Model) -> Vec<Span> {
    let columns = model.columns.len();
    // Column index `columns` stands for "before the first cell".
    let mut closed = vec![NEVER; (tokens.len() + 1) * (columns + 1)];
    let mut open = vec![SHUT; columns];
    let moves = move_costs(model.columns);
    if let Some(start) = closed.get_mut(columns) {
        start.cost = 0.0;
    }
    for at in 0..=tokens.len() {
        close_long(tokens, at, model, &open, &mut closed);
        let Some(token) = tokens.get(at) else { break };
        let mut next_open = vec![SHUT; columns];
        continue_long(token, tokens, at, model, &open, &mut next_open);
        for column in 0..columns {
            let Some((cost, before)) = arrival(&closed, at, column, columns, token.gap, model, &moves) else {
                continue;
            };
            if model.columns.get(column).is_some_and(|c| c.role.is_long()) {
                start_long(token, tokens, at, column, model, (cost, before), &mut next_open);
            } else {
                short_cells(tokens, at, column, model, (cost, before), &mut closed);
            }
        }
        open = next_open;
    }
    trace(&closed, tokens.len(), columns, &moves)
}

/// Cost of a cell of one column coming after one of another: what is missing between them. Row `columns` is the start, column
/// `columns` the end of the text.
fn move_costs(columns: &[Column]) -> Vec<Vec<Cost>> {
    let count = columns.len();
    let missing: Vec<Cost> = columns.iter().map(|c| missing_cost(c.role)).collect();
    let sum = |from: usize, to: usize| missing.get(from..to).map_or(0.0, |m| m.iter().sum::<Cost>());
    let cost = |from: usize, to: usize| match (from == count, to == count) {
        (true, true) => 0.0,
        (true, false) => sum(0, to),
        (false, true) => sum(from + 1, count),
        (false, false) if to > from => sum(from + 1, to),
        (false, false) => sum(from + 1, count) + sum(0, to) + weights::NEW_ROW,
    };
    (0..=count).map(|from| (0..=count).map(|to| cost(from, to)).collect()).collect()
}

/// Cost of a row that has nothing in such a column.
pub(super) fn missing_cost(role: Role) -> Cost {
    match role {
        Role::Department | Role::Unit | Role::Number => weights::MISSING_ORGANISATION,
        Role::Project => weights::MISSING_NAME,
        Role::Total | Role::Fiscal => weights::MISSING_AMOUNT,
        Role::OtherAmount => weights::MISSING_OTHER_AMOUNT,
        Role::Goal | Role::Indicators => weights::MISSING_LONG,
    }
}

/// The cheapest way to start a cell of `column` at token `at`.
fn arrival(
    closed: &[Closed],
    at: usize,
    column: usize,
    columns: usize,
    gap: Gap,
    model: &Model,
    moves: &[Vec<Cost>],
) -> Option<(Cost, u8)> {
    let row = closed.get(at * (columns + 1)..(at + 1) * (columns + 1))?;
    let to_long = model.columns.get(column)?.role.is_long();
    let mut best: Option<(Cost, u8)> = None;
    for (from, state) in row.iter().enumerate().filter(|(_, s)| s.cost.is_finite()) {
        let from_long = model.columns.get(from).is_some_and(|c| c.role.is_long());
        let border = match gap {
            Gap::Space => {
                let new_row = if from < columns && column <= from { weights::NEW_ROW_IN_LINE } else { 0.0 };
                new_row
                    + if from_long {
                        weights::AFTER_LONG_IN_LINE
                    } else if to_long {
                        weights::LONG_AFTER_SPACE
                    } else {
                        0.0
                    }
            }
            Gap::Line => weights::BORDER_AT_LINE,
            Gap::Blank | Gap::Page => 0.0,
        };
        let cost = state.cost + moves.get(from)?.get(column)? + border;
        if best.is_none_or(|(c, _)| cost < c) {
            best = Some((cost, from as u8));
        }
    }
    best
}

fn arrive(closed: &mut [Closed], index: usize, cost: Cost, start: usize, before: u8) {
    let Some(state) = closed.get_mut(index) else { return };
    if cost < state.cost {
        *state = Closed { cost, second: state.cost, start: start as u32, before };
    } else if cost < state.second {
        state.second = cost;
    }
}

/// Ends every short cell that starts at `at`.
fn short_cells(tokens: &[Token], at: usize, column: usize, model: &Model, from: (Cost, u8), closed: &mut [Closed]) {
    let columns = model.columns.len();
    let Some(role) = model.columns.get(column).map(|c| c.role) else { return };
    let most = if role.is_number() { 1 } else { weights::SHORT_CELL_TOKENS };
    let mut text = String::new();
    let mut inside = 0.0;
    let mut width = 0;
    for (n, token) in tokens.iter().enumerate().skip(at).take(most) {
        if n > at {
            inside += inner_gap(token.gap, weights::SPACE_INSIDE_SHORT);
            if token.gap == Gap::Space {
                width += 1 + token.width;
            } else {
                inside += model.widths.goes_on(column, width, head_width(token.text), token.rest);
                width = token.width;
            }
            joining::append_line(&mut text, token.text);
        } else {
            width = token.width;
            text.push_str(token.text);
        }
        let last_on_line = tokens.get(n + 1).is_none_or(|t| t.gap != Gap::Space);
        let cost = from.0
            + inside
            + model.widths.holds(column, width)
            + model.judge.short_cell(role, &text)
            + if last_on_line { model.widths.ends(column, width) } else { 0.0 };
        arrive(closed, (n + 1) * (columns + 1) + column, cost, at, from.1);
        inside += model.widths.holds(column, width);
    }
}

fn inner_gap(gap: Gap, space: Cost) -> Cost {
    match gap {
        Gap::Space => space,
        Gap::Line => 0.0,
        Gap::Blank => weights::BLANK_INSIDE,
        Gap::Page => weights::PAGE_INSIDE,
    }
}

fn start_long(
    token: &Token,
    tokens: &[Token],
    at: usize,
    column: usize,
    model: &Model,
    from: (Cost, u8),
    open: &mut [Open],
) {
    let (Some(role), Some(state)) = (model.columns.get(column).map(|c| c.role), open.get_mut(column)) else { return };
    let organisation = if model.judge.dictionary.starts(tokens, at) { 5.0 } else { 0.0 };
    let cost =
        from.0 + organisation + model.judge.long_start(role, token.text) + model.judge.long_piece(role, token.text);
    if cost < state.cost {
        *state = Open { cost, start: at as u32, before: from.1, width: token.width };
    }
}

fn continue_long(token: &Token, tokens: &[Token], at: usize, model: &Model, open: &[Open], next: &mut [Open]) {
    let name_starts = token.gap != Gap::Space && model.judge.dictionary.starts(tokens, at);
    for (column, (state, slot)) in open.iter().zip(next.iter_mut()).enumerate() {
        let Some(role) = model.columns.get(column).map(|c| c.role).filter(|_| state.cost.is_finite()) else { continue };
        let mut cost =
            state.cost + inner_gap(token.gap, weights::SPACE_INSIDE_LONG) + model.judge.long_piece(role, token.text);
        let mut width = state.width + 1 + token.width;
        if token.gap != Gap::Space {
            let hard_break = role == Role::Indicators && model.judge.words.starts_item(token.text);
            let short = model.widths.goes_on(column, state.width, head_width(token.text), token.rest);
            cost += if hard_break { short.min(0.5) } else { short };
            cost += model.widths.holds(column, state.width);
            cost += if name_starts { 5.0 } else { 0.0 };
            width = token.width;
        }
        *slot = Open { cost, width, ..*state };
    }
}

fn close_long(tokens: &[Token], at: usize, model: &Model, open: &[Open], closed: &mut [Closed]) {
    let columns = model.columns.len();
    let Some(last) = at.checked_sub(1).and_then(|n| tokens.get(n)) else { return };
    let line_ends = tokens.get(at).is_none_or(|t| t.gap != Gap::Space);
    for (column, state) in open.iter().enumerate().filter(|(_, s)| s.cost.is_finite()) {
        let full = if line_ends { model.widths.ends(column, state.width) } else { 0.0 };
        let cost = state.cost + full + model.widths.holds(column, state.width) + Judge::long_end(last.text);
        arrive(closed, at * (columns + 1) + column, cost, state.start as usize, state.before);
    }
}

/// Walks back from the cheapest end.
fn trace(closed: &[Closed], len: usize, columns: usize, moves: &[Vec<Cost>]) -> Vec<Span> {
    let end_cost = |column: usize| {
        let state = closed.get(len * (columns + 1) + column)?;
        Some(state.cost + moves.get(column)?.get(columns)?)
    };
    let mut column = (0..columns).min_by(|a, b| {
        let cost = |c: usize| end_cost(c).unwrap_or(Cost::INFINITY);
        cost(*a).total_cmp(&cost(*b))
    });
    let (mut end, mut spans) = (len, Vec::new());
    while let Some(c) = column.filter(|c| *c < columns) {
        let Some(state) = closed.get(end * (columns + 1) + c).filter(|s| s.cost.is_finite()) else { break };
        let start = state.start as usize;
        if start >= end {
            break;
        }
        spans.push(Span { column: c, start, end, margin: state.second - state.cost });
        end = start;
        column = Some(usize::from(state.before));
    }
    spans.reverse();
    spans
}
