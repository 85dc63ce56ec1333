//! Rows of cells → a table.

use crate::model::{Cell, Method, Place, Table};

use super::items::Joined;

/// A cell to be: its column, its text and lines, over how many rows it goes.
#[derive(Debug, Clone)]
pub(super) struct Placed {
    /// Index of its column.
    pub(super) column: usize,
    /// Text and lines.
    pub(super) cell: Joined,
    /// Rows it goes over.
    pub(super) rows: usize,
}

/// Rows of a table.
#[derive(Debug, Default)]
pub(super) struct Grid {
    rows: Vec<Vec<Placed>>,
}

impl Grid {
    /// Adds a row.
    pub(super) fn push(&mut self, row: Vec<Placed>) {
        self.rows.push(row);
    }

    /// Adds a row of one-row cells.
    pub(super) fn push_cells(&mut self, cells: impl IntoIterator<Item = (usize, Joined)>) {
        self.rows.push(cells.into_iter().map(|(column, cell)| Placed { column, cell, rows: 1 }).collect());
    }

    /// The table; places that no cell covers are blank cells.
    pub(super) fn into_table(self) -> Table {
        let columns = self.rows.iter().flatten().map(|c| c.column + 1).max().unwrap_or(0);
        let row_count = self.rows.len();
        let mut covered_to = vec![0_usize; columns];
        let mut cells = Vec::new();
        let mut extent: Option<[u32; 2]> = None;
        for (r, row) in self.rows.into_iter().enumerate() {
            let lines = row.iter().map(|c| c.cell.1).reduce(join).or(extent.map(|e| [e[1], e[1]])).unwrap_or_default();
            extent = Some(extent.map_or(lines, |e| join(e, lines)));
            let mut slots: Vec<Option<Placed>> = vec![None; columns];
            for placed in row {
                let Some(slot) = slots.get_mut(placed.column) else { continue };
                match slot {
                    Some(before) => {
                        before.cell.0.push(' ');
                        before.cell.0.push_str(&placed.cell.0);
                        before.cell.1 = join(before.cell.1, placed.cell.1);
                    }
                    None => *slot = Some(placed),
                }
            }
            for (c, (slot, covered)) in slots.into_iter().zip(&mut covered_to).enumerate() {
                if r < *covered {
                    continue;
                }
                let (text, own, rows) = slot.map_or((String::new(), lines, 1), |p| (p.cell.0, p.cell.1, p.rows));
                let rows = rows.clamp(1, row_count - r);
                *covered = r + rows;
                let place = Place::lines(own[0], own[1]);
                cells.push(Cell {
                    row: r as u32,
                    col: c as u32,
                    row_span: rows as u32,
                    col_span: 1,
                    text,
                    place,
                    number: None,
                    lost: false,
                });
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
            confidence: 0.9,
            place: Place::lines(extent[0], extent[1]),
        }
    }
}

fn join(a: [u32; 2], b: [u32; 2]) -> [u32; 2] {
    [a[0].min(b[0]), a[1].max(b[1])]
}
