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
    let key = |f: &Fill| place(&f.bbox, axis);
    // Positions are compared in steps, for a chain of small shifts must not lead from one row to the next.
    let step = |f: &Fill| (key(f).0 / (OFF_LINE * DOT)).round() as i64;
    dots.sort_by(|a, b| step(a).cmp(&step(b)).then(key(a).1.total_cmp(&key(b).1)));
    let (mut left, mut row) = (Vec::new(), Vec::<Fill>::new());
    for dot in dots {
        let goes_on = row.last().is_some_and(|last| {
            let size = key(last).2.max(key(&dot).2);
            step(last) == step(&dot) && key(&dot).1 - key(last).1 <= PITCH * size
        });
        if !goes_on {
            end_row(&mut row, axis, rules, &mut left);
        }
        row.push(dot);
    }
    end_row(&mut row, axis, rules, &mut left);
    left
}

/// Position across, position along, and size of a dot.
fn place(b: &BBox, axis: Axis) -> (Pt, Pt, Pt) {
    let size = b.width().max(b.height());
    match axis {
        Axis::Horizontal => (b.center_y(), b.center_x(), size),
        Axis::Vertical => (b.center_x(), b.center_y(), size),
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
