//! Targets of several pieces printed twice over: that so many repeat is no chance.

use super::columns::{PrintedColumn, Role};
use super::tokens::Token;
use super::weights;

/// The lengths, in tokens, of what begins at a token and is printed again right behind, where the column and the next hold targets:
/// what is for the year and for the whole time is often the same.
pub(super) fn target_lengths(
    tokens: &[Token],
    at: usize,
    column: usize,
    columns: &[PrintedColumn],
) -> impl Iterator<Item = usize> {
    let (_, own) = tokens.split_at(at);
    let pair = columns.iter().skip(column).take(2).filter(|c| c.role == Role::Value).count();
    let longest = if pair == 2 { weights::SHORT_CELL_TOKENS } else { 0 };
    (2..=longest).filter(move |n| is_repeated(own, *n))
}

/// Whether so many tokens are followed by the same.
fn is_repeated(own: &[Token], count: usize) -> bool {
    let mut runs = own.chunks(count);
    let (Some(first), Some(again)) = (runs.next(), runs.next()) else { return false };
    first.iter().map(|t| t.text).eq(again.iter().map(|t| t.text))
}
