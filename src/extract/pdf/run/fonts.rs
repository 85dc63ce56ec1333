//! The fonts that content is set in, each known by its dictionary and opened once for a document.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use hayro_font::{CMapResolverFn, Font, FontCache, FontGlyph, FontResolverFn, GlyphId, StandardFont};
use hayro_interpret::InterpreterSettings;
use hayro_interpret::kurbo::{Affine, BezPath, Vec2};
use hayro_syntax::object::{Dict, ObjectIdentifier};
use rustc_hash::FxHashMap;

use super::told_fonts::{ToldFont, UNITS};
use crate::extract::pdf::glyphs::StringGlyph;
use crate::extract::pdf::unicode::{Characters, Font as CharacterFont, FontFacts, Told, Which};

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
        let told = ToldFont::new(&dict, facts.as_deref());
        let font = Some(Rc::new(SetFont::new(told, self.opener(Some(dict), facts, settings))));
        self.known.insert(which, font.clone());
        font
    }

    /// What text is shown in that has no font.
    pub(super) fn instead(&mut self, settings: &InterpreterSettings) -> Option<Rc<SetFont<'a>>> {
        if self.instead.is_none() {
            self.instead = Some(Rc::new(SetFont::new(None, self.opener(None, None, settings))));
        }
        self.instead.clone()
    }

    fn opener(
        &self,
        dict: Option<Dict<'a>>,
        facts: Option<Rc<FontFacts<'a>>>,
        settings: &InterpreterSettings,
    ) -> FontOpener<'a> {
        let (programs, maps) = (settings.font_resolver.clone(), settings.cmap_resolver.clone());
        FontOpener { cache: self.opened.clone(), programs, maps, dict, facts }
    }
}

/// What it takes to open a font.
struct FontOpener<'a> {
    cache: FontCache<'a>,
    programs: FontResolverFn,
    maps: CMapResolverFn,
    /// `None` of the one that stands for those which are not to be had.
    dict: Option<Dict<'a>>,
    facts: Option<Rc<FontFacts<'a>>>,
}

impl<'a> FontOpener<'a> {
    fn open(&self) -> Option<OpenFont<'a>> {
        let own = self.dict.as_ref().and_then(|dict| self.cache.font(dict, &self.programs, &self.maps));
        let Some(font) = own else {
            let font = self.cache.standard_font(StandardFont::Helvetica, &self.programs)?;
            return Some(OpenFont { font, characters: CharacterFont::default(), instead: true });
        };
        let characters = CharacterFont::of_facts(self.facts.clone(), &font.glyph(GlyphId::NOTDEF, 0));
        Some(OpenFont { font, characters, instead: false })
    }
}

/// A font with all that draws its glyphs.
struct OpenFont<'a> {
    font: Font<'a>,
    characters: CharacterFont<'a>,
    /// Whether it stands for one that is not to be had.
    instead: bool,
}

/// A font that text is set in, opened once it has to be.
pub(super) struct SetFont<'a> {
    told: Option<ToldFont>,
    opener: FontOpener<'a>,
    open: OnceCell<Option<OpenFont<'a>>>,
    /// What is known of its codes.
    codes: RefCell<FxHashMap<u32, Option<Rc<CodeFacts<'a>>>>>,
}

/// What a code shows.
pub(super) struct CodeFacts<'a> {
    code: u32,
    /// `None` of a font that was not opened for it.
    glyph: Option<FontGlyph<'a>>,
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
    fn new(told: Option<ToldFont>, opener: FontOpener<'a>) -> Self {
        Self { told, opener, open: OnceCell::new(), codes: RefCell::default() }
    }

    fn open(&self) -> Option<&OpenFont<'a>> {
        self.open.get_or_init(|| self.opener.open()).as_ref()
    }

    /// Whether its lines run from left to right.
    pub(super) fn is_horizontal(&self) -> bool {
        self.told.is_some() || self.open().is_some_and(|open| open.font.is_horizontal())
    }

    /// Whether a string is shown: in a font that stands for another only plain text.
    pub(super) fn shows(&self, string: &[u8]) -> bool {
        self.told.is_some() || self.open().is_some_and(|open| !open.instead || string.is_ascii())
    }

    /// The code at a place of a string, and how many bytes it has.
    pub(super) fn read_code(&self, string: &[u8], at: usize) -> (u32, usize) {
        match (&self.told, self.open.get()) {
            (Some(told), _) => told.read_code(string, at),
            (None, Some(Some(open))) => open.font.read_code(string, at),
            (None, _) => (0, 1),
        }
    }

    /// What a code shows.
    pub(super) fn code(&self, code: u32) -> Option<Rc<CodeFacts<'a>>> {
        let mut codes = self.codes.borrow_mut();
        codes.entry(code).or_insert_with(|| self.told_facts(code).or_else(|| self.facts(code)).map(Rc::new)).clone()
    }

    /// What the font's dictionary alone says.
    fn told_facts(&self, code: u32) -> Option<CodeFacts<'a>> {
        let font = self.told.as_ref()?;
        let (told, width) = (font.tell(code)?, font.width(code));
        Some(CodeFacts { code, glyph: None, placed: None, advance: (width, 0.0), width, told })
    }

    fn facts(&self, code: u32) -> Option<CodeFacts<'a>> {
        let OpenFont { font, characters, .. } = self.open()?;
        let id = font.map_code(code);
        let glyph = font.glyph(id, code);
        let advance = font.code_advance(code);
        let placed = (font.origin_displacement(code), font.glyph_stretch(id, code));
        let width = match &glyph {
            FontGlyph::Outline(outline) => outline.advance_width(),
            FontGlyph::Type3(drawn) => Some(drawn.advance_width()),
        };
        Some(CodeFacts {
            code,
            told: characters.tell(&glyph),
            placed: Some(placed).filter(|(displacement, stretch)| !is_unmoved(*displacement, *stretch)),
            advance: (advance.x as f32, advance.y as f32),
            width: width.map_or(0.0, |width| width),
            glyph: Some(glyph),
        })
    }

    /// The character that two codes are together.
    fn tell_pair(&self, first: &CodeFacts<'a>, second: &CodeFacts<'a>) -> Option<Told> {
        let (Some(first), Some(second)) = (&first.glyph, &second.glyph) else { return None };
        self.open()?.characters.tell_pair(first, second)
    }

    /// The outline of a code in thousandths of an em; `None` where it is drawn by operators.
    fn outline(&self, facts: &CodeFacts<'a>) -> Option<BezPath> {
        let OpenFont { font, .. } = self.open()?;
        match font.glyph(font.map_code(facts.code), facts.code) {
            FontGlyph::Outline(outline) => Some(outline.outline()),
            FontGlyph::Type3(_) => None,
        }
    }

    /// Whether the glyph of a code is drawn by operators.
    pub(super) fn is_drawn(&self, facts: &CodeFacts<'a>) -> bool {
        match &facts.glyph {
            Some(glyph) => matches!(glyph, FontGlyph::Type3(_)),
            None => self.told.as_ref().is_some_and(|told| told.is_drawn),
        }
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
        self.font.outline(&self.facts)
    }
}
