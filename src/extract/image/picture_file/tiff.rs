//! TIFF, of one page or many.

use std::io::Cursor;

use tiff::ColorType;
use tiff::decoder::{Decoder, DecodingResult, Limits};
use tiff::tags::Tag;

use super::decoded::{Decoded, FilePicture, NotDecoded};

/// Most pages that are looked at: each costs a look at its header.
const MOST_PAGES: usize = 5_000;
/// What the numbers of dots are for: centimetres, where it is not inches.
const CENTIMETRE: u32 = 3;

fn decoder(bytes: &[u8]) -> Result<Decoder<Cursor<&[u8]>>, NotDecoded> {
    Decoder::new(Cursor::new(bytes)).map_err(NotDecoded::said)
}

/// The size of each of its pictures.
pub(super) fn sheets(bytes: &[u8]) -> Result<Vec<FilePicture>, NotDecoded> {
    let mut decoder = decoder(bytes)?;
    let mut sheets = vec![sheet(&mut decoder)?];
    while decoder.more_images() && sheets.len() < MOST_PAGES {
        decoder.next_image().map_err(NotDecoded::said)?;
        sheets.push(sheet(&mut decoder)?);
    }
    Ok(sheets)
}

fn sheet(decoder: &mut Decoder<Cursor<&[u8]>>) -> Result<FilePicture, NotDecoded> {
    let (width, height) = decoder.dimensions().map_err(NotDecoded::said)?;
    let across = decoder.get_tag_f32(Tag::XResolution).ok().map(f64::from);
    let unit = decoder.get_tag_u32(Tag::ResolutionUnit).ok();
    let dpi = across.map(|across| if unit == Some(CENTIMETRE) { across * 2.54 } else { across });
    FilePicture::of(width, height, dpi)
}

/// One of its pictures, from 0.
pub(super) fn decode(bytes: &[u8], at: usize, sheet: &FilePicture) -> Result<Decoded, NotDecoded> {
    let dots = sheet.width as usize * sheet.height as usize;
    let mut limits = Limits::default();
    // Four samples of two bytes a dot at most.
    limits.decoding_buffer_size = dots.saturating_mul(8);
    let mut decoder = decoder(bytes)?.with_limits(limits);
    decoder.seek_to_image(at).map_err(NotDecoded::said)?;
    let color = decoder.colortype().map_err(NotDecoded::said)?;
    let samples = match decoder.read_image().map_err(NotDecoded::said)? {
        DecodingResult::U8(samples) => samples,
        // The upper byte of each tells enough.
        DecodingResult::U16(samples) => samples.into_iter().map(|sample| (sample >> 8) as u8).collect(),
        _ => return Err(NotDecoded::Damaged(format!("{color:?}"))),
    };
    match color {
        ColorType::Gray(bits @ (1 | 2 | 4)) => Decoded::of(sheet, 1, unpacked(&samples, sheet.width as usize, bits)),
        ColorType::Gray(8 | 16) => Decoded::of(sheet, 1, samples),
        ColorType::RGB(8 | 16) | ColorType::YCbCr(8) => Decoded::of(sheet, 3, samples),
        ColorType::RGBA(8 | 16) => {
            Decoded::of(sheet, 3, samples.chunks_exact(4).flat_map(|dot| dot.iter().take(3)).copied().collect())
        }
        ColorType::CMYK(8) => Decoded::of(sheet, 3, samples.chunks_exact(4).flat_map(cmyk_to_rgb).collect()),
        other => Err(NotDecoded::Damaged(format!("{other:?}"))),
    }
}

/// Greys of a few bits each, rows begin at whole bytes.
fn unpacked(packed: &[u8], width: usize, bits: u8) -> Vec<u8> {
    let per_byte = usize::from(8 / bits);
    let most = (1_u32 << bits) - 1;
    let grey = |byte: u8, place: usize| {
        let shift = 8 - usize::from(bits) * (place + 1);
        ((u32::from(byte) >> shift & most) * 255 / most) as u8
    };
    let rows = packed.chunks_exact(width.div_ceil(per_byte).max(1));
    rows.flat_map(|row| row.iter().flat_map(|byte| (0..per_byte).map(move |place| grey(*byte, place))).take(width))
        .collect()
}

fn cmyk_to_rgb(dot: &[u8]) -> [u8; 3] {
    let [cyan, magenta, yellow, black] = *dot else { return [255; 3] };
    [cyan, magenta, yellow].map(|ink| (u32::from(255 - ink) * u32::from(255 - black) / 255) as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn greys_of_a_few_bits_are_bytes() {
        assert_eq!(unpacked(&[0b1010_0000, 0b0100_0000], 3, 1), [255, 0, 255, 0, 255, 0]);
        assert_eq!(unpacked(&[0b0001_1011], 4, 2), [0, 85, 170, 255]);
        assert_eq!(cmyk_to_rgb(&[0, 255, 0, 0]), [255, 0, 255]);
    }
}
