//! Rows of 三级指标 → indicators, with what an auditor wrote beside them.

use crate::model::standard::PARTIAL;
use crate::model::{Indicator, Place};

use super::fields::{set_fields, set_targets};
use super::rows::StandardRow;

/// 审核结论 and 审核意见.
pub(super) type ReviewTexts = (Option<String>, Option<String>);

/// The indicator of a row.
pub(super) fn row_to_indicator(row: &StandardRow<'_>, place: Place) -> Indicator {
    let mut indicator = Indicator::new(place);
    set_fields(row, &mut indicator);
    set_targets(row, &mut indicator);
    indicator.partial = row.str("问题").is_some_and(|p| p.starts_with(PARTIAL));
    indicator
}

/// What an auditor wrote, `None` for nothing.
pub(super) fn row_to_verdict(row: &StandardRow<'_>) -> Option<ReviewTexts> {
    let verdict = (row.text("审核结论"), row.text("审核意见"));
    (verdict != (None, None)).then_some(verdict)
}
