//! Pictures of pages as PNG of few colours: a page of a form in some tens of kilobytes.

use color_quant::NeuQuant;
use rustc_hash::FxHashMap;

use crate::model::Picture;

/// Bytes that the picture of a page may take: a page of review has some 250 KB for each page, of which the picture as text takes
/// four bytes for three, and a dense form's values and places the third.
const MOST_BYTES: usize = 115_000;
/// Colours of a picture: letters with soft edges need few.
const COLOURS: usize = 16;
/// One dot of so many is looked at to choose the colours; 1 is all, 30 the fewest.
const SAMPLED: i32 = 10;
/// How often a picture is made coarser at most.
const MOST_TIMES: usize = 4;

/// The picture as PNG. `None` where it would take more than [`MOST_BYTES`].
pub(crate) fn picture_to_png(picture: &Picture) -> Option<Vec<u8>> {
    encode(picture).filter(|png| png.len() <= MOST_BYTES)
}

/// The picture made coarser until it is no larger than [`MOST_BYTES`]: for what is coarse however it is drawn, as photographs are.
/// `None` where even that does not do.
pub(crate) fn picture_to_coarse_png(picture: &Picture) -> Option<Vec<u8>> {
    let mut coarser = shrunk(picture);
    for _ in 0..MOST_TIMES {
        if let Some(png) = picture_to_png(&coarser) {
            return Some(png);
        }
        coarser = shrunk(&coarser);
    }
    None
}

fn encode(picture: &Picture) -> Option<Vec<u8>> {
    let (palette, indices) = to_palette(picture);
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, picture.width, picture.height);
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_palette(palette);
    encoder.set_compression(png::Compression::High);
    encoder.set_filter(png::Filter::NoFilter);
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(&indices).ok()?;
    writer.finish().ok()?;
    Some(bytes)
}

/// The colours of a picture, three bytes each, and which of them each dot has.
fn to_palette(picture: &Picture) -> (Vec<u8>, Vec<u8>) {
    let mut seen: FxHashMap<[u8; 3], u8> = FxHashMap::default();
    let mut palette: Vec<u8> = Vec::new();
    let mut indices = Vec::with_capacity(picture.dots.len());
    for dot in &picture.dots {
        let next = seen.len();
        let index = *seen.entry(*dot).or_insert_with(|| {
            palette.extend(dot);
            next as u8
        });
        if seen.len() > COLOURS {
            return quantised(picture);
        }
        indices.push(index);
    }
    (palette, indices)
}

fn quantised(picture: &Picture) -> (Vec<u8>, Vec<u8>) {
    let dots: Vec<u8> = picture.dots.iter().flat_map(|[r, g, b]| [*r, *g, *b, u8::MAX]).collect();
    let chosen = NeuQuant::new(SAMPLED, COLOURS, &dots);
    let mut palette = chosen.color_map_rgb();
    let paper = chosen.index_of(&[u8::MAX; 4]);
    // White paper stays white.
    if let Some(colour) = palette.get_mut(3 * paper..3 * paper + 3) {
        colour.fill(u8::MAX);
    }
    let mut known: FxHashMap<[u8; 3], u8> = FxHashMap::default();
    let mut indices = Vec::with_capacity(picture.dots.len());
    for dot in &picture.dots {
        let [r, g, b] = *dot;
        indices.push(*known.entry(*dot).or_insert_with(|| chosen.index_of(&[r, g, b, u8::MAX]) as u8));
    }
    (palette, indices)
}

/// The picture at three quarters of its size, each dot the one nearest to its place.
fn shrunk(picture: &Picture) -> Picture {
    let (width, height) = ((picture.width * 3 / 4).max(1), (picture.height * 3 / 4).max(1));
    let places = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
    let dots = places.map(|(x, y)| mixed(picture, x * picture.width / width, y * picture.height / height)).collect();
    Picture { width, height, dots, font: picture.font.clone() }
}

/// A dot mixed with its neighbours to the right and below, so that thin strokes do not vanish.
fn mixed(picture: &Picture, left: u32, top: u32) -> [u8; 3] {
    let places = [(left, top), (left + 1, top), (left, top + 1), (left + 1, top + 1)];
    let all = places.map(|(x, y)| {
        let (x, y) = (x.min(picture.width - 1), y.min(picture.height - 1));
        picture.dots[(y * picture.width + x) as usize]
    });
    std::array::from_fn(|part| (all.iter().map(|dot| u32::from(dot[part])).sum::<u32>() / 4) as u8)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;

    #[test]
    fn a_picture_of_noise_becomes_coarser_until_it_is_small() {
        let mut state = 1_u32;
        let mut random = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        };
        let dots = (0..600 * 800).map(|_| [random(), random(), random()]).collect();
        let noise = Picture { width: 600, height: 800, dots, font: None };
        assert_eq!(picture_to_png(&noise), None);
        let png = picture_to_coarse_png(&noise).unwrap();
        assert!(png.len() <= MOST_BYTES && png.starts_with(b"\x89PNG"));
    }

    #[test]
    fn the_colours_of_a_plain_page_stay() {
        let mut dots = vec![[255; 3]; 100];
        dots[3] = [200, 10, 10];
        let (palette, indices) = to_palette(&Picture { width: 10, height: 10, dots, font: None });
        assert_eq!(palette, [255, 255, 255, 200, 10, 10]);
        assert_eq!((indices[2], indices[3]), (0, 1));
    }
}
