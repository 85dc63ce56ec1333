//! Tokens → the likeliest sequence of cells: one dynamic programme over all lines, in which every sign (line width, blank
//! lines, vocabulary, grammar of packed indicators, repeated names, missing cells) is a cost.

use crate::reconstruct::matrix::Matrix;

use super::amounts::is_amount;
use super::columns::{PrintedColumn, Role};
use super::facts::Facts;
use super::moves::{Moves, ORDERS, Order};
use super::repeated;
use super::tokens::{Gap, Token, line_ends_before};
use super::weights::{self, Cost};
use super::widths::Widths;

/// Tokens `start..end` read as a cell of a column.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct TokenSpan {
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

impl TokenSpan {
    /// The tokens of the cell, of all those that were read.
    pub(super) fn of<'t, 'a>(&self, tokens: &'t [Token<'a>]) -> &'t [Token<'a>] {
        &tokens[self.start..self.end]
    }
}

/// What the tokens are read by.
pub(super) struct Model<'a> {
    pub(super) columns: &'a [PrintedColumn],
    pub(super) facts: &'a Facts,
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

/// Reads the tokens; gives what speaks against the reading, too. Linear in their number.
///
/// A state is an order and a column; the state behind all others is "before the first cell".
pub(super) fn tokens_to_spans(tokens: &[Token], model: &Model) -> (Vec<TokenSpan>, Cost) {
    let moves = Moves::new(model.columns);
    let states = moves.states();
    let mut closed = Matrix::filled(tokens.len() + 1, states + 1, NEVER);
    let mut open = vec![SHUT; states];
    closed[(0, states)].cost = 0.0;
    let mut next_open = open.clone();
    let mut arrivals = Arrivals::new(states);
    let mut parts = Vec::with_capacity(weights::SHORT_CELL_TOKENS);
    for at in 0..=tokens.len() {
        close_long(tokens, at, model, &open, &mut closed);
        let Some(token) = tokens.get(at) else { break };
        next_open.fill(SHUT);
        continue_long(token, at, model, &open, &mut next_open);
        arrivals.find(closed.row(at), token.gap, &moves);
        for (column, own) in model.columns.iter().enumerate() {
            let states = (column..states).step_by(model.columns.len());
            parts.clear();
            for state in states {
                let Some(from) = arrivals.at(state) else { continue };
                if moves.order(state) == Order::Pool {
                    pooled_cells(tokens, at, state, model, from, &mut closed);
                } else if own.role.is_long() {
                    start_long(token, at, state, model, from, &mut next_open);
                } else {
                    if parts.is_empty() {
                        short_cells(tokens, at, column, model, &mut parts);
                        for n in repeated::target_lengths(tokens, at, column, model.columns) {
                            if let Some(cell) = parts.get_mut(n - 1) {
                                cell.content.0 += weights::SAME_TARGET * n as Cost;
                            }
                        }
                    }
                    let twin = twin_before(tokens, at, state, model, from.1, &closed);
                    end_short_cells(tokens, (at, state), &parts, model, (from, twin), &mut closed);
                }
            }
        }
        std::mem::swap(&mut open, &mut next_open);
    }
    trace(&closed, tokens.len(), &moves)
}

/// The cheapest ways to start a cell, one a state, from the states that ended before it.
struct Arrivals {
    costs: Vec<Cost>,
    before: Vec<u32>,
}

impl Arrivals {
    fn new(states: usize) -> Self {
        Self { costs: vec![Cost::INFINITY; states], before: vec![0; states] }
    }

    fn find(&mut self, live: &[Closed], gap: Gap, moves: &Moves) {
        self.costs.fill(Cost::INFINITY);
        for (from, ended) in live.iter().enumerate().filter(|(_, s)| s.cost.is_finite()) {
            let ways = self.costs.iter_mut().zip(&mut self.before).zip(moves.costs(from, gap));
            for ((best, before), step) in ways {
                let cost = ended.cost + step;
                *before = if cost < *best { from as u32 } else { *before };
                *best = if cost < *best { cost } else { *best };
            }
        }
    }

    /// Its cost and the state before; `None` where no cell can start.
    fn at(&self, state: usize) -> Option<(Cost, u8)> {
        let cost = self.costs[state];
        cost.is_finite().then(|| (cost, self.before[state] as u8))
    }
}

impl Closed {
    /// Notes a way to have ended the cell here that began at `start`.
    fn arrive(&mut self, cost: Cost, start: usize, before: u8) {
        if cost < self.cost {
            *self = Self { cost, second: self.cost, start: start as u32, before };
        } else if cost < self.second {
            self.second = cost;
        }
    }
}

/// What a short cell costs that ends with some token.
struct ShortCell {
    inside: Cost,
    holds: Cost,
    /// As a whole cell; as the rest of one.
    content: (Cost, Cost),
    full: Cost,
}

/// Every short cell of a column that starts at `at`, whatever stands before it.
fn short_cells(tokens: &[Token], at: usize, column: usize, model: &Model, cells: &mut Vec<ShortCell>) {
    let in_line = match model.columns[column].role {
        Role::Level3 => (weights::SPACE_INSIDE_NAME, weights::LINE_INSIDE_NAME),
        Role::Value | Role::Measure | Role::Sign | Role::Remark | Role::Open => {
            (weights::SPACE_INSIDE_NAME, weights::LINE_INSIDE_TARGET)
        }
        _ => (weights::SPACE_INSIDE_SHORT, 0.0),
    };
    let (mut inside, mut width) = (0.0, 0);
    let own = tokens.iter().enumerate().skip(at);
    for ((n, token), content) in own.zip(model.facts.short_cells(at, column)) {
        if !content.0.is_finite() {
            break;
        }
        if n > at && token.gap == Gap::Space {
            inside += in_line.0;
            width += 1 + token.width;
        } else {
            if n > at {
                inside += inner_gap(token.gap, 0.0) + in_line.1;
                inside += model.widths.goes_on(column, width, model.facts.head(n), token.rest);
                inside += if model.facts.is_name(n) { weights::NAME_INSIDE } else { 0.0 };
            }
            width = token.width;
        }
        let holds = model.widths.holds(column, width);
        let full = if line_ends_before(tokens, n + 1) { model.widths.ends(column, width) } else { 0.0 };
        cells.push(ShortCell { inside, holds, content, full });
        inside += holds;
    }
}

/// The target before a target that begins at `at`: what is planned and what was reached are often the same.
fn twin_before(
    tokens: &[Token],
    at: usize,
    state: usize,
    model: &Model,
    before: u8,
    closed: &Matrix<Closed>,
) -> Option<String> {
    let (column, before) = (state % model.columns.len(), usize::from(before));
    let is_value = |column: usize| model.columns[column].role == Role::Value;
    if !is_value(column) || before + 1 != state || !is_value(column.checked_sub(1)?) {
        return None;
    }
    let ended = closed[(at, before)];
    if !ended.cost.is_finite() {
        return None;
    }
    let twin: String = tokens[ended.start as usize..at].iter().map(|t| t.text).collect();
    // Bare numbers may be points.
    (!is_amount(&twin)).then_some(twin)
}

/// Ends these cells, which start at `at`, in a state.
fn end_short_cells(
    tokens: &[Token],
    (at, state): (usize, usize),
    cells: &[ShortCell],
    model: &Model,
    (from, twin): ((Cost, u8), Option<String>),
    closed: &mut Matrix<Closed>,
) {
    let continued = order_of(state, model) == Order::Continued;
    let mut rest = twin.as_deref();
    for ((cell, token), end) in cells.iter().zip(&tokens[at..]).zip(at + 1..) {
        rest = rest.and_then(|r| r.strip_prefix(token.text));
        let same = if rest == Some("") { weights::SAME_TARGET } else { 0.0 };
        let content = if continued { cell.content.1 } else { cell.content.0 };
        let cost = from.0 + cell.inside + cell.holds + content + cell.full + same;
        closed[(end, state)].arrive(cost, at, from.1);
    }
}

/// Ends every cell of one line that starts at `at`.
fn pooled_cells(
    tokens: &[Token],
    at: usize,
    state: usize,
    model: &Model,
    from: (Cost, u8),
    closed: &mut Matrix<Closed>,
) {
    let column = state % model.columns.len();
    let long = model.columns[column].role.is_long();
    let mut shorts = model.facts.short_cells(at, column);
    let mut inside = model.facts.start(at, column);
    let mut width = 0;
    for (n, token) in tokens.iter().enumerate().skip(at) {
        if n > at && token.gap != Gap::Space {
            break;
        }
        let content = if long {
            inside += model.facts.piece(n, column);
            let name = if n == at && model.facts.is_name(at) { weights::NAME_INSIDE } else { 0.0 };
            inside + name + model.facts.end(n)
        } else {
            shorts.next().map_or(Cost::INFINITY, |c| c.0)
        };
        width += token.width + u32::from(n > at);
        let spaces = (n - at) as Cost * weights::SPACE_INSIDE_SHORT;
        let cost = from.0 + spaces + model.widths.holds(column, width) + content;
        closed[(n + 1, state)].arrive(cost, at, from.1);
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

fn order_of(state: usize, model: &Model) -> Order {
    ORDERS[state / model.columns.len()]
}

fn start_long(token: &Token, at: usize, state: usize, model: &Model, from: (Cost, u8), open: &mut [Open]) {
    let column = state % model.columns.len();
    let rest = order_of(state, model) == Order::Continued && !model.facts.is_item(at);
    let slot = &mut open[state];
    let name = if model.facts.is_name(at) { weights::NAME_INSIDE } else { 0.0 };
    let start = if rest { 0.0 } else { model.facts.start(at, column) };
    let cost = from.0 + name + start + model.facts.piece(at, column);
    if cost < slot.cost {
        *slot = Open { cost, start: at as u32, before: from.1, width: token.width };
    }
}

fn continue_long(token: &Token, at: usize, model: &Model, open: &[Open], next: &mut [Open]) {
    let new_line = token.gap != Gap::Space;
    let name = if new_line && model.facts.is_name(at) { weights::NAME_INSIDE } else { 0.0 };
    for (n, (state, slot)) in open.iter().zip(next.iter_mut()).enumerate().filter(|(_, (s, _))| s.cost.is_finite()) {
        let column = n % model.columns.len();
        let mut cost = state.cost + inner_gap(token.gap, weights::SPACE_INSIDE_LONG) + model.facts.piece(at, column);
        let mut width = state.width + 1 + token.width;
        if new_line {
            let packed = model.columns[column].role == Role::Indicators;
            let short = model.widths.goes_on(column, state.width, model.facts.head(at), token.rest);
            // Items may be set on lines of their own.
            cost += if packed && model.facts.is_item(at) { short.min(weights::ITEM_ON_NEW_LINE) } else { short };
            cost += model.widths.holds(column, state.width) + name;
            width = token.width;
        }
        *slot = Open { cost, width, ..*state };
    }
}

fn close_long(tokens: &[Token], at: usize, model: &Model, open: &[Open], closed: &mut Matrix<Closed>) {
    let Some(last) = at.checked_sub(1) else { return };
    let line_ends = line_ends_before(tokens, at);
    for (n, state) in open.iter().enumerate().filter(|(_, s)| s.cost.is_finite()) {
        let column = n % model.columns.len();
        let full = if line_ends { model.widths.ends(column, state.width) } else { 0.0 };
        let cost = state.cost + full + model.widths.holds(column, state.width) + model.facts.end(last);
        closed[(at, n)].arrive(cost, state.start as usize, state.before);
    }
}

/// Walks back from the cheapest end.
fn trace(closed: &Matrix<Closed>, len: usize, moves: &Moves) -> (Vec<TokenSpan>, Cost) {
    let states = moves.states();
    let end_cost = |state: usize| closed[(len, state)].cost + moves.end(state);
    let mut state = (0..states).min_by(|a, b| end_cost(*a).total_cmp(&end_cost(*b)));
    let cost = state.map_or(Cost::INFINITY, end_cost);
    let (mut end, mut spans) = (len, Vec::new());
    while let Some(now) = state.filter(|s| *s < states) {
        let ended = closed[(end, now)];
        let start = ended.start as usize;
        if !ended.cost.is_finite() || start >= end {
            break;
        }
        spans.push(TokenSpan {
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
    (spans, cost)
}
