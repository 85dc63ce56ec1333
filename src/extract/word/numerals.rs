//! A number → how Word prints it in a label.

/// How the numbers of a list are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum NumberFormat {
    /// 1, 2, 3; also what is not known here, as Word does it.
    #[default]
    Decimal,
    /// 01, 02, 03.
    TwoDigits,
    /// １, ２, ３.
    FullWidth,
    /// ①, ②, ③.
    Circled,
    /// 一, 二, 三.
    Chinese,
    /// 壹, 贰, 叁.
    ChineseLegal,
    /// 甲, 乙, 丙.
    Stems,
    /// A, B, C.
    UpperLetters,
    /// a, b, c.
    LowerLetters,
    /// I, II, III.
    UpperRoman,
    /// i, ii, iii.
    LowerRoman,
    /// A sign instead of a number.
    Bullet,
    /// Nothing.
    None,
}

impl NumberFormat {
    /// By the name that `w:numFmt` gives it.
    pub(super) fn named(name: &str) -> Self {
        match name {
            "decimalZero" => Self::TwoDigits,
            "decimalFullWidth" | "decimalFullWidth2" => Self::FullWidth,
            "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => Self::Circled,
            "chineseCounting"
            | "chineseCountingThousand"
            | "ideographDigital"
            | "japaneseCounting"
            | "taiwaneseCounting"
            | "taiwaneseCountingThousand" => Self::Chinese,
            "chineseLegalSimplified" | "ideographLegalTraditional" => Self::ChineseLegal,
            "ideographTraditional" => Self::Stems,
            "upperLetter" => Self::UpperLetters,
            "lowerLetter" => Self::LowerLetters,
            "upperRoman" => Self::UpperRoman,
            "lowerRoman" => Self::LowerRoman,
            "bullet" => Self::Bullet,
            "none" => Self::None,
            _ => Self::Decimal,
        }
    }
}

/// The number as printed; in figures where its writing does not reach so far.
pub(super) fn number_to_text(number: u32, format: NumberFormat) -> String {
    match format {
        NumberFormat::Bullet | NumberFormat::None => String::new(),
        NumberFormat::TwoDigits => format!("{number:02}"),
        NumberFormat::FullWidth => number.to_string().chars().map(full_width).collect(),
        NumberFormat::Circled => one_of(CIRCLED, number),
        NumberFormat::Stems => one_of(STEMS, number),
        NumberFormat::Chinese => chinese(number, ["零一二三四五六七八九", "十百千"]),
        NumberFormat::ChineseLegal => chinese(number, ["零壹贰叁肆伍陆柒捌玖", "拾佰仟"]),
        NumberFormat::UpperLetters => letters(number, 'A'),
        NumberFormat::LowerLetters => letters(number, 'a'),
        NumberFormat::UpperRoman => roman(number),
        NumberFormat::LowerRoman => roman(number).to_lowercase(),
        NumberFormat::Decimal => number.to_string(),
    }
}

const CIRCLED: &str = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳";
const STEMS: &str = "甲乙丙丁戊己庚辛壬癸";

fn one_of(signs: &str, number: u32) -> String {
    let place = number.checked_sub(1).and_then(|n| signs.chars().nth(n as usize));
    place.map_or_else(|| number.to_string(), String::from)
}

fn full_width(figure: char) -> char {
    figure.to_digit(10).and_then(|n| char::from_u32(u32::from('０') + n)).unwrap_or(figure)
}

/// 十二, 二十, 一百零三; figures from ten thousand on.
fn chinese(number: u32, [figures, powers]: [&str; 2]) -> String {
    let digits: Vec<u32> = number.to_string().chars().filter_map(|c| c.to_digit(10)).collect();
    if digits.len() > powers.chars().count() + 1 {
        return number.to_string();
    }
    let mut text = String::new();
    let mut skipped = false;
    for (digit, power) in digits.iter().zip((0..digits.len()).rev()) {
        if *digit == 0 {
            skipped = true;
            continue;
        }
        if std::mem::take(&mut skipped) {
            text.extend(figures.chars().next());
        }
        // 十二, but 一百一十二; of sums of money 壹拾贰.
        let is_bare_ten = *digit == 1 && power == 1 && text.is_empty() && powers.starts_with('十');
        if !is_bare_ten {
            text.extend(figures.chars().nth(*digit as usize));
        }
        text.extend(power.checked_sub(1).and_then(|n| powers.chars().nth(n)));
    }
    if text.is_empty() { figures.chars().take(1).collect() } else { text }
}

/// a to z, then aa, bb, as Word counts; figures where that would be long.
fn letters(number: u32, first: char) -> String {
    const LONGEST: u32 = 8;
    let Some(n) = number.checked_sub(1).filter(|n| n / 26 < LONGEST) else { return number.to_string() };
    let letter = char::from_u32(u32::from(first) + n % 26).unwrap_or(first);
    std::iter::repeat_n(letter, n as usize / 26 + 1).collect()
}

fn roman(number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if number == 0 || number >= 4000 {
        return number.to_string();
    }
    let (mut rest, mut text) = (number, String::new());
    for (value, sign) in SIGNS {
        while rest >= value {
            rest -= value;
            text.push_str(sign);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_printed_as_word_prints_them() {
        let of = |format: NumberFormat| [1, 10, 12, 20, 103, 110].map(|n| number_to_text(n, format)).join(" ");
        assert_eq!(of(NumberFormat::Chinese), "一 十 十二 二十 一百零三 一百一十");
        assert_eq!(of(NumberFormat::ChineseLegal), "壹 壹拾 壹拾贰 贰拾 壹佰零叁 壹佰壹拾");
        assert_eq!(of(NumberFormat::Circled), "① ⑩ ⑫ ⑳ 103 110");
        assert_eq!(of(NumberFormat::LowerRoman), "i x xii xx ciii cx");
        assert_eq!(of(NumberFormat::UpperLetters), "A J L T YYYY FFFFF");
        assert_eq!(number_to_text(27, NumberFormat::LowerLetters), "aa");
        assert_eq!(number_to_text(7, NumberFormat::TwoDigits), "07");
    }
}
