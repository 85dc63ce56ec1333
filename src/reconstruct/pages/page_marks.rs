//! Texts that only number the pages.

/// The text without spaces, each run of digits as `#`: equal for running heads that count pages.
pub(crate) fn key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        if !c.is_ascii_digit() {
            key.push(c);
        } else if !key.ends_with('#') {
            key.push('#');
        }
    }
    key
}

/// Whether nothing but a page number is printed, as `- 3 -`, `第3页 共8页`, `Page 3 of 8`, `3/8`.
pub(crate) fn is_page_mark(key: &str) -> bool {
    let rest: String = key.to_lowercase().replace("page", "").replace("of", "");
    rest.chars().all(|c| !c.is_alphanumeric() || "第共页頁總总计計号".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers_are_told_from_text() {
        for mark in ["- 3 -", "第 3 页 共 8 页", "Page 3 of 8", "3/8", "— 12 —", "·5·"] {
            assert!(is_page_mark(&key(mark)), "{mark}");
        }
        for text in ["注：不含保密项目", "表3", "2023年度"] {
            assert!(!is_page_mark(&key(text)), "{text}");
        }
    }
}
