//! Lines that share their gutters → a block of a table; blocks one below the other → one table.

use crate::model::{BBox, Pt};
use crate::reconstruct::pages::page_table::{PageCell, PageTable};
use crate::vocabulary::Vocabulary;

use super::build;
use super::division::Division;
use super::fragments::{self, Fragment};
use super::gap_columns::GapColumns;
use super::ink::Gutter;
use super::measures::Measures;
use super::merged;
use super::pieces::TextLine;
use super::reading::fragments_to_division;
use super::typeset::Typeset;
use super::wide_labels;

/// How sure a table is that has such headings.
const BLOCKS_SURE: f32 = 0.7;

/// Lines that share their gutters, and what they print between them.
pub(super) struct BlockOfLines<'a> {
    lines: &'a [TextLine],
    /// The gutters between its columns.
    pub(super) gutters: &'a [Gutter],
    typeset: &'a Typeset,
    /// What its lines print into the columns.
    pub(super) fragments: Vec<Fragment>,
}

impl<'a> BlockOfLines<'a> {
    /// What the lines print between the gutters.
    pub(super) fn new(lines: &'a [TextLine], gutters: &'a [Gutter], typeset: &'a Typeset) -> Self {
        let fragments = fragments::lines_to_fragments(lines, gutters, typeset);
        Self { lines, gutters, typeset, fragments }
    }

    /// Its texts have the columns that they have in a head of labels and values.
    pub(super) fn placed(mut self, columns: &GapColumns) -> Self {
        columns.place(&mut self.fragments);
        wide_labels::widen_like_neighbours(&mut self.fragments);
        self
    }

    /// Lines that hold nothing but several labels are headings: none of these goes on in another line.
    pub(super) fn with_headings(mut self) -> Self {
        for line in self.fragments.chunk_by_mut(|a, b| a.level == b.level) {
            let heads = line.len() > 1 && line.iter().all(|f| f.known);
            for fragment in line.iter_mut() {
                fragment.heads = heads;
            }
        }
        self
    }

    /// A label among the rows is that of a sum or of what stands below: no line of a name goes on with it.
    pub(super) fn with_sums(mut self, words: &Vocabulary) -> Self {
        self.fragments.iter_mut().filter(|f| f.known).for_each(|f| f.heads = words.column(&f.text).is_some());
        self
    }

    /// The block as a table in the box.
    pub(super) fn table(&self, measures: Measures<'_>, bbox: &BBox) -> PageTable {
        let columns = self.gutters.len() + 1;
        let division = fragments_to_division(measures, self.lines, &self.fragments, columns, self.typeset);
        build::division_to_table(bbox, &self.fragments, self.gutters, &division, BLOCKS_SURE)
    }

    /// The same, where so many of its first columns hold the labels of rows.
    pub(super) fn table_beside_labels(&self, labels: usize, measures: Measures<'_>, bbox: &BBox) -> PageTable {
        let columns = self.gutters.len() + 1;
        match merged::rows_beside_labels(self.lines, &self.fragments, columns, labels, measures) {
            Some(division) => build::division_to_table(bbox, &self.fragments, self.gutters, &division, BLOCKS_SURE),
            None => self.table(measures, bbox),
        }
    }
}

/// The headings as the one row that they are.
pub(super) fn heading_row(lines: &[TextLine], gutters: &[Gutter], typeset: &Typeset, bbox: &BBox) -> PageTable {
    let fragments = fragments::lines_to_fragments(lines, gutters, typeset);
    let division = Division::of_levels(&fragments, std::slice::from_ref(&(0..lines.len())));
    build::division_to_table(bbox, &fragments, gutters, &division, BLOCKS_SURE)
}

/// Two tables as one, the second below the first. Borders of the two no further than `slack` apart are one.
pub(super) fn one_below_the_other(above: PageTable, below: PageTable, slack: Pt) -> PageTable {
    let edges = common_edges(&above.column_edges, &below.column_edges, slack);
    let rows = above.rows();
    let mut row_edges = above.row_edges.clone();
    row_edges.extend(below.row_edges.iter().skip(1));
    let moved = |table: &PageTable, by: usize| -> Vec<PageCell> {
        let (of_own, by) = (edge_numbers(&table.column_edges, &edges), by);
        let place = |cell: &PageCell| {
            let (col, end) = (of_own[cell.col], of_own[cell.col + cell.col_span]);
            let moved = PageCell { row: cell.row + by, col, col_span: end - col, ..cell.clone() };
            PageCell { bbox: moved.span().bbox(&edges, &row_edges), ..moved }
        };
        table.cells.iter().map(place).collect()
    };
    let mut cells = moved(&above, 0);
    cells.extend(moved(&below, rows));
    PageTable { column_edges: edges, row_edges, cells, ..above }
}

/// The borders of two tables from left to right. An inner border of the one stands for the nearest of the other within `slack`.
pub(crate) fn common_edges(above: &[Pt], below: &[Pt], slack: Pt) -> Vec<Pt> {
    let mut marked: Vec<(Pt, bool)> =
        above.iter().map(|&x| (x, true)).chain(below.iter().map(|&x| (x, false))).collect();
    marked.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut edges: Vec<(Pt, Option<bool>)> = Vec::new();
    for (x, upper) in marked {
        match edges.last_mut() {
            // A border of both: no third one joins them.
            Some((last, of)) if *of == Some(!upper) && x - *last <= slack => {
                *last = f64::midpoint(*last, x);
                *of = None;
            }
            _ => edges.push((x, Some(upper))),
        }
    }
    edges.into_iter().map(|(x, _)| x).collect()
}

/// For each border of a table its number among the common ones: the nearest not before that of the border left of it.
pub(crate) fn edge_numbers(own: &[Pt], edges: &[Pt]) -> Vec<usize> {
    let mut numbers: Vec<usize> = Vec::with_capacity(own.len());
    let mut free = 0;
    for (n, x) in own.iter().enumerate() {
        let last = (edges.len() + n).saturating_sub(own.len());
        let near = (free..=last.max(free)).zip(edges.iter().skip(free));
        let nearest = near.min_by(|a, b| (a.1 - x).abs().total_cmp(&(b.1 - x).abs())).map_or(free, |(k, _)| k);
        numbers.push(nearest);
        free = nearest + 1;
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn borders_of_two_tables_that_stand_close_are_one() {
        let (above, below) = ([0.0, 40.0, 100.0], [0.0, 10.0, 44.0, 47.0, 100.0]);
        let edges = common_edges(&above, &below, 5.0);
        assert_eq!(edges, vec![0.0, 10.0, 42.0, 47.0, 100.0]);
        assert_eq!(edge_numbers(&above, &edges), vec![0, 2, 4]);
        assert_eq!(edge_numbers(&below, &edges), vec![0, 1, 2, 3, 4]);
    }
}
