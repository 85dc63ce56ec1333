//! Rows of cells → a table.

use crate::model::{Cell, Method, Place, Table};

use super::wrapped::weights;

/// A cell's text and its first and last line number.
pub(super) type Joined = (String, [u32; 2]);

/// A cell to be: its column, its text and lines, over how many rows it goes.
#[derive(Debug, Clone)]
pub(super) struct Placed {
    /// Index of its column.
    pub(super) column: usize,
    /// Text and lines.
    pub(super) cell: Joined,
    /// Rows it goes over.
    pub(super) rows: usize,
    /// Something was printed here, but the source does not say what.
    pub(super) lost: bool,
}

impl Placed {
    /// A cell of one row.
    pub(super) fn new(column: usize, cell: Joined) -> Self {
        Self { column, cell, rows: 1, lost: false }
    }

    fn merge(&mut self, behind: &Self) {
        self.cell.0.push(' ');
        self.cell.0.push_str(&behind.cell.0);
        self.cell.1 = join(self.cell.1, behind.cell.1);
    }
}

/// Rows of a table.
#[derive(Debug, Default)]
pub(super) struct TableRows {
    rows: Vec<Vec<Placed>>,
    /// Cells whose borders could as well be others.
    pub(super) doubts: Vec<Joined>,
}

impl TableRows {
    /// Adds a row.
    pub(super) fn push(&mut self, row: Vec<Placed>) {
        self.rows.push(row);
    }

    /// Adds a row of one-row cells.
    pub(super) fn push_cells(&mut self, cells: impl IntoIterator<Item = (usize, Joined)>) {
        self.rows.push(cells.into_iter().map(|(column, cell)| Placed::new(column, cell)).collect());
    }

    /// Number of rows.
    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    /// Puts a cell into the first column of a row.
    pub(super) fn put_first(&mut self, row: usize, cell: Option<Joined>) {
        if let Some(cell) = cell {
            self.rows[row].insert(0, Placed::new(0, cell));
        }
    }

    /// The table; places that no cell covers are blank cells.
    pub(super) fn into_table(self) -> Table {
        let columns = self.rows.iter().flatten().map(|c| c.column + 1).fold(0, usize::max);
        let row_count = self.rows.len();
        let mut covered_to = vec![0_usize; columns];
        let mut cells = Vec::new();
        let mut extent: Option<[u32; 2]> = None;
        for (r, row) in self.rows.into_iter().enumerate() {
            let printed = row.iter().filter(|c| !c.lost).map(|c| c.cell.1).reduce(join);
            let lines = printed.or(extent.map(|e| [e[1], e[1]])).unwrap_or_default();
            extent = Some(extent.map_or(lines, |e| join(e, lines)));
            for (c, (slot, covered)) in row_to_slots(row, columns).into_iter().zip(&mut covered_to).enumerate() {
                if r < *covered {
                    continue;
                }
                let cell = slot_to_cell((r, c), slot, lines, row_count - r);
                *covered = r + cell.row_span as usize;
                cells.push(cell);
            }
        }
        let extent = extent.unwrap_or_default();
        Table {
            page: None,
            bbox: None,
            title: None,
            header_rows: 0,
            rows: row_count as u32,
            cols: columns as u32,
            cells,
            method: Method::Text,
            confidence: weights::CONFIDENCE,
            place: Place::lines(extent[0], extent[1]),
        }
    }
}

/// A slot for each column; cells that meet in one are joined.
fn row_to_slots(row: Vec<Placed>, columns: usize) -> Vec<Option<Placed>> {
    let mut slots: Vec<Option<Placed>> = vec![None; columns];
    for placed in row {
        match &mut slots[placed.column] {
            Some(before) => before.merge(&placed),
            slot => *slot = Some(placed),
        }
    }
    slots
}

fn slot_to_cell((row, col): (usize, usize), slot: Option<Placed>, lines: [u32; 2], most_rows: usize) -> Cell {
    let placed = slot.unwrap_or_else(|| Placed::new(col, (String::new(), lines)));
    let own = if placed.lost { lines } else { placed.cell.1 };
    Cell {
        row: row as u32,
        col: col as u32,
        row_span: placed.rows.clamp(1, most_rows) as u32,
        col_span: 1,
        text: placed.cell.0,
        place: Place::lines(own[0], own[1]),
        number: None,
        lost: placed.lost,
    }
}

fn join(a: [u32; 2], b: [u32; 2]) -> [u32; 2] {
    [a[0].min(b[0]), a[1].max(b[1])]
}
