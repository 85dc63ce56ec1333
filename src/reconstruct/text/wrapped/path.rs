//! Tokens → the likeliest sequence of cells: one dynamic programme over all lines, in which every sign (line width, blank
//! lines, vocabulary, grammar of packed indicators, repeated names, missing cells) is a cost.

use crate::reconstruct::joining;

use super::columns::{Column, Role};
use super::content::Judge;
use super::moves::Moves;
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
    /// In which order its row's cells come.
    pub(super) order: Order,
    /// How much costlier the next best reading of this cell's beginning is.
    pub(super) margin: Cost,
}

/// In which order cells come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// Row by row, all columns.
    Rows,
    /// The cells of one line that a producer draws before all others, one line of text a row.
    Pool,
    /// Row by row, without the cells of the pool before.
    BesidePool,
    /// The rest of a row that a page break cut through: what is left of each of its cells.
    Continued,
}

pub(super) const ORDERS: [Order; 4] = [Order::Rows, Order::Pool, Order::BesidePool, Order::Continued];

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
///
/// A state is an order and a column; the state behind all others is "before the first cell".
pub(super) fn tokens_to_spans(tokens: &[Token], model: &Model) -> Vec<Span> {
    let moves = Moves::new(model.columns);
    let states = moves.states();
    let mut closed = vec![NEVER; (tokens.len() + 1) * (states + 1)];
    let mut open = vec![SHUT; states];
    if let Some(start) = closed.get_mut(states) {
        start.cost = 0.0;
    }
    for at in 0..=tokens.len() {
        close_long(tokens, at, model, &open, &mut closed);
        let Some(token) = tokens.get(at) else { break };
        let mut next_open = vec![SHUT; states];
        continue_long(token, tokens, at, model, &open, &mut next_open);
        let live = closed.get(at * (states + 1)..(at + 1) * (states + 1)).unwrap_or_default();
        let arrivals: Vec<Option<(Cost, u8)>> =
            (0..states).map(|state| arrival(live, state, token.gap, &moves)).collect();
        for (state, from) in arrivals.into_iter().enumerate() {
            let Some(from) = from else { continue };
            if moves.order(state) == Order::Pool {
                pooled_cells(tokens, at, state, model, from, &mut closed);
            } else if moves.role(state).is_some_and(Role::is_long) {
                start_long(token, tokens, at, state, model, from, &mut next_open);
            } else {
                short_cells(tokens, at, state, model, from, &mut closed);
            }
        }
        open = next_open;
    }
    trace(&closed, tokens.len(), &moves)
}

/// The cheapest way to start a cell in `state`, from the states that ended before it.
fn arrival(live: &[Closed], state: usize, gap: Gap, moves: &Moves) -> Option<(Cost, u8)> {
    let mut best: Option<(Cost, u8)> = None;
    for (from, ended) in live.iter().enumerate().filter(|(_, s)| s.cost.is_finite()) {
        let Some(step) = moves.step(from, state, gap) else { continue };
        let cost = ended.cost + step;
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
fn short_cells(tokens: &[Token], at: usize, state: usize, model: &Model, from: (Cost, u8), closed: &mut [Closed]) {
    let (states, column) = (model.columns.len() * ORDERS.len(), state % model.columns.len());
    let Some(role) = model.columns.get(column).map(|c| c.role) else { return };
    let continued = ORDERS.get(state / model.columns.len().max(1)) == Some(&Order::Continued);
    let most = if role.is_number() { 1 } else { weights::SHORT_CELL_TOKENS };
    let mut text = String::new();
    let (mut inside, mut width) = (0.0, 0);
    for (n, token) in tokens.iter().enumerate().skip(at).take(most) {
        if n > at {
            inside += inner_gap(token.gap, weights::SPACE_INSIDE_SHORT);
            if token.gap == Gap::Space {
                width += 1 + token.width;
            } else {
                inside += model.widths.goes_on(column, width, head_width(token.text), token.rest);
                inside += if model.judge.dictionary.starts(tokens, n) { weights::NAME_INSIDE } else { 0.0 };
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
            + if continued { model.judge.rest_of_short_cell(role, &text) } else { model.judge.short_cell(role, &text) }
            + if last_on_line { model.widths.ends(column, width) } else { 0.0 };
        arrive(closed, (n + 1) * (states + 1) + state, cost, at, from.1);
        inside += model.widths.holds(column, width);
    }
}

/// Ends every cell of one line that starts at `at`.
fn pooled_cells(tokens: &[Token], at: usize, state: usize, model: &Model, from: (Cost, u8), closed: &mut [Closed]) {
    let (states, column) = (model.columns.len() * ORDERS.len(), state % model.columns.len());
    let Some(role) = model.columns.get(column).map(|c| c.role) else { return };
    let (mut text, mut width) = (String::new(), 0);
    for (n, token) in tokens.iter().enumerate().skip(at) {
        if n > at && token.gap != Gap::Space {
            break;
        }
        joining::append_line(&mut text, token.text);
        width += token.width + u32::from(n > at);
        let spaces = (n - at) as Cost * weights::SPACE_INSIDE_SHORT;
        let cost = from.0 + spaces + model.widths.holds(column, width) + model.judge.whole_cell(role, &text);
        arrive(closed, (n + 1) * (states + 1) + state, cost, at, from.1);
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

/// Cost of a long cell, or the rest of one, starting with this text.
fn long_start(model: &Model, role: Role, order: Order, text: &str) -> Cost {
    if order == Order::Continued && !model.judge.words.starts_item(text) {
        return 0.0;
    }
    model.judge.long_start(role, text)
}

fn start_long(
    token: &Token,
    tokens: &[Token],
    at: usize,
    state: usize,
    model: &Model,
    from: (Cost, u8),
    open: &mut [Open],
) {
    let column = state % model.columns.len();
    let order = ORDERS.get(state / model.columns.len().max(1)).copied().unwrap_or(Order::Rows);
    let (Some(role), Some(state)) = (model.columns.get(column).map(|c| c.role), open.get_mut(state)) else { return };
    let organisation = if model.judge.dictionary.starts(tokens, at) { 5.0 } else { 0.0 };
    let cost =
        from.0 + organisation + long_start(model, role, order, token.text) + model.judge.long_piece(role, token.text);
    if cost < state.cost {
        *state = Open { cost, start: at as u32, before: from.1, width: token.width };
    }
}

fn continue_long(token: &Token, tokens: &[Token], at: usize, model: &Model, open: &[Open], next: &mut [Open]) {
    let name_starts = token.gap != Gap::Space && model.judge.dictionary.starts(tokens, at);
    for (n, (state, slot)) in open.iter().zip(next.iter_mut()).enumerate() {
        let column = n % model.columns.len();
        let Some(role) = model.columns.get(column).map(|c| c.role).filter(|_| state.cost.is_finite()) else { continue };
        let mut cost =
            state.cost + inner_gap(token.gap, weights::SPACE_INSIDE_LONG) + model.judge.long_piece(role, token.text);
        let mut width = state.width + 1 + token.width;
        if token.gap != Gap::Space {
            let hard_break = role == Role::Indicators && model.judge.words.starts_item(token.text);
            let short = model.widths.goes_on(column, state.width, head_width(token.text), token.rest);
            cost += if hard_break { short.min(0.5) } else { short };
            cost += model.widths.holds(column, state.width);
            cost += if name_starts { weights::NAME_INSIDE } else { 0.0 };
            width = token.width;
        }
        *slot = Open { cost, width, ..*state };
    }
}

fn close_long(tokens: &[Token], at: usize, model: &Model, open: &[Open], closed: &mut [Closed]) {
    let states = model.columns.len() * ORDERS.len();
    let Some(last) = at.checked_sub(1).and_then(|n| tokens.get(n)) else { return };
    let line_ends = tokens.get(at).is_none_or(|t| t.gap != Gap::Space);
    for (n, state) in open.iter().enumerate().filter(|(_, s)| s.cost.is_finite()) {
        let column = n % model.columns.len();
        let full = if line_ends { model.widths.ends(column, state.width) } else { 0.0 };
        let cost = state.cost + full + model.widths.holds(column, state.width) + Judge::long_end(last.text);
        arrive(closed, at * (states + 1) + n, cost, state.start as usize, state.before);
    }
}

/// Walks back from the cheapest end.
fn trace(closed: &[Closed], len: usize, moves: &Moves) -> Vec<Span> {
    let states = moves.states();
    let end_cost =
        |state: usize| closed.get(len * (states + 1) + state).map_or(Cost::INFINITY, |s| s.cost + moves.end(state));
    let mut state = (0..states).min_by(|a, b| end_cost(*a).total_cmp(&end_cost(*b)));
    let (mut end, mut spans) = (len, Vec::new());
    while let Some(now) = state.filter(|s| *s < states) {
        let Some(ended) = closed.get(end * (states + 1) + now).filter(|s| s.cost.is_finite()) else { break };
        let start = ended.start as usize;
        if start >= end {
            break;
        }
        spans.push(Span {
            column: moves.column(now),
            start,
            end,
            order: moves.order(now),
            margin: ended.second - ended.cost,
        });
        end = start;
        state = Some(usize::from(ended.before));
    }
    spans.reverse();
    spans
}
