//! Columns printed behind the rows of their page: the other cells row by row, then a long column from top to bottom, then the next.
//! The rows are read as rows of fewer columns; each run of long cells is cut into cells and dealt out to the rows from the top, by
//! where cells begin and by what their lines share with the rows' names.

use crate::model::Line;
use crate::reconstruct::joining;

use super::columns::{PrintedColumn, Role};
use super::content::Judge;
use super::moves::missing_cost;
use super::rows;
use super::table::LineCell;
use super::tokens::{Token, lines_to_tokens};
use super::weights::{self, Cost};
use super::{pool, window_to_spans};

mod affinity;
mod cells;
mod parts;

use parts::{PageParts, Run};

/// Tokens of the longest list of which it is asked whether columns are printed behind its rows.
const MOST_TOKENS: usize = 8_000;
/// Cells that a piece of a run holds on an average, at least.
const CELLS_A_PIECE: usize = 2;
/// Rows a page, times its lines: more are not dealt out.
const MOST_PLACES: usize = 200_000;

/// Rows put together of parts.
pub(super) struct JoinedRows {
    /// The rows.
    pub(super) rows: Vec<Vec<LineCell>>,
    /// What speaks against them.
    pub(super) cost: Cost,
    /// How many cells printed elsewhere stand in them.
    pub(super) placed: usize,
}

/// Reads pages whose long columns are printed behind the rows; `None` where that costs as much as `most`.
pub(super) fn pages_to_rows(
    tokens: &[Token],
    columns: &[PrintedColumn],
    judge: &Judge,
    most: Cost,
) -> Option<JoinedRows> {
    if tokens.len() > MOST_TOKENS || columns.iter().any(|c| c.role == Role::Level3) {
        return None;
    }
    let layouts = parts::layouts(columns).into_iter();
    let joined = layouts.filter_map(|behind| {
        let pages = parts::tokens_to_parts(tokens, columns, &behind, judge)?;
        parts_to_rows(&pages, columns, judge)
    });
    joined.filter(|j| j.cost < most).min_by(|a, b| a.cost.total_cmp(&b.cost))
}

/// Lines of a page whose long columns are known to be printed by themselves.
pub(in crate::reconstruct::text) struct PageLines<'l> {
    /// The columns of its rows.
    pub(in crate::reconstruct::text) columns: Vec<usize>,
    /// The lines of its rows.
    pub(in crate::reconstruct::text) rows: Vec<&'l Line>,
    /// Its rows, where they were read already.
    pub(in crate::reconstruct::text) read: Option<Vec<Vec<LineCell>>>,
    /// The columns printed by themselves with their lines.
    pub(in crate::reconstruct::text) runs: Vec<(usize, Vec<&'l Line>)>,
}

/// Reads such pages.
pub(super) fn printed_to_rows(pages: &[PageLines], columns: &[PrintedColumn], judge: &Judge) -> Option<JoinedRows> {
    let parts: Vec<PageParts> = pages.iter().map(page_to_parts).collect();
    let read: Option<Vec<_>> = pages.iter().map(|p| p.read.clone()).collect();
    let (rows, cost) = match read {
        Some(read) => (read, 0.0),
        None => short_rows(&parts, columns, judge)?,
    };
    join(&parts, rows, cost, columns, judge)
}

fn page_to_parts<'l>(page: &PageLines<'l>) -> PageParts<'l> {
    let runs = page.runs.iter().map(|(column, lines)| {
        Run { column: *column, tokens: lines_to_tokens(lines.iter().copied().map(Some)), pieces: 1 }
    });
    let rows = lines_to_tokens(page.rows.iter().copied().map(Some));
    PageParts { columns: page.columns.clone(), rows, runs: runs.collect() }
}

/// Puts the rows of pages together with the runs of long cells beside them; `None` where these are none.
fn parts_to_rows(pages: &[PageParts], columns: &[PrintedColumn], judge: &Judge) -> Option<JoinedRows> {
    let (rows, cost) = short_rows(pages, columns, judge)?;
    let joined = join(pages, rows, cost, columns, judge)?;
    let pieces: usize = pages.iter().flat_map(|p| &p.runs).map(|r| r.pieces).sum();
    // Cells in the order of rows are as many pieces: no run.
    (joined.placed >= pieces * CELLS_A_PIECE).then_some(joined)
}

/// Deals the runs of each page out to its rows.
fn join(
    pages: &[PageParts],
    rows: Vec<Vec<Vec<LineCell>>>,
    cost: Cost,
    columns: &[PrintedColumn],
    judge: &Judge,
) -> Option<JoinedRows> {
    let mut joined = JoinedRows { rows: Vec::new(), cost, placed: 0 };
    for (page, mut own) in pages.iter().zip(rows) {
        for run in &page.runs {
            let keys: Vec<String> = own.iter().map(|row| row_to_key(row, columns, judge)).collect();
            if keys.len() * run.tokens.len() > MOST_PLACES {
                return None;
            }
            let role = columns.get(run.column)?.role;
            let made = cells::run_to_cells(&run.tokens, role, &keys, !joined.rows.is_empty(), judge)?;
            joined.cost += made.cost;
            joined.placed += made.cells.len();
            for (row, cell) in made.cells {
                let cell = LineCell { column: run.column, ..cell };
                match row {
                    Some(row) => own.get_mut(row)?.push(cell),
                    None => append_rest(joined.rows.last_mut()?, cell),
                }
            }
        }
        joined.rows.append(&mut own);
    }
    joined.rows.iter_mut().for_each(|row| row.sort_by_key(|c| c.column));
    Some(joined)
}

/// For each page its rows without the columns printed behind them, and what speaks against these.
fn short_rows(
    pages: &[PageParts],
    columns: &[PrintedColumn],
    judge: &Judge,
) -> Option<(Vec<Vec<Vec<LineCell>>>, Cost)> {
    let tokens: Vec<Token> = pages.iter().flat_map(|p| p.rows.iter().copied()).collect();
    let (rows, cost) = tokens_to_kept_rows(&tokens, &pages.first()?.columns, columns, judge);
    let mut own: Vec<Vec<Vec<LineCell>>> = vec![Vec::new(); pages.len()];
    for row in rows {
        let line = row.first().map(|c| c.lines[0]);
        let holds = |p: &PageParts| p.rows.iter().any(|t| Some(t.line) == line);
        own.get_mut(pages.iter().position(holds)?)?.push(row);
    }
    Some((own, cost))
}

/// Reads tokens as rows of some of the columns.
fn tokens_to_kept_rows(
    tokens: &[Token],
    kept: &[usize],
    columns: &[PrintedColumn],
    judge: &Judge,
) -> (Vec<Vec<LineCell>>, Cost) {
    let mut own: Vec<PrintedColumn> = kept.iter().filter_map(|n| columns.get(*n)).cloned().collect();
    own.push(PrintedColumn { label: String::new(), role: Role::Elsewhere, lines: [0, 0], stacked: false });
    let (spans, cost) = window_to_spans(tokens, &own, judge);
    let (made, _) = pool::fill_from_pools(rows::spans_to_rows(&spans, tokens, own.len()), tokens, &own, judge);
    let mut made = rows::rows_to_text_cells(&made, tokens);
    let cost = cost - made.len() as Cost * weights::MISSING_ELSEWHERE;
    for cell in made.iter_mut().flatten() {
        cell.column = kept.get(cell.column).copied().unwrap_or(cell.column);
    }
    (made, cost)
}

/// The name of a row, by which long cells are told to be its own; empty where the row adds others up and has none.
fn row_to_key(row: &[LineCell], columns: &[PrintedColumn], judge: &Judge) -> String {
    if row.iter().any(|c| judge.names_sum(&c.text)) {
        return String::new();
    }
    let is_name = |c: &&LineCell| columns.get(c.column).is_some_and(|c| !c.role.is_organisation() && !c.role.is_number());
    let mut key = String::new();
    for cell in row.iter().filter(is_name) {
        key.push_str(&cell.text);
    }
    if key.is_empty() { row.iter().map(|c| c.text.as_str()).collect() } else { key }
}

/// Appends what a page break cut off to the row above.
fn append_rest(above: &mut Vec<LineCell>, rest: LineCell) {
    match above.iter_mut().find(|c| c.column == rest.column) {
        Some(whole) => {
            joining::append_line(&mut whole.text, &rest.text);
            whole.lines[1] = rest.lines[1];
        }
        None => above.push(rest),
    }
}

/// What it costs that a row has no cell of a column: a row that adds others up has none anyway.
fn lacking(role: Role, key: &str) -> Cost {
    if key.is_empty() { 0.0 } else { missing_cost(role) }
}

/// What it costs that a row has one.
fn having(key: &str) -> Cost {
    if key.is_empty() { weights::SUM_BESIDE_LONG } else { 0.0 }
}
