//! Row numbers before and after rows are put in: two types, so that one is never taken for the other.

use super::reference::LAST_ROW;

/// A row of the workbook as it was opened, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct OldRow(pub(crate) u32);

/// A row of the workbook as it is written, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct NewRow(pub(crate) u32);

impl NewRow {
    /// So many rows further down, at most the last one a sheet may have.
    pub(crate) fn down(self, by: u32) -> Self {
        Self(self.0.saturating_add(by).min(LAST_ROW))
    }
}
