//! The unit behind a number, or in the bracket of an indicator's name.

use super::value_text::{ValueText, is_clause_end};
use crate::language::characters::is_ideograph;
use crate::vocabulary::Vocabulary;

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
    let estimated = estimate_end(text, start, vocabulary);
    let (multiple, start) = estimated.map_or((String::new(), start), |(multiple_end, end)| {
        (text.printed(start, multiple_end), text.skip_space(end))
    });
    let Some(mut at) = known_unit(text, start, vocabulary) else {
        let end = estimated?.1;
        return (!multiple.is_empty()).then_some(Unit { end, text: multiple, known: true });
    };
    at = denominators_end(text, at, vocabulary);
    // 件(次/宗), 次（件）
    if let Some(close) = (at..text.len()).find(|&n| text.at(n) == ')').filter(|_| text.at(at) == '(') {
        let inner = text.printed(at + 1, close);
        if !inner.is_empty() && inner.split(['/', '、', '／']).all(|u| is_unit(u, vocabulary)) {
            at = close + 1;
        }
    }
    let printed = format!("{multiple}{}", text.printed(start, at));
    Some(Unit { end: at, text: vocabulary.written_unit(&printed).to_owned(), known: true })
}

/// 500余人, 3万多户: where the multiple and where the word of estimation behind a number end.
fn estimate_end(text: &ValueText, start: usize, vocabulary: &Vocabulary) -> Option<(usize, usize)> {
    let multiple = multiple_end(text, start, vocabulary).unwrap_or(start);
    let word = vocabulary.estimates().iter().find(|w| text.has(multiple, w))?;
    Some((multiple, multiple + word.chars().count()))
}

fn multiple_end(text: &ValueText, start: usize, vocabulary: &Vocabulary) -> Option<usize> {
    vocabulary.multiples().iter().find(|m| text.has(start, m)).map(|m| start + m.chars().count())
}

/// 次/年, 元/人/天, 人次/台·天, 元每户每年: where the parts behind the first end.
fn denominators_end(text: &ValueText, mut at: usize, vocabulary: &Vocabulary) -> usize {
    loop {
        let (after, free) = match text.at(at) {
            '/' => (at + 1, true),
            '·' | '•' | '.' | '每' | '⋅' => (at + 1, false),
            _ => return at,
        };
        let known = known_unit(text, after, vocabulary);
        let whole = known.filter(|&end| !free || ends_part(text, end, vocabulary));
        let word = if free && whole.is_none() { free_denominator(text, after, vocabulary) } else { None };
        match whole.or(word).or(known) {
            Some(end) => at = end,
            None => return at,
        }
    }
}

/// 元/标箱/年: what an amount is counted by may be any short word that ends there.
fn free_denominator(text: &ValueText, start: usize, vocabulary: &Vocabulary) -> Option<usize> {
    let end = (start..start + LONGEST_WORD).find(|&n| !text.at(n).is_alphabetic() || ends_part(text, n, vocabulary));
    let end = end.unwrap_or(start + LONGEST_WORD);
    (end > start && ends_part(text, end, vocabulary)).then_some(end)
}

/// Whether a part of a unit may end there: something else begins.
fn ends_part(text: &ValueText, at: usize, vocabulary: &Vocabulary) -> bool {
    let c = text.at(at);
    at >= text.len()
        || c.is_whitespace()
        || is_clause_end(c)
        || matches!(c, '/' | '·' | '•' | '.' | '每' | '(' | ')' | '-' | '~' | '—' | ':')
        || vocabulary.words_behind().iter().any(|(w, _)| text.has(at, w))
        || vocabulary.alternatives().iter().any(|w| text.has(at, w))
}

/// Characters of the longest word that is taken for a unit without being known.
const LONGEST_WORD: usize = 4;

/// An unknown unit: a short word between a number and the end of its clause (≥5卡), or letters (μg/m³).
pub(super) fn unknown_unit(text: &ValueText, end: usize, vocabulary: &Vocabulary) -> Option<Unit> {
    let start = text.skip_space(end);
    let clause_end = text.clause_end(start);
    let stop = (start..clause_end).find(|&n| ends_word(text, n, vocabulary)).unwrap_or(clause_end);
    let word = text.printed(start, stop);
    let word = word.trim_end();
    let count = word.chars().count();
    let ideographs = (1..=LONGEST_WORD).contains(&count) && word.chars().all(|c| is_ideograph(c) || c == '/');
    let letters = (1..=2 * LONGEST_WORD).contains(&count) && word.chars().all(is_unit_letter);
    (ideographs || letters).then(|| Unit { end: stop, text: word.to_owned(), known: false })
}

/// Whether something else begins where a word may be a unit: a word of comparison, a bracket, 左右.
fn ends_word(text: &ValueText, n: usize, vocabulary: &Vocabulary) -> bool {
    vocabulary.words_behind().iter().any(|(w, _)| text.has(n, w))
        || text.at(n) == '('
        || vocabulary.roughly().iter().any(|w| text.has(n, w))
}

/// Whether a character is part of a unit in letters or signs: km/h, ℃, m².
fn is_unit_letter(c: char) -> bool {
    c.is_alphabetic() && !is_ideograph(c) || matches!(c, '/' | '°' | '℃' | '²' | '³' | '·')
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
    let unit = unit_without_multiple(text, start, vocabulary);
    let Some(end) = multiple_end(text, start, vocabulary) else { return unit };
    let multiplied = unit_without_multiple(text, end, vocabulary).unwrap_or(end);
    Some(unit.map_or(multiplied, |unit| unit.max(multiplied)))
}

/// Where the first known unit that stands at the position ends.
fn unit_without_multiple(text: &ValueText, at: usize, vocabulary: &Vocabulary) -> Option<usize> {
    vocabulary.units().iter().find(|u| has_unit(text, at, u)).map(|u| at + u.chars().count())
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
    a == b || !(is_ideograph(a) || is_ideograph(b)) && a.to_lowercase().eq(b.to_lowercase())
}

/// Whether the whole text is a known unit, as 次/年 or 万元.
pub(super) fn is_unit(word: &str, vocabulary: &Vocabulary) -> bool {
    let text = ValueText::new(word.trim());
    let end = known_unit(&text, 0, vocabulary).map(|end| denominators_end(&text, end, vocabulary));
    text.len() > 0 && end == Some(text.len())
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
    let unit = without_place(unit, vocabulary);
    is_unit(unit, vocabulary).then(|| unit.trim().to_owned())
}

/// ≥**%, XX万元, ≤_____天 → the unit: templates show where the number goes.
fn without_place<'u>(unit: &'u str, vocabulary: &Vocabulary) -> &'u str {
    let unit = unit.trim();
    let sign = vocabulary.signs().iter().find_map(|(sign, _)| unit.strip_prefix(sign.as_str()));
    let rest = sign.unwrap_or(unit).trim_start();
    let bare = rest.trim_start_matches(|c: char| "*＊×xX_＿…○〇□ ".contains(c));
    if bare.is_empty() || bare.len() == rest.len() { unit } else { bare }
}

/// Whether the clause of a number goes on behind its unit.
pub(super) fn ends_clause(text: &ValueText, at: usize) -> bool {
    let at = text.skip_space(at);
    at >= text.len() || is_clause_end(text.at(at))
}
