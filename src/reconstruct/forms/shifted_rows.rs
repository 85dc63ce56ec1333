//! Left-shifted rows of ragged texts.
//!
//! A text dump drops the empty cells under merged ones, so that a row begins too far left and ends in blanks. The text
//! reader gives such tables as they are; putting the cells where they belong needs the vocabulary and the header, and is
//! done here: a cell goes by what it is (a class word, an amount, a name with values behind it), never by its position
//! alone, and only where the row does not read well as it stands.

use super::header::Header;
use super::items::Row;
use super::packed::cell_to_items;
use crate::findings::{Message, RowShifted};
use crate::language::money::text_to_amount;
use crate::model::{Finding, Method};
use crate::vocabulary::{Column, Vocabulary, normalise_label};

/// Bytes from which on a text is no class word.
const CLASS_LONGEST: usize = 60;
/// Most characters of a target without a sign of comparison.
const BARE_VALUE_LONGEST: usize = 8;
/// Characters quoted of a row that was shifted.
const QUOTED: usize = 30;

/// Whether 成本指标 stands as a first level: one of its second levels (经济成本指标, …) is printed.
pub(super) fn has_split_cost(rows: &[Row<'_>], vocabulary: &Vocabulary) -> bool {
    rows.iter().flat_map(Row::filled).any(|s| {
        s.cell.text.len() < CLASS_LONGEST
            && vocabulary.parent(s.text()).is_some_and(|p| vocabulary.level2(p).is_some() && p == "成本指标")
    })
}

/// What class words printed in full end with.
const INDICATOR: &str = "指标";

/// Puts an indicator row right. `split_cost`: the form has rows under 成本指标 as a first level (2021).
pub(super) fn straighten_indicators(
    row: &mut Row<'_>,
    header: &Header,
    split_cost: bool,
    vocabulary: &Vocabulary,
) -> Option<Finding> {
    if row.table.method != Method::Text {
        return None;
    }
    let by = class_to_shift(row, header, split_cost, vocabulary).or_else(|| name_to_shift(row, header, vocabulary))?;
    shift(row, by, header.last_column())
}

/// How far the class words of a row stand left of their columns. `None` where it has no class word, or one that may be a name
/// as well (服务对象满意度).
fn class_to_shift(row: &Row<'_>, header: &Header, split_cost: bool, vocabulary: &Vocabulary) -> Option<u32> {
    let [level1, level2, names] =
        [Column::Level1, Column::Level2, Column::Level3].map(|role| header.heading(role).map(|h| h.from));
    let before_names = names?;
    let mut cells = row
        .filled()
        .filter(|s| s.cell.col < before_names)
        .skip_while(|s| levels_of(s.text(), vocabulary) == (false, false));
    let class = cells.next().filter(|s| normalise_label(s.text()).ends_with(INDICATOR))?;
    let (is1, is2) = levels_of(class.text(), vocabulary);
    let next_is_level2 = cells.next().is_some_and(|s| levels_of(s.text(), vocabulary).1);
    let at = class.cell.col;
    // A class alone in its column, of whose name the second level is its own: its indicators follow.
    let own_second =
        vocabulary.parent(class.text()).is_some_and(|parent| vocabulary.level1(class.text()) == Some(parent));
    if own_second && level1 == Some(at) && row.filled().count() == 1 {
        return Some(0);
    }
    let target = match (level1, level2) {
        (Some(level1), _) if is1 && (!is2 || next_is_level2) => level1,
        (Some(_), Some(level2)) if is2 && at < level2 => {
            let is_class_of_its_own = is1 && vocabulary.parent(class.text()).is_none() && split_cost;
            if is_class_of_its_own || is1 && reads_well(row, header) {
                return Some(0);
            }
            level2
        }
        _ => return Some(0),
    };
    Some(target.saturating_sub(at))
}

/// Whether a text is a class of the first level, and of the second.
fn levels_of(text: &str, vocabulary: &Vocabulary) -> (bool, bool) {
    (vocabulary.level1(text).is_some(), vocabulary.level2(text).is_some())
}

/// How much better a row must read elsewhere to be moved there.
const CLEARLY_BETTER: i32 = 2;

/// How far a row without class words must move right to read best. `None` where it reads as well as it stands.
fn name_to_shift(row: &Row<'_>, header: &Header, vocabulary: &Vocabulary) -> Option<u32> {
    let level3 = header.heading(Column::Level3)?.from;
    let first = row.filled().find(|s| vocabulary.column(s.text()) != Some(Column::Indicators))?;
    let at = first.cell.col;
    // 说明 beside what is explained below the last indicator is no name.
    let labels = vocabulary.column(first.text()) == Some(Column::Remark);
    if at >= level3 || labels || row.filled().count() < 2 {
        return None;
    }
    let stands = fit_of_row(row.clone(), 0, header, vocabulary);
    // Of equal places the one whose first cell is the name.
    let (best, by) = (1..=level3 - at).map(|by| (fit_of_row(row.clone(), by, header, vocabulary), by)).max()?;
    (best >= stands + CLEARLY_BETTER).then_some(by)
}

/// How well a row reads that is moved so many columns.
fn fit_of_row(mut row: Row<'_>, by: u32, header: &Header, vocabulary: &Vocabulary) -> i32 {
    row.shift = by;
    header.headings.iter().map(|h| fits(h.role, header.text(&row, h.role), vocabulary)).sum()
}

/// What a text says for standing in a column.
fn fits(role: Column, text: Option<&str>, vocabulary: &Vocabulary) -> i32 {
    let Some(text) = text else { return -i32::from(is_mostly_filled(role)) };
    let is_number = text_to_amount(text.trim_end_matches(['分', '%', '％'])).is_some();
    let sign = vocabulary.signs().iter().map(|(s, _)| s.as_str()).find(|s| text.starts_with(s));
    let is_value =
        sign.is_some() || text.starts_with(|c: char| c.is_ascii_digit()) && text.chars().count() <= BARE_VALUE_LONGEST;
    match role {
        Column::Level1 if vocabulary.level1(text).is_some() => 1,
        Column::Level2 if vocabulary.level2(text).is_some() => 1,
        Column::Level1 | Column::Level2 if is_value => -2,
        Column::Level1 | Column::Level2 => -1,
        Column::Level3 => {
            if is_value {
                -2
            } else {
                1
            }
        }
        Column::AnnualValue | Column::PeriodValue | Column::Actual => i32::from(is_value),
        Column::Operator => {
            if sign.is_some() || vocabulary.is_qualitative(text) {
                1
            } else {
                -1
            }
        }
        Column::Weight | Column::Points | Column::Score => {
            if is_number {
                1
            } else {
                -1
            }
        }
        // The head of a project stands left of its indicators.
        Column::AmountTotal => {
            if is_number {
                2
            } else {
                -1
            }
        }
        _ => 0,
    }
}

/// Columns in which every indicator has something.
fn is_mostly_filled(role: Column) -> bool {
    matches!(role, Column::AnnualValue | Column::PeriodValue | Column::Points | Column::Score | Column::Weight)
}

/// Puts a row of a list with packed indicators right: they stand left of their column.
pub(super) fn straighten_packed(row: &mut Row<'_>, header: &Header, vocabulary: &Vocabulary) -> Option<Finding> {
    if row.table.method != Method::Text {
        return None;
    }
    let column = header.heading(Column::Indicators)?.from;
    let at = row.filled().find(|s| {
        s.cell.col < column
            && vocabulary.value_labels().iter().any(|(label, _)| s.text().contains(label.as_str()))
            && !cell_to_items(s.text(), vocabulary).is_empty()
    })?;
    let by = column - at.cell.col;
    // The whole row is to move: not one that merely lacks its goal.
    let mut moved = row.clone();
    moved.shift = by;
    let name = header.text(&moved, Column::Project)?;
    if vocabulary.is_organisation(name) || text_to_amount(name).is_some() {
        return None;
    }
    shift(row, by, header.last_column())
}

/// Puts a row right whose first cell belongs under `column`.
pub(super) fn straighten_first(row: &mut Row<'_>, column: u32, last_column: u32) -> Option<Finding> {
    if row.table.method != Method::Text {
        return None;
    }
    let by = column.checked_sub(row.first()?.cell.col)?;
    shift(row, by, last_column)
}

/// Puts a task row right: its amount stands left of the column of funds.
pub(super) fn straighten_task(row: &mut Row<'_>, header: &Header) -> Option<Finding> {
    if row.table.method != Method::Text {
        return None;
    }
    let funds = header.heading(Column::TaskFunds)?.from;
    let amounts: Vec<u32> = row.filled().filter(|s| text_to_amount(s.text()).is_some()).map(|s| s.cell.col).collect();
    let [only] = amounts.as_slice() else { return None };
    let by = funds.checked_sub(*only)?;
    shift(row, by, header.last_column())
}

/// Whether the row has a name and a value where the header says, as it stands.
fn reads_well(row: &Row<'_>, header: &Header) -> bool {
    let value = [Column::AnnualValue, Column::PeriodValue, Column::Actual].iter().rfind(|&&c| header.has(c));
    let last = [Column::AnnualValue, Column::PeriodValue].iter().find(|&&c| header.has(c)).or(value);
    header.text(row, Column::Level3).is_some() && last.is_some_and(|&c| header.text(row, c).is_some())
}

fn shift(row: &mut Row<'_>, by: u32, last_column: u32) -> Option<Finding> {
    let last = row.filled().map(|s| s.cell.col + s.cell.col_span).max()?;
    if by == 0 || last + by > last_column + 1 {
        return None;
    }
    row.shift = by;
    let quote = row.beginning(QUOTED);
    let finding = RowShifted { by }.finding();
    Some(finding.at(row.place_or_table()).quote(quote))
}
