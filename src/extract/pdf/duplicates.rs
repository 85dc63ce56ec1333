//! Glyphs printed twice: fill and stroke, overprints for boldness, a text layer under visible text.

use compact_str::CompactString;
use rustc_hash::FxHashMap;

use crate::model::Glyph;

/// An overprint lies this close to its original, in em: fake bold moves by 0.02 to 0.08 em, and no two printed characters
/// are this close.
const OVERPRINT: f64 = 0.1;
/// A text layer lies this close to the visible text it repeats, in em: recognised places are off by up to half a character.
const TEXT_LAYER: f64 = 0.5;

/// Leaves each printed character once: the first of several equal glyphs on one spot, the visible one before an
/// invisible one.
pub(super) fn drop_duplicates(glyphs: Vec<Glyph>) -> Vec<Glyph> {
    let mixed = glyphs.iter().any(|g| g.invisible) && glyphs.iter().any(|g| !g.invisible);
    let (invisible, visible): (Vec<Glyph>, Vec<Glyph>) =
        if mixed { glyphs.into_iter().partition(|g| g.invisible) } else { (Vec::new(), glyphs) };
    let mut spots = Spots::default();
    let mut kept = Vec::with_capacity(visible.len());
    for glyph in visible {
        if !spots.has_near(&glyph, OVERPRINT) {
            spots.add(&glyph, OVERPRINT);
            kept.push(glyph);
        }
    }
    if invisible.is_empty() {
        return kept;
    }
    let mut under = Spots::default();
    for glyph in &kept {
        under.add(glyph, TEXT_LAYER);
    }
    for glyph in invisible {
        if !under.has_near(&glyph, TEXT_LAYER) && !spots.has_near(&glyph, OVERPRINT) {
            spots.add(&glyph, OVERPRINT);
            kept.push(glyph);
        }
    }
    kept
}

/// Of glyphs that are not printed, those that repeat none of the printed ones or of one another.
pub(super) fn drop_repeated(glyphs: Vec<Glyph>, printed: &[Glyph]) -> Vec<Glyph> {
    if glyphs.is_empty() {
        return glyphs;
    }
    let mut spots = Spots::default();
    for glyph in printed {
        spots.add(glyph, OVERPRINT);
    }
    let mut kept = Vec::new();
    for glyph in glyphs {
        if !spots.has_near(&glyph, OVERPRINT) {
            spots.add(&glyph, OVERPRINT);
            kept.push(glyph);
        }
    }
    kept
}

/// Where equal glyphs stand, in buckets some times as wide as the distance looked for, so that mostly one is to be searched.
#[derive(Default)]
struct Spots {
    /// The spot added last to each bucket.
    last: FxHashMap<Bucket, usize>,
    /// Each spot, and the one added before it to its bucket.
    spots: Vec<(f64, f64, Option<usize>)>,
}

/// Text, scale, column, row.
type Bucket = (CompactString, i32, i64, i64);

impl Spots {
    fn add(&mut self, glyph: &Glyph, near: f64) {
        let (scale, width) = scale_and_width(glyph, near);
        let (x, y) = (glyph.bbox.center_x(), glyph.bbox.center_y());
        let key = (glyph.text.clone(), scale, (x / width).floor() as i64, (y / width).floor() as i64);
        let before = self.last.insert(key, self.spots.len());
        self.spots.push((x, y, before));
    }

    fn has_near(&self, glyph: &Glyph, near: f64) -> bool {
        let (scale, width) = scale_and_width(glyph, near);
        let (x, y) = (glyph.bbox.center_x(), glyph.bbox.center_y());
        let distance = near * glyph.size;
        let is_near = |ox: f64, oy: f64| (x - ox).abs() <= distance && (y - oy).abs() <= distance;
        let buckets = |at: f64| ((at - distance) / width).floor() as i64..=((at + distance) / width).floor() as i64;
        let mut key = (glyph.text.clone(), scale, 0, 0);
        for column in buckets(x) {
            for row in buckets(y) {
                (key.2, key.3) = (column, row);
                let mut at = self.last.get(&key).copied();
                while let Some(&(ox, oy, before)) = at.and_then(|at| self.spots.get(at)) {
                    if is_near(ox, oy) {
                        return true;
                    }
                    at = before;
                }
            }
        }
        false
    }
}

/// The bucket size of a glyph: four to eight times the distance, and the same for glyphs of about one size.
fn scale_and_width(glyph: &Glyph, near: f64) -> (i32, f64) {
    let distance = (near * glyph.size).max(1e-3);
    // The logarithm rounded up, read off the number itself.
    let exponent = ((distance.to_bits() >> 52) & 0x7FF) as i32 - 1023;
    let scale = exponent + i32::from(distance.to_bits() << 12 != 0) + 2;
    (scale, f64::from(scale).exp2())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{BBox, UnicodeSource, WritingDirection};

    fn glyph(text: &str, left: f64, invisible: bool) -> Glyph {
        Glyph {
            text: text.into(),
            bbox: BBox::new(left, 0.0, left + 10.0, 10.0),
            size: 10.0,
            direction: WritingDirection::Right,
            source: UnicodeSource::ToUnicode,
            mcid: None,
            invisible,
        }
    }

    #[test]
    fn an_overprint_goes_and_a_doubled_character_stays() {
        let kept = drop_duplicates(vec![
            glyph("天", 0.0, false),
            glyph("天", 0.4, false),
            glyph("天", 10.0, false),
            glyph("地", 0.0, false),
        ]);
        assert_eq!(kept.iter().map(|g| g.bbox.left).collect::<Vec<_>>(), [0.0, 10.0, 0.0]);
    }

    #[test]
    fn of_a_text_layer_only_what_is_not_visible_anyway_stays() {
        let kept = drop_duplicates(vec![glyph("天", 3.0, true), glyph("地", 20.0, true), glyph("天", 0.0, false)]);
        assert_eq!(
            kept.iter().map(|g| (g.text.as_str(), g.invisible)).collect::<Vec<_>>(),
            [("天", false), ("地", true)]
        );
    }
}
