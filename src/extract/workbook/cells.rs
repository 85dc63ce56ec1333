//! Cells as they come → the cells of a worksheet.

use std::collections::HashSet;

use calamine::{DataRef, Dimensions, SheetVisible};
use rust_decimal::Decimal;

use super::MOST_CELLS;
use super::display::{NumberFormat, stored};
use crate::model::{SheetCell, Worksheet};
use crate::{Error, Result};

/// Rows and columns that the format has.
const MOST_ROWS: u32 = 1_048_576;
const MOST_COLUMNS: u32 = 16_384;
/// Merged blocks smaller than this have their covered cells looked up one by one; a larger one is compared as a range.
const SMALL_BLOCK: u64 = 4_096;

/// The cells of a sheet while they are read.
pub(super) struct Collector {
    sheet: Worksheet,
    read: usize,
}

impl Collector {
    /// `read` counts the cells of the sheets before.
    pub(super) fn new(name: &str, hidden: bool, read: usize) -> Self {
        Self { sheet: Worksheet { name: name.to_owned(), hidden, cells: Vec::new() }, read }
    }

    /// Adds a cell; empty ones are left out.
    pub(super) fn add(&mut self, (row, col): (u32, u32), text: String, number: Option<Decimal>) -> Result<()> {
        if text.is_empty() && number.is_none() {
            return Ok(());
        }
        if row >= MOST_ROWS || col >= MOST_COLUMNS {
            return Err(Error::Damaged { what: format!("a cell in row {row}, column {col}") });
        }
        self.read += 1;
        if self.read > MOST_CELLS {
            return Err(Error::Limit { what: format!("more than {MOST_CELLS} cells") });
        }
        self.sheet.cells.push(SheetCell { row, col, row_span: 1, col_span: 1, text, number });
        Ok(())
    }

    /// The worksheet in row order, its merged blocks as one cell each, and the number of cells read so far.
    pub(super) fn finish(mut self, merges: &[Dimensions]) -> (Worksheet, usize) {
        let in_order = self.sheet.cells.is_sorted_by_key(|c| (c.row, c.col));
        if !in_order {
            self.sheet.cells.sort_by_key(|c| (c.row, c.col));
        }
        merge(&mut self.sheet.cells, merges);
        (self.sheet, self.read)
    }
}

/// Gives the anchors of merged blocks their spans and drops what stands under a block. An anchor without content stays
/// as an empty cell, for its block is ruled like any other.
fn merge(cells: &mut Vec<SheetCell>, merges: &[Dimensions]) {
    let (mut covered, mut large, mut added) = (HashSet::new(), Vec::new(), false);
    let mut blocks: Vec<_> = merges.iter().filter(|m| m.start < m.end).collect();
    blocks.sort_by_key(|m| m.start);
    blocks.dedup_by_key(|m| m.start);
    // A block over a whole sheet is as large as the used cells, no larger.
    let used = cells.iter().fold((0, 0), |(r, c), cell| (cell.row.max(r), cell.col.max(c)));
    let read = cells.len();
    for block in blocks {
        let end = (block.end.0.min(used.0.max(block.start.0)), block.end.1.min(used.1.max(block.start.1)));
        let (row, col) = block.start;
        let (row_span, col_span) = (end.0 - row + 1, end.1 - col + 1);
        let found = cells.get(..read).and_then(|c| c.binary_search_by_key(&block.start, |c| (c.row, c.col)).ok());
        if let Some(anchor) = found.and_then(|at| cells.get_mut(at)) {
            (anchor.row_span, anchor.col_span) = (row_span, col_span);
        } else {
            added = true;
            cells.push(SheetCell { row, col, row_span, col_span, text: String::new(), number: None });
        }
        if u64::from(row_span) * u64::from(col_span) <= SMALL_BLOCK {
            covered.extend((row..=end.0).flat_map(|r| (col..=end.1).map(move |c| (r, c))).skip(1));
        } else if large.len() < 64 {
            large.push((block.start, end));
        }
    }
    let under = |c: &SheetCell| {
        covered.contains(&(c.row, c.col))
            || large.iter().any(|(start, end)| {
                (c.row, c.col) != *start && (start.0..=end.0).contains(&c.row) && (start.1..=end.1).contains(&c.col)
            })
    };
    cells.retain(|c| c.row_span > 1 || c.col_span > 1 || !under(c));
    if added {
        cells.sort_by_key(|c| (c.row, c.col));
    }
}

/// The displayed text and the stored number of a value.
pub(super) fn value_to_cell(value: &DataRef<'_>, format: &NumberFormat, is_1904: bool) -> (String, Option<Decimal>) {
    let number = match value {
        DataRef::SharedString(text) => return ((*text).to_owned(), None),
        DataRef::Bool(b) => return (if *b { "TRUE" } else { "FALSE" }.to_owned(), None),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            return (text.clone(), None);
        }
        DataRef::Error(error) => return (error.to_string(), None),
        DataRef::Empty => return (String::new(), None),
        DataRef::Int(n) => *n as f64,
        DataRef::Float(n) => *n,
        DataRef::DateTime(date) => date.as_f64(),
    };
    match stored(number) {
        Some(stored) => {
            let decimal = stored.decimal;
            (format.display(stored, number, is_1904), Some(decimal))
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
    use super::*;

    #[test]
    fn a_block_is_one_cell_however_large_it_claims_to_be() {
        let mut collector = Collector::new("表", false, 0);
        for (row, col, text) in [(0, 0, "标题"), (0, 1, "藏"), (2, 3, "下")] {
            collector.add((row, col), text.to_owned(), None).unwrap();
        }
        let merges = [Dimensions::new((0, 0), (1_048_575, 16_383)), Dimensions::new((3, 0), (4, 0))];
        let (sheet, read) = collector.finish(&merges);
        assert_eq!(read, 3);
        let shown: Vec<_> =
            sheet.cells.iter().map(|c| (c.row, c.col, c.row_span, c.col_span, c.text.as_str())).collect();
        assert_eq!(shown, [(0, 0, 3, 4, "标题"), (3, 0, 1, 1, "")]);
    }
}
