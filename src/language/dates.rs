//! Dates, spans of months and clock times in a text: what is no quantity although it has figures.

use super::numerals::digit;

/// Where the date, span of dates or clock time at the position ends; `None` where none begins there. The text has folded
/// width. Recognised are 2023年12月31日 and its parts, with figures or numerals, 2023/12/31, 2023-12-31, 2023.12.31, 31/12/2023,
/// 12-31-23, 20231231, 2023.07, 1-6月, 第四季度, 10日前, 8:30前, and spans of these.
#[must_use]
pub(crate) fn date_end(text: &[char], start: usize) -> Option<usize> {
    // A date begins where its figures begin.
    if start.checked_sub(1).map(|n| at(text, n)).is_some_and(|c| c.is_ascii_digit() || c == '.') {
        return None;
    }
    let mut end = one(text, start)?;
    // 2022年6月至12月, 2023.07-2024.01, 9:00-17:30
    while let Some(next) = span_word(text, end).and_then(|next| one(text, next).or_else(|| bare_day(text, next))) {
        end = next;
    }
    Some(end)
}

/// The character at a position; behind the end of the text a space, which ends a date as well.
fn at(text: &[char], n: usize) -> char {
    text.get(n).copied().unwrap_or(' ')
}

fn span_word(text: &[char], n: usize) -> Option<usize> {
    matches!(at(text, n), '-' | '—' | '–' | '~' | '至' | '到').then_some(n + 1)
}

/// The day alone behind a span: 3月1日-15日.
fn bare_day(text: &[char], n: usize) -> Option<usize> {
    let (day, end) = figures(text, n, 2)?;
    (day <= 31 && at(text, end) == '日').then_some(end + 1)
}

fn one(text: &[char], start: usize) -> Option<usize> {
    with_signs(text, start)
        .or_else(|| eight_figures(text, start))
        .or_else(|| year(text, start))
        .or_else(|| months(text, start))
        .or_else(|| quarter(text, start))
        .or_else(|| day(text, start))
        .or_else(|| clock(text, start))
}

/// The whole number of at most that many figures at the position, and where it ends.
fn figures(text: &[char], start: usize, most: usize) -> Option<(u32, usize)> {
    let (mut value, mut end) = (0, start);
    for digit in text.iter().skip(start).map_while(|c| c.to_digit(10)) {
        if end - start == most {
            return None;
        }
        (value, end) = (value * 10 + digit, end + 1);
    }
    (end > start).then_some((value, end))
}

/// The same in Chinese numerals up to 31: 十二, 二十一.
fn small_numeral(text: &[char], start: usize) -> Option<(u32, usize)> {
    let run: Vec<char> = text.iter().copied().skip(start).take_while(|&c| c == '十' || digit(c).is_some()).collect();
    if run.is_empty() || run.len() > 3 {
        return None;
    }
    let (length, value) = super::numerals::number_at(&run, false);
    let value = u32::try_from(value?.mantissa()).ok()?;
    Some((value, start + length))
}

fn small(text: &[char], start: usize) -> Option<(u32, usize)> {
    figures(text, start, 2).or_else(|| small_numeral(text, start))
}

fn is_year(value: u32) -> bool {
    (1900..2100).contains(&value)
}

/// 2023/12/31, 2023-12-31, 2023.12.31, 2023.07, 31/12/2023, 12-31-23.
fn with_signs(text: &[char], start: usize) -> Option<usize> {
    let (first, end) = figures(text, start, 4)?;
    let sign = at(text, end);
    if !matches!(sign, '/' | '-' | '.') {
        return None;
    }
    let (second, end) = figures(text, end + 1, 2)?;
    let third = (at(text, end) == sign).then(|| figures(text, end + 1, 4)).flatten();
    match third {
        Some((third, end)) if is_year(first) && is_month_and_day(second, third) => behind_last_figure(text, end),
        Some((third, end))
            if is_year(third) && (is_month_and_day(first, second) || is_month_and_day(second, first)) =>
        {
            behind_last_figure(text, end)
        }
        // The last part of a date of three numbers may be a year of two figures; a section number 1.2.3 is no quantity, either.
        Some((third, end))
            if sign != '.' && third < 100 && (is_month_and_day(first, second) || is_month_and_day(second, first)) =>
        {
            behind_last_figure(text, end)
        }
        None if is_year(first) && (1..=12).contains(&second) && sign != '/' => {
            // 2023.07 is a month, 2023.7元 an amount.
            let next = at(text, end);
            let ends_there = next == ' '
                || matches!(next, '-' | '—' | '~' | '至' | '前' | '底' | '起' | '，' | '。' | '；' | '、' | ')' | '(');
            ends_there.then(|| behind(text, end))
        }
        _ => None,
    }
}

/// Where a date ends whose last number ends at the position; `None` where more figures follow.
fn behind_last_figure(text: &[char], end: usize) -> Option<usize> {
    (!at(text, end).is_ascii_digit()).then(|| behind(text, end))
}

/// Whether two numbers can be a month and a day.
fn is_month_and_day(month: u32, day: u32) -> bool {
    (1..=12).contains(&month) && (1..=31).contains(&day)
}

/// 20231231.
fn eight_figures(text: &[char], start: usize) -> Option<usize> {
    let (value, end) = figures(text, start, 8)?;
    let (year, month, day) = (value / 10_000, value / 100 % 100, value % 100);
    let whole = end - start == 8 && is_year(year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    let alone = matches!(at(text, end), ' ' | '-' | '—' | '~' | '至' | '前' | '，' | '。' | '；' | '、' | ')');
    (whole && alone).then(|| behind(text, end))
}

/// 2023年, 二〇二三年度, 2023-2025年, with month and day behind.
fn year(text: &[char], start: usize) -> Option<usize> {
    let figured = figures(text, start, 4).filter(|(value, end)| end - start == 4 && is_year(*value));
    let (_, end) = figured.or_else(|| numeral_year(text, start))?;
    let span = span_word(text, end).or_else(|| (at(text, end) == '/').then_some(end + 1));
    if let Some(next) = span
        && let Some((_, end)) = figures(text, next, 4)
        && at(text, end) == '年'
    {
        return Some(behind(text, end + 1));
    }
    if at(text, end) != '年' {
        return None;
    }
    let end = end + 1 + usize::from(at(text, end + 1) == '度');
    months(text, end).or_else(|| quarter(text, end)).or_else(|| Some(behind(text, end)))
}

/// The year of four Chinese digits at the position, and where it ends: 二〇二三.
fn numeral_year(text: &[char], start: usize) -> Option<(u32, usize)> {
    let digits: &[char; 4] = text.get(start..)?.first_chunk()?;
    let value = digits.iter().try_fold(0, |value, &c| digit(c).map(|d| value * 10 + u32::from(d)))?;
    is_year(value).then_some((value, start + digits.len()))
}

/// 12月, 12月31日, 1-6月, 十二月. 3个月 is a time, no month.
fn months(text: &[char], start: usize) -> Option<usize> {
    let (first, mut end) = small(text, start)?;
    if let Some((last, to)) = span_word(text, end).and_then(|next| small(text, next))
        && at(text, to) == '月'
        && (1..=12).contains(&last)
    {
        end = to;
    }
    if at(text, end) != '月' || !(1..=12).contains(&first) {
        return None;
    }
    let mut end = end + 1 + usize::from(at(text, end + 1) == '份');
    if let Some((day, to)) = small(text, end)
        && (1..=31).contains(&day)
        && matches!(at(text, to), '日' | '号')
    {
        end = to + 1;
    }
    Some(behind(text, end))
}

/// 第四季度, 4季度, 一至三季度.
fn quarter(text: &[char], start: usize) -> Option<usize> {
    let begin = start + usize::from(at(text, start) == '第');
    let (first, mut end) = small(text, begin)?;
    if let Some((_, to)) = span_word(text, end).and_then(|next| small(text, next)) {
        end = to;
    }
    let is_quarter = at(text, end) == '季' && (1..=4).contains(&first);
    is_quarter.then(|| behind(text, end + 1 + usize::from(at(text, end + 1) == '度')))
}

/// 10日前, 5号: a day that is counted from nothing. 10日内 and 10日 are times.
fn day(text: &[char], start: usize) -> Option<usize> {
    let (day, end) = small(text, start)?;
    let dated = at(text, end) == '号' || at(text, end) == '日' && at(text, end + 1) == '前';
    (dated && (1..=31).contains(&day)).then(|| behind(text, end + 1))
}

/// 8:30前, 17:30. A bare 1:16 may be a ratio.
fn clock(text: &[char], start: usize) -> Option<usize> {
    let (hour, end) = figures(text, start, 2)?;
    let (minute, to) = (at(text, end) == ':').then(|| figures(text, end + 1, 2)).flatten()?;
    let told = end - start == 2 || matches!(at(text, to), '前' | '后' | '至' | '-' | '—' | '~' | '开');
    (hour < 25 && minute < 60 && to - end == 3 && told && at(text, to) != ':').then(|| behind(text, to))
}

/// Behind 底, 初, 前, 上旬 and the like, which belong to a date.
fn behind(text: &[char], end: usize) -> usize {
    const WORDS: [&str; 14] =
        ["底前", "末前", "初前", "上旬", "中旬", "下旬", "之前", "以前", "底", "末", "初", "前", "后", "起"];
    WORDS.iter().find(|word| stands_at(text, end, word)).map_or(end, |word| end + word.chars().count())
}

/// Whether a word stands at the position.
fn stands_at(text: &[char], start: usize, word: &str) -> bool {
    word.chars().enumerate().all(|(n, c)| at(text, start + n) == c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rest(text: &str) -> Option<String> {
        let chars: Vec<char> = text.chars().collect();
        date_end(&chars, 0).map(|end| chars.get(end..).unwrap_or_default().iter().collect())
    }

    #[test]
    fn dates_are_taken_whole() {
        let dates = [
            "2026年7月7日",
            "2026/7/7",
            "2026-07-07",
            "7/7/2026",
            "2026.07.07",
            "12-31-23",
            "20231231",
            "2023年",
            "2023年度",
            "2023-2025年",
            "2023.07-2024.01",
            "2022年6月至12月",
            "1-6月",
            "12月底前",
            "12月",
            "6月30日前",
            "十二月",
            "二〇二三年十二月",
            "第四季度",
            "2023年第一季度",
            "10日前",
            "8:30前",
            "17:30",
            "9:00-17:30",
            "3月1日-15日",
            "2023年1-12月",
        ];
        for date in dates {
            assert_eq!(rest(date).as_deref(), Some(""), "{date}");
        }
        assert_eq!(rest("2023年12月底前完成率100%").as_deref(), Some("完成率100%"));
    }

    #[test]
    fn quantities_are_no_dates() {
        for text in [
            "3个月",
            "10日",
            "10日内",
            "30天",
            "2023.7元",
            "2024",
            "5-10次",
            "1:16",
            "12.5",
            "80-90%",
            "3年",
            "十分钟",
            "1.5",
        ] {
            assert_eq!(rest(text), None, "{text}");
        }
    }
}
