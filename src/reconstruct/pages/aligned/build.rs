//! Rows and columns → the page's table.

use std::ops::Range;

use crate::model::{BBox, Method, Pt};
use crate::reconstruct::pages::page_table::{PageCell, PageTable};

use super::fragments::Fragment;
use super::ink::Gutter;
use super::pieces::TextLine;

/// A table of the fragments: each row is a range of levels.
pub(super) fn rows_to_table(
    lines: &[TextLine],
    fragments: &[Fragment],
    gutters: &[Gutter],
    rows: &[Range<usize>],
    confidence: f32,
) -> Option<PageTable> {
    let bbox = BBox::around(lines.iter().map(|l| l.bbox))?;
    let column_edges: Vec<Pt> = std::iter::once(bbox.left)
        .chain(gutters.iter().map(Gutter::center))
        .chain(std::iter::once(bbox.right))
        .collect();
    let row_edges = row_edges(lines, rows);
    let cols = gutters.len() + 1;
    let mut cells: Vec<PageCell> = Vec::new();
    for (row, levels) in rows.iter().enumerate() {
        let first = fragments.partition_point(|f| f.level < levels.start);
        let last = fragments.partition_point(|f| f.level < levels.end);
        cells.extend(row_cells(row, fragments.get(first..last).unwrap_or_default(), cols));
    }
    for cell in &mut cells {
        let edge = |edges: &[Pt], n: usize| edges.get(n).copied().unwrap_or(0.0);
        cell.bbox = BBox::new(
            edge(&column_edges, cell.col),
            edge(&row_edges, cell.row),
            edge(&column_edges, cell.col + cell.col_span),
            edge(&row_edges, cell.row + cell.row_span),
        );
    }
    Some(PageTable { method: Method::Alignment, confidence, column_edges, row_edges, header_rows: 0, cells })
}

/// Borders between rows lie in the middle of the space between their texts.
fn row_edges(lines: &[TextLine], rows: &[Range<usize>]) -> Vec<Pt> {
    let extent = |levels: &Range<usize>| {
        let boxes = lines.get(levels.clone()).unwrap_or_default().iter().map(|l| l.bbox);
        BBox::around(boxes).map_or((0.0, 0.0), |b| (b.top, b.bottom))
    };
    let extents: Vec<(Pt, Pt)> = rows.iter().map(extent).collect();
    let mut edges: Vec<Pt> = extents.first().map(|e| e.0).into_iter().collect();
    for pair in extents.windows(2) {
        if let [(_, bottom), (top, _)] = pair {
            edges.push(f64::midpoint(*bottom, *top));
        }
    }
    edges.extend(extents.last().map(|e| e.1));
    // Rows that overlap a little must still ascend.
    for n in 1..edges.len() {
        let before = edges.get(n - 1).copied().unwrap_or(0.0);
        if let Some(edge) = edges.get_mut(n) {
            *edge = edge.max(before);
        }
    }
    edges
}

/// The cells of one row: fragments that share a column are one cell, empty slots are empty cells.
fn row_cells(row: usize, fragments: &[Fragment], cols: usize) -> Vec<PageCell> {
    let mut owner: Vec<usize> = (0..cols).collect();
    for fragment in fragments {
        let (start, end) = (*fragment.columns.start(), (*fragment.columns.end()).min(cols.saturating_sub(1)));
        let root = owner.get(start).copied().unwrap_or(start);
        let last = owner.get(end).copied().unwrap_or(end);
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
        let root = owner.get(*fragment.columns.start()).copied().unwrap_or(0);
        if let Some(cell) = cells.iter_mut().find(|c| c.col == root) {
            cell.glyphs.extend(&fragment.glyphs);
        }
    }
    cells
}
