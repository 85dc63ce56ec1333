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

#[cfg(test)]
mod tests {
    use super::join_lines;

    #[test]
    fn cjk_joins_without_and_latin_with_a_space() {
        assert_eq!(join_lines(["全市律师", "参与 "]), "全市律师参与");
        assert_eq!(join_lines(["public legal", "service"]), "public legal service");
        assert_eq!(join_lines(["不少于", "500件"]), "不少于500件");
        assert_eq!(join_lines(["word-", "break"]), "word-break");
    }
}
