//! Rows of the funds table of a self-evaluation: 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分.

use rust_decimal::Decimal;

use super::content::Card;
use crate::language::number::text_to_number;
use crate::model::{Execution, Finding};
use crate::reconstruct::forms::claims::Owner;
use crate::reconstruct::forms::header::Header;
use crate::reconstruct::forms::items::{Row, Slot};
use crate::reconstruct::forms::money::{is_no_amount, set_amount, slot_to_amount};
use crate::vocabulary::Column;

/// A row of the funds table: the year's budget (全年预算数, else 年初预算数) is the amount; the total row gives the execution.
pub(super) fn tabled(row: &Row<'_>, label: Column, header: &Header, card: &mut Card) {
    if label.is_amount_without_field() {
        row.claim_rest(Owner::Known(label));
        return;
    }
    let initial = tabled_amount(row, header, Column::Initial, &mut card.findings);
    let budget = [Column::Budget, Column::AmountTotal]
        .into_iter()
        .find_map(|role| tabled_amount(row, header, role, &mut card.findings));
    let spent = tabled_amount(row, header, Column::Spent, &mut card.findings);
    set_amount(&mut card.amounts, label, budget.or(initial));
    let others = [Column::Spent, Column::SpentExpected, Column::Points, Column::Rate, Column::Score, Column::Weight];
    if label != Column::AmountTotal {
        // Of the parts of a total the execution is known, and has no field.
        claim_known(row, header, &others);
    }
    claim_known(row, header, &[Column::Reason, Column::Remark, Column::SpentExpected]);
    if label == Column::AmountTotal {
        let execution = card.execution.get_or_insert_default();
        *execution = Execution {
            initial,
            budget,
            spent,
            points: [Column::Points, Column::Weight].into_iter().find_map(|role| tabled_number(row, header, role)),
            rate: tabled_number(row, header, Column::Rate),
            score: tabled_number(row, header, Column::Score),
            ..*execution
        };
    }
}

/// Whether all that a row has stands under the headings of the funds, and an amount among it.
pub(super) fn is_under_headings(row: &Row<'_>, header: &Header) -> bool {
    let mut headings = header.headings.iter().filter(|h| is_funds_heading(h.role));
    let first = headings.clone().map(|h| h.from).min().unwrap_or(u32::MAX);
    row.filled().all(|s| s.cell.col >= first)
        && headings.any(|h| tabled_cell(row, header, h.role).is_some_and(|s| s.amount().is_some()))
}

/// The cell of a column that begins in the row and has text.
fn tabled_cell<'a, 'r>(row: &'a Row<'r>, header: &Header, role: Column) -> Option<&'a Slot<'r>> {
    header.cell(row, role).filter(|s| s.begins && !s.is_blank())
}

fn tabled_amount(row: &Row<'_>, header: &Header, role: Column, findings: &mut Vec<Finding>) -> Option<Decimal> {
    slot_to_amount(tabled_cell(row, header, role)?, role, findings)
}

/// The number of a column that holds no amounts: points, rates.
fn tabled_number(row: &Row<'_>, header: &Header, role: Column) -> Option<Decimal> {
    let slot = tabled_cell(row, header, role)?;
    let number = slot.cell.number.or_else(|| text_to_number(slot.text().trim_end_matches(['%', '％'])));
    match number {
        Some(_) => slot.claim(Owner::Field(role)),
        None if is_no_amount(slot.text()) => slot.claim(Owner::Blank),
        None => {}
    }
    number
}

/// Answers for what a row has in known columns for which there is no field.
fn claim_known(row: &Row<'_>, header: &Header, roles: &[Column]) {
    for &role in roles {
        if let Some(slot) = header.cell(row, role).filter(|s| s.begins && !s.is_blank()) {
            slot.claim(if is_no_amount(slot.text()) { Owner::Blank } else { Owner::Known(role) });
        }
    }
}

/// Whether a heading is one of what was planned and spent.
pub(super) fn is_funds_heading(role: Column) -> bool {
    matches!(role, Column::Initial | Column::Budget | Column::Spent | Column::SpentExpected | Column::Rate)
}
