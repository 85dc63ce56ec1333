//! What a unit measures, and what a name says will be measured: one table of heads and units, in the rules.

use super::normal::{ends_in_any, normalised, without_tail_brackets};
use super::thresholds::Shared;
use super::view::View;
use crate::findings::{Words, words};

/// What a unit measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Measure {
    Percent,
    /// Things, or whatever is counted.
    Count,
    People,
    /// How often.
    Times,
    Time,
    Area,
    Length,
    /// Weight, volume, what a store holds.
    Bulk,
    Money,
}

impl Measure {
    /// Its name in a message.
    pub(super) const fn words(self) -> Words {
        match self {
            Self::Percent => words::PERCENTAGE,
            Self::Count => words::COUNT,
            Self::People => words::PEOPLE,
            Self::Times => words::TIMES,
            Self::Time => words::TIME,
            Self::Area => words::AREA,
            Self::Length => words::LENGTH,
            Self::Bulk => words::BULK,
            Self::Money => words::MONEY,
        }
    }

    /// Whether it is a number of something.
    pub(super) const fn is_count(self) -> bool {
        matches!(self, Self::Count | Self::People | Self::Times)
    }

    /// Whether both may be meant by one unit: 人次 are people and times, and whatever is counted may be things.
    pub(super) fn may_be(self, other: Self) -> bool {
        self == other || self.is_count() && other.is_count() && [self, other].contains(&Self::Count)
    }
}

/// Heads of names that announce a measure, such that do not, and its units.
type MeasureWords<'a> = (Measure, &'a [String], &'a [String], &'a [String]);

/// The table. The first head that fits counts: 人数 before 数.
fn table(shared: &Shared) -> [MeasureWords<'_>; 9] {
    let s = shared;
    [
        (Measure::Percent, &s.percent_heads, &s.not_percent_heads, &s.percent_units),
        (Measure::Area, &s.area_heads, &s.not_area_heads, &s.area_units),
        (Measure::Length, &s.length_heads, &s.not_length_heads, &s.length_units),
        (Measure::Bulk, &s.bulk_heads, &s.not_bulk_heads, &s.bulk_units),
        (Measure::Time, &s.time_heads, &s.not_time_heads, &s.time_units),
        (Measure::Money, &s.money_heads, &s.not_money_heads, &s.money_units),
        (Measure::People, &s.people_heads, &s.not_people_heads, &s.people_units),
        (Measure::Times, &s.times_heads, &s.not_times_heads, &s.times_units),
        (Measure::Count, &s.count_heads, &s.not_count_heads, &s.count_units),
    ]
}

/// What the last word of an indicator's name announces: 覆盖率 a percentage, 人数 people. What stands behind a formula's = is no name.
pub(super) fn announced(view: &View, name: &str) -> Option<Measure> {
    let name = normalised(name);
    let name = name.split('=').next().map(without_tail_brackets)?;
    let mut lists = table(view.rules.shared()).into_iter();
    let found = lists.find(|(_, heads, others, _)| ends_in_any(name, heads) && !ends_in_any(name, others));
    found.map(|(measure, ..)| measure)
}

/// What a unit measures; `None` for grades (分, 星), ratios (倍) and units nobody knows.
pub(super) fn measured(view: &View, unit: &str) -> Option<Measure> {
    let unit = normalised(unit);
    let whole = one_unit(view, &unit);
    // Of 元/户 and 件(次/宗) the first part tells.
    whole.or_else(|| one_unit(view, unit.split(['/', '(', '*', '·', '.', '每']).next()?))
}

fn one_unit(view: &View, unit: &str) -> Option<Measure> {
    let shared = view.rules.shared();
    let plain = unit.trim_start_matches(['多', '余', '来']);
    let without_multiple = plain.strip_prefix(MULTIPLES).map(|rest| rest.trim_start_matches(MULTIPLES));
    [Some(plain), without_multiple].into_iter().flatten().find_map(|unit| {
        let is_known = |(.., units): &MeasureWords<'_>| units.iter().any(|known| known == unit);
        table(shared).into_iter().find(is_known).map(|(measure, ..)| measure)
    })
}

/// What may stand before a unit.
const MULTIPLES: [char; 4] = ['万', '亿', '千', '百'];

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
