//! Lines that belong to the page or to the dump, not to the document: page numbers, Markdown marks, form feeds.

/// Most characters of a page number with its words: `第 3 页，共 9 页`.
const PAGE_NUMBER_LONGEST: usize = 24;
/// Most digits of a bare page number.
const PAGE_DIGITS_MOST: usize = 4;

/// A line's text without form feeds and Markdown heading or emphasis marks around the whole line, trimmed.
pub(super) fn bare(text: &str) -> &str {
    let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{c}' || c == '\u{feff}');
    let heading = text.trim_start_matches('#');
    let text = if heading.len() < text.len() && heading.starts_with(' ') { heading.trim() } else { text };
    match text.strip_prefix("**").and_then(|t| t.strip_suffix("**")) {
        Some(inner) if !inner.contains("**") => inner.trim(),
        _ => text,
    }
}

/// Whether a line is a page number: `第 3 页，共 9 页`, `- 3 -`, `3/9`, `Page 3 of 9`; a bare number only where `bare_numbers`.
pub(super) fn is_page_number(text: &str, bare_numbers: bool) -> bool {
    let text = bare(text);
    if text.is_empty()
        || text.chars().count() > PAGE_NUMBER_LONGEST
        || !text.chars().any(|c| c.is_ascii_digit() || is_cjk_digit(c))
    {
        return false;
    }
    let has_page_word = (text.contains('第') && text.contains('页')) || text.contains("Page") || text.contains("page");
    if has_page_word {
        let known = |c: char| is_digit_or_blank(c) || is_cjk_digit(c) || "第页共，,、/of.Pageg-—".contains(c);
        return text.chars().all(known);
    }
    let dashed = text.starts_with(['-', '—', '–', '―']) && text.ends_with(['-', '—', '–', '―']);
    if dashed {
        return text.chars().all(|c| is_digit_or_blank(c) || matches!(c, '-' | '—' | '–' | '―'));
    }
    bare_numbers && text.len() <= PAGE_DIGITS_MOST && text.chars().all(|c| c.is_ascii_digit())
}

/// Whether a character of a page number says nothing but its value.
fn is_digit_or_blank(c: char) -> bool {
    c.is_ascii_digit() || c.is_whitespace()
}

fn is_cjk_digit(c: char) -> bool {
    "一二三四五六七八九十百".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers() {
        for text in ["第 3 页，共 12 页", "第三页", "- 3 -", "—12—", "Page 3 of 9"] {
            assert!(is_page_number(text, false), "{text}");
        }
        for text in ["95 95", "534.00", "第一道防线", "", "三级指标", "-"] {
            assert!(!is_page_number(text, false), "{text}");
        }
        assert!(is_page_number("12", true) && !is_page_number("12", false));
    }

    #[test]
    fn markdown_marks_are_taken_off() {
        assert_eq!(bare("## 项目支出绩效目标表"), "项目支出绩效目标表");
        assert_eq!(bare("**单位：万元**"), "单位：万元");
        assert_eq!(bare("\u{c}#1号楼"), "#1号楼");
    }
}
