//! Tokens below the headings of a card → indicator rows, and rows of sums between or behind them.

use crate::model::{Finding, Place};
use crate::reconstruct::text::findings;
use crate::reconstruct::text::grid::{Joined, TableRows};
use crate::reconstruct::text::labels::label_at;
use crate::reconstruct::text::words::Words;
use crate::reconstruct::text::wrapped::{Gap, LineCell, Role, Token, is_amount, tokens_to_rows, weights};
use crate::vocabulary::Column as Meaning;

use super::headings::{Headings, headings_at};
use super::tokens_to_cell;

/// Reads the tokens; gives those behind the total.
pub(super) fn tokens_to_grid<'t, 'a>(
    tokens: &'t [Token<'a>],
    headings: &Headings,
    side: &[Token],
    words: &Words,
    grid: &mut TableRows,
    findings: &mut Vec<Finding>,
) -> &'t [Token<'a>] {
    let roles = headings.roles();
    let mut side = tokens_to_cell(side);
    let heading_row = grid.len();
    grid.push_cells(headings.list.iter().zip(1..).map(|(h, column)| (column, h.1.clone())));
    let mut own: Vec<Token> = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        if let Some((sums, end)) = sum_row(tokens, at, words) {
            push_rows(&own, &roles, words, grid, findings);
            own.clear();
            push_sums(token, &tokens[sums..end], &roles, grid);
            at = end;
            if words.meaning(token.text) == Some(Meaning::Total) {
                break;
            }
        } else if let Some(again) = headings_at(tokens, at, words).filter(|again| again.is_same(headings)) {
            note_again(&tokens[at..again.end], findings);
            at = again.end;
        } else if let Some(label) = label_at(tokens, at, words).filter(|l| l.meaning == Meaning::Indicators) {
            // The label beside the rows, printed beside their middle, or again on a new page.
            let label_tokens = &tokens[at..label.end];
            if side.is_none() {
                side = tokens_to_cell(label_tokens);
            } else {
                note_again(label_tokens, findings);
            }
            at = label.end;
        } else {
            own.push(*token);
            at += 1;
        }
    }
    push_rows(&own, &roles, words, grid, findings);
    grid.put_first(heading_row, side);
    &tokens[at..]
}

fn note_again(tokens: &[Token], findings: &mut Vec<Finding>) {
    if let Some((text, lines)) = tokens_to_cell(tokens) {
        findings.push(findings::repeated(&text, Place::lines(lines[0], lines[1])));
    }
}

/// A row of sums at the start of a line: where its sums start, and the token behind it.
pub(super) fn sum_row(tokens: &[Token], at: usize, words: &Words) -> Option<(usize, usize)> {
    let token = Some(&tokens[at]).filter(|token| token.begins_line())?;
    if !words.is_subtotal(token.text) && words.meaning(token.text) != Some(Meaning::Total) {
        return None;
    }
    let sums = tokens.iter().skip(at + 1).take_while(|t| t.gap < Gap::Blank && is_amount(t.text)).count();
    (sums > 0).then_some((at + 1, at + 1 + sums))
}

pub(super) fn push_sums(label: &Token, sums: &[Token], roles: &[Role], grid: &mut TableRows) {
    let columns: Vec<usize> = roles.iter().zip(1..).filter(|(r, _)| **r == Role::Points).map(|(_, c)| c).collect();
    let spare = sums.len().saturating_sub(columns.len());
    let behind = (0..spare).map(|n| roles.len() + 1 + n);
    let own = sums.iter().zip(columns.iter().copied().chain(behind)).map(|(t, c)| (c, token_to_cell(t)));
    grid.push_cells(std::iter::once((0, token_to_cell(label))).chain(own));
}

/// A token as a cell.
fn token_to_cell(t: &Token) -> Joined {
    (t.text.to_owned(), [t.line, t.line])
}

fn push_rows(tokens: &[Token], roles: &[Role], words: &Words, grid: &mut TableRows, findings: &mut Vec<Finding>) {
    for row in tokens_to_rows(tokens, roles, words) {
        for cell in row.iter().filter(|c| c.margin < weights::NEAR) {
            findings.push(findings::ambiguous(&cell.text, Place::lines(cell.lines[0], cell.lines[1])));
        }
        grid.push_cells(row.into_iter().map(|LineCell { column, text, lines, .. }| (column + 1, (text, lines))));
    }
}
