//! Left-shifted rows of ragged texts.
//!
//! A text dump drops the empty cells under merged ones, so that a row begins too far left and ends in blanks. The text
//! reader gives such tables as they are; putting the cells where they belong needs the vocabulary and the header, and is
//! done here: a cell goes by what it is (a class word, an amount, a name with values behind it), never by its position
//! alone, and only where the row does not read well as it stands.

use super::codes;
use super::header::Header;
use super::items::Row;
use super::money::text_to_amount;
use crate::model::{Finding, Method, Severity};
use crate::vocabulary::{Column, Vocabulary};

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
    let column = |role| header.heading(role).map(|h| h.from);
    let level3 = column(Column::Level3)?;
    let is_section = |t: &str| vocabulary.column(t) == Some(Column::Indicators);
    let mut cells = row.filled().filter(|s| !is_section(s.text())).copied();
    let first = cells.next()?;
    let at = first.cell.col;
    let next_is_level2 = cells.next().is_some_and(|s| vocabulary.level2(s.text()).is_some());
    drop(cells);
    let text = first.text();
    let (is1, is2) = (vocabulary.level1(text).is_some(), vocabulary.level2(text).is_some());
    let target = match (column(Column::Level1), column(Column::Level2)) {
        (Some(level1), _) if is1 && at >= level1 && (!is2 || next_is_level2) => return None,
        (Some(_), Some(level2)) if is2 && at < level2 => {
            let is_class_of_its_own = is1 && vocabulary.parent(text).is_none() && split_cost;
            if is_class_of_its_own || is1 && reads_well(row, header) {
                return None;
            }
            level2
        }
        _ if is1 || is2 => return None,
        _ if at < level3 && row.filled().count() >= 2 && !reads_well(row, header) => level3,
        _ => return None,
    };
    shift(row, target.checked_sub(at)?, header.last_column())
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
    let quote: String = row.first().map(|s| s.text().chars().take(30).collect()).unwrap_or_default();
    let finding = Finding::new(
        codes::ROW_SHIFTED,
        Severity::Info,
        format!("此行左移了{by}列，已按内容归位，请核对"),
        format!("this row stood {by} columns too far left and was put right by its content: please check"),
    );
    Some(finding.at(row.place().unwrap_or_else(|| row.table.place.clone())).quote(quote))
}
