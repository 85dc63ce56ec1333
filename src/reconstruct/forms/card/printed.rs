//! Amounts as they are printed: as lines of a budget, under a year, a second time.

use rust_decimal::Decimal;

use crate::findings::{AmountAgain, Message as _};
use crate::model::{Amounts, BudgetLine, Finding};
use crate::reconstruct::forms::head::printed_year;
use crate::reconstruct::forms::items::Slot;
use crate::reconstruct::forms::money::set_amount;
use crate::vocabulary::{Column, Vocabulary};

/// What is said of an amount where another one was read before.
pub(super) fn printed_again(
    amounts: &Amounts,
    role: Column,
    value: Option<Decimal>,
    label: &Slot<'_>,
) -> Option<Finding> {
    let mut alone = Amounts::default();
    set_amount(&mut alone, role, value);
    let mut pairs = amounts.columns().into_iter().zip(alone.columns());
    let (first, other) = pairs.find_map(|(first, other)| Some((first?, other?)).filter(|(a, b)| a != b))?;
    let finding = AmountAgain { label: label.text(), first }.finding();
    Some(finding.at(label.cell.place.clone()).quote(other.to_string()))
}

/// 2024年, 其中：2024年度.
pub(super) fn is_year_label(text: &str, vocabulary: &Vocabulary) -> bool {
    let text = vocabulary.part_named(text).unwrap_or(text).trim_matches([':', '：']);
    printed_year(text).is_some() && text.chars().count() <= "2024年度".chars().count()
}

/// A printed amount as a line of a budget: what a department's form shows of it.
pub(super) fn printed_line(slot: &Slot<'_>, value: Decimal) -> BudgetLine {
    let label = slot.text().split([':', '：']).next().filter(|_| slot.text().ends_with(char::is_numeric));
    BudgetLine {
        group: String::new(),
        label: label.unwrap_or(slot.text()).to_owned(),
        amount: Some(value),
        place: Some(slot.cell.place.clone()),
    }
}
