//! The unit behind a number, or in the bracket of an indicator's name.

use super::value_text::{ValueText, is_clause_end};
use crate::vocabulary::{Vocabulary, fold};

/// A unit of a value: where it ends, and its text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Unit {
    pub(super) end: usize,
    pub(super) text: String,
    /// Known to the vocabulary.
    pub(super) known: bool,
}

/// The unit that stands behind a number ending at `end`.
pub(super) fn unit_behind(text: &ValueText, end: usize, vocabulary: &Vocabulary) -> Option<Unit> {
    let start = text.skip_space(end);
    if let Some(inner) = bracketed_unit(text, start, vocabulary) {
        return Some(inner);
    }
    let mut at = known_unit(text, start, vocabulary)?;
    // 次/年, 元/人/天
    while text.at(at) == '/' {
        let Some(next) = known_unit(text, at + 1, vocabulary) else { break };
        at = next;
    }
    // 件(次/宗), 次（件）
    if let Some(close) = (at..text.len()).find(|&n| text.at(n) == ')').filter(|_| text.at(at) == '(') {
        let inner = text.printed(at + 1, close);
        if !inner.is_empty() && inner.split(['/', '、', '／']).all(|u| is_unit(u, vocabulary)) {
            at = close + 1;
        }
    }
    let printed = text.printed(start, at);
    Some(Unit { end: at, text: vocabulary.written_unit(&printed).to_owned(), known: true })
}

/// An unknown unit: a short word between a number and the end of its clause (≥5卡).
pub(super) fn unknown_unit(text: &ValueText, end: usize, vocabulary: &Vocabulary) -> Option<Unit> {
    const LONGEST: usize = 4;
    let start = text.skip_space(end);
    let clause_end = text.clause_end(start);
    let stop = (start..clause_end)
        .find(|&n| vocabulary.words_behind().iter().any(|(w, _)| text.has(n, w)) || text.at(n) == '(')
        .unwrap_or(clause_end);
    let word = text.printed(start, stop);
    let word = word.trim_end();
    let plain = word.chars().all(|c| c.is_alphabetic() || c == '/' || c == '°' || c == '℃');
    (plain && (1..=LONGEST).contains(&word.chars().count())).then(|| Unit {
        end: stop,
        text: word.to_owned(),
        known: false,
    })
}

/// `(%)` right behind a number.
fn bracketed_unit(text: &ValueText, start: usize, vocabulary: &Vocabulary) -> Option<Unit> {
    if text.at(start) != '(' {
        return None;
    }
    let close = (start..text.len()).find(|&n| text.at(n) == ')')?;
    let inner = text.printed(start + 1, close);
    is_unit(&inner, vocabulary).then(|| Unit { end: close + 1, text: inner.trim().to_owned(), known: true })
}

/// Where the longest known unit at the position ends, a multiple (万) before it or alone.
fn known_unit(text: &ValueText, start: usize, vocabulary: &Vocabulary) -> Option<usize> {
    let plain = |at: usize| vocabulary.units().iter().find(|u| has_unit(text, at, u)).map(|u| at + u.chars().count());
    let multiple = vocabulary.multiples().iter().find(|m| text.has(start, m)).map(|m| start + m.chars().count());
    match (plain(start), multiple) {
        (Some(unit), Some(end)) => Some(unit.max(plain(end).unwrap_or(end))),
        (Some(unit), None) => Some(unit),
        (None, Some(end)) => Some(plain(end).unwrap_or(end)),
        (None, None) => None,
    }
}

/// Whether the unit stands there; a unit of Latin letters must end where the word ends.
fn has_unit(text: &ValueText, at: usize, unit: &str) -> bool {
    let mut n = at;
    for c in unit.chars() {
        if !text.folded.get(n).is_some_and(|t| is_same_letter(*t, c)) {
            return false;
        }
        n += 1;
    }
    !(unit.ends_with(|c: char| c.is_ascii_alphabetic()) && text.at(n).is_ascii_alphabetic())
}

/// Whether two characters are the same, small or capital. Ideographs are neither.
fn is_same_letter(a: char, b: char) -> bool {
    let cjk = |c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c);
    a == b || !(cjk(a) || cjk(b)) && a.to_lowercase().eq(b.to_lowercase())
}

/// Whether the whole text is a known unit, as 次/年 or 万元.
pub(super) fn is_unit(word: &str, vocabulary: &Vocabulary) -> bool {
    let text = ValueText::new(&fold(word));
    if text.len() == 0 {
        return false;
    }
    let mut at = 0;
    loop {
        match known_unit(&text, at, vocabulary) {
            Some(end) if end == text.len() => return true,
            Some(end) if text.at(end) == '/' => at = end + 1,
            _ => return false,
        }
    }
}

/// The unit in the last bracket of an indicator's name: …时间（小时）, …率（单位：%）.
pub(super) fn unit_of_name(name: &str, vocabulary: &Vocabulary) -> Option<String> {
    let inner = name.trim_end().strip_suffix(['）', ')'])?;
    let open = inner.rfind(['（', '('])?;
    let inner = inner.get(open..)?.trim_start_matches(['（', '(']);
    let unit = match inner.rsplit_once(['：', ':']) {
        Some((label, unit)) if vocabulary.is_money_label(label) => unit,
        Some(_) => return None,
        None => inner,
    };
    is_unit(unit, vocabulary).then(|| unit.trim().to_owned())
}

/// Whether the clause of a number goes on behind its unit.
pub(super) fn ends_clause(text: &ValueText, at: usize) -> bool {
    let at = text.skip_space(at);
    at >= text.len() || is_clause_end(text.at(at))
}
