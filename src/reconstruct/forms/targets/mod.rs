//! The printed value of an indicator → operator, number, unit.

use std::borrow::Cow;

use crate::model::{Operator, Target, TargetKind};
use crate::vocabulary::Vocabulary;

mod candidate;
mod candidates;
pub(crate) mod columns;
mod doubt;
mod numbers;
mod operators;
mod ranges;
mod units;
mod value_text;

use candidate::Candidate;
use candidates::{Found, candidates};
pub(crate) use doubt::Doubt;
use value_text::ValueText;

/// A target and what is doubtful about it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ReadTarget {
    pub(crate) target: Target,
    pub(crate) doubt: Option<Doubt>,
}

/// Reads a printed value. `name` is the indicator's name: a unit in its last bracket (…时间（小时）) serves a value that
/// has none. Nothing printed gives `None`; a value without a number is qualitative.
#[must_use]
pub(crate) fn value_to_target(printed: &str, name: Option<&str>, vocabulary: &Vocabulary) -> Option<Target> {
    read_value(printed, name, vocabulary).map(|read| read.target)
}

/// Reads a printed value as [`value_to_target`] does, and says what is doubtful about it.
pub(crate) fn read_value(printed: &str, name: Option<&str>, vocabulary: &Vocabulary) -> Option<ReadTarget> {
    let closed = without_wrap_spaces(printed.trim());
    let raw = closed.as_ref();
    if raw.is_empty() {
        return None;
    }
    // No value is longer; a text of megabytes in a value column is not worth searching for numbers.
    if raw.len() > LONGEST_VALUE {
        return Some(ReadTarget { target: qualitative(raw), doubt: None });
    }
    let text = ValueText::new(raw);
    let found = match candidates(&text, vocabulary) {
        Found::Targets(found) => found,
        Found::Unreadable(meant) => {
            let target = Target { kind: TargetKind::Quantitative, ..qualitative(raw) };
            return Some(ReadTarget { target, doubt: Some(Doubt::Unreadable { meant }) });
        }
    };
    let lost = found.iter().any(|c| c.lost_sign).then_some(Doubt::SignLost);
    // A unit that the value lacks is that of the name.
    let needs_unit = found.iter().any(|candidate| candidate.unit.is_none());
    let name_unit = name.filter(|_| needs_unit).and_then(|name| units::unit_of_name(name, vocabulary));
    let target = match found.as_slice() {
        [] => match operator_at_end(raw, vocabulary) {
            Some(operator) => Target { operator: Some(operator), kind: TargetKind::Quantitative, ..qualitative(raw) },
            None => qualitative(raw),
        },
        [one] => quantitative(raw, one, name_unit.as_deref()),
        several => {
            let parts: Vec<Target> =
                several.iter().map(|c| quantitative(&part_text(&text, c), c, name_unit.as_deref())).collect();
            let unit = parts.first().and_then(|p| p.unit.clone());
            let shared = parts.iter().all(|p| p.unit == unit);
            Target { unit: unit.filter(|_| shared), kind: TargetKind::Quantitative, parts, ..qualitative(raw) }
        }
    };
    let doubt = lost.or_else(|| doubt::disagreement(&target));
    Some(ReadTarget { target, doubt })
}

/// A number broken by a line end (10 0%, 97. 5) closed up: joining wrapped lines leaves a space there which is not printed.
fn without_wrap_spaces(text: &str) -> Cow<'_, str> {
    let chars: Vec<char> = text.chars().collect();
    if !chars.windows(3).any(is_wrap) {
        return Cow::Borrowed(text);
    }
    let kept = chars.iter().enumerate().filter(|(n, _)| {
        let (before, behind) = chars.split_at(*n);
        match (before.last(), behind) {
            (Some(last), [space, next, ..]) => !is_wrap(&[*last, *space, *next]) || ends_list_number(before),
            _ => true,
        }
    });
    Cow::Owned(kept.map(|(_, c)| c).collect())
}

/// Whether a space stands between two characters of a number.
fn is_wrap(three: &[char]) -> bool {
    matches!(three, ['0'..='9' | '.', ' ', '0'..='9' | '.' | ',' | '%'])
}

/// Whether a text ends with a full stop that ends a list number: in `1. 5间` nothing is broken.
fn ends_list_number(text: &[char]) -> bool {
    match text {
        [_, '.'] => true,
        [.., before, _, '.'] => !before.is_ascii_digit(),
        _ => false,
    }
}

/// Bytes of the longest value that is searched for numbers.
const LONGEST_VALUE: usize = 3000;

fn qualitative(raw: &str) -> Target {
    Target {
        raw: raw.to_owned(),
        operator: None,
        value: None,
        unit: None,
        kind: TargetKind::Qualitative,
        parts: vec![],
    }
}

fn quantitative(raw: &str, candidate: &Candidate, name_unit: Option<&str>) -> Target {
    Target {
        raw: raw.to_owned(),
        operator: candidate.operator.or((!candidate.lost_sign).then_some(Operator::Equal)),
        value: Some(candidate.number.value.normalize()),
        unit: candidate.unit.clone().or_else(|| name_unit.map(str::to_owned)),
        kind: TargetKind::Quantitative,
        parts: Vec::new(),
    }
}

/// The clause of a candidate as printed, without the punctuation around it.
fn part_text(text: &ValueText, candidate: &Candidate) -> String {
    text.printed(candidate.clause.0, candidate.clause.1).trim().to_owned()
}

/// The comparison a value ends with, its number lost: 低于.
#[must_use]
pub(crate) fn operator_at_end(value: &str, vocabulary: &Vocabulary) -> Option<Operator> {
    let value = value.trim_end_matches(|c: char| c.is_whitespace() || c == '。');
    // 》 at the end of a text closes a title.
    let signs = if value.ends_with(['》', '〉']) { &[][..] } else { vocabulary.signs() };
    let mut words = vocabulary.words_before().iter().chain(signs);
    words.find(|(word, _)| value.ends_with(word.as_str())).map(|(_, operator)| *operator)
}

#[cfg(test)]
mod tests;
