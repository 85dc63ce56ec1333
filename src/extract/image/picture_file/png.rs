//! PNG.

use std::io::Cursor;

use png::{ColorType, Decoder, Limits, PixelDimensions, Reader, Transformations, Unit};

use super::decoded::{Decoded, FilePicture, NotDecoded};

/// Bytes that rows and the chunks beside the picture may take.
const MOST: usize = 16 << 20;
/// Inches of a metre.
const INCHES: f64 = 39.37;

fn reader(bytes: &[u8]) -> Result<Reader<Cursor<&[u8]>>, NotDecoded> {
    let mut decoder = Decoder::new_with_limits(Cursor::new(bytes), Limits { bytes: MOST });
    decoder.set_ignore_text_chunk(true);
    decoder.set_ignore_iccp_chunk(true);
    decoder.set_transformations(Transformations::EXPAND | Transformations::STRIP_16);
    decoder.read_info().map_err(NotDecoded::said)
}

/// The size of its picture.
pub(super) fn sheets(bytes: &[u8]) -> Result<Vec<FilePicture>, NotDecoded> {
    let reader = reader(bytes)?;
    let info = reader.info();
    let dpi = info.pixel_dims.as_ref().and_then(dots_an_inch);
    Ok(vec![FilePicture::of(info.width, info.height, dpi)?])
}

fn dots_an_inch(said: &PixelDimensions) -> Option<f64> {
    (said.unit == Unit::Meter && said.xppu == said.yppu).then(|| f64::from(said.xppu) / INCHES)
}

/// Its picture; what is seen through stands on white.
pub(super) fn decode(bytes: &[u8], sheet: &FilePicture) -> Result<Decoded, NotDecoded> {
    let mut reader = reader(bytes)?;
    let (color, _) = reader.output_color_type();
    let (channels, opaque) = match color {
        ColorType::Grayscale => (1, true),
        ColorType::GrayscaleAlpha => (1, false),
        ColorType::Rgb | ColorType::Indexed => (3, true),
        ColorType::Rgba => (3, false),
    };
    let mut dots = Vec::with_capacity(sheet.width as usize * sheet.height as usize * channels);
    if reader.info().interlaced {
        let mut whole = vec![0; reader.output_buffer_size().ok_or(NotDecoded::TooLarge)?];
        reader.next_frame(&mut whole).map_err(NotDecoded::said)?;
        append(&mut dots, &whole, channels, opaque);
    } else {
        while let Some(row) = reader.next_row().map_err(NotDecoded::said)? {
            append(&mut dots, row.data(), channels, opaque);
        }
    }
    Decoded::of(sheet, channels, dots)
}

/// Puts dots behind others, on white paper where they have a last byte that says how much covers it.
fn append(dots: &mut Vec<u8>, row: &[u8], channels: usize, opaque: bool) {
    if opaque {
        dots.extend_from_slice(row);
        return;
    }
    for dot in row.chunks_exact(channels + 1) {
        let Some((alpha, colors)) = dot.split_last() else { continue };
        let alpha = u32::from(*alpha);
        dots.extend(colors.iter().map(|color| ((u32::from(*color) * alpha + 255 * (255 - alpha)) / 255) as u8));
    }
}
