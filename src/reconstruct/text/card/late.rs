//! A card whose wrapped and merged cells are drawn behind its rows: those of the rows go into these, the others above them.

use crate::model::Line;
use crate::reconstruct::text::grid::TableRows;
use crate::reconstruct::text::words::Words;
use crate::reconstruct::text::wrapped::{
    Cost, Dictionary, Gap, Judge, LateRows, LineCell, PrintedColumn, Role, Token, cost_of_rows, late_from,
    runs_to_rows, tokens_to_printed_rows,
};
use crate::vocabulary::Column as Meaning;

use super::headings::Headings;
use super::pairs::label_of_card;
use super::rows::{push_sums, sum_row};
use super::tokens_to_cell;

/// Cost of a line behind the rows that nothing reads.
const UNREAD: Cost = 1.0;

/// The tokens below the headings, told apart.
pub(super) struct LateCard<'t, 'a> {
    /// The rows, late cells among them.
    pub(super) rows: Vec<Vec<LineCell>>,
    /// The row of the total: its label and its sums.
    pub(super) total: &'t [Token<'a>],
    /// How many late cells stand in rows.
    pub(super) placed: usize,
    /// Late cells that belong above the rows.
    pub(super) above: &'t [Token<'a>],
}

/// Reads tokens below headings as rows and cells drawn late, where that is likelier than rows and lines that nothing reads.
pub(super) fn tokens_to_card<'t, 'a>(
    tokens: &'t [Token<'a>],
    headings: &Headings,
    words: &Words,
) -> Option<LateCard<'t, 'a>> {
    let columns: Vec<PrintedColumn> = headings
        .roles()
        .into_iter()
        .map(|role| PrintedColumn { label: String::new(), role, lines: [0, 0], stacked: false })
        .collect();
    let judge = Judge::new(words, Dictionary::default(), &columns);
    let sums: Vec<(usize, usize)> = (0..tokens.len()).filter_map(|n| Some((n, sum_row(tokens, n, words)?.1))).collect();
    let (rows_end, late_start) = match sums.as_slice() {
        [] => Some(late_from(&tokens_to_printed_rows(tokens), &columns, &judge)).map(|n| (n, n))?,
        [total] => *total,
        _ => return None,
    };
    let (first, late) = (&tokens[..rows_end], &tokens[late_start..]);
    let LateRows { rows, cost, above, placed } =
        runs_to_rows(&tokens_to_printed_rows(first), late, &columns, &judge, true)?;
    let unread = late.iter().filter(|t| t.gap != Gap::Space).count() as Cost * UNREAD;
    if placed == 0 || cost >= cost_of_rows(first, &columns, &judge) + unread {
        return None;
    }
    Some(LateCard { rows, placed, total: &tokens[rows_end..late_start], above: &late[..above] })
}

/// The tokens above the rows with those drawn late where they belong: behind the label that lacks its value, the rest below
/// the labels of goals; and the numbers of the lines that belong below the title.
pub(super) fn with_late<'a>(above: &[Token<'a>], late: &[Token<'a>], words: &Words) -> (Vec<Token<'a>>, Vec<u32>) {
    let mut tokens = above.to_vec();
    let mut below_title = Vec::new();
    let mut rest: Vec<Token> = Vec::new();
    for line in late.chunk_by(|_, b| b.gap == Gap::Space) {
        let text: String = line.iter().map(|t| t.text).collect();
        let is_year =
            text.starts_with(['（', '(']) && text.ends_with(['）', ')']) && text.contains(|c: char| c.is_ascii_digit());
        if is_year && rest.is_empty() {
            below_title.extend(line.first().map(|t| t.line));
        } else if let Some(at) = label_without_value(&tokens, words).filter(|_| rest.is_empty()) {
            tokens.splice(at..at, line.iter().copied());
        } else {
            rest.extend(line);
        }
    }
    let is_goal = |m: Meaning| matches!(m, Meaning::Goal | Meaning::GoalPeriod | Meaning::GoalActual);
    let goals = (0..tokens.len()).rev().find_map(|n| label_of_card(&tokens, n, words).filter(|l| is_goal(l.meaning)));
    let at = goals.map_or(tokens.len(), |l| l.end);
    tokens.splice(at..at, rest);
    (tokens, below_title)
}

/// Where the value of the first name's label would stand that has none.
fn label_without_value(tokens: &[Token], words: &Words) -> Option<usize> {
    let is_name = |m: Meaning| matches!(Role::of(m), Role::Project | Role::Department | Role::Unit);
    (0..tokens.len()).find_map(|n| {
        let label = label_of_card(tokens, n, words).filter(|l| is_name(l.meaning))?;
        let next = tokens.get(label.end)?;
        (next.gap != Gap::Space && label_of_card(tokens, label.end, words).is_some()).then_some(label.end)
    })
}

/// The rows of a card some of whose cells are drawn late, below their headings.
pub(super) fn late_to_grid(late: &LateCard, headings: &Headings, side: &[Token], grid: &mut TableRows) {
    let heading_row = grid.len();
    grid.push_cells(headings.list.iter().zip(1..).map(|(h, column)| (column, h.1.clone())));
    for row in &late.rows {
        grid.push_cells(row.iter().map(|c| (c.column + 1, (c.text.clone(), c.lines))));
    }
    if let Some((label, sums)) = late.total.split_first() {
        push_sums(label, sums, &headings.roles(), grid);
    }
    grid.put_first(heading_row, tokens_to_cell(side));
}

/// The lines of these numbers.
pub(super) fn lines_of(lines: &[Line], numbers: &[u32]) -> Vec<Line> {
    lines.iter().filter(|l| numbers.contains(&l.number)).cloned().collect()
}
