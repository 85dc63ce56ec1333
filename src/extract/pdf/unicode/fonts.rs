//! What the font dictionaries of a page tell about characters.
//!
//! The interpreter does not say which dictionary a glyph came from, but it gives the font's name and program; the two
//! lead back to it.

use std::cell::OnceCell;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::BuildHasher;
use std::rc::Rc;

use hayro_interpret::hayro_cmap::{BfString, CMap, load_embedded};
use hayro_syntax::object::{Array, Dict, Name, Object, ObjectIdentifier, Stream};
use hayro_syntax::page::Page as PdfPage;
use rustc_hash::FxBuildHasher;

use super::charsets::Charset;
use super::code_pairs;
use super::collections::{code_to_cid, collection};
use super::same_names::{FontOwner, FontScope, ListedFont, pick};
use super::to_unicode::ToUnicode;
use super::widths;
use crate::extract::contain::{Stop, stop};
use crate::extract::pdf::structure::form_number;

/// Forms may nest this deep in the search for fonts.
const MAX_DEPTH: usize = 12;
/// Flags of an annotation that is not shown: hidden, no view.
const HIDDEN: u32 = 1 << 1 | 1 << 5;
/// As many resource dictionaries are looked at on one page.
const MAX_RESOURCES: usize = 5_000;

/// What a font dictionary tells about its characters.
#[expect(clippy::struct_excessive_bools, reason = "each is an independent fact")]
#[derive(Debug)]
pub(in crate::extract::pdf) struct FontFacts<'a> {
    /// Whether it is a composite (Type 0) font.
    pub(super) composite: bool,
    /// Whether it has a `/ToUnicode`.
    pub(super) to_unicode: bool,
    /// What its codes are, where that is known.
    pub(super) charset: Option<Charset>,
    /// Whether it says how its codes are to be read (`/Encoding`).
    pub(super) encoding: bool,
    /// Whether its program is TrueType, so that the program's own map is surer than the claimed character collection.
    pub(super) true_type: bool,
    /// The least second byte where two of its codes are the bytes of one character in GBK: a simple font that only a system with
    /// its name can show.
    pub(super) gbk_trail: Option<u8>,
    /// Its `/ToUnicode`, where it is a stream, and what that says, read once it is asked for.
    map: (Option<Stream<'a>>, OnceCell<Rc<ToUnicode>>),
    /// What its codes are read by, of a composite font, and its CID font.
    codes: Option<(Object<'a>, Dict<'a>)>,
    /// Codes → CIDs, and CIDs → characters, of a font with a known character collection, read once they are asked for.
    cids: OnceCell<Option<(CMap, CMap)>>,
    program: Option<Stream<'a>>,
    /// Length and hash of the program, found out once two fonts have one name.
    program_print: OnceCell<Option<(usize, u64)>>,
}

impl<'a> FontFacts<'a> {
    fn new(font: &Dict<'a>) -> Self {
        let composite = font.get::<Name<'_>>(b"Subtype".as_slice()).as_deref() == Some(b"Type0");
        let descendant = descendant(font);
        let descriptor = descendant.get::<Dict<'a>>(b"FontDescriptor".as_slice()).unwrap_or_default();
        let true_type = descriptor.get::<Stream<'a>>(b"FontFile2".as_slice());
        let encoding = font.get::<Object<'a>>(b"Encoding".as_slice());
        let to_unicode = font.get::<Object<'a>>(b"ToUnicode".as_slice());
        let identity = matches!(&to_unicode, Some(Object::Name(name)) if name.starts_with(b"Identity"));
        let charset = match encoding.as_ref().filter(|_| composite) {
            _ if identity => Some(Charset::Utf16),
            Some(Object::Name(name)) => Charset::of_cmap(name.as_str()),
            Some(stream) => code_to_cid(stream).and_then(|(name, _)| Charset::of_cmap(&name)),
            None => None,
        };
        let program = true_type.clone().or_else(|| descriptor.get(b"FontFile3".as_slice()));
        let other_program = descriptor.contains_key(b"FontFile".as_slice());
        let said = !identity && to_unicode.is_some();
        Self {
            composite,
            gbk_trail: font
                .get::<Name<'_>>(b"BaseFont".as_slice())
                .filter(|_| !composite && to_unicode.is_none() && program.is_none() && !other_program)
                .and_then(|name| code_pairs::least_trail(&name)),
            to_unicode: said,
            charset,
            encoding: encoding.is_some(),
            codes: encoding.filter(|_| composite).map(|encoding| (encoding, descendant)),
            map: (to_unicode.and_then(Object::into_stream), OnceCell::new()),
            true_type: true_type.is_some(),
            cids: OnceCell::new(),
            program,
            program_print: OnceCell::new(),
        }
    }

    /// The character of a code by way of its CID in the font's character collection.
    pub(super) fn by_collection(&self, code: u32) -> Option<BfString> {
        let (to_cid, to_character) = self.cids.get_or_init(|| self.collection()).as_ref()?;
        let cid = (1..=4).find_map(|length| to_cid.lookup_cid_code(code, length)).filter(|cid| *cid != 0)?;
        to_character.lookup_bf_string(cid)
    }

    fn collection(&self) -> Option<(CMap, CMap)> {
        let (encoding, descendant) = self.codes.as_ref()?;
        let (_, to_cid) = code_to_cid(encoding)?;
        let data = load_embedded(collection(&to_cid, descendant)?.ucs2_cmap()?)?;
        Some((to_cid, CMap::parse(data, load_embedded)?))
    }

    /// What its `/ToUnicode` says.
    pub(in crate::extract::pdf) fn map(&self) -> &Rc<ToUnicode> {
        let (stream, map) = &self.map;
        map.get_or_init(|| Rc::new(stream.as_ref().map(ToUnicode::read).unwrap_or_default()))
    }

    /// Whether the file holds the font's program.
    pub(super) fn is_embedded(&self) -> bool {
        self.program.is_some()
    }

    fn has_program(&self, print: (usize, u64)) -> bool {
        let own = self.program_print.get_or_init(|| Some(fingerprint(&self.program.as_ref()?.decoded_data().ok()?)));
        *own == Some(print)
    }
}

/// Tells the programs of one document apart.
fn fingerprint(program: &[u8]) -> (usize, u64) {
    (program.len(), FxBuildHasher.hash_one(program))
}

/// The CID font of a composite font; a simple font itself.
fn descendant<'a>(font: &Dict<'a>) -> Dict<'a> {
    font.get::<Array<'a>>(b"DescendantFonts".as_slice())
        .and_then(|fonts| fonts.iter::<Dict<'a>>().next())
        .unwrap_or_else(|| font.clone())
}

/// The fonts that a page's content can use.
pub(super) struct PageFonts<'a> {
    /// By name without subset tag.
    by_name: BTreeMap<Rc<str>, Vec<Rc<FontFacts<'a>>>>,
    /// By the resources that name them, the page's first.
    named: Vec<ListedFont<FontFacts<'a>>>,
    /// Whether two of one name cannot be told apart by their programs.
    alike: bool,
}

/// The font dictionaries that were looked at before; those without a name tell nothing.
pub(super) type KnownFonts<'a> = HashMap<Which, Option<NamedFont<'a>>>;

/// A font dictionary: an object, or the address of one that stands in its resources.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::extract::pdf) enum Which {
    /// An object of its own.
    Object(ObjectIdentifier),
    /// Where its text begins.
    Inline(*const u8),
}

impl Which {
    /// Of a font dictionary, which is that object.
    pub(in crate::extract::pdf) fn of(font: &Dict<'_>, id: Option<ObjectIdentifier>) -> Self {
        id.map_or_else(|| Self::Inline(font.data().as_ptr()), Self::Object)
    }
}

/// A font's name without subset tag, and what its dictionary tells.
type NamedFont<'a> = (Rc<str>, Rc<FontFacts<'a>>);

impl<'a> PageFonts<'a> {
    /// Of a page: of its resources, those of the forms it can draw, and those of its annotations.
    pub(super) fn new(page: &PdfPage<'a>, known: &mut KnownFonts<'a>) -> Self {
        let mut search =
            FontSearch { known, seen: HashSet::new(), resources: 0, fonts: BTreeMap::new(), named: Vec::new() };
        let resources = page.resources();
        search.fonts(&resources.fonts, FontOwner::Page);
        search.forms(&resources.x_objects, 0, None);
        let mut drawn = 0..;
        for annotation in page.raw().get::<Array<'a>>(b"Annots".as_slice()).iter().flat_map(Array::iter::<Dict<'a>>) {
            let appearances = annotation.get::<Dict<'a>>(b"AP".as_slice()).unwrap_or_default();
            let number = if is_drawn(&annotation, &appearances) { drawn.next() } else { None };
            search.forms(&appearances, 0, Some(FontOwner::Annotation(number)));
        }
        let untold = search.fonts.values().flatten().any(|f| f.gbk_trail.is_some());
        let alike = untold || search.fonts.values().any(|fonts| fonts.len() > 1 && are_alike(fonts));
        Self { by_name: search.fonts, named: search.named, alike }
    }

    /// The names of the page's own fonts, by number, where some fonts can only be told apart by them.
    pub(super) fn names_needed(&self) -> Vec<Vec<u8>> {
        let own = self.named.iter().filter(|n| self.alike && n.owner == FontOwner::Page);
        own.map(|n| n.key.clone()).collect()
    }

    /// Whether some fonts can only be told apart by where they stand.
    pub(super) fn has_alike(&self) -> bool {
        self.alike
    }

    /// The facts of the font that stands there, of which the interpreter tells neither name nor program; only of a font whose codes it
    /// cannot read.
    pub(super) fn find_untold(&self, scope: FontScope) -> Option<Rc<FontFacts<'a>>> {
        let all: Vec<&Rc<FontFacts<'a>>> = self.named.iter().map(|n| &n.facts).collect();
        let told = !matches!(scope, FontScope::Page(None) | FontScope::Elsewhere);
        pick(&all, &self.named, scope).filter(|f| told && f.gbk_trail.is_some()).cloned()
    }

    /// The facts of the font with this name and program that stands there. `None` where no dictionary has that name.
    pub(super) fn find(&self, name: &str, program: &[u8], scope: FontScope) -> Option<Rc<FontFacts<'a>>> {
        let facts = self.by_name.get(name)?;
        let [first, others @ ..] = facts.as_slice() else { return None };
        if others.is_empty() {
            return Some(first.clone());
        }
        let print = fingerprint(program);
        let mut own: Vec<&Rc<FontFacts<'a>>> = facts.iter().filter(|f| f.has_program(print)).collect();
        if own.is_empty() {
            own.extend(facts.iter().filter(|f| !f.is_embedded()));
        }
        Some(pick(&own, &self.named, scope).unwrap_or(first).clone())
    }
}

/// Whether the interpreter draws the annotation: it is not hidden, has a place and an appearance.
fn is_drawn(annotation: &Dict<'_>, appearances: &Dict<'_>) -> bool {
    let hidden = annotation.get::<u32>(b"F".as_slice()).is_some_and(|flags| flags & HIDDEN != 0);
    let drawn = match appearances.get::<Object<'_>>(b"N".as_slice()) {
        Some(Object::Stream(_)) => true,
        Some(Object::Dict(states)) => {
            let state = annotation.get::<Name<'_>>(b"AS".as_slice());
            state.is_some_and(|state| states.get::<Stream<'_>>(&*state).is_some())
                || states.get::<Stream<'_>>(b"Off".as_slice()).is_some()
        }
        _ => false,
    };
    drawn && !hidden && annotation.contains_key(b"Rect".as_slice())
}

/// Whether two fonts have no program, or the same one.
fn are_alike(fonts: &[Rc<FontFacts<'_>>]) -> bool {
    let mut programs: Vec<Option<ObjectIdentifier>> =
        fonts.iter().map(|f| f.program.as_ref().and_then(|p| p.dict().obj_id())).collect();
    programs.sort();
    programs.windows(2).any(|w| w.first() == w.get(1))
}

struct FontSearch<'k, 'a> {
    known: &'k mut KnownFonts<'a>,
    seen: HashSet<ObjectIdentifier>,
    resources: usize,
    fonts: BTreeMap<Rc<str>, Vec<Rc<FontFacts<'a>>>>,
    named: Vec<ListedFont<FontFacts<'a>>>,
}

impl<'a> FontSearch<'_, 'a> {
    fn fonts(&mut self, fonts: &Dict<'a>, owner: FontOwner) {
        for key in fonts.keys() {
            let id = fonts.get_ref(&key).map(ObjectIdentifier::from);
            // What is known was found sane on an earlier page; an object need not even be read again.
            let known = id.and_then(|id| self.known.get(&Which::Object(id))).cloned();
            let font = if let Some(known) = known {
                known
            } else {
                let Some(font) = fonts.get::<Dict<'a>>(&key) else { continue };
                let which = Which::of(&font, id);
                self.known.entry(which).or_insert_with(|| named(&font)).clone()
            };
            let Some((name, facts)) = font else { continue };
            self.named.push(ListedFont { owner, key: key.to_vec(), facts: facts.clone() });
            if id.is_none_or(|id| self.seen.insert(id)) {
                self.fonts.entry(name).or_default().push(facts);
            }
        }
    }

    /// The fonts of the forms in a dictionary of `XObjects` or appearances (which may hold states).
    fn forms(&mut self, forms: &Dict<'a>, depth: usize, annotation: Option<FontOwner>) {
        self.resources += 1;
        if depth > MAX_DEPTH || self.resources > MAX_RESOURCES {
            return;
        }
        for key in forms.keys() {
            match forms.get::<Object<'a>>(key) {
                Some(Object::Stream(form)) => self.form(form.dict(), depth, annotation),
                Some(Object::Dict(states)) if depth == 0 => self.forms(&states, depth + 1, annotation),
                _ => {}
            }
        }
    }

    fn form(&mut self, form: &Dict<'a>, depth: usize, annotation: Option<FontOwner>) {
        if form.obj_id().is_some_and(|id| !self.seen.insert(id)) {
            return;
        }
        if let Some(resources) = form.get::<Dict<'a>>(b"Resources".as_slice()) {
            let number = form.obj_id().and_then(form_number);
            let owner = annotation.unwrap_or(FontOwner::Form(number));
            self.fonts(&resources.get(b"Font".as_slice()).unwrap_or_default(), owner);
            self.forms(&resources.get(b"XObject".as_slice()).unwrap_or_default(), depth + 1, annotation);
        }
    }
}

/// The name and facts of a font dictionary, where it has a name. Stops where its widths are not sane.
pub(super) fn named<'a>(font: &Dict<'a>) -> Option<NamedFont<'a>> {
    if !widths::are_sane(font, &descendant(font)) {
        stop(Stop::Memory);
    }
    let name = font.get::<Name<'_>>(b"BaseFont".as_slice())?;
    Some((without_subset_tag(name.as_str()).into(), Rc::new(FontFacts::new(font))))
}

/// The name as the interpreter gives it: without the tag (`ABCDEF+`) of a subset.
fn without_subset_tag(name: &str) -> &str {
    match name.split_once('+') {
        Some((tag, rest)) if tag.len() == 6 => rest,
        _ => name,
    }
}
