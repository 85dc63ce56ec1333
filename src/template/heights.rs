//! Rows as high as the text put into them needs.

use std::collections::BTreeMap;

use crate::Result;
use crate::findings::{Message, RowTooHigh, RowsTooHigh};
use crate::model::{Finding, Place};
use crate::ooxml::rows::NewRow;
use crate::ooxml::sheet_edits::SheetEdits;
use crate::ooxml::workbook::OpenWorkbook;

/// Sets the heights of filled rows, and says which sheets have rows that cannot be high enough.
///
/// # Errors
/// Where a part of the template is damaged.
pub(super) fn heighten(template: &OpenWorkbook, edits: &mut BTreeMap<usize, SheetEdits>) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for (sheet, edits) in edits {
        let heights = template.row_heights(*sheet, edits)?;
        edits.heights = heights.rows;
        let name = template.book.sheets.get(*sheet).map_or("", |info| info.name.as_str());
        let Some(NewRow(row)) = heights.too_high.first().copied() else { continue };
        let finding = match heights.too_high.len() {
            1 => RowTooHigh { sheet: name, row }.finding(),
            count => RowsTooHigh { sheet: name, row, count }.finding(),
        };
        findings.push(finding.at(Place::cell(name, row.saturating_sub(1), 0)).quote(name));
    }
    Ok(findings)
}
