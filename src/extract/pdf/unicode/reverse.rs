//! A font program's own character map, reversed: glyph → character.

use rustc_hash::FxHashMap;

use skrifa::{FontRef, MetadataProvider};

use super::fold::is_radical;

/// More mappings than any font has; a crafted map could claim millions.
const MAX_MAPPINGS: usize = 300_000;

/// The characters of a font program's glyphs.
#[derive(Debug, Default)]
pub(in crate::extract) struct ReversedMap(FxHashMap<u32, char>);

impl ReversedMap {
    /// Of the bytes of a TrueType or OpenType font; empty where it has no map.
    pub(in crate::extract) fn new(font: &[u8]) -> Self {
        let Ok(font) = FontRef::from_index(font, 0) else { return Self::default() };
        let mut characters: FxHashMap<u32, char> = FxHashMap::default();
        for (code, glyph) in font.charmap().mappings().take(MAX_MAPPINGS) {
            let Some(c) = char::from_u32(code).filter(|c| preference(*c) < UNUSABLE) else { continue };
            let glyph = glyph.to_u32();
            if glyph == 0 {
                continue;
            }
            characters
                .entry(glyph)
                .and_modify(|known| {
                    if (preference(c), c) < (preference(*known), *known) {
                        *known = c;
                    }
                })
                .or_insert(c);
        }
        Self(characters)
    }

    /// The character of a glyph.
    pub(in crate::extract) fn character(&self, glyph: u32) -> Option<char> {
        self.0.get(&glyph).copied()
    }
}

/// Not a character that says what is printed.
const UNUSABLE: u8 = 3;

/// Which of several characters of one glyph is meant, smaller first: ideographs and letters before presentation and
/// compatibility forms, these before radicals.
fn preference(c: char) -> u8 {
    match c {
        '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{E000}'..='\u{F8FF}' | '\u{F0000}'.. => UNUSABLE,
        _ if is_radical(c) => 2,
        '\u{F900}'..='\u{FAFF}' | '\u{FB00}'..='\u{FFEF}' | '\u{2F800}'..='\u{2FA1F}' => 1,
        _ => 0,
    }
}
