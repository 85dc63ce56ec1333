//! Cells of a table as they come, row by row, with the rows and columns that each spans → their places.

use rust_decimal::Decimal;

use crate::error::Damage;
use crate::extract::rich_text::RichText;
use crate::extract::workbook::cells::{MOST_COLUMNS, MOST_ROWS, charge, check_length};
use crate::model::Budget;
use crate::{Error, Result};

/// Rows or columns that a cell may span: no form has as many, and what a cell claims costs as if it were true.
pub(in crate::extract) const MOST_SPANNED: u32 = 1_000;
/// Tables within one another; those deeper in are read as text of their cell.
pub(in crate::extract) const MOST_NESTED: usize = 32;

/// A table as it was written.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::extract) struct FlowTable {
    pub(in crate::extract) rows: u32,
    pub(in crate::extract) columns: u32,
    /// Runs of columns that nobody sees, first and last.
    pub(in crate::extract) hidden_columns: Vec<(u32, u32)>,
    /// Cells in row order, no two in one slot.
    pub(in crate::extract) cells: Vec<GridCell>,
}

/// A cell of such a table.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::extract) struct GridCell {
    pub(in crate::extract) row: u32,
    pub(in crate::extract) column: u32,
    pub(in crate::extract) row_span: u32,
    pub(in crate::extract) column_span: u32,
    /// What it holds, in order.
    pub(in crate::extract) pieces: Vec<CellContent>,
    /// The number that stands behind its text, where the source says so.
    pub(in crate::extract) number: Option<Decimal>,
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::extract) enum CellContent {
    Text(RichText),
    Table(FlowTable),
}

impl GridCell {
    /// The texts it holds itself.
    pub(in crate::extract) fn texts(&self) -> impl Iterator<Item = &RichText> {
        self.pieces.iter().filter_map(|piece| match piece {
            CellContent::Text(text) => Some(text),
            CellContent::Table(_) => None,
        })
    }

    /// Whether it holds a table.
    pub(in crate::extract) fn holds_table(&self) -> bool {
        self.pieces.iter().any(|piece| matches!(piece, CellContent::Table(_)))
    }
}

/// Puts cells where the spans of those before leave room.
#[derive(Debug)]
pub(in crate::extract) struct GridBuilder<'b> {
    budget: &'b Budget,
    cells: Vec<GridCell>,
    /// Rows that have begun.
    rows: u32,
    column: u32,
    columns: u32,
    /// For each column the row below the last cell in it.
    free_from: Vec<u32>,
    /// The first cell and the first row of the group of rows in hand.
    group: (usize, u32),
    /// Cells that claim to span more than any.
    outsized: usize,
}

impl<'b> GridBuilder<'b> {
    pub(in crate::extract) fn new(budget: &'b Budget) -> Self {
        Self {
            budget,
            cells: Vec::new(),
            rows: 0,
            column: 0,
            columns: 0,
            free_from: Vec::new(),
            group: (0, 0),
            outsized: 0,
        }
    }

    /// Begins a row.
    ///
    /// # Errors
    /// Where there are more than a table has.
    pub(in crate::extract) fn row(&mut self) -> Result<()> {
        if self.rows >= MOST_ROWS {
            return Err(Error::Damaged { what: Damage::Cell { row: self.rows, column: 0 } });
        }
        self.rows += 1;
        self.column = 0;
        self.budget.check()
    }

    /// Whether a row has begun.
    pub(in crate::extract) fn has_rows(&self) -> bool {
        self.rows > 0
    }

    /// Adds the next cell of the row; a span of 0 reaches to the end.
    ///
    /// # Errors
    /// Where the budget is over, or no table has such a cell.
    pub(in crate::extract) fn cell(
        &mut self,
        (row_span, column_span): (u32, u32),
        pieces: Vec<CellContent>,
        number: Option<Decimal>,
    ) -> Result<()> {
        let row = self.rows.saturating_sub(1);
        let taken = self.free_from.iter().skip(self.column as usize).take_while(|below| **below > row).count();
        self.column += taken as u32;
        if row_span > MOST_SPANNED || column_span > MOST_SPANNED {
            self.outsized += 1;
        }
        let wanted = column_span.clamp(1, MOST_SPANNED);
        // A cell that would reach over one from above ends before it.
        let column = self.column;
        let mut above = self.free_from.iter().skip(column as usize).take(wanted as usize);
        let column_span = above.position(|below| *below > row).map_or(wanted, |free| free as u32);
        let row_span = if row_span == 0 { MOST_SPANNED } else { row_span.min(MOST_SPANNED) };
        if column + column_span > MOST_COLUMNS {
            return Err(Error::Damaged { what: Damage::Cell { row, column } });
        }
        self.column = column + column_span;
        self.columns = self.columns.max(self.column);
        if self.free_from.len() < self.column as usize {
            self.free_from.resize(self.column as usize, 0);
        }
        for below in self.free_from.iter_mut().skip(column as usize).take(column_span as usize) {
            *below = row + row_span;
        }
        let cell = GridCell { row, column, row_span, column_span, pieces, number };
        let bytes: usize = cell.texts().map(|t| t.text.len() + t.struck.len()).sum();
        cell.texts().try_for_each(|t| check_length(&t.text))?;
        charge(self.budget, 1, bytes)?;
        self.cells.push(cell);
        Ok(())
    }

    /// The cell that was added last.
    pub(in crate::extract) fn last(&self) -> Option<&GridCell> {
        self.cells.last()
    }

    /// Ends a group of rows (head, body, foot), below which no cell reaches.
    pub(in crate::extract) fn end_group(&mut self) {
        let (first, _) = std::mem::replace(&mut self.group, (self.cells.len(), self.rows));
        let rows = self.rows;
        for cell in self.cells.iter_mut().skip(first) {
            cell.row_span = cell.row_span.min((rows - cell.row).max(1));
        }
        self.free_from.iter_mut().for_each(|below| *below = (*below).min(rows));
    }

    /// The table, and how many of its cells claimed to span more than any.
    pub(in crate::extract) fn finish(mut self) -> (FlowTable, usize) {
        self.end_group();
        let table = FlowTable { rows: self.rows, columns: self.columns, hidden_columns: Vec::new(), cells: self.cells };
        (table, self.outsized)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;

    fn build(rows: &[&[(u32, u32)]]) -> (Vec<(u32, u32, u32, u32)>, usize) {
        let budget = Budget::default();
        let mut builder = GridBuilder::new(&budget);
        for row in rows {
            builder.row().unwrap();
            row.iter().for_each(|spans| builder.cell(*spans, Vec::new(), None).unwrap());
        }
        let (grid, outsized) = builder.finish();
        (grid.cells.iter().map(|c| (c.row, c.column, c.row_span, c.column_span)).collect(), outsized)
    }

    #[test]
    fn cells_stand_where_those_above_leave_room() {
        let (cells, _) = build(&[&[(2, 1), (1, 2), (3, 1)], &[(1, 1), (1, 1)], &[(1, 3)]]);
        assert_eq!(cells, [(0, 0, 2, 1), (0, 1, 1, 2), (0, 3, 3, 1), (1, 1, 1, 1), (1, 2, 1, 1), (2, 0, 1, 3)]);
    }

    #[test]
    fn a_wide_cell_ends_before_one_from_above() {
        let (cells, _) = build(&[&[(1, 1), (2, 1)], &[(1, 2), (1, 1)]]);
        assert_eq!(cells, [(0, 0, 1, 1), (0, 1, 2, 1), (1, 0, 1, 1), (1, 2, 1, 1)]);
    }

    #[test]
    fn what_a_cell_claims_is_no_more_than_there_is() {
        let (cells, outsized) = build(&[&[(5_000, 1), (0, 1)], &[(1, 1)]]);
        assert_eq!((cells, outsized), (vec![(0, 0, 2, 1), (0, 1, 2, 1), (1, 2, 1, 1)], 1));
    }
}
