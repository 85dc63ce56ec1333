//! Chinese numerals: 三百二十, 二〇二三, 叁佰万.

use rust_decimal::Decimal;

/// What a numeral says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Numeral {
    Digit(u8),
    /// 十, 百, 千: within a group of four digits.
    Small(u32),
    /// 万, 亿: a group ends.
    Group(u32),
}

fn numeral(c: char) -> Option<Numeral> {
    use Numeral::{Digit, Group, Small};
    Some(match c {
        '零' | '〇' | '○' => Digit(0),
        '一' | '壹' => Digit(1),
        '二' | '两' | '贰' => Digit(2),
        '三' | '叁' => Digit(3),
        '四' | '肆' => Digit(4),
        '五' | '伍' => Digit(5),
        '六' | '陆' => Digit(6),
        '七' | '柒' => Digit(7),
        '八' | '捌' => Digit(8),
        '九' | '玖' => Digit(9),
        '十' | '拾' => Small(10),
        '百' | '佰' => Small(100),
        '千' | '仟' => Small(1000),
        '万' | '萬' => Group(10_000),
        '亿' | '億' => Group(100_000_000),
        _ => return None,
    })
}

/// Whether a character is a digit of Chinese writing, 十, 百 or 千. 万 and 亿 are multiples: they follow figures, too.
#[must_use]
pub(crate) fn is_numeral(c: char) -> bool {
    matches!(numeral(c), Some(Numeral::Digit(_) | Numeral::Small(_)))
}

/// How many one of a multiple is: 万 → 10,000; `None` where the character is none.
#[must_use]
pub(crate) fn multiple(c: char) -> Option<Decimal> {
    match numeral(c)? {
        Numeral::Digit(_) => None,
        Numeral::Small(n) | Numeral::Group(n) => Some(Decimal::from(n)),
    }
}

/// The multiple that the text begins with, and how many characters it has: 百万 → 1,000,000. 一 is none.
#[must_use]
pub(crate) fn multiple_at(text: &[char]) -> Option<(Decimal, usize)> {
    let (mut product, mut length) = (Decimal::ONE, 0);
    for scale in text.iter().map_while(|&c| multiple(c)) {
        (product, length) = (product.checked_mul(scale)?, length + 1);
    }
    (length > 0).then_some((product, length))
}

/// The Chinese digit as a number.
#[must_use]
pub(crate) fn digit(c: char) -> Option<u8> {
    match numeral(c)? {
        Numeral::Digit(n) => Some(n),
        Numeral::Small(_) | Numeral::Group(_) => None,
    }
}

/// The number in Chinese numerals that the text begins with: how many characters it has, and its value where it is well
/// formed (三十五, 一百零二, 二〇二三; not 三二十). With `groups`, 万 and 亿 belong to it.
#[must_use]
pub(crate) fn number_at(text: &[char], groups: bool) -> (usize, Option<Decimal>) {
    let run: Vec<Numeral> =
        text.iter().map_while(|&c| numeral(c)).take_while(|n| groups || !matches!(n, Numeral::Group(_))).collect();
    let value = if run.iter().all(|n| matches!(n, Numeral::Digit(_))) { positional(&run) } else { scaled(&run) };
    (run.len(), value)
}

/// Digits one after the other: 二〇二三; a lone one is itself.
fn positional(run: &[Numeral]) -> Option<Decimal> {
    // 十 and more digits stand in telephone numbers, not in amounts; two (三五) are an estimate.
    if run.is_empty() || run.len() == 2 || run.len() > 10 {
        return None;
    }
    let digits = run.iter().map(|n| if let Numeral::Digit(d) = n { u64::from(*d) } else { 0 });
    Some(Decimal::from(digits.fold(0_u64, |value, digit| value * 10 + digit)))
}

/// Digits with their places: 三百二十, 一亿零五万.
fn scaled(run: &[Numeral]) -> Option<Decimal> {
    let (mut total, mut group, mut digit) = (Decimal::ZERO, 0_u64, None::<u64>);
    let (mut small_before, mut group_before) = (u32::MAX, u32::MAX);
    for numeral in run {
        match *numeral {
            Numeral::Digit(d) => {
                if digit.is_some_and(|d| d != 0) {
                    return None;
                }
                digit = Some(u64::from(d));
            }
            Numeral::Small(scale) => {
                if scale >= small_before {
                    return None;
                }
                small_before = scale;
                group += digit.take().filter(|d| *d != 0).unwrap_or(1) * u64::from(scale);
            }
            Numeral::Group(scale) => {
                if scale >= group_before {
                    return None;
                }
                group_before = scale;
                let count = group + digit.take().unwrap_or(0);
                total += Decimal::from(count.max(1)).checked_mul(Decimal::from(scale))?;
                (group, small_before) = (0, u32::MAX);
            }
        }
    }
    Some(total + Decimal::from(group + digit.unwrap_or(0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_are_read_as_far_as_they_go() {
        let read = |text: &str| {
            let (length, value) = number_at(&text.chars().collect::<Vec<_>>(), true);
            (length, value.map(|v| v.to_string()))
        };
        let value = |text: &str| read(text).1.unwrap_or_default();
        assert_eq!(value("三百二十"), "320");
        assert_eq!(value("二十个"), "20");
        assert_eq!(value("十二"), "12");
        assert_eq!(value("一百零二"), "102");
        assert_eq!(value("叁佰贰拾万元整"), "3200000");
        assert_eq!(value("一亿零五万"), "100050000");
        assert_eq!(value("二〇二三年"), "2023");
        assert_eq!(value("两次"), "2");
        assert_eq!(read("三二十"), (3, None));
        assert_eq!(read("三五个"), (2, None));
        assert_eq!(read("每"), (0, None));
    }

    #[test]
    fn multiples_multiply() {
        let read = |text: &str| {
            multiple_at(&text.chars().collect::<Vec<_>>()).map(|(scale, length)| (scale.to_string(), length))
        };
        assert_eq!(read("百万元"), Some(("1000000".to_owned(), 2)));
        assert_eq!(read("亿"), Some(("100000000".to_owned(), 1)));
        assert_eq!(read("元"), None);
    }
}
