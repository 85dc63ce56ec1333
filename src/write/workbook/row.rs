//! The rows of the standard workbook as plain data, before any file format.

use std::borrow::Cow;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::error::Limit;
use crate::model::{Severity, StandardSheet};
use crate::{Error, Result};

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) enum CellValue<'a> {
    /// Nothing.
    #[default]
    Empty,
    /// Text, never a formula.
    Text(Cow<'a, str>),
    /// A number.
    Number(f64),
}

impl<'a> CellValue<'a> {
    pub(crate) fn text(text: impl Into<Cow<'a, str>>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }

    pub(crate) fn optional(text: Option<&'a str>) -> Self {
        text.map_or(Self::Empty, Self::text)
    }

    pub(crate) fn owned(text: Option<String>) -> Self {
        text.map_or(Self::Empty, Self::text)
    }

    pub(crate) fn decimal(number: Option<Decimal>) -> Self {
        number.and_then(|n| n.to_f64()).map_or(Self::Empty, Self::Number)
    }

    pub(crate) fn count(number: usize) -> Self {
        Self::Number(number as f64)
    }

    /// A page number as a number, a range of pages as text.
    pub(crate) fn page(page: Option<String>) -> Self {
        match page.as_deref().map(str::parse::<u32>) {
            Some(Ok(number)) => Self::Number(f64::from(number)),
            _ => Self::owned(page),
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        *self == Self::Empty
    }

    pub(crate) fn as_text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }
}

/// A cell of the workbook: the sheet's rows are counted from 0 below the heading, over all its parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct CellRef {
    pub(crate) sheet: StandardSheet,
    pub(crate) row: usize,
    pub(crate) column: usize,
}

/// What is said about a cell: a tint, a note, or both.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Mark {
    pub(crate) column: usize,
    pub(crate) severity: Option<Severity>,
    pub(crate) note: String,
}

/// One row: a value for each fixed and each extra column, and what is said about its cells.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct SheetRow<'a> {
    pub(crate) values: Vec<CellValue<'a>>,
    pub(crate) marks: Vec<Mark>,
    /// Cells that lead to other cells.
    pub(crate) links: Vec<(usize, CellRef)>,
}

impl<'a> From<Vec<CellValue<'a>>> for SheetRow<'a> {
    fn from(values: Vec<CellValue<'a>>) -> Self {
        Self { values, ..Self::default() }
    }
}

/// Where rows go: a workbook, text files, or a list to look at in a test.
pub(crate) trait RowSink {
    /// Appends a row to a sheet.
    fn row(&mut self, sheet: StandardSheet, row: &SheetRow<'_>) -> Result<()>;

    /// Sheets that have come to hold all the notes or links they may, each once, with the first row that has to go without.
    fn full(&mut self) -> Vec<(StandardSheet, usize)> {
        Vec::new()
    }
}

/// The most UTF-16 units Excel keeps in a cell.
pub(crate) const CELL_LIMIT: usize = 32_767;

/// Number of rows the values take: more than one where a text is longer than a cell may be.
pub(crate) fn rows_needed(values: &[CellValue<'_>]) -> usize {
    values.iter().filter_map(CellValue::as_text).map(pieces_needed).fold(1, usize::max)
}

fn pieces_needed(text: &str) -> usize {
    // A text of at most as many bytes is short enough without counting.
    if text.len() <= CELL_LIMIT { 1 } else { split_text(text).len() }
}

/// Pieces of at most [`CELL_LIMIT`] UTF-16 units.
pub(crate) fn split_text(text: &str) -> Vec<&str> {
    let (mut pieces, mut start, mut units) = (Vec::new(), 0, 0);
    for (at, c) in text.char_indices() {
        if units + c.len_utf16() > CELL_LIMIT {
            pieces.push(&text[start..at]);
            (start, units) = (at, 0);
        }
        units += c.len_utf16();
    }
    pieces.push(&text[start..]);
    pieces
}

/// Appends a row, and rows marked 续 below it for what is too long for one cell; gives their number.
pub(crate) fn push(sink: &mut impl RowSink, sheet: StandardSheet, row: &SheetRow<'_>) -> Result<usize> {
    let needed = rows_needed(&row.values);
    if needed == 1 {
        sink.row(sheet, row)?;
        return Ok(needed);
    }
    for piece in 0..needed {
        let values = row.values.iter().map(|value| match value {
            CellValue::Text(text) => CellValue::optional(split_text(text).get(piece).copied()),
            _ if piece == 0 => value.clone(),
            _ => CellValue::Empty,
        });
        let mut part = SheetRow::from(values.collect::<Vec<_>>());
        if piece == 0 {
            (part.marks, part.links) = (row.marks.clone(), row.links.clone());
        } else if let Some(first) = part.values.first_mut() {
            *first = CellValue::text(crate::model::standard::CONTINUED);
        }
        sink.row(sheet, &part)?;
    }
    Ok(needed)
}

/// The error of a workbook library, which at this point can only be one of writing.
pub(crate) fn failed(error: impl std::fmt::Display) -> Error {
    Error::Limit { what: Limit::WorkbookWriting { why: error.to_string() } }
}
