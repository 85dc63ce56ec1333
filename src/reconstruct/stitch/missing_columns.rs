//! Label cells that a page break cuts and the writer does not draw again: the page's table begins where they end, or its rows
//! move to the left by as many columns as they took, until the labels end.

use crate::model::{BBox, Method, Place, Pt, Spot};
use crate::reconstruct::pages::page_reading::{Sides, TextCell, TextTable};
use crate::reconstruct::tolerances::{COLUMN_DRIFT, COLUMN_SHARE};

/// The lower table with its cells in the columns of the upper one, blank cells where the labels are missing. `None` where it
/// misses none.
pub(super) fn with_missing_columns(upper: &TextTable, lower: &TextTable) -> Option<TextTable> {
    if upper.method != Method::Rules || lower.method != Method::Rules || lower.rows() == 0 {
        return None;
    }
    let (edges, upper_numbers, numbers) = all_borders(upper, lower)?;
    let placed = TablePieces { upper, lower, edges: &edges, upper_numbers: &upper_numbers, numbers: &numbers };
    let begins_right = numbers.first().is_some_and(|&n| n > 0);
    let shifts = if begins_right { placed.beside_labels()? } else { placed.moved_rows()? };
    placed.put_right(&shifts)
}

/// The borders of both tables, and for each border of the upper and of the lower table its number among them. `None` where the lower
/// one reaches out of the upper one, shares neither side with it, or too few of its borders.
fn all_borders(upper: &TextTable, lower: &TextTable) -> Option<(Vec<Pt>, Vec<usize>, Vec<usize>)> {
    let drift = COLUMN_DRIFT * upper.em.max(lower.em);
    let mut edges = upper.column_edges.clone();
    let mut shared = 0;
    for &x in &lower.column_edges {
        if edges.iter().any(|edge| (edge - x).abs() <= drift) {
            shared += 1;
        } else {
            edges.insert(edges.partition_point(|edge| *edge < x), x);
        }
    }
    let upper_numbers = numbers_among(&edges, &upper.column_edges, drift)?;
    let numbers = numbers_among(&edges, &lower.column_edges, drift)?;
    let last = edges.len().checked_sub(1)?;
    let inside = upper_numbers.first() == Some(&0) && upper_numbers.last() == Some(&last);
    let at_side = numbers.first() == Some(&0) || numbers.last() == Some(&last);
    let rising = numbers.is_sorted_by(|before, next| before < next);
    let enough = f64::from(shared) >= COLUMN_SHARE * numbers.len() as f64;
    (inside && at_side && rising && enough).then_some((edges, upper_numbers, numbers))
}

fn numbers_among(edges: &[Pt], own: &[Pt], drift: Pt) -> Option<Vec<usize>> {
    own.iter().map(|x| edges.iter().position(|edge| (edge - x).abs() <= drift)).collect()
}

/// Two tables in common columns.
struct TablePieces<'a> {
    upper: &'a TextTable,
    lower: &'a TextTable,
    /// The borders of both.
    edges: &'a [Pt],
    /// For each border of the upper table its number among them.
    upper_numbers: &'a [usize],
    /// The same for the lower table.
    numbers: &'a [usize],
}

impl TablePieces<'_> {
    fn number(&self, border: usize) -> usize {
        self.numbers[border]
    }

    /// First column of a cell of the upper table, and the one behind it.
    fn upper_columns(&self, cell: &TextCell) -> (usize, usize) {
        (self.upper_numbers[cell.col], self.upper_numbers[cell.col + cell.col_span])
    }

    fn cols(&self) -> usize {
        self.edges.len().saturating_sub(1)
    }

    /// A table that begins right of the labels: its rows stand in their columns. For each row how many columns are missing.
    fn beside_labels(&self) -> Option<Vec<RowShift>> {
        let missing = self.number(0);
        let ends_right = self.numbers.last() == Some(&self.cols());
        (ends_right && self.ends_label(missing)).then(|| vec![RowShift { missing, moved: 0 }; self.lower.rows()])
    }

    /// A table whose first rows end before the others do: they were moved. Further down, where labels end, rows are moved less.
    fn moved_rows(&self) -> Option<Vec<RowShift>> {
        let mut ends = vec![0; self.lower.rows()];
        for cell in self.lower.cells.iter().filter(|c| !self.is_void(c)) {
            let end = self.number(cell.col + cell.col_span);
            ends.iter_mut().skip(cell.row).take(cell.row_span).for_each(|known| *known = end.max(*known));
        }
        let shifts: Vec<usize> = ends.iter().map(|end| self.cols().saturating_sub(*end)).collect();
        let first = *shifts.first()?;
        let falls = shifts.is_sorted_by(|above, below| above >= below);
        let labels = shifts.iter().all(|&s| s == 0 || self.ends_label(s));
        (first > 0 && falls && labels).then(|| shifts.iter().map(|&s| RowShift { missing: s, moved: s }).collect())
    }

    /// Whether the cell is the space that moved rows leave on the right: nothing in it, nothing drawn around it.
    fn is_void(&self, cell: &TextCell) -> bool {
        let at_end = cell.text.trim().is_empty() && cell.col > 0 && cell.col + cell.col_span == self.lower.cols();
        let above_open = cell.row == 0 && cell.open.top;
        let others_closed = self.lower.cells.iter().any(|c| c.row == 0 && !c.open.top);
        let narrower = self.number(self.lower.cols()) < self.cols();
        let upper_cols = self.upper.cols();
        let upper_closed = self.upper.tail_cells().any(|(_, c)| c.col + c.col_span == upper_cols && !c.open.right);
        let outside = narrower || cell.open.right && upper_closed;
        at_end && outside && (above_open && others_closed || narrower && cell.row_span > 1)
    }

    /// The cells that end the upper table, from its left side as far as a border; none where no cell ends there.
    fn labels(&self, until: usize) -> Vec<&TextCell> {
        let mut labels: Vec<&TextCell> =
            self.upper.last_cells().map(|(_, c)| c).filter(|c| self.upper_columns(c).1 <= until).collect();
        labels.sort_by_key(|c| c.col);
        let mut end = 0;
        for label in &labels {
            let (left, right) = self.upper_columns(label);
            if left != end {
                return Vec::new();
            }
            end = right;
        }
        if end == until { labels } else { Vec::new() }
    }

    /// Whether cells of the upper table end at a border, or none stands before it: a label that is printed nowhere.
    fn ends_label(&self, until: usize) -> bool {
        let begins_before = self.upper.last_cells().any(|(_, c)| self.upper_columns(c).0 < until);
        !begins_before || !self.labels(until).is_empty()
    }

    fn put_right(&self, shifts: &[RowShift]) -> Option<TextTable> {
        let cols = self.cols();
        let moved = shifts.iter().any(|s| s.moved > 0);
        let mut cells: Vec<TextCell> = Vec::with_capacity(self.lower.cells.len());
        for cell in self.lower.cells.iter().filter(|c| !moved || !self.is_void(c)) {
            let by = shifts[cell.row].moved;
            let (left, right) = (self.number(cell.col) + by, self.number(cell.col + cell.col_span) + by);
            if right > cols {
                return None;
            }
            cells.push(TextCell { col: left, col_span: right - left, ..cell.clone() });
        }
        let most = shifts.first()?.missing;
        for label in self.labels(most) {
            let (_, end) = self.upper_columns(label);
            let rows = shifts.iter().take_while(|s| s.missing >= end).count();
            if rows > 0 {
                cells.push(self.blank(label, rows));
            }
        }
        cells.sort_by_key(|c| (c.row, c.col));
        Some(TextTable { cells, column_edges: self.edges.to_vec(), ..self.lower.clone() })
    }

    /// What is missing of a label in the first rows of the page.
    fn blank(&self, label: &TextCell, rows: usize) -> TextCell {
        let heights = &self.lower.row_edges;
        let (left, right) = self.upper_columns(label);
        let area = BBox::new(self.edges[left], heights[0], self.edges[right], heights[rows]);
        let place = match &self.lower.place.spot {
            Spot::Page { .. } => Place::page(self.lower.page, area),
            _ => self.lower.place.clone(),
        };
        let open = Sides { top: true, bottom: rows == self.lower.rows(), ..Sides::default() };
        TextCell {
            row: 0,
            col: left,
            row_span: rows,
            col_span: right - left,
            text: String::new(),
            place,
            open,
            lines: Vec::new(),
            last_line: 0.0,
        }
    }
}

/// How a row stands in the columns of the upper table.
#[derive(Clone, Copy)]
struct RowShift {
    /// Columns on its left that the page does not print.
    missing: usize,
    /// Columns that its cells were moved to the left by.
    moved: usize,
}

#[cfg(test)]
mod tests;
