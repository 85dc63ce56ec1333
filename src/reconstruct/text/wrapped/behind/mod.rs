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
use super::window::window_to_spans;
use super::{dealt, pool};

mod affinity;
mod cells;
mod parts;

use parts::{ColumnRun, PageParts};

/// Tokens of the longest list of which it is asked whether columns are printed behind its rows.
const MOST_TOKENS: usize = 8_000;
/// Tokens of the longest list whose rows' cells may come in any order.
const MOST_DEALT: usize = 1_500;
/// Cells that a piece of a run holds on an average, at least.
const CELLS_A_PIECE: usize = 2;
/// Pairs of rows of a page, times the tokens of a run: more are not dealt out.
const MOST_STEPS: usize = 5_000_000;

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
        None => printed_rows(&parts, columns, judge)?,
    };
    join(&parts, rows, cost, columns, judge)
}

fn page_to_parts<'l>(page: &PageLines<'l>) -> PageParts<'l> {
    let runs = page.runs.iter().map(|(column, lines)| ColumnRun {
        column: *column,
        tokens: lines_to_tokens(lines.iter().copied().map(Some)),
        pieces: 1,
    });
    let rows = lines_to_tokens(page.rows.iter().copied().map(Some));
    PageParts { columns: page.columns.clone(), rows, runs: runs.collect() }
}

/// Puts the rows of pages together with the runs of long cells beside them; `None` where these are none.
fn parts_to_rows(pages: &[PageParts], columns: &[PrintedColumn], judge: &Judge) -> Option<JoinedRows> {
    let (rows, cost) = short_rows(pages, columns, judge)?;
    let count: usize = rows.iter().map(Vec::len).sum();
    let cost = cost - count as Cost * missing_cost(Role::Elsewhere);
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
            if keys.len().saturating_mul(keys.len()).saturating_mul(run.tokens.len()) > MOST_STEPS {
                return None;
            }
            let role = columns[run.column].role;
            let made = cells::run_to_cells(&run.tokens, role, &keys, !joined.rows.is_empty(), judge)?;
            joined.cost += made.cost;
            joined.placed += made.cells.len();
            for (row, cell) in made.cells {
                let cell = LineCell { column: run.column, ..cell };
                let row = match row {
                    Some(row) => &mut own[row],
                    None => joined.rows.last_mut()?,
                };
                append_rest(row, cell);
            }
        }
        joined.rows.append(&mut own);
    }
    joined.rows.iter_mut().for_each(|row| row.sort_by_key(|c| c.column));
    Some(joined)
}

/// The rows of pages of which it is known that nothing else is printed among them: the likeliest of those in order, with cells drawn
/// late, and with cells in any order.
fn printed_rows(
    pages: &[PageParts],
    columns: &[PrintedColumn],
    judge: &Judge,
) -> Option<(Vec<Vec<Vec<LineCell>>>, Cost)> {
    let kept = &pages.first()?.columns;
    let tokens = pages_to_tokens(pages);
    let (in_order, _) = tokens_to_kept_rows(&tokens, kept, (columns, &[]), judge);
    let (whole, _) = tokens_to_kept_rows(&tokens, kept, (columns, &[elsewhere()]), judge);
    let own: Vec<PrintedColumn> = kept.iter().map(|n| columns[*n].clone()).collect();
    let is_short = tokens.len() <= MOST_DEALT;
    let mut dealt = is_short.then(|| dealt::tokens_to_rows(&tokens, &own, (&[], judge.words), Cost::MAX)).flatten();
    if let Some(rows) = &mut dealt {
        place_in_kept(rows, kept);
    }
    let read = [in_order, whole].into_iter().chain(dealt).filter(|rows| !rows.is_empty());
    let judged = read.map(|rows| (rows_to_cost(&rows, kept, columns, judge), rows));
    let (cost, rows) = judged.min_by(|a, b| a.0.total_cmp(&b.0))?;
    Some((rows_to_pages(rows, pages)?, cost))
}

/// What speaks against finished rows.
fn rows_to_cost(rows: &[Vec<LineCell>], kept: &[usize], columns: &[PrintedColumn], judge: &Judge) -> Cost {
    let mut cost = rows.len() as Cost * weights::NEW_ROW;
    for row in rows {
        for number in kept {
            let column = &columns[*number];
            let cell = row.iter().find(|c| c.column == *number);
            cost += cell.map_or_else(|| missing_cost(column.role), |c| judge.whole_cell(column.role, &c.text));
        }
    }
    cost
}

/// For each page its rows without the columns printed behind them, and what speaks against these.
fn short_rows(
    pages: &[PageParts],
    columns: &[PrintedColumn],
    judge: &Judge,
) -> Option<(Vec<Vec<Vec<LineCell>>>, Cost)> {
    let tokens = pages_to_tokens(pages);
    let (rows, cost) = tokens_to_kept_rows(&tokens, &pages.first()?.columns, (columns, &[elsewhere()]), judge);
    Some((rows_to_pages(rows, pages)?, cost))
}

/// The column that stands for those printed elsewhere.
fn elsewhere() -> PrintedColumn {
    PrintedColumn { label: String::new(), role: Role::Elsewhere, lines: [0, 0], stacked: false }
}

fn pages_to_tokens<'a>(pages: &[PageParts<'a>]) -> Vec<Token<'a>> {
    pages.iter().flat_map(|p| p.rows.iter().copied()).collect()
}

/// Rows by page.
fn rows_to_pages(rows: Vec<Vec<LineCell>>, pages: &[PageParts]) -> Option<Vec<Vec<Vec<LineCell>>>> {
    let mut own: Vec<Vec<Vec<LineCell>>> = vec![Vec::new(); pages.len()];
    for row in rows {
        let line = row.first().map(|c| c.lines[0]);
        let holds = |p: &PageParts| p.rows.iter().any(|t| Some(t.line) == line);
        own[pages.iter().position(holds)?].push(row);
    }
    Some(own)
}

/// Reads tokens as rows of some of the columns.
fn tokens_to_kept_rows(
    tokens: &[Token],
    kept: &[usize],
    (columns, elsewhere): (&[PrintedColumn], &[PrintedColumn]),
    judge: &Judge,
) -> (Vec<Vec<LineCell>>, Cost) {
    let own: Vec<PrintedColumn> = kept.iter().map(|n| &columns[*n]).chain(elsewhere).cloned().collect();
    let (spans, cost) = window_to_spans(tokens, &own, judge);
    let (made, _) = pool::fill_from_pools(rows::spans_to_rows(&spans, tokens, own.len()), tokens, &own, judge);
    let mut made = rows::rows_to_text_cells(&made, tokens);
    place_in_kept(&mut made, kept);
    (made, cost)
}

/// Numbers the columns of cells as the whole table does.
fn place_in_kept(rows: &mut [Vec<LineCell>], kept: &[usize]) {
    for cell in rows.iter_mut().flatten() {
        if let Some(column) = kept.get(cell.column) {
            cell.column = *column;
        }
    }
}

/// The name of a row, by which long cells are told to be its own; empty where the row adds others up and has none.
fn row_to_key(row: &[LineCell], columns: &[PrintedColumn], judge: &Judge) -> String {
    if row.iter().any(|c| judge.names_sum(&c.text)) {
        return String::new();
    }
    let is_name =
        |c: &&LineCell| columns.get(c.column).is_some_and(|c| !c.role.is_organisation() && !c.role.is_number());
    let mut key = String::new();
    for cell in row.iter().filter(is_name) {
        key.push_str(&cell.text);
    }
    if key.is_empty() { row.iter().map(|c| c.text.as_str()).collect() } else { key }
}

/// Adds a cell to a row, to the one it has in that column where a page break cut it.
fn append_rest(above: &mut Vec<LineCell>, rest: LineCell) {
    match above.iter_mut().find(|c| c.column == rest.column) {
        Some(whole) => {
            joining::append_line(&mut whole.text, &rest.text);
            whole.lines[1] = rest.lines[1];
        }
        None => above.push(rest),
    }
}
