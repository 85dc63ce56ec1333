//! Rows of 三级指标 → indicators.

use crate::model::standard::PARTIAL;
use crate::model::{Indicator, Place};

use super::fields::{set_fields, set_targets};
use super::rows::StandardRow;

/// The indicator of a row.
pub(super) fn row_to_indicator(row: &StandardRow<'_>, place: Place) -> Indicator {
    let mut indicator = Indicator::new(place);
    set_fields(row, &mut indicator);
    set_targets(row, &mut indicator);
    indicator.partial = row.str("问题").is_some_and(|p| p.starts_with(PARTIAL));
    indicator
}
