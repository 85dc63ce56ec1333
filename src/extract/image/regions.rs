//! Ruling lines → which area each spot of the page belongs to: a cell, or what lies around the tables.

use crate::model::{Axis, Pt, Rule};

/// Lines whose places differ by less are taken as one, points.
const SAME: Pt = 2.0;
/// A line closes a side where it covers all of it but this much at either end, points.
const OPEN: Pt = 2.5;

/// The page cut up by its ruling lines.
pub(super) struct Regions {
    /// Places of the upright and of the level lines, ascending; what lies between two of them is a strip.
    xs: Vec<Pt>,
    ys: Vec<Pt>,
    /// For each row of strips, for each strip: the area it belongs to.
    areas: Vec<Vec<usize>>,
}

impl Regions {
    /// Cuts up a page.
    pub(super) fn of_rules(rules: &[Rule]) -> Self {
        let (xs, ys) = (places(rules, Axis::Vertical), places(rules, Axis::Horizontal));
        let columns = xs.len() + 1;
        let mut parent: Vec<usize> = (0..columns * (ys.len() + 1)).collect();
        for row in 0..=ys.len() {
            for column in 0..columns {
                let here = row * columns + column;
                if column < xs.len() && !is_closed(rules, Axis::Vertical, &xs, &ys, column, row) {
                    unite(&mut parent, here, here + 1);
                }
                if row < ys.len() && !is_closed(rules, Axis::Horizontal, &ys, &xs, row, column) {
                    unite(&mut parent, here, here + columns);
                }
            }
        }
        let roots: Vec<usize> = (0..parent.len()).map(|at| root(&parent, at)).collect();
        Self { xs, ys, areas: roots.chunks(columns).map(<[usize]>::to_vec).collect() }
    }

    /// The area of a spot.
    pub(super) fn at(&self, x: Pt, y: Pt) -> usize {
        let row = self.ys.partition_point(|place| *place <= y);
        let column = self.xs.partition_point(|place| *place <= x);
        self.areas[row][column]
    }
}

/// The places of the lines of an axis, near ones as one.
fn places(rules: &[Rule], axis: Axis) -> Vec<Pt> {
    let mut all: Vec<Pt> = rules.iter().filter(|rule| rule.axis == axis).map(|rule| rule.position).collect();
    all.sort_by(Pt::total_cmp);
    let mut places: Vec<(Pt, f64)> = Vec::new();
    for place in all {
        match places.last_mut() {
            Some((mean, count)) if place - *mean <= SAME => {
                *mean = (*mean * *count + place) / (*count + 1.0);
                *count += 1.0;
            }
            _ => places.push((place, 1.0)),
        }
    }
    places.into_iter().map(|(place, _)| place).collect()
}

/// Whether lines of an axis close the side between two strips: the one at `at`, along strip `along` of the other axis.
fn is_closed(rules: &[Rule], axis: Axis, own: &[Pt], other: &[Pt], at: usize, along: usize) -> bool {
    let place = own[at];
    // What lies beyond the first and the last line has no end that a line could reach.
    let ([.., start], [end, ..]) = other.split_at(along) else { return false };
    let middle = f64::midpoint(*start, *end);
    let on_it = rules.iter().filter(|rule| rule.axis == axis && (rule.position - place).abs() <= SAME);
    on_it.into_iter().any(|rule| {
        let open = OPEN.min((end - start) / 4.0);
        (rule.start <= start + open && rule.end >= end - open)
            || (rule.start <= middle && middle <= rule.end && end - start <= SAME)
    })
}

fn root(parent: &[usize], mut at: usize) -> usize {
    while parent[at] != at {
        at = parent[at];
    }
    at
}

fn unite(parent: &mut [usize], a: usize, b: usize) {
    let (a, b) = (root(parent, a), root(parent, b));
    parent[a.max(b)] = a.min(b);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_merged_cell_is_one_area_and_the_rest_of_the_page_another() {
        let rule = |axis, position, start, end| Rule { axis, position, start, end, width: 0.5 };
        // Two columns, the first over two rows.
        let rules = [
            rule(Axis::Horizontal, 100.0, 50.0, 250.0),
            rule(Axis::Horizontal, 130.0, 150.0, 250.0),
            rule(Axis::Horizontal, 160.0, 50.0, 250.0),
            rule(Axis::Vertical, 50.0, 100.0, 160.0),
            rule(Axis::Vertical, 150.0, 100.0, 160.0),
            rule(Axis::Vertical, 250.0, 100.0, 160.0),
        ];
        let regions = Regions::of_rules(&rules);
        assert_eq!(regions.at(100.0, 110.0), regions.at(100.0, 150.0));
        let (upper, lower, around) = (regions.at(200.0, 110.0), regions.at(200.0, 150.0), regions.at(200.0, 20.0));
        assert!(upper != lower && upper != around && lower != around);
        assert_eq!((around, around), (regions.at(20.0, 130.0), regions.at(300.0, 400.0)));
    }
}
