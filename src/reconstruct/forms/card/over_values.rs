//! Labels that stand over their values in the head of a card, as a list has them over its only row: 项目名称 | 主管部门 | 预算数 | 绩效目标.

use super::content::Card;
use crate::reconstruct::forms::claims::Owner;
use crate::reconstruct::forms::header::{Header, Heading, is_list_header};
use crate::reconstruct::forms::items::Row;
use crate::reconstruct::forms::money::{set_amount, slot_to_amount};
use crate::vocabulary::Column;

/// Takes the values below a header; returns how many rows that and the values are.
pub(super) fn values_below(header: &Header, rows: &[&Row<'_>], card: &mut Card) -> usize {
    let Some(below) = rows.get(header.rows) else { return header.rows };
    for heading in &header.headings {
        let Some(slot) = below.within(heading.from, heading.to).filter(|s| s.begins && !s.is_blank()) else { continue };
        match heading.role {
            role if role.is_amount_without_field() => slot.claim(Owner::Known(role)),
            role if role.is_amount() => {
                let amount = slot_to_amount(slot, role, &mut card.findings);
                set_amount(&mut card.amounts, role, amount);
            }
            role @ (Column::Goal | Column::GoalPeriod | Column::GoalActual) => {
                card.goals.add(role, slot.read(role));
            }
            Column::Number => slot.claim(Owner::Known(Column::Number)),
            role => card.labels.below(role, slot),
        }
    }
    header.rows + 1
}

/// Headings among them that nobody knows: of labels with values beside them each second cell is none.
const MOST_UNKNOWN: usize = 1;

/// Whether the columns of a header name nothing but what the head of a card has: no classes or names of indicators.
pub(in crate::reconstruct::forms) fn heads_a_card(header: &Header) -> bool {
    let of_card = |heading: &Heading| !heading.role.is_indicator() || heading.role == Column::Remark;
    is_list_header(header) && header.unknown.len() <= MOST_UNKNOWN && header.headings.iter().all(of_card)
}
