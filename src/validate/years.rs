//! years and dates.

use rust_decimal::Decimal;

use super::judged::target;
use super::normal::{has_any, normalised};
use super::outcome::Tally;
use super::view::View;
use crate::findings::{ExcelSerial, LateDeadline, NoYear, TextYear, YearDiffers, YearMissing};

/// the form says of which year it is.
pub(super) fn missing(view: &View, tally: &mut Tally) {
    tally.look();
    if view.form.year.is_none() {
        tally.hit(view.finding(YearMissing {}).quote(view.form.title.as_deref().unwrap_or("")));
    }
}

/// years in project names are the form's.
pub(super) fn differs(view: &View, tally: &mut Tally) {
    let Some(year) = view.form.year else {
        if !view.form.projects.is_empty() {
            tally.lacks(&NoYear {});
        }
        return;
    };
    for group in view.groups() {
        let Some(name) = group.name.filter(|_| group.project.is_some()) else { continue };
        tally.look();
        let years = years(name);
        let covers = years.iter().min().is_none_or(|first| *first <= year)
            && years.iter().max().is_none_or(|last| *last >= year);
        if !covers {
            let finding = view.finding(YearDiffers { year });
            tally.hit(group.locate(finding).quote(name));
        }
    }
}

/// The years of a text: four digits followed by 年 or by the end of a range; not the 〔2021〕 of a document number.
fn years(text: &str) -> Vec<i32> {
    let mut years = Vec::new();
    // Most texts have too few digits to be asked.
    if text.chars().filter(|c| matches!(c, '0'..='9' | '０'..='９')).take(4).count() < 4 {
        return years;
    }
    let text: Vec<char> = normalised(text).chars().collect();
    let before = std::iter::once(None).chain(text.iter().map(Some));
    for (before, window) in before.zip(text.windows(5)) {
        let [digits @ .., after] = window else { continue };
        if !digits.iter().all(char::is_ascii_digit) || before.is_some_and(char::is_ascii_digit) {
            continue;
        }
        let Ok(number) = digits.iter().collect::<String>().parse::<i32>() else { continue };
        if (1950..2100).contains(&number) && matches!(after, '年' | '-' | '—' | '~' | '至') {
            years.push(number);
        }
    }
    years
}

/// The last year that a period names: 2022年3月-2023年11月, 2022.03—2023.11.
fn ends_of(period: &str) -> Option<i32> {
    let numbers = period.split(|c: char| !c.is_ascii_digit()).filter(|digits| digits.len() >= 4);
    numbers.filter_map(|digits| digits.get(..4)?.parse().ok()).filter(|year| (1950..2100).contains(year)).max()
}

/// the goal does not speak of another year only.
pub(super) fn in_goals(view: &View, tally: &mut Tally) {
    let Some(year) = view.form.year else { return };
    let not_of = &view.thresholds().text_year.not_of;
    for group in view.groups() {
        let Some(goal) = group.goal else { continue };
        tally.look();
        let clauses = goal.split(['，', ',', '。', '；', ';', '\n']);
        // A clause that cites a paper or compares with a year does not say of which year the goal is.
        let own = clauses.filter(|clause| clause.contains('年') && !has_any(clause, not_of));
        let named: Vec<(i32, &str)> =
            own.flat_map(|clause| years(clause).into_iter().map(move |found| (found, clause))).collect();
        let Some((found, clause)) = named.iter().max().filter(|(found, _)| *found < year) else { continue };
        let finding = view.finding(TextYear { found: *found, year });
        tally.hit(group.locate(finding).quote(clause.trim()));
    }
}

/// a deadline after the form's year.
pub(super) fn late_deadline(view: &View, tally: &mut Tally) {
    for group in view.groups() {
        for (n, indicator) in group.whole_indicators() {
            let Some(target) = target(indicator) else { continue };
            let Some(last) = years(&target.raw).into_iter().max() else { continue };
            let Some(year) = view.form.year else {
                tally.lacks(&NoYear {});
                continue;
            };
            tally.look();
            let period = group.project.and_then(|n| view.form.projects[n].period.as_deref());
            let is_covered = period.is_some_and(|period| ends_of(period).is_some_and(|end| end >= last));
            if last > year && !is_covered {
                tally.hit(group.locate_indicator(view.finding(LateDeadline { last, year }), n));
            }
        }
    }
}

/// a date that lost its format: Excel counts days from 1900.
pub(super) fn excel_serial(view: &View, tally: &mut Tally) {
    let own = &view.thresholds().excel_serial;
    for group in view.groups() {
        for (n, indicator) in group.whole_indicators() {
            let (Some(name), Some(target)) = (indicator.level3.as_deref(), target(indicator)) else { continue };
            let Some(value) = target.value.filter(|v| v.fract().is_zero() && target.unit.is_none()) else { continue };
            tally.look();
            let of_time = own.heads.iter().any(|w| name.contains(w.as_str()));
            if of_time && (own.first..=own.last).contains(&value) {
                let finding = group.locate_indicator(view.finding(ExcelSerial { value }), n);
                tally.hit(match date_of_serial(value) {
                    Some(date) => finding.suggest(date),
                    None => finding,
                });
            }
        }
    }
}

/// The date of an Excel serial number after February 1900, as 2023-12-31.
fn date_of_serial(serial: Decimal) -> Option<String> {
    let days: i64 = serial.to_string().parse().ok()?;
    // Days since 0000-03-01, for the civil calendar; serial 25569 is 1970-01-01.
    let z = days - 25_569 + 719_468;
    let (era, day_of_era) = (z.div_euclid(146_097), z.rem_euclid(146_097));
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    Some(format!("{year}-{month:02}-{day:02}"))
}

#[cfg(test)]
mod tests {
    use super::{date_of_serial, years};
    use rust_decimal::Decimal;

    #[test]
    fn serials_are_days() {
        assert_eq!(date_of_serial(Decimal::from(45_291)).as_deref(), Some("2023-12-31"));
        assert_eq!(date_of_serial(Decimal::from(44_197)).as_deref(), Some("2021-01-01"));
    }

    #[test]
    fn document_numbers_are_no_years() {
        assert_eq!(years("穗财政〔2021〕113号"), Vec::<i32>::new());
        assert_eq!(years("2022年-2023年信息化"), vec![2022, 2023]);
        assert_eq!(years("12021年"), Vec::<i32>::new());
    }
}
