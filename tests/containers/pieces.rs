//! What a file holds as tables and texts, for writing it in another container.

use std::path::Path;

use jixiao::model::{Block, Table};
use jixiao::{Options, extract, reconstruct};

/// A paragraph, or a table.
pub(crate) enum Piece {
    Text(String),
    Table(Grid),
}

/// A table with merged cells.
pub(crate) struct Grid {
    pub(crate) rows: u32,
    pub(crate) cols: u32,
    /// In row order.
    pub(crate) cells: Vec<Cell>,
}

pub(crate) struct Cell {
    pub(crate) row: u32,
    pub(crate) col: u32,
    pub(crate) rows: u32,
    pub(crate) cols: u32,
    pub(crate) text: String,
}

impl Grid {
    /// The cell that begins in a slot.
    pub(crate) fn at(&self, row: u32, col: u32) -> Option<&Cell> {
        self.cells.iter().find(|c| (c.row, c.col) == (row, col))
    }

    /// The cell that covers a slot.
    pub(crate) fn over(&self, row: u32, col: u32) -> Option<&Cell> {
        self.cells.iter().find(|c| (c.row..c.row + c.rows).contains(&row) && (c.col..c.col + c.cols).contains(&col))
    }
}

fn table_to_grid(table: &Table) -> Grid {
    let of = |c: &jixiao::model::Cell| Cell {
        row: c.row,
        col: c.col,
        rows: c.row_span,
        cols: c.col_span,
        text: c.text.clone(),
    };
    Grid { rows: table.rows, cols: table.cols, cells: table.cells.iter().map(of).collect() }
}

pub(crate) fn try_of_file(path: &Path) -> Option<Vec<Piece>> {
    let options = Options::default();
    let input = extract::open(path, &options).ok()?;
    let reading = reconstruct::read(&input, &options.vocabulary);
    let mut pieces = Vec::new();
    for block in &reading.blocks {
        match block {
            Block::Paragraph(paragraph) => pieces.push(Piece::Text(paragraph.text.clone())),
            Block::Table(table) => {
                pieces.extend(table.title.clone().map(Piece::Text));
                pieces.push(Piece::Table(table_to_grid(table)));
            }
        }
    }
    Some(pieces)
}

pub(crate) fn of_file(path: &Path) -> Vec<Piece> {
    try_of_file(path).unwrap()
}
