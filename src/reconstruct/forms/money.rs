//! Printed amounts → exact decimals.

use rust_decimal::Decimal;

/// Reads a printed amount: thousands separators, a currency sign before, a money unit behind, brackets for negative.
/// `None` where nothing (or a dash) is printed or the text is no amount.
#[must_use]
pub fn text_to_amount(text: &str) -> Option<Decimal> {
    let folded = crate::vocabulary::fold(text);
    let mut rest = folded.trim_start_matches(['¥', '￥', '$']);
    for unit in ["人民币", "元", "万", "亿", "千", "百"] {
        rest = rest.trim_end_matches(unit);
    }
    let (rest, bracketed) = match rest.strip_prefix('(').and_then(|r| r.strip_suffix(')')) {
        Some(inner) => (inner, true),
        None => (rest, false),
    };
    let (digits, negative) = match rest.strip_prefix(['-', '−']) {
        Some(positive) => (positive, true),
        None => (rest, bracketed),
    };
    let plain = is_grouped(digits).then(|| digits.replace([',', '，'], ""))?;
    let mut value: Decimal = plain.parse().ok()?;
    if negative {
        value.set_sign_negative(true);
    }
    Some(value)
}

/// Whether a cell says that there is no amount: empty, or a dash or slash.
pub(super) fn is_no_amount(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || "-—–/／－无".contains(c))
}

/// Digits with separators only where they divide thousands, and one decimal point.
fn is_grouped(text: &str) -> bool {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    let mut groups = whole.split([',', '，']);
    let Some(first) = groups.next() else { return false };
    digits(fraction) && digits(first) && groups.all(|g| g.len() == 3 && digits(g))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_exact() {
        let read = |t| text_to_amount(t).map(|d| d.to_string());
        assert_eq!(read("9,486.23").as_deref(), Some("9486.23"));
        assert_eq!(read("１，２３４．５０").as_deref(), Some("1234.50"));
        assert_eq!(read("0.00").as_deref(), Some("0.00"));
        assert_eq!(read("(12.5)").as_deref(), Some("-12.5"));
        assert_eq!(read("320 万元").as_deref(), Some("320"));
        assert_eq!(read("12,34"), None);
        assert_eq!(read("—"), None);
        assert_eq!(read("12人"), None);
    }
}
