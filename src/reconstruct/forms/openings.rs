//! With what a form begins: the texts over it, its first label.

use super::claims::Owner;
use super::head::is_head_line;
use super::items::Row;
use crate::model::Place;
use crate::vocabulary::{Column, Vocabulary, is_numbered};

/// The places of title and head lines; of what stands far above nothing.
pub(super) fn head_places<'r>(head: &[(&'r str, &'r Place)], vocabulary: &Vocabulary) -> Vec<&'r Place> {
    let title = head.iter().rposition(|(t, _)| vocabulary.is_title(t));
    title.map_or_else(Vec::new, |n| head.iter().skip(n).map(|(_, p)| *p).collect())
}

/// Cells of a row that is a line of a head at most.
pub(super) const MOST_HEAD_CELLS: usize = 3;

/// 部门名称：…, 单位：万元: a line of a head that says what it is.
pub(super) fn is_labelled_line(text: &str, vocabulary: &Vocabulary) -> bool {
    text.contains([':', '：']) && is_head_line(text, vocabulary)
}

/// Whether a row is a line of a head: 部门名称：… beside 单位：万元, or beside the year alone.
pub(super) fn is_head_row(row: &Row<'_>, vocabulary: &Vocabulary) -> bool {
    let count = row.filled().count();
    let labelled = row.filled().filter(|slot| is_labelled_line(slot.text(), vocabulary)).count();
    labelled == count
        || count <= MOST_HEAD_CELLS && labelled > 0 && row.filled().all(|slot| is_head_line(slot.text(), vocabulary))
}

/// The notes between a title and its form.
pub(super) fn notes_of_head<'r>(head: &[(&'r str, &'r Place)], vocabulary: &Vocabulary) -> Vec<&'r str> {
    let texts = head.iter().map(|(text, _)| *text);
    texts.skip_while(|text| !vocabulary.is_title(text)).filter(|text| vocabulary.is_note(text)).collect()
}

/// Whether the first label of a row has another label right beside it: the row is a header, not a label with its value.
pub(super) fn is_beside_label(row: &Row<'_>, vocabulary: &Vocabulary) -> bool {
    let mut cells = row.cells.iter().filter(|s| s.begins).skip_while(|s| s.is_blank());
    cells.next().is_some_and(|_| cells.next().is_some_and(|s| vocabulary.column(s.text()).is_some()))
        && row.first().is_none_or(|s| s.cell.row_span <= 1)
}

/// Who answers for a row that is one text over or below a form; `None` where it is no such line.
pub(super) fn owner_of_line(text: &str, notes_go_on: bool, vocabulary: &Vocabulary) -> Option<Owner> {
    if vocabulary.is_note(text) || notes_go_on {
        return Some(Owner::Note);
    }
    let heads = vocabulary.is_title(text) || is_head_line(text, vocabulary) || vocabulary.is_table_number(text);
    heads.then_some(Owner::Head)
}

/// Whether a row is nothing but the heading of a section of prose, 一、部门概况: it has the words of a label, but nothing beside it.
pub(super) fn is_section_heading(row: &Row<'_>) -> bool {
    row.single().is_some_and(|only| is_numbered(only.text()))
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
