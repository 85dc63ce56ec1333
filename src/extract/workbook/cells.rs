//! Cells as they come → the cells of a worksheet.

use std::collections::BTreeSet;

use calamine::{DataRef, SheetVisible};
use rust_decimal::Decimal;

use super::display::NumberFormat;
use super::hidden::HiddenParts;
use super::merges::{self, Merge};
use super::stored::stored;
use crate::error::{Damage, Limit};
use crate::findings::{Message, NumberFormatUnknown, PictureInCell};
use crate::model::{Budget, Finding, Place, SheetCell, Worksheet};
use crate::{Error, Result};

/// Rows and columns that the format has.
pub(in crate::extract) const MOST_ROWS: u32 = 1_048_576;
pub(in crate::extract) const MOST_COLUMNS: u32 = 16_384;
/// The longest text of a cell, in characters; Excel holds no longer one.
const LONGEST_TEXT: usize = 32_767;
/// What a cell takes in all stages together, bytes: itself, a cell of a table with its place, a field of a form, a cell of the output.
const CELL: u64 = 1_024;
/// What a byte of its text takes: each stage keeps a copy.
const BYTE: u64 = 6;
/// The clock is looked at once in so many cells.
const CELLS_BETWEEN_CLOCKS: usize = 1_024;

/// What WPS and Excel store for a picture in a cell.
const PICTURES: [&str; 3] = ["=DISPIMG(", "=_xlfn.DISPIMG(", "_xlfn.DISPIMG("];

/// The cells of a sheet while they are read.
pub(super) struct Collector<'b> {
    sheet: Worksheet,
    budget: &'b Budget,
    findings: Vec<Finding>,
    /// Formats that are not understood and were met.
    unknown: BTreeSet<String>,
    /// Rows and columns that nobody sees.
    pub(super) unseen: HiddenParts,
}

impl<'b> Collector<'b> {
    /// A sheet without cells yet. What is added is charged to the budget.
    pub(super) fn new(name: &str, hidden: bool, budget: &'b Budget) -> Self {
        let sheet = Worksheet { name: name.to_owned(), hidden, ..Worksheet::default() };
        Self { sheet, budget, findings: Vec::new(), unknown: BTreeSet::new(), unseen: HiddenParts::default() }
    }

    /// Charges a number of cells with a text of so many bytes each.
    ///
    /// # Errors
    /// Where the budget is over.
    pub(super) fn charge(&self, cells: u64, bytes: usize) -> Result<()> {
        charge(self.budget, cells, bytes)
    }

    /// Adds a cell; empty ones are left out.
    ///
    /// # Errors
    /// Where the budget is over, or no sheet has such a cell.
    pub(super) fn add(&mut self, place: (u32, u32), text: String, number: Option<Decimal>) -> Result<()> {
        if text.is_empty() && number.is_none() {
            return Ok(());
        }
        self.charge(1, text.len())?;
        if PICTURES.iter().any(|start| text.starts_with(start)) {
            let at = Place::cell(&self.sheet.name, place.0, place.1);
            self.findings.push(PictureInCell {}.finding().at(at));
            return Ok(());
        }
        self.add_charged(place, text, number)
    }

    /// The same for a cell that was charged.
    pub(super) fn add_charged(&mut self, (row, col): (u32, u32), text: String, number: Option<Decimal>) -> Result<()> {
        if row >= MOST_ROWS || col >= MOST_COLUMNS {
            return Err(Error::Damaged { what: Damage::Cell { row, column: col } });
        }
        check_length(&text)?;
        if self.sheet.cells.len().is_multiple_of(CELLS_BETWEEN_CLOCKS) {
            self.budget.check()?;
        }
        self.sheet.cells.push(SheetCell { row, col, row_span: 1, col_span: 1, text, number });
        Ok(())
    }

    /// Notes the format of a number; one that is not understood and may show a word is said once.
    pub(super) fn note_format(&mut self, place: (u32, u32), format: &NumberFormat) {
        let NumberFormat::Unknown(code) = format else { return };
        if self.unknown.insert(code.clone()) {
            let at = Place::cell(&self.sheet.name, place.0, place.1);
            self.findings.push(NumberFormatUnknown { code: code.as_str() }.finding().at(at));
        }
    }

    /// The worksheet in row order, its merged blocks as one cell each; what is said of its cells, of texts that such a
    /// block covers, and of what nobody sees.
    ///
    /// # Errors
    /// Where the budget is over.
    pub(super) fn finish(mut self, merges: &[Merge]) -> Result<(Worksheet, Vec<Finding>)> {
        let in_order = self.sheet.cells.is_sorted_by_key(|c| (c.row, c.col));
        if !in_order {
            self.sheet.cells.sort_by_key(|c| (c.row, c.col));
        }
        self.charge(merges.len() as u64, 0)?;
        let covered = merges::apply(&mut self.sheet.cells, merges);
        self.findings.extend(covered.finding(&self.sheet.name));
        let (hidden_columns, unseen) = self.unseen.finish(&self.sheet.name, &self.sheet.cells);
        self.sheet.hidden_columns = hidden_columns;
        self.findings.extend(unseen);
        Ok((self.sheet, self.findings))
    }
}

/// Charges a number of cells with a text of so many bytes each.
///
/// # Errors
/// Where the budget is over.
pub(in crate::extract) fn charge(budget: &Budget, cells: u64, bytes: usize) -> Result<()> {
    budget.take((CELL + bytes as u64 * BYTE).saturating_mul(cells))
}

/// Refuses a text that no cell can hold.
///
/// # Errors
/// [`Error::Limit`] for a longer one.
pub(in crate::extract) fn check_length(text: &str) -> Result<()> {
    if text.len() > LONGEST_TEXT && text.encode_utf16().count() > LONGEST_TEXT {
        return Err(Error::Limit { what: Limit::CellText { most: LONGEST_TEXT } });
    }
    Ok(())
}

/// The displayed text and the stored number of a value.
pub(super) fn value_to_cell(value: &DataRef<'_>, format: &NumberFormat, is_1904: bool) -> (String, Option<Decimal>) {
    let number = match value {
        DataRef::SharedString(text) => return (format.display_text((*text).to_owned()), None),
        DataRef::Bool(b) => return (if *b { "TRUE" } else { "FALSE" }.to_owned(), None),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            return (format.display_text(text.clone()), None);
        }
        DataRef::Error(error) => return (error.to_string(), None),
        DataRef::Empty => return (String::new(), None),
        DataRef::Int(n) => *n as f64,
        DataRef::Float(n) => *n,
        DataRef::DateTime(date) => date.as_f64(),
    };
    number_to_cell(number, Some(format), is_1904)
}

/// The displayed text of a number, and the number as a decimal where it is in their range.
pub(in crate::extract) fn number_to_cell(
    number: f64,
    format: Option<&NumberFormat>,
    is_1904: bool,
) -> (String, Option<Decimal>) {
    match stored(number) {
        Some(stored) => {
            let decimal = stored.decimal;
            (format.unwrap_or(&NumberFormat::General).display(stored, number, is_1904), Some(decimal))
        }
        None => (number.to_string(), None),
    }
}

pub(super) fn is_hidden(visible: SheetVisible) -> bool {
    visible != SheetVisible::Visible
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_block_is_one_cell_however_large_it_claims_to_be() {
        let budget = Budget::default();
        let mut collector = Collector::new("表", false, &budget);
        for (row, col, text) in [(0, 0, "标题"), (0, 1, "藏"), (2, 3, "下")] {
            collector.add((row, col), text.to_owned(), None).unwrap();
        }
        let merges = [Merge { start: (0, 0), end: (1_048_575, 16_383) }, Merge { start: (3, 0), end: (4, 0) }];
        let (sheet, findings) = collector.finish(&merges).unwrap();
        let shown: Vec<_> =
            sheet.cells.iter().map(|c| (c.row, c.col, c.row_span, c.col_span, c.text.as_str())).collect();
        assert_eq!(shown, [(0, 0, 3, 4, "标题"), (3, 0, 1, 1, "")]);
        assert_eq!(findings.first().unwrap().quote.as_deref(), Some("藏 下"));
    }

    #[test]
    fn cells_and_their_characters_are_charged() {
        let budget = Budget::new(Duration::from_mins(1), 100 << 10);
        let mut collector = Collector::new("表", false, &budget);
        let added = (0..1000).take_while(|n| collector.add((*n, 0), "甲".to_owned(), None).is_ok()).count();
        assert_eq!(added, 98);
        let budget = Budget::new(Duration::from_mins(1), 100 << 10);
        assert!(Collector::new("表", false, &budget).add((0, 0), "a".repeat(20 << 10), None).is_err());
    }

    #[test]
    fn a_cell_holds_no_more_than_a_cell_can() {
        let budget = Budget::default();
        let mut collector = Collector::new("表", false, &budget);
        assert!(collector.add((0, 0), "甲".repeat(LONGEST_TEXT), None).is_ok());
        assert!(collector.add((0, 1), "甲".repeat(LONGEST_TEXT + 1), None).is_err());
        assert!(collector.add((MOST_ROWS, 0), "甲".to_owned(), None).is_err());
    }
}
