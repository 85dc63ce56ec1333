//! Two bounds in one value: 80%-90%, 80%≤X≤90%, ≥80%且≤90%.

use super::candidate::Candidate;
use super::value_text::ValueText;
use crate::model::Operator;
use crate::vocabulary::Vocabulary;

/// Whether a word of a range and a digit stand behind.
pub(super) fn in_range(text: &ValueText, end: usize, vocabulary: &Vocabulary) -> bool {
    let at = text.skip_space(end);
    vocabulary
        .ranges()
        .iter()
        .any(|r| text.has(at, r) && text.at(text.skip_space(at + r.chars().count())).is_ascii_digit())
}

pub(super) fn is_range_partner(text: &ValueText, candidate: &Candidate, vocabulary: &Vocabulary) -> bool {
    in_range(text, candidate.number.end, vocabulary)
}

/// 80%-90%: at least the one, at most the other.
pub(super) fn range(text: &ValueText, all: &[Candidate], vocabulary: &Vocabulary) -> Option<Vec<Candidate>> {
    let [first, second] = all else { return None };
    let from = text.skip_space(first.end);
    let between = vocabulary
        .ranges()
        .iter()
        .any(|w| text.has(from, w) && text.skip_space(from + w.chars().count()) >= second.number.start);
    if !between || from >= second.number.start || first.number.value == second.number.value {
        return None;
    }
    let ascending = first.number.value < second.number.value;
    let (low, high) = (Operator::AtLeast, Operator::AtMost);
    Some(pair(first, second, if ascending { (low, high) } else { (high, low) }))
}

/// 80%≤X≤90%: what stands between is the quantity itself.
pub(super) fn chained(text: &ValueText, all: &[Candidate], vocabulary: &Vocabulary) -> Option<Vec<Candidate>> {
    let [first, second] = all else { return None };
    if first.number.start != text.skip_space(0) {
        return None;
    }
    let from = text.skip_space(first.end);
    let (sign, operator) = vocabulary.signs().iter().find(|(s, _)| text.has(from, s))?;
    let (from, to) = (from + sign.chars().count(), second.number.start);
    let quantity = (from..to).filter(|&n| text.at(n).is_alphabetic()).count();
    let turned = match operator {
        Operator::AtMost => Operator::AtLeast,
        Operator::LessThan => Operator::MoreThan,
        Operator::AtLeast => Operator::AtMost,
        Operator::MoreThan => Operator::LessThan,
        Operator::Equal => return None,
    };
    let own = second.operator.filter(|_| (1..=LONGEST_QUANTITY).contains(&quantity))?;
    Some(pair(first, second, (turned, own)))
}

/// Characters of the longest name of the quantity between its bounds: 80%≤完成率≤90%.
const LONGEST_QUANTITY: usize = 8;

/// Whether two numbers of a clause are its lower and its upper bound, or the other way round.
pub(super) fn bounds(first: &Candidate, second: &Candidate) -> bool {
    let units = first.unit == second.unit || first.unit.is_none() || second.unit.is_none();
    units
        && (goes_up(first) == Some(true) && goes_down(second) == Some(true)
            || goes_down(first) == Some(true) && goes_up(second) == Some(true))
}

/// Whether a candidate is an upper bound; `None` without an operator.
fn goes_down(c: &Candidate) -> Option<bool> {
    c.operator.map(|o| matches!(o, Operator::AtMost | Operator::LessThan))
}

/// Whether a candidate is a lower bound; `None` without an operator.
fn goes_up(c: &Candidate) -> Option<bool> {
    c.operator.map(|o| matches!(o, Operator::AtLeast | Operator::MoreThan))
}

/// Two candidates as bounds; a unit that only one names is that of both.
fn pair(first: &Candidate, second: &Candidate, operators: (Operator, Operator)) -> Vec<Candidate> {
    let (mut first, mut second) = (first.clone(), second.clone());
    first.unit = first.unit.or_else(|| second.unit.clone());
    second.unit = second.unit.or_else(|| first.unit.clone());
    (first.operator, second.operator) = (Some(operators.0), Some(operators.1));
    first.clause = (first.number.start, first.end);
    second.clause = (second.number.start, second.end);
    vec![first, second]
}
