//! A label of a template with the cell its value goes into.

use crate::vocabulary::AskedField;

/// A label and the free cell its value goes into.
#[derive(Debug, Clone)]
pub(super) struct LabelledCell {
    pub(super) field: Option<AskedField>,
    pub(super) label: String,
    /// Where the label begins.
    pub(super) label_at: (u32, u32),
    pub(super) row: u32,
    pub(super) column: u32,
    /// The value goes behind the label, into the same cell.
    pub(super) behind: Option<String>,
    /// It stands above the cell, as the heading of a column; a label at the left of the row may mean the same cell.
    pub(super) heading: bool,
    /// It stands in a column of a list that it adds up: no data for it is nothing to report.
    pub(super) total: bool,
}
