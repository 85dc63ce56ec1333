//! Cells that are drawn late. Some producers print the cells of one line first, row by row, and those that are wrapped or merged
//! behind them, row by row again: two runs of cells, each in order, that together make the rows. Both are dealt out to rows
//! and columns at once, by what the cells hold and what the rows would lack.

use crate::reconstruct::matrix::Matrix;

use super::columns::{PrintedColumn, Role};
use super::content::Judge;
use super::moves::Moves;
use super::rows::tokens_to_text;
use super::table::LineCell;
use super::tokens::{Gap, Token, head_width, line_ends_before};
use super::weights::{self, Cost};
use super::widths::Widths;

/// Tokens of one line that make a cell drawn first; tokens of a short and a long cell drawn late.
const FIRST_TOKENS: usize = 2;
/// See [`FIRST_TOKENS`].
const SHORT_TOKENS: usize = 8;
/// See [`FIRST_TOKENS`].
const LONG_TOKENS: usize = 80;
/// Ways to have dealt out cells that are kept: a page has far fewer.
const MOST_STATES: usize = 2_000_000;
/// One token of so many that stands on the line of another shows that lines hold several cells.
const LINE_SHARE: usize = 8;
/// Cost of a late line that belongs above the rows; of one that looks like a target.
const ABOVE: Cost = 0.1;
/// See [`ABOVE`].
const TARGET_ABOVE: Cost = 3.0;

/// Rows made of both runs.
pub(in crate::reconstruct::text) struct LateRows {
    /// The rows.
    pub(in crate::reconstruct::text) rows: Vec<Vec<LineCell>>,
    /// What speaks against them.
    pub(in crate::reconstruct::text) cost: Cost,
    /// How many late tokens belong above the rows.
    pub(in crate::reconstruct::text) above: usize,
    /// How many cells drawn late stand in rows.
    pub(in crate::reconstruct::text) placed: usize,
}

/// A way to have dealt out cells.
#[derive(Clone, Copy)]
struct DealtWay {
    cost: Cost,
    /// First tokens, late tokens and column before the last cell.
    before: (u32, u32, u32),
}

const NEVER: DealtWay = DealtWay { cost: Cost::INFINITY, before: (0, 0, 0) };

/// The tokens of both runs and what each cell of them costs in each column.
struct TwoRuns<'t, 'a> {
    first: &'t [Token<'a>],
    late: &'t [Token<'a>],
    columns: &'t [PrintedColumn],
    /// Whether the first run prints several cells on a line.
    shares_lines: bool,
    /// For each token of the first run, and its end, whether the line before it begins with the name of a sum.
    behind_sum: Vec<bool>,
    /// For each token, and the end, what the cells that begin with it cost in each column, the shortest first.
    first_cells: Vec<Vec<Vec<Cost>>>,
    late_cells: Vec<Vec<Vec<Cost>>>,
}

/// The lines of a cell so far: the widest, the last.
#[derive(Default)]
struct CellLines {
    widest: u32,
    last: u32,
}

impl CellLines {
    /// Adds the line that a token begins: what it costs that the line before ended where it did. A line wider than usual may be two
    /// that an extractor joined, and does not show how much room the line before had.
    fn add(&mut self, token: &Token, usual: u32) -> Cost {
        let before = std::mem::replace(&mut self.last, token.rest);
        let room = self.widest.max(token.rest.min(usual));
        self.widest = self.widest.max(token.rest);
        if before == 0 { 0.0 } else { Widths::ends_short(room, before + head_width(token.text)) }
    }
}

/// The width that three of four lines of a run of cells do not exceed.
fn usual_width(run: &[Token]) -> u32 {
    let mut widths: Vec<u32> = run.iter().filter(|t| t.gap != Gap::Space).map(|t| t.rest).collect();
    widths.sort_unstable();
    widths.iter().rev().nth(widths.len() / 4).copied().unwrap_or(u32::MAX)
}

/// What each cell of a run costs: by its first token, by how many follow, by column. `most` says how many tokens a column takes;
/// cells of one line end where a line does.
fn cell_costs(
    run: &[Token],
    columns: &[PrintedColumn],
    judge: &Judge,
    most: fn(Role) -> usize,
    one_line: bool,
) -> Vec<Vec<Vec<Cost>>> {
    let longest = columns.iter().map(|c| most(c.role)).fold(0, usize::max);
    let usual = usual_width(run);
    let tokens_from = |at: usize| {
        let own = &run[at..run.len().min(at + longest)];
        let lines = own.iter().skip(1).take_while(|t| !one_line || t.gap == Gap::Space).count();
        &own[..own.len().min(lines + 1)]
    };
    (0..=run.len()).map(|at| costs_of_beginnings(tokens_from(at), columns, judge, most, usual)).collect()
}

/// What the first token costs as a cell, the first two, and so on, by column.
fn costs_of_beginnings(
    tokens: &[Token],
    columns: &[PrintedColumn],
    judge: &Judge,
    most: fn(Role) -> usize,
    usual: u32,
) -> Vec<Vec<Cost>> {
    let mut costs: Vec<Vec<Cost>> = Vec::new();
    let (mut inside, mut breaks) = (0.0, 0.0);
    let mut lines = CellLines::default();
    let mut long: Vec<Cost> = vec![0.0; columns.len()];
    for (n, token) in tokens.iter().enumerate() {
        let is_new_line = token.gap != Gap::Space;
        inside += match (n > 0, is_new_line) {
            (false, _) => 0.0,
            (true, true) => weights::LINE_INSIDE_NAME,
            (true, false) => weights::SPACE_INSIDE_SHORT,
        };
        breaks += match (n > 0, is_new_line) {
            (true, false) => weights::SPACE_INSIDE_LONG,
            (false, _) | (true, true) => lines.add(token, usual),
        };
        let count = n + 1;
        for (cost, column) in long.iter_mut().zip(columns).filter(|(_, c)| c.role.is_long()) {
            *cost += if n == 0 { judge.long_start(column.role, token.text) } else { 0.0 };
            *cost += judge.long_piece(column.role, token.text);
        }
        let is_short = count <= SHORT_TOKENS;
        let text = if is_short { tokens_to_text(&tokens[..=n]) } else { String::new() };
        let of = |(c, long): (&PrintedColumn, &Cost)| match c.role {
            role if count > most(role) => Cost::INFINITY,
            role if role.is_long() => breaks + long + Judge::long_end(token.text),
            role => inside + judge.short_cell(role, &text),
        };
        costs.push(columns.iter().zip(&long).map(of).collect());
    }
    costs
}

impl<'t, 'a> TwoRuns<'t, 'a> {
    fn new(first: &'t [Token<'a>], late: &'t [Token<'a>], columns: &'t [PrintedColumn], judge: &Judge) -> Self {
        let (mut behind_sum, mut last) = (vec![false], false);
        for token in first {
            if token.begins_line() {
                last = judge.names_sum(token.text);
            }
            behind_sum.push(last);
        }
        let late_most = |role: Role| if role.is_long() { LONG_TOKENS } else { SHORT_TOKENS };
        Self {
            first,
            late,
            columns,
            shares_lines: first.iter().filter(|t| t.gap == Gap::Space).count() * LINE_SHARE > first.len(),
            behind_sum,
            first_cells: cell_costs(first, columns, judge, |_| FIRST_TOKENS, true),
            late_cells: cell_costs(late, columns, judge, late_most, false),
        }
    }

    /// Where the ways stand that have dealt out so many tokens of both runs and end in a column; the column behind all others is
    /// the start.
    fn way(&self, first: usize, late: usize, column: usize) -> (usize, usize) {
        (first * (self.late.len() + 1) + late, column)
    }

    /// What it costs to begin a row inside a line of the first run.
    fn begins_inside(&self, at: usize) -> Cost {
        if line_ends_before(self.first, at) { 0.0 } else { weights::NEW_ROW_IN_LINE }
    }

    /// What it costs that numbers of a row, drawn first, stand on several lines.
    fn parts_numbers(&self, at: usize, from: usize, to: usize) -> Cost {
        let are_numbers = [from, to].iter().all(|column| self.columns[*column].role.is_number());
        if self.shares_lines && line_ends_before(self.first, at) && are_numbers {
            weights::NEW_ROW_IN_LINE
        } else {
            0.0
        }
    }

    /// The tokens of the cell with which a way ends.
    fn cell_of(&self, way: &DealtWay, (i, j): (usize, usize)) -> &'t [Token<'a>] {
        let (a, b, _) = way.before;
        let (a, b) = (a as usize, b as usize);
        if a < i { &self.first[a..i] } else { &self.late[b..j] }
    }

    /// Whether two columns side by side hold targets.
    fn are_targets(&self, left: usize, right: usize) -> bool {
        left + 1 == right && [left, right].iter().all(|column| self.columns[*column].role == Role::Value)
    }

    fn border(token: &Token) -> Cost {
        if token.begins_line() { weights::BORDER_AT_LINE } else { 0.0 }
    }
}

/// Deals out a run of cells drawn first and one drawn late. With `may_skip` the late run begins with what belongs above.
pub(in crate::reconstruct::text) fn runs_to_rows(
    first: &[Token],
    late: &[Token],
    columns: &[PrintedColumn],
    judge: &Judge,
    may_skip: bool,
) -> Option<LateRows> {
    let count = columns.len();
    let states = (first.len() + 1).checked_mul(late.len() + 1)?.checked_mul(count + 1)?;
    if states > MOST_STATES || first.is_empty() || late.is_empty() || count == 0 {
        return None;
    }
    let runs = TwoRuns::new(first, late, columns, judge);
    // A cell a line is no row of cells: nothing shows that some are drawn late.
    if !runs.shares_lines {
        return None;
    }
    let moves = Moves::new(columns);
    let mut ways = Matrix::filled((first.len() + 1) * (late.len() + 1), count + 1, NEVER);
    let mut skipped = 0.0;
    for (n, token) in late.iter().enumerate() {
        if n == 0 || token.gap != Gap::Space {
            ways[runs.way(0, n, count)].cost = skipped;
            let is_target = judge.whole_cell(Role::Value, token.text) < 0.0;
            skipped += if is_target { TARGET_ABOVE } else { ABOVE };
        }
        if !may_skip {
            break;
        }
    }
    for i in 0..=first.len() {
        for j in 0..=late.len() {
            for from in 0..=count {
                let cost = ways[runs.way(i, j, from)].cost;
                if !cost.is_finite() || judge.words.is_over() {
                    continue;
                }
                go_on((i, j, from), cost, &runs, &moves, &mut ways);
            }
        }
    }
    let end = |c: &usize| ways[runs.way(first.len(), late.len(), *c)].cost + moves.lacking(*c, count);
    let last = (0..count).min_by(|a, b| end(a).total_cmp(&end(b)))?;
    let cost = end(&last);
    cost.is_finite().then(|| trace(&ways, &runs, last, cost)).flatten()
}

/// Every cell that may come next, of either run.
fn go_on((i, j, from): (usize, usize, usize), cost: Cost, runs: &TwoRuns, moves: &Moves, ways: &mut Matrix<DealtWay>) {
    let count = runs.columns.len();
    let before = (i as u32, j as u32, from as u32);
    let before_cell = runs.cell_of(&ways[runs.way(i, j, from)], (i, j));
    let mut offer = |at: (usize, usize), cost: Cost| {
        if cost < ways[at].cost {
            ways[at] = DealtWay { cost, before };
        }
    };
    for to in 0..count {
        let step = cost + moves.lacking(from, to);
        let repeats = if runs.are_targets(from, to) { before_cell } else { &[] };
        let new_row = from == count || to <= from;
        let inside = if new_row { runs.begins_inside(i) } else { runs.parts_numbers(i, from, to) };
        for (n, cells) in runs.first_cells[i].iter().enumerate() {
            let same = repeated_target(repeats, &runs.first[i..=i + n]);
            offer(runs.way(i + n + 1, j, to), step + inside + cells[to] + same + TwoRuns::border(&runs.first[i]));
        }
        // A sum has no goal.
        let of_sum = runs.columns[to].role.is_long() && !new_row && runs.behind_sum[i];
        let step = step + if of_sum { weights::SUM_BESIDE_LONG } else { 0.0 };
        for (n, cells) in runs.late_cells[j].iter().enumerate() {
            let same = repeated_target(repeats, &runs.late[j..=j + n]);
            offer(runs.way(i, j + n + 1, to), step + cells[to] + same + TwoRuns::border(&runs.late[j]));
        }
    }
}

/// What speaks for a target that says the same as the one before.
fn repeated_target(before: &[Token], own: &[Token]) -> Cost {
    let same = !before.is_empty() && before.iter().map(|t| t.text).eq(own.iter().map(|t| t.text));
    if same { weights::SAME_TARGET } else { 0.0 }
}

fn trace(ways: &Matrix<DealtWay>, runs: &TwoRuns, last: usize, cost: Cost) -> Option<LateRows> {
    let count = runs.columns.len();
    let (mut i, mut j, mut column) = (runs.first.len(), runs.late.len(), last);
    let mut cells: Vec<(LineCell, bool)> = Vec::new();
    let mut placed = 0;
    while column != count {
        let way = &ways[runs.way(i, j, column)];
        let own = runs.cell_of(way, (i, j));
        let (a, b, before) = way.before;
        let (a, b, before) = (a as usize, b as usize, before as usize);
        placed += usize::from(b < j);
        let lines = [own.first()?.line, own.last()?.line];
        let cell = LineCell { column, text: tokens_to_text(own), lines, margin: Cost::INFINITY };
        cells.push((cell, before == count || column <= before));
        (i, j, column) = (a, b, before);
    }
    let mut rows: Vec<Vec<LineCell>> = Vec::new();
    for (cell, begins) in cells.into_iter().rev() {
        if begins {
            rows.push(Vec::new());
        }
        rows.last_mut()?.push(cell);
    }
    (i == 0).then_some(LateRows { rows, cost, above: j, placed })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Line;
    use crate::reconstruct::text::words::Words;
    use crate::reconstruct::text::wrapped::{Dictionary, late_from, lines_to_tokens};

    #[test]
    fn cells_drawn_late_stand_in_the_rows_that_lack_them() {
        let text = "产出指标\n数量指标\n案件审结率 15 14.5\n复议案件数量 100% 15 15\n质量指标 合格率 已完成 20 20\n90%以上 90%以上\n不少于\n3000件\n100%";
        let lines: Vec<Line> =
            text.split('\n').zip(1..).map(|(t, number)| Line { number, text: t.to_owned() }).collect();
        let tokens = lines_to_tokens(lines.iter().map(Some));
        let roles = [Role::Level1, Role::Level2, Role::Level3, Role::Value, Role::Value, Role::Points, Role::Points];
        let columns: Vec<PrintedColumn> = roles
            .iter()
            .map(|r| PrintedColumn { label: String::new(), role: *r, lines: [0, 0], stacked: false })
            .collect();
        let words = Words::default();
        let judge = Judge::new(&words, Dictionary::default(), &columns);
        let from = late_from(&tokens, &columns, &judge);
        let (first, late) = tokens.split_at(from);
        let rows = runs_to_rows(first, late, &columns, &judge, true).map(|l| l.rows).unwrap_or_default();
        let cell = |row: usize, column: usize| rows[row].iter().find(|c| c.column == column).map(|c| c.text.as_str());
        assert_eq!(rows.len(), 3);
        assert_eq!([cell(0, 3), cell(0, 4)], [Some("90%以上"); 2]);
        assert_eq!([cell(1, 3), cell(1, 4)], [Some("不少于3000件"), Some("100%")]);
        assert_eq!([cell(2, 3), cell(2, 4)], [Some("100%"), Some("已完成")]);
    }
}
