//! Numbers as workbooks store them.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::language::characters::without_first;

/// A stored number, and how it reads without any format.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Stored {
    pub(crate) decimal: Decimal,
    pub(crate) text: String,
}

/// A stored number as a decimal of at most 15 significant digits, which is all that Excel shows of one: a stored
/// 82800.920000000013 is 82800.92. `None` for numbers beyond the range of decimals.
pub(crate) fn stored(number: f64) -> Option<Stored> {
    const EXACT: f64 = 1e15;
    if number.fract() == 0.0 && number.abs() < EXACT {
        let whole = number.to_i64()?;
        return Some(Stored { decimal: whole.into(), text: whole.to_string() });
    }
    // The shortest text that gives the number back: without an exponent, and without zeros behind the last decimal.
    let shortest = number.to_string();
    if let Some(decimal) = short_to_decimal(&shortest) {
        return Some(Stored { decimal, text: shortest });
    }
    let text = format!("{number:.14e}");
    let decimal = text.parse().or_else(|_| Decimal::from_scientific(&text)).ok()?.normalize();
    Some(Stored { decimal, text: decimal.to_string() })
}

/// A text of at most 15 digits with a point; `None` for any other.
fn short_to_decimal(text: &str) -> Option<Decimal> {
    let digits = without_first(text, "-");
    let (mut number, mut point) = (0_i64, None);
    for (at, byte) in digits.bytes().enumerate() {
        match byte {
            b'0'..=b'9' if at < 16 => number = number * 10 + i64::from(byte - b'0'),
            b'.' if point.is_none() => point = Some(at),
            _ => return None,
        }
    }
    let signed = if digits.len() < text.len() { -number } else { number };
    Decimal::try_new(signed, (digits.len() - point? - 1) as u32).ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;

    #[test]
    fn numbers_are_decimals_of_fifteen_digits() {
        for (number, text) in [
            (-0.0, "0"),
            (-12.5, "-12.5"),
            (0.1 + 0.2, "0.3"),
            (123_456_789_012.345, "123456789012.345"),
            (1.0e-7, "0.0000001"),
            (1_234_567_890_123_456.0, "1234567890123460"),
        ] {
            let stored = stored(number).unwrap();
            assert_eq!((stored.text.as_str(), stored.decimal.to_string().as_str()), (text, text));
        }
        assert_eq!(stored(1.0e40), None);
        assert_eq!(stored(f64::NAN), None);
    }
}
