//! Which numbers of a value are targets, and how each compares.

use super::candidate::Candidate;
use super::numbers::{Number, is_list, scan};
use super::operators::{Comparison, comparison_before, operator_behind};
use super::ranges::{bounds, chained, is_range_partner, range};
use super::units::{ends_clause, unit_behind, unknown_unit};
use super::value_text::{ValueText, is_clause_end};
use crate::language::characters::is_ideograph;
use crate::vocabulary::Vocabulary;

/// The targets of a value, or why it has none.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Found {
    /// None where it is qualitative, several where it names several.
    Targets(Vec<Candidate>),
    /// A number stands there that cannot be told; with what is probably meant.
    Unreadable(Option<String>),
}

/// The targets of a value.
pub(super) fn candidates(text: &ValueText, vocabulary: &Vocabulary) -> Found {
    if is_list(text) {
        return Found::Targets(Vec::new());
    }
    let scanned = scan(text, vocabulary);
    if let Some(unsure) = scanned.doubt {
        return Found::Unreadable(unsure.meant);
    }
    let (mut all, mut loose): (Vec<Candidate>, bool) = (Vec::new(), false);
    for number in scanned.numbers {
        let from = all.last().map_or(0, |c| c.end.min(number.start));
        let candidate = candidate(text, number, from, vocabulary);
        if candidate.unexplained {
            return Found::Unreadable(None);
        }
        loose |= candidate.loose;
        all.extend(candidate.target);
    }
    if loose && all.is_empty() {
        return Found::Unreadable(None);
    }
    if let Some(pair) = chained(text, &all, vocabulary).or_else(|| range(text, &all, vocabulary)) {
        return Found::Targets(pair);
    }
    // Numbers that merely stand in the text give way to those that compare or count.
    if all.iter().any(|c| c.operator.is_some() || c.known_unit) {
        all.retain(|c| c.operator.is_some() || c.known_unit || is_range_partner(text, c, vocabulary));
    }
    if let Some(pair) = range(text, &all, vocabulary) {
        return Found::Targets(pair);
    }
    Found::Targets(several(text, all, vocabulary))
}

/// What a number comes to.
struct Judged {
    target: Option<Candidate>,
    /// Something stands beside it that is no word, unit or sign.
    unexplained: bool,
    /// It begins the value, and what follows is neither unit nor end: 5全覆盖, or the name 12345热线.
    loose: bool,
}

fn candidate(text: &ValueText, number: Number, from: usize, vocabulary: &Vocabulary) -> Judged {
    let before = comparison_before(text, number.start, from, vocabulary);
    let start = text.skip_space(text.clause_start(number.start));
    let compared = before != Comparison::None;
    let leads = number.start == start || compared;
    let wording = number.unit.map(|unit| super::units::Unit { end: number.end, text: unit.to_owned(), known: true });
    let unit = wording
        .or_else(|| unit_behind(text, number.end, vocabulary))
        .or_else(|| if leads { unknown_unit(text, number.end, vocabulary) } else { None });
    let end = unit.as_ref().map_or(number.end, |u| u.end);
    let end = roughly_end(text, end, vocabulary);
    let (behind, end) = match operator_behind(text, end, vocabulary) {
        Some((operator, end)) => (Some(operator), end),
        None => (None, end),
    };
    let operator = behind.or(before.operator());
    let in_range = super::ranges::in_range(text, number.end, vocabulary);
    // A number in prose without comparison and unit is a target only at the end: …发生率为0.
    let stands = operator.is_some() || unit.is_some() || ends_clause(text, end) || in_range;
    let explained = unit.as_ref().is_some_and(|u| u.known) || behind.is_some();
    let odd_behind = is_odd_behind(text, end, explained, vocabulary);
    let unexplained = is_odd_before(text, &number, vocabulary) || (stands || compared) && odd_behind;
    let target = stands.then(|| Candidate {
        operator,
        lost_sign: operator.is_none() && before == Comparison::Lost,
        known_unit: unit.as_ref().is_some_and(|u| u.known),
        unit: unit.map(|u| u.text),
        end,
        clause: (text.clause_start(number.start), text.clause_end(end)),
        number,
    });
    Judged { target, unexplained, loose: leads && !stands && odd_behind }
}

/// Behind 左右 and the like.
fn roughly_end(text: &ValueText, end: usize, vocabulary: &Vocabulary) -> usize {
    let at = text.skip_space(end);
    vocabulary.roughly().iter().find(|w| text.has(at, w)).map_or(end, |w| at + w.chars().count())
}

/// Whether what touches a number in front is neither word nor sign nor punctuation: 共#5项.
fn is_odd_before(text: &ValueText, number: &Number, vocabulary: &Vocabulary) -> bool {
    let Some(c) = text.before(number.start) else { return false };
    let is_known = c.is_whitespace()
        || is_ideograph(c)
        || is_clause_end(c)
        || super::operators::is_lost_sign(c)
        || "()[]（）【】〔〕《》〈〉“”‘’\"':：=≈约¥$.…—-~～".contains(c)
        || c.is_alphabetic();
    let mut words = vocabulary.signs().iter().map(|(sign, _)| sign).chain(vocabulary.ranges());
    !(is_known || words.any(|word| word.ends_with(c)))
}

/// Whether what stands behind a number and its unit is no end, word or punctuation. Behind a known unit prose may go on.
fn is_odd_behind(text: &ValueText, end: usize, prose: bool, vocabulary: &Vocabulary) -> bool {
    if ends_clause(text, end) {
        return false;
    }
    let at = text.skip_space(end);
    let c = text.at(at);
    let operators = [vocabulary.signs(), vocabulary.words_before(), vocabulary.words_behind()];
    let mut words = operators
        .into_iter()
        .flatten()
        .map(|(word, _)| word)
        .chain(vocabulary.ranges())
        .chain(vocabulary.alternatives());
    let is_known = "()[]（）【】〔〕《》〈〉“”‘’\"':：!！?？…".contains(c)
        || words.any(|word| text.has(at, word))
        || c.is_ascii_digit()
        || "且并和与及、".contains(c);
    !(is_known || prose && (is_ideograph(c) || c.is_alphabetic() || matches!(c, '/' | '+' | '·' | '．' | '.')))
}

/// Where the text between two positions is one of the words, spaces aside.
fn only(text: &ValueText, from: usize, to: usize, words: &[String]) -> bool {
    let from = text.skip_space(from);
    words.iter().any(|w| text.has(from, w) && text.skip_space(from + w.chars().count()) >= to) && from < to
}

/// Of several numbers the ones that are targets: alternatives (8个小时或3个半天), both bounds (≥80%且≤100%), one for each
/// clause; within a clause the last.
fn several(text: &ValueText, all: Vec<Candidate>, vocabulary: &Vocabulary) -> Vec<Candidate> {
    let mut kept: Vec<Candidate> = Vec::new();
    for mut next in all {
        if let Some(last) = kept.last_mut() {
            let crosses = crosses_clause(text, last.end, next.number.start);
            let alternative =
                !crosses && (last.end..=next.number.start).any(|n| only(text, last.end, n, vocabulary.alternatives()));
            if alternative {
                next.operator = next.operator.or(last.operator);
                last.clause.1 = last.end;
                next.clause.0 = last.end + 1;
            } else if !crosses && bounds(last, &next) {
                last.clause.1 = last.end;
                next.clause.0 = text.skip_space(last.end);
            } else if !crosses {
                kept.pop();
            }
        }
        kept.push(next);
    }
    let compared = kept.iter().filter(|c| c.operator.is_some()).count();
    let same_unit = kept.windows(2).all(|w| matches!(w, [a, b] if a.unit == b.unit));
    if kept.len() > 1 && compared > 0 && compared < kept.len() && !same_unit {
        // 5辆，每辆不超过18万元: what begins the value counts.
        let begins = text.skip_space(0);
        kept.retain(|c| c.operator.is_some() || c.known_unit && c.number.start == begins);
    }
    kept
}

fn crosses_clause(text: &ValueText, from: usize, to: usize) -> bool {
    (from..to).any(|n| is_clause_end(text.at(n)) && !text.masked_at(n))
}
