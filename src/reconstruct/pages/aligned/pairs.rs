//! Whether two fragments that follow each other in a column are lines of one cell.

use std::collections::BTreeSet;

use crate::model::Pt;
use crate::reconstruct::joining::is_cjk;
use crate::reconstruct::tolerances::{
    CELL_PADDING, COLUMN_PADDING, FIRST_WORD_MOST, FLUSH_LEAST, HEADER_CLOSE, HEADER_DOUBT, LABEL_LEADING,
    LABELS_APART, LEADING_MOST, LONG_TEXT, NEVER_ONE_CELL, NO_ROOM_LEFT, NUMBER_AND_TEXT, PARTED_ALIGN, PITCH_FAR,
    PITCH_LEAST, PITCH_USUAL, PITCHES, ROOM_LEFT, ROW_NUMBER, ROW_PARALLEL, SMALLER_PART, TIGHT_PART, TWO_ROWS,
    TWO_THIRDS, TWO_VALUES, VALUE_LONGEST, WORD_SPACE,
};

use super::fragments::Fragment;
use super::measures::Measures;
use super::numbers::is_number;
use super::pieces::TextLine;

/// A pair of fragments that follow each other in a column, and what speaks for their being one cell.
pub(super) struct FragmentPair {
    /// Level of the upper fragment.
    pub(super) upper: usize,
    /// Level of the lower fragment.
    pub(super) lower: usize,
    /// What speaks for one cell, against it where negative.
    pub(super) joined: f64,
    /// The column they stand in, the first they share.
    pub(super) column: usize,
}

/// The pairs of all columns.
pub(super) fn column_pairs(
    lines: &[TextLine],
    fragments: &[Fragment],
    columns: usize,
    measures: Measures<'_>,
) -> Vec<FragmentPair> {
    let widths = column_widths(fragments, columns);
    let numeric = numeric_columns(fragments, columns);
    let pitch =
        leading(fragments, columns).or(measures.leading).unwrap_or(Pt::INFINITY).min(tight_pitch(fragments, columns));
    let first_data = if measures.labels.is_some() { 0 } else { first_data_level(lines.len(), fragments) };
    let filled = columns_filled(lines.len(), fragments, columns);
    let rows = RowsOfAll::of(lines.len(), fragments, measures.labels);
    let mut last: Vec<Option<&Fragment>> = vec![None; columns];
    let mut pairs = Vec::new();
    for fragment in fragments {
        let mut seen: Option<usize> = None;
        for column in fragment.columns.clone() {
            if let Some(upper) = last[column].replace(fragment) {
                // A cell over several columns meets the same upper cell in each of them: one pair.
                if seen == Some(upper.level) && upper.spans() {
                    continue;
                }
                seen = Some(upper.level);
                let width = widths[column];
                let header = fragment.level < first_data;
                // In a column of numbers a text above a number is its heading.
                let heading = numeric[column] && is_number(&fragment.text);
                let full = [upper.level, fragment.level].iter().all(|level| filled[*level] == columns);
                let parallel = columns > 2 && full && fragment.level == upper.level + 1;
                let joined = pair_score(upper, fragment, width, pitch, header)
                    - if parallel && !header { ROW_PARALLEL } else { 0.0 }
                    - if rows.are_two(upper.level, fragment.level) { TWO_ROWS } else { 0.0 }
                    - if heading && !is_number(&upper.text) { ROW_NUMBER } else { 0.0 }
                    + if measures.strokes.part(&upper.bbox, &fragment.bbox) { NEVER_ONE_CELL } else { 0.0 };
                pairs.push(FragmentPair { upper: upper.level, lower: fragment.level, joined, column });
            }
        }
    }
    pairs
}

/// Levels that print something in every column right of the labels that holds anything.
struct RowsOfAll(Vec<bool>);

impl RowsOfAll {
    fn of(levels: usize, fragments: &[Fragment], labels: Option<usize>) -> Self {
        let Some(labels) = labels else { return Self(vec![false; levels]) };
        let mut printed: Vec<Vec<usize>> = vec![Vec::new(); levels];
        for fragment in fragments {
            printed.iter_mut().skip(fragment.level).take(1).for_each(|c| c.extend(fragment.columns.clone()));
        }
        let values =
            |columns: &Vec<usize>| columns.iter().copied().filter(|c| *c >= labels).collect::<BTreeSet<usize>>();
        let all: BTreeSet<usize> = printed.iter().flat_map(values).collect();
        let full = |columns: &Vec<usize>| all.len() > 1 && values(columns) == all;
        Self(printed.iter().map(full).collect())
    }

    /// Whether both levels do, one directly below the other: whole cells seldom wrap all alike.
    fn are_two(&self, upper: usize, lower: usize) -> bool {
        upper + 1 == lower && self.0[upper] && self.0[lower]
    }
}

/// For each level how many columns it is printed in.
fn columns_filled(levels: usize, fragments: &[Fragment], columns: usize) -> Vec<usize> {
    let mut filled = vec![0_usize; levels];
    for fragment in fragments {
        let count = &mut filled[fragment.level];
        *count = (*count + fragment.columns.clone().count()).min(columns);
    }
    filled
}

/// What speaks for the two being lines of one cell.
fn pair_score(upper: &Fragment, lower: &Fragment, width: Pt, pitch: Pt, header: bool) -> f64 {
    if upper.columns != lower.columns || upper.known && lower.known || upper.heads || lower.heads {
        return NEVER_ONE_CELL;
    }
    let ratio = (lower.bbox.center_y() - upper.bbox.center_y()) / pitch;
    let near = PITCHES.iter().find(|(most, _)| ratio <= *most).map_or(PITCH_FAR, |(_, score)| *score);
    let (above, below) = (is_number(&upper.text), is_number(&lower.text));
    if above && below {
        return NEVER_ONE_CELL;
    }
    let room = width - upper.bbox.width() - CELL_PADDING * upper.size;
    let fits = room > lower.first_word.min(FIRST_WORD_MOST * lower.size) + WORD_SPACE * upper.size;
    if header {
        // Ideographs may be parted anywhere: a label that left room for the next was not wrapped, it has others below it.
        // Nor is a number the end of a label. Lines of one heading stand close.
        let apart = near <= 0.0 || lower.bbox.top - upper.bbox.bottom > LABEL_LEADING * lower.size;
        let ideographs = [upper, lower].iter().any(|f| f.text.chars().any(is_cjk));
        let labels = apart && ideographs && (fits || above != below);
        return near
            + if labels {
                LABELS_APART - near.max(0.0)
            } else if above || below {
                HEADER_DOUBT
            } else if near < 0.0 {
                0.0
            } else if apart && ideographs {
                HEADER_DOUBT
            } else {
                HEADER_CLOSE
            };
    }
    let wrapped = if fits { ROOM_LEFT } else { NO_ROOM_LEFT };
    let values = starts_with_value(&upper.text) && starts_with_value(&lower.text);
    let kind = if above != below {
        NUMBER_AND_TEXT
    } else if values {
        TWO_VALUES
    } else {
        0.0
    };
    let runs_on = lower.text.chars().next().is_some_and(char::is_lowercase) || upper.text.ends_with('-');
    near + wrapped + kind + if runs_on { 1.0 } else { 0.0 }
}

/// For each column whether most of its texts are numbers.
fn numeric_columns(fragments: &[Fragment], columns: usize) -> Vec<bool> {
    let mut counts = vec![(0_usize, 0_usize); columns];
    for fragment in fragments.iter().filter(|f| !f.spans()) {
        let (all, numbers) = &mut counts[*fragment.columns.start()];
        *all += 1;
        *numbers += usize::from(is_number(&fragment.text));
    }
    counts.into_iter().map(|(all, numbers)| numbers * 2 > all).collect()
}

/// Whether a short text begins like a value: digits, perhaps after a sign or a currency.
fn starts_with_value(text: &str) -> bool {
    let bare = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    bare.starts_with(|c: char| c.is_ascii_digit()) && text.chars().count() <= VALUE_LONGEST
}

/// How wide the texts of each column may be: as the widest of them, cells over several columns left out, or as far as where
/// the texts of the next column begin, where both are set to the left in ideographs. Those leave no more room than for one.
fn column_widths(fragments: &[Fragment], columns: usize) -> Vec<Pt> {
    let mut edges: Vec<Option<Edges>> = vec![None; columns];
    for fragment in fragments.iter().filter(|f| !f.spans()) {
        let edge = edges[*fragment.columns.start()].get_or_insert(Edges {
            left: fragment.bbox.left,
            right: fragment.bbox.right,
            all: 0,
            flush: 0,
            size: fragment.size,
        });
        let slack = PARTED_ALIGN * fragment.size;
        if fragment.bbox.left < edge.left - slack {
            edge.flush = 0;
        }
        edge.left = edge.left.min(fragment.bbox.left);
        edge.right = edge.right.max(fragment.bbox.right);
        edge.all += 1;
        edge.flush += usize::from(fragment.bbox.left <= edge.left + slack && fragment.text.chars().any(is_cjk));
    }
    let following = edges.iter().skip(1).chain([&None]);
    let widths = edges.iter().zip(following).map(|(own, next)| match own {
        Some(own) => own.width(next.as_ref()),
        None => 0.0,
    });
    widths.collect()
}

/// Where the texts of a column begin and end.
#[derive(Clone, Copy)]
struct Edges {
    left: Pt,
    right: Pt,
    all: usize,
    /// How many texts in ideographs begin at its left edge.
    flush: usize,
    size: Pt,
}

impl Edges {
    /// How wide the column is: up to the next one where both are set flush left.
    fn width(&self, next: Option<&Self>) -> Pt {
        let next = next.filter(|next| self.is_flush() && next.is_flush());
        let until = next.map_or(self.right, |next| next.left - COLUMN_PADDING * self.size);
        self.right.max(until) - self.left
    }

    /// Whether most of its texts are set to the left.
    fn is_flush(&self) -> bool {
        self.flush >= FLUSH_LEAST && TWO_THIRDS.is_reached(self.flush, self.all)
    }
}

/// The distance of lines that follow each other most tightly in a column: the tenth part of all distances, at least a
/// font size.
fn tight_pitch(fragments: &[Fragment], columns: usize) -> Pt {
    let mut last: Vec<Option<Pt>> = vec![None; columns];
    let mut pitches: Vec<Pt> = Vec::new();
    let mut size: Pt = 1.0;
    for fragment in fragments {
        let y = fragment.bbox.center_y();
        size = size.max(fragment.size);
        for column in fragment.columns.clone() {
            pitches.extend(last[column].replace(y).map(|before| y - before));
        }
    }
    pitches.retain(|&p| p > PITCH_LEAST * size);
    pitches.sort_by(f64::total_cmp);
    pitches.get(pitches.len() / TIGHT_PART).copied().unwrap_or(PITCH_USUAL * size).min(LEADING_MOST * size)
}

/// The distance of the lines of long texts, which are wrapped for sure: the quarter part of these distances.
pub(super) fn leading(fragments: &[Fragment], columns: usize) -> Option<Pt> {
    let mut last: Vec<Option<&Fragment>> = vec![None; columns];
    let mut pitches: Vec<Pt> = Vec::new();
    for lower in fragments {
        let upper = last[*lower.columns.start()];
        last[lower.columns.clone()].fill(Some(lower));
        let Some(upper) = upper.filter(|u| u.columns == lower.columns) else { continue };
        let long = upper.text.chars().filter(|&c| is_cjk(c)).count() >= LONG_TEXT;
        let slack = PARTED_ALIGN * upper.size;
        let flush = (upper.bbox.left - lower.bbox.left).abs() <= slack && lower.bbox.right <= upper.bbox.right + slack;
        let pitch = lower.bbox.center_y() - upper.bbox.center_y();
        if long && flush && pitch > PITCH_LEAST * upper.size && pitch <= LEADING_MOST * upper.size {
            pitches.push(pitch);
        }
    }
    pitches.sort_by(Pt::total_cmp);
    pitches.get(pitches.len() / SMALLER_PART).copied()
}

/// The first level that shows data: a number right of the first column beside other entries.
fn first_data_level(levels: usize, fragments: &[Fragment]) -> usize {
    fragments.iter().find(|f| *f.columns.start() > 0 && is_number(&f.text)).map_or(levels.min(1), |f| f.level)
}
