//! The codes of the findings of this stage.

use crate::model::Code;

/// An indicator of which a part is lost.
pub(super) const TRUNCATED_INDICATOR: Code = Code::new("truncated-indicator");
/// A cell of indicators in which no item could be told.
pub(super) const INDICATORS_UNREAD: Code = Code::new("indicators-unread");
/// A row whose cells were moved to the columns they belong to.
pub(super) const ROW_SHIFTED: Code = Code::new("row-shifted");
/// A row without beginnings that was read as the rest of the row above.
pub(super) const ROW_CONTINUED: Code = Code::new("row-continued");
/// Indicators whose class the source does not show.
pub(super) const LEVEL_UNRESOLVED: Code = Code::new("level-unresolved");
/// A label that is known but for one character.
pub(super) const LABEL_NEAR_MISS: Code = Code::new("label-near-miss");
/// A table that was read as the rest of the form above.
pub(super) const TABLE_CONTINUED: Code = Code::new("table-continued");
/// An amount cell that holds something else.
pub(super) const AMOUNT_UNREADABLE: Code = Code::new("amount-unreadable");
/// An amount printed in another unit of money than the form's.
pub(super) const UNIT_CONVERTED: Code = Code::new("unit-converted");
/// What stands behind an amount.
pub(super) const AMOUNT_REMARK: Code = Code::new("amount-remark");
