//! A table of a web page while its cells come.

use std::collections::BTreeSet;

use html5ever::tokenizer::Tag;

use super::formats::{CellNumber, Formats};
use super::tags::{attribute, is_hidden};
use crate::Result;
use crate::extract::filling::with_line_breaks;
use crate::extract::flow::grid::{FlowTable, GridBuilder, GridCell, MOST_SPANNED};
use crate::extract::flow::open_cell::OpenCell;
use crate::extract::flow::passages::Noticed;
use crate::extract::rich_text::RichText;
use crate::extract::workbook::cells::MOST_COLUMNS;
use crate::model::Budget;

/// A table whose end has not come yet.
pub(super) struct HtmlTable<'b> {
    builder: GridBuilder<'b>,
    cell: Option<HtmlCell>,
    noticed: Noticed,
    hidden: bool,
    /// The row in hand is hidden and has no text yet.
    unseen: bool,
    columns: HtmlColumns,
}

/// What is hidden of columns: they as a whole, or each cell with text in them.
#[derive(Default)]
struct HtmlColumns {
    /// The column that the next element of columns is about.
    next: u32,
    hidden: Vec<(u32, u32)>,
    /// Columns with a hidden cell, and those with one that is shown.
    with_hidden: BTreeSet<u32>,
    with_shown: BTreeSet<u32>,
}

impl HtmlColumns {
    /// Takes a cell with text.
    fn add(&mut self, cell: &GridCell, hidden: bool) {
        if cell.column_span <= 1 {
            if hidden { &mut self.with_hidden } else { &mut self.with_shown }.insert(cell.column);
        }
    }

    /// The hidden columns that hold text.
    fn finish(self) -> Vec<(u32, u32)> {
        let holds = |(first, last): &(u32, u32)| {
            self.with_hidden.range(first..=last).chain(self.with_shown.range(first..=last)).next().is_some()
        };
        let of_elements = self.hidden.iter().copied().filter(holds);
        let of_cells = self.with_hidden.difference(&self.with_shown).map(|column| (*column, *column));
        of_elements.chain(of_cells).collect::<BTreeSet<_>>().into_iter().collect()
    }
}

/// What the tag of a cell says.
pub(super) struct CellTag {
    row_span: u32,
    column_span: u32,
    shown: CellNumber,
    hidden: bool,
}

struct HtmlCell {
    tag: CellTag,
    held: OpenCell,
}

impl CellTag {
    pub(super) fn new(tag: &Tag, formats: &Formats) -> Self {
        let [row_span, column_span] = ["rowspan", "colspan"].map(|name| span(tag, name));
        Self { row_span, column_span: column_span.max(1), shown: formats.of_cell(tag), hidden: is_hidden(tag) }
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
        Self {
            builder: GridBuilder::new(budget),
            cell: None,
            noticed: Noticed::default(),
            hidden,
            unseen: false,
            columns: HtmlColumns::default(),
        }
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
        let columns = attribute(tag, "span").and_then(leading_number).unwrap_or(1).clamp(1, MOST_SPANNED);
        let first = self.columns.next;
        self.columns.next = first.saturating_add(columns);
        if is_hidden(tag) && first < MOST_COLUMNS {
            self.columns.hidden.push((first, self.columns.next - 1));
        }
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
        if let Some(broken) = with_line_breaks(&held.text.text) {
            held.text.text = broken;
        }
        let number = tag.shown.apply(&mut held.text.text);
        // Programs end tables with a hidden row of blanks, which sets the widths.
        if self.unseen && !held.is_blank() {
            self.unseen = false;
            self.noticed.hidden_rows += 1;
        }
        let is_blank = held.is_blank();
        self.builder.cell((tag.row_span, tag.column_span), held.into_pieces(), number)?;
        if let Some(cell) = self.builder.last().filter(|_| !is_blank) {
            self.columns.add(cell, tag.hidden);
        }
        Ok(())
    }

    pub(super) fn end_group(&mut self) -> Result<()> {
        self.end_cell()?;
        self.builder.end_group();
        Ok(())
    }

    pub(super) fn finish(mut self) -> Result<(FlowTable, Noticed)> {
        self.end_cell()?;
        let (mut grid, outsized) = self.builder.finish();
        grid.hidden_columns = self.columns.finish();
        let hidden_columns = self.noticed.hidden_columns + grid.hidden_columns.len();
        Ok((grid, Noticed { outsized: self.noticed.outsized + outsized, hidden_columns, ..self.noticed }))
    }
}
