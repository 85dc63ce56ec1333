//! A run of lines of one long column → the cells of rows, from the top: each line goes on in the cell of the line before or begins
//! that of a later row.

use crate::reconstruct::cheapest_path::cheapest_path;

use super::super::columns::Role;
use super::super::content::Judge;
use super::super::moves::missing_cost;
use super::super::rows::tokens_to_text;
use super::super::table::LineCell;
use super::super::tokens::{Gap, Token, head_width};
use super::super::weights::{self, Cost};
use super::super::widths::Widths;
use super::affinity::NamePairs;

/// The first indicator of a row's cell does not stand inside the cell of another.
const FIRST_ITEM_INSIDE: Cost = 6.0;
/// One line of so many is as wide as the column at least.
const WIDE_SHARE: usize = 4;

/// Cells with their rows, and what speaks against them.
pub(super) struct RunCells {
    /// Row and cell; no row where the cell goes on from the page before.
    pub(super) cells: Vec<(Option<usize>, LineCell)>,
    pub(super) cost: Cost,
}

/// What a line costs.
struct RunLine<'t, 'a> {
    tokens: &'t [Token<'a>],
    /// Where a cell begins with it; where it goes on in one.
    begins: Cost,
    goes_on: Cost,
    /// For each row what speaks for it.
    shared: Vec<Cost>,
}

/// Where a line stands: nowhere yet, in the last row of the page before, in a row.
type At = i32;
const NOWHERE: At = -2;
const ABOVE: At = -1;

/// Cuts a run into cells and deals these out to rows by their names. With `has_above` it may begin with the rest of a cell above.
pub(super) fn run_to_cells(
    run: &[Token],
    role: Role,
    names: &[String],
    has_above: bool,
    judge: &Judge,
) -> Option<RunCells> {
    let lines = run_to_lines(run, role, names, judge);
    let rows = At::try_from(names.len()).ok()?;
    let states: Vec<At> = if has_above { (ABOVE..rows).collect() } else { (0..rows).collect() };
    let mut stages = vec![states; lines.len()];
    // Behind the last line: the rows below have none.
    stages.push(vec![rows]);
    let missing = |from: At, to: At| -> Cost {
        let skipped = (from + 1).max(0)..to.max(0);
        let own = usize::try_from(skipped.start).ok().zip(usize::try_from(skipped.end).ok());
        own.and_then(|(from, to)| names.get(from..to)).into_iter().flatten().map(|name| lacking(role, name)).sum()
    };
    let step = |stage: usize, (cost, from): (Cost, At), to: At| {
        let Some(line) = lines.get(stage) else { return Some(cost + missing(from, rows)) };
        if to < from || judge.words.is_over() {
            return None;
        }
        if to == from {
            return Some(cost + line.goes_on - shared(line, to));
        }
        if to == ABOVE {
            return Some(cost + weights::CONTINUED + line.begins.min(line.goes_on));
        }
        let name = usize::try_from(to).ok().and_then(|n| names.get(n))?;
        Some(cost + line.begins + missing(from, to) + having(name) - shared(line, to))
    };
    let (cost, taken) = cheapest_path((0.0, NOWHERE), &stages, step)?;
    let first = if has_above { ABOVE } else { 0 };
    let at: Vec<At> = taken.iter().take(lines.len()).filter_map(|n| At::try_from(*n).ok()).map(|n| n + first).collect();
    let placed: Vec<(At, &RunLine)> = at.into_iter().zip(&lines).collect();
    // What lines share with names tells rows apart, and says nothing of whether there are runs.
    let cost = cost + placed.iter().map(|(at, line)| shared(line, *at)).sum::<Cost>();
    let cells = placed.chunk_by(|a, b| a.0 == b.0).filter_map(|own| {
        let tokens: Vec<Token> = own.iter().flat_map(|(_, line)| line.tokens).copied().collect();
        let lines = [tokens.first()?.line, tokens.last()?.line];
        let cell = LineCell { column: 0, text: tokens_to_text(&tokens), lines, margin: Cost::INFINITY };
        Some((usize::try_from(own.first()?.0).ok(), cell))
    });
    Some(RunCells { cells: cells.collect(), cost })
}

/// What it costs that a row has no cell of a column: a row that adds others up has none anyway.
fn lacking(role: Role, key: &str) -> Cost {
    if key.is_empty() { 0.0 } else { missing_cost(role) }
}

/// What it costs that a row has one.
fn having(key: &str) -> Cost {
    if key.is_empty() { weights::SUM_BESIDE_LONG } else { 0.0 }
}

fn shared(line: &RunLine, row: At) -> Cost {
    usize::try_from(row).ok().and_then(|n| line.shared.get(n)).copied().unwrap_or_default()
}

fn run_to_lines<'t, 'a>(run: &'t [Token<'a>], role: Role, names: &[String], judge: &Judge) -> Vec<RunLine<'t, 'a>> {
    let pairs = NamePairs::of(names);
    let parted: Vec<&[Token]> = run.chunk_by(|_, b| b.gap == Gap::Space).collect();
    let mut widths: Vec<u32> = parted.iter().filter_map(|l| l.first()).map(|t| t.rest).collect();
    widths.sort_unstable();
    let usual = widths.iter().rev().nth(widths.len() / WIDE_SHARE).copied().unwrap_or(0);
    let mut before: Option<&[Token]> = None;
    let mut lines = Vec::with_capacity(parted.len());
    for own in parted {
        let Some(first) = own.first() else { continue };
        let pieces: Cost = own.iter().map(|t| judge.long_piece(role, t.text)).sum();
        let spaces = own.len().saturating_sub(1) as Cost * weights::SPACE_INSIDE_LONG;
        let (mut end, mut room) = (0.0, 0.0);
        if let Some((last, start)) = before.and_then(|b| b.last().zip(b.first())) {
            end = Judge::long_end(last.text);
            room = Widths::ends_short(usual.max(first.rest.min(usual)), start.rest + head_width(first.text));
        }
        let blank = first.gap >= Gap::Blank;
        let is_item = role == Role::Indicators && judge.words.starts_item(first.text);
        let is_first = is_item && (first.text.starts_with("1、") || first.text.starts_with("1."));
        let inside = match (is_first, is_item) {
            (true, _) => FIRST_ITEM_INSIDE,
            (false, true) => room.min(weights::LINE_INSIDE_NAME),
            (false, false) => room,
        };
        let text: String = own.iter().map(|t| t.text).collect();
        lines.push(RunLine {
            tokens: own,
            begins: pieces
                + spaces
                + end
                + judge.long_start(role, first.text)
                + if blank { 0.0 } else { weights::BORDER_AT_LINE },
            goes_on: pieces + spaces + inside + if blank { weights::BLANK_INSIDE } else { 0.0 },
            shared: pairs.shared(&text),
        });
        before = Some(own);
    }
    lines
}
