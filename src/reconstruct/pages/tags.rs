//! The structure tree's tables as grids, and which of their cells marked content belongs to.

use rustc_hash::FxHashMap;

use crate::model::{ContentId, Page, TaggedCell, TaggedTable};
use crate::reconstruct::tolerances::TAG_SLOTS_LIMIT;

use super::grid::{Span, UsedEdges};
use super::page_table::PageTable;

/// A row of a tagged table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct TagRow {
    /// Number of the tagged table.
    pub(crate) table: usize,
    /// Row in it, from 0.
    pub(crate) row: usize,
    /// Whether all its cells are TH.
    pub(crate) header: bool,
}

/// A tagged table with its cells in their slots.
#[derive(Debug, Default)]
pub(crate) struct TagGrid {
    /// Number of columns.
    pub(crate) cols: usize,
    /// Its cells in row order, then column order.
    pub(crate) cells: Vec<Span>,
    /// Indices of the cells that cover several rows.
    pub(crate) tall: Vec<usize>,
    /// The most rows that one cell covers.
    pub(crate) tallest: usize,
    /// For each row whether all its cells are TH.
    pub(crate) header: Vec<bool>,
    /// For each row whether a cell that begins in it has content anywhere.
    pub(crate) printed: Vec<bool>,
}

impl TagGrid {
    /// Puts the cells of each row into the slots that cells from above leave free, as HTML does; a cell that names the header
    /// above it stands in that header's column, for writers leave out empty cells. `budget` is the number of slots that may
    /// still be walked; a table that needs more is crafted and keeps its rows only.
    fn new(table: &TaggedTable, budget: &mut usize) -> Self {
        let rows = table.rows.len();
        let mut grid = Self {
            header: table.rows.iter().map(|cells| !cells.is_empty() && cells.iter().all(|c| c.header)).collect(),
            printed: table.rows.iter().map(|cells| cells.iter().any(|c| !c.content.is_empty())).collect(),
            ..Self::default()
        };
        // For each column the first row that is free again; for each row the number of its first cell.
        let mut free_from: Vec<usize> = Vec::new();
        let mut starts: Vec<usize> = Vec::with_capacity(rows);
        for (row, cells) in table.rows.iter().enumerate() {
            starts.push(grid.cells.len());
            let mut col = 0;
            for cell in cells {
                let from = col;
                col = grid.named_column(&starts, cell, row).map_or(col, |named| named.max(col));
                col += free_from.iter().skip(col).take_while(|free| **free > row).count();
                let (width, height) = (cell.col_span.max(1) as usize, cell.row_span.max(1) as usize);
                let height = height.min(rows - row);
                let Some(rest) = budget.checked_sub(width + col - from) else {
                    return Self { cols: 0, cells: Vec::new(), tall: Vec::new(), ..grid };
                };
                *budget = rest;
                if free_from.len() < col + width {
                    free_from.resize(col + width, 0);
                }
                free_from.iter_mut().skip(col).take(width).for_each(|free| *free = row + height);
                grid.cells.push(Span { row, col, row_span: height, col_span: width });
                col += width;
            }
        }
        grid.cols = free_from.len();
        let tall = grid.cells.iter().enumerate().filter(|(_, cell)| cell.row_span > 1);
        grid.tall = tall.map(|(n, _)| n).collect();
        grid.tallest = grid.cells.iter().map(|c| c.row_span).fold(1, usize::max);
        grid.drop_unused_columns();
        grid
    }

    /// The column of the lowest header above that the cell names and that is no wider than the cell.
    fn named_column(&self, starts: &[usize], cell: &TaggedCell, row: usize) -> Option<usize> {
        let named = cell.headers.iter().filter(|(above, _)| (*above as usize) < row);
        let spans = named.filter_map(|&(above, n)| self.cells.get(starts.get(above as usize)? + n as usize));
        let fitting = spans.filter(|s| s.col_span == cell.col_span.max(1) as usize);
        fitting.max_by_key(|s| s.row).map(|s| s.col)
    }

    /// Drops the column borders at which no cell begins or ends: columns that only exist inside spans.
    fn drop_unused_columns(&mut self) {
        let used = UsedEdges::of(self.cells.iter().flat_map(|cell| [cell.col, cell.col + cell.col_span]));
        for cell in &mut self.cells {
            let (left, right) = (used.number(cell.col), used.number(cell.col + cell.col_span));
            (cell.col, cell.col_span) = (left, right - left);
        }
        self.cols = used.count().saturating_sub(1);
    }
}

/// Finds the tagged cell of marked content.
#[derive(Debug, Default)]
pub(crate) struct TagIndex {
    grids: Vec<TagGrid>,
    /// Page and id of marked content → number of the table, cell in it, row of that cell.
    owner: FxHashMap<(u32, ContentId), (usize, usize, usize)>,
}

impl TagIndex {
    /// Indexes all content of the tagged tables.
    pub(crate) fn new(tables: &[TaggedTable]) -> Self {
        let mut owner = FxHashMap::default();
        let mut budget = TAG_SLOTS_LIMIT;
        for (table, tagged) in tables.iter().enumerate() {
            let cells = tagged.rows.iter().enumerate().flat_map(|(row, cells)| cells.iter().map(move |c| (row, c)));
            for (cell, (row, tagged)) in cells.enumerate() {
                for content in &tagged.content {
                    owner.entry(*content).or_insert((table, cell, row));
                }
            }
        }
        Self { grids: tables.iter().map(|t| TagGrid::new(t, &mut budget)).collect(), owner }
    }

    /// Whether there are no tagged tables.
    pub(crate) fn is_empty(&self) -> bool {
        self.owner.is_empty()
    }

    /// The grid of the tagged table with that number.
    pub(crate) fn grid(&self, table: usize) -> &TagGrid {
        &self.grids[table]
    }

    /// The tagged table that the glyph's content belongs to, and the cell in it.
    pub(crate) fn cell_of(&self, page: &Page, glyph: u32) -> Option<(usize, usize)> {
        self.find(page, glyph).map(|(table, cell, _)| (table, cell))
    }

    fn find(&self, page: &Page, glyph: u32) -> Option<(usize, usize, usize)> {
        let mcid = page.glyph(glyph).mcid?;
        self.owner.get(&(page.number, mcid)).copied()
    }

    /// The row of a tagged table.
    pub(crate) fn row(&self, table: usize, row: usize) -> TagRow {
        TagRow { table, row, header: self.grids[table].header[row] }
    }

    /// For each row of the table the tagged row that its cells' text belongs to; `None` where it says nothing or the cells
    /// disagree. And whether any row holds text of several tagged rows: then tags and geometry are of two minds.
    pub(crate) fn rows_of(&self, page: &Page, table: &PageTable) -> (Vec<Option<TagRow>>, bool) {
        let mut found: Vec<Option<TagRow>> = vec![None; table.rows()];
        let mut mixed = vec![false; table.rows()];
        if self.is_empty() {
            return (found, false);
        }
        for cell in table.cells.iter().filter(|c| c.row_span == 1) {
            for (number, _, row) in cell.glyphs.iter().filter_map(|&i| self.find(page, i)) {
                let tag = self.row(number, row);
                let known = found[cell.row].get_or_insert(tag);
                mixed[cell.row] |= *known != tag;
            }
        }
        let differ = mixed.contains(&true);
        (found.into_iter().zip(mixed).map(|(row, mixed)| row.filter(|_| !mixed)).collect(), differ)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may panic")]
    use super::*;

    fn cell(row_span: u32, col_span: u32) -> TaggedCell {
        TaggedCell { row_span, col_span, ..TaggedCell::default() }
    }

    fn spans(rows: Vec<Vec<TaggedCell>>) -> Vec<(usize, usize, usize, usize)> {
        let index = TagIndex::new(&[TaggedTable { rows }]);
        index.grid(0).cells.iter().map(|c| (c.row, c.col, c.row_span, c.col_span)).collect()
    }

    #[test]
    fn cells_take_the_slots_that_spans_leave() {
        let rows = vec![vec![cell(2, 1), cell(1, 2)], vec![cell(1, 1), cell(1, 1)], vec![cell(1, 3)]];
        assert_eq!(spans(rows), [(0, 0, 2, 1), (0, 1, 1, 2), (1, 1, 1, 1), (1, 2, 1, 1), (2, 0, 1, 3)]);
    }

    #[test]
    fn a_cell_stands_below_the_header_it_names() {
        let header: Vec<TaggedCell> = (0..4).map(|_| cell(1, 1)).collect();
        let named = |n| TaggedCell { headers: vec![(0, n)], ..cell(1, 1) };
        assert_eq!(spans(vec![header, vec![named(0), named(3)]])[4..], [(1, 0, 1, 1), (1, 3, 1, 1)]);
    }

    #[test]
    fn columns_inside_spans_only_are_none() {
        let rows = vec![vec![cell(1, 1), cell(1, 4)], vec![cell(1, 1), cell(9, 4)]];
        assert_eq!(spans(rows), [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)]);
    }

    #[test]
    fn crafted_spans_cost_no_more_than_the_budget() {
        let rows = vec![vec![cell(10_000, 10_000); 2_000]; 40];
        let index = TagIndex::new(&[TaggedTable { rows }]);
        assert_eq!(index.grid(0).cells.len(), 0);
    }
}
