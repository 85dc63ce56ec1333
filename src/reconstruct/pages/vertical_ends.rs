//! Vertical borders that end in the middle of a row: above or below their end stands a cell over several columns, whose border is not drawn.

use crate::model::{Axis, Pt, Rule};
use crate::reconstruct::tolerances::{BORDER_MERGE, VERTICAL_ENDS};

use super::rules::Lattice;

/// Adds the borders that such ends show, from the next vertical rule on the left that goes on to the next on the right.
pub(super) fn add_borders_at_ends(lattice: &mut Lattice, em: Pt) {
    let reach = BORDER_MERGE * em;
    let area = lattice.bbox();
    let mut added: Vec<Rule> = Vec::new();
    for (n, rule) in lattice.vertical.iter().enumerate() {
        for y in [rule.start, rule.end] {
            if y - area.top < VERTICAL_ENDS * em || area.bottom - y < VERTICAL_ENDS * em {
                continue;
            }
            if lattice.horizontal.iter().chain(&added).any(|h| meets(h, rule.position, y, em)) {
                continue;
            }
            let (before, behind) = lattice.vertical.split_at(n);
            let left = before.iter().rev().find(|v| goes_on(v, y, reach));
            let right = behind.iter().skip(1).find(|v| goes_on(v, y, reach));
            if let (Some(left), Some(right)) = (left, right) {
                added.push(Rule {
                    axis: Axis::Horizontal,
                    position: y,
                    start: left.position,
                    end: right.position,
                    width: 0.0,
                });
            }
        }
    }
    if !added.is_empty() {
        lattice.horizontal.append(&mut added);
        lattice.horizontal.sort_by(|a, b| a.position.total_cmp(&b.position).then(a.start.total_cmp(&b.start)));
    }
}

/// Whether a horizontal rule passes so near that a vertical one at `x` ends at it.
fn meets(rule: &Rule, x: Pt, y: Pt, em: Pt) -> bool {
    let reach = BORDER_MERGE * em;
    (rule.position - y).abs() <= VERTICAL_ENDS * em && rule.start <= x + reach && rule.end >= x - reach
}

/// Whether a vertical rule runs on above and below a height.
fn goes_on(rule: &Rule, y: Pt, reach: Pt) -> bool {
    rule.start < y - reach && rule.end > y + reach
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(axis: Axis, position: Pt, start: Pt, end: Pt) -> Rule {
        Rule { axis, position, start, end, width: 1.0 }
    }

    #[test]
    fn a_border_that_ends_in_the_middle_of_a_row_ends_at_a_heading_over_both_columns() {
        let horizontal = [0.0, 40.0, 60.0].map(|y| rule(Axis::Horizontal, y, 0.0, 150.0)).to_vec();
        let ends = [(0.0, 0.0), (50.0, 20.0), (100.0, 0.0), (150.0, 0.0)];
        let vertical = ends.map(|(x, top)| rule(Axis::Vertical, x, top, 60.0)).to_vec();
        let mut lattice = Lattice { horizontal, vertical };
        add_borders_at_ends(&mut lattice, 10.0);
        let added: Vec<(Pt, Pt, Pt)> = lattice.horizontal.iter().map(|r| (r.position, r.start, r.end)).collect();
        assert_eq!(added, [(0.0, 0.0, 150.0), (20.0, 0.0, 100.0), (40.0, 0.0, 150.0), (60.0, 0.0, 150.0)]);
        // With the border drawn there is nothing to add.
        let before = lattice.clone();
        add_borders_at_ends(&mut lattice, 10.0);
        assert_eq!(lattice, before);
    }
}
