//! A form for each project (card, self-evaluation, monitoring) as wrapped lines: labels with their values behind them
//! ([`pairs`]), then indicator rows below headings of their own ([`rows`]).

use crate::model::{Block, Line, Reading};

use super::grid::{Joined, TableRows};
use super::labels::label_at;
use super::words::Words;
use super::wrapped::{Token, header_at, lines_to_tokens, tokens_to_text};
use super::{furniture, paragraphs, spaced};
use crate::vocabulary::Column as Meaning;

mod headings;
mod late;
mod pairs;
mod rows;
mod sums;

/// Tokens of a label that stands beside the indicators, set downwards: 绩 / 效 / 指标.
const SIDE_LABEL_TOKENS: usize = 3;

/// Lines headings may take.
const HEADING_LINES: usize = 40;

/// Where such a form starts at `at` (its title), reads it and returns the line behind it.
pub(super) fn read_form(lines: &[Line], at: usize, words: &Words, reading: &mut Reading) -> Option<usize> {
    let title = &lines[at];
    if words.is_department_title(furniture::bare(&title.text)) {
        return None;
    }
    let end = words.end_of_form(lines, at + 1);
    let body = &lines[at + 1..end];
    // Columns of spaces have a reader of their own.
    if spaced::is_spaced(&body.iter().map(Some).collect::<Vec<_>>()) {
        return None;
    }
    let find = |tokens: &[Token]| (0..tokens.len()).find_map(|n| headings::headings_at(tokens, n, words));
    // Below the header of a list there is no card: only what is above needs to be searched.
    if let Some((list, line)) =
        lines.iter().enumerate().take(end).skip(at + 1).find(|(n, _)| header_at(lines, *n, words).is_some())
    {
        let above = &lines[at + 1..(list + HEADING_LINES).min(end)];
        let headings = find(&printed_tokens(above))?;
        if line.number <= headings.lines()[0] {
            return None;
        }
    }
    let tokens = printed_tokens(body);
    let headings = find(&tokens)?;
    let (above, side) = split_side_label(&tokens[..headings.start], words);
    let is_of_head = |n: &usize| pairs::label_of_card(above, *n, words).is_none();
    let (head, labelled) = above.split_at((0..above.len()).take_while(is_of_head).count());
    let below = &tokens[headings.end..];
    if let Some(late) = late::tokens_to_card(below, &headings, words) {
        let (above, below_title) = late::with_late(labelled, late.above, words);
        let mut grid = TableRows::default();
        pairs::tokens_to_grid(&above, words, &mut grid);
        late::late_to_grid(&late, &headings, side, &mut grid);
        paragraphs::lines_to_paragraphs(std::slice::from_ref(title), reading);
        paragraphs::lines_to_paragraphs(&late::lines_of(body, &below_title), reading);
        paragraphs::lines_to_paragraphs(&own_lines(body, head), reading);
        let table = grid.into_table();
        reading.findings.push(super::findings::out_of_order(late.placed, table.place.clone()));
        reading.blocks.push(Block::Table(table));
        return Some(end);
    }
    let mut grid = TableRows::default();
    pairs::tokens_to_grid(labelled, words, &mut grid);
    let mut findings = Vec::new();
    let behind = rows::tokens_to_grid(below, &headings, side, words, &mut grid, &mut findings);
    let page_numbers = body.iter().filter(|l| furniture::is_page_number(&l.text, false));
    findings.extend(page_numbers.map(super::findings::page_furniture));
    paragraphs::lines_to_paragraphs(std::slice::from_ref(title), reading);
    paragraphs::lines_to_paragraphs(&own_lines(body, head), reading);
    paragraphs::lines_to_paragraphs(&own_lines(body, behind), reading);
    reading.findings.append(&mut findings);
    reading.blocks.push(Block::Table(grid.into_table()));
    Some(end)
}

/// The tokens of lines, page numbers aside.
fn printed_tokens(lines: &[Line]) -> Vec<Token<'_>> {
    lines_to_tokens(lines.iter().filter(|l| !furniture::is_page_number(&l.text, false)).map(Some))
}

/// The lines tokens stand on.
fn own_lines(lines: &[Line], tokens: &[Token]) -> Vec<Line> {
    let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return Vec::new() };
    lines.iter().filter(|l| (first.line..=last.line).contains(&l.number)).cloned().collect()
}

/// Takes off the label beside the indicators where it stands before their headings.
fn split_side_label<'t, 'a>(above: &'t [Token<'a>], words: &Words) -> (&'t [Token<'a>], &'t [Token<'a>]) {
    let is_side = |n: &usize| {
        label_at(above, *n, words).is_some_and(|l| l.meaning == Meaning::Indicators && l.end == above.len())
    };
    let at = (above.len().saturating_sub(SIDE_LABEL_TOKENS)..above.len()).find(is_side);
    at.map_or((above, &[]), |at| above.split_at(at))
}

/// Tokens as one cell; `None` for none.
fn tokens_to_cell(tokens: &[Token]) -> Option<Joined> {
    Some((tokens_to_text(tokens), [tokens.first()?.line, tokens.last()?.line]))
}
