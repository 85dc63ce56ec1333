//! Pages of a PDF → pictures of what is printed on them.

use std::ops::Range;
use std::sync::{Arc, Mutex};

use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings};
use hayro_interpret::InterpreterSettings;
use hayro_interpret::font::{FallbackFontQuery, FontQuery};
use hayro_syntax::Pdf;
use hayro_syntax::object::{Dict, Stream};
use hayro_syntax::page::Page as PdfPage;

use super::system_font::SystemFont;
use crate::locks::locked;
use crate::model::Picture;

/// Most dots of a page, in those of a sheet of A4.
const MOST_SHEETS: f32 = 2.6;
/// Points² of a sheet of A4.
const SHEET: f32 = 595.0 * 842.0;
/// Most dots of the images that stand on a page directly: decoded, each takes four bytes or more.
const MOST_IMAGE_DOTS: f64 = 1.0e8;

/// Draws pages (from 1), with so many dots a point where the paper is not too large for it. `None` for pages that do not exist or whose images are too large.
pub(super) fn pages_to_pictures(pdf: &Pdf, numbers: Range<u32>, resolution: f32) -> Vec<Option<Picture>> {
    let cache = RenderCache::new();
    let pages = numbers.map(|number| pdf.pages().get((number as usize).checked_sub(1)?));
    pages.map(|page| draw(page.filter(|page| image_dots(page) <= MOST_IMAGE_DOTS)?, &cache, resolution)).collect()
}

fn draw<'a>(page: &'a PdfPage<'a>, cache: &RenderCache<'a>, resolution: f32) -> Option<Picture> {
    let (width, height) = page.render_dimensions();
    let scale = resolution * (MOST_SHEETS * SHEET / (width * height)).sqrt().min(1.0);
    let used = Arc::new(Mutex::new(None));
    let said = used.clone();
    let settings = InterpreterSettings {
        font_resolver: Arc::new(move |query| match query {
            FontQuery::Standard(font) => Some(font.get_font_data()),
            FontQuery::Fallback(query) => match instead_of(query) {
                Some(font) => {
                    *locked(&said) = Some(font.name.clone());
                    Some((font.data.clone(), font.index))
                }
                None => Some(query.pick_standard_font().get_font_data()),
            },
        }),
        ..InterpreterSettings::default()
    };
    let size = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
    let drawn = hayro::render(page, cache, &settings, &RenderSettings::default(), &size);
    let dots = drawn.data().iter().map(|dot| [dot.r, dot.g, dot.b]).collect();
    let font = locked(&used).take();
    let (width, height) = (u32::from(drawn.width()), u32::from(drawn.height()));
    (width > 0 && height > 0).then_some(Picture { width, height, dots, font })
}

/// The font of this computer for one that is not embedded.
#[cfg(feature = "cli")]
fn instead_of(query: &FallbackFontQuery) -> Option<&'static SystemFont> {
    super::installed_fonts::instead_of(query)
}

/// Where no font of the computer can be had: the characters are left to the page that shows the picture.
#[cfg(not(feature = "cli"))]
fn instead_of(_: &FallbackFontQuery) -> Option<&'static SystemFont> {
    None
}

/// Dots of all images that the page itself names.
fn image_dots(page: &PdfPage<'_>) -> f64 {
    let objects: &Dict<'_> = &page.resources().x_objects;
    let names: Vec<_> = objects.keys().map(|name| name.as_ref().to_vec()).collect();
    let dots = names.iter().filter_map(|name| {
        let stream = objects.get::<Stream<'_>>(name.as_slice())?;
        let sides = [b"Width".as_slice(), b"Height"].map(|key| stream.dict().get::<f64>(key));
        Some(sides[0]? * sides[1]?)
    });
    dots.sum()
}
