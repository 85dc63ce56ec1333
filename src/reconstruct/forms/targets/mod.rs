//! The printed value of an indicator → operator, number, unit.

use std::borrow::Cow;

use crate::model::{Operator, Target, TargetKind};
use crate::vocabulary::Vocabulary;

mod candidates;
mod numbers;
mod units;
mod value_text;

use candidates::{Candidate, candidates};
use value_text::ValueText;

/// Reads a printed value. `name` is the indicator's name: a unit in its last bracket (…时间（小时）) serves a value that
/// has none. Nothing printed gives `None`; a value without a number is qualitative.
#[must_use]
pub fn value_to_target(printed: &str, name: Option<&str>, vocabulary: &Vocabulary) -> Option<Target> {
    let closed = without_wrap_spaces(printed.trim());
    let raw = closed.as_ref();
    if raw.is_empty() {
        return None;
    }
    // No value is longer; a text of megabytes in a value column is not worth searching for numbers.
    if raw.len() > LONGEST_VALUE {
        return Some(qualitative(raw));
    }
    let text = ValueText::new(raw);
    let found = candidates(&text, vocabulary);
    let name_unit = || name.and_then(|n| units::unit_of_name(n, vocabulary));
    Some(match found.as_slice() {
        [] => match operator_at_end(raw, vocabulary) {
            Some(operator) => Target { operator: Some(operator), kind: TargetKind::Quantitative, ..qualitative(raw) },
            None => qualitative(raw),
        },
        [one] => quantitative(raw, one, name_unit),
        several => {
            let parts: Vec<Target> = several.iter().map(|c| quantitative(&part_text(&text, c), c, name_unit)).collect();
            let unit = parts.first().and_then(|p| p.unit.clone());
            let shared = parts.iter().all(|p| p.unit == unit);
            Target { unit: unit.filter(|_| shared), kind: TargetKind::Quantitative, parts, ..qualitative(raw) }
        }
    })
}

/// A number broken by a line end (10 0%, 97. 5) closed up: joining wrapped lines leaves a space there which is not printed.
fn without_wrap_spaces(text: &str) -> Cow<'_, str> {
    let chars: Vec<char> = text.chars().collect();
    let number = |c: Option<&char>| c.is_some_and(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '%'));
    let is_wrap = |n: usize| {
        let before = n.checked_sub(1).and_then(|n| chars.get(n));
        chars.get(n) == Some(&' ')
            && before.is_some_and(|c| c.is_ascii_digit() || *c == '.')
            && number(chars.get(n + 1))
    };
    // A full stop ends a list number: in `1. 5间` nothing is broken.
    let list_number = |n: usize| {
        let dot = n.checked_sub(1).filter(|&d| chars.get(d) == Some(&'.'));
        dot.is_some_and(|d| d == 1 || d.checked_sub(2).and_then(|b| chars.get(b)).is_some_and(|c| !c.is_ascii_digit()))
    };
    if !(0..chars.len()).any(is_wrap) {
        return Cow::Borrowed(text);
    }
    let kept = (0..chars.len()).filter(|&n| !is_wrap(n) || list_number(n));
    Cow::Owned(kept.filter_map(|n| chars.get(n)).collect())
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

fn quantitative(raw: &str, candidate: &Candidate, name_unit: impl Fn() -> Option<String>) -> Target {
    Target {
        raw: raw.to_owned(),
        operator: Some(candidate.operator.unwrap_or(Operator::Equal)),
        value: Some(candidate.number.value.normalize()),
        unit: candidate.unit.clone().or_else(name_unit),
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
pub fn operator_at_end(value: &str, vocabulary: &Vocabulary) -> Option<Operator> {
    let value = value.trim_end_matches(|c: char| c.is_whitespace() || c == '。');
    let ends = |words: &[(String, Operator)]| words.iter().find(|(w, _)| value.ends_with(w.as_str())).map(|&(_, o)| o);
    ends(vocabulary.words_before()).or_else(|| ends(vocabulary.signs()))
}

/// The three columns 指标性质, 指标值, 度量单位 as one printed value: ≥95%; the value alone where the others say 无 or 定性.
#[must_use]
pub fn joined_value(operator: &str, value: &str, unit: &str, vocabulary: &Vocabulary) -> String {
    let (operator, value, unit) = (operator.trim(), value.trim(), unit.trim());
    if value.is_empty() {
        return String::new();
    }
    let operator = if vocabulary.is_qualitative(operator) || vocabulary.is_no_unit(operator) { "" } else { operator };
    let unit = if vocabulary.is_qualitative(unit) || vocabulary.is_no_unit(unit) { "" } else { unit };
    // What the value repeats is not printed twice: ≥ | ≥95% | %.
    let operator = if value.starts_with(operator) { "" } else { operator };
    let unit = if value.ends_with(unit) { "" } else { unit };
    format!("{operator}{value}{unit}")
}

#[cfg(test)]
mod tests;
