//! What is drawn along the width of a page, by its height: sorted once, looked up for each region.

use std::ops::RangeInclusive;

use crate::model::{Axis, BBox, Page, Pt};
use crate::reconstruct::tolerances::{BAND_PART, BAND_SHARE, BAND_SNAP, BAND_THICKEST};

/// Lines beside a table that show more rows of it.
const BEYOND_LEAST: usize = 2;

/// Length, in em, from which a stroke may be the border of a table.
const STROKE_LEAST: f64 = 3.0;

/// Space, in em, between strokes of tables that stand side by side, at the least.
const STROKES_APART: f64 = 0.5;

/// Height, beginning and end.
type Stroke = (Pt, Pt, Pt);

/// The horizontal rules of a page and the edges of its fills, from top to bottom.
pub(crate) struct Strokes(Vec<Stroke>);

impl Strokes {
    /// Those of a page.
    pub(crate) fn of(page: &Page) -> Self {
        let rules = page.rules.iter().filter(|r| r.axis == Axis::Horizontal).map(|r| (r.position, r.start, r.end));
        let fills = page.fills.iter().flat_map(|f| [f.bbox.top, f.bbox.bottom].map(|y| (y, f.bbox.left, f.bbox.right)));
        let mut strokes: Vec<Stroke> = rules.chain(fills).collect();
        strokes.sort_by(|a, b| a.0.total_cmp(&b.0));
        Self(strokes)
    }

    /// Whether several lines as wide as a table are drawn above or below it.
    pub(super) fn runs_beyond(&self, table: &BBox) -> bool {
        let (left, right) = (table.left - BAND_THICKEST, table.right + BAND_THICKEST);
        let others = self.0.iter().filter(|s| s.0 < table.top - BAND_THICKEST || s.0 > table.bottom + BAND_THICKEST);
        let wide =
            others.filter(|s| (s.1 - left).abs() <= 2.0 * BAND_THICKEST || (s.2 - right).abs() <= 2.0 * BAND_THICKEST);
        wide.take(BEYOND_LEAST).count() == BEYOND_LEAST
    }

    /// Whether something is drawn between two texts, one above the other, at least as long as both reach together over each other.
    pub(super) fn part(&self, upper: &BBox, lower: &BBox) -> bool {
        let (left, right) = (upper.left.max(lower.left), upper.right.min(lower.right));
        let (top, bottom) = (upper.center_y(), lower.center_y());
        let first = self.0.partition_point(|s| s.0 < top);
        let mut between = self.0.iter().skip(first).take_while(|s| s.0 <= bottom);
        between.any(|s| s.1 <= left + BAND_THICKEST && s.2 >= right - BAND_THICKEST && left < right)
    }

    /// How many strokes end on each side of a place without crossing it, the fewer of both sides; `None` where
    /// there are none on one of them.
    pub(super) fn part_at(&self, area: &BBox, x: Pt, em: Pt) -> Option<usize> {
        let first = self.0.partition_point(|s| s.0 < area.top - em);
        let near = self.0.iter().skip(first).take_while(|s| s.0 <= area.bottom + em);
        let (mut left, mut right) = (Vec::new(), Vec::new());
        // Where the strokes beside the place end, as far as they are known.
        let (mut last, mut next) = (f64::NEG_INFINITY, f64::INFINITY);
        for stroke in near.filter(|s| s.2 - s.1 > STROKE_LEAST * em) {
            match (stroke.2 <= x, stroke.1 >= x) {
                (true, _) => {
                    last = last.max(stroke.2);
                    left.push(stroke.0);
                }
                (_, true) => {
                    next = next.min(stroke.1);
                    right.push(stroke.0);
                }
                _ => return Some(0),
            }
        }
        // A border that is drawn cell by cell goes on where the next piece begins.
        if next - last < STROKES_APART * em {
            return Some(0);
        }
        left.dedup_by(|a, b| *a - *b <= BAND_THICKEST);
        right.dedup_by(|a, b| *a - *b <= BAND_THICKEST);
        Some(left.len().min(right.len())).filter(|least| *least > 0)
    }

    /// Of the strokes within the heights: the heights of what is drawn over most of the width from `left` to `right`, and of what
    /// is drawn over a part of it, ascending.
    pub(super) fn edges(&self, within: &RangeInclusive<Pt>, left: Pt, right: Pt) -> (Vec<Pt>, Vec<Pt>) {
        let first = self.0.partition_point(|s| s.0 < within.start() - BAND_THICKEST);
        let last = self.0.partition_point(|s| s.0 <= within.end() + BAND_THICKEST);
        let own = self.0.get(first..last).unwrap_or_default();
        let own: Vec<Stroke> =
            own.iter().map(|&(y, a, b)| (y, a.max(left), b.min(right))).filter(|s| s.2 > s.1).collect();
        let (mut wide, mut part) = (Vec::new(), Vec::new());
        let mut rest = own.as_slice();
        while let Some(&(height, _, _)) = rest.first() {
            let together = rest.windows(2).take_while(|w| is_one_edge(w, height)).count() + 1;
            let (group, below) = rest.split_at(together.min(rest.len()));
            let covered = covered(group);
            if covered >= BAND_SHARE * (right - left) {
                wide.push(height);
            } else if covered >= BAND_PART * (right - left) {
                part.push(height);
            }
            rest = below;
        }
        (wide, part)
    }
}

/// Whether the second of two strokes belongs to the edge of the first, which begins at `height`.
fn is_one_edge(pair: &[Stroke], height: Pt) -> bool {
    matches!(pair, [a, b] if b.0 - a.0 <= BAND_SNAP && b.0 - height <= BAND_THICKEST)
}

/// The length that the strokes cover together.
fn covered(strokes: &[Stroke]) -> Pt {
    let mut strokes = strokes.to_vec();
    strokes.sort_by(|a, b| a.1.total_cmp(&b.1));
    let (mut covered, mut reach) = (0.0, f64::NEG_INFINITY);
    for (_, from, to) in strokes {
        covered += (to - reach.max(from)).max(0.0);
        reach = reach.max(to);
    }
    covered
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stroke_under_a_text_parts_it_from_the_one_below() {
        let (upper, lower) = (BBox::new(40.0, 0.0, 60.0, 10.0), BBox::new(30.0, 14.0, 90.0, 24.0));
        assert!(Strokes(vec![(12.0, 20.0, 100.0)]).part(&upper, &lower));
        assert!(!Strokes(vec![(12.0, 20.0, 50.0), (30.0, 20.0, 100.0)]).part(&upper, &lower));
    }

    #[test]
    fn strokes_at_one_height_are_one_edge_and_a_hatched_area_is_none() {
        let cells = [(50.0, 0.0, 40.0), (50.4, 40.0, 80.0), (50.8, 80.0, 100.0)];
        let strokes = Strokes(cells.to_vec());
        assert_eq!(strokes.edges(&(0.0..=100.0), 0.0, 100.0), (vec![50.0], vec![]));
        assert_eq!(strokes.edges(&(60.0..=100.0), 0.0, 100.0), (vec![], vec![]));
        // However thick strokes stand, those of one edge lie close together.
        let hatched = Strokes((0..200).map(|n| (f64::from(n) * 0.5, f64::from(n), f64::from(n) + 1.0)).collect());
        assert_eq!(hatched.edges(&(0.0..=100.0), 0.0, 200.0), (vec![], vec![]));
    }
}
