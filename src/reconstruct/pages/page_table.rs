//! A table as found on one page, before pages are joined: edges and cells that own glyphs.

use crate::model::geometry::outer_edges;
use crate::model::{BBox, Method, Pt};

use super::grid::Span;

/// A table on one page. The grid is given by its edges: column `c` lies between `column_edges[c]` and
/// `column_edges[c + 1]`, rows likewise; both ascend.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PageTable {
    /// How it was found.
    pub(crate) method: Method,
    /// How sure the reading is, 0 to 1.
    pub(crate) confidence: f32,
    /// x of the column borders, ascending, one more than columns.
    pub(crate) column_edges: Vec<Pt>,
    /// y of the row borders, ascending, one more than rows.
    pub(crate) row_edges: Vec<Pt>,
    /// Leading rows known to be header (tags, header rules); 0 where unknown.
    pub(crate) header_rows: usize,
    /// Cells in row order, then column order; each slot is covered by at most one.
    pub(crate) cells: Vec<PageCell>,
}

/// A cell of a [`PageTable`].
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PageCell {
    /// First row, from 0.
    pub(crate) row: usize,
    /// First column, from 0.
    pub(crate) col: usize,
    /// Rows covered, at least 1.
    pub(crate) row_span: usize,
    /// Columns covered, at least 1.
    pub(crate) col_span: usize,
    /// The cell's box on the page: its borders, not its text.
    pub(crate) bbox: BBox,
    /// Indices into [`Page::glyphs`](crate::model::Page::glyphs) of the glyphs it holds; a glyph is in one cell only.
    pub(crate) glyphs: Vec<u32>,
}

impl PageCell {
    /// The slots it covers.
    pub(crate) fn span(&self) -> Span {
        Span { row: self.row, col: self.col, row_span: self.row_span, col_span: self.col_span }
    }
}

impl PageTable {
    /// Number of columns.
    pub(crate) fn cols(&self) -> usize {
        self.column_edges.len().saturating_sub(1)
    }

    /// Number of rows.
    pub(crate) fn rows(&self) -> usize {
        self.row_edges.len().saturating_sub(1)
    }

    /// The box of the whole grid.
    pub(crate) fn bbox(&self) -> BBox {
        let ((left, right), (top, bottom)) = (outer_edges(&self.column_edges), outer_edges(&self.row_edges));
        BBox::new(left, top, right, bottom)
    }
}
