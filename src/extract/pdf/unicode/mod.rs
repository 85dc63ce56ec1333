//! Shown glyphs → characters: what the font says, else what its encoding, its program or a guess says.

use std::cell::OnceCell;
use std::rc::Rc;

use compact_str::CompactString;
use hayro_font::FontGlyph;
use hayro_interpret::font::{FontData, Glyph as ShownGlyph, OutlineFontData};
use hayro_interpret::hayro_cmap::BfString;
use hayro_syntax::object::Dict;
use hayro_syntax::page::Page as PdfPage;
use rustc_hash::FxHashMap;

use crate::model::UnicodeSource;

mod charsets;
mod code_pairs;
mod coded;
mod collections;
mod fold;
mod fonts;
mod long_codes;
pub(in crate::extract) mod reverse;
mod same_names;
mod to_unicode;
mod widths;

use coded::CodedGlyph;
pub(crate) use fold::fold_radicals;
pub(super) use fonts::{FontFacts, Which};
use fonts::{KnownFonts, PageFonts, named};
use reverse::ReversedMap;
pub(super) use same_names::FontScope;
pub(super) use to_unicode::ToUnicode;

/// Knows the fonts of a document, as far as its pages were read.
#[derive(Default)]
pub(super) struct Characters<'a> {
    known: KnownFonts<'a>,
    /// Reversed maps by the hash of their font program.
    reversed: FxHashMap<u128, Rc<ProgramMap>>,
    page: Option<PageFonts<'a>>,
    /// The fonts met on the page, by name and program, and by place where these do not tell them apart.
    met: FxHashMap<(Option<String>, u128, FontScope), Rc<Font<'a>>>,
}

/// A font as far as it tells characters.
#[derive(Default)]
pub(super) struct Font<'a> {
    facts: Option<Rc<FontFacts<'a>>>,
    reversed: Option<Rc<ProgramMap>>,
}

/// A font program and its reversed map, made once a character is looked up in it.
struct ProgramMap {
    program: FontData,
    map: OnceCell<ReversedMap>,
}

impl ProgramMap {
    fn character(&self, glyph: u32) -> Option<char> {
        self.map.get_or_init(|| ReversedMap::new(self.program.as_ref().as_ref())).character(glyph)
    }
}

/// What a glyph's character is and where it came from.
pub(super) type Told = (CompactString, UnicodeSource);

impl<'a> Characters<'a> {
    /// Turns to the fonts of a page.
    pub(super) fn turn_to(&mut self, page: &PdfPage<'a>) {
        self.met.clear();
        self.page = Some(PageFonts::new(page, &mut self.known));
    }

    /// The names of the page's fonts, where the content must say which of them it uses: see [`super::font_names`].
    pub(super) fn names_needed(&self) -> Vec<Vec<u8>> {
        self.page.as_ref().map(PageFonts::names_needed).unwrap_or_default()
    }

    /// Whether fonts of the page can only be told apart by where they stand.
    pub(super) fn has_alike(&self) -> bool {
        self.page.as_ref().is_some_and(PageFonts::has_alike)
    }

    /// The font of a glyph that stands there.
    pub(super) fn font(&mut self, shown: &ShownGlyph<'_>, scope: FontScope) -> Rc<Font<'a>> {
        let ShownGlyph::Outline(glyph) = shown else { return Rc::default() };
        let Some(OutlineFontData { data, cache_key, postscript_name, .. }) = glyph.font_data() else {
            let facts = self.page.as_ref().filter(|page| page.has_alike()).and_then(|page| page.find_untold(scope));
            return Rc::new(Font { facts, reversed: None });
        };
        let scope = if self.has_alike() { scope } else { FontScope::default() };
        let key = (postscript_name, cache_key, scope);
        if let Some(font) = self.met.get(&key) {
            return font.clone();
        }
        let facts = key.0.as_deref().and_then(|name| self.page.as_ref()?.find(name, data.as_ref().as_ref(), scope));
        let font = Rc::new(Font { facts, reversed: Some(self.reversed_map(cache_key, &data)) });
        self.met.insert(key, font.clone());
        font
    }

    /// What a font dictionary tells, of this page or another.
    pub(super) fn facts_of(&mut self, font: &Dict<'a>, which: Which) -> Option<Rc<FontFacts<'a>>> {
        self.known.entry(which).or_insert_with(|| named(font)).as_ref().map(|(_, facts)| facts.clone())
    }

    fn reversed_map(&mut self, program: u128, data: &FontData) -> Rc<ProgramMap> {
        let map = || Rc::new(ProgramMap { program: data.clone(), map: OnceCell::new() });
        self.reversed.entry(program).or_insert_with(map).clone()
    }
}

impl<'a> Font<'a> {
    /// The font with these facts, by one of its glyphs.
    pub(super) fn of_facts(facts: Option<Rc<FontFacts<'a>>>, shown: &FontGlyph<'_>) -> Self {
        let FontGlyph::Outline(glyph) = shown else { return Self::default() };
        match glyph.font_data() {
            Some(OutlineFontData { data, .. }) => {
                Self { facts, reversed: Some(Rc::new(ProgramMap { program: data, map: OnceCell::new() })) }
            }
            None => Self { facts: facts.filter(|f| f.gbk_trail.is_some()), reversed: None },
        }
    }
}

/// What a `/ToUnicode` alone says of a code, where that is plain text: nothing else in the font says it better.
pub(super) fn tell_by_map(map: &ToUnicode, code: u32) -> Option<Told> {
    let text = map.characters(code).map(to_text).filter(|text| !text.is_empty() && is_plain(text))?;
    Some((fold_radicals(text), UnicodeSource::ToUnicode))
}

impl Font<'_> {
    /// The character that two glyphs are together, where two codes make one.
    pub(super) fn tell_pair(&self, first: &impl CodedGlyph, second: &impl CodedGlyph) -> Option<Told> {
        let (a, b) = (first.code(), second.code());
        let c = match self.facts.as_deref() {
            Some(FontFacts { gbk_trail: Some(least), .. }) => code_pairs::gbk(a, b, *least),
            _ => code_pairs::surrogates(a, b)
                .filter(|_| self.tell(first).1 == UnicodeSource::None && self.tell(second).1 == UnicodeSource::None),
        };
        c.map(|c| (from_char(c), UnicodeSource::Encoding))
    }

    /// The character of one of its glyphs.
    pub(super) fn tell(&self, shown: &impl CodedGlyph) -> Told {
        let code = shown.code();
        if let Some(c) = self.facts.as_ref().and_then(|facts| facts.map().long_codes.get(&code)) {
            return (from_char(*c), UnicodeSource::ToUnicode);
        }
        let said = shown.said().map(to_text).filter(|text| !text.is_empty());
        let (text, source) = match said {
            Some(text) if is_plain(&text) && !self.is_guess() => {
                match self.facts.as_ref().filter(|f| !f.to_unicode).and_then(|f| f.charset?.decode(code)) {
                    Some(c) if !c.is_control() => (from_char(c), UnicodeSource::Encoding),
                    _ => (text, self.said_by()),
                }
            }
            Some(text) if is_plain(&text) => self.reverse(shown).unwrap_or((text, UnicodeSource::Guess)),
            Some(private) => self.tell_by_facts(shown, code).unwrap_or((private, UnicodeSource::ToUnicode)),
            None => self
                .tell_by_facts(shown, code)
                .or_else(|| self.reverse(shown))
                .or_else(|| self.guess(code).map(|c| (from_char(c), UnicodeSource::Guess)))
                .unwrap_or((CompactString::const_new("\u{FFFD}"), UnicodeSource::None)),
        };
        (fold_radicals(text), source)
    }

    /// By code, by the program's map, by CID. A TrueType program's own map is surer than a claimed collection, for many
    /// writers claim one and number their subset as they like.
    fn tell_by_facts(&self, shown: &impl CodedGlyph, code: u32) -> Option<Told> {
        let facts = self.facts.as_ref()?;
        let by_code = facts.charset.and_then(|charset| charset.decode(code)).filter(|c| !c.is_control());
        if let Some(c) = by_code {
            return Some((from_char(c), UnicodeSource::Encoding));
        }
        if facts.true_type {
            self.reverse(shown).or_else(|| by_cid(facts, code))
        } else {
            by_cid(facts, code).or_else(|| self.reverse(shown))
        }
    }

    fn reverse(&self, shown: &impl CodedGlyph) -> Option<Told> {
        let c = self.reversed.as_ref()?.character(shown.glyph()?)?;
        Some((from_char(c), UnicodeSource::FontCmap))
    }

    /// The code taken as the character. Not in an embedded composite font: its codes are numbers of glyphs.
    fn guess(&self, code: u32) -> Option<char> {
        match &self.facts {
            Some(facts) if facts.composite && facts.is_embedded() => None,
            None if code > 0xFF => None,
            _ => guess(code),
        }
    }

    /// Whether what the interpreter says of a glyph is only its code read as `StandardEncoding`: a simple font that says
    /// neither its encoding nor its characters.
    fn is_guess(&self) -> bool {
        self.facts.as_ref().is_some_and(|f| !f.composite && !f.to_unicode && !f.encoding)
    }

    fn said_by(&self) -> UnicodeSource {
        match &self.facts {
            Some(facts) if !facts.to_unicode => UnicodeSource::Encoding,
            _ => UnicodeSource::ToUnicode,
        }
    }
}

fn from_char(c: char) -> CompactString {
    CompactString::from(c.encode_utf8(&mut [0; 4]) as &str)
}

/// Without control characters, which broken maps give for codes they do not know; white space becomes a space.
fn to_text(said: BfString) -> CompactString {
    match said {
        BfString::Char(c) => printable(c).map(from_char).unwrap_or_default(),
        BfString::String(s) => s.chars().filter_map(printable).collect(),
    }
}

/// A character as kept: other blanks as a space, control characters not at all.
fn printable(c: char) -> Option<char> {
    match c {
        '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' => Some(' '),
        c if c.is_control() || matches!(c, '\u{FFFD}'..='\u{FFFF}' | '\u{FEFF}') => None,
        c => Some(c),
    }
}

/// Whether a text has no private-use characters.
fn is_plain(text: &str) -> bool {
    !text.chars().any(|c| matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..))
}

/// The code read as Windows-1252 or, where it has two bytes, as Unicode: what readers do that know nothing.
fn guess(code: u32) -> Option<char> {
    let c = match u8::try_from(code) {
        Ok(byte) => {
            let byte = [byte];
            encoding_rs::WINDOWS_1252.decode_without_bom_handling(&byte).0.chars().next()?
        }
        Err(_) => char::from_u32(code)?,
    };
    (!c.is_control() && is_plain(c.encode_utf8(&mut [0; 4]))).then_some(c)
}

/// The character of a code by way of its CID, where it is no private one.
fn by_cid(facts: &FontFacts<'_>, code: u32) -> Option<Told> {
    let text = facts.by_collection(code).map(to_text).filter(|text| is_plain(text))?;
    Some((text, UnicodeSource::Encoding))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_maps_say_nothing() {
        assert_eq!(to_text(BfString::Char('\0')), "");
        assert_eq!(to_text(BfString::Char('\u{FFFD}')), "");
        assert_eq!(to_text(BfString::String("ffi\0".to_owned())), "ffi");
        assert_eq!(guess(0x41), Some('A'));
        assert_eq!(guess(0x96), Some('–'));
        assert_eq!(guess(0x81), None);
        assert_eq!(guess(0x0003), None);
    }
}
