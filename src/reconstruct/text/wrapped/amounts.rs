//! Texts that are amounts of money.

use crate::language::characters::fold_width;
use crate::language::money::text_to_amount;

/// Whether a text is an amount in figures, with or without a unit of money: 9,486.23, 320万元, １２．５.
pub(in crate::reconstruct::text) fn is_amount(text: &str) -> bool {
    if is_bracketed_year(text) {
        return false;
    }
    let mut figures = text.chars().map(fold_width).skip_while(|c| matches!(c, '-' | '−' | '(' | '¥'));
    figures.next().is_some_and(|c| c.is_ascii_digit()) && text_to_amount(text).is_some_and(|a| a.remark.is_empty())
}

/// Whether a text is the year that ends a name: (2022).
fn is_bracketed_year(text: &str) -> bool {
    let inner = text.strip_prefix(['(', '（']).and_then(|t| t.strip_suffix([')', '）']));
    inner.is_some_and(|t| t.len() == 4 && t.starts_with("20") && t.bytes().all(|b| b.is_ascii_digit()))
}

/// Whether a text is a sum, a share or the dash in place of one.
pub(in crate::reconstruct::text) fn is_sum(text: &str) -> bool {
    let dash = !text.is_empty() && text.chars().all(|c| matches!(c, '—' | '-' | '－' | '/' | '–'));
    dash || is_amount(text.trim_end_matches(['%', '％']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts() {
        assert!(is_amount("9,486.23") && is_amount("-0.50") && is_amount("12"));
        assert!(is_amount("320万元") && is_amount("１２．５"));
        assert!(!is_amount("(2022)") && is_amount("(1522)"));
        assert!(!is_amount("12人") && !is_amount("") && !is_amount("2023.1.2"));
    }
}
