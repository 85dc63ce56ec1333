//! The fonts that content is set in, each known by its dictionary and opened once for a document.

use std::cell::RefCell;
use std::rc::Rc;

use hayro_font::{Font, FontCache, FontGlyph, GlyphId, StandardFont};
use hayro_interpret::InterpreterSettings;
use hayro_interpret::kurbo::{Affine, BezPath, Vec2};
use hayro_syntax::object::{Dict, ObjectIdentifier};
use rustc_hash::FxHashMap;

use crate::extract::pdf::glyphs::StringGlyph;
use crate::extract::pdf::unicode::{Characters, Font as CharacterFont, Told, Which};

/// Glyphs are measured in thousandths of an em.
pub(super) const UNITS: f32 = 1000.0;

/// The fonts of a document, as far as content was set in them.
#[derive(Default)]
pub(in crate::extract::pdf) struct DocumentFonts<'a> {
    opened: FontCache<'a>,
    known: FxHashMap<Which, Option<Rc<SetFont<'a>>>>,
    /// What text is shown in where its font is not to be had.
    instead: Option<Rc<SetFont<'a>>>,
}

impl<'a> DocumentFonts<'a> {
    /// The font of a dictionary, which is the object `id` or stands where it is used. `None` where there is none at all.
    pub(super) fn font(
        &mut self,
        dict: &dyn Fn() -> Option<Dict<'a>>,
        id: Option<ObjectIdentifier>,
        characters: &mut Characters<'a>,
        settings: &InterpreterSettings,
    ) -> Option<Rc<SetFont<'a>>> {
        if let Some(known) = id.and_then(|id| self.known.get(&Which::Object(id))) {
            return known.clone();
        }
        let Some(dict) = dict() else { return self.instead(settings) };
        let which = Which::of(&dict, id);
        if let Some(known) = self.known.get(&which) {
            return known.clone();
        }
        // What no real font has is found out before it is opened.
        let facts = characters.facts_of(&dict, which);
        let opened = self.opened.font(&dict, &settings.font_resolver, &settings.cmap_resolver);
        let font = match opened {
            Some(font) => {
                let told = characters.of_facts(facts, &font.glyph(GlyphId::NOTDEF, 0));
                Some(Rc::new(SetFont::new(font, told, false)))
            }
            None => self.instead(settings),
        };
        self.known.insert(which, font.clone());
        font
    }

    /// What text is shown in that has no font.
    pub(super) fn instead(&mut self, settings: &InterpreterSettings) -> Option<Rc<SetFont<'a>>> {
        if self.instead.is_none() {
            let opened = self.opened.standard_font(StandardFont::Helvetica, &settings.font_resolver);
            self.instead = opened.map(|font| Rc::new(SetFont::new(font, CharacterFont::default(), true)));
        }
        self.instead.clone()
    }
}

/// A font that text is set in.
pub(super) struct SetFont<'a> {
    font: Font<'a>,
    characters: CharacterFont<'a>,
    /// Whether it stands for one that is not to be had.
    instead: bool,
    /// What is known of its codes.
    codes: RefCell<FxHashMap<u32, Rc<CodeFacts<'a>>>>,
}

/// What a code shows.
pub(super) struct CodeFacts<'a> {
    glyph: FontGlyph<'a>,
    /// Where its origin lies, in thousandths of an em, and how far it is stretched to the width it should have; `None` of nearly all.
    placed: Option<(Vec2, f64)>,
    /// How far it moves on, in thousandths of an em.
    pub(super) advance: (f32, f32),
    /// How wide it is, in thousandths of an em.
    pub(super) width: f32,
    /// What character it is.
    pub(super) told: Told,
}

impl<'a> SetFont<'a> {
    fn new(font: Font<'a>, characters: CharacterFont<'a>, instead: bool) -> Self {
        Self { font, characters, instead, codes: RefCell::default() }
    }

    /// Whether its lines run from left to right.
    pub(super) fn is_horizontal(&self) -> bool {
        self.font.is_horizontal()
    }

    /// Whether a string is shown: in a font that stands for another only plain text.
    pub(super) fn shows(&self, string: &[u8]) -> bool {
        !self.instead || string.is_ascii()
    }

    /// The code at a place of a string, and how many bytes it has.
    pub(super) fn read_code(&self, string: &[u8], at: usize) -> (u32, usize) {
        self.font.read_code(string, at)
    }

    /// What a code shows.
    pub(super) fn code(&self, code: u32) -> Rc<CodeFacts<'a>> {
        self.codes.borrow_mut().entry(code).or_insert_with(|| Rc::new(self.facts(code))).clone()
    }

    fn facts(&self, code: u32) -> CodeFacts<'a> {
        let id = self.font.map_code(code);
        let glyph = self.font.glyph(id, code);
        let advance = self.font.code_advance(code);
        let placed = (self.font.origin_displacement(code), self.font.glyph_stretch(id, code));
        let width = match &glyph {
            FontGlyph::Outline(outline) => outline.advance_width(),
            FontGlyph::Type3(drawn) => Some(drawn.advance_width()),
        };
        CodeFacts {
            told: self.characters.tell(&glyph),
            placed: Some(placed).filter(|(displacement, stretch)| !is_unmoved(*displacement, *stretch)),
            advance: (advance.x as f32, advance.y as f32),
            width: width.map_or(0.0, |width| width),
            glyph,
        }
    }

    /// The character that two codes are together.
    pub(super) fn tell_pair(&self, first: &CodeFacts<'a>, second: &CodeFacts<'a>) -> Option<Told> {
        self.characters.tell_pair(&first.glyph, &second.glyph)
    }
}

impl CodeFacts<'_> {
    /// From the glyph in thousandths of an em to where the text places it.
    pub(super) fn to_user(&self, text: Affine) -> Affine {
        let placed = text * Affine::scale(1.0 / f64::from(UNITS));
        self.placed.map_or(placed, |(displacement, stretch)| {
            placed * Affine::translate(displacement) * Affine::scale_non_uniform(stretch, 1.0)
        })
    }

    /// Its outline in thousandths of an em; `None` where it is drawn by operators.
    pub(super) fn outline(&self) -> Option<BezPath> {
        match &self.glyph {
            FontGlyph::Outline(outline) => Some(outline.outline()),
            FontGlyph::Type3(_) => None,
        }
    }

    /// Whether it is drawn by operators.
    pub(super) fn is_drawn(&self) -> bool {
        matches!(self.glyph, FontGlyph::Type3(_))
    }
}

/// Whether a glyph is neither moved nor stretched.
#[expect(clippy::float_cmp, reason = "where nothing is to be done the numbers are exact")]
fn is_unmoved(displacement: Vec2, stretch: f64) -> bool {
    displacement == Vec2::ZERO && stretch == 1.0
}

/// A code of a shown string.
pub(super) struct PlacedCode<'a> {
    /// What it shows.
    pub(super) facts: Rc<CodeFacts<'a>>,
    /// Its font.
    pub(super) font: Rc<SetFont<'a>>,
    /// From thousandths of its em to text space.
    pub(super) to_user: Affine,
}

impl StringGlyph for PlacedCode<'_> {
    fn transform(&self) -> Affine {
        self.to_user
    }

    fn width(&self) -> f32 {
        self.facts.width
    }

    fn told(&self) -> Told {
        self.facts.told.clone()
    }

    fn told_with(&self, next: &Self) -> Option<Told> {
        self.font.tell_pair(&self.facts, &next.facts)
    }

    fn outline(&self) -> Option<BezPath> {
        self.facts.outline()
    }
}
