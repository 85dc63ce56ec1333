//! Ink → pieces that hang together: letters, their parts, marks; specks and what is left of ruling lines are none.

use std::ops::Range;

use super::raster::Bitmap;
use crate::model::{Axis, Pt, Rule};

/// A spot of ink: across and down.
pub(super) type Dot = (usize, usize);

/// Fewer dots are dust: a decimal point of print of six points has nine at 216 dpi.
const DUST: usize = 4;
/// What lies wholly this near a ruling line is left of it, points: letters reach further.
const REST: Pt = 0.9;

/// Dots that hang together, also by their corners.
pub(super) struct Component {
    pub(super) dots: Vec<Dot>,
}

impl Component {
    /// The rows it stands in.
    pub(super) fn rows(&self) -> Range<usize> {
        side(self.dots.iter().map(|dot| dot.1))
    }

    /// The middle of the box around it.
    pub(super) fn middle(&self) -> (f64, f64) {
        let middle = |side: Range<usize>| f64::midpoint(side.start as f64, side.end as f64);
        (middle(side(self.dots.iter().map(|dot| dot.0))), middle(self.rows()))
    }
}

/// From the first of these places to the last.
fn side(places: impl Iterator<Item = usize>) -> Range<usize> {
    let (first, end) = places.fold((usize::MAX, 0), |(first, end), at| (first.min(at), end.max(at + 1)));
    first..end
}

/// The pieces of ink without its ruling lines; `scale` is dots a point.
pub(super) fn ink_to_components(mut ink: Bitmap, rules: &[Rule], scale: f64) -> Vec<Component> {
    let mut components = Vec::new();
    let dots: Vec<Dot> = ink.inked().collect();
    for dot in dots {
        if ink.at(dot.0, dot.1) {
            components.push(take(&mut ink, dot));
        }
    }
    components.retain(|component| component.dots.len() >= DUST && !is_rest(component, rules, scale));
    components
}

/// Takes the piece of one dot out of the ink.
fn take(ink: &mut Bitmap, first: Dot) -> Component {
    ink.set(first.0, first.1, false);
    let (mut dots, mut next) = (vec![first], 0);
    while let Some((x, y)) = dots.get(next).copied() {
        next += 1;
        for row in y.saturating_sub(1)..=y + 1 {
            for column in x.saturating_sub(1)..=x + 1 {
                if ink.at(column, row) {
                    ink.set(column, row, false);
                    dots.push((column, row));
                }
            }
        }
    }
    Component { dots }
}

/// Whether all of it lies on ruling lines or beside them.
fn is_rest(component: &Component, rules: &[Rule], scale: f64) -> bool {
    let on_a_rule = |(x, y): &Dot| {
        let (x, y) = ((*x as f64 + 0.5) / scale, (*y as f64 + 0.5) / scale);
        rules.iter().any(|rule| {
            let (along, across) = match rule.axis {
                Axis::Horizontal => (x, y),
                Axis::Vertical => (y, x),
            };
            let near = rule.width / 2.0 + REST;
            (across - rule.position).abs() <= near && rule.start - near <= along && along <= rule.end + near
        })
    };
    component.dots.iter().all(on_a_rule)
}
