//! Embedded font programs: the characters of their glyphs, and how far glyphs advance.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, GlyphId, MetadataProvider};

use super::package::OfdPackage;
use crate::extract::contain::contained;
use crate::extract::pdf::unicode::reverse::ReversedMap;
use crate::locks::locked;
use crate::model::Budget;

/// The fonts of a package that were needed so far, by part; `None` where a part is no font.
#[derive(Default)]
pub(super) struct EmbeddedFonts(Mutex<BTreeMap<String, Option<Arc<EmbeddedFont>>>>);

/// An embedded font.
pub(super) struct EmbeddedFont {
    program: Vec<u8>,
    characters: ReversedMap,
}

impl EmbeddedFonts {
    /// The font in a part.
    pub(super) fn get(&self, package: &OfdPackage, part: &str, budget: &Budget) -> Option<Arc<EmbeddedFont>> {
        let mut known = locked(&self.0);
        if let Some(font) = known.get(part) {
            return font.clone();
        }
        let program = package.bytes(part).ok().filter(|program| budget.take(program.len() as u64).is_ok());
        // A crafted font may break the library that reads it; then nothing is known of it.
        let font =
            program.and_then(|program| contained(move || EmbeddedFont::new(program)).ok().flatten()).map(Arc::new);
        known.insert(part.to_owned(), font.clone());
        font
    }
}

impl EmbeddedFont {
    fn new(program: Vec<u8>) -> Option<Self> {
        FontRef::from_index(&program, 0).ok()?;
        Some(Self { characters: ReversedMap::new(&program), program })
    }

    /// The character that a glyph shows.
    pub(super) fn character(&self, glyph: u32) -> Option<char> {
        self.characters.character(glyph)
    }

    /// How far the glyph of that number, or the one of the character, advances, in em.
    pub(super) fn advance(&self, glyph: Option<u32>, c: char) -> Option<f64> {
        let font = FontRef::from_index(&self.program, 0).ok()?;
        let glyph = glyph.map(GlyphId::new).or_else(|| font.charmap().map(c))?;
        let em = f64::from(font.metrics(Size::unscaled(), LocationRef::default()).units_per_em).max(1.0);
        let advance = font.glyph_metrics(Size::unscaled(), LocationRef::default()).advance_width(glyph)?;
        Some(f64::from(advance) / em).filter(|a| a.is_finite() && *a > 0.0)
    }
}
