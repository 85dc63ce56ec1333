//! A table of a web page while its cells come.

use html5ever::tokenizer::Tag;

use super::formats::{CellNumber, Formats};
use super::tags::{attribute, is_hidden};
use crate::Result;
use crate::extract::flow::grid::{FlowTable, GridBuilder};
use crate::extract::flow::open_cell::OpenCell;
use crate::extract::flow::passages::Noticed;
use crate::extract::rich_text::RichText;
use crate::model::Budget;

/// A table whose end has not come yet.
pub(super) struct HtmlTable<'b> {
    builder: GridBuilder<'b>,
    cell: Option<HtmlCell>,
    noticed: Noticed,
    hidden: bool,
    /// The row in hand is hidden and has no text yet.
    unseen: bool,
}

/// What the tag of a cell says.
pub(super) struct CellTag {
    row_span: u32,
    column_span: u32,
    shown: CellNumber,
}

struct HtmlCell {
    tag: CellTag,
    held: OpenCell,
}

impl CellTag {
    pub(super) fn new(tag: &Tag, formats: &Formats) -> Self {
        let [row_span, column_span] = ["rowspan", "colspan"].map(|name| span(tag, name));
        Self { row_span, column_span: column_span.max(1), shown: formats.of_cell(tag) }
    }
}

/// Rows or columns that a cell spans. As browsers do: what is no number is 1.
fn span(tag: &Tag, name: &'static str) -> u32 {
    attribute(tag, name).and_then(leading_number).unwrap_or(1)
}

fn leading_number(text: &str) -> Option<u32> {
    let digits: String = text.trim_start().chars().take_while(char::is_ascii_digit).collect();
    if digits.is_empty() { None } else { Some(digits.parse().unwrap_or(u32::MAX)) }
}

impl<'b> HtmlTable<'b> {
    pub(super) fn new(budget: &'b Budget, hidden: bool) -> Self {
        Self { builder: GridBuilder::new(budget), cell: None, noticed: Noticed::default(), hidden, unseen: false }
    }

    /// Begins a row.
    pub(super) fn row(&mut self, hidden: bool) -> Result<()> {
        self.end_cell()?;
        self.unseen = hidden || self.hidden;
        self.builder.row()
    }

    /// Begins a cell; one outside any row begins one.
    pub(super) fn cell(&mut self, tag: CellTag) -> Result<()> {
        self.end_cell()?;
        if !self.builder.has_rows() {
            self.builder.row()?;
        }
        self.cell = Some(HtmlCell { tag, held: OpenCell::default() });
        Ok(())
    }

    /// Takes what is said of a column.
    pub(super) fn column(&mut self, tag: &Tag) {
        self.noticed.hidden_columns += usize::from(is_hidden(tag));
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
        let Some(HtmlCell { tag, mut held }) = self.cell.take() else { return Ok(()) };
        let number = tag.shown.apply(&mut held.text.text);
        // Programs end tables with a hidden row of blanks, which sets the widths.
        if self.unseen && !held.is_blank() {
            self.unseen = false;
            self.noticed.hidden_rows += 1;
        }
        self.builder.cell((tag.row_span, tag.column_span), held.into_pieces(), number)
    }

    pub(super) fn end_group(&mut self) -> Result<()> {
        self.end_cell()?;
        self.builder.end_group();
        Ok(())
    }

    pub(super) fn finish(mut self) -> Result<(FlowTable, Noticed)> {
        self.end_cell()?;
        let (grid, outsized) = self.builder.finish();
        Ok((grid, Noticed { outsized: self.noticed.outsized + outsized, ..self.noticed }))
    }
}
