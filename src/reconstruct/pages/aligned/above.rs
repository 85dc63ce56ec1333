//! What a page must know of the table that the page before it ends with.

use crate::model::{BBox, Pt};
use crate::reconstruct::pages::block_columns::BlockColumns;

use super::headed_columns::{gutters_within, ink_of};
use super::ink::Gutter;
use super::lists::ListAbove;
use super::pieces::TextLine;

/// A table whose rows may go on on the next page without headings.
#[derive(Debug, Clone)]
pub(crate) enum TableAbove {
    /// A list of projects.
    List(ListAbove),
    /// A card.
    Card(CardAbove),
}

/// The rows of a card, below headings of their own, that a page ends with.
#[derive(Debug, Clone)]
pub(crate) struct CardAbove {
    /// Their columns.
    pub(crate) block: BlockColumns,
    /// What stands around it on its pages, as [`key`](crate::reconstruct::pages::page_marks::key)s: running heads.
    pub(crate) around: Vec<String>,
}

impl CardAbove {
    /// The gutters between its columns, that its rows and these lines leave free; `None` where there are fewer than borders.
    pub(super) fn gutters(&self, lines: &[TextLine]) -> Option<Vec<Gutter>> {
        let rows: Vec<Vec<BBox>> = self.block.ink.iter().cloned().chain(ink_of(lines)).collect();
        Some(gutters_within(&self.block.windows, &rows)).filter(|gutters| gutters.len() + 2 == self.block.borders.len())
    }

    /// Its outer borders.
    pub(super) fn sides(&self) -> Option<(Pt, Pt)> {
        Some((*self.block.borders.first()?, *self.block.borders.last()?))
    }
}
