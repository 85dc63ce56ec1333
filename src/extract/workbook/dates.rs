//! Date and time formats.

use crate::language::characters::split_around;

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
    /// The day of the week: 星期四, or 四.
    Weekday(bool),
    /// All hours, minutes or seconds since the beginning, in so many digits at least.
    Elapsed(ElapsedUnit, usize),
    /// Figures from here on are Chinese: 二〇二六.
    ChineseFigures,
}

/// What elapsed time is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ElapsedUnit {
    /// Hours.
    Hours,
    /// Minutes.
    Minutes,
    /// Seconds.
    Seconds,
}

/// Understands the first section of a date format; `None` where it is none.
pub(crate) fn parse(code: &str) -> Option<Vec<DatePart>> {
    // The long date and the time as the settings of the system have them.
    match code.get(..SYSTEM.len()).map(str::to_ascii_uppercase).as_deref() {
        Some(SYSTEM) => return parse("yyyy\"年\"m\"月\"d\"日\""),
        Some(SYSTEM_TIME) => return parse("h:mm:ss"),
        _ => {}
    }
    let (mut parts, mut chars) = (Vec::new(), code.chars().peekable());
    while let Some(c) = chars.next() {
        let lower = c.to_ascii_lowercase();
        match lower {
            ';' => break,
            // Any number, not a date.
            'g' if starts_with(&mut chars, "eneral") => return None,
            '上' if starts_with(&mut chars, "午/下午") => parts.push(DatePart::HalfDay),
            'a' if starts_with(&mut chars, "M/PM") || starts_with(&mut chars, "/P") => parts.push(DatePart::HalfDay),
            'y' | 'm' | 'd' | 'h' | 's' | 'a' | 'e' => {
                let mut count = 1;
                while chars.next_if(|n| n.to_ascii_lowercase() == lower).is_some() {
                    count += 1;
                }
                push_field(&mut parts, lower, count)?;
            }
            '"' => literal(&mut parts, &chars.by_ref().take_while(|c| *c != '"').collect::<String>()),
            '\\' | '!' => literal(&mut parts, &chars.next()?.to_string()),
            '[' => {
                let inside: String = chars.by_ref().take_while(|c| *c != ']').collect();
                if let Some(elapsed) = elapsed(&inside) {
                    parts.push(elapsed);
                } else if inside.eq_ignore_ascii_case("DBNum1") {
                    parts.push(DatePart::ChineseFigures);
                } else if inside.starts_with(['<', '>', '=']) {
                    // A condition is of numbers.
                    return None;
                }
            }
            '_' | '*' => drop(chars.next()),
            // A digit, a per cent sign: a number format.
            '0' | '#' | '?' | '%' | '@' => return None,
            _ => literal(&mut parts, &c.to_string()),
        }
    }
    parts.iter().any(|p| !matches!(p, DatePart::Literal(_) | DatePart::ChineseFigures)).then_some(parts)
}

/// Takes what comes next where it is that.
fn starts_with(chars: &mut std::iter::Peekable<std::str::Chars<'_>>, wanted: &str) -> bool {
    let count = wanted.chars().count();
    let rest: String = chars.clone().take(count).collect();
    let found = rest.eq_ignore_ascii_case(wanted);
    if found {
        chars.nth(count - 1);
    }
    found
}

/// `[h]`, `[mm]`: elapsed time.
fn elapsed(inside: &str) -> Option<DatePart> {
    let first = inside.chars().next()?.to_ascii_lowercase();
    let unit = match first {
        'h' => ElapsedUnit::Hours,
        'm' => ElapsedUnit::Minutes,
        's' => ElapsedUnit::Seconds,
        _ => return None,
    };
    inside.chars().all(|c| c.to_ascii_lowercase() == first).then_some(DatePart::Elapsed(unit, inside.len()))
}

/// With what the codes of the system's own long date and time begin.
const SYSTEM: &str = "[$-F800]";
const SYSTEM_TIME: &str = "[$-F400]";

fn literal(parts: &mut Vec<DatePart>, text: &str) {
    match parts.last_mut() {
        Some(DatePart::Literal(before)) => before.push_str(text),
        _ => parts.push(DatePart::Literal(text.to_owned())),
    }
}

/// `m` is the minute after an hour, and before a second.
fn push_field(parts: &mut Vec<DatePart>, letter: char, count: usize) -> Option<()> {
    let last_field = parts.iter().rev().find(|p| !matches!(p, DatePart::Literal(_)));
    let part = match letter {
        'y' => DatePart::Year(if count > 2 { 4 } else { 2 }),
        'e' => DatePart::Year(4),
        // One or two letters are no field.
        'a' if count < 3 => return None,
        'a' => DatePart::Weekday(count > 3),
        'd' if count > 2 => DatePart::Weekday(true),
        'd' => DatePart::Day(count.min(2)),
        'h' => DatePart::Hour(count.min(2)),
        'm' if matches!(last_field, Some(DatePart::Hour(_) | DatePart::Elapsed(ElapsedUnit::Hours, _))) => {
            DatePart::Minute(count.min(2))
        }
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
    Some(())
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
    let mut chinese = false;
    let mut out = String::new();
    for part in parts {
        let (value, width) = match part {
            DatePart::ChineseFigures => {
                chinese = true;
                continue;
            }
            DatePart::Weekday(whole) => {
                // The first day of the calendar of 1900 was a Sunday.
                let days = serial.floor() as u64 + if is_1904 { FIRST_OF_1904 } else { 0 };
                let day = ["六", "日", "一", "二", "三", "四", "五"].get((days % 7) as usize).copied();
                out.push_str(if *whole { "星期" } else { "" });
                out.push_str(day.unwrap_or_default());
                continue;
            }
            DatePart::Elapsed(unit, width) => {
                let seconds = (serial * 86_400.0).round() as u64;
                let value = match unit {
                    ElapsedUnit::Hours => seconds / 3_600,
                    ElapsedUnit::Minutes => seconds / 60,
                    ElapsedUnit::Seconds => seconds,
                };
                let _ = write!(out, "{value:0>width$}");
                continue;
            }
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
        if chinese {
            out.push_str(&chinese_figures(value, matches!(part, DatePart::Year(_))));
            continue;
        }
        // Writing to a string cannot fail.
        let _ = write!(out, "{value:0>width$}");
    }
    Some(out)
}

/// 1904-01-01 in the calendar of 1900.
const FIRST_OF_1904: u64 = 1_462;

/// A number below a hundred, or the digits of a year: 二十一, 二〇二六.
fn chinese_figures(number: u32, is_year: bool) -> String {
    if is_year {
        return number.to_string().bytes().map(|b| chinese_figure(u32::from(b - b'0'))).collect();
    }
    let mut shown = String::new();
    match number / 10 {
        0 => {}
        1 => shown.push('十'),
        tens => shown.extend([chinese_figure(tens), '十']),
    }
    if !number.is_multiple_of(10) || number == 0 {
        shown.push(chinese_figure(number));
    }
    shown
}

/// The last figure of a number.
const fn chinese_figure(number: u32) -> char {
    match number % 10 {
        0 => '〇',
        1 => '一',
        2 => '二',
        3 => '三',
        4 => '四',
        5 => '五',
        6 => '六',
        7 => '七',
        8 => '八',
        _ => '九',
    }
}

/// The serial number of a date as XML writes it: `2026-07-07T12:00:00.000`.
pub(super) fn iso_to_serial(text: &str) -> Option<f64> {
    let (date, time) = split_around(text.trim(), 'T');
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
