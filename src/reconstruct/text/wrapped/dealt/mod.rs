//! Cells out of order: lines of neighbouring cells printed side by side (sorted dumps), or columns printed one after the other.
//! Every piece goes on in a cell of its column or begins the next one there, and the k-th cell of a column goes to the k-th
//! row of its page: one search in which the order of cells is only a cost.

use crate::language::characters::display_width;
use crate::reconstruct::text::words::Words;

use super::bands;
use super::columns::{PrintedColumn, Role};
use super::content::Judge;
use super::dictionary::Dictionary;
use super::rows::tokens_to_text;
use super::table::LineCell;
use super::tokens::{Gap, Token};
use super::weights::Cost;
use super::widths::Widths;

mod costs;
mod deal;
mod names;
mod print;
mod search;
mod sorted;
mod texts;

use deal::DealtToken;
use print::DealtPrint;

/// How the first indicator of a packed cell is numbered.
const FIRST_ITEM: &str = "1、";
/// Readings with ever better known column widths.
const PASSES: usize = 4;

/// Deals tokens out to cells; `None` where that costs as much as `most`.
pub(super) fn tokens_to_rows(
    tokens: &[Token],
    columns: &[PrintedColumn],
    (known_names, words): (&[String], &Words),
    most: Cost,
) -> Option<Vec<Vec<LineCell>>> {
    let tokens = &cut_at_items(tokens, words);
    let has_organisations = columns.iter().any(|c| c.role.is_organisation());
    let broken = if has_organisations { names::broken_names(tokens, words) } else { Vec::new() };
    let known_names = &known_names.iter().cloned().chain(broken).collect::<Vec<_>>();
    let mut widths = Widths::unknown(columns.len());
    let mut judge = Judge::new(words, Dictionary::learn(&[], known_names, words), columns);
    let mut last: Option<(Vec<DealtToken>, Cost)> = None;
    for pass in 0..PASSES {
        let (dealt, cost) = search::deal(&DealtPrint::new(tokens, columns, &judge, &widths, pass > 0))?;
        if cost > most + costs::HOPELESS || words.is_over() {
            return None;
        }
        let is_same = last.as_ref().is_some_and(|before| before.0 == dealt);
        widths = Widths::from_full_lines(full_lines(tokens, &dealt, columns.len()));
        judge = Judge::new(words, cells_to_names(&dealt_to_rows(tokens, &dealt), columns, known_names, words), columns);
        last = Some((dealt, cost));
        if is_same {
            break;
        }
    }
    let (dealt, _) = last.filter(|(_, cost)| *cost < most)?;
    let lines = sorted::dealt_to_lines(tokens, &dealt, columns);
    Some(match lines {
        Some(lines) => bands::lines_to_rows(&lines, columns, &judge),
        None => dealt_to_rows(tokens, &dealt),
    })
}

/// Tokens, cut where the first indicator of a packed cell follows another text without a space: the end of a goal.
fn cut_at_items<'a>(tokens: &[Token<'a>], words: &Words) -> Vec<Token<'a>> {
    let mut cut: Vec<Token> = Vec::with_capacity(tokens.len());
    for token in tokens {
        let first = token.text.match_indices(FIRST_ITEM).map(|(at, _)| at);
        let mut own = first.filter(|at| *at > 0).filter_map(|at| token.text.split_at_checked(at));
        match own.find(|(before, item)| !before.ends_with(|c: char| c.is_ascii_digit()) && words.starts_item(item)) {
            Some((before, item)) => {
                cut.push(Token { text: before, width: display_width(before), ..*token });
                cut.push(Token { text: item, width: display_width(item), gap: Gap::Space, ..*token });
            }
            None => cut.push(*token),
        }
    }
    cut
}

/// The names that the short cells of rows repeat.
fn cells_to_names(rows: &[Vec<LineCell>], columns: &[PrintedColumn], known: &[String], words: &Words) -> Dictionary {
    let cells: Vec<(Role, &str)> = rows.iter().flatten().map(|c| (columns[c.column].role, c.text.as_str())).collect();
    let short = cells.iter().filter(|(role, _)| !role.is_long());
    let alone: Vec<Token> = short.map(|(_, text)| Token { text, gap: Gap::Page, line: 0, width: 0, rest: 0 }).collect();
    let mut dictionary = Dictionary::learn(&alone, known, words);
    let own = cells.iter().filter(|(role, _)| role.is_organisation());
    dictionary.learn_cells(own.map(|(_, text)| (*text).to_owned()));
    dictionary
}

/// The widths of lines that another line of the same cell follows, by column.
fn full_lines(tokens: &[Token], dealt: &[DealtToken], columns: usize) -> Vec<Vec<u32>> {
    let mut full = vec![Vec::new(); columns];
    // Of each column the last line's number and width.
    let mut lines = vec![(0, 0); columns];
    for (token, to) in tokens.iter().zip(dealt) {
        let line = &mut lines[to.column];
        if !to.begins && line.0 == token.line {
            line.1 += 1 + token.width;
            continue;
        }
        if !to.begins {
            full[to.column].push(line.1);
        }
        *line = (token.line, token.width);
    }
    full
}

/// The rows of dealt tokens.
fn dealt_to_rows(tokens: &[Token], dealt: &[DealtToken]) -> Vec<Vec<LineCell>> {
    let count = dealt.iter().map(|d| d.row + 1).fold(0, usize::max);
    let mut rows: Vec<Vec<(DealtToken, Vec<Token>)>> = vec![Vec::new(); count];
    for (token, to) in tokens.iter().zip(dealt) {
        let row = &mut rows[to.row];
        match row.iter_mut().find(|(cell, _)| cell.column == to.column) {
            Some((_, own)) => {
                let in_line = own.last().is_some_and(|t| t.line == token.line && !touches(t.text, token.text));
                own.push(Token { gap: if in_line { Gap::Space } else { Gap::Line }, ..*token });
            }
            None => row.push((*to, vec![*token])),
        }
    }
    rows.into_iter().filter(|r| !r.is_empty()).map(cells_to_row).collect()
}

/// Whether a piece follows another without a space in the line they are cut from.
fn touches(before: &str, behind: &str) -> bool {
    before.as_bytes().as_ptr_range().end == behind.as_ptr()
}

/// The cells of a row in the order of their columns.
fn cells_to_row(mut cells: Vec<(DealtToken, Vec<Token>)>) -> Vec<LineCell> {
    cells.sort_by_key(|(to, _)| to.column);
    cells.iter().filter_map(|(to, own)| tokens_to_cell(*to, own)).collect()
}

fn tokens_to_cell(to: DealtToken, own: &[Token]) -> Option<LineCell> {
    let lines = [own.first()?.line, own.last()?.line];
    let margin = if to.doubtful { 0.0 } else { Cost::INFINITY };
    Some(LineCell { column: to.column, text: tokens_to_text(own), lines, margin })
}
