//! Glyphs printed twice: fill and stroke, overprints for boldness, a text layer under visible text.

use std::hash::BuildHasher;

use compact_str::CompactString;
use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::model::Glyph;

/// An overprint lies this close to its original, in em: fake bold moves by 0.02 to 0.08 em, and no two printed characters
/// are this close.
const OVERPRINT: f64 = 0.1;
/// A text layer lies this close to the visible text it repeats, in em: recognised places are off by up to half a character.
const TEXT_LAYER: f64 = 0.5;

/// Leaves each printed character once: the first of several equal glyphs on one spot, the visible one before an
/// invisible one.
pub(in crate::extract) fn drop_duplicates(glyphs: Vec<Glyph>) -> Vec<Glyph> {
    let mixed = glyphs.iter().any(|g| g.invisible) && glyphs.iter().any(|g| !g.invisible);
    let (invisible, visible): (Vec<Glyph>, Vec<Glyph>) =
        if mixed { glyphs.into_iter().partition(|g| g.invisible) } else { (Vec::new(), glyphs) };
    let mut spots = Spots::with_capacity(visible.len());
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
    let mut under = Spots::with_capacity(kept.len());
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
pub(in crate::extract) fn drop_repeated(glyphs: Vec<Glyph>, printed: &[Glyph]) -> Vec<Glyph> {
    if glyphs.is_empty() {
        return glyphs;
    }
    let mut spots = Spots::with_capacity(printed.len());
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

/// Where glyphs stand, in buckets some times as wide as the distance looked for, so that mostly one is to be searched.
struct Spots {
    /// The spot added last to each bucket, by the hash of text, scale, column and row.
    last: FxHashMap<u64, u32>,
    spots: Vec<GlyphMiddle>,
}

/// The middle of a glyph.
struct GlyphMiddle {
    text: CompactString,
    x: f64,
    y: f64,
    /// The one added before it to its bucket; `u32::MAX` where it is the first.
    before: u32,
}

impl Spots {
    fn with_capacity(glyphs: usize) -> Self {
        Self { last: FxHashMap::with_capacity_and_hasher(glyphs, FxBuildHasher), spots: Vec::with_capacity(glyphs) }
    }

    fn add(&mut self, glyph: &Glyph, near: f64) {
        let (scale, width) = scale_and_width(glyph, near);
        let (x, y) = (glyph.bbox.center_x(), glyph.bbox.center_y());
        let key = bucket(text_hash(glyph), scale, floor(x / width), floor(y / width));
        let before = self.last.insert(key, self.spots.len() as u32).unwrap_or(u32::MAX);
        self.spots.push(GlyphMiddle { text: glyph.text.clone(), x, y, before });
    }

    fn has_near(&self, glyph: &Glyph, near: f64) -> bool {
        let (scale, width) = scale_and_width(glyph, near);
        let (x, y) = (glyph.bbox.center_x(), glyph.bbox.center_y());
        let distance = near * glyph.size;
        let text = text_hash(glyph);
        for column in buckets(x, distance, width) {
            for row in buckets(y, distance, width) {
                let mut at = self.last.get(&bucket(text, scale, column, row)).copied();
                while let Some(spot) = at.and_then(|at| self.spots.get(at as usize)) {
                    let is_near = (x - spot.x).abs() <= distance && (y - spot.y).abs() <= distance;
                    if is_near && spot.text == glyph.text {
                        return true;
                    }
                    at = Some(spot.before);
                }
            }
        }
        false
    }
}

/// The buckets of a width that hold what is no farther from a place than the distance.
fn buckets(at: f64, distance: f64, width: f64) -> std::ops::RangeInclusive<i64> {
    floor((at - distance) / width)..=floor((at + distance) / width)
}

/// The number rounded down; on most processors of today the library's way is a call that takes apart its bits.
fn floor(number: f64) -> i64 {
    let towards_zero = number as i64;
    towards_zero.saturating_sub(i64::from(number < towards_zero as f64))
}

fn text_hash(glyph: &Glyph) -> u64 {
    FxBuildHasher.hash_one(glyph.text.as_str())
}

/// The key of a bucket. Texts that share one by chance are told apart at their spots.
fn bucket(text: u64, scale: i32, column: i64, row: i64) -> u64 {
    FxBuildHasher.hash_one((text, scale, column, row))
}

/// The bucket size of a glyph: four to eight times the distance, and the same for glyphs of about one size.
fn scale_and_width(glyph: &Glyph, near: f64) -> (i32, f64) {
    let distance = (near * glyph.size).max(1e-3);
    // The logarithm rounded up, read off the number itself.
    let exponent = ((distance.to_bits() >> 52) & 0x7FF) as i32 - 1023;
    let scale = exponent + i32::from(distance.to_bits() << 12 != 0) + 2;
    // As far from the ends of the range as points are, a power of two is its exponent.
    let width = f64::from_bits(((scale.clamp(-1022, 1023) + 1023) as u64) << 52);
    (scale, width)
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
            ink: crate::model::Ink::default(),
        }
    }

    #[test]
    fn buckets_are_powers_of_two_from_whole_multiples_on() {
        assert_eq!([-2.0, -1.5, -0.0, 0.9, 7.0].map(floor), [-2, -2, 0, 0, 7]);
        assert_eq!(scale_and_width(&glyph("天", 0.0, false), OVERPRINT), (2, 4.0));
        assert_eq!(scale_and_width(&glyph("天", 0.0, false), TEXT_LAYER), (5, 32.0));
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
