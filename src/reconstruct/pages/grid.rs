//! Lattices → grids: borders, slots, and the cells that span several of them.

use crate::model::{BBox, Pt, Rule};
use crate::reconstruct::tolerances::{BORDER_COVER, BORDER_MERGE, BORDER_SPREAD, BORDER_STEP, GRID_SLOTS_LIMIT};

use super::open_ends::close_open_ends;
use super::rules::{Groups, Lattice};
use super::undrawn_sides::{Slots, missing_sides};

/// A grid without text.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Grid {
    /// x of the column borders, ascending.
    pub(crate) column_edges: Vec<Pt>,
    /// y of the row borders, ascending.
    pub(crate) row_edges: Vec<Pt>,
    /// Its cells in row order, then column order; slots outside the table's outline have none.
    pub(crate) cells: Vec<Span>,
    /// Share of the cells whose outline had to be completed: open on one side, or cut out of a shape that is no
    /// rectangle.
    pub(crate) repaired: f32,
}

/// The slots a cell covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(clippy::struct_field_names, reason = "row_span and col_span are the words of the glossary")]
pub(crate) struct Span {
    /// First row, from 0.
    pub(crate) row: usize,
    /// First column, from 0.
    pub(crate) col: usize,
    /// Rows covered.
    pub(crate) row_span: usize,
    /// Columns covered.
    pub(crate) col_span: usize,
}

impl Span {
    /// The box of these slots between the borders of a table, which has one border more than columns and rows.
    pub(crate) fn bbox(&self, column_edges: &[Pt], row_edges: &[Pt]) -> BBox {
        BBox::new(
            edge_at(column_edges, self.col),
            edge_at(row_edges, self.row),
            edge_at(column_edges, self.col + self.col_span),
            edge_at(row_edges, self.row + self.row_span),
        )
    }
}

/// The place of a border.
pub(crate) fn edge_at(edges: &[Pt], n: usize) -> Pt {
    edges[n]
}

/// The grid that a lattice draws; `em` is the size of the print inside it. `None` where it encloses fewer than two cells
/// or is far too fine for a table.
pub(crate) fn lattice_to_grid(lattice: &Lattice, em: Pt) -> Option<Grid> {
    lattice_with_texts_to_grid(lattice, em, &[])
}

/// The same of a lattice that holds these runs of text: they show sides of cells that are not drawn.
pub(crate) fn lattice_with_texts_to_grid(lattice: &Lattice, em: Pt, texts: &[BBox]) -> Option<Grid> {
    let columns = borders(&lattice.vertical, &lattice.horizontal, em);
    let rows = borders(&lattice.horizontal, &lattice.vertical, em);
    let (nx, ny) = (columns.len().checked_sub(1)?, rows.len().checked_sub(1)?);
    if nx == 0 || ny == 0 || nx.saturating_mul(ny) > GRID_SLOTS_LIMIT {
        return None;
    }
    let above = cover(&lattice.horizontal, &rows, &columns, em);
    let mut left_of = cover(&lattice.vertical, &columns, &rows, em);
    close_open_ends(&mut left_of, &above);
    let mut walls = Walls { nx, ny, left_of, above };
    if !texts.is_empty() {
        let sets = walls.sets();
        for (border, row) in missing_sides(&Slots { sets: &sets, columns: &columns, rows: &rows }, texts, em) {
            walls.left_of[border][row] = true;
        }
    }
    let (cells, repaired) = walls.to_cells();
    let total = cells.len();
    if total < 2 {
        return None;
    }
    let grid = Grid { column_edges: columns, row_edges: rows, cells, repaired: repaired as f32 / total as f32 };
    Some(without_unused_edges(&grid))
}

/// Positions of the borders that `rules` draw, double lines taken as one, and of the outer border that is not drawn but
/// at which the rules across it end.
fn borders(rules: &[Rule], across: &[Rule], em: Pt) -> Vec<Pt> {
    let merge = BORDER_MERGE * em;
    let (step, spread) = (BORDER_STEP * em, BORDER_SPREAD * em);
    let mut groups: Vec<(Pt, Pt, Pt, usize)> = Vec::new();
    for position in rules.iter().map(|r| r.position) {
        match groups.last_mut() {
            Some((first, last, sum, count)) if position - *last <= step && position - *first <= spread => {
                *last = position;
                *sum += position;
                *count += 1;
            }
            _ => groups.push((position, position, position, 1)),
        }
    }
    let mut edges: Vec<Pt> = groups.into_iter().map(|(.., sum, count)| sum / count as f64).collect();
    let (Some(&first), Some(&last)) = (edges.first(), edges.last()) else { return edges };
    let start = across.iter().map(|r| r.start).fold(f64::INFINITY, f64::min);
    let end = across.iter().map(|r| r.end).fold(f64::NEG_INFINITY, f64::max);
    // One rule that sticks out is longer than the table; two that end together are a border left out.
    if start < first - merge && across.iter().filter(|r| r.start <= start + merge).count() >= 2 {
        edges.insert(0, start);
    }
    if end > last + merge && across.iter().filter(|r| r.end >= end - merge).count() >= 2 {
        edges.push(end);
    }
    edges
}

/// For each border (of `edges`) and each band between two neighbours of `bands`: whether a rule covers enough of it.
fn cover(rules: &[Rule], edges: &[Pt], bands: &[Pt], em: Pt) -> Vec<Vec<bool>> {
    let count = bands.len().saturating_sub(1);
    let mut covered: Vec<Vec<Pt>> = vec![vec![0.0; count]; edges.len()];
    for rule in rules {
        let right = edges.partition_point(|&e| e < rule.position);
        let nearest =
            [right.checked_sub(1), Some(right)].into_iter().flatten().filter_map(|n| Some((n, *edges.get(n)?)));
        let Some((n, _)) = nearest.min_by(|a, b| (a.1 - rule.position).abs().total_cmp(&(b.1 - rule.position).abs()))
        else {
            continue;
        };
        let line = &mut covered[n];
        let first = bands.partition_point(|&b| b <= rule.start).saturating_sub(1);
        for (length, band) in line.iter_mut().zip(bands.windows(2)).skip(first) {
            let &[from, to] = band else { continue };
            if from >= rule.end {
                break;
            }
            // Of two lines side by side the longer counts; pieces of one line add up.
            *length += (rule.end.min(to) - rule.start.max(from)).max(0.0);
        }
    }
    let lengths: Vec<Pt> = bands.iter().zip(bands.iter().skip(1)).map(|(from, to)| to - from).collect();
    let drawn = covered.iter().map(|line| {
        // What two touching rules leave open at the corners does not count.
        let long_enough = line
            .iter()
            .zip(&lengths)
            .map(|(drawn, whole)| *drawn >= BORDER_COVER * whole || whole - drawn <= BORDER_COVER * BORDER_MERGE * em);
        long_enough.collect()
    });
    drawn.collect()
}

/// Which sides of the slots are drawn.
struct Walls {
    nx: usize,
    ny: usize,
    /// `[column border][row]`
    left_of: Vec<Vec<bool>>,
    /// `[row border][column]`
    above: Vec<Vec<bool>>,
}

/// A set of slots without a border between them.
#[derive(Debug, Clone, Copy)]
struct SlotSet {
    top: usize,
    left: usize,
    bottom: usize,
    right: usize,
    slots: usize,
    open_sides: u8,
}

impl Walls {
    fn is(lines: &[Vec<bool>], line: usize, band: usize) -> bool {
        lines[line][band]
    }

    /// An outer border counts as drawn everywhere when less than half of it is: then it was left out by design.
    fn outer(lines: &[Vec<bool>], line: usize, band: usize) -> bool {
        let all = &lines[line];
        2 * all.iter().filter(|w| **w).count() < all.len() || all[band]
    }

    /// For each slot the set of those without a border between them, as the number of its first one.
    fn sets(&self) -> Vec<usize> {
        let (nx, ny) = (self.nx, self.ny);
        let mut groups = Groups::new(nx * ny);
        for row in 0..ny {
            for col in 0..nx {
                if col > 0 && !Self::is(&self.left_of, col, row) {
                    groups.unite(row * nx + col - 1, row * nx + col);
                }
                if row > 0 && !Self::is(&self.above, row, col) {
                    groups.unite((row - 1) * nx + col, row * nx + col);
                }
            }
        }
        (0..nx * ny).map(|slot| groups.root(slot)).collect()
    }

    /// The cells, and how many of them had to be completed.
    fn to_cells(&self) -> (Vec<Span>, usize) {
        let nx = self.nx;
        let roots = self.sets();
        let regions = self.regions(&roots);
        let mut cells = Vec::new();
        let mut repaired = 0;
        for (slot, &root) in roots.iter().enumerate() {
            let Some(region) = &regions[root] else { continue };
            let rectangular = region.slots == (region.bottom - region.top + 1) * (region.right - region.left + 1);
            if region.open_sides >= 2 {
                continue;
            }
            if rectangular && slot == root {
                cells.push(Span {
                    row: region.top,
                    col: region.left,
                    row_span: region.bottom - region.top + 1,
                    col_span: region.right - region.left + 1,
                });
                repaired += usize::from(region.open_sides);
            }
            if !rectangular && slot == root {
                let pieces = cut_into_rectangles(&roots, root, region, nx);
                repaired += pieces.len();
                cells.extend(pieces);
            }
        }
        cells.sort_unstable();
        (cells, repaired)
    }

    fn regions(&self, roots: &[usize]) -> Vec<Option<SlotSet>> {
        let (nx, ny) = (self.nx, self.ny);
        let mut regions: Vec<Option<SlotSet>> = vec![None; roots.len()];
        let mut sides = vec![0_u8; roots.len()];
        for (slot, &root) in roots.iter().enumerate() {
            let (row, col) = (slot / nx, slot % nx);
            let single = SlotSet { top: row, left: col, bottom: row, right: col, slots: 0, open_sides: 0 };
            let r = regions[root].get_or_insert(single);
            (r.top, r.left, r.bottom, r.right) = (r.top.min(row), r.left.min(col), r.bottom.max(row), r.right.max(col));
            r.slots += 1;
            let open = [
                (col == 0 && !Self::outer(&self.left_of, 0, row), 1 << 0),
                (col + 1 == nx && !Self::outer(&self.left_of, nx, row), 1 << 1),
                (row == 0 && !Self::outer(&self.above, 0, col), 1 << 2),
                (row + 1 == ny && !Self::outer(&self.above, ny, col), 1 << 3),
            ];
            sides[root] |= open.iter().filter(|(is, _)| *is).fold(0, |all, (_, bit)| all | bit);
            r.open_sides = sides[root].count_ones() as u8;
        }
        regions
    }
}

/// Cuts a region that is no rectangle into rectangles: runs of slots in a row, joined with the same run below.
fn cut_into_rectangles(roots: &[usize], root: usize, region: &SlotSet, nx: usize) -> Vec<Span> {
    let mut done: Vec<Span> = Vec::new();
    let mut open: Vec<Span> = Vec::new();
    for row in region.top..=region.bottom {
        let mut runs: Vec<Span> = Vec::new();
        for col in region.left..=region.right {
            if roots[row * nx + col] != root {
                continue;
            }
            match runs.last_mut() {
                Some(run) if run.col + run.col_span == col => run.col_span += 1,
                _ => runs.push(Span { row, col, row_span: 1, col_span: 1 }),
            }
        }
        let mut above = std::mem::take(&mut open).into_iter().peekable();
        for mut run in runs {
            while let Some(old) = above.next_if(|o| o.col < run.col) {
                done.push(old);
            }
            if let Some(old) = above.next_if(|o| o.col == run.col && o.col_span == run.col_span) {
                run = Span { row_span: old.row_span + 1, ..old };
            }
            open.push(run);
        }
        done.extend(above);
    }
    done.extend(open);
    done
}

/// Drops the borders at which no cell begins or ends.
fn without_unused_edges(grid: &Grid) -> Grid {
    let columns = UsedEdges::of(grid.cells.iter().flat_map(|s| [s.col, s.col + s.col_span]));
    let rows = UsedEdges::of(grid.cells.iter().flat_map(|s| [s.row, s.row + s.row_span]));
    let cells = grid.cells.iter().map(|s| {
        let (top, left) = (rows.number(s.row), columns.number(s.col));
        let (bottom, right) = (rows.number(s.row + s.row_span), columns.number(s.col + s.col_span));
        Span { row: top, col: left, row_span: bottom - top, col_span: right - left }
    });
    Grid {
        column_edges: columns.of_all(&grid.column_edges),
        row_edges: rows.of_all(&grid.row_edges),
        cells: cells.collect(),
        repaired: grid.repaired,
    }
}

/// The numbers of the edges at which a cell begins or ends, ascending.
pub(super) struct UsedEdges(Vec<usize>);

impl UsedEdges {
    pub(super) fn of(ends: impl Iterator<Item = usize>) -> Self {
        let mut used: Vec<usize> = ends.collect();
        used.sort_unstable();
        used.dedup();
        Self(used)
    }

    /// How many they are.
    pub(super) fn count(&self) -> usize {
        self.0.len()
    }

    /// Which of them an edge is.
    pub(super) fn number(&self, edge: usize) -> usize {
        self.0.partition_point(|used| *used < edge)
    }

    /// Those among all edges.
    fn of_all(&self, edges: &[Pt]) -> Vec<Pt> {
        self.0.iter().map(|used| edges[*used]).collect()
    }
}

#[cfg(test)]
mod tests;
