//! How wrapped lines are put together again: the text rules of the model.

use crate::language::characters::split_before;

/// Digits between commas: 1,234,567.
const GROUP_DIGITS: usize = 3;

/// Whether a character is set without spaces beside it: ideographs, kana, hangul, CJK punctuation, full-width forms.
#[must_use]
pub(crate) fn is_cjk(c: char) -> bool {
    matches!(u32::from(c),
        0x1100..=0x11FF | 0x2E80..=0x303F | 0x3040..=0x30FF | 0x3100..=0x312F | 0x3130..=0x318F | 0x31A0..=0x31EF
        | 0x31F0..=0x4DBF | 0x4E00..=0x9FFF | 0xA960..=0xA97F | 0xAC00..=0xD7FF | 0xF900..=0xFAFF | 0xFE30..=0xFE6F
        | 0xFF00..=0xFFEF | 0x20000..=0x3FFFF)
        // Quotes and dashes that Chinese text sets full width.
        || matches!(c, '“' | '”' | '‘' | '’' | '…' | '—' | '·')
}

/// Appends a wrapped line: without a space where a CJK character or CJK punctuation stands on either side, with one
/// space between Latin words. A hyphen at the line end stays as printed.
pub(crate) fn append_line(text: &mut String, line: &str) {
    let line = line.trim();
    if line.is_empty() {
        return;
    }
    let kept = text.trim_end().len();
    text.truncate(kept);
    if needs_space(text, line) {
        text.push(' ');
    }
    text.push_str(line);
}

/// The same where the line before is known: two lines that hold nothing but a whole number each are two numbers, whatever stands above
/// them.
pub(crate) fn append_line_below(text: &mut String, before: &str, line: &str) {
    let (before, line) = (before.trim(), line.trim());
    if !text.is_empty() && is_whole_amount(before) && is_whole_amount(line) {
        text.push(' ');
        text.push_str(line);
    } else {
        append_line(text, line);
    }
}

/// Whether a space stands between two lines that are joined.
fn needs_space(text: &str, line: &str) -> bool {
    let (Some(before), Some(after)) = (text.chars().next_back(), line.chars().next()) else { return false };
    if is_cjk(before) || is_cjk(after) || before == '-' {
        return false;
    }
    // Signs and marks that no space goes with: ≥⏎95, 100⏎%, 次⏎/年.
    if matches!(before, '≥' | '≤' | '<' | '>' | '=' | '/' | '(') || matches!(after, '%' | '‰' | '/' | ',' | '.' | ')')
    {
        return false;
    }
    !(is_figure(before) && is_figure(after) && is_broken_number(text, line))
}

/// Whether a character is part of a number.
fn is_figure(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '.' | ',')
}

/// Whether a number was cut by the end of the line. Between words (≥1200⏎0平方米) it was; where both lines hold nothing but digits, two
/// numbers may stand one below the other, and only what is no whole number by itself was cut.
fn is_broken_number(text: &str, line: &str) -> bool {
    let before = text.rsplit_once(char::is_whitespace).map_or(text, |(_, last)| last);
    let (after, _) = split_before(line, char::is_whitespace);
    if !(is_bare_number(before) && is_bare_number(after)) {
        return before
            .chars()
            .chain(after.chars())
            .any(|c| is_cjk(c) || matches!(c, '≥' | '≤' | '<' | '>' | '=' | '%'));
    }
    !is_whole_amount(before) || (!is_whole_amount(after) && is_whole_amount(&format!("{before}{after}")))
}

/// Whether a token has nothing but figures and points.
fn is_bare_number(token: &str) -> bool {
    token.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
}

/// Digits, in groups of three where there are commas, with decimals behind a point.
fn is_whole_amount(number: &str) -> bool {
    let (whole, decimals) = number.split_once('.').map_or((number, None), |(w, d)| (w, Some(d)));
    let is_grouped = match whole.split_once(',') {
        None => are_digits(whole),
        Some((first, rest)) => {
            first.len() <= GROUP_DIGITS
                && are_digits(first)
                && rest.split(',').all(|group| group.len() == GROUP_DIGITS && are_digits(group))
        }
    };
    is_grouped && decimals.is_none_or(are_digits)
}

/// Whether a text has digits alone.
fn are_digits(s: &str) -> bool {
    !s.is_empty() && s.chars().all(|c| c.is_ascii_digit())
}

/// Joins wrapped lines, see [`append_line`].
pub(crate) fn join_lines<'a>(lines: impl IntoIterator<Item = &'a str>) -> String {
    let mut text = String::new();
    for line in lines {
        append_line(&mut text, line);
    }
    text
}

/// Takes out the spaces that a wrapped line left between two CJK characters; other spaces stay.
#[must_use]
pub(crate) fn close_wrap_spaces(text: &str) -> String {
    let mut closed = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        if !c.is_whitespace() {
            closed.push(c);
            continue;
        }
        let mut spaces = String::from(c);
        while let Some(s) = rest.next_if(|s| s.is_whitespace()) {
            spaces.push(s);
        }
        let between_cjk = closed.chars().next_back().is_some_and(is_cjk) && rest.peek().is_some_and(|n| is_cjk(*n));
        if !between_cjk {
            closed.push_str(&spaces);
        }
    }
    closed
}

#[cfg(test)]
mod tests {
    use super::{close_wrap_spaces, join_lines};

    #[test]
    fn spaces_left_by_a_wrap_are_closed() {
        assert_eq!(close_wrap_spaces("法 律服务 12 次 the end"), "法律服务 12 次 the end");
    }

    #[test]
    fn cjk_joins_without_and_latin_with_a_space() {
        assert_eq!(join_lines(["全市律师", "参与 "]), "全市律师参与");
        assert_eq!(join_lines(["public legal", "service"]), "public legal service");
        assert_eq!(join_lines(["不少于", "500件"]), "不少于500件");
        assert_eq!(join_lines(["word-", "break"]), "word-break");
    }

    #[test]
    fn a_number_cut_by_the_line_end_is_whole_again_but_two_numbers_stay_two() {
        assert_eq!(join_lines(["年度指标值：≥1200", "0平方米"]), "年度指标值：≥1200 0平方米".replace(' ', ""));
        assert_eq!(join_lines(["≥", "95", "%"]), "≥95%");
        assert_eq!(join_lines(["12,345.", "67"]), "12,345.67");
        assert_eq!(join_lines(["12,3", "45.67"]), "12,345.67");
        assert_eq!(join_lines(["1,234.00", "5,678.00"]), "1,234.00 5,678.00");
        assert_eq!(join_lines(["2019", "2020"]), "2019 2020");
    }
}
