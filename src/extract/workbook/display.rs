//! What Excel displays for a stored number, by its number format.
//!
//! Covers what tables of figures use: digits and grouping, per cent, literals, dates, sections by sign. What is not
//! understood (fractions, conditions in brackets) is displayed as stored.

use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};

use super::builtin;
use super::dates::{self, DatePart};
use crate::error::Limit;
use crate::{Error, Result};

/// The longest number format, in characters; Excel takes no longer one.
const LONGEST_CODE: usize = 255;

/// Refuses a format code longer than there are any: a reader keeps one for each cell format.
///
/// # Errors
/// [`Error::Limit`] for such.
pub(super) fn check_code(code: &str) -> Result<()> {
    if code.len() > LONGEST_CODE && code.chars().count() > LONGEST_CODE {
        return Err(Error::Limit { what: Limit::NumberFormat { most: LONGEST_CODE } });
    }
    Ok(())
}

/// A number format, ready to be applied.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum NumberFormat {
    /// As stored.
    General,
    /// A date or time.
    Date(Vec<DatePart>),
    /// Sections for positive, negative and zero numbers, at least one.
    Sections(Vec<FormatSection>),
}

/// One section of a format: what stands before and after the digits, and the digits.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct FormatSection {
    before: String,
    after: String,
    /// `None`: no digits, the literals are all that is shown.
    digits: Option<Digits>,
}

#[derive(Debug, Clone, Copy, PartialEq, Default)]
struct Digits {
    whole: usize,
    decimals: usize,
    /// Decimals beyond these are shown only where they are not zero.
    fixed_decimals: usize,
    grouped: bool,
    /// Each divides by a thousand.
    scale: u32,
    percent: bool,
}

impl NumberFormat {
    /// Understands a format code.
    pub(crate) fn parse(code: &str) -> Self {
        if code.is_empty() || code.eq_ignore_ascii_case("general") || code == "@" {
            return Self::General;
        }
        if let Some(parts) = dates::parse(code) {
            return Self::Date(parts);
        }
        match split_sections(code).iter().map(|s| parse_section(s)).collect::<Option<Vec<_>>>() {
            Some(sections) if !sections.is_empty() => Self::Sections(sections),
            _ => Self::General,
        }
    }

    /// The format of that number: the workbook's own where it has one, else one of those that every program knows.
    pub(crate) fn by_id(id: u16, own: Option<&str>) -> Self {
        own.or_else(|| builtin::id_to_code(id)).map_or(Self::General, Self::parse)
    }

    /// The displayed text. `serial` is the number as the file has it, for dates; `is_1904` their epoch.
    pub(crate) fn display(&self, stored: Stored, serial: f64, is_1904: bool) -> String {
        match self {
            Self::General => stored.text,
            Self::Date(parts) => dates::display(parts, serial, is_1904).unwrap_or(stored.text),
            Self::Sections(sections) => display_number(sections, stored.decimal),
        }
    }
}

fn display_number(sections: &[FormatSection], number: Decimal) -> String {
    let (section, sign_shown) = match (sections, number.is_sign_negative(), number.is_zero()) {
        ([_, _, zero, ..], _, true) => (zero, false),
        // A section of its own for negative numbers says how their sign is shown.
        ([_, negative, ..], true, false) => (negative, false),
        ([positive, ..], negative, zero) => (positive, negative && !zero),
        ([], ..) => return number.to_string(),
    };
    let Some(digits) = section.digits else { return format!("{}{}", section.before, section.after) };
    let shown = digits.display(number.abs());
    let sign = if sign_shown && shown.chars().any(|c| ('1'..='9').contains(&c)) { "-" } else { "" };
    format!("{sign}{}{shown}{}", section.before, section.after)
}

impl Digits {
    fn display(self, number: Decimal) -> String {
        let scaled = if self.percent { number.checked_mul(Decimal::ONE_HUNDRED) } else { Some(number) };
        let divisor = Decimal::from(1000_u64.saturating_pow(self.scale));
        let Some(scaled) = scaled.and_then(|n| n.checked_div(divisor)) else { return number.to_string() };
        let rounded = scaled.round_dp_with_strategy(self.decimals as u32, RoundingStrategy::MidpointAwayFromZero);
        let text = format!("{rounded:.*}", self.decimals);
        let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
        let whole = if self.whole == 0 && whole == "0" { "" } else { whole };
        let padded = format!("{whole:0>width$}", width = self.whole);
        let mut shown = if self.grouped { group(&padded) } else { padded };
        let optional = decimals.get(self.fixed_decimals..).unwrap_or_default().trim_end_matches('0');
        let kept = decimals.get(..self.fixed_decimals.min(decimals.len())).unwrap_or_default();
        // Excel leaves the point where only optional decimals are missing.
        if self.decimals > 0 {
            shown.push('.');
            shown.push_str(kept);
            shown.push_str(optional);
        }
        shown
    }
}

fn group(digits: &str) -> String {
    let mut out = String::with_capacity(digits.len() * 4 / 3 + 1);
    for (n, c) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

/// Sections are divided by semicolons outside quotes.
fn split_sections(code: &str) -> Vec<String> {
    let (mut sections, mut quoted, mut escaped) = (vec![String::new()], false, false);
    for c in code.chars() {
        if c == ';' && !quoted && !escaped {
            sections.push(String::new());
            continue;
        }
        quoted ^= c == '"' && !escaped;
        escaped = c == '\\' && !escaped && !quoted;
        if let Some(section) = sections.last_mut() {
            section.push(c);
        }
    }
    sections
}

/// `None` for what is not understood.
fn parse_section(code: &str) -> Option<FormatSection> {
    let (mut section, mut pattern, mut chars) = (FormatSection::default(), String::new(), code.chars().peekable());
    let mut percent = false;
    while let Some(c) = chars.next() {
        let literal: String = match c {
            '0' | '#' | '?' | '.' | ',' => {
                // Literals amid the digits, as in telephone numbers, are not understood.
                if !section.after.is_empty() {
                    return None;
                }
                pattern.push(c);
                continue;
            }
            '"' => chars.by_ref().take_while(|c| *c != '"').collect(),
            '\\' => chars.next()?.to_string(),
            // The width of a character as space, or a character repeated to fill the cell.
            '_' | '*' => {
                chars.next();
                continue;
            }
            '[' => {
                let inside: String = chars.by_ref().take_while(|c| *c != ']').collect();
                bracket(&inside)?
            }
            '%' => {
                percent = true;
                "%".to_owned()
            }
            'E' | 'e' | '/' | '@' => return None,
            other => other.to_string(),
        };
        if pattern.is_empty() { section.before.push_str(&literal) } else { section.after.push_str(&literal) }
    }
    if !pattern.is_empty() {
        section.digits = Some(Digits { percent, ..parse_digits(&pattern) });
    }
    Some(section)
}

/// `[$¥-804]` shows ¥, a colour shows nothing; conditions are not understood.
fn bracket(inside: &str) -> Option<String> {
    if let Some(currency) = inside.strip_prefix('$') {
        return Some(currency.split('-').next().unwrap_or_default().to_owned());
    }
    let condition = inside.starts_with(['<', '>', '=']);
    if condition { None } else { Some(String::new()) }
}

fn parse_digits(pattern: &str) -> Digits {
    let (whole, decimals) = pattern.split_once('.').unwrap_or((pattern, ""));
    let scale = pattern.chars().rev().take_while(|c| *c == ',').count() as u32;
    let count = |text: &str, wanted: &[char]| text.chars().filter(|c| wanted.contains(c)).count();
    Digits {
        whole: count(whole, &['0']),
        decimals: count(decimals, &['0', '#', '?']).min(28),
        fixed_decimals: count(decimals, &['0']).min(28),
        grouped: whole.trim_end_matches(',').contains(','),
        scale,
        percent: false,
    }
}

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
    let digits = text.strip_prefix('-').unwrap_or(text);
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
    use super::{NumberFormat, stored};

    fn shown(code: &str, number: f64) -> String {
        NumberFormat::parse(code).display(stored(number).unwrap(), number, false)
    }

    #[test]
    fn numbers_are_displayed_as_excel_displays_them() {
        for (code, number, text) in [
            ("General", 82_800.920_000_000_01, "82800.92"),
            ("0%", 1.0, "100%"),
            ("0.00%", 0.954, "95.40%"),
            ("#,##0.00", 1_234_567.891, "1,234,567.89"),
            ("#,##0.00", -0.5, "-0.50"),
            ("0.00_ ;[Red]\\-0.00\\ ", -2.345, "-2.35 "),
            ("#,##0.00_);(#,##0.00)", -3.5, "(3.50)"),
            ("\"≥\"0\"%\"", 95.0, "≥95%"),
            ("0.0#", 2.5, "2.5"),
            ("[$¥-804]#,##0", 1200.0, "¥1,200"),
            ("0;-0;\"无\"", 0.0, "无"),
            ("000", 7.0, "007"),
            ("0,", 12_500.0, "13"),
            ("#", 0.0, ""),
            ("0.00", -0.001, "0.00"),
            ("# ?/?", 0.5, "0.5"),
        ] {
            assert_eq!(shown(code, number), text, "{number} as {code}");
        }
    }

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

    #[test]
    fn dates_are_displayed_by_their_format() {
        for (code, number, text) in [
            ("yyyy\"年\"m\"月\"d\"日\"", 44_927.0, "2023年1月1日"),
            ("yyyy/mm/dd", 44_927.0, "2023/01/01"),
            ("yyyy-mm-dd hh:mm", 44_927.5, "2023-01-01 12:00"),
            ("[$-804]yyyy\"年\"m\"月\";@", 45_291.0, "2023年12月"),
        ] {
            assert_eq!(shown(code, number), text, "{number} as {code}");
        }
    }
}
