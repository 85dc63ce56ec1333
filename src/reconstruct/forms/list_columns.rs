//! What stands in the columns of a project list: goals, subtotals, known columns without a field.

use super::header::Header;
use super::items::{Row, Slot};
use crate::findings::{Message as _, RowContinued};
use crate::model::{Finding, Place};
use crate::vocabulary::{Column, Vocabulary};

/// 单位 left of the project names is an organisation, not a unit of measure.
pub(super) fn with_organisation(header: &Header) -> Header {
    let mut header = header.clone();
    let project = header.heading(Column::Project).map_or(0, |h| h.from);
    let known = header.has(Column::BudgetUnit);
    for heading in header.headings.iter_mut().filter(|h| !known && h.role == Column::Unit && h.from < project) {
        heading.role = Column::BudgetUnit;
    }
    header
}

/// Known columns of projects for which they have no field.
pub(super) const KNOWN: [Column; 6] = [
    Column::Number,
    Column::ProjectKind,
    Column::UnitCode,
    Column::Person,
    Column::AmountCarryover,
    Column::AmountLocal,
];

/// The goal: the annual one where there are two.
pub(super) fn goal_cell<'a, 'r>(row: &'a Row<'r>, header: &Header) -> Option<&'a Slot<'r>> {
    let role = if header.has(Column::Goal) { Column::Goal } else { Column::GoalPeriod };
    header.cell(row, role)
}

/// The label of a row that adds others up, left of the amounts.
pub(super) fn subtotal_label<'r>(row: &Row<'r>, header: &Header, vocabulary: &Vocabulary) -> Option<&'r str> {
    let name = header.text(row, Column::Project);
    let label = match name {
        Some(name) => name,
        None => row.first()?.text(),
    };
    let first = row.first()?.text();
    [label, first].into_iter().find(|l| vocabulary.is_subtotal(l))
}

pub(super) fn rest_of_row(place: &Place) -> Finding {
    RowContinued {}.finding().at(place.clone())
}
