//! Agency rows of project lists: 广州市司法局 with the sum of its projects, above these.

use rust_decimal::Decimal;

use super::header::Header;
use super::items::{Row, Slot};
use super::list_columns::total_role;
use super::money::is_no_amount;
use crate::vocabulary::{Column, Vocabulary};

/// Whether a row names an agency and adds up its projects below. It has no goal and no indicators, and either its column
/// is said to hold units, too (项目名称（资金使用单位）) and the name is an organisation's, or it is the department of the
/// head, or its amount is the sum of rows below: of one alone where that says what the project is to reach.
pub(super) fn is_agency_row(
    row: &Row<'_>,
    below: &[Row<'_>],
    header: &Header,
    department: Option<&str>,
    vocabulary: &Vocabulary,
) -> bool {
    if has_content(row, header) {
        return false;
    }
    let Some(name) = header.text(row, Column::Project) else {
        // Only the unit is printed, alone or with the sum of its projects: a heading row over these.
        let unit = header.text(row, Column::BudgetUnit).or_else(|| header.text(row, Column::Department)).is_some();
        let heads = below.first().is_some_and(|r| header.text(r, Column::Project).is_some());
        return unit && heads && (row.single().is_some() || adds_up(row, below, header, 1));
    };
    if header.has(Column::BudgetUnit) && header.text(row, Column::BudgetUnit).is_some() {
        return false;
    }
    let mixed = header.heading(Column::Project).is_some_and(|h| h.text.contains("单位"));
    vocabulary.is_organisation(name) && (mixed || department == Some(name))
        || department == Some(name)
        || below.first().is_some_and(|next| has_content(next, header))
            && (mixed && row.single().is_some() || adds_up(row, below, header, 1))
        || adds_up(row, below, header, 2)
}

/// Whether a row has a goal, indicators, or a cell that a page break cut where these stand.
fn has_content(row: &Row<'_>, header: &Header) -> bool {
    let content =
        [Column::Goal, Column::GoalPeriod, Column::Indicators, Column::Level1, Column::Level3, Column::AnnualValue];
    // A dash stands for nothing.
    content.iter().any(|&c| header.cell(row, c).is_some_and(|s| !is_no_amount(s.text()) || s.cell.lost))
}

/// Whether the row's total is the sum of at least so many totals that follow.
fn adds_up(row: &Row<'_>, below: &[Row<'_>], header: &Header, fewest: u32) -> bool {
    let Some(role) = total_role(header) else { return false };
    let Some(sum) = amount_in(row, header, role).filter(|t| !t.is_zero()) else { return false };
    let mut running = Decimal::ZERO;
    let mut counted = 0_u32;
    for value in below.iter().take(MOST_ROWS).filter_map(|row| amount_in(row, header, role)) {
        running = running.saturating_add(value);
        counted += 1;
        if running == sum && counted >= fewest {
            return true;
        }
        if running > sum {
            return false;
        }
    }
    false
}

/// The amount that begins in a column of the row.
fn amount_in(row: &Row<'_>, header: &Header, role: Column) -> Option<Decimal> {
    header.cell(row, role).filter(|s| s.begins).and_then(Slot::amount_value)
}

/// Rows that are added up for one agency row at most.
const MOST_ROWS: usize = 500;
