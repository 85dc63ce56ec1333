//! Classes of characters and their widths.

use unicode_width::UnicodeWidthStr;

/// The space of full width.
pub(crate) const IDEOGRAPHIC_SPACE: char = '\u{3000}';

/// A character of full width as the ASCII one, the ideographic space as a space; any other as it is.
#[must_use]
pub(crate) fn fold_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '￥' => '¥',
        IDEOGRAPHIC_SPACE => ' ',
        _ => c,
    }
}

/// Whether a character is printed as nothing: joiners, direction marks, soft hyphens, variation selectors.
/// Those of Unicode's `Default_Ignorable_Code_Point` that texts hold.
#[must_use]
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'..='\u{1160}'
            | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

/// Whether a character is an ideograph: the unified ones with their extensions, and 〇.
#[must_use]
pub(crate) fn is_ideograph(c: char) -> bool {
    matches!(
        c,
        '〇' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}'
    )
}

/// Whether a character is one of the ideographs that nearly all texts consist of.
#[must_use]
pub(crate) const fn is_common_ideograph(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
}

/// Display width of a text in half-width cells. What Chinese forms consist of needs no tables.
#[must_use]
pub(crate) fn display_width(text: &str) -> u32 {
    let mut width = 0;
    for c in text.chars() {
        width += match c {
            ' '..='~' => 1,
            _ if is_common_ideograph(c) => 2,
            '、'..='〃' | '《'..='】' | '！'..='｠' => 2,
            _ => return text.width() as u32,
        };
    }
    width
}

/// A text without the word it begins with; as it stands where it begins with another.
#[must_use]
pub(crate) fn without_first<'t>(text: &'t str, word: &str) -> &'t str {
    text.strip_prefix(word).unwrap_or(text)
}

/// A text without the word it ends with; as it stands where it ends with another.
#[must_use]
pub(crate) fn without_last<'t>(text: &'t str, word: &str) -> &'t str {
    text.strip_suffix(word).unwrap_or(text)
}

/// A character set raised, where Unicode has it; else as it stands.
#[must_use]
pub(crate) fn as_superscript(c: char) -> char {
    to_superscript(c).unwrap_or(c)
}

/// A character set lowered, where Unicode has it; else as it stands.
#[must_use]
pub(crate) fn as_subscript(c: char) -> char {
    to_subscript(c).unwrap_or(c)
}

/// What stands before and behind the first separator of a text; nothing behind where it has none.
#[must_use]
pub(crate) fn split_around(text: &str, separator: char) -> (&str, &str) {
    text.split_once(separator).unwrap_or((text, ""))
}

/// A text cut before the first character that ends its first part; the second is empty where none does.
#[must_use]
pub(crate) fn split_before(text: &str, ends: impl FnMut(char) -> bool) -> (&str, &str) {
    text.find(ends).map_or((text, ""), |at| text.split_at(at))
}

/// Whether what stands behind a character says something of its own: 不少于3次，不超过5次.
#[must_use]
pub(crate) fn is_clause_end(c: char) -> bool {
    matches!(c, '，' | '。' | '；' | ';' | '、' | ',')
}

/// The digit that a superscript shows.
#[must_use]
pub(crate) fn superscript_to_digit(c: char) -> Option<u32> {
    "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|s| s == c).and_then(|n| u32::try_from(n).ok())
}

/// A character as it is set as a superscript: 4 → ⁴; `None` where Unicode has none.
#[must_use]
pub(crate) fn to_superscript(c: char) -> Option<char> {
    raised(c, "0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
}

/// A character as it is set as a subscript: 2 → ₂; `None` where Unicode has none.
#[must_use]
pub(crate) fn to_subscript(c: char) -> Option<char> {
    raised(c, "0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
}

fn raised(c: char, plain: &str, raised: &str) -> Option<char> {
    raised.chars().nth(plain.chars().position(|p| p == c)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn raised_digits_are_the_digits_again() {
        for digit in 0..10 {
            let plain = char::from_digit(digit, 10).unwrap_or_default();
            assert_eq!(to_superscript(plain).and_then(superscript_to_digit), Some(digit));
        }
        assert_eq!((to_subscript('2'), to_superscript('株')), (Some('₂'), None));
    }

    #[test]
    fn a_text_is_cut_where_its_first_part_ends() {
        assert_eq!(split_before("甲局 乙", char::is_whitespace), ("甲局", " 乙"));
        assert_eq!(split_before("甲局", char::is_whitespace), ("甲局", ""));
        assert_eq!([split_around("12.5.0", '.'), split_around("12", '.')], [("12", "5.0"), ("12", "")]);
    }

    #[test]
    fn width_is_all_that_is_folded() {
        assert_eq!("９５％（Ａ）￥　①".chars().map(fold_width).collect::<String>(), "95%(A)¥ ①");
        assert!(is_invisible('\u{200b}') && !is_invisible(' ') && is_ideograph('㐂') && !is_ideograph('A'));
    }
}
