//! Which rows of a tagged table a page prints.

use std::collections::BTreeSet;

use crate::reconstruct::pages::grid::Span;
use crate::reconstruct::pages::tags::TagGrid;

/// The rows of a tagged table that stand on one page, by their numbers in the table.
#[derive(Debug, Default, PartialEq)]
pub(super) struct PageRows(Vec<usize>);

impl PageRows {
    /// The rows of the cells with text on the page (indices), and the empty rows between them. A repeated header and the rows
    /// that follow it on a later page are far apart in the table and neighbours on the page.
    pub(super) fn of(grid: &TagGrid, cells: impl Iterator<Item = usize> + Clone) -> Self {
        let spans = cells.filter_map(|n| grid.cells.get(n));
        let mut rows: BTreeSet<usize> = spans.clone().filter(|s| s.row_span == 1).map(|s| s.row).collect();
        // A cell over several rows may have begun on an earlier page.
        for span in spans.filter(|s| s.row_span > 1) {
            if rows.range(span.row..span.row + span.row_span).next().is_none() {
                rows.insert(span.row);
            }
        }
        let mut all: Vec<usize> = Vec::with_capacity(rows.len());
        for row in rows {
            if let Some(&last) = all.last() {
                let between = grid.printed.get(last + 1..row).unwrap_or_default();
                if !between.is_empty() && between.iter().all(|printed| !printed) {
                    all.extend(last + 1..row);
                }
            }
            all.push(row);
        }
        Self(all)
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn numbers(&self) -> &[usize] {
        &self.0
    }

    /// The cells that reach into these rows, as index in the table and place on the page.
    pub(super) fn cells(&self, grid: &TagGrid) -> Vec<(usize, Span)> {
        let mut found = Vec::new();
        for &row in &self.0 {
            let first = grid.cells.partition_point(|c| c.row < row);
            let own = grid.cells.iter().enumerate().skip(first).take_while(|(_, c)| c.row == row);
            found.extend(own.filter_map(|(n, c)| Some((n, self.on_page(c)?))));
        }
        // Cells that began in a row of an earlier page.
        if let (Some(&first), Some(&last)) = (self.0.first(), self.0.last()) {
            let from = first.saturating_sub(grid.tallest);
            let start = grid.tall.partition_point(|&n| grid.cells[n].row < from);
            let tall = grid.tall.iter().skip(start).map(|&n| (n, &grid.cells[n]));
            let begun = tall.take_while(|(_, c)| c.row <= last).filter(|(_, c)| self.0.binary_search(&c.row).is_err());
            found.extend(begun.filter_map(|(n, c)| Some((n, self.on_page(c)?))));
        }
        found.sort_by_key(|(n, span)| (*span, *n));
        found.dedup_by_key(|(_, span)| (span.row, span.col));
        found
    }

    fn on_page(&self, cell: &Span) -> Option<Span> {
        let first = self.0.partition_point(|&row| row < cell.row);
        let end = self.0.partition_point(|&row| row < cell.row + cell.row_span);
        (first < end).then(|| Span { row: first, row_span: end - first, ..*cell })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may panic")]
    use super::*;
    use crate::model::{TaggedCell, TaggedTable};
    use crate::reconstruct::pages::tags::TagIndex;

    fn cell(row_span: u32, page: Option<u32>) -> TaggedCell {
        let content = page.map(|page| (page, crate::model::ContentId { form: None, id: 0 })).into_iter().collect();
        TaggedCell { row_span, col_span: 1, content, ..TaggedCell::default() }
    }

    #[test]
    fn a_later_page_prints_the_header_and_its_own_rows() {
        let rows = vec![
            vec![cell(1, Some(1)), cell(1, Some(1))],
            vec![cell(4, Some(1)), cell(1, Some(1))],
            vec![cell(1, Some(1))],
            vec![cell(1, None)],
            vec![cell(1, Some(2))],
        ];
        let index = TagIndex::new(&[TaggedTable { rows }]);
        let grid = index.grid(0);
        let first = PageRows::of(grid, [0, 1, 2, 3, 4].into_iter());
        assert_eq!(first.numbers(), [0, 1, 2]);
        let second = PageRows::of(grid, [0, 1, 6].into_iter());
        assert_eq!(second.numbers(), [0, 4]);
        let spans: Vec<_> = second.cells(grid).into_iter().map(|(n, s)| (n, s.row, s.col, s.row_span)).collect();
        assert_eq!(spans, [(0, 0, 0, 1), (1, 0, 1, 1), (2, 1, 0, 1), (6, 1, 1, 1)]);
        let whole = PageRows::of(grid, [0, 1, 2, 3, 4, 6].into_iter());
        assert_eq!(whole.numbers(), [0, 1, 2, 3, 4]);
    }
}
