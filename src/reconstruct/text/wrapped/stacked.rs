//! A header set in columns of spaces whose labels are broken over two lines, the halves of several labels side by side.

use crate::model::Line;
use crate::reconstruct::text::pieces::{Count, Piece, line_to_pieces};
use crate::reconstruct::text::words::Words;

use super::columns::PrintedColumn;
use crate::reconstruct::matrix::Matrix;

/// Most labels on a line: no header has so many.
const MOST_LABELS: usize = 24;
/// Cost of halves that stand apart, and of labels out of order, per position.
const APART: f32 = 0.05;

/// How the next label is put together.
#[derive(Debug, Clone, Copy, PartialEq)]
enum LabelStep {
    Upper,
    Lower,
    Both,
}

impl LabelStep {
    /// How many pieces of the upper and of the lower line it takes.
    fn taken(self) -> (usize, usize) {
        match self {
            Self::Upper => (1, 0),
            Self::Lower => (0, 1),
            Self::Both => (1, 1),
        }
    }
}

/// The columns of a header broken over line `at` and the next printed one, and the index of the line behind it.
pub(super) fn header_at(lines: &[Line], at: usize, words: &Words) -> Option<(Vec<PrintedColumn>, usize)> {
    let upper_line = lines.get(at)?;
    let behind = lines.get(at + 1..)?;
    let next = behind.iter().position(|l| !l.text.trim().is_empty())?;
    let lower_line = behind.get(next)?;
    let upper = line_to_pieces(&upper_line.text, Count::Characters, |_| true);
    let lower = line_to_pieces(&lower_line.text, Count::Characters, |_| true);
    if upper.is_empty() || lower.is_empty() || upper.len() + lower.len() > MOST_LABELS {
        return None;
    }
    let mut columns = Vec::new();
    let (mut i, mut j) = (0, 0);
    for step in halves_to_steps(&upper, &lower, words)? {
        let label = label_of(step, upper.get(i), lower.get(j))?;
        let (role, _) = words.column_label(&label)?;
        let (up, down) = step.taken();
        let first = if up > 0 { upper_line.number } else { lower_line.number };
        let last = if down > 0 { lower_line.number } else { upper_line.number };
        columns.push(PrintedColumn { label, role, lines: [first, last], stacked: true });
        (i, j) = (i + up, j + down);
    }
    Some((columns, at + 1 + next + 1))
}

fn label_of(step: LabelStep, upper: Option<&Piece>, lower: Option<&Piece>) -> Option<String> {
    Some(match step {
        LabelStep::Upper => upper?.text.to_owned(),
        LabelStep::Lower => lower?.text.to_owned(),
        LabelStep::Both => format!("{}{}", upper?.text, lower?.text),
    })
}

/// The cheapest way to put all pieces of two lines together as labels, both from left to right.
fn halves_to_steps(upper: &[Piece], lower: &[Piece], words: &Words) -> Option<Vec<LabelStep>> {
    // Cost of the first pieces of both lines, and the last step.
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
    let mut steps = Vec::new();
    while i > 0 || j > 0 {
        let step = best[(i, j)].1?;
        let (up, down) = step.taken();
        steps.push(step);
        (i, j) = (i - up, j - down);
    }
    steps.reverse();
    steps.contains(&LabelStep::Both).then_some(steps)
}

/// What speaks against a step; `None` where it makes no label.
fn step_cost(step: LabelStep, (upper, lower): (Option<&Piece>, Option<&Piece>), words: &Words) -> Option<f32> {
    let label = label_of(step, upper, lower)?;
    words.column_label(&label).filter(|(_, len)| *len == label.len())?;
    Some(match (step, upper, lower) {
        (LabelStep::Both, Some(u), Some(l)) => APART * (middle_of(u) - middle_of(l)).abs(),
        (LabelStep::Upper, Some(u), Some(l)) => APART * (middle_of(u) - middle_of(l)).max(0.0),
        (LabelStep::Lower, Some(u), Some(l)) => APART * (middle_of(l) - middle_of(u)).max(0.0),
        _ => 0.0,
    })
}

/// The middle of a piece.
fn middle_of(p: &Piece) -> f32 {
    f32::midpoint(p.start as f32, p.end as f32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_side_by_side_are_put_together() {
        let text = [
            " 项目名称（资金使用单     总计 财政拨款 财政专户拨",
            "     位）                          款 其他资金            绩效目标        绩效指标",
        ];
        let lines: Vec<Line> = text.iter().zip(1..).map(|(t, number)| Line { number, text: (*t).to_owned() }).collect();
        let (columns, end) = header_at(&lines, 0, &Words::default()).unwrap_or_default();
        let labels: Vec<&str> = columns.iter().map(|c| c.label.as_str()).collect();
        let whole =
            ["项目名称（资金使用单位）", "总计", "财政拨款", "财政专户拨款", "其他资金", "绩效目标", "绩效指标"];
        assert_eq!((labels.as_slice(), end), (whole.as_slice(), 2));
    }
}
