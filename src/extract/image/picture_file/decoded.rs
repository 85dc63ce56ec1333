//! A picture of a file: its size before it is decoded, its dots after.

use super::paper_size;
use crate::model::Pt;

/// Most dots of a page that is drawn, in those of a sheet of A4 at the same resolution.
const MOST_SHEETS: f64 = 2.6;
/// Points² of a sheet of A4.
const SHEET: f64 = 595.0 * 842.0;

/// The size of a picture, as the headers say it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct FilePicture {
    /// Dots across and down; neither is 0.
    pub(super) width: u32,
    pub(super) height: u32,
    /// Dots a point on paper.
    scale: f64,
}

/// Why a picture was not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum NotDecoded {
    /// Its bytes are damaged, or of a kind that is not decoded.
    Damaged(String),
    /// It has more dots than there is memory for.
    TooLarge,
    /// It took more time than there is.
    TooSlow,
}

impl NotDecoded {
    /// Of what a decoder said.
    pub(super) fn said(error: impl std::fmt::Display) -> Self {
        Self::Damaged(error.to_string())
    }
}

impl FilePicture {
    /// Of so many dots, so many of them an inch where the file says that.
    pub(super) fn of(width: u32, height: u32, dpi: Option<f64>) -> Result<Self, NotDecoded> {
        if width == 0 || height == 0 {
            return Err(NotDecoded::Damaged("0 x 0".to_owned()));
        }
        Ok(Self { width, height, scale: paper_size::dots_a_point(width, height, dpi) })
    }

    pub(super) fn dots(&self) -> u64 {
        u64::from(self.width) * u64::from(self.height)
    }

    /// Width and height on paper.
    pub(super) fn points(&self) -> (Pt, Pt) {
        (f64::from(self.width) / self.scale, f64::from(self.height) / self.scale)
    }

    /// Dots across and down at a resolution (dots a point), or less where the paper is large.
    pub(super) fn drawn(&self, resolution: f64) -> (u32, u32) {
        let (width, height) = self.points();
        let scale = resolution * (MOST_SHEETS * SHEET / (width * height)).sqrt().min(1.0);
        (((width * scale).round() as u32).max(1), ((height * scale).round() as u32).max(1))
    }
}

/// The dots of a picture, row by row from the top.
pub(super) struct Decoded {
    pub(super) width: usize,
    pub(super) height: usize,
    /// Bytes of each dot: 1 (grey), or 3 (red, green, blue).
    pub(super) channels: usize,
    /// `width` × `height` × `channels`.
    pub(super) bytes: Vec<u8>,
}

impl Decoded {
    /// Of bytes that must be as many as the size says; colours that are all greys become such.
    pub(super) fn of(sheet: &FilePicture, channels: usize, bytes: Vec<u8>) -> Result<Self, NotDecoded> {
        let (width, height) = (sheet.width as usize, sheet.height as usize);
        if bytes.len() != width * height * channels {
            return Err(NotDecoded::Damaged(format!("{} bytes of {width} x {height} x {channels}", bytes.len())));
        }
        let (dots, _) = bytes.as_chunks::<3>();
        if channels == 3 && dots.iter().all(|[red, green, blue]| red == green && green == blue) {
            let greys = dots.iter().map(|[grey, ..]| *grey).collect();
            return Ok(Self { width, height, channels: 1, bytes: greys });
        }
        Ok(Self { width, height, channels, bytes })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_paper_is_drawn_with_fewer_dots() {
        let drawn = |width, height| FilePicture::of(width, height, Some(300.0)).map(|sheet| sheet.drawn(300.0 / 72.0));
        assert_eq!(drawn(2480, 3508), Ok((2480, 3508)));
        let (width, height) = drawn(9933, 14043).unwrap();
        assert!(u64::from(width) * u64::from(height) < 23_000_000);
        assert!(FilePicture::of(0, 7, None).is_err());
    }
}
