//! Rows → what an auditor wrote in them.

use crate::model::standard::{ColumnContent, Worked};
use crate::model::{RecordId, Review};

use super::rows::StandardRow;

/// What an auditor wrote in the row of a record, `None` for nothing.
pub(super) fn row_to_review(row: &StandardRow<'_>, of: RecordId) -> Option<Review> {
    let (conclusion, opinion) = (written(row, Worked::Conclusion), written(row, Worked::Opinion));
    (conclusion.is_some() || opinion.is_some()).then_some(Review { of, conclusion, opinion })
}

fn written(row: &StandardRow<'_>, wanted: Worked) -> Option<String> {
    let mut columns = row.sheet.all_columns();
    let at = columns.position(|c| matches!(c.content, ColumnContent::Worked(worked) if worked == wanted));
    row.text_at(at?).map(str::to_owned)
}
