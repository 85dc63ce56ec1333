//! Rows and columns → the page's table.

use crate::model::{BBox, Method, Pt};
use crate::reconstruct::matrix::Matrix;
use crate::reconstruct::pages::page_table::{PageCell, PageTable};

use super::division::Division;
use super::fragments::Fragment;
use super::ink::Gutter;

/// A table of the fragments in the region's box, divided into rows.
pub(super) fn division_to_table(
    bbox: &BBox,
    fragments: &[Fragment],
    gutters: &[Gutter],
    division: &Division,
    confidence: f32,
) -> PageTable {
    let column_edges: Vec<Pt> = std::iter::once(bbox.left)
        .chain(gutters.iter().map(Gutter::center))
        .chain(std::iter::once(bbox.right))
        .collect();
    let row_edges = row_edges(&division.rows, bbox);
    let cols = gutters.len() + 1;
    let mut by_row: Vec<Vec<&Fragment>> = vec![Vec::new(); division.rows.len()];
    // For each row and column the row up to which a cell that begins there reaches, and its columns.
    let mut below = Matrix::filled(division.rows.len(), cols, (0, 0));
    for (fragment, rows) in fragments.iter().zip(&division.covered) {
        by_row[rows.start].push(fragment);
        let end = &mut below[(rows.start, *fragment.columns.start())];
        *end = (*end).max((rows.end, fragment.columns.clone().count()));
    }
    let mut cells: Vec<PageCell> = Vec::new();
    let mut covered = vec![0_usize; cols];
    for (row, own) in by_row.iter().enumerate() {
        for mut cell in row_cells(row, own, cols) {
            if covered[cell.col] > row {
                continue;
            }
            let (end, span) = below[(row, cell.col)];
            if cell.col_span == span && end > row + 1 {
                cell.row_span = end - row;
                covered.iter_mut().skip(cell.col).take(span).for_each(|slot| *slot = end);
            }
            cells.push(cell);
        }
    }
    for cell in &mut cells {
        cell.bbox = cell.span().bbox(&column_edges, &row_edges);
    }
    PageTable { method: Method::Alignment, confidence, column_edges, row_edges, header_rows: 0, cells }
}

/// Borders between rows lie in the middle of the space between their texts.
fn row_edges(rows: &[(Pt, Pt)], bbox: &BBox) -> Vec<Pt> {
    let mut edges: Vec<Pt> = vec![bbox.top];
    for pair in rows.windows(2) {
        if let [(_, bottom), (top, _)] = pair {
            edges.push(f64::midpoint(*bottom, *top));
        }
    }
    edges.push(bbox.bottom);
    // Rows that overlap a little must still ascend.
    let mut highest = f64::NEG_INFINITY;
    for edge in &mut edges {
        *edge = edge.max(highest);
        highest = *edge;
    }
    edges
}

/// The cells of one row: fragments that share a column are one cell, empty slots are empty cells.
fn row_cells(row: usize, fragments: &[&Fragment], cols: usize) -> Vec<PageCell> {
    let mut owner: Vec<usize> = (0..cols).collect();
    for fragment in fragments {
        let (start, end) = (*fragment.columns.start(), (*fragment.columns.end()).min(cols.saturating_sub(1)));
        let (root, last) = (owner[start], owner[end]);
        if root < end || last < end {
            let from = root.min(last);
            let until = owner.iter().rposition(|&o| o == last).unwrap_or(end).max(end);
            owner.iter_mut().take(until + 1).skip(from).for_each(|o| *o = from);
        }
    }
    let mut cells: Vec<PageCell> = Vec::new();
    for (col, &root) in owner.iter().enumerate() {
        if root == col {
            let span = owner.iter().filter(|&&o| o == root).count();
            let bbox = BBox::default();
            cells.push(PageCell { row, col, row_span: 1, col_span: span, bbox, glyphs: Vec::new() });
        }
    }
    for fragment in fragments {
        let root = owner[*fragment.columns.start()];
        if let Some(cell) = cells.iter_mut().find(|c| c.col == root) {
            cell.glyphs.extend(&fragment.glyphs);
        }
    }
    cells
}
