//! A cell while what it holds comes: texts and tables, in their order.

use super::grid::{CellContent, FlowTable};
use crate::extract::rich_text::RichText;

/// What an open cell holds so far.
#[derive(Default)]
pub(in crate::extract) struct OpenCell {
    pieces: Vec<CellContent>,
    /// The text behind the last table.
    pub(in crate::extract) text: RichText,
}

impl OpenCell {
    /// Puts a table behind the text.
    pub(in crate::extract) fn add_table(&mut self, grid: FlowTable) {
        let before = std::mem::take(&mut self.text);
        self.pieces.extend((!before.is_blank()).then_some(CellContent::Text(before)));
        self.pieces.push(CellContent::Table(grid));
    }

    /// Whether it holds nothing.
    pub(in crate::extract) fn is_blank(&self) -> bool {
        self.text.is_blank() && self.pieces.is_empty()
    }

    /// What it holds; a text even where that is blank, unless there are tables.
    pub(in crate::extract) fn into_pieces(mut self) -> Vec<CellContent> {
        if self.pieces.is_empty() || !self.text.is_blank() {
            self.pieces.push(CellContent::Text(self.text));
        }
        self.pieces
    }
}
