//! Glyphs as whoever runs the content hands them on.

use hayro_font::FontGlyph;
use hayro_interpret::font::Glyph as ShownGlyph;
use hayro_interpret::hayro_cmap::BfString;

/// A glyph that a code of a string stands for.
pub(in crate::extract::pdf) trait CodedGlyph {
    /// The code.
    fn code(&self) -> u32;
    /// The character that the font says it is.
    fn said(&self) -> Option<BfString>;
    /// Its number in the font's program; `None` where the font has none.
    fn glyph(&self) -> Option<u32>;
}

impl CodedGlyph for ShownGlyph<'_> {
    fn code(&self) -> u32 {
        self.char_code()
    }

    fn said(&self) -> Option<BfString> {
        self.as_unicode()
    }

    fn glyph(&self) -> Option<u32> {
        match self {
            ShownGlyph::Outline(outline) => Some(outline.glyph_id().to_u32()),
            ShownGlyph::Type3(_) => None,
        }
    }
}

impl CodedGlyph for FontGlyph<'_> {
    fn code(&self) -> u32 {
        match self {
            FontGlyph::Outline(outline) => outline.char_code(),
            FontGlyph::Type3(drawn) => drawn.char_code(),
        }
    }

    fn said(&self) -> Option<BfString> {
        match self {
            FontGlyph::Outline(outline) => outline.as_unicode(),
            FontGlyph::Type3(drawn) => drawn.as_unicode(),
        }
    }

    fn glyph(&self) -> Option<u32> {
        match self {
            FontGlyph::Outline(outline) => Some(outline.glyph_id().to_u32()),
            FontGlyph::Type3(_) => None,
        }
    }
}
