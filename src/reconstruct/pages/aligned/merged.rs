//! Cells over several rows: labels in the first columns, set at the top or in the middle of the rows they stand for.
//!
//! Which columns hold such cells is tried from none to all but two (of the first dozen): the rows are found from the other columns alone, and
//! the labels share them out. The reading whose texts agree best is taken.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::model::{BBox, Pt};
use crate::reconstruct::tolerances::{
    LABEL_LEADING, MERGED_GAIN, MERGED_LINES_MOST, MERGED_ROW_PITCH, REPEAT_LEAST, ROW_EMPTY, ROW_OFF_MOST,
};

use super::division::Division;
use super::fragments::Fragment;
use super::ink::median_size;
use super::measures::Measures;
use super::pairs::{FragmentPair, column_pairs};
use super::pieces::TextLine;
use super::row_boxes::RowBoxes;
use super::rows::{Anchor, BestRows, best_rows_with};
use super::shares::{LabelCell, free_runs, share_rows, without_crowds};

/// The best division of the lines into rows with cells over several rows in the first columns; `None` where no
/// column seems to hold any. `plain` is the score of the best division without such cells.
pub(super) fn merged_rows(
    lines: &[TextLine],
    fragments: &[Fragment],
    columns: usize,
    measures: Measures<'_>,
    plain: f64,
) -> Option<Division> {
    if lines.len() > MERGED_LINES_MOST {
        return None;
    }
    let pairs = column_pairs(lines, fragments, columns, measures);
    let pairs: BTreeMap<(usize, usize), FragmentPair> = pairs.into_iter().map(|p| ((p.column, p.lower), p)).collect();
    let mut best: (f64, Option<Division>) = (plain + MERGED_GAIN, None);
    for count in 1..columns.saturating_sub(1).min(measures.merged_most + 1) {
        let own = own_rows(lines.len(), fragments, count);
        // Labels far from all rows may yet stand in the middle of a high one.
        let none = own.contains(&true).then(|| vec![false; own.len()]);
        for own in std::iter::once(own).chain(none) {
            let found = with_merged(lines, fragments, columns, (count, &own), &pairs, measures);
            if let Some((score, division)) = found.filter(|(score, _)| *score > best.0) {
                best = (score, Some(division));
            }
        }
    }
    best.1
}

/// The division of lines of which the first columns, as many as `labels`, are known to hold the labels of groups of rows.
pub(super) fn rows_beside_labels(
    lines: &[TextLine],
    fragments: &[Fragment],
    columns: usize,
    labels: usize,
    measures: Measures<'_>,
) -> Option<Division> {
    if lines.len() > MERGED_LINES_MOST || labels == 0 {
        return None;
    }
    let pairs = column_pairs(lines, fragments, columns, measures);
    let pairs: BTreeMap<(usize, usize), FragmentPair> = pairs.into_iter().map(|p| ((p.column, p.lower), p)).collect();
    let own = own_rows(lines.len(), fragments, labels);
    let none = own.contains(&true).then(|| vec![false; own.len()]);
    let readings = std::iter::once(own).chain(none);
    let found = readings.filter_map(|own| with_merged(lines, fragments, columns, (labels, &own), &pairs, measures));
    found.reduce(|best, other| if other.0 > best.0 { other } else { best }).map(|(_, division)| division)
}

/// The division with cells over several rows in the first `count` columns, but for the levels that are rows of their `own`, and its score.
fn with_merged(
    lines: &[TextLine],
    fragments: &[Fragment],
    columns: usize,
    (count, own): (usize, &[bool]),
    pairs: &BTreeMap<(usize, usize), FragmentPair>,
    measures: Measures<'_>,
) -> Option<(f64, Division)> {
    let is_label = |f: &Fragment| *f.columns.end() < count && !own[f.level];
    let others = renumbered(fragments.iter().filter(|f| !is_label(f)));
    let reduced: Vec<TextLine> = others.chunk_by(|a, b| a.level == b.level).map(fragments_to_line).collect();
    if reduced.len() < 2 {
        return None;
    }
    let apart = labels_apart(fragments, count, &is_label, pairs);
    let BestRows { mut score, rows: ranges, anchor } = best_rows_with(&reduced, &others, columns, measures, apart);
    // Columns left of the others were empty in their rows by design.
    score += ROW_EMPTY * ranges.iter().map(|r| empty_labels(&others, r, count)).sum::<f64>();
    let rows = Division::of_levels(&others, &ranges);
    let mut covered: Vec<Range<usize>> = vec![0..0; fragments.len()];
    let unlabelled = covered.iter_mut().zip(fragments).filter(|(_, f)| !is_label(f));
    for ((slot, _), rows) in unlabelled.zip(rows.covered) {
        *slot = rows;
    }
    // Labels on the lines of different rows are not one label.
    let mut row_of: Vec<Option<usize>> = vec![None; lines.len()];
    for (fragment, rows) in fragments.iter().zip(&covered).filter(|(f, _)| !is_label(f)) {
        row_of[fragment.level] = Some(rows.start);
    }
    let mut borders: Vec<usize> = (0..=rows.rows.len()).collect();
    let mut boxes = match anchor {
        Some(Anchor::Top | Anchor::Bottom) => RowBoxes::drawn(&rows.rows),
        Some(Anchor::Middle) | None => RowBoxes::of_middles(&rows.rows, median_size(lines)),
    };
    boxes.goes_on = measures.goes_on;
    for column in (0..count).rev() {
        let blocks = column_to_blocks(fragments, column, &is_label, pairs, &row_of);
        let blocks = without_crowds(blocks, &boxes, &borders);
        let mut taken = vec![false; rows.rows.len()];
        // A label over several columns has its rows from the last of them.
        let begun = fragments.iter().zip(&covered).filter(|(f, _)| *f.columns.start() <= column);
        let fixed = begun.filter(|(f, _)| !is_label(f) || *f.columns.end() > column);
        for row in fixed.flat_map(|(_, rows)| rows.clone()) {
            taken[row] = true;
        }
        let shares = share_rows(&blocks, &boxes, &borders, &taken, anchor)?;
        score += shares.score + blocks.iter().map(|b| b.joined).sum::<f64>();
        for (block, rows) in blocks.iter().zip(&shares.rows) {
            for &n in &block.fragments {
                covered[n] = rows.clone();
            }
        }
        add_borders(&mut borders, &taken, &shares.rows);
    }
    Some((score, Division { rows: rows.rows, covered }))
}

/// What the labels say about the rows of the other columns: two that stand on lines of these and are no one label are in one row
/// only against what parts them. Levels are counted among those that hold others.
fn labels_apart(
    fragments: &[Fragment],
    count: usize,
    is_label: &dyn Fn(&Fragment) -> bool,
    pairs: &BTreeMap<(usize, usize), FragmentPair>,
) -> Vec<FragmentPair> {
    let mut levels: Vec<usize> = fragments.iter().filter(|f| !is_label(f)).map(|f| f.level).collect();
    levels.dedup();
    let labels = pairs.values().filter(|p| p.column < count && p.joined < 0.0);
    let apart = labels.filter_map(|p| {
        let (upper, lower) = (levels.binary_search(&p.upper).ok()?, levels.binary_search(&p.lower).ok()?);
        let both = [p.upper, p.lower]
            .iter()
            .all(|&level| on_level(fragments, level).any(|f| f.columns.contains(&p.column) && is_label(f)));
        both.then_some(FragmentPair { upper, lower, joined: p.joined.max(-ROW_OFF_MOST), column: p.column })
    });
    apart.collect()
}

/// The fragments of a level, among all from the top.
fn on_level(fragments: &[Fragment], level: usize) -> impl Iterator<Item = &Fragment> + Clone {
    let first = fragments.partition_point(|f| f.level < level);
    fragments.iter().skip(first).take_while(move |f| f.level == level)
}

/// The fragments with the lines they stand on counted anew, without those that none of them stands on.
fn renumbered<'a>(fragments: impl Iterator<Item = &'a Fragment>) -> Vec<Fragment> {
    let mut levels: Vec<usize> = Vec::new();
    let mut numbered: Vec<Fragment> = Vec::new();
    for fragment in fragments {
        if levels.last() != Some(&fragment.level) {
            levels.push(fragment.level);
        }
        numbered.push(Fragment { level: levels.len() - 1, ..fragment.clone() });
    }
    numbered
}

/// Ends the borders inside rows that no label of this column ends, and adds those of the labels.
fn add_borders(borders: &mut Vec<usize>, taken: &[bool], rows: &[Range<usize>]) {
    let mut runs = free_runs(taken);
    borders.extend(runs.iter().flat_map(|run| [run.start, run.end]));
    // Where nothing stands in this column, any row may end a label left of it.
    runs.retain(|run| rows.iter().any(|r| run.start <= r.start && r.end <= run.end));
    borders.retain(|b| !runs.iter().any(|run| run.start < *b && *b < run.end));
    borders.extend(rows.iter().flat_map(|rows| [rows.start, rows.end]));
    borders.sort_unstable();
    borders.dedup();
}

fn fragments_to_line(own: &[Fragment]) -> TextLine {
    TextLine {
        pieces: Vec::new(),
        bbox: BBox::around(own.iter().map(|f| f.bbox)).unwrap_or_default(),
        size: own.iter().map(|f| f.size).fold(0.0, f64::max),
    }
}

/// How many of the first columns the row leaves empty, as far as they were counted for it.
fn empty_labels(others: &[Fragment], levels: &Range<usize>, count: usize) -> f64 {
    let from = others.partition_point(|f| f.level < levels.start);
    let own = others.iter().skip(from).take_while(|f| f.level < levels.end);
    own.map(|f| *f.columns.start()).fold(count, usize::min) as f64
}

/// Levels printed in the first `count` columns only that are rows of their own all the same (sums, headings of groups): the
/// lines above and below keep the space of a row free for them.
fn own_rows(levels: usize, fragments: &[Fragment], count: usize) -> Vec<bool> {
    let mut center: Vec<Option<Pt>> = vec![None; levels];
    for fragment in fragments.iter().filter(|f| *f.columns.end() >= count) {
        center[fragment.level].get_or_insert(fragment.bbox.center_y());
    }
    let known: Vec<Pt> = center.iter().flatten().copied().collect();
    let mut steps: Vec<Pt> = known.iter().zip(known.iter().skip(1)).map(|(above, below)| below - above).collect();
    steps.retain(|s| *s > 0.0);
    steps.sort_by(Pt::total_cmp);
    let pitch = steps.get(steps.len() / 2).copied().unwrap_or(Pt::INFINITY);
    let mut own = vec![false; levels];
    for (level, (slot, center)) in own.iter_mut().zip(&center).enumerate() {
        if center.is_some() {
            continue;
        }
        let (above, rest) = fragments.split_at(fragments.partition_point(|f| f.level < level));
        let (labels, below) = rest.split_at(rest.partition_point(|f| f.level == level));
        let Some(y) = labels.first().map(|f| f.bbox.center_y()) else { continue };
        // A line close to another of its column is part of a longer text.
        let alone = labels.iter().all(|f| {
            f.columns.clone().all(|column| {
                let over = above.iter().rev().find(|o| o.columns.contains(&column));
                let under = below.iter().find(|o| o.columns.contains(&column));
                !over.is_some_and(|o| f.bbox.top - o.bbox.bottom <= LABEL_LEADING * f.size)
                    && !under.is_some_and(|o| o.bbox.top - f.bbox.bottom <= LABEL_LEADING * f.size)
            })
        });
        if !alone {
            continue;
        }
        let (above, below) = known.split_at(known.partition_point(|&k| k < y));
        let above = above.last().map_or(Pt::INFINITY, |k| y - k);
        let below = below.first().map_or(Pt::INFINITY, |k| k - y);
        *slot = above.min(below) >= MERGED_ROW_PITCH * pitch;
    }
    own
}

/// The labels of a column from top to bottom.
fn column_to_blocks(
    fragments: &[Fragment],
    column: usize,
    is_label: &dyn Fn(&Fragment) -> bool,
    pairs: &BTreeMap<(usize, usize), FragmentPair>,
    row_of: &[Option<usize>],
) -> Vec<LabelCell> {
    let mut blocks: Vec<(usize, LabelCell)> = Vec::new();
    let own = fragments.iter().enumerate().filter(|(_, f)| is_label(f) && *f.columns.end() == column);
    for (n, fragment) in own {
        let (top, bottom) = (fragment.bbox.top, fragment.bbox.bottom);
        let last = blocks.last().map(|(level, _)| *level);
        let rows = [last, Some(fragment.level)].map(|level| row_of[level?]);
        let parted = matches!(rows, [Some(above), Some(own)] if above != own);
        let pair = pairs.get(&(*fragment.columns.start(), fragment.level)).filter(|p| !parted && Some(p.upper) == last);
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
                LabelCell { top, bottom, size: fragment.size.max(1.0), joined: 0.0, fragments: vec![n] },
            )),
        }
    }
    let blocks: Vec<LabelCell> = blocks.into_iter().flat_map(|(_, block)| without_repeats(block, fragments)).collect();
    without_values(blocks, fragments)
}

/// The labels cut before what the next one prints once more: a heading with the first of its repeated values.
fn without_values(blocks: Vec<LabelCell>, fragments: &[Fragment]) -> Vec<LabelCell> {
    let mut parted: Vec<LabelCell> = Vec::with_capacity(blocks.len());
    let mut rest = blocks.into_iter().peekable();
    while let Some(block) = rest.next() {
        let next = rest.peek().map_or_else(Vec::new, |block| texts_of(block, fragments));
        let own = texts_of(&block, fragments);
        let long = next.iter().map(|t| t.chars().count()).sum::<usize>() >= REPEAT_LEAST;
        let cut = own.len().checked_sub(next.len()).filter(|&at| at > 0 && long && own.ends_with(&next));
        match cut {
            Some(at) => parted.extend(cut_block(&block, &[0, at, own.len()], fragments)),
            None => parted.push(block),
        }
    }
    parted
}

fn texts_of<'f>(block: &LabelCell, fragments: &'f [Fragment]) -> Vec<&'f str> {
    block.fragments.iter().map(|&n| fragments[n].text.as_str()).collect()
}

/// The label cut where its text begins anew: the same text printed again is a value of the next row, no longer label.
fn without_repeats(block: LabelCell, fragments: &[Fragment]) -> Vec<LabelCell> {
    let texts = texts_of(&block, fragments);
    let Some((start, period)) = first_repeat(&texts) else { return vec![block] };
    let mut cuts: Vec<usize> = (start..texts.len()).step_by(period).collect();
    cuts.insert(0, 0);
    cuts.push(texts.len());
    cuts.dedup();
    cut_block(&block, &cuts, fragments)
}

/// The parts of a label between these of its fragments.
fn cut_block(block: &LabelCell, cuts: &[usize], fragments: &[Fragment]) -> Vec<LabelCell> {
    let parts = cuts.iter().zip(cuts.iter().skip(1)).map(|(from, to)| &block.fragments[*from..*to]);
    let cells = parts.filter_map(|own| {
        let area = BBox::around(own.iter().map(|&n| fragments[n].bbox))?;
        let joined = block.joined * own.len() as f64 / block.fragments.len() as f64;
        Some(LabelCell { top: area.top, bottom: area.bottom, size: block.size, joined, fragments: own.to_vec() })
    });
    cells.collect()
}

/// Where a run of texts begins that stands twice, one after the other, and how many they are.
fn first_repeat(texts: &[&str]) -> Option<(usize, usize)> {
    let most = texts.len() / 2;
    (0..texts.len())
        .find_map(|start| (1..=most).find(|&period| stands_twice(texts, start, period)).map(|period| (start, period)))
}

fn stands_twice(texts: &[&str], start: usize, period: usize) -> bool {
    let Some((a, b)) = texts.get(start..start + 2 * period).map(|run| run.split_at(period)) else { return false };
    a == b && a.iter().map(|t| t.chars().count()).sum::<usize>() >= REPEAT_LEAST
}
