//! Printed figures: 9,486.23, １，２３４．５０, -12, (12).

use rust_decimal::Decimal;

/// A number at the beginning of a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Figures {
    /// What it says.
    pub value: Decimal,
    /// How many characters it has.
    pub length: usize,
}

/// The unsigned number that a text of folded width begins with: digits, thousands separators where they divide rightly, a
/// decimal point. `None` where there is no digit, or more of them than a number has.
#[must_use]
pub(crate) fn figures_at(text: &[char]) -> Option<Figures> {
    let at = |n: usize| text.get(n).copied().unwrap_or(' ');
    let digits_end = |from: usize| {
        let rest = text.get(from..).unwrap_or_default();
        from + rest.iter().take_while(|c| c.is_ascii_digit()).count()
    };
    let mut end = digits_end(0);
    if end == 0 {
        return None;
    }
    let mut digits: String = text.get(..end)?.iter().collect();
    let grouped = end <= 3 && at(0) != '0';
    while grouped && matches!(at(end), ',' | '，') && digits_end(end + 1) == end + 4 {
        digits.extend(text.get(end + 1..end + 4)?);
        end += 4;
    }
    if at(end) == '.' && at(end + 1).is_ascii_digit() {
        let fraction_end = digits_end(end + 1);
        digits.extend(text.get(end..fraction_end)?);
        end = fraction_end;
    }
    Some(Figures { value: digits.parse().ok()?, length: end })
}

/// The signed number that a text of folded width begins with, and how many characters it has.
#[must_use]
pub(crate) fn signed_at(text: &[char]) -> Option<Figures> {
    let negative = matches!(text.first(), Some('-' | '−' | '负'));
    let sign = usize::from(negative || text.first() == Some(&'+'));
    let figures = figures_at(text.get(sign..)?)?;
    let value = if negative { -figures.value } else { figures.value };
    Some(Figures { value, length: sign + figures.length })
}

/// The length of a number at the position in which letters stand for figures: 78OO, l00, O.5. The text has folded width.
#[must_use]
pub(crate) fn look_alike_at(text: &[char], start: usize) -> Option<usize> {
    let at = |n: usize| text.get(n).copied().unwrap_or(' ');
    let belongs =
        |c: char| c.is_ascii_digit() || looks_like_zero(c) || looks_like_one(c) || matches!(c, '.' | ',' | '，');
    let before = start.checked_sub(1).map_or(' ', at);
    if before.is_ascii_alphanumeric() || looks_like_zero(before) || matches!(at(start), '.' | ',' | '，') {
        return None;
    }
    let mut end = start + text.get(start..)?.iter().take_while(|&&c| belongs(c)).count();
    // A separator at the end is punctuation, an l there a litre.
    while end > start && (matches!(at(end - 1), '.' | ',' | '，') || looks_like_one(at(end - 1))) {
        end -= 1;
    }
    let run = text.get(start..end)?;
    let figures = run.iter().any(char::is_ascii_digit);
    let letters = run.iter().any(|&c| looks_like_zero(c) || looks_like_one(c));
    (figures && letters && !at(end).is_ascii_alphanumeric()).then_some(run.len())
}

/// Whether a character is printed in the place of a one.
fn looks_like_one(c: char) -> bool {
    matches!(c, 'l' | 'I')
}

/// Whether a character is printed in the place of a zero.
fn looks_like_zero(c: char) -> bool {
    matches!(c, 'O' | 'o' | '〇' | '○')
}

/// A text that is a number as a whole: spaces aside, brackets for a negative one.
#[must_use]
pub(crate) fn text_to_number(text: &str) -> Option<Decimal> {
    use super::characters::{fold_width, is_invisible};
    let folded: Vec<char> = text.chars().map(fold_width).filter(|&c| !c.is_whitespace() && !is_invisible(c)).collect();
    if let ['(', inner @ .., ')'] = folded.as_slice() {
        return figures_at(inner).filter(|f| f.length == inner.len()).map(|f| -f.value);
    }
    signed_at(&folded).filter(|f| f.length == folded.len()).map(|f| f.value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_look_like_figures_are_seen() {
        let length = |text: &str| look_alike_at(&text.chars().collect::<Vec<_>>(), 0);
        assert_eq!(length("78OO件"), Some(4));
        assert_eq!(length("1,2OO人"), Some(5));
        assert_eq!(length("O.5%"), Some(3));
        assert_eq!(length("l00%"), Some(3));
        for none in ["78件", "10l", "5OK", "CO2", "二〇二三", "OO", "1.", "Ol"] {
            assert_eq!(length(none), None, "{none}");
        }
    }

    #[test]
    fn numbers_are_exact() {
        let read = |text| text_to_number(text).map(|d| d.to_string()).unwrap_or_default();
        assert_eq!(read("9,486.23"), "9486.23");
        assert_eq!(read("１，２３４．５０"), "1234.50");
        assert_eq!(read("0.00"), "0.00");
        assert_eq!(read("(12.5)"), "-12.5");
        assert_eq!(read("−3"), "-3");
        for none in ["12,34", "0,123", "1.", "—", "12人", "", "1e5", "99999999999999999999999999999999999"] {
            assert_eq!(read(none), "", "{none}");
        }
    }
}
