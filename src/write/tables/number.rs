//! A printed text → the number a spreadsheet stores, where both show the same.

use crate::language::characters::split_around;

/// A number and the Excel format under which it looks as printed.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct PrintedNumber {
    /// The value.
    pub(super) value: f64,
    /// The number format.
    pub(super) format: String,
}

/// Reads `1,234.50`, `-3`, `(12)`, `45.6%`. Everything else stays text: codes with leading zeros, numbers with more
/// digits than a spreadsheet keeps, dates, ranges, numbers with units.
pub(super) fn printed_number(text: &str) -> Option<PrintedNumber> {
    let text = text.trim();
    let (inner, brackets) = match text.strip_prefix('(').and_then(|t| t.strip_suffix(')')) {
        Some(inner) => (inner, true),
        None => (text, false),
    };
    let (inner, percent) = inner.strip_suffix('%').map_or((inner, false), |t| (t, true));
    let (digits, minus) = match inner.strip_prefix(['-', '−', '–']) {
        Some(rest) => (rest, true),
        None => (inner, false),
    };
    if brackets && (minus || percent) {
        return None;
    }
    let (whole, fraction) = split_around(digits, '.');
    let grouped = whole.contains(',');
    let plain: String = whole.chars().filter(|&c| c != ',').collect();
    let whole_is_number = !plain.is_empty() && are_digits(&plain) && (plain.len() == 1 || !plain.starts_with('0'));
    if !whole_is_number || !are_digits(fraction) || (fraction.is_empty() && digits.contains('.')) {
        return None;
    }
    if (grouped && !in_thousands(whole)) || plain.len() + fraction.len() > 15 {
        return None;
    }
    let magnitude: f64 = format!("{plain}.{fraction}0").parse().ok()?;
    let value = if minus || brackets { -magnitude } else { magnitude };
    let mut format = if grouped { "#,##0".to_owned() } else { "0".to_owned() };
    if !fraction.is_empty() {
        format.push('.');
        format.extend(std::iter::repeat_n('0', fraction.len()));
    }
    if percent {
        format.push('%');
        // A hundredth of the printed digits: dividing the decimal text keeps 45.6% at 0.456.
        return Some(PrintedNumber { value: format!("{value}e-2").parse().ok()?, format });
    }
    if brackets {
        format = format!("{format};({format})");
    }
    Some(PrintedNumber { value, format })
}

/// Whether a text has digits alone.
fn are_digits(t: &str) -> bool {
    t.bytes().all(|b| b.is_ascii_digit())
}

/// Whether commas stand at every third digit from the right.
fn in_thousands(whole: &str) -> bool {
    let mut groups = whole.split(',');
    groups.next().is_some_and(|first| (1..=3).contains(&first.len())) && groups.all(|g| g.len() == 3)
}

#[cfg(test)]
mod tests {
    use super::printed_number;

    #[test]
    fn numbers_look_as_printed() {
        let read = |text| printed_number(text).map(|n| (n.value, n.format));
        assert_eq!(read("9,486.23"), Some((9486.23, "#,##0.00".to_owned())));
        assert_eq!(read("-12"), Some((-12.0, "0".to_owned())));
        assert_eq!(read("(1,200)"), Some((-1200.0, "#,##0;(#,##0)".to_owned())));
        assert_eq!(read("45.6%"), Some((0.456, "0.0%".to_owned())));
        assert_eq!(read("0"), Some((0.0, "0".to_owned())));
    }

    #[test]
    fn everything_else_stays_text() {
        for text in ["", "007", "1.", ".5", "12,34", "2-3", "1/2", "≥95%", "20件", "1 234", "1234567890123456", "(12%)"]
        {
            assert_eq!(printed_number(text), None, "{text}");
        }
    }
}
