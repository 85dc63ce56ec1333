//! Glyphs → cells of a grid: by their middle, but never cutting through a piece of text that only runs over a border.

use crate::model::geometry::first_behind;
use crate::model::{BBox, Method, Page, Pt};
use crate::reconstruct::matrix::Matrix;
use crate::reconstruct::tolerances::{CROSSING_GAP, CROSSING_INSIDE, EDGE_REACH};

use super::grid::Grid;
use super::lines::{glyphs_to_lines, is_space, reading_frame};
use super::page_table::{PageCell, PageTable};

/// A grid filled with the glyphs that stand in its cells. `glyphs` are those that may belong to it; glyphs in none of its
/// cells are left out.
pub(crate) fn grid_to_table(page: &Page, grid: Grid, glyphs: &[u32], confidence: f32) -> PageTable {
    let slots = SlotMap::new(&grid);
    let mut cells: Vec<PageCell> = grid
        .cells
        .iter()
        .map(|s| PageCell {
            row: s.row,
            col: s.col,
            row_span: s.row_span,
            col_span: s.col_span,
            bbox: s.bbox(&grid.column_edges, &grid.row_edges),
            glyphs: Vec::new(),
        })
        .collect();
    for line in glyphs_to_lines(page, glyphs) {
        for piece in unbroken_pieces(page, &line.glyphs) {
            for (cell, index) in slots.place(page, &piece, line.size) {
                cells[cell].glyphs.push(index);
            }
        }
    }
    PageTable {
        method: Method::Rules,
        confidence,
        column_edges: grid.column_edges,
        row_edges: grid.row_edges,
        header_rows: 0,
        cells,
    }
}

/// Runs of glyphs set without any gap, in the order they were drawn: one piece of text for sure.
fn unbroken_pieces(page: &Page, line: &[u32]) -> Vec<Vec<u32>> {
    let mut pieces: Vec<Vec<u32>> = Vec::new();
    let mut before: Option<(Pt, u32)> = None;
    for &index in line {
        let glyph = page.glyph(index);
        let frame = reading_frame(glyph.direction, &glyph.bbox);
        let unbroken = before.is_some_and(|(end, last)| {
            (frame.left - end).abs() <= CROSSING_GAP * glyph.size && index == last + 1 && !is_space(glyph)
        });
        match pieces.last_mut() {
            Some(piece) if unbroken => piece.push(index),
            _ => pieces.push(vec![index]),
        }
        before = Some((frame.right, index));
    }
    pieces
}

/// Which cell covers which slot.
struct SlotMap<'a> {
    grid: &'a Grid,
    cells: Matrix<Option<usize>>,
}

impl<'a> SlotMap<'a> {
    fn new(grid: &'a Grid) -> Self {
        let cols = grid.column_edges.len().saturating_sub(1);
        let rows = grid.row_edges.len().saturating_sub(1);
        let mut cells = Matrix::filled(rows, cols, None);
        for (n, span) in grid.cells.iter().enumerate() {
            for row in span.row..span.row + span.row_span {
                for col in span.col..span.col + span.col_span {
                    cells[(row, col)] = Some(n);
                }
            }
        }
        Self { grid, cells }
    }

    /// The cell at a point; points a little outside the table count as on its edge.
    fn at(&self, x: Pt, y: Pt, reach: Pt) -> Option<usize> {
        let (col, row) = (band(&self.grid.column_edges, x, reach)?, band(&self.grid.row_edges, y, reach)?);
        self.cells[(row, col)]
    }

    /// The cell of each glyph of an unbroken piece. Where a border runs through the middle of a glyph the text has
    /// overflowed its cell, and the whole piece belongs where most of it stands.
    fn place(&self, page: &Page, piece: &[u32], em: Pt) -> Vec<(usize, u32)> {
        let boxes = piece.iter().map(|&i| (i, page.glyph(i).bbox));
        let found: Vec<(u32, BBox, Option<usize>)> =
            boxes.map(|(i, b)| (i, b, self.at(b.center_x(), b.center_y(), EDGE_REACH * em))).collect();
        let one = found.first().and_then(|f| f.2);
        if found.iter().any(|f| f.2 != one) && self.overflows(&found) {
            let mut counts: Vec<(usize, usize)> = Vec::new();
            for cell in found.iter().filter_map(|f| f.2) {
                match counts.iter_mut().find(|(c, _)| *c == cell) {
                    Some((_, count)) => *count += 1,
                    None => counts.push((cell, 1)),
                }
            }
            // The first of equals: text overflows in its own direction.
            let home = counts.iter().rev().max_by_key(|(_, count)| *count);
            let inside: usize = counts.iter().map(|(_, count)| count).sum();
            return match home {
                Some(&(cell, _)) if 2 * inside >= found.len() => found.iter().map(|f| (cell, f.0)).collect(),
                _ => Vec::new(),
            };
        }
        found.into_iter().filter_map(|(index, _, cell)| Some((cell?, index))).collect()
    }

    /// Whether, wherever the piece changes cells, a border runs through a glyph and not between two.
    fn overflows(&self, piece: &[(u32, BBox, Option<usize>)]) -> bool {
        piece.windows(2).all(|pair| {
            let [a, b] = pair else { return true };
            if a.2 == b.2 {
                return true;
            }
            self.runs_through(&a.1) || self.runs_through(&b.1)
        })
    }

    /// Whether a border runs through a box, not just along its side.
    fn runs_through(&self, bbox: &BBox) -> bool {
        let margin = CROSSING_INSIDE * bbox.width().max(bbox.height());
        let (columns, rows) = (&self.grid.column_edges, &self.grid.row_edges);
        has_edge_between(columns, bbox.left + margin, bbox.right - margin)
            || has_edge_between(rows, bbox.top + margin, bbox.bottom - margin)
    }
}

/// The row or column at a height; what lies within reach outside of the edges counts as inside.
fn band(edges: &[Pt], at: Pt, reach: Pt) -> Option<usize> {
    let (first, last) = (*edges.first()?, *edges.last()?);
    let inside = at >= first - reach && at <= last + reach;
    inside.then(|| edges.partition_point(|&e| e <= at).saturating_sub(1).min(edges.len().saturating_sub(2)))
}

/// Whether an edge lies between two places.
fn has_edge_between(edges: &[Pt], from: Pt, to: Pt) -> bool {
    first_behind(edges, |&e| e <= from).is_some_and(|&e| e < to)
}
