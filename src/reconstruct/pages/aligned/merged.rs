//! Cells over several rows: labels in the first columns, set at the top or in the middle of the rows they stand for.
//!
//! Which columns hold such cells is tried from none to all but two: the rows are found from the other columns alone, and
//! the labels share them out. The reading whose texts agree best is taken.

use std::ops::Range;

use crate::model::{BBox, Page, Pt};
use crate::reconstruct::tolerances::{LABEL_LEADING, MERGED_GAIN, MERGED_ROW_PITCH, ROW_EMPTY, ROW_OFF, ROW_OFF_MOST};

use super::division::Division;
use super::fragments::Fragment;
use super::pairs::{Pair, column_pairs};
use super::pieces::{Segment, TextLine};
use super::rows::best_rows;

/// The best division of the lines into rows with cells over several rows in the first columns; `None` where no
/// column seems to hold any.
pub(super) fn merged_rows(lines: &[TextLine], fragments: &[Fragment], columns: usize, page: &Page) -> Option<Division> {
    let pairs = column_pairs(lines, fragments, columns);
    let (plain, _) = best_rows(lines, fragments, columns, page);
    let mut best: (f64, Option<Division>) = (plain + MERGED_GAIN, None);
    for count in 1..columns.saturating_sub(1) {
        let Some((score, division)) = with_merged(lines, fragments, columns, count, &pairs, page) else { continue };
        if score > best.0 {
            best = (score, Some(division));
        }
    }
    best.1
}

/// The division with cells over several rows in the first `count` columns, and its score.
fn with_merged(
    lines: &[TextLine],
    fragments: &[Fragment],
    columns: usize,
    count: usize,
    pairs: &[Pair],
    page: &Page,
) -> Option<(f64, Division)> {
    let own = own_rows(lines.len(), fragments, count);
    let is_label = |f: &Fragment| !f.spans() && *f.columns.end() < count && own.get(f.level) != Some(&true);
    let mut level_of: Vec<usize> = Vec::new();
    let mut others: Vec<Fragment> = Vec::new();
    for fragment in fragments.iter().filter(|f| !is_label(f)) {
        if level_of.last() != Some(&fragment.level) {
            level_of.push(fragment.level);
        }
        others.push(Fragment { level: level_of.len() - 1, ..fragment.clone() });
    }
    let reduced: Vec<TextLine> = others.chunk_by(|a, b| a.level == b.level).map(fragments_to_line).collect();
    if reduced.len() < 2 {
        return None;
    }
    let (mut score, ranges) = best_rows(&reduced, &others, columns, page);
    // Columns left of the others were empty in their rows by design.
    score += ROW_EMPTY * ranges.iter().map(|r| empty_labels(&others, r, count)).sum::<f64>();
    let rows = Division::of_levels(&others, &ranges);
    let mut covered: Vec<Range<usize>> = vec![0..0; fragments.len()];
    let mut unlabelled = rows.covered.into_iter();
    for (slot, _) in covered.iter_mut().zip(fragments).filter(|(_, f)| !is_label(f)) {
        *slot = unlabelled.next().unwrap_or(0..1);
    }
    // Labels on the lines of different rows are not one label.
    let mut row_of: Vec<Option<usize>> = vec![None; lines.len()];
    for (fragment, rows) in fragments.iter().zip(&covered).filter(|(f, _)| !is_label(f)) {
        row_of.get_mut(fragment.level).into_iter().for_each(|slot| *slot = Some(rows.start));
    }
    let mut borders: Vec<usize> = (0..=rows.rows.len()).collect();
    for column in (0..count).rev() {
        let blocks = column_to_blocks(fragments, column, &is_label, pairs, &row_of);
        let blocks = without_crowds(blocks, &rows.rows, &borders);
        let mut taken = vec![false; rows.rows.len()];
        let fixed = fragments.iter().zip(&covered).filter(|(f, _)| !is_label(f) && *f.columns.start() <= column);
        for row in fixed.flat_map(|(_, rows)| rows.clone()) {
            taken.get_mut(row).into_iter().for_each(|slot| *slot = true);
        }
        let shares = share_rows(&blocks, &rows.rows, &borders, &taken)?;
        score += shares.score + blocks.iter().map(|b| b.joined).sum::<f64>();
        borders = vec![0, rows.rows.len()];
        borders.extend(free_runs(&taken).iter().flat_map(|run| [run.start, run.end]));
        for (block, rows) in blocks.iter().zip(&shares.rows) {
            borders.extend([rows.start, rows.end]);
            for &n in &block.fragments {
                covered.get_mut(n).into_iter().for_each(|slot| *slot = rows.clone());
            }
        }
        borders.sort_unstable();
        borders.dedup();
    }
    Some((score, Division { rows: rows.rows, covered }))
}

fn fragments_to_line(own: &[Fragment]) -> TextLine {
    TextLine {
        pieces: Vec::new(),
        bbox: BBox::around(own.iter().map(|f| f.bbox)).unwrap_or_default(),
        size: own.iter().map(|f| f.size).fold(0.0, f64::max),
    }
}

/// How many of the first columns the row leaves empty, as far as [`best_rows`] counted them.
fn empty_labels(others: &[Fragment], levels: &Range<usize>, count: usize) -> f64 {
    let own = others.iter().filter(|f| levels.contains(&f.level));
    let first = own.map(|f| *f.columns.start()).min().unwrap_or(count);
    count.min(first) as f64
}

/// Levels printed in the first `count` columns only that are rows of their own all the same (sums, headings of groups): the
/// lines above and below keep the space of a row free for them.
fn own_rows(levels: usize, fragments: &[Fragment], count: usize) -> Vec<bool> {
    let mut center: Vec<Option<Pt>> = vec![None; levels];
    for fragment in fragments.iter().filter(|f| *f.columns.end() >= count) {
        if let Some(slot) = center.get_mut(fragment.level) {
            *slot = Some(slot.unwrap_or(fragment.bbox.center_y()));
        }
    }
    let known: Vec<Pt> = center.iter().flatten().copied().collect();
    let mut steps: Vec<Pt> = known.windows(2).filter_map(|w| Some(w.get(1)? - w.first()?)).collect();
    steps.retain(|s| *s > 0.0);
    steps.sort_by(Pt::total_cmp);
    let pitch = steps.get(steps.len() / 2).copied().unwrap_or(Pt::INFINITY);
    let mut own = vec![false; levels];
    for (level, slot) in own.iter_mut().enumerate() {
        if center.get(level).copied().flatten().is_some() {
            continue;
        }
        let labels = fragments.iter().filter(|f| f.level == level);
        let Some(y) = labels.map(|f| f.bbox.center_y()).next() else { continue };
        let next = known.partition_point(|&k| k < y);
        let above = next.checked_sub(1).and_then(|n| known.get(n)).map_or(Pt::INFINITY, |k| y - k);
        let below = known.get(next).map_or(Pt::INFINITY, |k| k - y);
        *slot = above.min(below) >= MERGED_ROW_PITCH * pitch;
    }
    own
}

/// A label: the lines of one cell.
pub(super) struct Block {
    top: Pt,
    bottom: Pt,
    size: Pt,
    joined: f64,
    /// Indices of its fragments.
    fragments: Vec<usize>,
}

impl Block {
    /// The labels that the runs of text in one column make.
    pub(super) fn from_segments(segments: &[&Segment]) -> Vec<Self> {
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
    fn off(&self, anchor: Anchor, rows: &[(Pt, Pt)], start: usize, end: usize) -> f64 {
        let top = rows.get(start).map_or(0.0, |r| r.0);
        let bottom = end.checked_sub(1).and_then(|n| rows.get(n)).map_or(top, |r| r.1);
        let distance = match anchor {
            Anchor::Top => self.top - top,
            Anchor::Bottom => bottom - self.bottom,
            Anchor::Middle => self.center() - f64::midpoint(top, bottom),
        };
        (ROW_OFF * distance.abs() / self.size).min(ROW_OFF_MOST)
    }
}

/// The labels of a column from top to bottom.
fn column_to_blocks(
    fragments: &[Fragment],
    column: usize,
    is_label: &dyn Fn(&Fragment) -> bool,
    pairs: &[Pair],
    row_of: &[Option<usize>],
) -> Vec<Block> {
    let mut blocks: Vec<(usize, Block)> = Vec::new();
    let own = fragments.iter().enumerate().filter(|(_, f)| is_label(f) && *f.columns.start() == column);
    for (n, fragment) in own {
        let (top, bottom) = (fragment.bbox.top, fragment.bbox.bottom);
        let last = blocks.last().map(|(level, _)| *level);
        let row = |level: usize| row_of.get(level).copied().flatten();
        let parted = last.is_some_and(|l| row(l).zip(row(fragment.level)).is_some_and(|(a, b)| a != b));
        let same = |p: &&Pair| p.column == column && p.lower == fragment.level && Some(p.upper) == last;
        let pair = pairs.iter().filter(|_| !parted).find(same);
        match blocks.last_mut() {
            Some((level, block)) if *level == fragment.level || pair.is_some_and(|p| p.joined > 0.0) => {
                block.joined += pair.map_or(0.0, |p| p.joined);
                (block.top, block.bottom) = (block.top.min(top), block.bottom.max(bottom));
                block.size = block.size.max(fragment.size);
                block.fragments.push(n);
                *level = fragment.level;
            }
            _ => blocks.push((
                fragment.level,
                Block { top, bottom, size: fragment.size.max(1.0), joined: 0.0, fragments: vec![n] },
            )),
        }
    }
    blocks.into_iter().map(|(_, block)| block).collect()
}

/// Labels between the same two borders are one cell, whatever speaks against it.
fn without_crowds(blocks: Vec<Block>, rows: &[(Pt, Pt)], borders: &[usize]) -> Vec<Block> {
    let slot = |block: &Block| borders.partition_point(|&b| height(rows, b) <= block.center());
    let mut kept: Vec<Block> = Vec::with_capacity(blocks.len());
    for block in blocks {
        match kept.last_mut() {
            Some(last) if slot(last) == slot(&block) => {
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

/// How the text of a cell over several rows stands to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Anchor {
    Top,
    Middle,
    Bottom,
}

/// Shares the rows of a column among its labels: each takes a run of rows between two of the `borders`, and stands in its
/// middle, or all stand at the top, or all at the bottom. Rows that are `taken` in this column part the others.
pub(super) fn share_rows(blocks: &[Block], rows: &[(Pt, Pt)], borders: &[usize], taken: &[bool]) -> Option<Shares> {
    let shares = [Anchor::Middle, Anchor::Top, Anchor::Bottom].into_iter().filter_map(|anchor| {
        let mut all = Shares { score: 0.0, rows: Vec::with_capacity(blocks.len()) };
        let mut next = 0;
        for run in free_runs(taken) {
            let end = height(rows, run.end);
            let count = blocks.get(next..)?.iter().take_while(|b| b.center() < end).count();
            let own = blocks.get(next..next + count)?;
            next += count;
            let part = share_run(anchor, own, rows, borders, &run)?;
            all.score += part.score;
            all.rows.extend(part.rows);
        }
        (all.rows.len() == blocks.len()).then_some(all)
    });
    shares.reduce(|best, other| if other.score > best.score + 1e-9 { other } else { best })
}

/// The runs of rows that are not taken.
fn free_runs(taken: &[bool]) -> Vec<Range<usize>> {
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

/// The height of the border before a row.
fn height(rows: &[(Pt, Pt)], border: usize) -> Pt {
    let above = border.checked_sub(1).and_then(|n| rows.get(n));
    match (above, rows.get(border)) {
        (Some(above), Some(below)) => f64::midpoint(above.1, below.0),
        (Some(_), None) => Pt::INFINITY,
        _ => Pt::NEG_INFINITY,
    }
}

/// Shares a run of rows. Its first rows may belong to no label: a page break cut their cell.
fn share_run(
    anchor: Anchor,
    blocks: &[Block],
    rows: &[(Pt, Pt)],
    borders: &[usize],
    run: &Range<usize>,
) -> Option<Shares> {
    let Some(first) = blocks.first() else { return Some(Shares { score: 0.0, rows: Vec::new() }) };
    let inner: Vec<usize> = borders.iter().copied().filter(|b| (run.start..=run.end).contains(b)).collect();
    // For each border that the labels so far may end at: the cost, and the borders before.
    let mut ends: Vec<(usize, f64, Vec<usize>)> = inner
        .iter()
        .filter(|&&b| b == run.start || height(rows, b) < first.center())
        .map(|&b| (b, ROW_EMPTY * (b - run.start) as f64, vec![b]))
        .collect();
    for (n, block) in blocks.iter().enumerate() {
        let next = blocks.get(n + 1).map(Block::center);
        let ends_here = |b: usize| match next {
            Some(next) => height(rows, b) > block.center() && height(rows, b) < next,
            None => b == run.end,
        };
        let mut reached = Vec::new();
        for &border in inner.iter().filter(|&&b| ends_here(b)) {
            let from = ends.iter().filter(|(start, ..)| *start < border);
            let costs = from.map(|(start, cost, path)| (cost + block.off(anchor, rows, *start, border), path));
            if let Some((cost, path)) = costs.min_by(|a, b| a.0.total_cmp(&b.0)) {
                let mut path = path.clone();
                path.push(border);
                reached.push((border, cost, path));
            }
        }
        ends = reached;
    }
    let (_, cost, path) = ends.into_iter().min_by(|a, b| a.1.total_cmp(&b.1))?;
    let rows = path.windows(2).filter_map(|w| Some(*w.first()?..*w.get(1)?)).collect();
    Some(Shares { score: -cost, rows })
}
