//! Cells printed out of order. Some producers draw the cells that need one line before those that need several, so that a
//! page's text begins with a pool of short lines, one a row, and goes on with rows that lack just these cells. Both lists
//! are in row order: they are laid side by side.

use super::columns::Column;
use super::content::Judge;
use super::path::{Span, missing_cost};
use super::rows::{Row, tokens_to_text};
use super::tokens::Token;
use super::weights::Cost;

/// A pool or the rows beside it longer than this are left as they are: no page is so long.
const MOST_ROWS: usize = 200;

/// Puts pooled cells into the rows that lack them. Returns the rows and how many were completed.
pub(super) fn fill_from_pools(
    rows: Vec<Row>,
    tokens: &[Token],
    columns: &[Column],
    judge: &Judge,
) -> (Vec<Row>, usize) {
    let mut filled = Vec::with_capacity(rows.len());
    let mut completed = 0;
    let mut rest = rows.as_slice();
    while !rest.is_empty() {
        let plain = rest.iter().take_while(|r| !is_pooled(r, tokens, columns)).count();
        filled.extend_from_slice(rest.get(..plain).unwrap_or_default());
        rest = rest.get(plain..).unwrap_or_default();
        let pooled = rest.iter().take_while(|r| is_pooled(r, tokens, columns)).count();
        let (pool, behind) = rest.split_at(pooled);
        let beside = behind.iter().take_while(|r| !is_pooled(r, tokens, columns)).count();
        let (main, tail) = behind.split_at(beside);
        let mut lines = rows_to_lines(pool, tokens);
        let mut main = main.to_vec();
        if let Some(first) = main.first_mut().filter(|_| !pool.is_empty()) {
            lines.extend(take_leading_line(first, tokens));
        }
        if pool.is_empty() || lines.len() > MOST_ROWS || main.len() > MOST_ROWS {
            filled.extend_from_slice(rest.get(..pooled + beside).unwrap_or_default());
        } else {
            let aligned = align(&lines, &main, pool, tokens, columns, judge);
            completed += aligned.completed;
            if aligned.completed == 0 {
                filled.extend_from_slice(rest.get(..pooled + beside).unwrap_or_default());
            } else {
                filled.extend(aligned.rows);
            }
        }
        rest = tail;
    }
    (filled, completed)
}

/// A row that has no long cell of several lines and no last column: what a pool line looks like.
fn is_pooled(row: &Row, tokens: &[Token], columns: &[Column]) -> bool {
    let lacks = row.cells.iter().zip(columns).any(|(cell, column)| cell.is_none() && column.role.is_long());
    let mut lines = row.spans().flat_map(|s| tokens.get(s.start..s.end).unwrap_or_default()).map(|t| t.line);
    let first = lines.next();
    lacks && first.is_some_and(|f| lines.all(|l| l == f))
}

fn rows_to_lines(rows: &[Row], tokens: &[Token]) -> Vec<(usize, usize)> {
    let mut lines: Vec<(usize, usize)> = Vec::new();
    for span in rows.iter().flat_map(Row::spans) {
        let line = |at: usize| tokens.get(at).map(|t| t.line);
        match lines.last_mut() {
            Some((start, end)) if line(*start) == line(span.start) => *end = span.end,
            _ => lines.push((span.start, span.end)),
        }
    }
    lines
}

/// The first line of a row that follows a pool, where it holds whole cells only: it is the pool's last line.
fn take_leading_line(row: &mut Row, tokens: &[Token]) -> Option<(usize, usize)> {
    let line = |at: usize| tokens.get(at).map(|t| t.line);
    let first = row.spans().next()?.start;
    let whole: Vec<Span> = row.spans().take_while(|s| line(s.end - 1) == line(first)).copied().collect();
    let last = whole.last()?;
    if row.spans().count() == whole.len() || tokens.get(last.end).is_some_and(|t| Some(t.line) == line(first)) {
        return None;
    }
    for span in &whole {
        if let Some(slot) = row.cells.get_mut(span.column) {
            *slot = None;
        }
    }
    Some((first, last.end))
}

struct Aligned {
    rows: Vec<Row>,
    completed: usize,
}

#[derive(Clone, Copy, PartialEq)]
enum Step {
    Fill,
    Keep,
    Pass,
}

/// Lays pool lines beside rows, both in order: a line fills a row, or is a row of its own; a row may need no line.
fn align(
    lines: &[(usize, usize)],
    main: &[Row],
    pool: &[Row],
    tokens: &[Token],
    columns: &[Column],
    judge: &Judge,
) -> Aligned {
    let (l, m) = (lines.len(), main.len());
    let lacking = |row: &Row| {
        row.cells.iter().zip(columns).filter(|(c, _)| c.is_none()).map(|(_, c)| missing_cost(c.role)).sum::<Cost>()
    };
    let keep = |n: usize| {
        let own = pool.iter().find(|r| r.spans().next().is_some_and(|s| Some(s.start) == lines.get(n).map(|x| x.0)));
        own.map_or(20.0, &lacking)
    };
    let fill = |n: usize, r: usize| Some(fill_row(*lines.get(n)?, main.get(r)?, tokens, columns, judge));
    let mut best = vec![vec![(Cost::INFINITY, Step::Pass); m + 1]; l + 1];
    for n in 0..=l {
        for r in 0..=m {
            let at = |n: usize, r: usize| best.get(n).and_then(|b| b.get(r)).map_or(Cost::INFINITY, |b| b.0);
            let mut choice = if n == 0 && r == 0 { (0.0, Step::Pass) } else { (Cost::INFINITY, Step::Pass) };
            if r > 0 {
                let cost = at(n, r - 1) + main.get(r - 1).map_or(0.0, &lacking);
                choice = if cost < choice.0 { (cost, Step::Pass) } else { choice };
            }
            if n > 0 {
                let cost = at(n - 1, r) + keep(n - 1);
                choice = if cost < choice.0 { (cost, Step::Keep) } else { choice };
            }
            if n > 0 && r > 0 {
                let cost = at(n - 1, r - 1) + fill(n - 1, r - 1).map_or(Cost::INFINITY, |f| f.0);
                choice = if cost < choice.0 { (cost, Step::Fill) } else { choice };
            }
            if let Some(slot) = best.get_mut(n).and_then(|b| b.get_mut(r)) {
                *slot = choice;
            }
        }
    }
    let (mut n, mut r) = (l, m);
    let mut aligned = Aligned { rows: Vec::new(), completed: 0 };
    while n > 0 || r > 0 {
        match best.get(n).and_then(|b| b.get(r)).map_or(Step::Pass, |b| b.1) {
            Step::Fill if n > 0 && r > 0 => {
                (n, r) = (n - 1, r - 1);
                aligned.completed += 1;
                aligned.rows.extend(fill(n, r).map(|f| f.1));
            }
            Step::Keep if n > 0 => {
                n -= 1;
                let line = lines.get(n).copied().unwrap_or_default();
                let empty = Row { cells: vec![None; columns.len()] };
                let own = pool.iter().find(|p| p.spans().next().is_some_and(|s| s.start == line.0)).cloned();
                aligned.rows.push(own.unwrap_or_else(|| fill_row(line, &empty, tokens, columns, judge).1));
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
fn fill_row(line: (usize, usize), row: &Row, tokens: &[Token], columns: &[Column], judge: &Judge) -> (Cost, Row) {
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
                *slot = Some(Span { column: *column, start: line.0 + q, end: line.0 + p, margin: Cost::INFINITY });
            }
            p = *q;
        }
    }
    (cost, filled)
}
