//! Rows of indicators: one row an indicator, classes in merged cells to the left.

use rust_decimal::Decimal;

use super::claims::Owner;
use super::header::{Header, Heading};
use super::items::{Row, Slot};
use super::levels::Levels;
use super::targets::columns::{Columns, columns_to_target, is_sign};
use super::targets::read_value;
use crate::findings::{IndicatorWithoutName, Message as _};
use crate::language::number::text_to_number;
use crate::model::fields::{Accessor, Registered};
use crate::model::{Finding, Indicator, Target};
use crate::vocabulary::{Column, JsonName, Vocabulary};

/// Reads an indicator row; `None` where it names none (an empty row of a form, a class without indicators, a text over all columns).
pub(super) fn row_to_indicator(
    row: &Row<'_>,
    header: &Header,
    levels: &mut Levels,
    vocabulary: &Vocabulary,
    findings: &mut Vec<Finding>,
) -> Option<Indicator> {
    if is_in_one_piece(row, header) {
        return None;
    }
    levels.take(row, header, vocabulary, findings);
    let name = header.text(row, Column::Level3).filter(|_| !is_merged_name(row, header));
    let valued = VALUES.iter().any(|&c| header.cell(row, c).is_some_and(|s| s.begins && !is_nothing(s.text())));
    if name.is_none_or(|n| vocabulary.is_example(n)) && !valued {
        claim_blanks(row, header, vocabulary);
        return None;
    }
    match header.cell(row, Column::Level3).filter(|_| name.is_some()) {
        Some(slot) => slot.claim(Owner::Field(Column::Level3)),
        None if !is_merged_name(row, header) => {
            let place = row.place_or_table();
            findings.push(IndicatorWithoutName {}.finding().at(place));
        }
        None => {}
    }
    let [annual, period, actual] = [Column::AnnualValue, Column::PeriodValue, Column::Actual]
        .map(|role| printed_target(row, header, role, name, vocabulary, findings));
    let expected = match actual {
        Some(_) => None,
        None => printed_target(row, header, Column::ActualExpected, name, vocabulary, findings),
    };
    // A number before the name of the project counts projects.
    let counts_projects =
        header.heading(Column::Project).zip(header.heading(Column::Number)).is_some_and(|(p, n)| n.from < p.from);
    let seq = header.cell(row, Column::Number).filter(|s| s.text().chars().all(|c| c.is_ascii_digit()));
    let seq = seq.filter(|_| !counts_projects);
    let mut indicator = Indicator {
        seq: seq.filter(|s| !s.is_blank()).map(|s| s.read(Column::Number).to_owned()),
        level1: levels.level1.clone(),
        level2: levels.level2.clone(),
        level3: name.map(str::to_owned),
        period_target: period,
        annual_target: annual,
        actual: actual.or(expected),
        points: points_of_names(row, header),
        score: number(row, header, Column::Score),
        weight: number(row, header, Column::Weight),
        remark: header.take_owned(row, Column::Remark),
        // 正向 in the column of signs says the direction.
        direction: header.take_owned(row, Column::Direction).or_else(|| direction_in_signs(row, header, vocabulary)),
        explanation: header.take_owned(row, Column::Description),
        criteria: joined_columns(row, header, Column::Criteria),
        likelihood: likelihood(row, header),
        reason: joined_columns(row, header, Column::Reason),
        ..Indicator::new(row.place_or_table())
    };
    read_registered(&mut indicator, row, header, vocabulary, findings);
    claim_known(row, header);
    Some(indicator)
}

/// Reads the fields that only the register names, each as what it holds.
fn read_registered(
    indicator: &mut Indicator,
    row: &Row<'_>,
    header: &Header,
    vocabulary: &Vocabulary,
    findings: &mut Vec<Finding>,
) {
    for role in header.headings.iter().map(|heading| heading.role) {
        let Column::Registered(JsonName(json)) = role else { continue };
        match Indicator::field(json).map(|field| &field.access) {
            Some(Accessor::Text(_, set)) => set(indicator, header.take_owned(row, role)),
            Some(Accessor::Number(_, set)) => set(indicator, number(row, header, role)),
            Some(Accessor::Target(_, set, _)) => {
                let target = printed_target(row, header, role, indicator.level3.as_deref(), vocabulary, findings);
                set(indicator, target);
            }
            None => {}
        }
    }
}

/// Reads a row in which classes are groups of columns: at most one indicator of each.
pub(super) fn row_to_indicators_of_classes(
    row: &Row<'_>,
    classes: &[(String, Header)],
    vocabulary: &Vocabulary,
    findings: &mut Vec<Finding>,
) -> Vec<Indicator> {
    let mut found = Vec::new();
    for (class, header) in classes {
        let mut levels = Levels::of_class(class);
        found.extend(row_to_indicator(row, header, &mut levels, vocabulary, findings));
    }
    found
}

const VALUES: [Column; 4] = [Column::AnnualValue, Column::PeriodValue, Column::Actual, Column::ActualExpected];

/// Whether name and value would come from one cell: a text over all columns is no indicator.
pub(super) fn is_in_one_piece(row: &Row<'_>, header: &Header) -> bool {
    let Some(name) = header.cell(row, Column::Level3).filter(|s| !s.is_blank()) else { return false };
    VALUES.iter().any(|&c| header.cell(row, c).is_some_and(|s| s.is(name)))
}

/// Whether the name comes down from the row above: the row has no name of its own.
fn is_merged_name(row: &Row<'_>, header: &Header) -> bool {
    header.cell(row, Column::Level3).is_some_and(|s| !s.begins && s.owner().is_some())
}

/// Whether a value cell says nothing: blank, a dash, a slash.
fn is_nothing(text: &str) -> bool {
    super::money::is_no_amount(text) && text != "无"
}

/// Rows that only show where an indicator goes: 指标2：, ……, with the points that stand beside.
fn claim_blanks(row: &Row<'_>, header: &Header, vocabulary: &Vocabulary) {
    for slot in row.filled().filter(|s| vocabulary.is_example(s.text()) || is_nothing(s.text())) {
        slot.claim(Owner::Blank);
    }
    claim_known(row, header);
}

/// Columns that are known and have no field, or repeat what stands elsewhere.
fn claim_known(row: &Row<'_>, header: &Header) {
    for heading in &header.headings {
        let known = matches!(heading.role, Column::Earlier | Column::ActualExpected | Column::Number);
        if let Some(slot) = row.within(heading.from, heading.to).filter(|s| known && !s.is_blank()) {
            slot.claim(Owner::Known(heading.role));
        }
    }
    for slot in row.filled().filter(|s| is_nothing(s.text())) {
        slot.claim(Owner::Blank);
    }
}

/// The target under a heading; that of the year from three columns where sign and unit have their own. Doubts are said.
fn printed_target(
    row: &Row<'_>,
    header: &Header,
    role: Column,
    name: Option<&str>,
    vocabulary: &Vocabulary,
    findings: &mut Vec<Finding>,
) -> Option<Target> {
    let (heading, slot) = said_value(row, header, role, vocabulary)?;
    let value = slot.read(role);
    let read = if role == Column::AnnualValue {
        // A value that covers the columns of sign and unit, too, is none of them; a word that is no sign (正向) is no part of it.
        let [sign, unit] = [Column::Operator, Column::Unit].map(|part| {
            let cell = header.cell(row, part).filter(|cell| !cell.is(slot) && !cell.is_blank())?;
            (part == Column::Unit || is_sign(cell.text(), vocabulary)).then(|| cell.read(part))
        });
        let (sign, unit) = (sign.unwrap_or_default(), unit.unwrap_or_default());
        columns_to_target(Columns { sign, value, unit }, name, vocabulary)?
    } else {
        read_value(value, name, vocabulary)?
    };
    let heading = Some(heading.text.as_str()).filter(|text| !text.is_empty()).unwrap_or("指标值");
    findings.extend(read.doubt.map(|doubt| doubt.finding(heading, &read.target).at(slot.cell.place.clone())));
    Some(read.target)
}

/// The value of that meaning with its heading: of several columns the one that says it stands in the place of the others, else the first
/// that says anything (年初指标值 | 调整指标值, 建设期指标值 | 运营期指标值).
fn said_value<'a, 'r>(
    row: &'a Row<'r>,
    header: &'a Header,
    role: Column,
    vocabulary: &Vocabulary,
) -> Option<(&'a Heading, &'a Slot<'r>)> {
    let of_role = header.headings.iter().filter(|heading| heading.role == role);
    let (mut blank, mut said) = (None, None);
    for heading in of_role {
        let Some(slot) = row.within(heading.from, heading.to).filter(|slot| !slot.is_blank()) else { continue };
        if is_nothing(slot.text()) {
            blank = blank.or(Some((heading, slot)));
        } else if said.is_none() || vocabulary.is_adjusted(&heading.text) {
            said = Some((heading, slot));
        }
    }
    said.or(blank)
}

fn direction_in_signs(row: &Row<'_>, header: &Header, vocabulary: &Vocabulary) -> Option<String> {
    header.text(row, Column::Operator).filter(|word| vocabulary.is_direction(word))?;
    header.take_owned(row, Column::Operator)
}

/// A number; one merged over several rows belongs to the first.
pub(super) fn number(row: &Row<'_>, header: &Header, role: Column) -> Option<Decimal> {
    number_of(header.cell(row, role)?, role)
}

fn number_of(slot: &Slot<'_>, role: Column) -> Option<Decimal> {
    if !slot.begins || slot.is_blank() {
        return None;
    }
    let number = slot.cell.number.or_else(|| text_to_number(slot.text().trim_end_matches(['分', '%', '％'])));
    if number.is_some() {
        slot.claim(Owner::Field(role));
    }
    number
}

/// The points of an indicator: of several columns that right of the names. Those left of them are of classes.
fn points_of_names(row: &Row<'_>, header: &Header) -> Option<Decimal> {
    let names = header.heading(Column::Level3).map_or(0, |names| names.to);
    let mut columns = header.headings.iter().filter(|h| h.role == Column::Points);
    let Some(own) = columns.clone().find(|h| h.from >= names).filter(|_| columns.clone().count() > 1) else {
        return number(row, header, Column::Points);
    };
    for class in columns.by_ref().filter(|h| h.to < names) {
        if let Some(slot) = row.within(class.from, class.to).filter(|s| s.begins && !s.is_blank()) {
            slot.claim(Owner::Known(Column::Points));
        }
    }
    number_of(row.within(own.from, own.to)?, Column::Points)
}

/// The likelihood: what its column says, or the heading of the one of several columns that is ticked (确定能 | 有可能).
fn likelihood(row: &Row<'_>, header: &Header) -> Option<String> {
    if !header.repeats(Column::Likelihood) {
        return header.take_owned(row, Column::Likelihood);
    }
    let columns = header.headings.iter().filter(|h| h.role == Column::Likelihood);
    let mut filled = columns.filter_map(|h| Some((h, row.within(h.from, h.to).filter(|s| !s.is_blank())?)));
    let (heading, slot) = filled.next()?;
    if slot.text().chars().any(char::is_alphanumeric) {
        return Some(slot.read(Column::Likelihood).to_owned());
    }
    slot.claim(Owner::Known(Column::Likelihood));
    Some(heading.text.clone())
}

/// What stands in all columns of one meaning: standards and sources, reasons by their kind.
fn joined_columns(row: &Row<'_>, header: &Header, role: Column) -> Option<String> {
    let columns = header.headings.iter().filter(|h| h.role == role);
    let cells = columns.filter_map(|h| row.within(h.from, h.to)).filter(|s| !s.is_blank());
    let mut texts: Vec<&str> = cells.map(|s| s.read(role)).collect();
    texts.dedup();
    (!texts.is_empty()).then(|| texts.join("；"))
}

/// A header whose indicator columns stand twice (中期 on the left, 年度 on the right) as two headers.
pub(super) fn two_sides(header: &Header) -> Option<(Header, Header)> {
    let values = header.headings.iter().filter(|h| matches!(h.role, Column::AnnualValue | Column::PeriodValue)).count();
    // Names alone may stand twice (三级指标 | 指标内容); each side has values of its own.
    if !header.repeats(Column::Level3) || values < 2 {
        return None;
    }
    let role = [Column::Level1, Column::Level2, Column::Level3].into_iter().find(|role| header.repeats(*role))?;
    let split = header.headings.iter().filter(|h| h.role == role).nth(1)?.from;
    let (mut left, mut right) = (Header::default(), Header::default());
    (left.rows, right.rows) = (header.rows, header.rows);
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
