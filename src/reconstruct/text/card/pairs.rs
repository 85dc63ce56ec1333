//! The tokens above the indicators → rows of labels with their values, sums below headings of their own, goals side by side.

use crate::reconstruct::joining;
use crate::reconstruct::text::grid::{Joined, TableRows};
use crate::reconstruct::text::labels::{Label, label_at};
use crate::reconstruct::text::words::Words;
use crate::reconstruct::text::wrapped::{Gap, Role, Token, is_sum, tokens_to_rows};
use crate::vocabulary::Column as Meaning;

use super::sums::sums_to_columns;
use super::tokens_to_cell;

/// Fewest headings over sums.
const FEWEST_SUMS: usize = 2;
/// The column in which sums below headings begin: two of labels stand before.
const FIRST_SUM: usize = 2;

/// A label of the upper part of a card that starts with a token.
pub(super) fn label_of_card(tokens: &[Token], at: usize, words: &Words) -> Option<Label> {
    label_at(tokens, at, words).filter(|l| {
        let role = Role::of(l.meaning);
        !role.is_class() && !matches!(role, Role::Level3 | Role::Value | Role::Sign | Role::Number | Role::Remark)
    })
}

/// A label and the tokens behind it up to the next.
struct LabelledTokens<'t, 'a> {
    meaning: Meaning,
    label: Joined,
    gap: Gap,
    value: &'t [Token<'a>],
}

/// Reads tokens that begin with a label.
pub(super) fn tokens_to_grid(tokens: &[Token], words: &Words, grid: &mut TableRows) {
    let pairs = tokens_to_pairs(tokens, words);
    let row_gap = row_gap(&pairs);
    let mut heads: Option<Vec<&Joined>> = None;
    let mut above: Vec<&str> = Vec::new();
    let mut rest = pairs.as_slice();
    while let Some(pair) = rest.first() {
        let used = if let Some((side, own)) = headed(rest, is_sum_heading, FEWEST_SUMS) {
            push_headings(side, own, FIRST_SUM, grid);
            heads = Some(own.iter().map(|p| &p.label).collect());
            above.clear();
            side.len() + own.len()
        } else if let Some((side, own)) = goal_headings(rest) {
            let goals = goals_to_cells(own, words);
            if side.is_empty() {
                // Without a label beside them they are labels themselves.
                let pairs = own.iter().zip(goals).enumerate().flat_map(|(n, (head, goal))| {
                    std::iter::once((2 * n, head.label.clone())).chain(goal.map(|goal| (2 * n + 1, goal)))
                });
                grid.push_cells(pairs);
            } else {
                push_headings(side, own, 1, grid);
                grid.push_cells(goals.into_iter().zip(1..).filter_map(|(cell, column)| Some((column, cell?))));
            }
            side.len() + own.len()
        } else if let Some(heads) = heads.as_ref().filter(|_| pair.meaning.is_amount()) {
            push_sums(pair, heads.len(), &mut above, grid);
            1
        } else {
            push_pairs(rest, row_gap, grid)
        };
        rest = rest.split_at(used).1;
    }
}

fn tokens_to_pairs<'t, 'a>(tokens: &'t [Token<'a>], words: &Words) -> Vec<LabelledTokens<'t, 'a>> {
    let mut labels: Vec<Label> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match label_of_card(tokens, at, words) {
            Some(label) => {
                at = label.end;
                labels.push(label);
            }
            None => at += 1,
        }
    }
    let ends = labels.iter().skip(1).map(|label| label.start).chain([tokens.len()]);
    let pairs = labels.iter().zip(ends).filter_map(|(label, end)| {
        let own = &tokens[label.start..label.end];
        Some(LabelledTokens {
            meaning: label.meaning,
            label: tokens_to_cell(own)?,
            gap: own.first()?.gap,
            value: &tokens[label.end..end],
        })
    });
    pairs.collect()
}

/// What stands between rows: line ends, or blank lines where each cell has a line of its own.
fn row_gap(pairs: &[LabelledTokens]) -> Gap {
    let (beside, below): (Vec<&Token>, Vec<&Token>) =
        pairs.iter().filter_map(|p| p.value.first()).partition(|t| t.gap == Gap::Space);
    if beside.len() < below.len() { Gap::Blank } else { Gap::Line }
}

/// Labels, and those that stand beside them.
type BesideAndHeadings<'p, 't, 'a> = (&'p [LabelledTokens<'t, 'a>], &'p [LabelledTokens<'t, 'a>]);

/// Labels of a kind without values between them, as headings, behind the label that stands beside them.
fn headed<'p, 't, 'a>(
    pairs: &'p [LabelledTokens<'t, 'a>],
    is_heading: fn(Meaning) -> bool,
    fewest: usize,
) -> Option<BesideAndHeadings<'p, 't, 'a>> {
    let has_side = pairs.first().is_some_and(|p| p.meaning == Meaning::FundsBlock && p.value.is_empty());
    let (side, own) = pairs.split_at(usize::from(has_side));
    let run = own.iter().take_while(|p| is_heading(p.meaning)).count();
    // The value behind the last is its own.
    let bare = own.iter().take(run).take_while(|p| p.value.is_empty()).count();
    let count = if bare < run { bare + 1 } else { run };
    let amounts = own.iter().take(count).filter(|p| !matches!(p.meaning, Meaning::Points | Meaning::Score)).count();
    (amounts >= fewest && bare >= fewest).then(|| (side, own.split_at(bare).0))
}

fn is_sum_heading(meaning: Meaning) -> bool {
    matches!(
        meaning,
        Meaning::Initial
            | Meaning::Budget
            | Meaning::Spent
            | Meaning::SpentExpected
            | Meaning::Rate
            | Meaning::Points
            | Meaning::Score
    )
}

/// Headings of goals that stand side by side, behind the label that stands beside them.
fn goal_headings<'p, 't, 'a>(pairs: &'p [LabelledTokens<'t, 'a>]) -> Option<BesideAndHeadings<'p, 't, 'a>> {
    let run = pairs.iter().take_while(|p| is_goal_heading(p)).count();
    let bare = pairs.iter().take(run).take_while(|p| p.value.is_empty()).count();
    let (own, _) = pairs.split_at(run.min(bare + 1));
    match own {
        [] | [_] => None,
        // 总体目标 beside 年度目标 alone: a label and its only heading, or two headings.
        [first, second] if first.meaning != second.meaning => Some(own.split_at(0)),
        _ => Some(own.split_at(1)),
    }
}

/// Whether tokens stand behind the heading of a goal.
fn is_goal_heading(p: &LabelledTokens) -> bool {
    matches!(p.meaning, Meaning::Goal | Meaning::GoalPeriod | Meaning::GoalActual)
}

fn push_headings(side: &[LabelledTokens], heads: &[LabelledTokens], first: usize, grid: &mut TableRows) {
    let side = side.iter().map(|p| (0, p.label.clone()));
    grid.push_cells(side.chain(heads.iter().zip(first..).map(|(p, c)| (c, p.label.clone()))));
}

/// The goals below their headings: all tokens stand behind the last.
fn goals_to_cells(heads: &[LabelledTokens], words: &Words) -> Vec<Option<Joined>> {
    let tokens = heads.last().map_or(&[][..], |last| last.value);
    if tokens.len() == heads.len() {
        return tokens.iter().map(|t| Some((t.text.to_owned(), [t.line, t.line]))).collect();
    }
    let mut cells: Vec<Option<Joined>> = vec![None; heads.len()];
    for cell in tokens_to_rows(tokens, &vec![Role::Goal; heads.len()], words).into_iter().flatten() {
        match &mut cells[cell.column] {
            Some((text, lines)) => {
                joining::append_line(text, &cell.text);
                lines[1] = cell.lines[1];
            }
            slot => *slot = Some((cell.text, cell.lines)),
        }
    }
    cells
}

/// A label with its sums below headings.
fn push_sums<'a>(pair: &LabelledTokens<'_, 'a>, heads: usize, above: &mut Vec<&'a str>, grid: &mut TableRows) {
    let (sums, behind) = pair.value.split_at(pair.value.iter().take_while(|t| is_sum(t.text)).count());
    let texts: Vec<&str> = sums.iter().map(|t| t.text).collect();
    let columns = sums_to_columns(&texts, heads, above);
    if texts.len() == heads {
        *above = texts;
    }
    let cells = sums.iter().zip(columns).map(|(t, c)| (c + FIRST_SUM, (t.text.to_owned(), [t.line, t.line])));
    let rest = tokens_to_cell(behind).map(|cell| (FIRST_SUM + heads, cell));
    grid.push_cells(std::iter::once((1, pair.label.clone())).chain(cells).chain(rest));
}

/// The pairs of one row; gives their number.
fn push_pairs(pairs: &[LabelledTokens], row_gap: Gap, grid: &mut TableRows) -> usize {
    let count = 1 + pairs.iter().skip(1).take_while(|p| p.gap < row_gap).count();
    let begins_headings = |n: usize| {
        let (_, rest) = pairs.split_at(n);
        headed(rest, is_sum_heading, FEWEST_SUMS).is_some() || goal_headings(rest).is_some()
    };
    let count = 1 + (1..count).take_while(|n| !begins_headings(*n)).count();
    let cells = pairs.iter().take(count).enumerate().flat_map(|(n, pair)| {
        let value = tokens_to_cell(pair.value).map(|cell| (2 * n + 1, cell));
        std::iter::once((2 * n, pair.label.clone())).chain(value)
    });
    grid.push_cells(cells);
    count
}
