//! A header set in columns of spaces whose labels are broken over lines, the parts of several labels side by side.

use crate::model::Line;
use crate::reconstruct::matrix::Matrix;
use crate::reconstruct::text::pieces::{Count, Piece, line_to_pieces};
use crate::reconstruct::text::words::Words;

use super::columns::{PrintedColumn, Role};
use super::headings;

/// Most labels on a line: no header has so many.
const MOST_LABELS: usize = 24;
/// Most printed lines of a header.
const MOST_LINES: usize = 7;
/// Cost of parts that stand apart, and of labels out of order, per position.
const APART: f32 = 0.05;
/// What speaks for putting two parts together: that they make a label, or that they stand below one another.
const MAKES_LABEL: f32 = 1.0;
/// See [`MAKES_LABEL`].
const BELOW: f32 = 0.3;

/// A label as far as its lines are read.
#[derive(Debug, Clone)]
struct PartLabel {
    text: String,
    /// Its positions.
    start: usize,
    end: usize,
    lines: [u32; 2],
}

impl PartLabel {
    fn of(piece: &Piece, line: u32) -> Self {
        Self { text: piece.text.to_owned(), start: piece.start, end: piece.end, lines: [line; 2] }
    }

    fn middle(&self) -> f32 {
        f32::midpoint(self.start as f32, self.end as f32)
    }

    /// With the part of it on the next line.
    fn with(&self, lower: &Self) -> Self {
        Self {
            text: format!("{}{}", self.text, lower.text),
            start: self.start.min(lower.start),
            end: self.end.max(lower.end),
            lines: [self.lines[0], lower.lines[1]],
        }
    }

    fn is_above(&self, lower: &Self) -> bool {
        self.start < lower.end && lower.start < self.end
    }
}

/// How the next label is put together.
#[derive(Debug, Clone, Copy, PartialEq)]
enum LabelStep {
    Upper,
    Lower,
    Both,
}

impl LabelStep {
    /// How many labels from above and of the lower line it takes.
    fn taken(self) -> (usize, usize) {
        match self {
            Self::Upper => (1, 0),
            Self::Lower => (0, 1),
            Self::Both => (1, 1),
        }
    }
}

/// Whether a header can be no part of one: what looks like an unknown heading may be a part of a label broken over lines.
pub(super) fn is_whole(columns: &[PrintedColumn], next: Option<&Line>, words: &Words) -> bool {
    let goes_on = next.is_some_and(|l| headings::may_end_headings(&l.text, words));
    !goes_on && columns.iter().all(|c| c.role != Role::Open)
}

/// The columns of headers broken over line `at` and the next printed ones, and the index of the line behind each, the shortest
/// first.
pub(super) fn headers_at<'a>(
    lines: &'a [Line],
    at: usize,
    words: &'a Words,
) -> impl Iterator<Item = (Vec<PrintedColumn>, usize)> + 'a {
    let printed = lines.iter().enumerate().skip(at).filter(|(_, l)| !l.text.trim().is_empty()).take(MOST_LINES);
    let mut labels: Vec<PartLabel> = Vec::new();
    let (mut is_broken, mut is_spaced, mut widest) = (false, false, 0);
    let grown = printed.map_while(move |(n, line)| {
        let pieces = line_to_pieces(&line.text, Count::Characters, |_| true);
        let lower: Vec<PartLabel> = pieces.iter().map(|p| PartLabel::of(p, line.number)).collect();
        if labels.len() + lower.len() > MOST_LABELS {
            return None;
        }
        let (joined, has_both) = with_line(&labels, &lower, words)?;
        labels = joined;
        is_broken |= has_both;
        is_spaced |= line.text.trim().contains("  ");
        widest = widest.max(lower.len());
        // A label a line is no header whose labels stand side by side.
        let mut columns = (is_broken && widest > 1).then(|| labels_to_columns(&labels, words)).flatten();
        if let Some(own) = columns.as_mut().filter(|_| !is_spaced) {
            // Single spaces do not tell where the parts stand: the columns come in their usual order.
            own.sort_by_key(|c| (c.role, words.meaning(&c.label)));
        }
        Some(columns.map(|columns| (columns, n + 1)))
    });
    grown.flatten()
}

/// The columns that whole labels head; `None` where one is not known.
fn labels_to_columns(labels: &[PartLabel], words: &Words) -> Option<Vec<PrintedColumn>> {
    let column = |label: &PartLabel| {
        let (role, _) = words.column_label(&label.text).filter(|(_, length)| *length == label.text.len())?;
        Some(PrintedColumn { label: label.text.clone(), role, lines: label.lines, stacked: true })
    };
    labels.iter().map(column).collect()
}

/// Labels with the parts on the next line, put together the cheapest way, both from left to right; and whether a part
/// belongs to a label from above.
fn with_line(upper: &[PartLabel], lower: &[PartLabel], words: &Words) -> Option<(Vec<PartLabel>, bool)> {
    // Cost of the first labels and parts, and the last step.
    let mut best = Matrix::filled(upper.len() + 1, lower.len() + 1, (f32::INFINITY, None::<LabelStep>));
    best[(0, 0)].0 = 0.0;
    for i in 0..=upper.len() {
        for j in 0..=lower.len() {
            let before = best[(i, j)].0;
            if !before.is_finite() {
                continue;
            }
            for step in [LabelStep::Both, LabelStep::Upper, LabelStep::Lower] {
                let (up, down) = step.taken();
                let Some(cost) = step_cost(step, (upper.get(i), lower.get(j)), words) else { continue };
                let slot = &mut best[(i + up, j + down)];
                if before + cost < slot.0 {
                    *slot = (before + cost, Some(step));
                }
            }
        }
    }
    let (mut i, mut j) = (upper.len(), lower.len());
    let mut joined = Vec::new();
    let mut has_both = false;
    while i > 0 || j > 0 {
        let step = best[(i, j)].1?;
        let (up, down) = step.taken();
        (i, j) = (i - up, j - down);
        has_both |= step == LabelStep::Both;
        joined.push(match step {
            LabelStep::Upper => upper[i].clone(),
            LabelStep::Lower => lower[j].clone(),
            LabelStep::Both => upper[i].with(&lower[j]),
        });
    }
    joined.reverse();
    Some((joined, has_both))
}

/// Whether a text is a known label and no more.
fn is_whole_label(text: &str, words: &Words) -> bool {
    words.column_label(text).is_some_and(|(_, length)| length == text.len())
}

/// What speaks against a step; `None` where it cannot be.
fn step_cost(step: LabelStep, own: (Option<&PartLabel>, Option<&PartLabel>), words: &Words) -> Option<f32> {
    Some(match (step, own) {
        (LabelStep::Both, (Some(upper), Some(lower))) => {
            let is_label = is_whole_label(&upper.with(lower).text, words);
            // A whole label below or above is no part of another one.
            let is_above = upper.is_above(lower) && ![upper, lower].iter().any(|own| is_whole_label(&own.text, words));
            if !is_label && !is_above {
                return None;
            }
            let apart = APART * (upper.middle() - lower.middle()).abs();
            apart - if is_label { MAKES_LABEL } else { 0.0 } - if is_above { BELOW } else { 0.0 }
        }
        (LabelStep::Upper, (Some(upper), Some(lower))) => APART * (upper.middle() - lower.middle()).max(0.0),
        (LabelStep::Lower, (Some(upper), Some(lower))) => APART * (lower.middle() - upper.middle()).max(0.0),
        (LabelStep::Upper, (Some(_), None)) | (LabelStep::Lower, (None, Some(_))) => 0.0,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(text: &[&str]) -> (Vec<String>, usize) {
        let lines: Vec<Line> = text.iter().zip(1..).map(|(t, number)| Line { number, text: (*t).to_owned() }).collect();
        let (columns, end) = headers_at(&lines, 0, &Words::default()).last().unwrap_or_default();
        (columns.into_iter().map(|c| c.label).collect(), end)
    }

    #[test]
    fn parts_side_by_side_are_put_together() {
        let whole =
            ["项目名称（资金使用单位）", "总计", "财政拨款", "财政专户拨款", "其他资金", "绩效目标", "绩效指标"];
        let two = [
            " 项目名称（资金使用单     总计 财政拨款 财政专户拨",
            "     位）                          款 其他资金            绩效目标        绩效指标",
            "合计             9,486.23 9,486.23",
        ];
        assert_eq!(header(&two), (whole.map(str::to_owned).to_vec(), 2));
        let centred = [
            "                                        财政专户拨",
            "项目名称（资金使用单位）     总计         财政拨款                其他资金             绩效目标      绩效指标",
            "                                          款",
            "",
            "合计               9,486.23    9,486.23",
        ];
        assert_eq!(header(&centred), (whole.map(str::to_owned).to_vec(), 3));
        let tall = [
            "                           财政",
            "项目名称（资              财政          其他",
            "             总计            专户             绩效目标                绩效指标",
            "金使用单位）              拨款          资金",
            "                           拨款",
        ];
        assert_eq!(header(&tall), (whole.map(str::to_owned).to_vec(), 5));
        let sorted = ["项目名称（资金使用单 财政专户拨", "总计 财政拨款 其他资金 绩效目标 绩效指标", "位） 款"];
        assert_eq!(header(&sorted), (whole.map(str::to_owned).to_vec(), 3));
    }
}
