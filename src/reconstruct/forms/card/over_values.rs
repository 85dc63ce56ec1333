//! Labels that stand over their values in the head of a card, as a list has them over its only row: 项目名称 | 主管部门 | 预算数 | 绩效目标.

use super::content::Card;
use crate::language::money::text_to_amount;
use crate::reconstruct::forms::claims::Owner;
use crate::reconstruct::forms::header::{Header, Heading, is_list_header};
use crate::reconstruct::forms::items::{Row, Slot};
use crate::reconstruct::forms::money::{set_amount, slot_to_amount};
use crate::vocabulary::{Column, Vocabulary};

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

/// Whether the labels of a header stand over their values.
pub(super) fn stands_over_values(header: &Header, rows: &[&Row<'_>], vocabulary: &Vocabulary) -> bool {
    heads_a_card(header) || heads_values(header, rows, vocabulary)
}

/// Whether the header names nothing but what the head of a card has, a project or amounts, and values stand right below it: 项目名称 |
/// 主管部门 | 年度预算, 资金总额 | 财政拨款.
fn heads_values(header: &Header, rows: &[&Row<'_>], vocabulary: &Vocabulary) -> bool {
    let roles = header.roles();
    let named = roles.iter().all(|role| names_project(*role) || is_amount(*role))
        && (header.has(Column::Project) || roles.iter().all(|role| is_amount(*role)));
    let Some(below) = rows.get(header.rows).filter(|_| header.rows == 1 && roles.len() >= 2) else { return false };
    named && header.unknown.is_empty() && header.headings.iter().all(|h| has_value(h, below, vocabulary))
}

fn names_project(role: Column) -> bool {
    matches!(role, Column::Project | Column::Department | Column::BudgetUnit | Column::ProjectCode)
}

fn is_amount(role: Column) -> bool {
    role.is_amount() || role.is_amount_without_field()
}

/// Whether the row has a value below the heading, no label; below one of an amount it is a number.
fn has_value(heading: &Heading, below: &Row<'_>, vocabulary: &Vocabulary) -> bool {
    let value = below.within(heading.from, heading.to).filter(|s| s.begins && !s.is_blank());
    value.is_some_and(|s| vocabulary.column(s.text()).is_none() && (!is_amount(heading.role) || is_printed_amount(s)))
}

fn is_printed_amount(slot: &Slot<'_>) -> bool {
    slot.cell.number.is_some() || text_to_amount(slot.text()).is_some()
}

/// Headings among them that nobody knows: of labels with values beside them each second cell is none.
const MOST_UNKNOWN: usize = 1;

/// Whether the columns of a header name nothing but what the head of a card has: no classes or names of indicators.
pub(in crate::reconstruct::forms) fn heads_a_card(header: &Header) -> bool {
    let of_card = |heading: &Heading| !heading.role.is_indicator() || heading.role == Column::Remark;
    is_list_header(header) && header.unknown.len() <= MOST_UNKNOWN && header.headings.iter().all(of_card)
}
