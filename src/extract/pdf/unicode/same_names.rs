//! Fonts of one name, told apart by where they stand: the interpreter gives a glyph's font name and program only, and a font that
//! is not embedded has no program.

use std::num::NonZeroU32;
use std::rc::Rc;

/// Where a text stands, as far as the content says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(in crate::extract::pdf) enum FontScope {
    /// In the page's content, set in the font resource of this number; before a font is set in none.
    Page(Option<usize>),
    /// In a form `XObject` that the page's content draws.
    Form(NonZeroU32),
    /// In the appearance of the annotation of this number among those that are drawn.
    Annotation(usize),
    /// In a form drawn by a form.
    #[default]
    Elsewhere,
}

/// Whose resources name a font.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FontOwner {
    /// The page's.
    Page,
    /// Those of a form.
    Form(Option<NonZeroU32>),
    /// Those of an annotation's appearance, by its number among those that are drawn.
    Annotation(Option<usize>),
}

/// A font that some resources name.
#[derive(Debug)]
pub(super) struct ListedFont<F> {
    /// Whose resources.
    pub(super) owner: FontOwner,
    /// The name it has there.
    pub(super) key: Vec<u8>,
    /// What its dictionary tells.
    pub(super) facts: Rc<F>,
}

/// Of fonts with one name and program the one that can stand there; the first where nothing tells.
pub(super) fn pick<'f, F>(fonts: &[&'f Rc<F>], named: &[ListedFont<F>], scope: FontScope) -> Option<&'f Rc<F>> {
    let found = match scope {
        FontScope::Page(Some(number)) => {
            let set = named.iter().filter(|n| n.owner == FontOwner::Page).nth(number);
            set.and_then(|set| fonts.iter().find(|f| Rc::ptr_eq(&set.facts, f)).copied())
        }
        FontScope::Page(None) => owned_by(FontOwner::Page, fonts, named),
        // A form without resources has the page's.
        FontScope::Form(form) => {
            owned_by(FontOwner::Form(Some(form)), fonts, named).or_else(|| owned_by(FontOwner::Page, fonts, named))
        }
        FontScope::Annotation(number) => owned_by(FontOwner::Annotation(Some(number)), fonts, named),
        FontScope::Elsewhere => None,
    };
    found.or(fonts.first().copied())
}

/// The first of the fonts that these resources name.
fn owned_by<'f, F>(owner: FontOwner, fonts: &[&'f Rc<F>], named: &[ListedFont<F>]) -> Option<&'f Rc<F>> {
    fonts.iter().find(|f| named.iter().any(|n| n.owner == owner && Rc::ptr_eq(&n.facts, f))).copied()
}
