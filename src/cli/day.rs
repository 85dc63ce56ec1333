//! The day that a workbook says it was made: only where somebody gives one, so that the same input gives the same bytes.

use super::planned::Usage;

/// The variable by which builds that are to be repeated give a time, in seconds since 1970.
const EPOCH: &str = "SOURCE_DATE_EPOCH";
const SECONDS: i64 = 86_400;

/// The day of `--date`, else of `SOURCE_DATE_EPOCH`, as `2026-11-30`.
pub(super) fn day(given: Option<&str>) -> Result<Option<String>, Usage> {
    if let Some(text) = given {
        return if is_day(text) { Ok(Some(text.to_owned())) } else { Err(Usage(format!("--date {text}: YYYY-MM-DD"))) };
    }
    let Ok(seconds) = std::env::var(EPOCH) else { return Ok(None) };
    let seconds: i64 = seconds.trim().parse().map_err(|_| Usage(format!("{EPOCH}={seconds}")))?;
    Ok(Some(days_to_text(seconds.div_euclid(SECONDS))))
}

fn is_day(text: &str) -> bool {
    let parts: Vec<_> = text.split('-').collect();
    let [year, month, day] = parts.as_slice() else { return false };
    let (Some(year), Some(month), Some(day)) = (number(year, 4), number(month, 2), number(day, 2)) else {
        return false;
    };
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        2 => 28 + u32::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return false,
    };
    (1..=days).contains(&day)
}

/// A number written with so many digits.
fn number(text: &str, digits: usize) -> Option<u32> {
    if text.len() == digits && text.bytes().all(|b| b.is_ascii_digit()) { text.parse().ok() } else { None }
}

/// Days since 1970 → the day of the calendar. Years of 400 repeat; counted from March, the leap day is the last of a year.
fn days_to_text(days: i64) -> String {
    let days = days.saturating_add(719_468);
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let march = (5 * of_year + 2) / 153;
    let (day, month) = (of_year - (153 * march + 2) / 5 + 1, if march < 10 { march + 3 } else { march - 9 });
    let year = year + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_are_days() {
        let text = |seconds: i64| days_to_text(seconds.div_euclid(SECONDS));
        assert_eq!(text(0), "1970-01-01");
        assert_eq!(text(951_827_696), "2000-02-29");
        assert_eq!(text(1_796_083_199), "2026-11-30");
        assert_eq!(text(-1), "1969-12-31");
    }

    #[test]
    fn only_days_of_the_calendar_are_days() {
        assert!(is_day("2024-02-29") && is_day("2026-11-30"));
        assert!(!is_day("2026-02-29") && !is_day("2026-13-01") && !is_day("26-1-1") && !is_day("2026-11-30-1"));
    }
}
