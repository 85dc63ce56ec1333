//! What it costs that one cell follows another: missing cells between them, a border in the middle of a line, the order of cells.

use std::ops::Range;

use crate::reconstruct::matrix::Matrix;

use super::columns::{PrintedColumn, Role};
use super::tokens::Gap;
use super::weights::{self, Cost};

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

/// Costs of going from one state to another. A state is an order and a column; the one behind all others is the start.
pub(super) struct Moves {
    roles: Vec<Role>,
    strict: Matrix<Cost>,
    loose: Matrix<Cost>,
    /// The cost of each step, by gap and state before, then state; infinite where it cannot be.
    steps: Matrix<Cost>,
}

const GAPS: [Gap; 4] = [Gap::Space, Gap::Line, Gap::Blank, Gap::Page];

/// Cost of a row that has nothing in such a column.
pub(in crate::reconstruct::text) fn missing_cost(role: Role) -> Cost {
    match role {
        Role::Department | Role::Unit | Role::Number => weights::MISSING_ORGANISATION,
        Role::Project | Role::Task => weights::MISSING_NAME,
        Role::Total | Role::Fiscal => weights::MISSING_AMOUNT,
        Role::OtherAmount => weights::MISSING_OTHER_AMOUNT,
        Role::Goal | Role::Indicators => weights::MISSING_LONG,
        Role::Level1 | Role::Level2 => weights::MISSING_CLASS,
        Role::Level3 | Role::Value | Role::Sign | Role::Measure | Role::Points => weights::MISSING_INDICATOR,
        Role::Remark => weights::MISSING_OTHER_AMOUNT,
        Role::Open => weights::MISSING_OPEN,
        Role::Elsewhere => weights::MISSING_ELSEWHERE,
    }
}

fn loose_missing_cost(role: Role) -> Cost {
    if role == Role::Elsewhere { missing_cost(role) } else { missing_cost(role).min(weights::MISSING_BESIDE_POOL) }
}

/// Costs from column to column by what is missing between them. Row `columns` is the start, column `columns` the end.
fn missing_between(roles: &[Role], cost: fn(Role) -> Cost) -> Matrix<Cost> {
    let count = roles.len();
    let sum = |from: usize, to: usize| roles[from..to].iter().map(|r| cost(*r)).sum::<Cost>();
    let between = |from: usize, to: usize| match (from == count, to == count) {
        (true, true) => 0.0,
        (true, false) => missing_before(roles, to, cost) + unnamed(roles, 0..to, cost),
        (false, true) => sum(from + 1, count),
        (false, false) if to > from => sum(from + 1, to) + unnamed(roles, from + 1..to, cost),
        (false, false) => {
            sum(from + 1, count) + missing_before(roles, to, cost) + unnamed(roles, 0..to, cost) + weights::NEW_ROW
        }
    };
    Matrix::of(count + 1, count + 1, between)
}

/// What a row lacks before a column. What a project prints once stands beside the first of its indicators only.
fn missing_before(roles: &[Role], to: usize, cost: fn(Role) -> Cost) -> Cost {
    let sum = |roles: &[Role]| roles.iter().map(|r| cost(*r)).sum::<Cost>();
    let first_class = roles.iter().position(|r| r.is_class() || *r == Role::Level3).unwrap_or(0);
    if to < first_class {
        sum(&roles[..to])
    } else {
        sum(&roles[first_class..to]) + sum(&roles[..first_class]).min(weights::MISSING_CLASS)
    }
}

/// What more is lacking where an indicator's name is: what stands behind a name that is missing has none.
fn unnamed(roles: &[Role], skipped: Range<usize>, cost: fn(Role) -> Cost) -> Cost {
    let level3 = roles.iter().position(|r| *r == Role::Level3);
    if level3.is_some_and(|n| skipped.contains(&n)) {
        weights::MISSING_INDICATOR_NAME - cost(Role::Level3)
    } else {
        0.0
    }
}

impl Moves {
    /// Costs for these columns.
    pub(super) fn new(columns: &[PrintedColumn]) -> Self {
        let roles: Vec<Role> = columns.iter().map(|c| c.role).collect();
        let (strict, loose) = (missing_between(&roles, missing_cost), missing_between(&roles, loose_missing_cost));
        let mut moves = Self { roles, strict, loose, steps: Matrix::filled(0, 0, 0.0) };
        let states = moves.states();
        let step = |row: usize, to| moves.step(row % (states + 1), to, GAPS[row / (states + 1)]);
        moves.steps = Matrix::of(GAPS.len() * (states + 1), states, |row, to| step(row, to).unwrap_or(Cost::INFINITY));
        moves
    }

    /// Costs of a cell in each state after one in state `from`; infinite where that cannot be.
    pub(super) fn costs(&self, from: usize, gap: Gap) -> &[Cost] {
        self.steps.row(gap as usize * (self.states() + 1) + from)
    }

    /// Number of states, the start aside.
    pub(super) fn states(&self) -> usize {
        self.roles.len() * ORDERS.len()
    }

    fn has_classes(&self) -> bool {
        self.roles.iter().any(|r| r.is_class())
    }

    /// A state's column.
    pub(super) fn column(&self, state: usize) -> usize {
        state % self.roles.len()
    }

    /// A state's order.
    pub(super) fn order(&self, state: usize) -> Order {
        ORDERS[state / self.roles.len()]
    }

    /// What a row lacks between a column and the next that has a cell, the next row's beginning included; the column behind
    /// all others is the start, and the end.
    pub(super) fn lacking(&self, from: usize, to: usize) -> Cost {
        self.strict[(from, to)]
    }

    /// Cost of a text ending after this state.
    pub(super) fn end(&self, state: usize) -> Cost {
        let costs = match self.order(state) {
            Order::Continued => return 0.0,
            Order::Rows => &self.strict,
            Order::Pool | Order::BesidePool => &self.loose,
        };
        costs[(self.column(state), self.roles.len())]
    }

    /// Cost of a cell in state `to` after one in state `from`; `None` where that cannot be.
    fn step(&self, from: usize, to: usize, gap: Gap) -> Option<Cost> {
        let start = self.roles.len();
        let (column, before) = (self.column(to), if from == self.states() { start } else { self.column(from) });
        let ended = if before == start { 0.0 } else { self.end(from) };
        let from_order = if before == start { Order::Rows } else { self.order(from) };
        let new_line = gap != Gap::Space;
        match (from_order, self.order(to)) {
            (Order::Rows, Order::Rows) => Some(self.strict[(before, column)] + self.border(before, column, gap)),
            (Order::BesidePool, Order::BesidePool) => {
                // What a page break parts is the end of the pool and the rows beside it rather than a row.
                let page = if gap == Gap::Page && column > before { weights::PAGE_BETWEEN_CELLS } else { 0.0 };
                Some(self.loose[(before, column)] + self.border(before, column, gap) + page)
            }
            (Order::Pool, Order::Pool) if new_line => Some(ended + self.loose[(start, column)]),
            (Order::Pool, Order::Pool) => (column > before).then(|| self.loose[(before, column)]),
            (Order::Pool, Order::BesidePool) => new_line.then(|| ended + self.loose[(start, column)]),
            (Order::BesidePool, Order::Rows) => (gap == Gap::Page).then(|| ended + self.strict[(start, column)]),
            // Classes on lines of their own are no pool.
            (Order::Rows | Order::BesidePool, Order::Pool) => (new_line && !self.has_classes()).then(|| {
                let page = if gap == Gap::Page { 0.0 } else { weights::POOL_WITHIN_PAGE };
                ended + self.loose[(start, column)] + weights::POOL + page
            }),
            (Order::Rows, Order::Continued) if before < start => {
                new_line.then(|| if gap == Gap::Page { weights::CONTINUED } else { weights::CONTINUED_WITHIN_PAGE })
            }
            (Order::Continued, Order::Continued) => (column > before && new_line).then_some(0.0),
            (Order::Continued, Order::Rows) => new_line.then(|| self.strict[(start, column)] + weights::NEW_ROW),
            (Order::Rows, Order::BesidePool)
            | (Order::Pool, Order::Rows)
            | (_, Order::Continued)
            | (Order::Continued, _) => None,
        }
    }

    fn border(&self, from: usize, to: usize, gap: Gap) -> Cost {
        match gap {
            Gap::Space => {
                // Nothing stands before the first cell.
                let before = self.roles.get(from);
                let row = if before.is_some() && to <= from { weights::NEW_ROW_IN_LINE } else { 0.0 };
                let shared = if before.is_some_and(|role| role.is_long()) {
                    weights::AFTER_LONG_IN_LINE
                } else if self.roles[to].is_long() {
                    weights::LONG_AFTER_SPACE
                } else {
                    0.0
                };
                row + shared
            }
            Gap::Line => weights::BORDER_AT_LINE,
            Gap::Blank | Gap::Page => 0.0,
        }
    }
}
