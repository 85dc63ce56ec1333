//! Printed figures: 9,486.23, １，２３４．５０, -12, (12).

use rust_decimal::Decimal;

/// Digits between two thousands separators.
const GROUP: usize = 3;

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
    let (whole, mut rest) = split_digits(text);
    let first = whole.first()?;
    let mut digits: String = whole.iter().collect();
    let grouped = whole.len() <= GROUP && *first != '0';
    while grouped
        && let [',' | '，', behind @ ..] = rest
        && let (group, after) = split_digits(behind)
        && group.len() == GROUP
    {
        digits.extend(group);
        rest = after;
    }
    if let ['.', behind @ ..] = rest
        && let (fraction, after) = split_digits(behind)
        && !fraction.is_empty()
    {
        digits.push('.');
        digits.extend(fraction);
        rest = after;
    }
    Some(Figures { value: digits.parse().ok()?, length: text.len() - rest.len() })
}

/// The digits that a text begins with, and what stands behind them.
fn split_digits(text: &[char]) -> (&[char], &[char]) {
    text.split_at(text.iter().take_while(|c| c.is_ascii_digit()).count())
}

/// The signed number that a text of folded width begins with, and how many characters it has.
#[must_use]
pub(crate) fn signed_at(text: &[char]) -> Option<Figures> {
    let (negative, unsigned) = match text {
        ['-' | '−' | '负', unsigned @ ..] => (true, unsigned),
        ['+', unsigned @ ..] => (false, unsigned),
        _ => (false, text),
    };
    let figures = figures_at(unsigned)?;
    let value = if negative { -figures.value } else { figures.value };
    Some(Figures { value, length: text.len() - unsigned.len() + figures.length })
}

/// The length of a number at the position in which letters stand for figures: 78OO, l00, O.5. The text has folded width.
#[must_use]
pub(crate) fn look_alike_at(text: &[char], start: usize) -> Option<usize> {
    let (passed, ahead) = text.split_at_checked(start)?;
    let goes_on = passed.last().is_some_and(|&c| c.is_ascii_alphanumeric() || looks_like_zero(c));
    if goes_on || ahead.first().is_some_and(|&c| is_separator(c)) {
        return None;
    }
    let (mut run, _) = ahead.split_at(ahead.iter().take_while(|&&c| is_separator(c) || is_figure_like(c)).count());
    // A separator at the end is punctuation, an l there a litre.
    while let [kept @ .., last] = run
        && (is_separator(*last) || looks_like_one(*last))
    {
        run = kept;
    }
    let figures = run.iter().any(char::is_ascii_digit);
    let letters = run.iter().any(|&c| looks_like_zero(c) || looks_like_one(c));
    let ends = !ahead.get(run.len()).is_some_and(char::is_ascii_alphanumeric);
    (figures && letters && ends).then_some(run.len())
}

/// Whether a character parts the figures of a number.
fn is_separator(c: char) -> bool {
    matches!(c, '.' | ',' | '，')
}

/// Whether a character is a figure or printed in the place of one.
fn is_figure_like(c: char) -> bool {
    c.is_ascii_digit() || looks_like_zero(c) || looks_like_one(c)
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
