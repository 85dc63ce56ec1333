//! A format code of figures → its sections; a number → the text that one of them shows.

use crate::language::characters::split_around;

use rust_decimal::{Decimal, RoundingStrategy};

use super::stored::Stored;

/// One section of a format: when it holds, what stands before and after the digits, and the digits.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct FormatSection {
    condition: Option<(ConditionSign, Decimal)>,
    before: String,
    after: String,
    figures: SectionFigures,
}

#[derive(Debug, Clone, PartialEq, Default)]
enum SectionFigures {
    /// The literals are all that is shown.
    #[default]
    None,
    /// The number as stored.
    General,
    Digits(Digits),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ConditionSign {
    Less,
    LessOrEqual,
    Equal,
    NotEqual,
    MoreOrEqual,
    More,
}

#[derive(Debug, Clone, PartialEq, Default)]
struct Digits {
    whole: usize,
    decimals: usize,
    /// Decimals beyond these are shown only where they are not zero.
    fixed_decimals: usize,
    grouped: bool,
    /// Each divides by a thousand.
    scale: u32,
    percent: bool,
    /// Literals amid the digits, each with the number of digits right of it: `0!.0,"万"`.
    amid: Vec<(usize, String)>,
}

/// The sections of a code; `None` for what is not understood.
pub(super) fn parse(code: &str) -> Option<Vec<FormatSection>> {
    let codes = split(code);
    // The fourth is for texts.
    let sections: Vec<FormatSection> = codes.iter().take(3).map(|s| parse_section(s)).collect::<Option<_>>()?;
    (!sections.is_empty()).then_some(sections)
}

/// What a code sets before and after a text: `@"（备注）"`.
pub(super) fn text_between(code: &str) -> Option<(String, String)> {
    let (before, after) = code.split_once('@').filter(|_| !code.contains([';', '#', '0', '?', '[']))?;
    Some((literals(before), literals(after)))
}

/// The text that a part of a code without figures sets.
fn literals(code: &str) -> String {
    let (mut text, mut chars) = (String::new(), code.chars());
    while let Some(c) = chars.next() {
        match c {
            '"' => text.extend(chars.by_ref().take_while(|c| *c != '"')),
            '\\' | '!' => text.extend(chars.next()),
            '_' | '*' => drop(chars.next()),
            other => text.push(other),
        }
    }
    text
}

/// Whether a code that is not understood sets words beside the number.
pub(super) fn may_show_words(code: &str) -> bool {
    code.contains('"') || !code.is_ascii()
}

/// The text that sections show for a number.
pub(super) fn display(sections: &[FormatSection], stored: &Stored) -> String {
    let number = stored.decimal;
    let (section, sign_shown) = choose(sections, number);
    let Some(section) = section else { return stored.text.clone() };
    let shown = match &section.figures {
        SectionFigures::None => return format!("{}{}", section.before, section.after),
        SectionFigures::General => stored.text.trim_start_matches('-').to_owned(),
        SectionFigures::Digits(digits) => digits.display(number.abs()),
    };
    let sign = if sign_shown && shown.chars().any(|c| ('1'..='9').contains(&c)) { "-" } else { "" };
    format!("{sign}{}{shown}{}", section.before, section.after)
}

/// The section that holds for a number, and whether its sign is shown besides.
fn choose(sections: &[FormatSection], number: Decimal) -> (Option<&FormatSection>, bool) {
    let (negative, zero) = (number.is_sign_negative(), number.is_zero());
    if sections.iter().any(|s| s.condition.is_some()) {
        let section =
            sections.iter().find(|s| s.condition.is_none_or(|(comparison, than)| comparison.holds(number, than)));
        return (section, negative && !zero);
    }
    match (sections, negative, zero) {
        ([_, _, of_zero, ..], _, true) => (Some(of_zero), false),
        // A section of its own for negative numbers says how their sign is shown.
        ([_, of_negative, ..], true, false) => (Some(of_negative), false),
        ([positive, ..], negative, zero) => (Some(positive), negative && !zero),
        ([], ..) => (None, false),
    }
}

impl ConditionSign {
    fn holds(self, number: Decimal, than: Decimal) -> bool {
        match self {
            Self::Less => number < than,
            Self::LessOrEqual => number <= than,
            Self::Equal => number == than,
            Self::NotEqual => number != than,
            Self::MoreOrEqual => number >= than,
            Self::More => number > than,
        }
    }
}

impl Digits {
    fn display(&self, number: Decimal) -> String {
        let scaled = if self.percent { number.checked_mul(Decimal::ONE_HUNDRED) } else { Some(number) };
        let divisor = Decimal::from(1000_u64.saturating_pow(self.scale));
        let Some(scaled) = scaled.and_then(|n| n.checked_div(divisor)) else { return number.to_string() };
        let rounded = scaled.round_dp_with_strategy(self.decimals as u32, RoundingStrategy::MidpointAwayFromZero);
        let text = format!("{rounded:.*}", self.decimals);
        let (whole, decimals) = split_around(&text, '.');
        let whole = if self.whole == 0 && whole == "0" { "" } else { whole };
        let padded = format!("{whole:0>width$}", width = self.whole);
        let mut shown = if self.grouped { group(&padded) } else { self.with_literals(&padded) };
        let (kept, optional) = decimals.split_at(self.fixed_decimals.min(decimals.len()));
        let optional = optional.trim_end_matches('0');
        // Excel leaves the point where only optional decimals are missing.
        if self.decimals > 0 {
            shown.push('.');
            shown.push_str(kept);
            shown.push_str(optional);
        }
        shown
    }

    /// The digits with the literals amid them.
    fn with_literals(&self, digits: &str) -> String {
        let mut shown = String::with_capacity(digits.len() + self.amid.len());
        for (n, c) in digits.chars().enumerate() {
            let right = digits.len() - n;
            let before = self.amid.iter().filter(|(at, _)| *at == right && n > 0);
            before.for_each(|(_, literal)| shown.push_str(literal));
            shown.push(c);
        }
        shown
    }
}

fn group(digits: &str) -> String {
    let mut out = String::with_capacity(digits.len() * 4 / 3 + 1);
    for (n, c) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

/// Sections are divided by semicolons outside quotes.
fn split(code: &str) -> Vec<String> {
    let (mut sections, mut quoted, mut escaped) = (vec![String::new()], false, false);
    for c in code.chars() {
        if c == ';' && !quoted && !escaped {
            sections.push(String::new());
            continue;
        }
        quoted ^= c == '"' && !escaped;
        escaped = matches!(c, '\\' | '!') && !escaped && !quoted;
        if let Some(section) = sections.last_mut() {
            section.push(c);
        }
    }
    sections
}

/// `None` for what is not understood.
fn parse_section(code: &str) -> Option<FormatSection> {
    const GENERAL: &str = "general";
    let (mut section, mut pattern) = (FormatSection::default(), String::new());
    let (mut percent, mut amid) = (false, Vec::new());
    let mut chars = code.chars();
    while let Some(c) = chars.next() {
        let rest = chars.as_str();
        let literal: String = match c {
            '0' | '#' | '?' | '.' | ',' => {
                // Literals behind which digits go on stand amid them; behind a point they are not understood.
                if !section.after.is_empty() {
                    if pattern.contains('.') || percent || section.figures != SectionFigures::None {
                        return None;
                    }
                    amid.push((count(&pattern, &['0', '#', '?']), std::mem::take(&mut section.after)));
                }
                pattern.push(c);
                continue;
            }
            'G' | 'g' if rest.get(..6).is_some_and(|r| r.eq_ignore_ascii_case(&GENERAL[1..])) => {
                chars.nth(5);
                section.figures = SectionFigures::General;
                continue;
            }
            '"' => chars.by_ref().take_while(|c| *c != '"').collect(),
            '\\' | '!' => chars.next()?.to_string(),
            // The width of a character as space, or a character repeated to fill the cell.
            '_' | '*' => {
                chars.next();
                continue;
            }
            '[' => {
                let inside: String = chars.by_ref().take_while(|c| *c != ']').collect();
                match condition(&inside) {
                    Some(condition) => {
                        section.condition = Some(condition);
                        continue;
                    }
                    None => bracket(&inside)?,
                }
            }
            '%' => {
                percent = true;
                "%".to_owned()
            }
            'E' | 'e' | '/' | '@' => return None,
            other => other.to_string(),
        };
        let is_behind = !pattern.is_empty() || section.figures != SectionFigures::None;
        if is_behind { section.after.push_str(&literal) } else { section.before.push_str(&literal) }
    }
    if !pattern.is_empty() {
        let digits = count(&pattern, &['0', '#', '?']);
        let amid = amid.into_iter().map(|(before, literal)| (digits - before, literal)).collect();
        section.figures = SectionFigures::Digits(Digits { percent, amid, ..parse_digits(&pattern) });
    }
    Some(section)
}

/// `>=10000` of a bracket.
fn condition(inside: &str) -> Option<(ConditionSign, Decimal)> {
    const SIGNS: [(&str, ConditionSign); 6] = [
        ("<=", ConditionSign::LessOrEqual),
        (">=", ConditionSign::MoreOrEqual),
        ("<>", ConditionSign::NotEqual),
        ("<", ConditionSign::Less),
        (">", ConditionSign::More),
        ("=", ConditionSign::Equal),
    ];
    let (rest, comparison) = SIGNS.iter().find_map(|(sign, c)| inside.strip_prefix(sign).map(|rest| (rest, *c)))?;
    Some((comparison, rest.trim().parse().ok()?))
}

/// `[$¥-804]` shows ¥, a colour shows nothing; a condition that is none is not understood.
fn bracket(inside: &str) -> Option<String> {
    if let Some(currency) = inside.strip_prefix('$') {
        return Some(split_around(currency, '-').0.to_owned());
    }
    if inside.starts_with(['<', '>', '=']) { None } else { Some(String::new()) }
}

fn count(text: &str, wanted: &[char]) -> usize {
    text.chars().filter(|c| wanted.contains(c)).count()
}

fn parse_digits(pattern: &str) -> Digits {
    let (whole, decimals) = split_around(pattern, '.');
    let scale = pattern.chars().rev().take_while(|c| *c == ',').count() as u32;
    Digits {
        whole: count(whole, &['0']),
        decimals: count(decimals, &['0', '#', '?']).min(28),
        fixed_decimals: count(decimals, &['0']).min(28),
        grouped: whole.trim_end_matches(',').contains(','),
        scale,
        percent: false,
        amid: Vec::new(),
    }
}
