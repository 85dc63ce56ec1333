//! Cells printed out of order. Some producers draw the cells that need one line before those that need several, so that a
//! page's text begins with a pool of short lines, one a row, and goes on with rows that lack just these cells. Both lists
//! are in row order: they are laid side by side.

use crate::reconstruct::matrix::Matrix;

use super::columns::PrintedColumn;
use super::content::Judge;
use super::moves::Order;
use super::moves::missing_cost;
use super::path::TokenSpan;
use super::rows::{TokenRow, tokens_to_text};
use super::tokens::Token;
use super::weights::{self, Cost};

/// A pool or the rows beside it longer than this are left as they are: no page is so long.
const MOST_ROWS: usize = 200;

/// Puts pooled cells into the rows that lack them. Returns the rows and how many were completed.
pub(super) fn fill_from_pools(
    rows: Vec<TokenRow>,
    tokens: &[Token],
    columns: &[PrintedColumn],
    judge: &Judge,
) -> (Vec<TokenRow>, usize) {
    let mut filled = Vec::with_capacity(rows.len());
    let mut completed = 0;
    let mut rest = rows.as_slice();
    while !rest.is_empty() {
        let (plain, pooled) = split_while(rest, |r| r.order != Order::Pool);
        let (pool, behind) = split_while(pooled, |r| r.order == Order::Pool);
        let (main, tail) = split_while(behind, |r| r.order == Order::BesidePool);
        filled.extend_from_slice(plain);
        if pool.len() > MOST_ROWS || main.len() > MOST_ROWS {
            filled.extend(pool.iter().chain(main).cloned());
        } else {
            let sums = pool.iter().map(|row| is_sum_row(row, tokens, judge)).collect();
            let aligned = Alignment { pool, main, tokens, columns, judge, sums }.align();
            completed += aligned.completed;
            filled.extend(aligned.rows);
        }
        rest = tail;
    }
    (filled, completed)
}

fn split_while(rows: &[TokenRow], belongs: impl Fn(&TokenRow) -> bool) -> (&[TokenRow], &[TokenRow]) {
    rows.split_at(rows.iter().take_while(|r| belongs(r)).count())
}

/// The tokens of a pool row.
fn row_to_line(row: &TokenRow) -> (usize, usize) {
    let start = row.spans().next().map_or(0, |s| s.start);
    (start, row.spans().last().map_or(start, |s| s.end))
}

/// Whether a row adds others up: it is a sum's, or that of an organisation whose projects follow.
fn is_sum_row(row: &TokenRow, tokens: &[Token], judge: &Judge) -> bool {
    judge.names_sum(&row.spans().next().map_or_else(String::new, |span| tokens_to_text(span.of(tokens))))
}

struct Aligned {
    rows: Vec<TokenRow>,
    completed: usize,
}

#[derive(Clone, Copy, PartialEq)]
enum PoolStep {
    Fill,
    Keep,
    Pass,
}

/// The lines of a pool and the rows beside it, with what they are judged by.
struct Alignment<'a> {
    pool: &'a [TokenRow],
    main: &'a [TokenRow],
    tokens: &'a [Token<'a>],
    columns: &'a [PrintedColumn],
    judge: &'a Judge<'a>,
    /// Which lines of the pool add others up.
    sums: Vec<bool>,
}

impl Alignment<'_> {
    /// Lays pool lines beside rows, both in order: a line fills a row, or is a row of its own; a row may need no line.
    fn align(&self) -> Aligned {
        let (lines, rows) = (self.pool.len(), self.main.len());
        // Cost of the first lines beside the first rows, with the last step.
        let mut best = Matrix::filled(lines + 1, rows + 1, (Cost::INFINITY, PoolStep::Pass));
        for n in 0..=lines {
            for r in 0..=rows {
                best[(n, r)] = if (n, r) == (0, 0) { (0.0, PoolStep::Pass) } else { self.step(&best, n, r) };
            }
        }
        let (mut n, mut r) = (lines, rows);
        let mut aligned = Aligned { rows: Vec::new(), completed: 0 };
        while n > 0 || r > 0 {
            match best[(n, r)].1 {
                PoolStep::Fill if n > 0 && r > 0 => {
                    (n, r) = (n - 1, r - 1);
                    aligned.completed += 1;
                    aligned.rows.push(self.fill(n, r).1);
                }
                PoolStep::Keep if n > 0 => {
                    n -= 1;
                    aligned.rows.push(self.pool[n].clone());
                }
                _ if r > 0 => {
                    r -= 1;
                    aligned.rows.push(self.main[r].clone());
                }
                _ => break,
            }
        }
        aligned.rows.reverse();
        aligned
    }

    /// The cheapest last step to the first `n` lines beside the first `r` rows.
    fn step(&self, best: &Matrix<(Cost, PoolStep)>, n: usize, r: usize) -> (Cost, PoolStep) {
        let mut choice = (Cost::INFINITY, PoolStep::Pass);
        if r > 0 {
            let cost = best[(n, r - 1)].0 + self.lacking(&self.main[r - 1]);
            choice = if cost < choice.0 { (cost, PoolStep::Pass) } else { choice };
        }
        if n > 0 {
            let cost = best[(n - 1, r)].0 + self.keep(n - 1);
            choice = if cost < choice.0 { (cost, PoolStep::Keep) } else { choice };
        }
        if n > 0 && r > 0 {
            let cost = best[(n - 1, r - 1)].0 + self.fill(n - 1, r - 1).0;
            choice = if cost < choice.0 { (cost, PoolStep::Fill) } else { choice };
        }
        choice
    }

    /// Cost of what a row lacks.
    fn lacking(&self, row: &TokenRow) -> Cost {
        let lacks = row.cells.iter().zip(self.columns).filter(|(cell, _)| cell.is_none());
        lacks.map(|(_, column)| missing_cost(column.role)).sum()
    }

    /// Cost of what a row of a sum lacks: it needs no goal.
    fn lacking_of_sum(&self, row: &TokenRow) -> Cost {
        let lacks =
            row.cells.iter().zip(self.columns).filter(|(cell, column)| cell.is_none() && !column.role.is_long());
        lacks.map(|(_, column)| missing_cost(column.role)).sum()
    }

    /// Cost of a line as a row of its own.
    fn keep(&self, line: usize) -> Cost {
        let row = &self.pool[line];
        if self.sums[line] { self.lacking_of_sum(row) } else { self.lacking(row) }
    }

    /// A row with what a line of the pool fills in, and the cost of it.
    fn fill(&self, line: usize, row: usize) -> (Cost, TokenRow) {
        let (pooled, beside) = (&self.pool[line], &self.main[row]);
        let (cost, filled) = fill_row(row_to_line(pooled), beside, self.tokens, self.columns, self.judge);
        let has_long = beside.spans().any(|span| self.columns[span.column].role.is_long());
        (cost + if self.sums[line] && has_long { weights::SUM_BESIDE_LONG } else { 0.0 }, filled)
    }
}

/// Puts a line's pieces into the columns a row lacks, in order; several pieces may make one cell.
fn fill_row(
    line: (usize, usize),
    row: &TokenRow,
    tokens: &[Token],
    columns: &[PrintedColumn],
    judge: &Judge,
) -> (Cost, TokenRow) {
    let free: Vec<usize> = row.cells.iter().enumerate().filter(|(_, cell)| cell.is_none()).map(|(n, _)| n).collect();
    let pieces = line.1.saturating_sub(line.0);
    // best[(k, p)]: the first k free columns hold the first p pieces; with the first piece of column k, or none.
    let mut best = Matrix::filled(free.len() + 1, pieces + 1, (Cost::INFINITY, None::<usize>));
    best[(0, 0)].0 = 0.0;
    for (k, &column) in free.iter().enumerate() {
        let role = columns[column].role;
        for p in 0..=pieces {
            let mut choice = (best[(k, p)].0 + missing_cost(role), None);
            for q in 0..p {
                let text = tokens_to_text(&tokens[line.0 + q..line.0 + p]);
                let inner = (p - q - 1) as Cost;
                let cost = best[(k, q)].0 + inner + judge.whole_cell(role, &text);
                if cost < choice.0 {
                    choice = (cost, Some(q));
                }
            }
            best[(k + 1, p)] = choice;
        }
    }
    let mut filled = row.clone();
    let cost = best[(free.len(), pieces)].0;
    let mut p = pieces;
    for (k, &column) in free.iter().enumerate().rev() {
        if let (_, Some(q)) = best[(k + 1, p)] {
            let (start, end) = (line.0 + q, line.0 + p);
            let span = TokenSpan { column, start, end, order: Order::Rows, margin: Cost::INFINITY };
            filled.cells[column] = Some(span);
            p = q;
        }
    }
    (cost, filled)
}
