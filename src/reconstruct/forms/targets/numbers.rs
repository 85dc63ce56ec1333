//! One scan over a value, the longest match first: numbers, and what has figures but is none.

use rust_decimal::Decimal;

use super::value_text::{ValueText, is_clause_end};
use crate::language::characters::{is_ideograph, superscript_to_digit};
use crate::language::dates::date_end;
use crate::language::number::{figures_at, look_alike_at};
use crate::language::numerals;
use crate::vocabulary::Vocabulary;

/// Characters of what stands before the power of ×10⁴.
const TIMES_TEN: usize = 3;
/// A power below which another digit may follow.
const POWER_DIGIT_MOST: u32 = 9;
/// Powers of ten beyond are no quantities of a form.
const POWER_MOST: u32 = 18;
/// Characters of 百分百.
const WHOLE_SHARE: usize = 3;
/// Most ideographs between the two ones of a slogan: 1人1档.
const SLOGAN_WORDS: usize = 4;

/// A number of a value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Number {
    /// Position of its first character (its sign included).
    pub(super) start: usize,
    /// Position behind its last character.
    pub(super) end: usize,
    pub(super) value: Decimal,
    /// The unit that its wording names: 百分之九十五 → %.
    pub(super) unit: Option<&'static str>,
}

/// The numbers that can be targets, and whether there is one that cannot be read.
#[derive(Debug, Default)]
pub(super) struct Scanned {
    pub(super) numbers: Vec<Number>,
    /// A number that says nothing for certain: 2/3, 95±2, 78OO; with what is probably meant.
    pub(super) doubt: Option<Unsure>,
}

/// A number that cannot be told.
#[derive(Debug, Default)]
pub(super) struct Unsure {
    /// The value as it is probably meant.
    pub(super) meant: Option<String>,
}

impl Scanned {
    fn is_doubtful(&mut self) {
        self.doubt.get_or_insert_default();
    }
}

/// Scans a value. Dates, ordinals, list numbers, codes and clock times are passed over.
pub(super) fn scan(text: &ValueText, vocabulary: &Vocabulary) -> Scanned {
    let mut scanned = Scanned::default();
    let mut n = 0;
    while n < text.len() {
        n = if text.masked_at(n) { n + 1 } else { step(text, n, &mut scanned, vocabulary).max(n + 1) };
    }
    scanned
}

/// Takes what stands at the position; gives where the scan goes on.
fn step(text: &ValueText, n: usize, scanned: &mut Scanned, vocabulary: &Vocabulary) -> usize {
    if let Some(end) = date_end(&text.folded, n).filter(|&end| !is_counted(text, n, end, vocabulary)) {
        return end;
    }
    if let Some(end) = slogan_end(text, n) {
        return end;
    }
    if let Some(length) = look_alike_at(&text.folded, n) {
        let meant =
            text.folded.iter().enumerate().map(|(k, &c)| if (n..n + length).contains(&k) { as_digit(c) } else { c });
        scanned.doubt.get_or_insert_with(|| Unsure { meant: Some(meant.collect()) });
        return n + length;
    }
    let c = text.at(n);
    if c.is_ascii_digit() || is_sign(text, n) {
        return figures(text, n, scanned);
    }
    if let Some((number, end)) = share(text, n) {
        match number {
            Some(number) => scanned.numbers.push(number),
            None => scanned.is_doubtful(),
        }
        return end;
    }
    // 百分比, 千瓦时: words that begin with a numeral.
    if numerals::is_numeral(c)
        && let Some(word) = vocabulary.units().iter().find(|u| text.has(n, u) && u.chars().nth(1).is_some())
    {
        return n + word.chars().count();
    }
    let (length, value) = numerals::number_at(text.from(n), false);
    let end = n + length;
    // 5千人: behind figures a numeral is their multiple.
    if text.before(n).is_some_and(|c| c.is_ascii_digit()) {
        return end;
    }
    let counts = counts_time(text, n, end, vocabulary)
        || follows_operator(text, n, vocabulary)
        || counts_things(text, n, end, vocabulary);
    if let Some(value) = value.filter(|_| counts) {
        scanned.numbers.push(Number { start: n, end, value, unit: None });
    }
    end
}

/// ≤6月, ≥2季度: with a sign of comparison before it a month is a number of months.
fn is_counted(text: &ValueText, start: usize, end: usize, vocabulary: &Vocabulary) -> bool {
    let short = (start..end).filter(|&n| text.at(n).is_ascii_digit()).count() <= 2;
    let touching = text.skip_space_back(0, start);
    short && vocabulary.signs().iter().any(|(s, _)| ends_with(text, touching, s))
}

fn ends_with(text: &ValueText, end: usize, word: &str) -> bool {
    text.before(end) == word.chars().next_back()
        && end.checked_sub(word.chars().count()).is_some_and(|start| text.has(start, word))
}

fn as_digit(c: char) -> char {
    match c {
        'O' | 'o' | '〇' | '○' => '0',
        'l' | 'I' => '1',
        _ => c,
    }
}

/// Whether a sign of a number stands there: before a digit, behind nothing that it could join.
fn is_sign(text: &ValueText, n: usize) -> bool {
    matches!(text.at(n), '-' | '−' | '+')
        && text.at(n + 1).is_ascii_digit()
        && text.before(n).is_none_or(|c| c.is_whitespace() || is_clause_end(c) || "≥≤><=:(为".contains(c))
}

/// Reads the figures at a position.
fn figures(text: &ValueText, start: usize, scanned: &mut Scanned) -> usize {
    let sign = usize::from(!text.at(start).is_ascii_digit());
    let first = start + sign;
    let Some(figures) = figures_at(text.from(first)) else {
        scanned.is_doubtful();
        return first + (first..text.len()).take_while(|&n| text.at(n).is_ascii_digit()).count();
    };
    let end = first + figures.length;
    if is_list_number(text, start) || is_decoy(text, start, end) {
        return end;
    }
    if let Some(end) = product_end(text, end) {
        return end;
    }
    let next = (text.at(end), text.at(end + 1).is_ascii_digit());
    let unlike = matches!(text.at(end), '±' | '^') || text.before(start) == Some('±');
    if unlike
        || matches!(next, ('/' | ':' | '∶', true))
        || matches!(text.before(start), Some('/' | ':' | '∶')) && behind_digit(text, start)
    {
        scanned.is_doubtful();
        return end;
    }
    let value = if matches!(text.at(start), '-' | '−') { -figures.value } else { figures.value };
    let (value, end) = with_power(text, value, end);
    scanned.numbers.push(Number { start, end, value, unit: None });
    end
}

fn behind_digit(text: &ValueText, n: usize) -> bool {
    n.checked_sub(1).and_then(|n| text.before(n)).is_some_and(|c| c.is_ascii_digit())
}

/// ×10⁴, ×10^4 behind a number.
fn with_power(text: &ValueText, value: Decimal, end: usize) -> (Decimal, usize) {
    match power_at(text.from(end)) {
        Some((factor, length)) => match value.checked_mul(Decimal::from(factor)) {
            Some(scaled) => (scaled.normalize(), end + length),
            None => (value, end),
        },
        None => (value, end),
    }
}

/// The power of ten that the text begins with (×10⁴, ×10^4), and how many characters it has.
fn power_at(text: &[char]) -> Option<(i64, usize)> {
    let ['×' | 'x' | 'X' | '*' | '✕', '1', '0', behind @ ..] = text else { return None };
    let (digits, has_caret) = match behind {
        ['^', digits @ ..] => (digits, true),
        _ => (behind, false),
    };
    let (mut power, mut count) = (0_u32, 0);
    for c in digits {
        let digit = superscript_to_digit(*c).or_else(|| c.to_digit(10).filter(|_| has_caret));
        let Some(digit) = digit.filter(|_| power <= POWER_DIGIT_MOST) else { break };
        (power, count) = (power * 10 + digit, count + 1);
    }
    let factor = 10_i64.checked_pow(power).filter(|_| count > 0 && power <= POWER_MOST)?;
    Some((factor, text.len() - digits.len() + count))
}

/// Where a product of numbers ends that is a pattern, no quantity: 7×24. Powers of ten are none.
fn product_end(text: &ValueText, end: usize) -> Option<usize> {
    let times = matches!(text.at(end), '×' | '*' | '✕');
    let power = text.has(end + 1, "10")
        && (text.at(end + TIMES_TEN) == '^' || superscript_to_digit(text.at(end + TIMES_TEN)).is_some());
    let factor = figures_at(text.from(end + 1)).filter(|_| times && !power)?;
    let end = end + 1 + factor.length;
    Some(product_end(text, end).unwrap_or(end))
}

/// Ordinals, parts of codes: 第3, 前3名, 每2年, PM2.5, GB/T 19001-2016.
fn is_decoy(text: &ValueText, start: usize, end: usize) -> bool {
    let before = text.before(start);
    if before.is_some_and(|c| c.is_ascii_alphabetic() || "第每".contains(c)) {
        return true;
    }
    if before == Some('前') && "名位".contains(text.at(end)) || text.has(text.skip_space(end), "号") {
        return true;
    }
    // A number behind letters and a space or hyphen names something where no unit of its own follows.
    let joined = matches!(before, Some(' ' | '-' | '—'));
    let letters = joined && start.checked_sub(1).and_then(|n| text.before(n)).is_some_and(|c| c.is_ascii_alphabetic());
    let hyphened = matches!(before, Some('-')) && behind_code(text, start);
    (letters || hyphened) && !matches!(text.at(end), '%' | '‰') && !is_ideograph(text.at(end))
}

/// Whether the figures before the hyphen at `n - 1` belong to a code.
fn behind_code(text: &ValueText, n: usize) -> bool {
    let mut start = n - 1;
    while start > 0 && (text.at(start - 1).is_ascii_digit() || text.at(start - 1) == ' ') {
        start -= 1;
    }
    start < n - 1 && text.before(start).is_some_and(|c| c.is_ascii_alphabetic())
}

/// Whether the value is a list (1.… 2.…): its numbers are those of its entries, it has no target of its own.
pub(super) fn is_list(text: &ValueText) -> bool {
    (0..text.len()).filter(|&n| is_list_number(text, n)).count() >= 2
}

/// Whether a list number stands at the position: `1.`, `2、` at the beginning or behind punctuation.
fn is_list_number(text: &ValueText, n: usize) -> bool {
    let starts = text.before(n).is_none_or(|c| is_clause_end(c) || c.is_whitespace() || c == ':' || c == '。');
    if !starts || !text.at(n).is_ascii_digit() {
        return false;
    }
    let end = n + text.from(n).iter().take_while(|c| c.is_ascii_digit()).count();
    end - n <= 2 && matches!(text.at(end), '.' | '、') && end + 1 < text.len() && !text.at(end + 1).is_ascii_digit()
}

/// 百分之九十五 is 95 %; 三分之二 is no decimal. With where it ends.
fn share(text: &ValueText, start: usize) -> Option<(Option<Number>, usize)> {
    const WHOLES: [(&str, &str); 3] = [("百分之", "%"), ("千分之", "‰"), ("万分之", "‱")];
    if text.has(start, "百分百") {
        let end = start + WHOLE_SHARE;
        return Some((Some(Number { start, end, value: Decimal::ONE_HUNDRED, unit: Some("%") }), end));
    }
    if let Some((word, unit)) = WHOLES.iter().find(|(w, _)| text.has(start, w)) {
        let at = start + word.chars().count();
        let (value, length) = figures_or_numerals(text.from(at))?;
        let end = at + length;
        return Some((Some(Number { start, end, value, unit: Some(unit) }), end));
    }
    let (length, _) = numerals::number_at(text.from(start), false);
    let at = start + length + 2;
    let (_, parts) =
        (length > 0 && text.has(start + length, "分之")).then(|| figures_or_numerals(text.from(at))).flatten()?;
    Some((None, at + parts))
}

/// The number in figures or Chinese numerals that the text begins with, and how many characters it has.
fn figures_or_numerals(text: &[char]) -> Option<(Decimal, usize)> {
    if let Some(figures) = figures_at(text) {
        return Some((figures.value, figures.length));
    }
    let (length, value) = numerals::number_at(text, false);
    value.map(|value| (value, length))
}

/// 三个工作日, 十分钟, 九成: a numeral before a unit of time is a number. In 一年两次 it says how often.
fn counts_time(text: &ValueText, start: usize, end: usize, vocabulary: &Vocabulary) -> bool {
    let Some(unit) = vocabulary.time_units().iter().find(|u| text.has(end, u)) else { return false };
    let next = text.at(end + unit.chars().count());
    text.at(start) != '一' || !(next.is_ascii_digit() || numerals::is_numeral(next))
}

/// 两次, 二十个: a numeral that cannot be an ordinal (一层, 二级), before a unit that ends the clause.
fn counts_things(text: &ValueText, start: usize, end: usize, vocabulary: &Vocabulary) -> bool {
    let cardinal = text.at(start) == '两' || (start..end).any(|n| matches!(text.at(n), '十' | '百')) && end > start + 1;
    let begins = text.before(start).is_none_or(|c| is_clause_end(c) || c == '年' || c == '月');
    if !cardinal || !begins {
        return false;
    }
    let unit = vocabulary.units().iter().find(|u| text.has(end, u));
    unit.is_some_and(|u| super::units::ends_clause(text, end + u.chars().count()))
}

/// 1人1档, 1户1策: where the slogan of two ones ends.
fn slogan_end(text: &ValueText, n: usize) -> Option<usize> {
    let words = (n + 1..=n + SLOGAN_WORDS).take_while(|&n| is_ideograph(text.at(n))).count();
    let second = n + 1 + words;
    let ones = is_one(text, n) && is_one(text, second);
    (words > 0 && ones && is_ideograph(text.at(second + 1))).then_some(second + 2)
}

/// Whether the figure 1 stands there, alone.
fn is_one(text: &ValueText, n: usize) -> bool {
    text.at(n) == '1' && !text.at(n + 1).is_ascii_digit() && !matches!(text.at(n + 1), '.' | ',')
}

/// 至少两张: so is one right behind a word of comparison.
fn follows_operator(text: &ValueText, start: usize, vocabulary: &Vocabulary) -> bool {
    vocabulary.words_before().iter().any(|(w, _)| ends_with(text, start, w))
}
