//! Rows of small filled squares → ruling lines: dotted borders as some writers draw them.

use crate::model::{Axis, BBox, Fill, Pt, Rule};

/// Sides of a dot.
const DOT: Pt = 2.5;
/// Dots in a row that make a line; a leader of a table of contents is text.
const LEAST: usize = 5;
/// Distance of dots from middle to middle, in their size.
const PITCH: f64 = 5.0;
/// How far dots of a row may lie off its line, in their size.
const OFF_LINE: f64 = 0.25;

/// Takes the dots that stand in rows out of the fills.
pub(super) fn dots_to_rules(fills: Vec<Fill>, rules: &mut Vec<Rule>) -> Vec<Fill> {
    let (dots, mut rest): (Vec<Fill>, Vec<Fill>) =
        fills.into_iter().partition(|f| f.bbox.width() <= DOT && f.bbox.height() <= DOT);
    if dots.len() < LEAST {
        rest.extend(dots);
        return rest;
    }
    // A corner belongs to a row and a column; that the column lacks it is within what joining borders bridges.
    let left = rows(dots, Axis::Horizontal, rules);
    rest.extend(rows(left, Axis::Vertical, rules));
    rest
}

/// Turns rows along an axis into rules; gives back the dots left over.
fn rows(mut dots: Vec<Fill>, axis: Axis, rules: &mut Vec<Rule>) -> Vec<Fill> {
    dots.sort_by(|a, b| {
        let (a, b) = (DotPlace::of(a, axis), DotPlace::of(b, axis));
        a.step().cmp(&b.step()).then(a.along.total_cmp(&b.along))
    });
    let (mut left, mut row) = (Vec::new(), Vec::<Fill>::new());
    for dot in dots {
        let goes_on = row.last().map(|last| DotPlace::of(last, axis).goes_on_with(&DotPlace::of(&dot, axis)));
        if goes_on != Some(true) {
            end_row(&mut row, axis, rules, &mut left);
        }
        row.push(dot);
    }
    end_row(&mut row, axis, rules, &mut left);
    left
}

/// Where a dot stands across and along an axis, and how large it is.
struct DotPlace {
    across: Pt,
    along: Pt,
    size: Pt,
}

impl DotPlace {
    fn of(dot: &Fill, axis: Axis) -> Self {
        let b = &dot.bbox;
        let size = b.width().max(b.height());
        match axis {
            Axis::Horizontal => Self { across: b.center_y(), along: b.center_x(), size },
            Axis::Vertical => Self { across: b.center_x(), along: b.center_y(), size },
        }
    }

    /// Positions are compared in steps, for a chain of small shifts must not lead from one row to the next.
    fn step(&self) -> i64 {
        (self.across / (OFF_LINE * DOT)).round() as i64
    }

    /// Whether a dot behind this one belongs to the same row.
    fn goes_on_with(&self, next: &Self) -> bool {
        self.step() == next.step() && next.along - self.along <= PITCH * self.size.max(next.size)
    }
}

fn end_row(row: &mut Vec<Fill>, axis: Axis, rules: &mut Vec<Rule>, left: &mut Vec<Fill>) {
    let dots = std::mem::take(row);
    match BBox::around(dots.iter().map(|d| d.bbox)) {
        Some(b) if dots.len() >= LEAST => rules.push(match axis {
            Axis::Horizontal => Rule { axis, position: b.center_y(), start: b.left, end: b.right, width: b.height() },
            Axis::Vertical => Rule { axis, position: b.center_x(), start: b.top, end: b.bottom, width: b.width() },
        }),
        _ => left.extend(dots),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_in_a_row_are_a_rule_and_single_ones_are_not() {
        let dot = |x: f64, y: f64| Fill { bbox: BBox::new(x, y, x + 0.75, y + 0.75), color: [0; 3] };
        let mut fills: Vec<Fill> = (0..20).map(|n| dot(50.0 + f64::from(n) * 1.5, 100.0)).collect();
        fills.extend((1..20).map(|n| dot(50.0, 100.0 + f64::from(n) * 1.5)));
        fills.push(dot(300.0, 300.0));
        let mut rules = Vec::new();
        let rest = dots_to_rules(fills, &mut rules);
        assert_eq!(rest.len(), 1);
        let spans: Vec<_> = rules.iter().map(|r| (r.axis, r.start, r.end)).collect();
        assert_eq!(spans, [(Axis::Horizontal, 50.0, 79.25), (Axis::Vertical, 101.5, 129.25)]);
    }
}
