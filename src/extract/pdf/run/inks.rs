//! Colours of any colour space → what is seen of them. Grey and RGB are plain; of the others the interpreter of the library is asked,
//! once for each colour.

use std::rc::Rc;

use hayro_interpret::font::GlyphRun;
use hayro_interpret::kurbo::{Affine, BezPath, Rect};
use hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, Paint, SoftMask, interpret,
};
use hayro_syntax::content::TypedIter;
use hayro_syntax::object::{Name, Number};
use hayro_syntax::page::Resources;
use rustc_hash::FxHashMap;

use super::library::Library;
use crate::extract::pdf::marks::ink;

/// As many colours of one document are remembered.
const MOST_KNOWN: usize = 10_000;

/// A colour in its space.
#[derive(Clone)]
pub(super) struct Colour<'a> {
    space: ColourSpace<'a>,
    /// As red, green and blue.
    pub(super) seen: [u8; 3],
    /// The opacity, where it is not that of the state.
    pub(super) covers: Option<u8>,
}

#[derive(Clone)]
enum ColourSpace<'a> {
    Gray,
    Rgb,
    /// Of this name in these resources.
    Named(Rc<(Vec<u8>, Resources<'a>)>),
}

impl Colour<'_> {
    /// What content begins with.
    pub(super) fn black() -> Self {
        Self { space: ColourSpace::Gray, seen: [0; 3], covers: None }
    }

    /// A shade of grey.
    pub(super) fn gray(shade: Number) -> Self {
        Self { space: ColourSpace::Gray, seen: [level(Some(&shade)); 3], covers: None }
    }

    /// Red, green and blue.
    pub(super) fn rgb(levels: [Number; 3]) -> Self {
        Self { space: ColourSpace::Rgb, seen: levels.map(|l| level(Some(&l))), covers: None }
    }
}

/// A component of 255.
fn level(component: Option<&Number>) -> u8 {
    component.map_or(0, |c| (c.as_f32() * 255.0 + 0.5) as u8)
}

/// Colours as they were asked for: the places of the resources and the operators that set them.
type AskedFor = (usize, usize, Vec<u8>);

/// What is seen of the colours that were asked for, and what covers where that is not the state's.
#[derive(Default)]
pub(in crate::extract::pdf) struct KnownInks(FxHashMap<AskedFor, ([u8; 3], Option<u8>)>);

impl KnownInks {
    /// The first colour of a space.
    pub(super) fn first_of<'a>(
        &mut self,
        space: &[u8],
        resources: &Resources<'a>,
        library: &Library<'_, 'a>,
    ) -> Colour<'a> {
        self.ask(Rc::new((name(space), resources.clone())), &[], library)
    }

    /// The colour of these components, and perhaps a pattern, in the space of the one before.
    pub(super) fn next<'a>(
        &mut self,
        before: &Colour<'a>,
        components: &[Number],
        pattern: Option<(&Name<'_>, &Resources<'a>)>,
        library: &Library<'_, 'a>,
    ) -> Colour<'a> {
        let mut set: Vec<u8> = components.iter().flat_map(|c| format!("{} ", c.as_f64()).into_bytes()).collect();
        let named = match (&before.space, pattern) {
            (ColourSpace::Gray, None) => return Colour { seen: [level(components.first()); 3], ..Colour::black() },
            (ColourSpace::Rgb, None) => {
                let mut levels = components.iter();
                let seen = [levels.next(), levels.next(), levels.next()].map(level);
                return Colour { space: ColourSpace::Rgb, seen, covers: None };
            }
            (ColourSpace::Named(named), None) => named.clone(),
            (space, Some((pattern, resources))) => {
                set.extend(name(pattern));
                Rc::new((space.written(), resources.clone()))
            }
        };
        set.extend_from_slice(b" scn ");
        Colour { space: before.space.clone(), ..self.ask(named, &set, library) }
    }

    fn ask<'a>(&mut self, named: Rc<(Vec<u8>, Resources<'a>)>, set: &[u8], library: &Library<'_, 'a>) -> Colour<'a> {
        let (space, resources) = named.as_ref();
        let content = [space.as_slice(), b" cs ", set, b"0 0 m 9 0 l 9 9 l f"].concat();
        let places = [&resources.color_spaces, &resources.patterns].map(|d| d.data().as_ptr().addr());
        let key = (places[0], places[1], content);
        if let Some((seen, covers)) = self.0.get(&key).copied() {
            return Colour { space: ColourSpace::Named(named), seen, covers };
        }
        let mut probe = InkProbe::default();
        let mut context = library.context(Affine::IDENTITY, Rect::new(0.0, 0.0, 9.0, 9.0));
        interpret(TypedIter::new(&key.2), resources, &mut context, &mut probe);
        let InkProbe { seen, covers } = probe;
        if self.0.len() < MOST_KNOWN {
            self.0.insert(key, (seen, covers));
        }
        Colour { space: ColourSpace::Named(named), seen, covers }
    }
}

impl ColourSpace<'_> {
    /// Its name as content writes it.
    fn written(&self) -> Vec<u8> {
        match self {
            Self::Gray => b"/DeviceGray".to_vec(),
            Self::Rgb => b"/DeviceRGB".to_vec(),
            Self::Named(named) => named.0.clone(),
        }
    }
}

/// A name as content writes it.
fn name(name: &[u8]) -> Vec<u8> {
    let mut written = vec![b'/'];
    for byte in name {
        if byte.is_ascii_alphanumeric() {
            written.push(*byte);
        } else {
            written.extend(format!("#{byte:02X}").into_bytes());
        }
    }
    written
}

/// The device that keeps what was painted with last.
#[derive(Default)]
struct InkProbe {
    seen: [u8; 3],
    covers: Option<u8>,
}

impl<'a> Device<'a> for InkProbe {
    fn draw_path(&mut self, _: &BezPath, props: DrawProps<'a>, _: &DrawMode) {
        let ink = ink(&props.paint);
        let is_own = matches!(props.paint, Paint::Pattern(_)) || ink.alpha == 0;
        (self.seen, self.covers) = (ink.color, is_own.then_some(ink.alpha));
    }
    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {}
    fn draw_glyph_run(&mut self, _: &GlyphRun<'_, 'a>, _: DrawProps<'a>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn pop_clip(&mut self) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn pop_transparency_group(&mut self) {}
}
