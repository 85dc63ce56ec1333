//! The amounts of a form, each in the form's unit of money.

use rust_decimal::Decimal;

use super::claims::Owner;
use super::head::unit_in_label;
use super::header::{Header, is_indicator_header};
use super::header_tree::rows_to_header;
use super::items::{Row, Slot};
use super::unit_cells::{first_unit_cell, note_unit_cells};
use crate::findings::{AmountRemark, AmountUnreadable, Message, UnitConverted};
use crate::language::money::{FormAmount, MoneyUnit, MoneyUnits, text_to_amount, text_to_form_amount};
use crate::model::{Amounts, Finding, Place};
use crate::vocabulary::{Column, Vocabulary};

impl<'r> Slot<'r> {
    /// The amount of a cell, in the form's unit of money: the stored number of a worksheet, else the printed one.
    pub(super) fn amount(&self) -> Option<FormAmount<'r>> {
        text_to_form_amount(self.text(), self.cell.number, self.money)
    }

    /// The value of [`Self::amount`].
    pub(super) fn amount_value(&self) -> Option<Decimal> {
        self.amount().map(|amount| amount.value)
    }
}

/// The amount of a cell. What is no amount, was converted, or stands behind it is said.
pub(super) fn slot_to_amount(slot: &Slot<'_>, role: Column, findings: &mut Vec<Finding>) -> Option<Decimal> {
    let amount = slot.amount();
    match &amount {
        None if is_no_amount(slot.text()) => slot.claim(Owner::Blank),
        _ => slot.claim(Owner::Field(role)),
    }
    match &amount {
        Some(amount) => note_amount(amount, slot, findings),
        None if is_no_amount(slot.text()) => {}
        None => findings.push(unreadable(slot.text(), &slot.cell.place)),
    }
    amount.map(|amount| amount.value)
}

/// The amount behind a label in the same cell: 年度资金总额（万元）：500.
pub(super) fn labelled_amount(
    slot: &Slot<'_>,
    value: &str,
    vocabulary: &Vocabulary,
    findings: &mut Vec<Finding>,
) -> Option<Decimal> {
    let label = slot.text().strip_suffix(value).unwrap_or_default();
    let own = unit_in_label(label, vocabulary).and_then(|unit| MoneyUnit::from_text(&unit));
    let amount = text_to_form_amount(value, None, MoneyUnits { label: own.or(slot.money.label), ..slot.money })?;
    note_amount(&amount, slot, findings);
    Some(amount.value)
}

/// Whether a cell says that there is no amount: empty, or a dash or slash.
pub(super) fn is_no_amount(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || "-—–/／－无".contains(c))
}

/// Tells the cells of a form the units of money that hold there. `unit` is the one printed over the form or in its labels;
/// without any it is that of the first amount that is printed with one. The form's unit comes back.
pub(super) fn note_units(
    rows: &mut [Row<'_>],
    list: Option<&Header>,
    unit: Option<String>,
    vocabulary: &Vocabulary,
) -> Option<String> {
    let of_cells = || list.is_none().then(|| first_unit_cell(rows, vocabulary)).flatten();
    let unit = unit.or_else(of_cells).or_else(|| unit_of_amounts(rows, list, vocabulary));
    let form = unit.as_deref().and_then(MoneyUnit::from_text);
    for row in &mut *rows {
        let mut beside = None;
        for slot in &mut row.cells {
            let column = slot.cell.col;
            let heading = list.and_then(|h| h.headings.iter().find(|h| (h.from..h.to).contains(&column)));
            let label = heading.map_or(beside, |h| unit_of_label(&h.text, vocabulary));
            slot.money = MoneyUnits { form, label };
            if list.is_none() && vocabulary.column(slot.text()).is_some() {
                beside = unit_of_label(slot.text(), vocabulary);
            }
        }
    }
    if list.is_none() {
        note_unit_cells(rows, vocabulary);
    }
    unit
}

/// The unit that a label has of its own: 项目资金（万元）.
fn unit_of_label(label: &str, vocabulary: &Vocabulary) -> Option<MoneyUnit> {
    MoneyUnit::from_text(&unit_in_label(label, vocabulary)?)
}

/// The unit of the first amount that is printed with one, indicators aside.
fn unit_of_amounts(rows: &[Row<'_>], list: Option<&Header>, vocabulary: &Vocabulary) -> Option<String> {
    let Some(header) = list else { return unit_of_card(rows, vocabulary).map(MoneyUnit::name) };
    let mut of_amounts = rows
        .iter()
        .flat_map(Row::filled)
        .filter(|slot| header.headings.iter().any(|h| h.role.is_amount() && (h.from..h.to).contains(&slot.cell.col)));
    of_amounts.find_map(|slot| text_to_amount(slot.text())?.unit).map(MoneyUnit::name)
}

/// The same of a card: of an amount beside its label, else of one in its label's cell (预算金额：215万元).
fn unit_of_card(rows: &[Row<'_>], vocabulary: &Vocabulary) -> Option<MoneyUnit> {
    let above_indicators = rows
        .iter()
        .take_while(|row| !is_indicator_header(&rows_to_header(&[*row], vocabulary, &mut Vec::new())))
        .collect::<Vec<_>>();
    let mut beside = above_indicators.iter().flat_map(|row| row.filled().skip(1));
    let beside = beside.find_map(|slot| text_to_amount(slot.text())?.unit);
    beside.or_else(|| {
        above_indicators.iter().flat_map(|row| row.filled()).find_map(|slot| {
            let (_, value) = vocabulary.labelled(slot.text()).filter(|(role, _)| role.is_amount())?;
            text_to_amount(value)?.unit
        })
    })
}

fn note_amount(amount: &FormAmount<'_>, slot: &Slot<'_>, findings: &mut Vec<Finding>) {
    findings.extend(converted(amount, slot.text(), &slot.cell.place));
    if !amount.remark.is_empty() {
        let finding = AmountRemark { text: amount.remark }.finding();
        findings.push(finding.at(slot.cell.place.clone()).quote(slot.text()));
    }
}

/// What is said of an amount that is printed in another unit than its form's.
#[must_use]
pub(crate) fn converted(amount: &FormAmount<'_>, text: &str, place: &Place) -> Option<Finding> {
    let (from, to) = amount.converted?;
    let (from, to, value) = (from.name(), to.name(), amount.value);
    let finding = UnitConverted { text, from, value, to }.finding();
    Some(finding.at(place.clone()).quote(text))
}

fn unreadable(text: &str, place: &Place) -> Finding {
    AmountUnreadable { text }.finding().at(place.clone()).quote(text)
}
/// Sets the amount of a project that a column or label means, where it has none yet.
pub(super) fn set_amount(amounts: &mut Amounts, role: Column, value: Option<Decimal>) {
    let field = match role {
        Column::AmountTotal | Column::AmountPeriodTotal => &mut amounts.total,
        Column::AmountFiscal => &mut amounts.fiscal,
        Column::AmountSpecialAccount => &mut amounts.special_account,
        Column::AmountOther => &mut amounts.other,
        _ => return,
    };
    *field = field.or(value);
}
