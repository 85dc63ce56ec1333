//! What a unit measures, and what a name says will be measured.

use super::normal::{ends_in_any, normalised, without_tail_brackets};
use super::thresholds::Shared;
use super::view::View;
use crate::findings::{Words, words};

/// What a unit measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Measure {
    Percent,
    Count,
    Time,
    Area,
    Money,
}

impl Measure {
    /// Its name in a message.
    pub(super) const fn words(self) -> Words {
        match self {
            Self::Percent => words::PERCENTAGE,
            Self::Count => words::COUNT,
            Self::Time => words::TIME,
            Self::Area => words::AREA,
            Self::Money => words::MONEY,
        }
    }
}

/// Heads of names that announce a measure, such that do not, and its units.
type MeasureWords<'a> = (Measure, &'a [String], &'a [String], &'a [String]);

fn lists(shared: &Shared) -> [MeasureWords<'_>; 5] {
    let s = shared;
    [
        (Measure::Percent, &s.percent_heads, &s.not_percent_heads, &s.percent_units),
        (Measure::Area, &s.area_heads, &s.not_area_heads, &s.area_units),
        (Measure::Time, &s.time_heads, &s.not_time_heads, &s.time_units),
        (Measure::Money, &s.money_heads, &s.not_money_heads, &s.money_units),
        (Measure::Count, &s.count_heads, &s.not_count_heads, &s.count_units),
    ]
}

/// What the last word of an indicator's name announces: 覆盖率 a percentage, 人数 a count.
pub(super) fn announced(view: &View, name: &str) -> Option<Measure> {
    let name = normalised(without_tail_brackets(name));
    let mut lists = lists(view.rules.shared()).into_iter();
    let found = lists.find(|(_, heads, others, _)| ends_in_any(&name, heads) && !ends_in_any(&name, others));
    found.map(|(measure, ..)| measure)
}

/// What a unit measures: whatever is none of the others counts things. `None` for grades (分, 星) and ratios (倍).
pub(super) fn measured(view: &View, unit: &str) -> Option<Measure> {
    let unit = normalised(unit);
    let shared = view.rules.shared();
    if unit.is_empty() || shared.grade_units.contains(&unit) {
        return None;
    }
    let named = lists(shared).into_iter().find(|(.., units)| units.contains(&unit));
    Some(named.map_or(Measure::Count, |(measure, ..)| measure))
}

/// The unit of a number at the end of a name: 4000件/次以上 ends in 件/次. Years and numbers inside the name do not count.
pub(super) fn trailing_unit(view: &View, name: &str) -> Option<String> {
    let name = normalised(name);
    let mut text = name.as_str();
    for bound in &view.rules.shared().bound_words {
        if let Some(before) = text.strip_suffix(bound.as_str()) {
            text = before;
        }
    }
    let (_, unit) = text.rsplit_once(|c: char| c.is_ascii_digit())?;
    let short = (1..=MOST_UNIT_CHARACTERS).contains(&unit.chars().count());
    (short && !unit.starts_with(['年', '月', '号', '.', ')', '"'])).then(|| unit.to_owned())
}

/// 平方公里 and 件(次/宗) are long units.
const MOST_UNIT_CHARACTERS: usize = 6;
