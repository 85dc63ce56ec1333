//! A table of a Word document while its cells come: `gridSpan`, `vMerge`, columns that a row leaves out.

use std::collections::BTreeMap;

use crate::Error;
use crate::Result;
use crate::error::Damage;
use crate::extract::flow::grid::{CellContent, FlowTable, GridCell, MOST_SPANNED};
use crate::extract::flow::open_cell::OpenCell;
use crate::extract::flow::passages::Noticed;
use crate::extract::rich_text::RichText;
use crate::extract::workbook::cells::{MOST_COLUMNS, MOST_ROWS, charge, check_length};
use crate::model::Budget;

/// A table whose end has not come yet.
pub(super) struct WordTable<'b> {
    budget: &'b Budget,
    grid: FlowTable,
    column: u32,
    cell: Option<WordCell>,
    /// For each column the cell that may be continued below: its number.
    above: BTreeMap<u32, usize>,
    noticed: Noticed,
}

#[derive(Default)]
struct WordCell {
    span: u32,
    merge: VerticalMerge,
    /// It goes on with the cell left of it (as old programs write).
    of_left: bool,
    held: OpenCell,
}

/// How a cell belongs to the one above it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum VerticalMerge {
    #[default]
    None,
    Begins,
    GoesOn,
}

impl<'b> WordTable<'b> {
    pub(super) fn new(budget: &'b Budget) -> Self {
        Self {
            budget,
            grid: FlowTable::default(),
            column: 0,
            cell: None,
            above: BTreeMap::new(),
            noticed: Noticed::default(),
        }
    }

    pub(super) fn row(&mut self) -> Result<()> {
        if self.grid.rows >= MOST_ROWS {
            return Err(Error::Damaged { what: Damage::Cell { row: self.grid.rows, column: 0 } });
        }
        self.grid.rows += 1;
        self.column = 0;
        self.budget.check()
    }

    /// Leaves columns out.
    pub(super) fn skip(&mut self, columns: u32) {
        self.column += columns.min(MOST_SPANNED);
    }

    /// The row is not shown.
    pub(super) fn hide_row(&mut self) {
        self.noticed.hidden_rows += 1;
    }

    pub(super) fn start_cell(&mut self) {
        self.cell = Some(WordCell { span: 1, ..WordCell::default() });
    }

    pub(super) fn span(&mut self, columns: u32) {
        self.noticed.outsized += usize::from(columns > MOST_SPANNED);
        self.cell.iter_mut().for_each(|cell| cell.span = columns.clamp(1, MOST_SPANNED));
    }

    pub(super) fn merge(&mut self, merge: VerticalMerge) {
        self.cell.iter_mut().for_each(|cell| cell.merge = merge);
    }

    pub(super) fn merge_left(&mut self) {
        self.cell.iter_mut().for_each(|cell| cell.of_left = true);
    }

    /// Whether a cell is open.
    pub(super) fn is_in_cell(&self) -> bool {
        self.cell.is_some()
    }

    /// The text of the open cell.
    pub(super) fn text(&mut self) -> Option<&mut RichText> {
        self.cell.as_mut().map(|cell| &mut cell.held.text)
    }

    /// Puts a table into the open cell.
    pub(super) fn add_table(&mut self, grid: FlowTable, noticed: Noticed) {
        self.noticed.add(noticed);
        if let Some(cell) = &mut self.cell {
            cell.held.add_table(grid);
        }
    }

    pub(super) fn end_cell(&mut self) -> Result<()> {
        let Some(cell) = self.cell.take() else { return Ok(()) };
        let (row, column) = (self.grid.rows.max(1) - 1, self.column);
        if column + cell.span > MOST_COLUMNS {
            return Err(Error::Damaged { what: Damage::Cell { row, column } });
        }
        self.column += cell.span;
        self.grid.columns = self.grid.columns.max(self.column);
        let text = &cell.held.text;
        check_length(&text.text)?;
        charge(self.budget, 1, text.text.len() + text.struck.len())?;
        let pieces = cell.held.into_pieces();
        if cell.of_left
            && let Some(left) =
                self.grid.cells.last_mut().filter(|c| c.row == row && c.column + c.column_span == column)
        {
            left.column_span += cell.span;
            left.pieces.extend(pieces.into_iter().filter(|p| !is_blank(p)));
            return Ok(());
        }
        let anchor = self.above.get(&column).copied().filter(|_| cell.merge == VerticalMerge::GoesOn);
        if let Some(anchor) = anchor.map(|n| &mut self.grid.cells[n])
            && anchor.row + anchor.row_span == row
            && anchor.column_span == cell.span
        {
            anchor.row_span += 1;
            anchor.pieces.extend(pieces.into_iter().filter(|p| !is_blank(p)));
            return Ok(());
        }
        // What goes on below nothing begins here.
        let number = self.grid.cells.len();
        match cell.merge {
            VerticalMerge::None => drop(self.above.remove(&column)),
            VerticalMerge::Begins | VerticalMerge::GoesOn => drop(self.above.insert(column, number)),
        }
        self.grid.cells.push(GridCell { row, column, row_span: 1, column_span: cell.span, pieces, number: None });
        Ok(())
    }

    pub(super) fn finish(mut self) -> Result<(FlowTable, Noticed)> {
        self.end_cell()?;
        Ok((self.grid, self.noticed))
    }
}

fn is_blank(piece: &CellContent) -> bool {
    matches!(piece, CellContent::Text(text) if text.is_blank())
}
