//! A page's tokens → its rows, and the runs of long cells printed behind them.

use rustc_hash::FxHashMap;

use crate::reconstruct::cheapest_path::cheapest_path;

use super::super::amounts::is_amount;
use super::super::columns::{PrintedColumn, Role};
use super::super::content::Judge;
use super::super::measured::{CLAUSE, SENTENCE};
use super::super::tokens::{Gap, Token};
use super::super::weights::Cost;

/// A line printed so often is no part of a long cell, if it is so short.
const REPEATED_TIMES: usize = 3;
/// See [`REPEATED_TIMES`], in half-width cells.
const REPEATED_WIDEST: u32 = 40;
/// A line that shows that it belongs to the rows; one with marks of clauses among them; the first in a run.
const OF_ROW: Cost = -2.0;
/// See [`OF_ROW`].
const PROSE_IN_ROWS: Cost = 2.5;
/// See [`OF_ROW`].
const STRANGE_IN_RUN: Cost = 1.5;
/// Another part begins at a blank line, or where there are none; inside a block of lines.
const CHANGE: Cost = 1.0;
/// See [`CHANGE`].
const CHANGE_IN_BLOCK: Cost = 3.0;

/// The parts of a page.
#[derive(Debug, Clone, Default)]
pub(super) struct PageParts<'a> {
    /// The columns of its rows.
    pub(super) columns: Vec<usize>,
    /// Their tokens.
    pub(super) rows: Vec<Token<'a>>,
    /// Long columns printed by themselves.
    pub(super) runs: Vec<ColumnRun<'a>>,
}

/// A long column printed from top to bottom.
#[derive(Debug, Clone)]
pub(super) struct ColumnRun<'a> {
    /// Its index.
    pub(super) column: usize,
    /// Its tokens.
    pub(super) tokens: Vec<Token<'a>>,
    /// In how many pieces it is printed.
    pub(super) pieces: usize,
}

/// Which columns may be printed behind the rows: the indicators; the goals and the indicators.
pub(super) fn layouts(columns: &[PrintedColumn]) -> Vec<Vec<usize>> {
    let goals: Vec<usize> = columns_of(columns, Role::Goal);
    let indicators = columns_of(columns, Role::Indicators);
    match (goals.as_slice(), indicators.as_slice()) {
        ([goal], [indicators]) if goal < indicators => vec![vec![*indicators], vec![*goal, *indicators]],
        (_, [indicators]) => vec![vec![*indicators]],
        _ => Vec::new(),
    }
}

fn columns_of(columns: &[PrintedColumn], role: Role) -> Vec<usize> {
    columns.iter().enumerate().filter(|(_, c)| c.role == role).map(|(n, _)| n).collect()
}

/// Cuts tokens into pages and these into their parts. `None` where nothing is printed behind rows.
pub(super) fn tokens_to_parts<'a>(
    tokens: &[Token<'a>],
    columns: &[PrintedColumn],
    behind: &[usize],
    judge: &Judge,
) -> Option<Vec<PageParts<'a>>> {
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    for token in tokens {
        *counts.entry(token.text).or_default() += 1;
    }
    let kept: Vec<usize> = (0..columns.len()).filter(|n| !behind.contains(n)).collect();
    let has_goals = kept.iter().any(|n| columns[*n].role == Role::Goal);
    let mut pages = Vec::new();
    for page in tokens.chunk_by(|_, b| b.gap != Gap::Page) {
        let lines: Vec<&[Token]> = page.chunk_by(|_, b| b.gap == Gap::Space).collect();
        let mut parts = PageParts { columns: kept.clone(), rows: Vec::new(), runs: Vec::new() };
        parts.runs.extend(behind.iter().map(|column| ColumnRun { column: *column, tokens: Vec::new(), pieces: 0 }));
        let costs: Vec<[Cost; 3]> = lines.iter().map(|line| line_to_costs(line, &counts, has_goals, judge)).collect();
        let mut before = LinePart::Rows;
        for (line, part) in lines.iter().zip(lines_to_parts(&lines, &costs, behind.len())?) {
            match part {
                LinePart::Rows => parts.rows.extend_from_slice(line),
                LinePart::Run(n) => {
                    let run = &mut parts.runs[n];
                    run.tokens.extend_from_slice(line);
                    run.pieces += usize::from(part != before);
                }
            }
            before = part;
        }
        parts.runs.retain(|run| !run.tokens.is_empty());
        pages.push(parts);
    }
    let has_runs = |p: &PageParts| p.runs.len() == behind.len();
    pages.iter().any(has_runs).then_some(pages)
}

/// Where a line of a page belongs.
#[derive(Debug, Clone, Copy, PartialEq)]
enum LinePart {
    Rows,
    /// A run, by its number.
    Run(usize),
}

/// What a line costs among the rows, among goals, among indicators.
fn line_to_costs(line: &[Token], counts: &FxHashMap<&str, usize>, has_goals: bool, judge: &Judge) -> [Cost; 3] {
    let of = |role: Role| -> Cost { line.iter().map(|t| judge.long_piece(role, t.text)).sum() };
    let (goals, indicators) = (of(Role::Goal), of(Role::Indicators));
    let is_prose = line.iter().any(|t| !is_amount(t.text) && (t.text.contains(CLAUSE) || t.text.contains(SENTENCE)));
    let is_row = line.iter().any(|t| is_of_row(t, counts, judge));
    let rows = match (is_row, is_prose) {
        (true, _) => OF_ROW,
        (false, true) => PROSE_IN_ROWS,
        (false, false) => 0.0,
    };
    let rows = if has_goals { rows.min(goals) } else { rows };
    let strange = if is_row { STRANGE_IN_RUN } else { 0.0 };
    [rows, goals + strange, indicators + strange]
}

/// The likeliest part of each line: neighbours stay together.
fn lines_to_parts(lines: &[&[Token]], costs: &[[Cost; 3]], runs: usize) -> Option<Vec<LinePart>> {
    let parts: Vec<LinePart> = std::iter::once(LinePart::Rows).chain((0..runs).map(LinePart::Run)).collect();
    let stages = vec![parts.clone(); lines.len()];
    let has_blanks = lines.iter().skip(1).any(|l| l.first().is_some_and(|t| t.gap >= Gap::Blank));
    let within = if has_blanks { CHANGE_IN_BLOCK } else { CHANGE };
    let step = |stage: usize, (cost, from): (Cost, LinePart), to: LinePart| {
        let [rows, goals, indicators] = costs[stage];
        let own = match to {
            LinePart::Rows => rows,
            LinePart::Run(n) if n + 1 == runs => indicators,
            LinePart::Run(_) => goals,
        };
        let below_blank = lines[stage].first()?.gap >= Gap::Blank;
        let change = match (from == to, below_blank) {
            (true, _) => 0.0,
            (false, true) => CHANGE,
            (false, false) => within,
        };
        Some(cost + own + change)
    };
    let (_, taken) = cheapest_path((0.0, LinePart::Rows), &stages, step)?;
    Some(taken.into_iter().map(|n| parts[n]).collect())
}

/// Whether a token shows that its line belongs to the rows: an amount, an organisation, a piece that rows repeat.
fn is_of_row(token: &Token, counts: &FxHashMap<&str, usize>, judge: &Judge) -> bool {
    let is_repeated = token.width <= REPEATED_WIDEST && counts.get(token.text) >= Some(&REPEATED_TIMES);
    let is_prose = token.text.contains(CLAUSE) || token.text.contains(SENTENCE);
    is_amount(token.text) || !is_prose && (is_repeated || judge.words.is_organisation(token.text))
}
