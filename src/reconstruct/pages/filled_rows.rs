//! Rows that stand outside a ruled frame: heads are often filled boxes without lines, right above the ruled cells of the body.

use crate::model::{Axis, BBox, Page, Pt, Rule};
use crate::reconstruct::tolerances::{FILLED_ROW_COVER, FILLED_ROW_LEAST, RULE_TOUCH};

use super::lines::is_space;
use super::rules::Lattice;

/// The filled boxes of a page that may be cells, by the heights of their tops and of their bottoms.
pub(super) struct FilledBoxes {
    by_top: Vec<BBox>,
    by_bottom: Vec<BBox>,
}

impl FilledBoxes {
    /// Those of a page.
    pub(super) fn of(page: &Page) -> Self {
        let mut by_top: Vec<BBox> = page.fills.iter().map(|f| f.bbox).filter(is_finite_box).collect();
        let mut by_bottom = by_top.clone();
        by_top.sort_by(|a, b| a.top.total_cmp(&b.top).then(a.left.total_cmp(&b.left)));
        by_bottom.sort_by(|a, b| a.bottom.total_cmp(&b.bottom).then(a.left.total_cmp(&b.left)));
        Self { by_top, by_bottom }
    }

    /// The boxes that end (`upwards`) or begin at this height, within `reach`.
    fn at(&self, y: Pt, reach: Pt, upwards: bool) -> &[BBox] {
        let (boxes, height): (_, fn(&BBox) -> Pt) =
            if upwards { (&self.by_bottom, |b| b.bottom) } else { (&self.by_top, |b| b.top) };
        let (_, rest) = boxes.split_at(boxes.partition_point(|b| height(b) < y - reach));
        rest.split_at(rest.partition_point(|b| height(b) <= y + reach)).0
    }
}

/// Whether a box has finite edges.
fn is_finite_box(b: &BBox) -> bool {
    [b.left, b.top, b.right, b.bottom].iter().all(|v| v.is_finite())
}

/// Adds to the lattice the rows of filled boxes directly over and under it whose sides are its column borders.
pub(super) fn add_filled_rows(page: &Page, boxes: &FilledBoxes, lattice: &mut Lattice, em: Pt) {
    let mut borders: Vec<Pt> = lattice.vertical.iter().map(|r| r.position).collect();
    let frame = lattice.bbox();
    borders.extend([frame.left, frame.right]);
    borders.sort_by(Pt::total_cmp);
    borders.dedup_by(|a, b| *a - *b <= RULE_TOUCH * em);
    for upwards in [true, false] {
        let mut edge = if upwards { frame.top } else { frame.bottom };
        while let Some(row) = next_row(boxes, &borders, edge, upwards, em) {
            let next = row.iter().map(|b| if upwards { b.top } else { b.bottom });
            edge = if upwards { next.fold(Pt::INFINITY, Pt::min) } else { next.fold(Pt::NEG_INFINITY, Pt::max) };
            add_row(page, lattice, &row, &borders, em);
        }
    }
    lattice.horizontal.sort_by(by_place);
    lattice.vertical.sort_by(by_place);
}

/// The order of rules by their place and their beginning.
fn by_place(a: &Rule, b: &Rule) -> std::cmp::Ordering {
    a.position.total_cmp(&b.position).then(a.start.total_cmp(&b.start))
}

/// The boxes that go on from the edge, where they are as wide as the table together.
fn next_row(boxes: &FilledBoxes, borders: &[Pt], edge: Pt, upwards: bool, em: Pt) -> Option<Vec<BBox>> {
    let reach = RULE_TOUCH * em;
    let own = boxes.at(edge, reach, upwards).iter().filter(|b| b.height() >= FILLED_ROW_LEAST * em);
    let fitting =
        own.filter(|b| [b.left, b.right].iter().all(|x| borders.iter().any(|border| (border - x).abs() <= reach)));
    let mut sorted: Vec<BBox> = fitting.copied().collect();
    let width = borders.last()? - borders.first()?;
    let (mut covered, mut right) = (0.0, Pt::NEG_INFINITY);
    sorted.sort_by(|a, b| a.left.total_cmp(&b.left));
    for b in &sorted {
        covered += (b.right - b.left.max(right)).max(0.0);
        right = right.max(b.right);
    }
    (covered >= FILLED_ROW_COVER * width).then_some(sorted)
}

/// Adds the outlines of the boxes, and in a box over several columns the borders that its text keeps free.
fn add_row(page: &Page, lattice: &mut Lattice, row: &[BBox], borders: &[Pt], em: Pt) {
    for b in row {
        for y in [b.top, b.bottom] {
            lattice.horizontal.push(Rule {
                axis: Axis::Horizontal,
                position: y,
                start: b.left,
                end: b.right,
                width: 0.0,
            });
        }
        // Boxes for single cells say themselves which are merged.
        let parted = if row.len() == 1 {
            let inner = borders.iter().filter(|x| **x > b.left + em && **x < b.right - em);
            free_borders(page, b, inner, em)
        } else {
            Vec::new()
        };
        for x in [b.left, b.right].into_iter().chain(parted) {
            lattice.vertical.push(Rule { axis: Axis::Vertical, position: x, start: b.top, end: b.bottom, width: 0.0 });
        }
    }
}

/// The borders that the text in the box keeps free, where it stands in several columns.
fn free_borders<'a>(page: &Page, area: &BBox, borders: impl Iterator<Item = &'a Pt>, em: Pt) -> Vec<Pt> {
    let inside = page.glyphs.iter().filter(|g| !is_space(g) && area.contains(g.bbox.center_x(), g.bbox.center_y()));
    let mut ink: Vec<(Pt, Pt)> = inside.map(|g| (g.bbox.left, g.bbox.right)).collect();
    ink.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut runs: Vec<(Pt, Pt)> = Vec::new();
    for (left, right) in ink {
        match runs.last_mut() {
            Some(run) if left - run.1 <= em => run.1 = run.1.max(right),
            _ => runs.push((left, right)),
        }
    }
    if runs.len() < 2 {
        return Vec::new();
    }
    borders.copied().filter(|x| !runs.iter().any(|(left, right)| left < x && right > x)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Fill;

    fn rule(axis: Axis, position: Pt, start: Pt, end: Pt) -> Rule {
        Rule { axis, position, start, end, width: 0.5 }
    }

    fn lattice() -> Lattice {
        let horizontal = [100.0, 120.0, 140.0].map(|y| rule(Axis::Horizontal, y, 0.0, 200.0));
        let vertical = [0.0, 80.0, 200.0].map(|x| rule(Axis::Vertical, x, 100.0, 140.0));
        Lattice { horizontal: horizontal.to_vec(), vertical: vertical.to_vec() }
    }

    fn with_fills(fills: &[(Pt, Pt, Pt, Pt)]) -> Lattice {
        let fill = |&(left, top, right, bottom): &(Pt, Pt, Pt, Pt)| Fill {
            bbox: BBox::new(left, top, right, bottom),
            color: [41, 128, 185],
        };
        let page = Page { fills: fills.iter().map(fill).collect(), ..Page::default() };
        let mut lattice = lattice();
        add_filled_rows(&page, &FilledBoxes::of(&page), &mut lattice, 9.0);
        lattice
    }

    #[test]
    fn filled_heads_over_a_ruled_body_are_rows_of_it() {
        let two = [(0.0, 80.0, 80.0, 100.0), (80.0, 80.0, 200.0, 100.0), (0.0, 60.0, 200.0, 80.0)];
        assert!((with_fills(&two).bbox().top - 60.0).abs() < 0.01);
    }

    #[test]
    fn boxes_elsewhere_are_none() {
        let narrow = [(0.0, 80.0, 80.0, 100.0)];
        let beside = [(-40.0, 80.0, 90.0, 100.0), (90.0, 80.0, 200.0, 100.0)];
        let above = [(0.0, 60.0, 80.0, 80.0), (80.0, 60.0, 200.0, 80.0)];
        for fills in [narrow.as_slice(), &beside, &above] {
            assert_eq!(with_fills(fills), lattice());
        }
    }
}
