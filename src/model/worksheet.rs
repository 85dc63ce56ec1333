//! What a worksheet of somebody's workbook holds.

use rust_decimal::Decimal;

/// The used cells of one worksheet.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Worksheet {
    /// The sheet's name.
    pub name: String,
    /// Whether the sheet is hidden.
    pub hidden: bool,
    /// Runs of columns that nobody sees, first and last.
    pub hidden_columns: Vec<(u32, u32)>,
    /// Its cells in row order; of a merged block only the anchor.
    pub cells: Vec<SheetCell>,
}

/// One cell or merged block.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SheetCell {
    /// Row, from 0.
    pub row: u32,
    /// Column, from 0.
    pub col: u32,
    /// Rows covered, at least 1.
    pub row_span: u32,
    /// Columns covered, at least 1.
    pub col_span: u32,
    /// The text Excel displays.
    pub text: String,
    /// The stored number, where the cell holds one.
    pub number: Option<Decimal>,
}
