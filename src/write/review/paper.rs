//! From a page as a reader sees it to the page's own space.

use lopdf::{Document, Object, ObjectId};

use crate::model::BBox;

/// Letter paper, in points, for pages that say nothing.
const LETTER: [f64; 4] = [0.0, 0.0, 612.0, 792.0];
/// Pages a page may inherit from, one in the other.
const MOST_PARENTS: usize = 32;

/// How a page lies.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Paper {
    /// What is seen of it, left, bottom, right, top.
    shown: [f64; 4],
    /// Degrees clockwise.
    turned: i64,
    /// Points for a unit.
    unit: f64,
}

impl Paper {
    pub(super) fn of(pdf: &Document, page: ObjectId) -> Self {
        let media = rectangle(pdf, page, b"MediaBox").unwrap_or(LETTER);
        let crop = rectangle(pdf, page, b"CropBox").unwrap_or(media);
        let shown = [crop[0].max(media[0]), crop[1].max(media[1]), crop[2].min(media[2]), crop[3].min(media[3])];
        let turned = inherited(pdf, page, b"Rotate").and_then(|object| object.as_i64().ok()).unwrap_or_default();
        let unit = pdf.get_dictionary(page).and_then(|page| page.get(b"UserUnit")).and_then(Object::as_float);
        let unit = unit.map_or(1.0, f64::from);
        Self { shown, turned: turned.rem_euclid(360), unit: if unit > 0.0 { unit } else { 1.0 } }
    }

    /// A point of the reader's page (from the top left, in points) in the page's own space.
    pub(super) fn point(&self, x: f64, y: f64) -> [f64; 2] {
        let (x, y) = (x / self.unit, y / self.unit);
        let [left, bottom, right, top] = self.shown;
        match self.turned {
            90 => [left + y, bottom + x],
            180 => [right - x, bottom + y],
            270 => [right - y, top - x],
            _ => [left + x, top - y],
        }
    }

    /// A box of the reader's page as left, bottom, right, top.
    pub(super) fn rectangle(&self, bbox: &BBox) -> [f64; 4] {
        let [x0, y0] = self.point(bbox.left, bbox.top);
        let [x1, y1] = self.point(bbox.right, bbox.bottom);
        [x0.min(x1), y0.min(y1), x0.max(x1), y0.max(y1)]
    }

    /// The corners of a box as readers see them: top left, top right, bottom left, bottom right.
    pub(super) fn corners(&self, bbox: &BBox) -> [f64; 8] {
        let [a, b] = self.point(bbox.left, bbox.top);
        let [c, d] = self.point(bbox.right, bbox.top);
        let [e, f] = self.point(bbox.left, bbox.bottom);
        let [g, h] = self.point(bbox.right, bbox.bottom);
        [a, b, c, d, e, f, g, h]
    }
}

/// What a page or the nearest of those it belongs to says.
fn inherited(pdf: &Document, page: ObjectId, key: &[u8]) -> Option<Object> {
    let mut own = page;
    for _ in 0..MOST_PARENTS {
        let dictionary = pdf.get_dictionary(own).ok()?;
        if let Ok(object) = dictionary.get(key) {
            return pdf.dereference(object).ok().map(|(_, object)| object.clone());
        }
        own = dictionary.get(b"Parent").ok()?.as_reference().ok()?;
    }
    None
}

fn rectangle(pdf: &Document, page: ObjectId, key: &[u8]) -> Option<[f64; 4]> {
    let object = inherited(pdf, page, key)?;
    let sides = object.as_array().ok()?.iter().map(|side| pdf.dereference(side).ok()?.1.as_float().ok());
    let sides = sides.map(|side| side.map(f64::from)).collect::<Option<Vec<f64>>>()?;
    let [a, b, c, d] = sides.as_slice() else { return None };
    Some([a.min(*c), b.min(*d), a.max(*c), b.max(*d)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[allow(clippy::float_cmp, reason = "whole numbers of points")]
    fn the_top_left_of_a_turned_page_is_another_corner_of_its_own() {
        let at = |turned| Paper { shown: [10.0, 20.0, 110.0, 220.0], turned, unit: 1.0 }.point(0.0, 0.0);
        assert_eq!([at(0), at(90), at(180), at(270)], [[10.0, 220.0], [10.0, 20.0], [110.0, 20.0], [110.0, 220.0]]);
        let twice = Paper { shown: [0.0, 0.0, 100.0, 100.0], turned: 0, unit: 2.0 };
        assert_eq!(twice.rectangle(&BBox::new(20.0, 20.0, 40.0, 60.0)), [10.0, 70.0, 20.0, 90.0]);
    }
}
