//! Where the cells that are drawn late begin, and which lines of those before are rows.

use super::amounts::is_amount;
use super::columns::PrintedColumn;
use super::content::Judge;
use super::measured::{CLAUSE, SENTENCE};
use super::tokens::Token;

/// Tokens of a line on which at most one cell shows that it may be drawn late.
const ONE_CELL: usize = 2;

/// Where the cells drawn late begin: behind the last line that holds amounts, or, in rows of indicators, a class or several cells
/// side by side.
pub(in crate::reconstruct::text) fn late_from(tokens: &[Token], columns: &[PrintedColumn], judge: &Judge) -> usize {
    let has_classes = columns.iter().any(|c| c.role.is_class());
    let (mut read, mut late) = (0, 0);
    for line in tokens.chunk_by(|_, next| !next.begins_line()) {
        read += line.len();
        let amounts = line.iter().filter(|t| is_amount(t.text)).count();
        let shows_first = if has_classes {
            amounts > 1
                || line.len() > ONE_CELL && !is_prose(line)
                || line.iter().any(|t| judge.words.class_levels(t.text) != (false, false))
        } else {
            amounts > 0 && !is_prose(line)
        };
        late = if shows_first { read } else { late };
    }
    late
}

/// Lines behind the last that shows that it is drawn first which may be drawn first as well.
const LINES_OPEN: usize = 8;

/// Where the cells drawn late may begin: [`late_from`], or behind any of the next lines of one short cell.
pub(in crate::reconstruct::text) fn late_starts(
    tokens: &[Token],
    columns: &[PrintedColumn],
    judge: &Judge,
) -> Vec<usize> {
    let mut at = late_from(tokens, columns, judge);
    let mut starts = vec![at];
    for line in tokens[at..].chunk_by(|_, next| !next.begins_line()).take(LINES_OPEN) {
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
