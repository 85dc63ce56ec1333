//! With what a form begins: the texts over it, its first label.

use super::items::Row;
use crate::model::Place;
use crate::vocabulary::{Column, Vocabulary};

/// The places of title and head lines; of what stands far above nothing.
pub(super) fn head_places<'r>(head: &[(&'r str, &'r Place)], vocabulary: &Vocabulary) -> Vec<&'r Place> {
    let title = head.iter().rposition(|(t, _)| vocabulary.is_title(t));
    title.map_or_else(Vec::new, |n| head.iter().skip(n).map(|(_, p)| *p).collect())
}

/// Whether the first label of a row has another label right beside it: the row is a header, not a label with its value.
pub(super) fn is_beside_label(row: &Row<'_>, vocabulary: &Vocabulary) -> bool {
    let mut cells = row.cells.iter().filter(|s| s.begins).skip_while(|s| s.is_blank());
    cells.next().is_some_and(|_| cells.next().is_some_and(|s| vocabulary.column(s.text()).is_some()))
        && row.first().is_none_or(|s| s.cell.row_span <= 1)
}

/// Labels with which a form may begin.
pub(super) fn is_opening(label: Column) -> bool {
    matches!(
        label,
        Column::Project
            | Column::Department
            | Column::BudgetUnit
            | Column::BudgetBlock
            | Column::TaskBlock
            | Column::FundsBlock
            | Column::ProjectKind
            | Column::ProjectCode
            | Column::Summary
            | Column::Year
            | Column::Goal
            | Column::GoalPeriod
    )
}
