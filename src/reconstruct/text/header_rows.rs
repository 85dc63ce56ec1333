//! Headers of two rows that lost merged cells → both rows as wide as the rows below.
//!
//! A dump gives of a merged heading only its first cell: the upper row lacks what a heading over several columns covers, the
//! lower one what stands above it over both rows. How many headings of the upper row are parents follows from the width of the
//! rows below; which ones, and of how many of the lower row, from what the headings mean.

use crate::vocabulary::Column as Meaning;

use super::fields::{FieldRow, drop_blanks};
use super::words::Words;

/// Headings of the widest header looked at.
const MOST_HEADINGS: usize = 32;
/// Rows below a header that say how wide the table is.
const ROWS_ASKED: usize = 60;
/// Characters of the longest lower heading.
const LONGEST_HEADING: usize = 12;
/// Fewest headings of an upper row, and fewest of them known.
const LEAST_HEADINGS: usize = 3;

/// Classes of the first level in a row of headings at least.
const LEAST_CLASSES: usize = 2;

/// Cost of a parent that is a heading of one column by its meaning.
const ODD_PARENT: u32 = 6;
/// Cost of a heading that does not go with its parent.
const ODD_CHILD: u32 = 4;
/// Cost of a heading that seldom stands under its parent.
const RARE_CHILD: u32 = 1;
/// Cost of a parent of one heading.
const LONE_CHILD: u32 = 3;
/// Cost of a column in which no row has anything, where blank cells leave no trace.
const BLANK_COLUMN: u32 = 1;
/// Such columns at the end of a table at most: 偏差原因, 备注.
const MOST_BLANK_COLUMNS: usize = 2;
/// Cost of a class of indicators that stands over nothing.
const CHILDLESS: u32 = 2;

/// Puts the rows of two-row headers right.
pub(super) fn restore(rows: &mut [FieldRow], words: &Words) {
    for at in 1..rows.len() {
        let Some((above, below)) = rows.split_at_mut_checked(at) else { return };
        let (Some(upper), Some((lower, body))) = (above.last_mut(), below.split_first_mut()) else { return };
        if let Some(parted) = HeaderRows::new(upper, lower, body, words).and_then(|h| h.cheapest()) {
            parted.write(upper, lower);
        }
    }
}

/// What a heading is, as far as parents and children go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum HeadingKind {
    /// 绩效指标.
    Section,
    /// 产出指标 and the like.
    Class,
    /// 一级指标, 二级指标.
    Level,
    /// 三级指标.
    Name,
    /// A value, its sign or unit.
    Value,
    /// Money.
    Amount,
    /// 绩效目标.
    Goal,
    /// What stands over parts that are called anything: reasons, standards, likelihoods.
    Parts,
    /// A column of its own by meaning.
    Single,
    Unknown,
}

fn kind(text: &str, words: &Words) -> HeadingKind {
    if words.class_levels(text) != (false, false) {
        return HeadingKind::Class;
    }
    match words.meaning(text) {
        Some(Meaning::Indicators) => HeadingKind::Section,
        Some(Meaning::Level1 | Meaning::Level2) => HeadingKind::Level,
        Some(Meaning::Level3) => HeadingKind::Name,
        Some(
            Meaning::AnnualValue
            | Meaning::PeriodValue
            | Meaning::Actual
            | Meaning::ActualExpected
            | Meaning::Operator
            | Meaning::Unit,
        ) => HeadingKind::Value,
        Some(
            Meaning::AmountTotal
            | Meaning::AmountPeriodTotal
            | Meaning::AmountFiscal
            | Meaning::AmountSpecialAccount
            | Meaning::AmountOther
            | Meaning::AmountCarryover
            | Meaning::AmountLocal
            | Meaning::FundsBlock
            | Meaning::BudgetHeading,
        ) => HeadingKind::Amount,
        Some(Meaning::Goal | Meaning::GoalPeriod | Meaning::GoalActual) => HeadingKind::Goal,
        Some(Meaning::Reason | Meaning::Criteria | Meaning::Likelihood) => HeadingKind::Parts,
        Some(_) => HeadingKind::Single,
        // 前年, 目标: words for values.
        None if words.meaning(&format!("{text}指标值")).is_some() => HeadingKind::Value,
        // 其他 beside 财政拨款.
        None if words.meaning(&format!("{text}资金")).is_some_and(Meaning::is_amount) => HeadingKind::Amount,
        None => HeadingKind::Unknown,
    }
}

/// Cost of a heading under a parent.
fn child_cost(parent: HeadingKind, child: HeadingKind) -> u32 {
    match (parent, child) {
        (HeadingKind::Section, HeadingKind::Level | HeadingKind::Name | HeadingKind::Class)
        | (HeadingKind::Class, HeadingKind::Level | HeadingKind::Name | HeadingKind::Value)
        | (HeadingKind::Level, HeadingKind::Level)
        | (HeadingKind::Name, HeadingKind::Name | HeadingKind::Value)
        | (HeadingKind::Value, HeadingKind::Value)
        | (HeadingKind::Parts, HeadingKind::Unknown | HeadingKind::Parts)
        | (HeadingKind::Amount | HeadingKind::Unknown, HeadingKind::Amount)
        | (HeadingKind::Goal, HeadingKind::Goal) => 0,
        (
            HeadingKind::Section | HeadingKind::Class | HeadingKind::Amount | HeadingKind::Unknown,
            HeadingKind::Unknown | HeadingKind::Single,
        )
        | (HeadingKind::Section | HeadingKind::Unknown, HeadingKind::Value)
        | (HeadingKind::Value, HeadingKind::Goal | HeadingKind::Single | HeadingKind::Unknown)
        | (HeadingKind::Parts, HeadingKind::Value | HeadingKind::Single) => RARE_CHILD,
        _ => ODD_CHILD,
    }
}

/// The best ways so far by lower headings dealt out and parents used: cost, headings under each upper one.
type PartingWays = Vec<Vec<Option<(u32, Vec<usize>)>>>;

/// The headings of two rows, and how wide the rows below are.
struct HeaderRows<'a> {
    upper: Vec<HeadingKind>,
    lower: Vec<(HeadingKind, &'a str)>,
    width: usize,
    /// Whether the first heading stands beside the rows below, over none of their cells: what may be.
    beside: &'static [bool],
    /// Columns at the end in which no row below may have anything, at most.
    most_blank: usize,
}

/// Whether a row begins with the heading of a class column.
fn is_level(row: &FieldRow, words: &Words) -> bool {
    row.fields.first().is_some_and(|first| kind(first, words) == HeadingKind::Level)
}

/// How many headings of the lower row stand under each of the upper one.
struct Parted {
    children: Vec<usize>,
}

impl<'a> HeaderRows<'a> {
    fn new(upper: &FieldRow, lower: &'a FieldRow, body: &[FieldRow], words: &Words) -> Option<Self> {
        if upper.fields.len() < LEAST_HEADINGS || lower.fields.len() < 2 || !is_full(upper) || !is_full(lower) {
            return None;
        }
        if known(upper, words) < LEAST_HEADINGS || !lower.fields.iter().all(|f| is_lower_heading(f, words)) {
            return None;
        }
        // A class stands in a row of indicators, too, but never two of the first level.
        let levels: Vec<(bool, bool)> = lower.fields.iter().map(|f| words.class_levels(f)).collect();
        let first_levels = levels.iter().filter(|level| level.0).count();
        if first_levels < LEAST_CLASSES && levels.iter().any(|level| *level != (false, false)) {
            return None;
        }
        let rows = body.iter().take(ROWS_ASKED).take_while(|r| known(r, words) < LEAST_HEADINGS);
        let width = rows.map(|r| r.fields.len()).max()?;
        let mut upper_kinds: Vec<HeadingKind> = upper.fields.iter().map(|f| kind(f, words)).collect();
        let mut widest = body.iter().take(ROWS_ASKED).filter(|r| r.fields.len() == width);
        let begins_with_class =
            widest.any(|r| r.fields.first().is_some_and(|first| kind(first, words) == HeadingKind::Class));
        let beside = match upper_kinds.as_slice() {
            // A label of the section, whatever it says, goes over the rows below, which begin with classes.
            [_, HeadingKind::Level, ..] if begins_with_class && !is_level(upper, words) => &[true][..],
            [HeadingKind::Section, ..] => &[false, true],
            _ => &[false],
        };
        // Beside another one a level is that one only.
        if upper_kinds.iter().filter(|k| **k == HeadingKind::Level).count() > 1 {
            upper_kinds.iter_mut().filter(|k| **k == HeadingKind::Level).for_each(|k| *k = HeadingKind::Single);
        }
        let most_blank = if drop_blanks(body.iter().take(ROWS_ASKED)) { MOST_BLANK_COLUMNS } else { 0 };
        let full = width + most_blank + usize::from(beside.contains(&true));
        (full > upper.fields.len().max(lower.fields.len())).then(|| Self {
            upper: upper_kinds,
            lower: lower.fields.iter().map(|f| (kind(f, words), f.as_str())).collect(),
            width,
            beside,
            most_blank,
        })
    }

    /// The likeliest way to part the lower row among the parents.
    fn cheapest(&self) -> Option<Parted> {
        let widths = (0..=self.most_blank).flat_map(|blank| self.beside.iter().map(move |beside| (blank, *beside)));
        let ways = widths.filter_map(|(blank, beside_rows)| {
            let width = self.width + blank + usize::from(beside_rows);
            let parents = (self.upper.len() + self.lower.len()).checked_sub(width)?;
            let (cost, children) = self.part(parents, beside_rows)?;
            Some((cost + BLANK_COLUMN * blank as u32, Parted { children }))
        });
        ways.min_by_key(|(cost, _)| *cost).map(|(_, parted)| parted)
    }

    /// Deals the lower headings out to so many parents. A heading that goes over the rows below as well is none.
    fn part(&self, parents: usize, beside_rows: bool) -> Option<(u32, Vec<usize>)> {
        let mut best: PartingWays = vec![vec![None; parents + 1]; self.lower.len() + 1];
        *best.first_mut()?.first_mut()? = Some((0, Vec::new()));
        for (n, parent) in self.upper.iter().enumerate() {
            let mut next = vec![vec![None; parents + 1]; self.lower.len() + 1];
            for (dealt, by_parents) in best.iter().enumerate() {
                for (used, (cost, children)) in
                    by_parents.iter().enumerate().filter_map(|(n, w)| Some((n, w.as_ref()?)))
                {
                    let alone = if matches!(parent, HeadingKind::Class) { CHILDLESS } else { 0 };
                    keep_cheaper(&mut next, (dealt, used), cost + alone, children, 0);
                    let longest = if n == 0 && beside_rows { dealt } else { self.lower.len() };
                    for end in dealt + 1..=longest {
                        let own = &self.lower[dealt..end];
                        keep_cheaper(&mut next, (end, used + 1), cost + group_cost(*parent, own), children, own.len());
                    }
                }
            }
            best = next;
        }
        best.pop()?.pop()?
    }
}

/// Whether a row has no blank, as one that lost its merged cells.
fn is_full(row: &FieldRow) -> bool {
    row.fields.len() <= MOST_HEADINGS && row.filled().count() == row.fields.len()
}

/// How many headings of a row are known.
fn known(row: &FieldRow, words: &Words) -> usize {
    row.fields.iter().filter(|f| words.meaning(f).is_some()).count()
}

fn is_lower_heading(text: &str, words: &Words) -> bool {
    let level = words.class_levels(text);
    text.chars().count() <= LONGEST_HEADING
        && !text.starts_with(|c: char| c.is_ascii_digit())
        && (level == (false, false) || level.0)
}

/// Cost of headings under one parent.
fn group_cost(parent: HeadingKind, own: &[(HeadingKind, &str)]) -> u32 {
    let odd = match (parent, own.first()) {
        // 指标类别 over 一级 | 二级, 三级指标 over 名称 | 指标值.
        (HeadingKind::Level, Some((HeadingKind::Level, _))) | (HeadingKind::Name, Some((HeadingKind::Name, _))) => 0,
        (HeadingKind::Level | HeadingKind::Name | HeadingKind::Single, _) => ODD_PARENT,
        _ => 0,
    };
    let lone = if own.len() == 1 { LONE_CHILD } else { 0 };
    let children: u32 = own.iter().map(|(child, _)| child_cost(parent, *child)).sum();
    let twice = own.iter().enumerate().filter(|(n, a)| own.iter().take(*n).any(|b| a.1 == b.1)).count();
    odd + lone + children + ODD_CHILD * twice as u32
}

/// Takes a way where it costs less than the one that is there; of equal ones the one whose parents come first.
fn keep_cheaper(ways: &mut PartingWays, at: (usize, usize), cost: u32, children: &[usize], own: usize) {
    let Some(slot) = ways.get_mut(at.0).and_then(|w| w.get_mut(at.1)) else { return };
    if slot.as_ref().is_none_or(|(best, _)| cost < *best || cost == *best && own == 0) {
        *slot = Some((cost, children.iter().copied().chain([own]).collect()));
    }
}

impl Parted {
    /// Puts each heading into its column.
    fn write(&self, upper: &mut FieldRow, lower: &mut FieldRow) {
        let (mut over, mut under) = (Vec::new(), Vec::new());
        let mut children = std::mem::take(&mut lower.fields).into_iter();
        for (heading, count) in std::mem::take(&mut upper.fields).into_iter().zip(&self.children) {
            over.push(heading);
            over.extend(std::iter::repeat_n(String::new(), count.saturating_sub(1)));
            let own: Vec<String> = children.by_ref().take(*count).collect();
            under.extend(if own.is_empty() { vec![String::new()] } else { own });
        }
        (upper.fields, lower.fields) = (over, under);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn restored(text: &str) -> Vec<String> {
        let row = |t: &str| FieldRow { fields: t.split('|').map(str::to_owned).collect(), lines: [1, 1] };
        let mut rows: Vec<FieldRow> = text.split('\n').map(row).collect();
        restore(&mut rows, &Words::default());
        rows.iter().map(|r| r.fields.join("|")).collect()
    }

    #[test]
    fn lower_headings_go_under_their_parents() {
        let values = "绩效指标|一级指标|二级指标|三级指标|指标值|绩效标准\n前年实际|上年预计|当年预期\n\
                      产出指标|数量指标|维修次数|260次|270次|≥280次|计划标准";
        assert_eq!(
            restored(values)[..2],
            ["绩效指标|一级指标|二级指标|三级指标|指标值|||绩效标准", "||||前年实际|上年预计|当年预期|"]
        );
        let two = "绩效指标|年度指标值|实际完成值|分值|得分\n一级指标|二级指标|三级指标|指标性质|指标值|度量单位\n\
                   产出指标|数量指标|受资助人数|≥|735|人次|735|10|10";
        assert_eq!(
            restored(two)[..2],
            ["绩效指标|||年度指标值|||实际完成值|分值|得分", "一级指标|二级指标|三级指标|指标性质|指标值|度量单位|||"]
        );
    }
}
