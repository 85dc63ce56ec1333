//! Fonts whose dictionaries say all that marks need: the characters of their codes, and how wide they are. What draws their glyphs need
//! not be opened.

use std::ops::RangeInclusive;
use std::rc::Rc;

use hayro_syntax::object::{Array, Dict, Name, Object, Stream};
use rustc_hash::FxHashMap;

use crate::extract::pdf::unicode::{FontFacts, ToUnicode, Told, tell_by_map};

/// Glyphs are measured in thousandths of an em.
pub(super) const UNITS: f32 = 1000.0;
/// Codes of one byte.
const BYTES: u32 = 256;
/// The width of glyphs of composite fonts where nothing says another.
const USUAL_WIDTH: f32 = 1000.0;

/// The highest code of two bytes.
const LAST_CODE: u32 = 0xFFFF;
/// Widths that a font lists: more than it has codes four times over are not listed by any real one.
const MOST_LISTED: usize = 1 << 18;
/// The unit of glyphs that are drawn by operators, in em, where no matrix says another.
const LEAST_UNIT: f32 = 0.001;

/// A font that is told by its dictionary.
pub(super) struct ToldFont {
    map: Rc<ToUnicode>,
    widths: CodeWidths,
    /// Whether its glyphs are drawn by operators.
    pub(super) is_drawn: bool,
}

/// Widths in thousandths of an em.
enum CodeWidths {
    /// Of codes of one byte, from the first on; all others have the last one.
    Bytes(u32, Vec<f32>, f32),
    /// Of codes of two bytes; all others have the last one.
    Pairs(FxHashMap<u32, f32>, f32),
}

impl ToldFont {
    /// Of a font dictionary; `None` where it does not say all.
    pub(super) fn new(font: &Dict<'_>, facts: Option<&FontFacts<'_>>) -> Option<Self> {
        let stream = font.get::<Stream<'_>>(b"ToUnicode".as_slice())?;
        let subtype = font.get::<Name<'_>>(b"Subtype".as_slice())?;
        let (widths, is_drawn) = match &*subtype {
            b"Type0" => (pair_widths(font)?, false),
            b"TrueType" => {
                let descriptor = font.get::<Dict<'_>>(b"FontDescriptor".as_slice())?;
                descriptor.get::<Stream<'_>>(b"FontFile2".as_slice())?;
                (byte_widths(font, &descriptor, None)?, false)
            }
            b"Type3" => {
                let matrix = font.get::<[f64; 6]>(b"FontMatrix".as_slice());
                let em = matrix.map_or(LEAST_UNIT, |[across, ..]| across as f32);
                (byte_widths(font, font, Some(em))?, true)
            }
            _ => return None,
        };
        let map = facts.map_or_else(|| Rc::new(ToUnicode::read(&stream)), |facts| facts.map().clone());
        map.is_readable().then_some(Self { map, widths, is_drawn })
    }

    /// The code at a place of a string, and how many bytes it has.
    pub(super) fn read_code(&self, string: &[u8], at: usize) -> (u32, usize) {
        let (_, rest) = string.split_at(at.min(string.len()));
        match (&self.widths, rest) {
            (CodeWidths::Bytes(..), [byte, ..]) => (u32::from(*byte), 1),
            (CodeWidths::Pairs(..), [high, low, ..]) => (u32::from(*high) << 8 | u32::from(*low), 2),
            _ => (0, 1),
        }
    }

    /// How wide the glyph of a code is, in thousandths of an em.
    pub(super) fn width(&self, code: u32) -> f32 {
        match &self.widths {
            CodeWidths::Bytes(first, widths, other) => {
                code.checked_sub(*first).and_then(|n| widths.get(n as usize)).map_or(*other, |width| *width)
            }
            CodeWidths::Pairs(widths, other) => widths.get(&code).map_or(*other, |width| *width),
        }
    }

    /// The character of a code, where the map says it plainly.
    pub(super) fn tell(&self, code: u32) -> Option<Told> {
        tell_by_map(&self.map, code)
    }
}

/// The widths of a font whose codes have one byte, where they are told in other units by how many `em` such a unit has.
fn byte_widths(font: &Dict<'_>, descriptor: &Dict<'_>, em: Option<f32>) -> Option<CodeWidths> {
    let [first, last] = [&b"FirstChar"[..], b"LastChar"].map(|key| font.get::<u32>(key));
    let (first, last) = (first?, last?);
    let count = last.checked_sub(first).filter(|_| first < BYTES)?.checked_add(1)?;
    let widths = font.get::<Array<'_>>(b"Widths".as_slice())?;
    let widths = widths.iter::<f32>().take(count as usize).map(|width| in_thousandths(width, em)).collect();
    let missing = descriptor.get::<f32>(b"MissingWidth".as_slice()).map_or(0.0, |width| in_thousandths(width, em));
    Some(CodeWidths::Bytes(first, widths, missing))
}

fn in_thousandths(width: f32, em: Option<f32>) -> f32 {
    em.map_or(width, |em| width * em * UNITS)
}

/// The widths of a composite font whose codes of two bytes are its glyphs, set from left to right.
fn pair_widths(font: &Dict<'_>) -> Option<CodeWidths> {
    let encoding = font.get::<Object<'_>>(b"Encoding".as_slice())?;
    matches!(encoding, Object::Name(name) if &*name == b"Identity-H").then_some(())?;
    let fonts = font.get::<Array<'_>>(b"DescendantFonts".as_slice())?;
    let descendant = fonts.iter::<Dict<'_>>().next()?;
    let descriptor = descendant.get::<Dict<'_>>(b"FontDescriptor".as_slice())?;
    let program = descriptor.get::<Stream<'_>>(b"FontFile2".as_slice());
    program.or_else(|| descriptor.get::<Stream<'_>>(b"FontFile3".as_slice()))?;
    let mut widths = PairWidths::default();
    if let Some(listed) = descendant.get::<Array<'_>>(b"W".as_slice()) {
        let mut listed = listed.flex_iter();
        loop {
            if let Some((first, own)) = listed.next::<(u32, Array<'_>)>() {
                widths.add(first..=LAST_CODE, own.iter::<f32>())?;
            } else if let Some((first, last, width)) = listed.next::<(u32, u32, f32)>() {
                widths.add(first..=last.min(LAST_CODE), std::iter::repeat(width))?;
            } else {
                break;
            }
        }
    }
    let usual = descendant.get::<f32>(b"DW".as_slice()).map_or(USUAL_WIDTH, |width| width);
    Some(CodeWidths::Pairs(widths.of, usual))
}

/// The widths of codes of two bytes, as far as they were listed.
#[derive(Default)]
struct PairWidths {
    of: FxHashMap<u32, f32>,
    listed: usize,
}

impl PairWidths {
    /// Adds the widths of codes one after the other; `None` where there are more than any font lists.
    fn add(&mut self, codes: RangeInclusive<u32>, widths: impl Iterator<Item = f32>) -> Option<()> {
        for (code, width) in codes.zip(widths) {
            self.listed += 1;
            (self.listed <= MOST_LISTED).then_some(())?;
            self.of.insert(code, width);
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_beyond_two_bytes_have_no_widths() {
        let mut widths = PairWidths::default();
        widths.add(LAST_CODE - 1..=LAST_CODE, [1.0, 2.0, 3.0].into_iter()).unwrap();
        assert_eq!((widths.of.len(), widths.of.get(&LAST_CODE)), (2, Some(&2.0)));
    }

    #[test]
    fn what_lists_its_widths_again_and_again_is_not_told() {
        let mut widths = PairWidths::default();
        let mut every = || widths.add(0..=LAST_CODE, std::iter::repeat(500.0));
        assert_eq!([every(), every(), every(), every(), every()], [Some(()), Some(()), Some(()), Some(()), None]);
    }
}
