//! Headings and lines below them → where each column starts.

use crate::model::Line;
use crate::reconstruct::text::spaced::pieces::{Count, line_to_pieces};

use super::headings::Headings;

/// Positions beyond this are one: no printed line is longer.
const LONGEST: usize = 4096;

/// Columns of a section.
#[derive(Debug, Clone)]
pub(super) struct Columns {
    /// How positions are counted.
    pub(super) count: Count,
    /// Where each column but the first starts, the one left of all headings included where there is one.
    pub(super) borders: Vec<usize>,
    /// Whether a column stands left of all headings: the label beside the section.
    pub(super) side_label: bool,
}

impl Columns {
    /// The columns whose borders the fewest pieces cross.
    pub(super) fn of(headings: &Headings, lines: &[Option<&Line>], is_side_label: impl Fn(&str) -> bool) -> Self {
        let by = |count| columns_by(headings, lines, count, &is_side_label);
        let (cells, characters) = (by(Count::Cells), by(Count::Characters));
        if cells.0 < characters.0 { cells.1 } else { characters.1 }
    }

    /// The column of a position.
    pub(super) fn column(&self, position: usize) -> usize {
        self.borders.partition_point(|b| *b <= position)
    }
}

fn columns_by(
    headings: &Headings,
    lines: &[Option<&Line>],
    count: Count,
    is_side_label: &impl Fn(&str) -> bool,
) -> (usize, Columns) {
    let (inked, leftmost) = crossings(headings, lines, count);
    let mut crossed = 0;
    let mut borders = Vec::new();
    let first = headings.list.first().map_or(0, |h| h.extent(count).0);
    let (_, side) = best_gutter(&inked, 0, first);
    let beside: String = leftmost.iter().filter(|p| p.1 <= side).map(|p| p.2).collect();
    let side_label = is_side_label(&beside);
    if side_label {
        borders.push(side);
    }
    for pair in headings.list.windows(2) {
        let [left, right] = pair else { continue };
        let (least, border) = best_gutter(&inked, left.extent(count).1, right.extent(count).0);
        crossed += least;
        borders.push(border);
    }
    (crossed, Columns { count, borders, side_label })
}

/// How many pieces a border at each position would cut, and the first piece of each line.
fn crossings<'a>(
    headings: &Headings,
    lines: &[Option<&'a Line>],
    count: Count,
) -> (Vec<usize>, Vec<(usize, usize, &'a str)>) {
    let mut change = vec![0_i64; LONGEST + 2];
    let mut leftmost = Vec::new();
    let mut add = |start: usize, end: usize| {
        if let Some(c) = change.get_mut((start + 1).min(LONGEST)) {
            *c += 1;
        }
        if let Some(c) = change.get_mut(end.min(LONGEST)) {
            *c -= 1;
        }
    };
    for heading in &headings.list {
        let (start, end) = heading.extent(count);
        add(start, end);
    }
    for line in lines.iter().flatten() {
        for (n, piece) in line_to_pieces(&line.text, count, |_| false).iter().enumerate() {
            add(piece.start, piece.end);
            if n == 0 {
                leftmost.push((piece.start, piece.end, piece.text));
            }
        }
    }
    let mut sum = 0_i64;
    let crossing = change.iter().map(|c| {
        sum += c;
        usize::try_from(sum).unwrap_or(0)
    });
    (crossing.collect(), leftmost)
}

/// Between two positions: the least crossing and the last position of the widest run that has it.
fn best_gutter(crossing: &[usize], from: usize, to: usize) -> (usize, usize) {
    let to = to.min(LONGEST);
    let range = crossing.get(from..=to).unwrap_or_default();
    let least = range.iter().copied().min().unwrap_or(0);
    let mut best = (0, to);
    let mut length = 0;
    for (x, crossed) in (from..).zip(range) {
        length = if *crossed == least { length + 1 } else { 0 };
        if length >= best.0 && length > 0 {
            best = (length, x);
        }
    }
    (least, best.1)
}
