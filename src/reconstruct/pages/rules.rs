//! Ruling lines → lattices: rules snapped, joined and gathered where they touch.

use crate::model::{Axis, BBox, Glyph, Page, Pt, Rule};
use crate::reconstruct::tolerances::{
    LATTICE_RULES_LIMIT, RULE_JOIN_GAP, RULE_OFFSET, RULE_SHORTEST, RULE_TOUCH, SIZE_UNKNOWN, SMALLER_PART,
    TOUCH_BUDGET,
};

/// What a rule counts at the least for the place of the line that is joined from several, in points of its length.
const SHORTEST_COUNTED: f64 = 0.01;

/// Rules that touch or cross each other, on their way to become one grid.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Lattice {
    /// Horizontal rules, from the top.
    pub(crate) horizontal: Vec<Rule>,
    /// Vertical rules, from the left.
    pub(crate) vertical: Vec<Rule>,
}

impl Lattice {
    /// The box around all its rules' middle lines.
    pub(crate) fn bbox(&self) -> BBox {
        let across = self.horizontal.iter().map(|r| BBox::new(r.start, r.position, r.end, r.position));
        let down = self.vertical.iter().map(|r| BBox::new(r.position, r.start, r.position, r.end));
        BBox::around(across.chain(down)).unwrap_or_default()
    }
}

/// The lattices of a page: joined rules, gathered where a horizontal one meets a vertical one. Rules that meet none
/// (underlines, header rules) belong to no lattice. `None` where there are so many rules that it is a drawing.
pub(crate) fn rules_to_lattices(rules: &[Rule], em: Pt) -> Option<Vec<Lattice>> {
    if rules.len() > LATTICE_RULES_LIMIT {
        return None;
    }
    let mut horizontal = join_rules(rules, Axis::Horizontal, em);
    let mut vertical = join_rules(rules, Axis::Vertical, em);
    horizontal.retain(|r| r.length() >= RULE_SHORTEST * em);
    vertical.retain(|r| r.length() >= RULE_SHORTEST * em);
    let mut groups = Groups::new(horizontal.len() + vertical.len());
    let touch = RULE_TOUCH * em;
    let mut budget = TOUCH_BUDGET;
    for (n, h) in horizontal.iter().enumerate() {
        let first = vertical.partition_point(|v| v.position < h.start - touch);
        for (m, v) in vertical.iter().enumerate().skip(first).take_while(|(_, v)| v.position <= h.end + touch) {
            budget = budget.checked_sub(1)?;
            if h.position >= v.start - touch && h.position <= v.end + touch {
                groups.unite(n, horizontal.len() + m);
            }
        }
    }
    let roots: Vec<usize> = (0..horizontal.len() + vertical.len()).map(|n| groups.root(n)).collect();
    let mut number = vec![usize::MAX; roots.len()];
    let mut lattices: Vec<Lattice> = Vec::new();
    for ((n, rule), &root) in horizontal.iter().chain(&vertical).enumerate().zip(&roots) {
        if number[root] == usize::MAX {
            number[root] = lattices.len();
            lattices.push(Lattice::default());
        }
        let lattice = &mut lattices[number[root]];
        if n < horizontal.len() { lattice.horizontal.push(*rule) } else { lattice.vertical.push(*rule) }
    }
    lattices.retain(|l| !l.horizontal.is_empty() && !l.vertical.is_empty());
    Some(lattices)
}

/// Rules of one axis, by position: pieces on one line that touch or nearly touch become one rule (dashes, cell borders
/// drawn one by one, lines drawn twice).
pub(super) fn join_rules(rules: &[Rule], axis: Axis, em: Pt) -> Vec<Rule> {
    let mut sorted: Vec<Rule> =
        rules.iter().filter(|r| r.axis == axis).filter(|r| is_finite_rule(r)).copied().collect();
    sorted.sort_by(|a, b| a.position.total_cmp(&b.position).then(a.start.total_cmp(&b.start)));
    let mut joined = Vec::new();
    let mut rest = sorted.as_mut_slice();
    while let Some(first) = rest.first().map(|r| r.position) {
        let count = rest.partition_point(|r| r.position <= first + RULE_OFFSET * em);
        let (line, later) = rest.split_at_mut(count.max(1));
        joined.extend(join_line(line, em));
        rest = later;
    }
    joined.sort_by(|a, b| a.position.total_cmp(&b.position).then(a.start.total_cmp(&b.start)));
    joined
}

/// Whether a rule has finite measures.
fn is_finite_rule(r: &Rule) -> bool {
    [r.position, r.start, r.end, r.width].iter().all(|v| v.is_finite())
}

/// Joins the pieces of rules that lie on one line.
fn join_line(line: &mut [Rule], em: Pt) -> Vec<Rule> {
    line.sort_by(|a, b| a.start.total_cmp(&b.start));
    let mut joined: Vec<(Rule, Pt, Pt)> = Vec::new();
    for rule in line {
        let (length, weighted) =
            (rule.length().max(SHORTEST_COUNTED), rule.position * rule.length().max(SHORTEST_COUNTED));
        match joined.last_mut() {
            Some((last, total, sum)) if rule.start <= last.end + RULE_JOIN_GAP * em => {
                last.end = last.end.max(rule.end);
                last.width = last.width.max(rule.width);
                *total += length;
                *sum += weighted;
            }
            _ => joined.push((*rule, length, weighted)),
        }
    }
    joined.into_iter().map(|(rule, total, sum)| Rule { position: sum / total, ..rule }).collect()
}

/// Sets of indices that are united step by step.
#[derive(Debug)]
pub(crate) struct Groups(Vec<usize>);

impl Groups {
    /// Every index on its own.
    pub(crate) fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    /// The representative of the index's group.
    pub(crate) fn root(&mut self, mut n: usize) -> usize {
        while self.0[n] != n {
            self.0[n] = self.0[self.0[n]];
            n = self.0[n];
        }
        n
    }

    /// Makes two groups one; the smaller index represents it.
    pub(crate) fn unite(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.0[a.max(b)] = a.min(b);
    }
}

/// The size of the page's smaller print, in points. Rules are judged by it.
pub(crate) fn small_print(page: &Page) -> Pt {
    printed_size(page.glyphs.iter())
}

/// The size of the smaller print among glyphs, in points: the lower quartile of the sizes of those that print something.
pub(crate) fn printed_size<'a>(glyphs: impl Iterator<Item = &'a Glyph>) -> Pt {
    let printed = glyphs.filter(|g| g.size.is_finite() && g.size > 0.0 && !super::lines::is_space(g));
    smaller_size(printed.map(|g| g.size).collect())
}

/// The size of the smaller print among sizes of glyphs.
pub(super) fn smaller_size(mut sizes: Vec<Pt>) -> Pt {
    if sizes.is_empty() {
        return SIZE_UNKNOWN;
    }
    let smaller = sizes.len() / SMALLER_PART;
    *sizes.select_nth_unstable_by(smaller, Pt::total_cmp).1
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may panic")]
    use super::*;

    fn rule(axis: Axis, position: Pt, start: Pt, end: Pt) -> Rule {
        Rule { axis, position, start, end, width: 0.5 }
    }

    #[test]
    fn pieces_and_dashes_become_one_rule() {
        let pieces: Vec<Rule> = (0..20)
            .map(|n| {
                rule(Axis::Horizontal, 50.0 + f64::from(n % 2) * 0.4, f64::from(n) * 5.0, f64::from(n) * 5.0 + 3.5)
            })
            .collect();
        let joined = join_rules(&pieces, Axis::Horizontal, 9.0);
        assert_eq!(joined.len(), 1);
        assert!((joined[0].start - 0.0).abs() < 0.01 && (joined[0].end - 98.5).abs() < 0.01);
    }

    #[test]
    fn lattices_are_apart_where_rules_do_not_touch() {
        let mut rules = Vec::new();
        for x in [0.0, 300.0] {
            for n in 0..3 {
                let at = f64::from(n) * 40.0;
                rules.push(rule(Axis::Horizontal, at, x, x + 80.0));
                rules.push(rule(Axis::Vertical, x + at, 0.0, 80.0));
            }
        }
        rules.push(rule(Axis::Horizontal, 200.0, 0.0, 300.0));
        let lattices = rules_to_lattices(&rules, 10.0).unwrap();
        assert_eq!(lattices.len(), 2);
        assert!(lattices.iter().all(|l| l.horizontal.len() == 3 && l.vertical.len() == 3));
    }
}
