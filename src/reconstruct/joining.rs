//! How wrapped lines are put together again: the text rules of the model.

/// Whether a character is set without spaces beside it: ideographs, kana, hangul, CJK punctuation, full-width forms.
#[must_use]
pub fn is_cjk(c: char) -> bool {
    matches!(u32::from(c),
        0x1100..=0x11FF | 0x2E80..=0x303F | 0x3040..=0x30FF | 0x3100..=0x312F | 0x3130..=0x318F | 0x31A0..=0x31EF
        | 0x31F0..=0x4DBF | 0x4E00..=0x9FFF | 0xA960..=0xA97F | 0xAC00..=0xD7FF | 0xF900..=0xFAFF | 0xFE30..=0xFE6F
        | 0xFF00..=0xFFEF | 0x20000..=0x3FFFF)
        // Quotes and dashes that Chinese text sets full width.
        || matches!(c, '“' | '”' | '‘' | '’' | '…' | '—' | '·')
}

/// Appends a wrapped line: without a space where a CJK character or CJK punctuation stands on either side, with one
/// space between Latin words. A hyphen at the line end stays as printed.
pub fn append_line(text: &mut String, line: &str) {
    let line = line.trim();
    if line.is_empty() {
        return;
    }
    let kept = text.trim_end().len();
    text.truncate(kept);
    if let (Some(before), Some(after)) = (text.chars().next_back(), line.chars().next()) {
        if !is_cjk(before) && !is_cjk(after) && before != '-' {
            text.push(' ');
        }
    }
    text.push_str(line);
}

/// Joins wrapped lines, see [`append_line`].
pub fn join_lines<'a>(lines: impl IntoIterator<Item = &'a str>) -> String {
    let mut text = String::new();
    for line in lines {
        append_line(&mut text, line);
    }
    text
}

/// Takes out the spaces that a wrapped line left between two CJK characters; other spaces stay.
#[must_use]
pub fn close_wrap_spaces(text: &str) -> String {
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
}
