//! The lines above the indicators: labels with their values beside them, sums of money below headings of their own.

use std::ops::Range;

use crate::model::Line;
use crate::reconstruct::text::grid::{Joined, TableRows};
use crate::reconstruct::text::pieces::{Count, Piece, line_to_pieces};
use crate::reconstruct::text::words::Words;
use crate::reconstruct::text::wrapped::is_sum;

use super::items::{ColumnPiece, items_to_cell, note_doubt};
use super::stacks::items_to_rows;

/// Fewest sums side by side that stand below headings.
const FEWEST_SUMS: usize = 3;
/// How far from the left edge of all lines, in characters, a label is still the leftmost one.
const LEFT_EDGE: usize = 4;
/// Lines over which a label may be broken.
const LABEL_LINES: usize = 4;

/// The first line with a label and something beside it.
pub(super) fn first_pair(lines: &[Line], words: &Words) -> usize {
    let is_pair = |l: &Line| {
        let pieces = line_to_pieces(&l.text, Count::Characters, |_| false);
        pieces.len() >= 2 && pieces.first().is_some_and(|p| words.meaning(p.text).is_some())
    };
    lines.iter().take_while(|line| !is_pair(line)).count()
}

/// A line with labels, and what stands on it.
struct LabelledLine<'a> {
    y: f32,
    number: u32,
    pieces: Vec<Piece<'a>>,
}

/// Reads such lines into a grid.
pub(super) fn lines_to_grid(lines: &[Line], words: &Words, grid: &mut TableRows) {
    let mut anchors: Vec<LabelledLine> = Vec::new();
    let mut loose: Vec<(f32, u32, Vec<Piece>)> = Vec::new();
    let broken: Vec<Option<Broken>> = broken_labels(lines, words);
    for (n, line) in lines.iter().enumerate() {
        let of = |b: &&Broken| (b.start..=b.end).contains(&n);
        let label = broken.iter().take(n + 1).rev().take(LABEL_LINES).flatten().find(of);
        let head = label
            .and_then(|_| first_word(line))
            .filter(|w| label.is_some_and(|b| w.start.abs_diff(b.at) <= LEFT_EDGE / 2))
            .map_or(0, |w| w.end);
        let pieces: Vec<Piece> = line_to_pieces(&line.text, Count::Characters, |p| p == head + 1)
            .into_iter()
            .filter(|p| label.is_none() || p.end > head)
            .collect();
        let whole = label.filter(|b| b.anchor == n).map(|b| Piece { text: &b.text, start: b.at, end: head, column: 0 });
        if let Some(label) = whole {
            let pieces = std::iter::once(label).chain(pieces).collect();
            anchors.push(LabelledLine { y: n as f32, number: line.number, pieces });
        } else if pieces.iter().any(|p| words.meaning(p.text).is_some()) {
            anchors.push(LabelledLine { y: n as f32, number: line.number, pieces });
        } else if !pieces.is_empty() {
            loose.push((n as f32, line.number, pieces));
        }
    }
    let edge = anchors.iter().filter_map(|a| a.pieces.first()).map(|p| p.start).fold(usize::MAX, usize::min);
    let heights: Vec<f32> = anchors.iter().map(|a| a.y).collect();
    // The values beside labels tell how far the lines around them belong to them.
    let mut items: Vec<ColumnPiece> = Vec::new();
    for (y, number, pieces) in &loose {
        items.extend(pieces.first().map(|p| ColumnPiece { text: p.text, y: *y, number: *number }));
    }
    for anchor in &anchors {
        let value = anchor.pieces.iter().rfind(|p| words.meaning(p.text).is_none());
        items.extend(value.map(|p| ColumnPiece { text: p.text, y: anchor.y, number: anchor.number }));
    }
    items.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut heads: Option<Vec<(usize, usize)>> = None;
    let mut rest = loose.as_slice();
    for (anchor, (own, margin)) in anchors.iter().zip(items_to_rows(&items, &heights)) {
        let own = &items[own];
        note_doubt(grid, own, margin);
        let last = own.last().map_or(0, |i| i.number);
        let (beside, behind) = rest.split_at(rest.partition_point(|l| l.1 <= last));
        rest = behind;
        heads = anchor_to_row(anchor, beside, (edge, heads), words, grid);
    }
}

/// A label broken over lines: where it stands, the line in its middle, its text.
struct Broken {
    start: usize,
    end: usize,
    anchor: usize,
    at: usize,
    text: String,
}

/// ColumnLabels at the left edge whose first part means nothing by itself, by the lines they begin on.
fn broken_labels(lines: &[Line], words: &Words) -> Vec<Option<Broken>> {
    let heads: Vec<Option<Piece>> = lines.iter().map(first_word).collect();
    let edge = heads.iter().flatten().map(|h| h.start).fold(usize::MAX, usize::min);
    let broken = |(start, head): (usize, &Option<Piece>)| {
        let head = head.filter(|h| h.start <= edge + LEFT_EDGE && words.meaning(h.text).is_none())?;
        let below = heads.iter().enumerate().skip(start + 1).take(LABEL_LINES - 1);
        let parts = below.filter_map(|(n, h)| Some((n, h.filter(|h| h.start.abs_diff(head.start) <= LEFT_EDGE / 2)?)));
        let mut text = head.text.to_owned();
        for (end, part) in parts {
            text.push_str(part.text);
            if words.meaning(part.text).is_some() {
                return None;
            }
            if words.meaning(&text).is_some() {
                return Some(Broken { start, end, anchor: usize::midpoint(start, end), at: head.start, text });
            }
        }
        None
    };
    heads.iter().enumerate().map(broken).collect()
}

fn first_word(line: &Line) -> Option<Piece<'_>> {
    line_to_pieces(&line.text, Count::Characters, |_| true).into_iter().next()
}

/// One row; gives the extents of the headings over sums that hold for the next.
fn anchor_to_row(
    anchor: &LabelledLine,
    beside: &[(f32, u32, Vec<Piece>)],
    (edge, heads): (usize, Option<Vec<(usize, usize)>>),
    words: &Words,
    grid: &mut TableRows,
) -> Option<Vec<(usize, usize)>> {
    let first = anchor.pieces.first().map_or(0, |p| p.start);
    let indent = usize::from(first > edge + LEFT_EDGE);
    if beside.is_empty() {
        let (labels, sums) = anchor.pieces.split_at(anchor.pieces.iter().take_while(|p| !is_sum(p.text)).count());
        let are_sums = !sums.is_empty() && !labels.is_empty() && sums.iter().all(|p| is_sum(p.text));
        if let Some(heads) = heads.filter(|_| are_sums) {
            let columns = sums_to_columns(sums, &heads);
            let row = labels.iter().zip(indent..).map(|(p, c)| (c, p));
            let row = row.chain(columns.iter().zip(sums).map(|(c, p)| (c + 2, p)));
            grid.push_cells(row.map(|(c, p)| (c, (p.text.to_owned(), [anchor.number, anchor.number]))));
            let full = sums.len() == heads.len();
            let joined = heads.iter().zip(sums).map(|(h, p)| (h.0.min(p.start), h.1.max(p.end)));
            return Some(if full { joined.collect() } else { heads });
        }
        let are_heads =
            anchor.pieces.len() >= FEWEST_SUMS && indent > 0 && anchor.pieces.iter().all(|p| !is_sum(p.text));
        let offset = if are_heads { 2 } else { indent };
        let cells = anchor.pieces.iter().zip(offset..);
        grid.push_cells(cells.map(|(p, c)| (c, (p.text.to_owned(), [anchor.number, anchor.number]))));
        return are_heads.then(|| anchor.pieces.iter().map(|p| (p.start, p.end)).collect());
    }
    grid.push_cells(wrapped_to_cells(anchor, beside, indent, words));
    None
}

/// The heading each sum stands below: in order, so that they stand nearest in all.
fn sums_to_columns(sums: &[Piece], heads: &[(usize, usize)]) -> Vec<usize> {
    if sums.len() >= heads.len() {
        return (0..sums.len()).collect();
    }
    let mut columns = Vec::new();
    let mut next = 0;
    for (n, sum) in sums.iter().enumerate() {
        // As many headings must remain as sums come behind.
        let last = heads.len() - (sums.len() - n);
        let near = heads.iter().enumerate().take(last + 1).skip(next);
        let nearest = near.min_by_key(|(_, head)| (head.0 + head.1).abs_diff(sum.start + sum.end));
        let column = nearest.map_or(next, |(column, _)| column);
        columns.push(column);
        next = column + 1;
    }
    columns
}

/// A row whose values are wrapped above and below its labels: what stands in one strip is one cell.
fn wrapped_to_cells(
    anchor: &LabelledLine,
    beside: &[(f32, u32, Vec<Piece>)],
    indent: usize,
    words: &Words,
) -> Vec<(usize, Joined)> {
    let own = anchor.pieces.iter().map(|p| (anchor.y, anchor.number, *p));
    let rest = beside.iter().flat_map(|(y, number, pieces)| pieces.iter().map(|p| (*y, *number, *p)));
    let mut all: Vec<(f32, u32, Piece)> = own.chain(rest).collect();
    let strips = extents_to_strips(all.iter().map(|(_, _, p)| p.start..p.end).collect());
    all.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.2.start.cmp(&b.2.start)));
    let mut cells = Vec::new();
    let mut column = indent;
    for strip in &strips {
        let inside = all.iter().filter(|(_, _, p)| strip.contains(&p.start));
        let (labels, values): (Vec<_>, Vec<_>) = inside.partition(|(_, _, p)| words.meaning(p.text).is_some());
        for part in [labels, values] {
            let items: Vec<ColumnPiece> =
                part.iter().map(|(y, number, p)| ColumnPiece { text: p.text, y: *y, number: *number }).collect();
            if let Some(cell) = items_to_cell(&items) {
                cells.push((column, cell));
                column += 1;
            }
        }
    }
    cells
}

/// Joins extents that overlap.
fn extents_to_strips(mut extents: Vec<Range<usize>>) -> Vec<Range<usize>> {
    extents.sort_by_key(|e| (e.start, e.end));
    let mut strips: Vec<Range<usize>> = Vec::new();
    for extent in extents {
        match strips.last_mut() {
            Some(last) if extent.start < last.end => last.end = last.end.max(extent.end),
            _ => strips.push(extent),
        }
    }
    strips
}
