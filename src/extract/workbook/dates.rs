//! Date and time formats.

use std::fmt::Write as _;

use calamine::{ExcelDateTime, ExcelDateTimeType};

/// A piece of a date format.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum DatePart {
    /// Text as it stands.
    Literal(String),
    /// Year in two or four digits.
    Year(usize),
    /// Month in one or two digits.
    Month(usize),
    /// Day in one or two digits.
    Day(usize),
    /// Hour.
    Hour(usize),
    /// Minute.
    Minute(usize),
    /// Second.
    Second(usize),
    /// 上午/下午, with hours to 12.
    HalfDay,
}

/// Understands the first section of a date format; `None` where it is none.
pub(crate) fn parse(code: &str) -> Option<Vec<DatePart>> {
    let (mut parts, mut chars) = (Vec::new(), code.chars().peekable());
    while let Some(c) = chars.next() {
        let lower = c.to_ascii_lowercase();
        match lower {
            ';' => break,
            'y' | 'm' | 'd' | 'h' | 's' => {
                let mut count = 1;
                while chars.next_if(|n| n.to_ascii_lowercase() == lower).is_some() {
                    count += 1;
                }
                push_field(&mut parts, lower, count);
            }
            '"' => literal(&mut parts, &chars.by_ref().take_while(|c| *c != '"').collect::<String>()),
            '\\' => literal(&mut parts, &chars.next()?.to_string()),
            '[' => {
                let inside: String = chars.by_ref().take_while(|c| *c != ']').collect();
                // Elapsed hours and conditions are no dates.
                if !inside.starts_with('$') && inside.chars().all(|c| "hmsHMS<>=.0123456789".contains(c)) {
                    return None;
                }
            }
            '_' | '*' => drop(chars.next()),
            'a' if starts_half_day(&mut chars) => parts.push(DatePart::HalfDay),
            // A digit, a per cent sign: a number format.
            '0' | '#' | '?' | '%' | '@' => return None,
            _ => literal(&mut parts, &c.to_string()),
        }
    }
    parts.iter().any(|p| !matches!(p, DatePart::Literal(_))).then_some(parts)
}

/// `AM/PM` after its first letter.
fn starts_half_day(chars: &mut std::iter::Peekable<std::str::Chars<'_>>) -> bool {
    let rest: String = chars.clone().take(4).collect();
    let found = rest.eq_ignore_ascii_case("M/PM");
    if found {
        chars.nth(3);
    }
    found
}

fn literal(parts: &mut Vec<DatePart>, text: &str) {
    match parts.last_mut() {
        Some(DatePart::Literal(before)) => before.push_str(text),
        _ => parts.push(DatePart::Literal(text.to_owned())),
    }
}

/// `m` is the minute after an hour, and before a second.
fn push_field(parts: &mut Vec<DatePart>, letter: char, count: usize) {
    let last_field = parts.iter().rev().find(|p| !matches!(p, DatePart::Literal(_)));
    let part = match letter {
        'y' => DatePart::Year(if count > 2 { 4 } else { 2 }),
        'd' => DatePart::Day(count.min(2)),
        'h' => DatePart::Hour(count.min(2)),
        'm' if matches!(last_field, Some(DatePart::Hour(_))) => DatePart::Minute(count.min(2)),
        'm' => DatePart::Month(count.min(2)),
        _ => {
            if let Some(month) = parts.iter_mut().rev().find(|p| !matches!(p, DatePart::Literal(_)))
                && let DatePart::Month(width) = *month
            {
                *month = DatePart::Minute(width);
            }
            DatePart::Second(count.min(2))
        }
    };
    parts.push(part);
}

/// The displayed date; `None` where the number is none.
pub(crate) fn display(parts: &[DatePart], serial: f64, is_1904: bool) -> Option<String> {
    // From 1900-01-00 to 9999-12-31.
    if !(0.0..2_958_466.0).contains(&serial) {
        return None;
    }
    let (year, month, day, hour, minute, second, _) =
        ExcelDateTime::new(serial, ExcelDateTimeType::DateTime, is_1904).to_ymd_hms_milli();
    let halves = parts.contains(&DatePart::HalfDay);
    let mut out = String::new();
    for part in parts {
        let (value, width) = match part {
            DatePart::Literal(text) => {
                out.push_str(text);
                continue;
            }
            DatePart::HalfDay => {
                out.push_str(if hour < 12 { "上午" } else { "下午" });
                continue;
            }
            DatePart::Year(2) => (u32::from(year) % 100, 2),
            DatePart::Year(width) => (u32::from(year), *width),
            DatePart::Month(width) => (u32::from(month), *width),
            DatePart::Day(width) => (u32::from(day), *width),
            DatePart::Hour(width) if halves => ((u32::from(hour) + 11) % 12 + 1, *width),
            DatePart::Hour(width) => (u32::from(hour), *width),
            DatePart::Minute(width) => (u32::from(minute), *width),
            DatePart::Second(width) => (u32::from(second), *width),
        };
        // Writing to a string cannot fail.
        let _ = write!(out, "{value:0>width$}");
    }
    Some(out)
}

/// The serial number of a date as XML writes it: `2026-07-07T12:00:00.000`.
pub(super) fn iso_to_serial(text: &str) -> Option<f64> {
    let (date, time) = text.trim().split_once('T').unwrap_or((text.trim(), ""));
    let mut fields = date.splitn(3, '-').map(str::parse::<i64>);
    let (year, month, day) = (fields.next()?.ok()?, fields.next()?.ok()?, fields.next()?.ok()?);
    if !(1899..=9999).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    // Years that begin in March end with their leap day.
    let (y, m) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let days = 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1;
    let mut seconds = 0.0;
    for (field, unit) in time.trim_end_matches('Z').split(':').zip([3600.0, 60.0, 1.0]).filter(|(f, _)| !f.is_empty()) {
        seconds += field.parse::<f64>().ok().filter(|n| (0.0..=60.0).contains(n))? * unit;
    }
    Some((days - EPOCH) as f64 + seconds / 86_400.0)
}

/// 1899-12-30 in days from 0000-03-01.
const EPOCH: i64 = 693_899;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_xml_have_the_serial_numbers_of_excel() {
        assert_eq!(iso_to_serial("2026-07-07T12:00:00.000"), Some(46_210.5));
        assert_eq!(iso_to_serial("1900-03-01"), Some(61.0));
        assert_eq!(iso_to_serial("2023-13-01"), None);
        assert_eq!(iso_to_serial("0.5"), None);
    }
}
