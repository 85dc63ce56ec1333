//! Lengths and boxes on a page.

use serde::{Deserialize, Serialize};

/// A length in PDF points, 1/72 inch.
pub type Pt = f64;

/// The first and the last of borders in order; both 0 where there are none.
pub(crate) fn outer_edges(edges: &[Pt]) -> (Pt, Pt) {
    edges.first().zip(edges.last()).map_or((0.0, 0.0), |(first, last)| (*first, *last))
}

/// The borders between the first and the last.
pub(crate) fn inner_edges(edges: &[Pt]) -> &[Pt] {
    match edges {
        [_, inner @ .., _] => inner,
        _ => &[],
    }
}

/// Of places in order the first that does not stand `before`.
pub(crate) fn first_behind<T>(places: &[T], before: impl Fn(&T) -> bool) -> Option<&T> {
    places.split_at(places.partition_point(before)).1.first()
}

/// The direction of a ruling line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Axis {
    /// Left to right.
    Horizontal,
    /// Top to bottom.
    Vertical,
}

/// A box in points. The origin is the top left corner of the page as a reader sees it (after `/Rotate` and
/// `CropBox`), y grows downwards: `left <= right`, `top <= bottom`.
///
/// In JSON an array `[left, top, right, bottom]`, rounded to 0.01 pt.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(from = "[f64; 4]", into = "[f64; 4]")]
pub struct BBox {
    /// Left edge.
    pub left: Pt,
    /// Top edge.
    pub top: Pt,
    /// Right edge.
    pub right: Pt,
    /// Bottom edge.
    pub bottom: Pt,
}

impl BBox {
    /// The box spanned by two corners in any order.
    ///
    /// # Example
    /// ```
    /// // A cell of 120 × 20 points in the upper left of the page.
    /// let cell = jixiao::model::BBox::new(40.0, 60.0, 160.0, 80.0);
    /// assert_eq!(Some(cell), jixiao::model::BBox::around([cell]));
    /// ```
    #[must_use]
    pub fn new(x0: Pt, y0: Pt, x1: Pt, y1: Pt) -> Self {
        Self { left: x0.min(x1), top: y0.min(y1), right: x0.max(x1), bottom: y0.max(y1) }
    }

    /// Width, never negative.
    #[must_use]
    pub(crate) fn width(&self) -> Pt {
        self.right - self.left
    }

    /// Height, never negative.
    #[must_use]
    pub(crate) fn height(&self) -> Pt {
        self.bottom - self.top
    }

    /// Horizontal middle.
    #[must_use]
    pub(crate) fn center_x(&self) -> Pt {
        f64::midpoint(self.left, self.right)
    }

    /// Vertical middle.
    #[must_use]
    pub(crate) fn center_y(&self) -> Pt {
        f64::midpoint(self.top, self.bottom)
    }

    /// The smallest box around both.
    #[must_use]
    pub(crate) fn union(&self, other: &Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    /// The smallest box around all, `None` for none.
    ///
    /// # Example
    /// ```
    /// use jixiao::model::BBox;
    ///
    /// let row = BBox::around([BBox::new(40.0, 60.0, 160.0, 80.0), BBox::new(160.0, 60.0, 300.0, 80.0)]);
    /// assert_eq!(row, Some(BBox::new(40.0, 60.0, 300.0, 80.0)));
    /// assert!(BBox::around([]).is_none());
    /// ```
    pub fn around(boxes: impl IntoIterator<Item = Self>) -> Option<Self> {
        boxes.into_iter().reduce(|a, b| a.union(&b))
    }

    /// Length of the common part of the two boxes' horizontal extents; 0 where they are apart.
    #[must_use]
    pub(crate) fn overlap_x(&self, other: &Self) -> Pt {
        (self.right.min(other.right) - self.left.max(other.left)).max(0.0)
    }

    /// Length of the common part of the two boxes' vertical extents; 0 where they are apart.
    #[must_use]
    pub(crate) fn overlap_y(&self, other: &Self) -> Pt {
        (self.bottom.min(other.bottom) - self.top.max(other.top)).max(0.0)
    }

    /// Whether the point lies inside or on the edge.
    #[must_use]
    pub(crate) fn contains(&self, x: Pt, y: Pt) -> bool {
        x >= self.left && x <= self.right && y >= self.top && y <= self.bottom
    }

    /// The box grown by `by` on every side (shrunk where negative, never inside out).
    #[must_use]
    pub(crate) fn inflate(&self, by: Pt) -> Self {
        Self::new(
            (self.left - by).min(self.center_x()),
            (self.top - by).min(self.center_y()),
            (self.right + by).max(self.center_x()),
            (self.bottom + by).max(self.center_y()),
        )
    }
}

impl From<[f64; 4]> for BBox {
    fn from([left, top, right, bottom]: [f64; 4]) -> Self {
        Self::new(left, top, right, bottom)
    }
}

impl From<BBox> for [f64; 4] {
    fn from(b: BBox) -> Self {
        [b.left, b.top, b.right, b.bottom].map(|v| (v * 100.0).round() / 100.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn borders_are_outer_ones_and_those_between() {
        assert_eq!((outer_edges(&[1.0, 2.0, 4.0]), inner_edges(&[1.0, 2.0, 4.0])), ((1.0, 4.0), &[2.0][..]));
        assert_eq!((outer_edges(&[]), inner_edges(&[1.0])), ((0.0, 0.0), &[][..]));
    }

    #[test]
    fn the_first_place_behind_is_the_first_not_before() {
        let places = [1, 3, 3, 8];
        assert_eq!([3, 4, 9].map(|at| first_behind(&places, |place| *place < at)), [Some(&3), Some(&8), None]);
    }
}
