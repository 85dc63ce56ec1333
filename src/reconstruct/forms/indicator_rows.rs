//! Rows of indicators: one row an indicator, classes in merged cells to the left.

use rust_decimal::Decimal;

use super::header::Header;
use super::items::Row;
use super::targets::{joined_value, value_to_target};
use crate::findings::{ClassNearMiss, LevelsLost, Message};
use crate::language::number::text_to_number;
use crate::model::{Finding, Indicator, Target};
use crate::vocabulary::{Column, Vocabulary, fold, normalise_label};

/// The classes that hold for the rows to come: merged cells are printed once.
#[derive(Debug, Clone, Default)]
pub(super) struct Levels {
    level1: Option<String>,
    level2: Option<String>,
    /// The source shows that a class stood here but not which.
    lost: bool,
}

/// Reads an indicator row; `None` where it names none (an empty row of a form, a class without indicators).
pub(super) fn row_to_indicator(
    row: &Row<'_>,
    header: &Header,
    levels: &mut Levels,
    vocabulary: &Vocabulary,
    findings: &mut Vec<Finding>,
) -> Option<Indicator> {
    levels.take(row, header, vocabulary, findings);
    let text = |role| header.text(row, role);
    let name = text(Column::Level3);
    let target =
        |role| printed_value(row, header, role, vocabulary).and_then(|v| value_to_target(&v, name, vocabulary));
    let (annual, period) = (target(Column::AnnualValue), target(Column::PeriodValue));
    let actual = target(Column::Actual).or_else(|| target(Column::ActualExpected));
    if name.is_none() && annual.is_none() && period.is_none() && actual.is_none() {
        return None;
    }
    Some(Indicator {
        seq: text(Column::Number).filter(|t| t.chars().all(|c| c.is_ascii_digit())).map(str::to_owned),
        level1: levels.level1.clone(),
        level2: levels.level2.clone(),
        level3: name.map(str::to_owned),
        period_target: period,
        annual_target: annual,
        actual,
        points: number(row, header, Column::Points),
        score: number(row, header, Column::Score),
        weight: number(row, header, Column::Weight),
        remark: text(Column::Remark).or_else(|| text(Column::Reason)).map(str::to_owned),
        ..Indicator::new(row.place().unwrap_or_else(|| row.table.place.clone()))
    })
}

/// The value under a heading; the annual value joined from three columns where sign and unit have their own.
fn printed_value(row: &Row<'_>, header: &Header, role: Column, vocabulary: &Vocabulary) -> Option<String> {
    let value = header.text(row, role)?;
    if role != Column::AnnualValue || !header.has(Column::Operator) && !header.has(Column::Unit) {
        return Some(value.to_owned());
    }
    let side = |role| header.text(row, role).unwrap_or_default();
    Some(joined_value(side(Column::Operator), value, side(Column::Unit), vocabulary))
}

fn number(row: &Row<'_>, header: &Header, role: Column) -> Option<Decimal> {
    let slot = header.cell(row, role)?;
    slot.cell.number.or_else(|| text_to_number(slot.text().trim_end_matches(['分', '%', '％'])))
}

impl Levels {
    /// Takes the class cells of a row: a printed class holds until the next one; a new first level ends the second.
    fn take(&mut self, row: &Row<'_>, header: &Header, vocabulary: &Vocabulary, findings: &mut Vec<Finding>) {
        let first = header.cell(row, Column::Level1);
        let second = header.cell(row, Column::Level2);
        if first.into_iter().chain(second).any(|s| s.cell.lost) {
            *self = Self { level1: None, level2: None, lost: true };
        }
        if let Some(slot) = first.filter(|s| !s.is_blank()) {
            let class = printed_class(slot.text());
            if slot.begins && vocabulary.level1(&class).is_none() {
                findings.extend(vocabulary.level1_near(&class).map(|n| near_class(row, &class, n.meaning)));
            }
            if self.level1.as_deref() != Some(class.as_str()) {
                *self = Self { level1: Some(class), level2: None, lost: false };
            }
        }
        if let Some(slot) = second.filter(|s| !s.is_blank()) {
            let class = printed_class(slot.text());
            if slot.begins && vocabulary.level2(&class).is_none() {
                findings.extend(vocabulary.level2_near(&class).map(|n| near_class(row, &class, n.meaning)));
            }
            self.level2 = Some(class);
        }
    }

    /// Whether the classes of the row are lost in the source.
    pub(super) fn are_lost(&self) -> bool {
        self.lost
    }
}

/// A class as printed, without line breaks of vertical writing and without a score behind it.
pub(super) fn printed_class(text: &str) -> String {
    let whole: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let (label, folded) = (normalise_label(&whole), fold(&whole));
    if label.chars().count() >= folded.chars().count() {
        return whole;
    }
    whole.chars().take(label.chars().count()).collect()
}

fn near_class(row: &Row<'_>, class: &str, known: &str) -> Finding {
    ClassNearMiss { class, known }
        .finding()
        .at(row.place().unwrap_or_else(|| row.table.place.clone()))
        .quote(class)
        .suggest(known)
}

/// One finding for all indicators of a form whose class is lost.
pub(super) fn lost_levels(first: &Indicator, count: usize) -> Finding {
    LevelsLost { count }.finding().at(first.place.clone()).quote(first.level3.clone().unwrap_or_default())
}

/// A header whose indicator columns stand twice (中期 on the left, 年度 on the right) as two headers.
pub(super) fn two_sides(header: &Header) -> Option<(Header, Header)> {
    let count = |role| header.headings.iter().filter(|h| h.role == role).count();
    let repeats = |role| count(role) >= 2;
    // Names alone may stand twice (三级指标 | 指标内容); each side has values of its own.
    if !repeats(Column::Level3) || count(Column::AnnualValue) + count(Column::PeriodValue) < 2 {
        return None;
    }
    let role = if repeats(Column::Level1) {
        Column::Level1
    } else if repeats(Column::Level2) {
        Column::Level2
    } else {
        Column::Level3
    };
    let split = header.headings.iter().filter(|h| h.role == role).nth(1)?.from;
    let (mut left, mut right) = (Header::default(), Header::default());
    for heading in &header.headings {
        let mut heading = heading.clone();
        if heading.from >= split {
            right.headings.push(heading);
        } else {
            if heading.role == Column::AnnualValue {
                heading.role = Column::PeriodValue;
            }
            left.headings.push(heading);
        }
    }
    if !right.has(Column::Level1) {
        right.headings.extend(header.heading(Column::Level1).cloned());
    }
    for heading in &mut right.headings {
        if heading.role == Column::PeriodValue {
            heading.role = Column::AnnualValue;
        }
    }
    Some((left, right))
}

/// The indicators of a two-sided row: one where both sides name the same, else each for itself.
pub(super) fn joined_sides(left: Option<Indicator>, right: Option<Indicator>) -> Vec<Indicator> {
    match (left, right) {
        (Some(l), Some(r)) if l.level3 == r.level3 && l.level1 == r.level1 => {
            let target: Option<Target> = l.period_target;
            vec![Indicator { period_target: target, ..r }]
        }
        (l, r) => l.into_iter().chain(r).collect(),
    }
}
