//! Words and signs of comparison beside a number.

use super::value_text::ValueText;
use crate::model::Operator;
use crate::vocabulary::Vocabulary;

/// What stands before a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Comparison {
    None,
    Is(Operator),
    /// A character that the source does not tell.
    Lost,
}

impl Comparison {
    pub(super) fn operator(self) -> Option<Operator> {
        match self {
            Self::Is(operator) => Some(operator),
            Self::None | Self::Lost => None,
        }
    }
}

/// Characters between a word of comparison and its number at most: 至少召开1次.
const FARTHEST_WORD: usize = 40;

/// The comparison before a number: a sign or a word that touches it, or one earlier in its clause (至少参加1次).
pub(super) fn comparison_before(text: &ValueText, start: usize, from: usize, vocabulary: &Vocabulary) -> Comparison {
    let from = from.max(text.clause_start(start)).max(start.saturating_sub(FARTHEST_WORD));
    let touching = text.skip_space_back(from, start);
    // 》 behind a title is no sign.
    let mut signs = vocabulary.signs().iter().filter(|(sign, _)| ends_at(text, from, touching, sign));
    if let Some((_, operator)) = signs.find(|_| !text.masked_at(touching - 1)) {
        return Comparison::Is(*operator);
    }
    if text.before(touching).is_some_and(is_lost_sign) {
        return Comparison::Lost;
    }
    for end in (from + 1..=start).rev().filter(|end| vocabulary.may_end_word_before(text.at(end - 1))) {
        let word = vocabulary.words_before().iter().find(|(w, _)| {
            ends_at(text, from, end, w) && (end == touching || !vocabulary.must_touch(w)) && !text.masked_at(end - 1)
        });
        if let Some((_, operator)) = word {
            return Comparison::Is(*operator);
        }
    }
    Comparison::None
}

/// Whether a word ends at a position and begins not before another.
fn ends_at(text: &ValueText, from: usize, end: usize, word: &str) -> bool {
    // Most words are ruled out by their last character.
    if text.before(end) != word.chars().next_back() {
        return false;
    }
    end.checked_sub(word.chars().count()).is_some_and(|start| start >= from && text.has(start, word))
}

/// Whether a character stands for one that the source does not tell: U+FFFD, one for private use, the ? of a lost letter.
pub(super) fn is_lost_sign(c: char) -> bool {
    matches!(c, '\u{fffd}' | '\u{e000}'..='\u{f8ff}' | '?')
}

/// The comparison behind a number and its unit: 以上, （含）以内; with its end.
pub(super) fn operator_behind(text: &ValueText, end: usize, vocabulary: &Vocabulary) -> Option<(Operator, usize)> {
    let mut at = text.skip_space(end);
    if text.at(at) == '(' {
        at = (at..text.len()).find(|&n| text.at(n) == ')')? + 1;
    }
    vocabulary.words_behind().iter().find(|(w, _)| text.has(at, w)).map(|(w, o)| (*o, at + w.chars().count()))
}
