//! Labels and the rows they stand for: how the labels of one column share out its rows.

use std::ops::Range;

use crate::model::Pt;
use crate::reconstruct::tolerances::{
    LABEL_LEADING, LABEL_OTHER_ANCHOR, ROW_EMPTY, ROW_OFF, ROW_OFF_MOST, ROW_OTHER_ANCHOR, SCORE_STEP,
};

use super::pieces::RunOfPieces;
use super::row_boxes::RowBoxes;
use super::rows::Anchor;

/// A label: the lines of one cell.
pub(super) struct LabelCell {
    /// The top of its text.
    pub(super) top: Pt,
    /// The bottom of its text.
    pub(super) bottom: Pt,
    /// Its font size.
    pub(super) size: Pt,
    /// What speaks for its lines being one label.
    pub(super) joined: f64,
    /// Indices of its fragments.
    pub(super) fragments: Vec<usize>,
}

impl LabelCell {
    /// The labels that the runs of text in one column make.
    pub(super) fn from_segments(segments: &[&RunOfPieces]) -> Vec<Self> {
        let mut sorted = segments.to_vec();
        sorted.sort_by(|a, b| a.bbox.top.total_cmp(&b.bbox.top));
        let mut blocks: Vec<Self> = Vec::new();
        for (n, segment) in sorted.into_iter().enumerate() {
            let (top, bottom, size) = (segment.bbox.top, segment.bbox.bottom, segment.size.max(1.0));
            match blocks.last_mut() {
                Some(block) if top - block.bottom <= LABEL_LEADING * size => {
                    block.bottom = block.bottom.max(bottom);
                    block.fragments.push(n);
                }
                _ => blocks.push(Self { top, bottom, size, joined: 0.0, fragments: vec![n] }),
            }
        }
        blocks
    }

    fn center(&self) -> Pt {
        f64::midpoint(self.top, self.bottom)
    }

    /// What it costs that the label stands off where the anchor has it in the rows from `start` to `end`.
    fn off(&self, anchor: Anchor, rows: &RowBoxes, start: usize, end: usize) -> f64 {
        let distance = match anchor {
            Anchor::Top => self.top - rows.extents[start].0,
            Anchor::Bottom => rows.extents[end - 1].1 - self.bottom,
            Anchor::Middle => self.center() - rows.middle(start, end),
        };
        (ROW_OFF * distance.abs() / self.size).min(ROW_OFF_MOST)
    }
}

impl LabelCell {
    /// Between which of the borders its middle lies.
    fn slot(&self, rows: &RowBoxes, borders: &[usize]) -> usize {
        borders.partition_point(|&b| rows.height(b) <= self.center())
    }

    /// What speaks against its standing in these rows; `cut`: where they end with the table, it may be cut by the page break, and
    /// begins at the top of what is left of it.
    fn off_or_cut(&self, anchor: Anchor, rows: &RowBoxes, start: usize, end: usize) -> f64 {
        let off = self.off(anchor, rows, start, end);
        if end == rows.extents.len() {
            off.min(self.off(Anchor::Top, rows, start, end) + ROW_OTHER_ANCHOR)
        } else {
            off
        }
    }
}

/// Labels between the same two borders are one cell, whatever speaks against it.
pub(super) fn without_crowds(blocks: Vec<LabelCell>, rows: &RowBoxes, borders: &[usize]) -> Vec<LabelCell> {
    let mut kept: Vec<LabelCell> = Vec::with_capacity(blocks.len());
    for block in blocks {
        match kept.last_mut() {
            Some(last) if last.slot(rows, borders) == block.slot(rows, borders) => {
                last.joined += block.joined - ROW_OFF_MOST;
                last.bottom = last.bottom.max(block.bottom);
                last.size = last.size.max(block.size);
                last.fragments.extend(block.fragments);
            }
            _ => kept.push(block),
        }
    }
    kept
}

/// How labels share the rows.
pub(super) struct Shares {
    /// How well they stand to their rows; nothing is better than zero.
    pub(super) score: f64,
    /// For each label its rows.
    pub(super) rows: Vec<Range<usize>>,
}

/// Shares the rows of a column among its labels: each takes a run of rows between two of the `borders`, and stands in its
/// middle, or all stand at the top, or all at the bottom, or as the rows' own cells surely do. Rows that are `taken` in this column part the others.
pub(super) fn share_rows(
    blocks: &[LabelCell],
    rows: &RowBoxes,
    borders: &[usize],
    taken: &[bool],
    anchor: Option<Anchor>,
) -> Option<Shares> {
    if rows.extents.is_empty() {
        return None;
    }
    // What stands in a taken row, beside what takes it, is part of that row.
    let row_of =
        |block: &LabelCell| rows.extents.iter().position(|r| block.center() <= r.1).unwrap_or(rows.extents.len() - 1);
    let inside: Vec<Option<usize>> = blocks.iter().map(|b| Some(row_of(b)).filter(|&row| taken[row])).collect();
    let anchors = [Anchor::Middle, Anchor::Top, Anchor::Bottom].into_iter();
    let shares = anchors.filter_map(|own| {
        // Where the page before has begun the first cells, a label on the last row would seem to stand at the bottom of them all.
        let other = anchor.is_some_and(|sure| sure != own) || rows.goes_on && own == Anchor::Bottom;
        let against = if other { LABEL_OTHER_ANCHOR * blocks.len() as f64 } else { 0.0 };
        let mut all = Shares { score: -against, rows: vec![0..0; blocks.len()] };
        let mut assigned = 0;
        for (slot, row) in all.rows.iter_mut().zip(&inside) {
            if let Some(row) = *row {
                *slot = row..row + 1;
                all.score -= ROW_OFF_MOST;
                assigned += 1;
            }
        }
        for run in free_runs(taken) {
            let (start, end) = (rows.height(run.start), rows.height(run.end));
            let free = blocks.iter().zip(&inside).zip(&mut all.rows).filter(|((_, inside), _)| inside.is_none());
            let here = free.filter(|((block, _), _)| block.center() > start && block.center() <= end);
            let (labels, slots): (Vec<&LabelCell>, Vec<_>) = here.map(|((block, _), slot)| (block, slot)).unzip();
            let part = share_run(own, &labels, rows, borders, &run)?;
            all.score += part.score;
            assigned += labels.len();
            for (slot, range) in slots.into_iter().zip(part.rows) {
                *slot = range;
            }
        }
        (assigned == blocks.len()).then_some(all)
    });
    shares.reduce(|best, other| if other.score > best.score + SCORE_STEP { other } else { best })
}

/// The runs of rows that are not taken.
pub(super) fn free_runs(taken: &[bool]) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let mut start = 0;
    for run in taken.chunk_by(|a, b| a == b) {
        if run.first() == Some(&false) {
            runs.push(start..start + run.len());
        }
        start += run.len();
    }
    runs
}

/// Labels that share rows so far: the border they end at, what it costs, the rows of each.
type LabelRows = (usize, f64, Vec<Range<usize>>);

/// Shares a run of rows. Its first rows may belong to no label, nor those below the headings of the page: a page break cut their cell.
fn share_run(
    anchor: Anchor,
    blocks: &[&LabelCell],
    rows: &RowBoxes,
    borders: &[usize],
    run: &Range<usize>,
) -> Option<Shares> {
    let Some(first) = blocks.first() else { return Some(Shares { score: 0.0, rows: Vec::new() }) };
    let inner: Vec<usize> = borders.iter().copied().filter(|b| (run.start..=run.end).contains(b)).collect();
    let mut ends: Vec<LabelRows> = inner
        .iter()
        .filter(|&&b| b == run.start || rows.height(b) < first.center())
        .map(|&b| (b, empty_above(rows, run.start, b), Vec::new()))
        .collect();
    for (n, block) in blocks.iter().enumerate() {
        let next = blocks.get(n + 1).map(|b| b.center());
        let ending = inner.iter().filter(|b| match next {
            Some(next) => rows.height(**b) > block.center() && rows.height(**b) < next,
            None => **b == run.end,
        });
        let mut reached: Vec<LabelRows> = Vec::new();
        for &border in ending {
            let from = ends.iter().filter(|(start, ..)| *start < border);
            let costs = from
                .map(|(start, cost, shared)| (cost + block.off_or_cut(anchor, rows, *start, border), *start, shared));
            if let Some((cost, start, shared)) = costs.min_by(|a, b| a.0.total_cmp(&b.0)) {
                let shared = shared.iter().cloned().chain(std::iter::once(start..border)).collect();
                reached.push((border, cost, shared));
            }
        }
        if let Some(next) = next.filter(|_| n == 0 && run.start == 0) {
            leave_cut_cells(&mut reached, &inner, &|border| rows.height(border) < next);
        }
        ends = reached;
    }
    let (_, cost, rows) = ends.into_iter().min_by(|a, b| a.1.total_cmp(&b.1))?;
    Some(Shares { score: -cost, rows })
}

/// What speaks against rows without a label from `start` to a border. Of rows that go on with the page before, how many says nothing.
fn empty_above(rows: &RowBoxes, start: usize, border: usize) -> f64 {
    let empty = border - start;
    ROW_EMPTY * if rows.goes_on && start == 0 { empty.min(1) } else { empty } as f64
}

/// Below a heading of one row, the next label may begin later than right below it.
fn leave_cut_cells(reached: &mut Vec<LabelRows>, borders: &[usize], above_next: &dyn Fn(usize) -> bool) {
    let Some((heading, cost, shared)) = reached.iter().find(|(border, ..)| *border == 1).cloned() else { return };
    for &border in borders.iter().filter(|&&b| b > heading && above_next(b)) {
        let later = cost + ROW_EMPTY * (border - heading) as f64;
        match reached.iter_mut().find(|(b, ..)| *b == border) {
            Some(known) if known.1 <= later => {}
            Some(known) => *known = (border, later, shared.clone()),
            None => reached.push((border, later, shared.clone())),
        }
    }
    reached.sort_by_key(|(border, ..)| *border);
}
