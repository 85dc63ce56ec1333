//! Printed amounts of money: number × multiple × unit, and what stands behind them.

use rust_decimal::Decimal;

use super::characters::{fold_width, is_invisible};
use super::number::{figures_at, signed_at};
use super::numerals::{self, multiple_at};

/// A unit of money, as the number of yuan it has: 万元 is 10,000. Foreign money is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct MoneyUnit(Decimal);

impl MoneyUnit {
    /// 元.
    pub(crate) const YUAN: Self = Self(Decimal::ONE);

    /// The unit of that name: 元, 万元, 百万元, 人民币万元, 万元人民币.
    #[must_use]
    pub(crate) fn from_text(text: &str) -> Option<Self> {
        let folded = folded(text);
        let plain: Vec<char> = folded.iter().map(|(c, _)| *c).collect();
        let named = without_prefix(&plain);
        let (unit, rest) = unit_at(named)?;
        let named_whole = unit.names_yuan && rest.is_empty();
        named_whole.then_some(Self(unit.size))
    }

    /// What an amount in this unit is to be multiplied with to be one in the other.
    #[must_use]
    pub(crate) fn factor(self, to: Self) -> Option<Decimal> {
        self.0.checked_div(to.0)
    }

    /// An amount in this unit as one in the other.
    #[must_use]
    pub(crate) fn convert(self, amount: Decimal, to: Self) -> Option<Decimal> {
        if self == to { Some(amount) } else { amount.checked_mul(self.0)?.checked_div(to.0).map(|a| a.normalize()) }
    }

    /// Its usual name.
    #[must_use]
    pub(crate) fn name(self) -> String {
        let mut rest = self.0;
        let mut name = String::new();
        for (scale, numeral) in [(100_000_000, '亿'), (10_000, '万'), (1000, '千'), (100, '百'), (10, '十')] {
            let scale = Decimal::from(scale);
            if rest >= scale {
                rest /= scale;
                name.insert(0, numeral);
            }
        }
        name + "元"
    }
}

/// An amount as printed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct PrintedAmount<'t> {
    /// The number, in `unit`.
    pub number: Decimal,
    /// The unit printed with it; a multiple alone (320万) is one, too. `None` for a bare number.
    pub unit: Option<MoneyUnit>,
    /// A bracket or clause behind it that is no part of the amount: （其中：中央补助100万元）.
    pub remark: &'t str,
}

/// The units of money that hold where an amount stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct MoneyUnits {
    /// That of the form, in which its amounts are read.
    pub form: Option<MoneyUnit>,
    /// That of a label beside or above it (项目资金（万元）), where it has one of its own: a bare number is in it.
    pub label: Option<MoneyUnit>,
}

/// An amount in the unit of its form.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct FormAmount<'t> {
    /// The amount.
    pub value: Decimal,
    /// The unit it is printed in and the form's, where they differ.
    pub converted: Option<(MoneyUnit, MoneyUnit)>,
    /// See [`PrintedAmount::remark`].
    pub remark: &'t str,
}

/// The amount of a text, or the number stored with it (a worksheet's, whose format shows the text), in the form's unit.
#[must_use]
pub(crate) fn text_to_form_amount(text: &str, stored: Option<Decimal>, units: MoneyUnits) -> Option<FormAmount<'_>> {
    let printed = text_to_amount(text);
    let (number, unit) = match stored {
        Some(stored) => (stored, printed.and_then(|p| stored_unit(stored, &p))),
        None => (printed?.number, printed?.unit),
    };
    let remark = printed.map_or("", |p| p.remark);
    match (unit.or(units.label).or(units.form), units.form) {
        (Some(from), Some(to)) if from != to => {
            Some(FormAmount { value: from.convert(number, to)?, converted: Some((from, to)), remark })
        }
        _ => Some(FormAmount { value: number, converted: None, remark }),
    }
}

/// The unit of a stored number whose format prints one: 0.00"万元" prints it as it is, 0!.0,"万元" divides it.
fn stored_unit(stored: Decimal, printed: &PrintedAmount<'_>) -> Option<MoneyUnit> {
    let unit = printed.unit?;
    if is_printed_as(stored, printed.number) {
        Some(unit)
    } else {
        MoneyUnit::YUAN.convert(stored, unit).filter(|n| is_printed_as(*n, printed.number)).map(|_| MoneyUnit::YUAN)
    }
}

/// Whether a number is the printed one when it is rounded to its places.
fn is_printed_as(number: Decimal, printed: Decimal) -> bool {
    (number - printed).abs() * Decimal::TWO <= Decimal::new(1, printed.scale())
}

/// Reads an amount: sign or brackets for negative, ¥ or 人民币 before it, figures or Chinese numerals, a multiple, 元, a unit
/// in brackets, 整; a bracket or clause behind it is its remark. `None` where anything else stands there.
#[must_use]
pub(crate) fn text_to_amount(text: &str) -> Option<PrintedAmount<'_>> {
    let folded = folded(text);
    let chars: Vec<char> = folded.iter().map(|(c, _)| *c).collect();
    if let Some(inner) = bracketed(&chars) {
        let (amount, length) = amount_at(inner)?;
        return (length == inner.len() && amount.number.is_sign_positive())
            .then_some(PrintedAmount { number: -amount.number, ..amount });
    }
    let (amount, length) = amount_at(&chars)?;
    let begins_remark = match chars.split_at_checked(length)?.1 {
        [] => return Some(amount),
        // 12,34 is no amount with a remark.
        [',' | '，' | ';' | '；' | '。', next, ..] => !next.is_ascii_digit(),
        [first, ..] => matches!(first, '(' | '[' | '【' | '〔' | ',' | '，' | ';' | '；' | '。'),
    };
    let (_, offset) = folded.get(length).filter(|_| begins_remark)?;
    Some(PrintedAmount { remark: text.get(*offset..)?.trim(), ..amount })
}

/// The characters that count, width folded, with their byte offsets.
fn folded(text: &str) -> Vec<(char, usize)> {
    text.char_indices().filter(|(_, c)| is_printed(*c)).map(|(n, c)| (fold_width(c), n)).collect()
}

/// Whether a character is printed.
fn is_printed(c: char) -> bool {
    !c.is_whitespace() && !is_invisible(c)
}

fn bracketed(chars: &[char]) -> Option<&[char]> {
    match chars {
        ['(', inner @ .., ')'] => Some(inner),
        _ => None,
    }
}

fn strip<'c>(chars: &'c [char], word: &str) -> Option<&'c [char]> {
    let mut rest = chars;
    for c in word.chars() {
        rest = rest.split_first().filter(|(first, _)| **first == c)?.1;
    }
    Some(rest)
}

fn without_prefix(chars: &[char]) -> &[char] {
    ["人民币", "RMB", "CNY", "¥"].iter().find_map(|p| strip(chars, p)).unwrap_or(chars)
}

/// The amount that the text begins with, and how many characters it has.
fn amount_at(chars: &[char]) -> Option<(PrintedAmount<'static>, usize)> {
    let (minus, unsigned) = match chars {
        ['-' | '−' | '负', unsigned @ ..] => (true, unsigned),
        _ => (false, chars),
    };
    let start = without_prefix(unsigned);
    let figures = if minus { figures_at(start) } else { signed_at(start) };
    let (number, mut unit, mut rest) = match figures {
        Some(figures) => with_multiple(figures.value, start.split_at_checked(figures.length)?.1),
        None => numeral_amount(start)?,
    };
    if unit.is_none()
        && let Some((named, behind)) = bracketed_unit(rest)
    {
        (unit, rest) = (Some(named), behind);
    }
    if unit.is_some()
        && let ['整' | '正', behind @ ..] = rest
    {
        rest = behind;
    }
    let number = if minus { -number } else { number };
    Some((PrintedAmount { number, unit, remark: "" }, chars.len() - rest.len()))
}

/// The amount in Chinese numerals that the text begins with, its unit, and what stands behind them.
fn numeral_amount(text: &[char]) -> Option<(Decimal, Option<MoneyUnit>, &[char])> {
    let (length, value) = numerals::number_at(text, true);
    let (numerals, rest) = text.split_at_checked(length)?;
    match unit_at(rest) {
        Some((word, behind)) if word.names_yuan => Some((value?, Some(MoneyUnit::YUAN), behind)),
        // 三百二十万: the multiple is in the number.
        _ => {
            let has_group = numerals.iter().any(|c| "万萬亿億".contains(*c));
            Some((value?, has_group.then_some(MoneyUnit::YUAN), rest))
        }
    }
}

/// The unit in brackets that the text begins with, and what stands behind it: （万元）.
fn bracketed_unit(text: &[char]) -> Option<(MoneyUnit, &[char])> {
    let close = text.iter().position(|c| *c == ')')?;
    let (unit, behind) = text.split_at_checked(close + 1)?;
    Some((MoneyUnit::from_text(&bracketed(unit)?.iter().collect::<String>())?, behind))
}

/// A multiple and 元 behind a number: the number (1亿2000万 is one of 1.2), the unit, and what stands behind them.
fn with_multiple(number: Decimal, behind: &[char]) -> (Decimal, Option<MoneyUnit>, &[char]) {
    let Some((first, mut rest)) = unit_at(behind) else { return (number, None, behind) };
    let (mut sum, mut last) = (number, first);
    while !last.names_yuan
        && let Some((part, unit, behind)) = part_at(rest)
        && unit.size < last.size
        && let Some(part) = part.checked_mul(unit.size).and_then(|part| part.checked_div(first.size))
    {
        (sum, last, rest) = ((sum + part).normalize(), unit, behind);
    }
    (sum, Some(MoneyUnit(first.size)), rest)
}

/// A number with a unit at the beginning of the text, and what stands behind them: the 2000万 of 1亿2000万.
fn part_at(text: &[char]) -> Option<(Decimal, UnitWord, &[char])> {
    let figures = figures_at(text)?;
    let (unit, behind) = unit_at(text.split_at_checked(figures.length)?.1)?;
    Some((figures.value, unit, behind))
}

#[derive(Debug, Clone, Copy)]
struct UnitWord {
    size: Decimal,
    names_yuan: bool,
}

/// 万元, 元人民币, 万 at the beginning of the text, and what stands behind it.
fn unit_at(chars: &[char]) -> Option<(UnitWord, &[char])> {
    let (multiple, rest) = match multiple_at(chars) {
        Some((multiple, length)) => (Some(multiple), chars.split_at_checked(length)?.1),
        None => (None, chars),
    };
    match (multiple, rest) {
        (_, ['元' | '圆', behind @ ..]) => {
            let unit = UnitWord { size: multiple.unwrap_or(Decimal::ONE), names_yuan: true };
            Some((unit, strip(behind, "人民币").unwrap_or(behind)))
        }
        (Some(size), rest) => Some((UnitWord { size, names_yuan: false }, rest)),
        (None, _) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(String, Option<String>, &str)> {
        let amount = text_to_amount(text)?;
        Some((amount.number.to_string(), amount.unit.map(MoneyUnit::name), amount.remark))
    }

    fn check(text: &str, number: &str, unit: &str) {
        let unit = Some(unit.to_owned()).filter(|u| !u.is_empty());
        assert_eq!(read(text), Some((number.to_owned(), unit, "")), "{text}");
    }

    #[test]
    fn amounts_keep_their_unit() {
        check("9,486.23", "9486.23", "");
        check("320万元", "320", "万元");
        check("1.2 亿元", "1.2", "亿元");
        check("￥３２０．５０元", "320.50", "元");
        check("人民币5百万元整", "5", "百万元");
        check("(12.5万元)", "-12.5", "万元");
        check("-3万", "-3", "万元");
        check("¥-3", "-3", "");
        check("320（万元）", "320", "万元");
        check("1亿2000万元", "1.2", "亿元");
        check("叁佰贰拾万元整", "3200000", "元");
        check("三百二十", "320", "");
        check("100元人民币", "100", "元");
    }

    #[test]
    fn what_stands_behind_is_a_remark_or_no_amount() {
        let parts = read("854万（含建设400万元，设备454万元）");
        assert_eq!(parts, Some(("854".to_owned(), Some("万元".to_owned()), "（含建设400万元，设备454万元）")));
        assert_eq!(read("100万元，其中中央50万元").map(|p| p.2), Some("，其中中央50万元"));
        for none in ["12,34", "12，34", "—", "12人", "320万人", "100美元", "约320万元", "2023年", "50%", "", "元"]
        {
            assert_eq!(read(none), None, "{none}");
        }
    }

    #[test]
    fn a_stored_number_is_in_the_unit_its_format_shows() {
        let units = MoneyUnits { form: MoneyUnit::from_text("元"), label: None };
        let read = |text, stored: &str| {
            text_to_form_amount(text, stored.parse().ok(), units).map(|a| a.value.to_string()).unwrap_or_default()
        };
        assert_eq!(read("12.50万元", "12.5"), "125000");
        assert_eq!(read("12.5万", "125000"), "125000");
        assert_eq!(read("12.35万元", "12.349"), "123490");
        assert_eq!(read("1,250", "1250"), "1250");
        assert_eq!(read("壹佰贰拾叁元", "123"), "123");
    }

    #[test]
    fn units_convert_exactly() {
        let unit = |name| MoneyUnit::from_text(name);
        let convert = |amount: &str, from, to| {
            let amount = amount.parse().ok()?;
            unit(from)?.convert(amount, unit(to)?).map(|a: Decimal| a.to_string())
        };
        assert_eq!(convert("320", "万元", "元").as_deref(), Some("3200000"));
        assert_eq!(convert("3200000", "元", "人民币万元").as_deref(), Some("320"));
        assert_eq!(convert("5.5", "百万元", "万元人民币").as_deref(), Some("550"));
        assert_eq!((unit("美元"), unit("万"), unit("单位"), unit("")), (None, None, None, None));
        for name in ["元", "百元", "千元", "万元", "十万元", "百万元", "千万元", "亿元"] {
            assert_eq!(unit(name).map(MoneyUnit::name).as_deref(), Some(name));
        }
    }
}
