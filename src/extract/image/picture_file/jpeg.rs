//! JPEG.

use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::decoded::{Decoded, FilePicture, NotDecoded};

/// What its header says the numbers of dots are for.
const INCH: u8 = 1;
const CENTIMETRE: u8 = 2;

fn decoder(bytes: &[u8]) -> JpegDecoder<ZCursor<&[u8]>> {
    let most = usize::from(u16::MAX);
    let options = DecoderOptions::default().set_max_width(most).set_max_height(most);
    JpegDecoder::new_with_options(ZCursor::new(bytes), options)
}

/// The size of its picture.
pub(super) fn sheets(bytes: &[u8]) -> Result<Vec<FilePicture>, NotDecoded> {
    let mut decoder = decoder(bytes);
    decoder.decode_headers().map_err(NotDecoded::said)?;
    let info = decoder.info().ok_or_else(|| NotDecoded::Damaged(String::new()))?;
    let dpi = match info.pixel_density {
        INCH => Some(f64::from(info.x_density)),
        CENTIMETRE => Some(f64::from(info.x_density) * 2.54),
        _ => None,
    };
    Ok(vec![FilePicture::of(info.width.into(), info.height.into(), dpi)?])
}

/// Its picture.
pub(super) fn decode(bytes: &[u8], sheet: &FilePicture) -> Result<Decoded, NotDecoded> {
    let mut decoder = decoder(bytes);
    decoder.decode_headers().map_err(NotDecoded::said)?;
    let (wanted, channels) = match decoder.input_colorspace() {
        Some(ColorSpace::Luma) => (ColorSpace::Luma, 1),
        _ => (ColorSpace::RGB, 3),
    };
    let options = decoder.options().jpeg_set_out_colorspace(wanted);
    decoder.set_options(options);
    let dots = decoder.decode().map_err(NotDecoded::said)?;
    Decoded::of(sheet, channels, dots)
}
