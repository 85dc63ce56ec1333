//! The numbers of a value: decimals with thousands separators, and Chinese numerals where they count something.

use rust_decimal::Decimal;

use super::value_text::{ValueText, is_clause_end};
use crate::vocabulary::Vocabulary;

/// A number of a value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Number {
    /// Position of its first character (its sign included).
    pub(super) start: usize,
    /// Position behind its last character.
    pub(super) end: usize,
    pub(super) value: Decimal,
    /// Written in Chinese numerals.
    pub(super) chinese: bool,
}

/// All numbers that can be targets: no dates, ordinals, list numbers, codes.
pub(super) fn numbers(text: &ValueText, vocabulary: &Vocabulary) -> Vec<Number> {
    let mut found = Vec::new();
    let mut n = 0;
    while n < text.len() {
        if text.masked_at(n) {
            n += 1;
        } else if text.at(n).is_ascii_digit() {
            let number = decimal_at(text, n);
            n = number.as_ref().map_or_else(|| digits_end(text, n), |x| x.end);
            found.extend(number);
        } else if numeral(text.at(n)).is_some() {
            let (end, value) = chinese_at(text, n);
            if let Some(value) =
                value.filter(|_| counts_time(text, end, vocabulary) || follows_operator(text, n, vocabulary))
            {
                found.push(Number { start: n, end, value, chinese: true });
            }
            n = end.max(n + 1);
        } else {
            n += 1;
        }
    }
    let kept: Vec<Number> =
        found.iter().enumerate().filter(|&(k, x)| !is_decoy(text, &found, k, x)).map(|(_, x)| *x).collect();
    kept
}

/// Whether the value is a list (1.… 2.…): its numbers are those of its entries, it has no target of its own.
pub(super) fn is_list(text: &ValueText) -> bool {
    (0..text.len()).filter(|&n| is_list_number(text, n)).count() >= 2
}

/// Whether a list number stands at the position: `1.`, `2、` at the beginning or behind punctuation.
fn is_list_number(text: &ValueText, n: usize) -> bool {
    let starts = text.before(n).is_none_or(|c| is_clause_end(c) || c.is_whitespace() || c == ':' || c == '。');
    if !starts || !text.at(n).is_ascii_digit() {
        return false;
    }
    let end = digits_end(text, n);
    end - n <= 2 && matches!(text.at(end), '.' | '、') && end + 1 < text.len() && !text.at(end + 1).is_ascii_digit()
}

fn digits_end(text: &ValueText, mut n: usize) -> usize {
    while text.at(n).is_ascii_digit() {
        n += 1;
    }
    n
}

/// A decimal, with thousands separators where these divide it rightly.
fn decimal_at(text: &ValueText, start: usize) -> Option<Number> {
    let mut digits: String = String::new();
    let mut end = digits_end(text, start);
    digits.extend((start..end).map(|n| text.at(n)));
    if end - start <= 3 {
        while text.at(end) == ',' && digits_end(text, end + 1) == end + 4 {
            digits.extend((end + 1..end + 4).map(|n| text.at(n)));
            end += 4;
        }
    }
    if text.at(end) == '.' && text.at(end + 1).is_ascii_digit() {
        let fraction_end = digits_end(text, end + 1);
        digits.push('.');
        digits.extend((end + 1..fraction_end).map(|n| text.at(n)));
        end = fraction_end;
    }
    let negative = matches!(text.before(start), Some('-' | '−'))
        && text.before(start - 1).is_none_or(|c| c.is_whitespace() || "≥≤><=:(".contains(c));
    let mut value: Decimal = digits.parse().ok()?;
    if negative {
        value.set_sign_negative(true);
    }
    Some(Number { start: if negative { start - 1 } else { start }, end, value, chinese: false })
}

/// Dates, ordinals, list numbers, parts of codes and clock times.
fn is_decoy(text: &ValueText, all: &[Number], k: usize, number: &Number) -> bool {
    let before = text.before(number.start);
    if is_list_number(text, number.start) || before.is_some_and(|c| c.is_ascii_alphabetic() || "第每×*".contains(c))
    {
        return true;
    }
    let behind = text.skip_space(number.end);
    let clock = |a: char, b: char| a == ':' && b.is_ascii_digit();
    if clock(text.at(number.end), text.at(number.end + 1))
        || before == Some(':') && text.before(number.start - 1).is_some_and(|c| c.is_ascii_digit())
        || matches!(text.at(number.end), '×' | '*') && text.at(number.end + 1).is_ascii_digit()
    {
        return true;
    }
    is_year(text, number, behind)
        || text.has(behind, "月") && !number.chinese
        || text.has(behind, "日前")
        || text.has(behind, "号")
        || text.has(behind, "日") && follows_month(text, all, k, number)
        || text.has(behind, "季度")
}

/// 2023年, and the first of 2023-2025年.
fn is_year(text: &ValueText, number: &Number, behind: usize) -> bool {
    let whole =
        number.end - number.start == 4 && number.value >= Decimal::from(1900) && number.value < Decimal::from(2100);
    let range = matches!(text.at(number.end), '-' | '—' | '~' | '至' | '/' | '.')
        && digits_end(text, number.end + 1) > number.end + 1;
    whole && (text.has(behind, "年") || range)
}

fn follows_month(text: &ValueText, all: &[Number], k: usize, number: &Number) -> bool {
    let previous = k.checked_sub(1).and_then(|k| all.get(k));
    previous.is_some_and(|p| text.has(text.skip_space(p.end), "月") && number.start <= text.skip_space(p.end) + 2)
}

fn numeral(c: char) -> Option<u32> {
    Some(match c {
        '零' | '〇' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        '十' => 10,
        '百' => 100,
        '千' => 1000,
        _ => return None,
    })
}

/// The run of numerals at a position: its end, and its value where it is a well-formed number.
fn chinese_at(text: &ValueText, start: usize) -> (usize, Option<Decimal>) {
    let (mut total, mut digit, mut n) = (0_u32, None, start);
    let mut scale_before = u32::MAX;
    let mut well_formed = true;
    while let Some(value) = numeral(text.at(n)).filter(|_| n < text.len()) {
        if value < 10 {
            well_formed &= digit.is_none_or(|d| d == 0);
            digit = Some(value);
        } else {
            well_formed &= value < scale_before;
            scale_before = value;
            total = total.saturating_add(digit.take().unwrap_or(1).saturating_mul(value));
        }
        n += 1;
    }
    (n, well_formed.then(|| Decimal::from(total.saturating_add(digit.unwrap_or(0)))))
}

/// 三个工作日, 十分钟: a numeral before a unit of time is a number.
fn counts_time(text: &ValueText, end: usize, vocabulary: &Vocabulary) -> bool {
    vocabulary.time_units().iter().any(|u| text.has(end, u))
}

/// 至少两张: so is one right behind a word of comparison.
fn follows_operator(text: &ValueText, start: usize, vocabulary: &Vocabulary) -> bool {
    vocabulary.words_before().iter().any(|(w, _)| {
        let length = w.chars().count();
        length <= start && text.has(start - length, w)
    })
}
