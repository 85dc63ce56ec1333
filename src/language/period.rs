//! Printed spans of time → their first and last day: 2024年1月1日至2024年12月31日, 2023.01-2023.12, 2024年.

use super::characters::fold_width;

/// First and last day of a span, as days since the first of 1970; `None` where anything else stands there or a part is no date.
/// A month or year alone begins with its first day and ends with its last.
#[must_use]
pub(crate) fn text_to_days(text: &str) -> Option<(i32, i32)> {
    let plain: Vec<char> = text.chars().map(fold_width).filter(|c| !c.is_whitespace()).collect();
    let (first, mut rest) = date(&plain, None)?;
    let mut last = first;
    if let Some((sign, behind)) = rest.split_first()
        && matches!(sign, '-' | '—' | '–' | '~' | '～' | '至' | '到')
    {
        let behind = behind.iter().position(|c| !matches!(c, '-' | '—' | '–')).map_or(behind, |n| behind.split_at(n).1);
        (last, rest) = date(behind, Some(first.year))?;
    }
    let (from, to) = (first.first_day()?, last.last_day()?);
    (rest.is_empty() && from <= to).then_some((from, to))
}

/// A day as `2024-01-31`.
#[must_use]
pub(crate) fn day_to_text(day: i32) -> String {
    let (year, month, day) = civil(day);
    format!("{year:04}-{month:02}-{day:02}")
}

/// A date as far as it is printed.
#[derive(Debug, Clone, Copy, PartialEq)]
struct PrintedDate {
    year: i32,
    month: Option<u32>,
    day: Option<u32>,
}

impl PrintedDate {
    fn first_day(self) -> Option<i32> {
        day_number(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
    }

    fn last_day(self) -> Option<i32> {
        let month = self.month.unwrap_or(12);
        day_number(self.year, month, self.day.unwrap_or(days_in(self.year, month)))
    }
}

/// The date that a text begins with, and what stands behind it. In the second of a span the year may be that of the first.
fn date(text: &[char], known: Option<i32>) -> Option<(PrintedDate, &[char])> {
    let (number, digits, rest) = figures(text)?;
    if digits == 8 {
        let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100);
        return Some((PrintedDate { year: year.cast_signed(), month: Some(month), day: Some(day) }, rest));
    }
    if digits == 4 && (1900..2100).contains(&number) {
        let year = number.cast_signed();
        let (marked, behind_year) = behind(rest, &['年', '.', '-', '/']);
        return Some(match small(behind_year).filter(|_| marked) {
            Some((month, rest)) => month_and_day(year, month, rest),
            // 2022-2024: the sign is that of the span.
            None => (PrintedDate { year, month: None, day: None }, behind(rest, &['年']).1),
        });
    }
    // 至12月31日
    let (month, rest) = small(text)?;
    rest.first().filter(|c| **c == '月')?;
    Some(month_and_day(known?, month, rest))
}

fn month_and_day(year: i32, month: u32, rest: &[char]) -> (PrintedDate, &[char]) {
    let (marked, behind_month) = behind(rest, &['月', '.', '-', '/']);
    let same_sign = rest.first().is_some_and(|c| matches!(c, '月' | '.' | '/' | '-'));
    let date = PrintedDate { year, month: Some(month), day: None };
    // 2023-01-2023-12: figures of a year are none of a day.
    if let Some((day, rest)) = small(behind_month).filter(|_| marked && same_sign) {
        return (PrintedDate { day: Some(day), ..date }, behind(rest, &['日', '号']).1);
    }
    (date, if rest.first() == Some(&'月') { behind_month } else { rest })
}

/// What stands behind one of these characters, and whether one was there.
fn behind<'t>(text: &'t [char], signs: &[char]) -> (bool, &'t [char]) {
    match text.split_first() {
        Some((first, rest)) if signs.contains(first) => (true, rest),
        _ => (false, text),
    }
}

/// A number of one or two figures.
fn small(text: &[char]) -> Option<(u32, &[char])> {
    figures(text).filter(|(_, digits, _)| *digits <= 2).map(|(number, _, rest)| (number, rest))
}

/// The whole number that a text begins with, how many figures it has, and what stands behind it.
fn figures(text: &[char]) -> Option<(u32, usize, &[char])> {
    let digits = text.iter().take_while(|c| c.is_ascii_digit()).count();
    let (run, rest) = text.split_at(digits);
    if digits == 0 || digits > 8 {
        return None;
    }
    Some((run.iter().filter_map(|c| c.to_digit(10)).fold(0, |number, digit| number * 10 + digit), digits, rest))
}

fn days_in(year: i32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

/// Days since the first of 1970 in the Gregorian calendar, counted in years that begin with March; `None` for no date.
fn day_number(year: i32, month: u32, day: u32) -> Option<i32> {
    if !(1900..2100).contains(&year) || !(1..=12).contains(&month) || day == 0 || day > days_in(year, month) {
        return None;
    }
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let before = (153 * month.cast_signed() + 2) / 5 + day.cast_signed() - 1;
    let years = year * 365 + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    Some(years + before - 719_468)
}

/// Year, month and day of a day since the first of 1970.
fn civil(day: i32) -> (i32, u32, u32) {
    // No later than the year itself.
    let mut year = 1969 + day.div_euclid(366);
    while day_number(year + 1, 1, 1).is_some_and(|next| next <= day) {
        year += 1;
    }
    let mut month = 12;
    while month > 1 && day_number(year, month, 1).is_some_and(|first| first > day) {
        month -= 1;
    }
    let first = day_number(year, month, 1).unwrap_or(day);
    (year, month, (day - first + 1) as u32)
}

#[cfg(test)]
mod tests {
    use super::{day_to_text, text_to_days};

    #[test]
    fn spans_have_their_first_and_last_day() {
        let cases = [
            ("2024年1月1日至2024年12月31日", "2024-01-01 2024-12-31"),
            ("2023.01-2023.12", "2023-01-01 2023-12-31"),
            ("2023年1月—12月", "2023-01-01 2023-12-31"),
            ("2024-02-01至2024-02-29", "2024-02-01 2024-02-29"),
            ("2024/2/1～2024/3/5", "2024-02-01 2024-03-05"),
            ("20240101-20241231", "2024-01-01 2024-12-31"),
            ("２０２４年", "2024-01-01 2024-12-31"),
            ("2022-2024", "2022-01-01 2024-12-31"),
            ("2024年2月", "2024-02-01 2024-02-29"),
            ("2022年至2024年", "2022-01-01 2024-12-31"),
        ];
        for (text, wanted) in cases {
            let days = text_to_days(text).map(|(from, to)| format!("{} {}", day_to_text(from), day_to_text(to)));
            assert_eq!(days.as_deref(), Some(wanted), "{text}");
        }
    }

    #[test]
    fn what_is_no_span_of_days_has_none() {
        for text in
            ["", "长期", "3年", "2024年13月", "2024年2月30日", "2024年12月至2023年1月", "2024年1月起", "2024年第一季度"]
        {
            assert_eq!(text_to_days(text), None, "{text}");
        }
    }

    #[test]
    fn every_day_is_written_as_it_was_counted() {
        for day in (-25_567..47_482).step_by(7) {
            let text = day_to_text(day);
            assert_eq!(text_to_days(&text), Some((day, day)), "{text}");
        }
    }
}
