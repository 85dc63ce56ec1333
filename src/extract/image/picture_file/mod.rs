//! Picture files → pages that are pictures: PNG, JPEG, TIFF of many pages, each decoded when it is asked for.

mod decoded;
mod drawn;
mod jpeg;
mod paper_size;
mod png;
mod tiff;

use std::ops::Range;
use std::sync::Arc;
use std::time::Instant;

use decoded::{Decoded, FilePicture, NotDecoded};

use crate::error::Damage;
use crate::extract::contain::{self, Stop};
use crate::extract::kind::PictureKind;
use crate::findings::{DamagedPage, IMAGE_ONLY_PAGE, ImageOnlyPage, Message, NoText, PageTooLarge};
use crate::model::{BBox, Budget, Finding, Noted, Page, PageSource, Picture, Place, TaggedTable};
use crate::{Error, Result};

/// Bytes a dot takes while its picture is decoded: three colours, and what the decoder holds of it.
const BYTES: u64 = 4;

/// A picture file whose headers were read.
pub(crate) struct PictureFile {
    bytes: Arc<Vec<u8>>,
    kind: PictureKind,
    sheets: Vec<FilePicture>,
    deadline: Option<Instant>,
    /// Of the threads that decode, bytes.
    stack: usize,
}

/// Opens a picture file: looks at the size of each of its pictures and decodes none.
///
/// # Errors
/// Where its headers are damaged, or its largest picture takes more memory than there is.
pub(crate) fn open(bytes: Vec<u8>, kind: PictureKind, budget: &Budget) -> Result<PictureFile> {
    let (bytes, stack) = (Arc::new(bytes), contain::stack_size(budget.memory()));
    let deadline = budget.deadline();
    let own = bytes.clone();
    let sheets = contain::on_thread(deadline, stack, move || match kind {
        PictureKind::Png => png::sheets(&own),
        PictureKind::Jpeg => jpeg::sheets(&own),
        PictureKind::Tiff => tiff::sheets(&own),
    });
    let sheets = sheets.unwrap_or_else(|stop| Err(stopped(stop))).map_err(|why| error(why, budget))?;
    let largest = sheets.iter().map(FilePicture::dots).fold(0, u64::max);
    budget.take(largest.saturating_mul(BYTES))?;
    Ok(PictureFile { bytes, kind, sheets, deadline, stack })
}

fn stopped(stop: Stop) -> NotDecoded {
    match stop {
        Stop::Panic => NotDecoded::Damaged("panic".to_owned()),
        Stop::Time => NotDecoded::TooSlow,
        Stop::Memory => NotDecoded::TooLarge,
    }
}

fn error(why: NotDecoded, budget: &Budget) -> Error {
    match why {
        NotDecoded::Damaged(why) => Error::Damaged { what: Damage::Reported { why } },
        NotDecoded::TooLarge => budget.too_large(),
        NotDecoded::TooSlow => budget.too_slow(),
    }
}

impl PictureFile {
    fn sheet(&self, number: u32) -> Option<&FilePicture> {
        self.sheets.get((number as usize).checked_sub(1)?)
    }

    /// One of its pictures, as large as the file holds it, handed to something on a thread that may fail.
    fn decoded<T: Send + 'static>(
        &self,
        number: u32,
        then: impl FnOnce(Decoded) -> T + Send + 'static,
    ) -> std::result::Result<T, NotDecoded> {
        let (bytes, kind) = (self.bytes.clone(), self.kind);
        let Some(sheet) = self.sheet(number).copied() else { return Err(NotDecoded::Damaged(String::new())) };
        let decode = move || match kind {
            PictureKind::Png => png::decode(&bytes, &sheet),
            PictureKind::Jpeg => jpeg::decode(&bytes, &sheet),
            PictureKind::Tiff => tiff::decode(&bytes, number as usize - 1, &sheet),
        };
        contain::on_thread(self.deadline, self.stack, move || decode().map(then))
            .unwrap_or_else(|stop| Err(stopped(stop)))
    }
}

impl PageSource for PictureFile {
    fn page_count(&self) -> u32 {
        u32::try_from(self.sheets.len()).unwrap_or(u32::MAX)
    }

    /// A page that shows nothing but its picture, or cannot: that is found out here.
    fn page(&self, number: u32) -> Noted<Page> {
        let Some(sheet) = self.sheet(number) else { return Noted { output: Page::default(), findings: Vec::new() } };
        let (width, height) = sheet.points();
        let whole = BBox::new(0.0, 0.0, width, height);
        let page = Page { number, width, height, images: vec![whole], ..Page::default() };
        let place = Place::page(number, whole);
        let said: Finding = match self.decoded(number, drop) {
            Ok(()) => ImageOnlyPage { page: number }.finding(),
            Err(NotDecoded::Damaged(_)) => DamagedPage { page: number }.finding(),
            Err(NotDecoded::TooLarge | NotDecoded::TooSlow) => PageTooLarge { page: number }.finding(),
        };
        let textless =
            (number == 1 && said.code == IMAGE_ONLY_PAGE.code).then(|| NoText { pages: self.page_count() }.finding());
        Noted { output: page, findings: std::iter::once(said.at(place)).chain(textless).collect() }
    }

    fn tagged_tables(&self) -> Vec<TaggedTable> {
        Vec::new()
    }

    fn pictures(&self, numbers: Range<u32>, resolution: f32) -> Vec<Option<Picture>> {
        let draw = |number: u32| {
            let (width, height) = self.sheet(number)?.drawn(f64::from(resolution));
            self.decoded(number, move |decoded| drawn::to_picture(&decoded, width, height)).ok()
        };
        numbers.map(draw).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::findings::DAMAGED_PAGE;

    /// The same picture of 20 by 12 dots in every coding: a black and a red area on white.
    fn small(name: &str) -> Vec<u8> {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/scans/small");
        std::fs::read(folder.join(name)).unwrap()
    }

    fn kind(name: &str) -> PictureKind {
        match name.rsplit('.').next() {
            Some("png") => PictureKind::Png,
            Some("jpg") => PictureKind::Jpeg,
            _ => PictureKind::Tiff,
        }
    }

    #[test]
    fn every_coding_shows_the_same_picture() {
        for name in [
            "rgb.png",
            "palette.png",
            "alpha.png",
            "grey.png",
            "rgb.jpg",
            "grey.jpg",
            "cmyk.jpg",
            "lzw.tif",
            "deflate.tif",
            "packbits.tif",
            "group4.tif",
            "bits.tif",
            "cmyk.tif",
        ] {
            let file = open(small(name), kind(name), &Budget::default()).unwrap();
            assert_eq!(file.page_count(), 1, "{name}");
            let page = file.page(1);
            assert_eq!(page.findings.len(), 2, "{name}: {:?}", page.findings);
            // As many dots as the file has: the long side is that of a sheet of A4.
            let resolution = 20.0 / page.output.width as f32;
            let picture = file.pictures(1..2, resolution).pop().flatten().unwrap();
            assert_eq!((picture.width, picture.height), (20, 12), "{name}");
            let at = |x: usize, y: usize| picture.dots[y * 20 + x];
            assert!(at(6, 4).iter().all(|shade| *shade < 40), "{name}: {:?}", at(6, 4));
            assert!(at(1, 1).iter().all(|shade| *shade > 215), "{name}: {:?}", at(1, 1));
            let colored = ["rgb.png", "palette.png", "alpha.png", "rgb.jpg", "lzw.tif", "deflate.tif"].contains(&name);
            assert!(!colored || (at(14, 5)[0] > 200 && at(14, 5)[1] < 90), "{name}: {:?}", at(14, 5));
        }
    }

    #[test]
    fn what_is_damaged_or_in_another_coding_says_so() {
        let said = |name: &str, bytes: Vec<u8>| match open(bytes, kind(name), &Budget::default()) {
            Err(error) => matches!(error, Error::Damaged { .. }),
            Ok(file) => file.page(1).findings.iter().all(|finding| finding.code == DAMAGED_PAGE.code),
        };
        for name in ["palette.tif", "group3.tif"] {
            assert!(said(name, small(name)), "{name}");
        }
        for name in ["rgb.png", "lzw.tif"] {
            let mut bytes = small(name);
            bytes.truncate(bytes.len() / 2);
            assert!(said(name, bytes), "{name}");
        }
    }

    #[test]
    fn a_picture_with_more_dots_than_there_is_memory_for_is_not_decoded() {
        let large = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/scans/large.png");
        let bytes = std::fs::read(large).unwrap();
        // 4,000 by 4,000 dots where there is room for 1,000 by 1,000.
        let budget = Budget::new(Duration::from_mins(1), 1_000_000 * BYTES);
        assert!(matches!(open(bytes.clone(), PictureKind::Png, &budget), Err(Error::Limit { .. })));
        assert!(open(bytes, PictureKind::Png, &Budget::default()).is_ok());
    }
}
