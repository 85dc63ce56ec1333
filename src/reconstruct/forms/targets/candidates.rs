//! Which numbers of a value are targets, and how each compares.

use super::numbers::{Number, is_list, numbers};
use super::units::{ends_clause, unit_behind, unknown_unit};
use super::value_text::{ValueText, is_clause_end};
use crate::model::Operator;
use crate::vocabulary::Vocabulary;

/// A number that is a target.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Candidate {
    pub(super) number: Number,
    pub(super) operator: Option<Operator>,
    pub(super) unit: Option<String>,
    /// Its unit is known to the vocabulary.
    known_unit: bool,
    /// Where it ends, its unit and the words behind included.
    end: usize,
    /// The clause it stands in: from, to.
    pub(super) clause: (usize, usize),
}

/// The targets of a value: none where it is qualitative, several where it names several.
pub(super) fn candidates(text: &ValueText, vocabulary: &Vocabulary) -> Vec<Candidate> {
    if is_list(text) {
        return Vec::new();
    }
    let mut all: Vec<Candidate> = Vec::new();
    for number in numbers(text, vocabulary) {
        let from = all.last().map_or(0, |c| c.end.min(number.start));
        all.extend(candidate(text, number, from, vocabulary));
    }
    // Numbers that merely stand in the text give way to those that compare or count.
    if all.iter().any(|c| c.operator.is_some() || c.known_unit) {
        all.retain(|c| c.operator.is_some() || c.known_unit || is_range_partner(text, c, vocabulary));
    }
    if let Some(pair) = range(text, &all, vocabulary) {
        return pair;
    }
    several(text, all, vocabulary)
}

fn candidate(text: &ValueText, number: Number, from: usize, vocabulary: &Vocabulary) -> Option<Candidate> {
    let before = operator_before(text, number.start, from, vocabulary);
    let leads = number.start == text.skip_space(text.clause_start(number.start)) || before.is_some();
    let unit = unit_behind(text, number.end, vocabulary)
        .or_else(|| if leads { unknown_unit(text, number.end, vocabulary) } else { None });
    let end = unit.as_ref().map_or(number.end, |u| u.end);
    let (behind, end) = match operator_behind(text, end, vocabulary) {
        Some((operator, end)) => (Some(operator), end),
        None => (None, end),
    };
    let operator = behind.or(before);
    // A number in prose without comparison and unit is a target only at the end: …发生率为0.
    let stands =
        operator.is_some() || unit.is_some() || ends_clause(text, end) || in_range(text, number.end, vocabulary);
    stands.then(|| Candidate {
        operator,
        known_unit: unit.as_ref().is_some_and(|u| u.known),
        unit: unit.map(|u| u.text),
        end,
        clause: (text.clause_start(number.start), text.clause_end(end)),
        number,
    })
}

/// The comparison before a number: a sign or a word that touches it, or one earlier in its clause (至少参加1次).
fn operator_before(text: &ValueText, start: usize, from: usize, vocabulary: &Vocabulary) -> Option<Operator> {
    let from = from.max(text.clause_start(start)).max(start.saturating_sub(FARTHEST_WORD));
    let ends_at = |end: usize, word: &str| {
        let length = word.chars().count();
        length <= end && end - length >= from && text.has(end - length, word)
    };
    let touching = (from..=start).rev().find(|&n| n == from || !text.at(n - 1).is_whitespace()).unwrap_or(start);
    if let Some((_, operator)) = vocabulary.signs().iter().find(|(s, _)| ends_at(touching, s)) {
        return Some(*operator);
    }
    for end in (from + 1..=start).rev().filter(|end| vocabulary.may_end_word_before(text.at(end - 1))) {
        let word = vocabulary.words_before().iter().find(|(w, _)| {
            ends_at(end, w) && (end == touching || !vocabulary.must_touch(w)) && !text.masked_at(end - 1)
        });
        if let Some((_, operator)) = word {
            return Some(*operator);
        }
    }
    None
}

/// Characters between a word of comparison and its number at most: 至少召开1次.
const FARTHEST_WORD: usize = 40;

/// The comparison behind a number and its unit: 以上, （含）以内; with its end.
fn operator_behind(text: &ValueText, end: usize, vocabulary: &Vocabulary) -> Option<(Operator, usize)> {
    let mut at = text.skip_space(end);
    if text.at(at) == '(' {
        at = (at..text.len()).find(|&n| text.at(n) == ')')? + 1;
    }
    vocabulary.words_behind().iter().find(|(w, _)| text.has(at, w)).map(|(w, o)| (*o, at + w.chars().count()))
}

/// Where the text between two positions is one of the words, spaces aside.
fn only(text: &ValueText, from: usize, to: usize, words: &[String]) -> bool {
    let from = text.skip_space(from);
    words.iter().any(|w| text.has(from, w) && text.skip_space(from + w.chars().count()) >= to) && from < to
}

fn in_range(text: &ValueText, end: usize, vocabulary: &Vocabulary) -> bool {
    let at = text.skip_space(end);
    vocabulary
        .ranges()
        .iter()
        .any(|r| text.has(at, r) && text.at(text.skip_space(at + r.chars().count())).is_ascii_digit())
}

fn is_range_partner(text: &ValueText, candidate: &Candidate, vocabulary: &Vocabulary) -> bool {
    in_range(text, candidate.number.end, vocabulary)
}

/// 80%-90%: at least the first, at most the second.
fn range(text: &ValueText, all: &[Candidate], vocabulary: &Vocabulary) -> Option<Vec<Candidate>> {
    let [low, high] = all else { return None };
    let between = only(text, low.end, high.number.start, vocabulary.ranges());
    if !between || low.number.value >= high.number.value {
        return None;
    }
    let (mut low, mut high) = (low.clone(), high.clone());
    low.unit = low.unit.or_else(|| high.unit.clone());
    low.operator = Some(Operator::AtLeast);
    high.operator = Some(Operator::AtMost);
    low.clause = (low.number.start, low.end);
    high.clause = (high.number.start, high.end);
    Some(vec![low, high])
}

/// Of several numbers the ones that are targets: alternatives (8个小时或3个半天), one for each clause; within a clause
/// the last.
fn several(text: &ValueText, all: Vec<Candidate>, vocabulary: &Vocabulary) -> Vec<Candidate> {
    let mut kept: Vec<Candidate> = Vec::new();
    for mut next in all {
        if let Some(last) = kept.last_mut() {
            let alternative = (last.end..=next.number.start).any(|n| {
                only(text, last.end, n, vocabulary.alternatives()) && !crosses_clause(text, last.end, next.number.start)
            });
            if alternative {
                next.operator = next.operator.or(last.operator);
                last.clause.1 = last.end;
                next.clause.0 = last.end + 1;
            } else if !crosses_clause(text, last.end, next.number.start) {
                kept.pop();
            }
        }
        kept.push(next);
    }
    let compared = kept.iter().filter(|c| c.operator.is_some()).count();
    let same_unit = kept.windows(2).all(|w| matches!(w, [a, b] if a.unit == b.unit));
    if kept.len() > 1 && compared > 0 && compared < kept.len() && !same_unit {
        kept.retain(|c| c.operator.is_some());
    }
    kept
}

fn crosses_clause(text: &ValueText, from: usize, to: usize) -> bool {
    (from..to).any(|n| is_clause_end(text.at(n)) && !text.masked_at(n))
}
