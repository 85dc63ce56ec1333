//! Units of money in cells of their own, right of an amount or of a label: 预算金额 | 72.50 | 万元, 单位 | 万元.

use super::claims::Owner;
use super::header::is_indicator_header;
use super::header_tree::rows_to_header;
use super::items::{Row, Slot};
use crate::language::money::{MoneyUnit, text_to_amount};
use crate::vocabulary::{Column, Vocabulary};

/// The first unit that stands beside an amount of a card, as printed: it is the form's where that names no other.
pub(super) fn first_unit_cell(rows: &[Row<'_>], vocabulary: &Vocabulary) -> Option<String> {
    pairs(rows, vocabulary).next().map(|(_, _, unit)| unit.text().to_owned())
}

/// Notes the units beside amounts, and answers for their cells.
pub(super) fn note_unit_cells(rows: &mut [Row<'_>], vocabulary: &Vocabulary) {
    let found: Vec<(usize, u32, MoneyUnit)> = pairs(rows, vocabulary)
        .filter_map(|(row, before, unit)| {
            unit.claim(Owner::Label(Column::Unit));
            if vocabulary.column(before.text()) == Some(Column::Unit) {
                before.claim(Owner::Label(Column::Unit));
            }
            Some((row, before.cell.col, MoneyUnit::from_text(unit.text())?))
        })
        .collect();
    for (row, column, unit) in found {
        let row = &mut rows[row];
        let amounts = row.cells.iter_mut().filter(|s| s.cell.col == column);
        amounts.for_each(|slot| slot.money.label = Some(unit));
    }
}

/// Cells that are a unit of money and nothing else, each with its row and the cell before it: an amount without a unit, or 单位. Those
/// of indicators are units of their values.
fn pairs<'a, 'r>(
    rows: &'a [Row<'r>],
    vocabulary: &'a Vocabulary,
) -> impl Iterator<Item = (usize, &'a Slot<'r>, &'a Slot<'r>)> {
    let has_units = rows.iter().flat_map(Row::filled).any(|s| vocabulary.is_money_unit(s.text()));
    let above = rows.iter().enumerate().take_while(move |(_, row)| has_units && !heads_indicators(row, vocabulary));
    above.flat_map(move |(number, row)| {
        let units = row.filled().zip(row.filled().skip(1)).filter(|(_, unit)| vocabulary.is_money_unit(unit.text()));
        let told = units.filter(|(before, _)| is_bare_amount(before) || names_unit(before, vocabulary));
        told.map(move |(before, unit)| (number, before, unit))
    })
}

fn heads_indicators(row: &Row<'_>, vocabulary: &Vocabulary) -> bool {
    is_indicator_header(&rows_to_header(&[row], vocabulary, &mut Vec::new()))
}

fn is_bare_amount(slot: &Slot<'_>) -> bool {
    let printed = text_to_amount(slot.text()).is_some_and(|amount| amount.unit.is_none() && amount.remark.is_empty());
    printed || slot.cell.number.is_some()
}

fn names_unit(slot: &Slot<'_>, vocabulary: &Vocabulary) -> bool {
    vocabulary.column(slot.text()) == Some(Column::Unit)
}
