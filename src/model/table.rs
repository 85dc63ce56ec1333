//! Cells and tables: the one shape that pages, text blocks and worksheets all become, and that forms are read from.

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::finding::Finding;
use super::geometry::BBox;
use super::place::Place;
use super::text_block::TextBlock;

/// A whole input as tables and the text between them, in reading order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reading {
    /// Paragraphs and tables in reading order; a table over several pages is one.
    pub blocks: Vec<Block>,
    /// What was noticed on the way: lost text, doubtful joins, repairs.
    pub findings: Vec<Finding>,
    /// How the lines of a text were read, in their order.
    pub text_blocks: Vec<TextBlock>,
}

impl Reading {
    /// The ways in which its tables were found, each once.
    #[must_use]
    pub(crate) fn methods(&self) -> Vec<Method> {
        let tables = self.blocks.iter().filter_map(|block| match block {
            Block::Table(table) => Some(table.method),
            Block::Paragraph(_) => None,
        });
        tables.collect::<BTreeSet<_>>().into_iter().collect()
    }
}

/// A piece of the input.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// Text outside any table.
    Paragraph(Paragraph),
    /// A table.
    Table(Table),
}

/// Text outside any table: a title, a line of the head (部门名称：…, 单位：万元), a note, a paragraph of prose. Pieces that
/// stand far apart on one printed line are paragraphs of their own; wrapped lines are joined.
#[derive(Debug, Clone, PartialEq)]
pub struct Paragraph {
    /// The text, joined by the text rules.
    pub text: String,
    /// Where it is printed.
    pub place: Place,
}

/// A logical table: a grid of `rows` × `cols` slots, each covered by at most one cell. A slot without a cell was not
/// printed at all (ragged rows); a printed empty cell is a cell with empty text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Table {
    /// First page, from 1; `None` for text and worksheets.
    pub page: Option<u32>,
    /// Box on that page.
    pub bbox: Option<BBox>,
    /// A title row inside the table's frame or directly above it, where that is certain. It is then no paragraph and no cell.
    pub title: Option<String>,
    /// Leading rows that repeat on each page or are marked as header; 0 where unknown.
    pub header_rows: u32,
    /// Number of rows.
    pub rows: u32,
    /// Number of columns.
    pub cols: u32,
    /// Cells in row order, then column order.
    pub cells: Vec<Cell>,
    /// How the table was found.
    pub method: Method,
    /// How sure the reading is, 0 to 1.
    pub confidence: f32,
    /// Where it is printed.
    pub place: Place,
}

/// How a table was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// By the PDF's tags (标签).
    Tags,
    /// By ruling lines (框线).
    Rules,
    /// By the alignment of words (对齐).
    Alignment,
    /// From a text (文本).
    Text,
    /// From a worksheet (表格).
    Worksheet,
    /// From recognised characters (识别).
    Ocr,
}

/// A cell of a [`Table`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Cell {
    /// First row, from 0.
    pub row: u32,
    /// First column, from 0.
    pub col: u32,
    /// Rows covered, at least 1.
    pub row_span: u32,
    /// Columns covered, at least 1.
    pub col_span: u32,
    /// Its text, wrapped lines joined by the text rules; empty for a printed empty cell.
    pub text: String,
    /// Where it is printed.
    pub place: Place,
    /// The stored number of a worksheet cell.
    #[serde(skip)]
    pub number: Option<Decimal>,
    /// The source shows that something stood here but not what: not an empty cell, and nothing may be inherited into it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub lost: bool,
}

impl Table {
    /// The cell that covers the slot.
    ///
    /// # Example
    /// ```
    /// # fn main() -> jixiao::Result<()> {
    /// let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/samples/self-evaluation/input.pdf");
    /// let found = jixiao::tables(sample.as_ref(), &jixiao::Options::default())?;
    /// let table = found.tables.first().expect("the sample holds a table");
    /// assert!(table.cell_at(0, 0).is_some() && table.cell_at(table.rows, 0).is_none());
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn cell_at(&self, row: u32, col: u32) -> Option<&Cell> {
        self.cells
            .iter()
            .find(|c| (c.row..c.row + c.row_span).contains(&row) && (c.col..c.col + c.col_span).contains(&col))
    }
}
