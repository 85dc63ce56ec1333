//! Cells printed out of order. Some producers draw the cells that need one line before those that need several, so that a
//! page's text begins with a pool of short lines, one a row, and goes on with rows that lack just these cells. Both lists
//! are in row order: they are laid side by side.

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
            let aligned = align(pool, main, tokens, columns, judge);
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
    let own = row.spans().next().and_then(|s| tokens.get(s.start..s.end)).unwrap_or_default();
    judge.names_sum(&tokens_to_text(own))
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

/// Lays pool lines beside rows, both in order: a line fills a row, or is a row of its own; a row may need no line.
fn align(pool: &[TokenRow], main: &[TokenRow], tokens: &[Token], columns: &[PrintedColumn], judge: &Judge) -> Aligned {
    let (l, m) = (pool.len(), main.len());
    let lacking = |row: &TokenRow| {
        row.cells.iter().zip(columns).filter(|(c, _)| c.is_none()).map(|(_, c)| missing_cost(c.role)).sum::<Cost>()
    };
    let sums: Vec<bool> = pool.iter().map(|row| is_sum_row(row, tokens, judge)).collect();
    let is_sum = |n: usize| sums.get(n).copied().unwrap_or_default();
    // A sum lacks no goal.
    let lacks_of_sum = |row: &TokenRow| {
        let lacks = row.cells.iter().zip(columns).filter(|(cell, column)| cell.is_none() && !column.role.is_long());
        lacks.map(|(_, c)| missing_cost(c.role)).sum::<Cost>()
    };
    let has_long = |row: &TokenRow| row.spans().any(|s| columns.get(s.column).is_some_and(|c| c.role.is_long()));
    let keep = |n: usize| pool.get(n).map_or(0.0, |row| if is_sum(n) { lacks_of_sum(row) } else { lacking(row) });
    let fill = |n: usize, r: usize| {
        let (cost, row) = fill_row(row_to_line(pool.get(n)?), main.get(r)?, tokens, columns, judge);
        let beside = is_sum(n) && main.get(r).is_some_and(has_long);
        Some((cost + if beside { weights::SUM_BESIDE_LONG } else { 0.0 }, row))
    };
    let mut best = vec![vec![(Cost::INFINITY, PoolStep::Pass); m + 1]; l + 1];
    for n in 0..=l {
        for r in 0..=m {
            let at = |n: usize, r: usize| best.get(n).and_then(|b| b.get(r)).map_or(Cost::INFINITY, |b| b.0);
            let mut choice = if n == 0 && r == 0 { (0.0, PoolStep::Pass) } else { (Cost::INFINITY, PoolStep::Pass) };
            if r > 0 {
                let cost = at(n, r - 1) + main.get(r - 1).map_or(0.0, &lacking);
                choice = if cost < choice.0 { (cost, PoolStep::Pass) } else { choice };
            }
            if n > 0 {
                let cost = at(n - 1, r) + keep(n - 1);
                choice = if cost < choice.0 { (cost, PoolStep::Keep) } else { choice };
            }
            if n > 0 && r > 0 {
                let cost = at(n - 1, r - 1) + fill(n - 1, r - 1).map_or(Cost::INFINITY, |f| f.0);
                choice = if cost < choice.0 { (cost, PoolStep::Fill) } else { choice };
            }
            if let Some(slot) = best.get_mut(n).and_then(|b| b.get_mut(r)) {
                *slot = choice;
            }
        }
    }
    let (mut n, mut r) = (l, m);
    let mut aligned = Aligned { rows: Vec::new(), completed: 0 };
    while n > 0 || r > 0 {
        match best.get(n).and_then(|b| b.get(r)).map_or(PoolStep::Pass, |b| b.1) {
            PoolStep::Fill if n > 0 && r > 0 => {
                (n, r) = (n - 1, r - 1);
                aligned.completed += 1;
                aligned.rows.extend(fill(n, r).map(|f| f.1));
            }
            PoolStep::Keep if n > 0 => {
                n -= 1;
                aligned.rows.extend(pool.get(n).cloned());
            }
            _ if r > 0 => {
                r -= 1;
                aligned.rows.extend(main.get(r).cloned());
            }
            _ => break,
        }
    }
    aligned.rows.reverse();
    aligned
}

/// Puts a line's pieces into the columns a row lacks, in order; several pieces may make one cell.
fn fill_row(
    line: (usize, usize),
    row: &TokenRow,
    tokens: &[Token],
    columns: &[PrintedColumn],
    judge: &Judge,
) -> (Cost, TokenRow) {
    let free: Vec<usize> = (0..columns.len()).filter(|c| row.cells.get(*c).is_some_and(Option::is_none)).collect();
    let pieces = line.1.saturating_sub(line.0);
    // best[k][p]: the first k free columns hold the first p pieces; with the first piece of column k, or none.
    let mut best = vec![vec![(Cost::INFINITY, None::<usize>); pieces + 1]; free.len() + 1];
    if let Some(start) = best.first_mut().and_then(|b| b.first_mut()) {
        start.0 = 0.0;
    }
    for (k, column) in free.iter().enumerate() {
        let Some(role) = columns.get(*column).map(|c| c.role) else { continue };
        for p in 0..=pieces {
            let before = |p: usize| best.get(k).and_then(|b| b.get(p)).map_or(Cost::INFINITY, |b| b.0);
            let mut choice = (before(p) + missing_cost(role), None);
            for q in 0..p {
                let text = tokens_to_text(tokens.get(line.0 + q..line.0 + p).unwrap_or_default());
                let inner = (p - q - 1) as Cost;
                let cost = before(q) + inner + judge.whole_cell(role, &text);
                if cost < choice.0 {
                    choice = (cost, Some(q));
                }
            }
            if let Some(slot) = best.get_mut(k + 1).and_then(|b| b.get_mut(p)) {
                *slot = choice;
            }
        }
    }
    let mut filled = row.clone();
    let cost = best.last().and_then(|b| b.last()).map_or(Cost::INFINITY, |b| b.0);
    let mut p = pieces;
    for (k, column) in free.iter().enumerate().rev() {
        if let Some((_, Some(q))) = best.get(k + 1).and_then(|b| b.get(p)) {
            if let Some(slot) = filled.cells.get_mut(*column) {
                *slot = Some(TokenSpan {
                    column: *column,
                    start: line.0 + q,
                    end: line.0 + p,
                    order: Order::Rows,
                    margin: Cost::INFINITY,
                });
            }
            p = *q;
        }
    }
    (cost, filled)
}
