//! The blocks of a card: its head of labels with their values, and the rows of indicators below headings of their own.
//!
//! The columns of the two have nothing to do with each other. Read together, a gutter of the one is printed over by the other; read
//! one by one each block keeps its own, and the table has the borders of both.

use crate::model::{BBox, Pt};
use crate::reconstruct::pages::page_table::{PageCell, PageTable};
use crate::reconstruct::tolerances::{BLOCK_EDGES_APART, MERGED_LINES_MOST};
use crate::vocabulary::{Column, Vocabulary};

use super::build;
use super::division::Division;
use super::fragments::{self, Fragment};
use super::gap_columns::GapColumns;
use super::headed_columns;
use super::ink::Gutter;
use super::measures::Measures;
use super::merged;
use super::pairs;
use super::pieces::TextLine;
use super::reading::fragments_to_division;
use super::strokes::Strokes;
use super::typeset::Typeset;
use super::wide_labels;

/// How many headings of levels show that a line heads rows of indicators.
const LEVELS_LEAST: usize = 2;
/// How sure a table is that has such headings.
const BLOCKS_SURE: f32 = 0.7;

/// Whether the line holds the headings of the levels of indicators, and of no list of projects.
pub(super) fn heads_indicators(line: &TextLine, words: &Vocabulary) -> bool {
    let headings: Vec<Column> = line.inked().filter_map(|piece| words.column(&piece.text)).collect();
    headings.iter().filter(|c| is_level(**c)).count() >= LEVELS_LEAST && !headings.contains(&Column::Project)
}

/// Whether a heading is that of a level of indicators.
fn is_level(heading: Column) -> bool {
    matches!(heading, Column::Level1 | Column::Level2 | Column::Level3)
}

/// The lines of a card as one table of blocks, its head, its headings and its rows; `None` where it has no rows of indicators or shows no
/// columns.
pub(super) fn blocks_to_table(
    strokes: &Strokes,
    lines: &[TextLine],
    typeset: &Typeset,
    words: &Vocabulary,
) -> Option<PageTable> {
    let at = lines.iter().position(|line| heads_indicators(line, words))?;
    let heading = lines.get(at)?;
    let levels = heading.inked().filter(|p| words.column(&p.text).is_some_and(is_level));
    let levels = BBox::around(levels.map(|p| p.bbox))?;
    let own = headed_columns::heading_lines(lines, at, (levels.left, levels.right));
    if own.start > MERGED_LINES_MOST {
        return None;
    }
    let (head, headings, rows) = (lines.get(..own.start)?, lines.get(own.clone())?, lines.get(own.end..)?);
    let around = BBox::around(lines.iter().map(|l| l.bbox))?;
    let boxes = headed_columns::heading_boxes(heading, headings, typeset, words);
    let mut gutters = headed_columns::headings_to_gutters(&boxes, lines.get(own.start..)?, typeset);
    if gutters.is_empty() {
        return None;
    }
    let named = heading.inked().find(|p| words.column(&p.text) == Some(Column::Level3));
    let labels = named.map_or(0, |name| gutters.partition_point(|g| g.center() < name.bbox.left));
    let mut columns = GapColumns::of(head, typeset, words);
    share_gutters(&mut columns.gutters, &mut gutters);
    let of_head = BlockOfLines::new(head, &columns.gutters, typeset).placed(&columns).with_headings();
    let measures =
        Measures { strokes, labels: None, leading: pairs::leading(&of_head.fragments, of_head.gutters.len() + 1) };
    let top = if head.is_empty() { around.top } else { f64::midpoint(bottom_of(head), top_of(headings)) };
    let bottom = if rows.is_empty() { around.bottom } else { f64::midpoint(bottom_of(headings), top_of(rows)) };
    let (top, bottom) = (top.clamp(around.top, around.bottom), bottom.clamp(top, around.bottom));
    let slack = BLOCK_EDGES_APART * typeset.em;
    let mut table = heading_row(headings, &gutters, typeset, &BBox { top, bottom, ..around });
    if !rows.is_empty() {
        let headed = Measures { labels: Some(labels), ..measures };
        let below = BlockOfLines::new(rows, &gutters, typeset).with_sums(words).table_beside_labels(
            labels,
            headed,
            &BBox { top: bottom, ..around },
        );
        table = one_below_the_other(table, below, slack);
    }
    if !head.is_empty() {
        let above = of_head.table(measures, &BBox { bottom: top, ..around });
        table = one_below_the_other(above, table, slack);
    }
    Some(table)
}

/// Makes one of each two gutters, of the head and of the rows, that have white space in common: nothing of either is printed over there.
/// Of several the one is taken behind which texts begin most nearly at the same place.
fn share_gutters(of_head: &mut [Gutter], of_rows: &mut [Gutter]) {
    let mut rest = of_rows;
    for gutter in of_head {
        let common =
            rest.iter().enumerate().filter(|(_, other)| other.left < gutter.right && other.right > gutter.left);
        let ends = common.map(|(n, other)| (n, (other.right - gutter.right).abs()));
        let Some((nearest, _)) = ends.min_by(|a, b| a.1.total_cmp(&b.1)) else { continue };
        let (_, from) = rest.split_at_mut(nearest);
        let Some((other, behind)) = from.split_first_mut() else { return };
        *gutter = Gutter { left: gutter.left.max(other.left), right: gutter.right.min(other.right) };
        *other = *gutter;
        rest = behind;
    }
}

fn bottom_of(lines: &[TextLine]) -> Pt {
    lines.iter().map(|l| l.bbox.bottom).fold(f64::NEG_INFINITY, f64::max)
}

fn top_of(lines: &[TextLine]) -> Pt {
    lines.iter().map(|l| l.bbox.top).fold(f64::INFINITY, f64::min)
}

/// Lines that share their gutters, and what they print between them.
struct BlockOfLines<'a> {
    lines: &'a [TextLine],
    gutters: &'a [Gutter],
    typeset: &'a Typeset,
    fragments: Vec<Fragment>,
}

impl<'a> BlockOfLines<'a> {
    fn new(lines: &'a [TextLine], gutters: &'a [Gutter], typeset: &'a Typeset) -> Self {
        let fragments = fragments::lines_to_fragments(lines, gutters, typeset);
        Self { lines, gutters, typeset, fragments }
    }

    /// Its texts have the columns that they have in a head of labels and values.
    fn placed(mut self, columns: &GapColumns) -> Self {
        columns.place(&mut self.fragments);
        wide_labels::widen_like_neighbours(&mut self.fragments);
        self
    }

    /// Lines that hold nothing but several labels are headings: none of these goes on in another line.
    fn with_headings(mut self) -> Self {
        for line in self.fragments.chunk_by_mut(|a, b| a.level == b.level) {
            let heads = line.len() > 1 && line.iter().all(|f| f.known);
            for fragment in line.iter_mut() {
                fragment.heads = heads;
            }
        }
        self
    }

    /// A label among the rows is that of a sum or of what stands below: no line of a name goes on with it.
    fn with_sums(mut self, words: &Vocabulary) -> Self {
        self.fragments.iter_mut().filter(|f| f.known).for_each(|f| f.heads = words.column(&f.text).is_some());
        self
    }

    /// The block as a table in the box.
    fn table(&self, measures: Measures<'_>, bbox: &BBox) -> PageTable {
        let columns = self.gutters.len() + 1;
        let division = fragments_to_division(measures, self.lines, &self.fragments, columns, self.typeset);
        build::division_to_table(bbox, &self.fragments, self.gutters, &division, BLOCKS_SURE)
    }

    /// The same, where so many of its first columns hold the labels of rows.
    fn table_beside_labels(&self, labels: usize, measures: Measures<'_>, bbox: &BBox) -> PageTable {
        let columns = self.gutters.len() + 1;
        match merged::rows_beside_labels(self.lines, &self.fragments, columns, labels, measures) {
            Some(division) => build::division_to_table(bbox, &self.fragments, self.gutters, &division, BLOCKS_SURE),
            None => self.table(measures, bbox),
        }
    }
}

/// The headings as the one row that they are.
fn heading_row(lines: &[TextLine], gutters: &[Gutter], typeset: &Typeset, bbox: &BBox) -> PageTable {
    let fragments = fragments::lines_to_fragments(lines, gutters, typeset);
    let division = Division::of_levels(&fragments, std::slice::from_ref(&(0..lines.len())));
    build::division_to_table(bbox, &fragments, gutters, &division, BLOCKS_SURE)
}

/// Two tables as one, the second below the first. Borders of the two no further than `slack` apart are one.
fn one_below_the_other(above: PageTable, below: PageTable, slack: Pt) -> PageTable {
    let edges = common_edges(&above.column_edges, &below.column_edges, slack);
    let rows = above.rows();
    let mut row_edges = above.row_edges.clone();
    row_edges.extend(below.row_edges.iter().skip(1));
    let moved = |table: &PageTable, by: usize| -> Vec<PageCell> {
        let (of_own, by) = (edge_numbers(&table.column_edges, &edges), by);
        let place = |cell: &PageCell| {
            let ends = of_own.get(cell.col).zip(of_own.get(cell.col + cell.col_span));
            let (col, end) = ends.map_or((cell.col, cell.col + cell.col_span), |(a, b)| (*a, *b));
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
fn common_edges(above: &[Pt], below: &[Pt], slack: Pt) -> Vec<Pt> {
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
fn edge_numbers(own: &[Pt], edges: &[Pt]) -> Vec<usize> {
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
    fn gutters_with_white_space_in_common_are_one() {
        let gutter = |left, right| Gutter { left, right };
        let mut head = [gutter(45.0, 80.0), gutter(120.0, 160.0), gutter(300.0, 320.0)];
        let mut rows = [gutter(30.0, 50.0), gutter(70.0, 82.0), gutter(150.0, 200.0)];
        share_gutters(&mut head, &mut rows);
        assert_eq!(head, [gutter(70.0, 80.0), gutter(150.0, 160.0), gutter(300.0, 320.0)]);
        assert_eq!(rows, [gutter(30.0, 50.0), gutter(70.0, 80.0), gutter(150.0, 160.0)]);
    }

    #[test]
    fn borders_of_two_tables_that_stand_close_are_one() {
        let (above, below) = ([0.0, 40.0, 100.0], [0.0, 10.0, 44.0, 47.0, 100.0]);
        let edges = common_edges(&above, &below, 5.0);
        assert_eq!(edges, vec![0.0, 10.0, 42.0, 47.0, 100.0]);
        assert_eq!(edge_numbers(&above, &edges), vec![0, 2, 4]);
        assert_eq!(edge_numbers(&below, &edges), vec![0, 1, 2, 3, 4]);
    }
}
