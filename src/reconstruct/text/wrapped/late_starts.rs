//! Where the cells that are drawn late begin, and which lines of those before are rows.

use std::borrow::Cow;

use super::amounts::is_amount;
use super::columns::PrintedColumn;
use super::content::Judge;
use super::measured::{CLAUSE, SENTENCE};
use super::tokens::{Gap, Token};

/// Tokens of a line on which at most one cell shows that it may be drawn late.
const ONE_CELL: usize = 2;

/// Where the cells drawn late begin: behind the last line that holds amounts, or, in rows of indicators, a class or several cells
/// side by side.
pub(in crate::reconstruct::text) fn late_from(tokens: &[Token], columns: &[PrintedColumn], judge: &Judge) -> usize {
    let has_classes = columns.iter().any(|c| c.role.is_class());
    let starts = (0..tokens.len()).filter(|n| *n == 0 || tokens.get(*n).is_some_and(|t| t.gap != Gap::Space));
    let starts: Vec<usize> = starts.collect();
    let ends = starts.iter().skip(1).copied().chain([tokens.len()]);
    let is_first = |(start, end): &(usize, usize)| {
        let own = tokens.get(*start..*end).unwrap_or_default();
        let amounts = own.iter().filter(|t| is_amount(t.text)).count();
        if !has_classes {
            return amounts > 0 && !is_prose(own);
        }
        amounts > 1
            || own.len() > ONE_CELL && !is_prose(own)
            || own.iter().any(|t| judge.words.class_levels(t.text) != (false, false))
    };
    starts.iter().copied().zip(ends).filter(is_first).last().map_or(0, |l| l.1)
}

/// Lines behind the last that shows that it is drawn first which may be drawn first as well.
const LINES_OPEN: usize = 8;

/// Where the cells drawn late may begin: [`late_from`], or behind any of the next lines of one short cell.
pub(in crate::reconstruct::text) fn late_starts(
    tokens: &[Token],
    columns: &[PrintedColumn],
    judge: &Judge,
) -> Vec<usize> {
    let mut starts = vec![late_from(tokens, columns, judge)];
    let rest = starts.first().and_then(|from| tokens.get(*from..)).unwrap_or_default();
    let mut at = tokens.len() - rest.len();
    for line in rest.chunk_by(|_, b| b.gap == Gap::Space).take(LINES_OPEN) {
        if line.len() > ONE_CELL || is_prose(line) {
            break;
        }
        at += line.len();
        starts.push(at);
    }
    starts
}

fn is_prose(line: &[Token]) -> bool {
    line.iter().any(|t| t.text.contains(CLAUSE) || t.text.contains(SENTENCE))
}

/// One line of so many stands below a blank one where rows are parted by blank lines.
const BLANK_SHARE: usize = 3;

/// Tokens whose rows stand on a line each: where every cell has a line of its own and blank lines part the rows (`mutool`),
/// the lines of a row are put together.
pub(in crate::reconstruct::text) fn tokens_to_printed_rows<'t, 'a>(tokens: &'t [Token<'a>]) -> Cow<'t, [Token<'a>]> {
    let lines = tokens.iter().filter(|t| t.gap != Gap::Space).count();
    let blocks = tokens.iter().filter(|t| t.gap >= Gap::Blank).count();
    if blocks == lines || blocks * BLANK_SHARE < lines {
        return Cow::Borrowed(tokens);
    }
    let in_row = |token: &Token<'a>| match token.gap {
        Gap::Space | Gap::Line => Token { gap: Gap::Space, ..*token },
        Gap::Blank => Token { gap: Gap::Line, ..*token },
        Gap::Page => *token,
    };
    Cow::Owned(tokens.iter().map(in_row).collect())
}
