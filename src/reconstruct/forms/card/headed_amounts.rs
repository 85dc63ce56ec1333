//! Amounts in the row below their headings: 总额 | 本级财政 | 其他 over 128.6 | 80 | 0.

use super::content::Card;
use super::printed::printed_line;
use crate::reconstruct::forms::claims::Owner;
use crate::reconstruct::forms::items::{Row, Slot};
use crate::reconstruct::forms::money::{is_no_amount, set_amount, slot_to_amount};
use crate::vocabulary::{Column, Vocabulary};

/// Takes two rows of which the first heads the amounts in the second; whether they are such.
pub(super) fn amounts_below_headings(rows: &[&Row<'_>], card: &mut Card, vocabulary: &Vocabulary) -> bool {
    let [row, below, ..] = rows else { return false };
    let heads = heads_amounts(row, below, vocabulary);
    if heads {
        take_amounts(row, below, card, vocabulary);
    }
    heads
}

/// 合计 | 财政拨款 | 其他资金 over a row of amounts: labels beside each other, none with a value beside it. What else stands among them
/// stands over an amount as well, or over nothing.
fn heads_amounts(row: &Row<'_>, below: &Row<'_>, vocabulary: &Vocabulary) -> bool {
    let labels: Vec<_> = labels_of_amounts(row, vocabulary).collect();
    let known = |s: &Slot<'_>| vocabulary.column(s.text()).is_some() || labels.iter().any(|(_, label)| label.is(s));
    labels.len() >= 2
        && row.filled().all(|s| s.amount().is_none())
        && row.filled().all(|s| known(s) || below.within(s.cell.col, s.end()).is_some_and(|s| s.amount().is_some()))
        && below.filled().count() > 0
        && below.filled().all(|s| s.amount().is_some() || is_no_amount(s.text()))
        && labels
            .iter()
            .any(|(_, label)| below.within(label.cell.col, label.end()).is_some_and(|s| s.amount().is_some()))
}

/// The labels of amounts in a row, which may leave out their 资金.
fn labels_of_amounts<'a, 'r>(
    row: &'a Row<'r>,
    vocabulary: &Vocabulary,
) -> impl Iterator<Item = (Column, &'a Slot<'r>)> {
    let cells = row.roles(vocabulary).into_iter();
    cells.filter_map(|(role, slot)| {
        let spending = vocabulary.is_spending(slot.text()).then_some(Column::BudgetBlock);
        let short = || vocabulary.column(&format!("{}资金", slot.text())).filter(|_| !slot.is_blank());
        Some((role.or_else(short).filter(|r| r.is_amount()).or(spending)?, slot))
    })
}

/// The amounts of a row under their labels.
fn take_amounts(row: &Row<'_>, below: &Row<'_>, card: &mut Card, vocabulary: &Vocabulary) {
    for (role, label) in labels_of_amounts(row, vocabulary) {
        label.claim(Owner::Label(role));
        let Some(slot) = below.within(label.cell.col, label.end()).filter(|s| s.begins && !s.is_blank()) else {
            continue;
        };
        if role.is_amount_without_field() {
            slot.claim(Owner::Known(role));
            continue;
        }
        let amount = slot_to_amount(slot, role, &mut card.findings);
        card.printed.extend(amount.map(|amount| printed_line(label, amount)));
        set_amount(&mut card.amounts, role, amount);
    }
}
