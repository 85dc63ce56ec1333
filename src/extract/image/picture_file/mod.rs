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

use decoded::{Decoded, Sheet, Unread};

use crate::error::Damage;
use crate::extract::contain::{self, Stop};
use crate::extract::kind::PictureKind;
use crate::findings::{DamagedPage, ImageOnlyPage, Message, NoText, PageTooLarge};
use crate::model::{BBox, Budget, Finding, Noted, Page, PageSource, Picture, Place, TaggedTable};
use crate::{Error, Result};

/// Bytes a dot takes while its picture is decoded: three colours, and what the decoder holds of it.
const BYTES: u64 = 4;

/// A picture file whose headers were read.
pub(crate) struct PictureFile {
    bytes: Arc<Vec<u8>>,
    kind: PictureKind,
    sheets: Vec<Sheet>,
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
    let largest = sheets.iter().map(Sheet::dots).max().unwrap_or_default();
    budget.take(largest.saturating_mul(BYTES))?;
    Ok(PictureFile { bytes, kind, sheets, deadline, stack })
}

fn stopped(stop: Stop) -> Unread {
    match stop {
        Stop::Panic => Unread::Damaged("panic".to_owned()),
        Stop::Time => Unread::TooSlow,
        Stop::Memory => Unread::TooLarge,
    }
}

fn error(why: Unread, budget: &Budget) -> Error {
    match why {
        Unread::Damaged(why) => Error::Damaged { what: Damage::Reported { why } },
        Unread::TooLarge => budget.too_large(),
        Unread::TooSlow => budget.too_slow(),
    }
}

impl PictureFile {
    fn sheet(&self, number: u32) -> Option<&Sheet> {
        self.sheets.get((number as usize).checked_sub(1)?)
    }

    /// One of its pictures, as large as the file holds it, handed to something on a thread that may fail.
    fn decoded<T: Send + 'static>(
        &self,
        number: u32,
        then: impl FnOnce(Decoded) -> T + Send + 'static,
    ) -> std::result::Result<T, Unread> {
        let (bytes, kind) = (self.bytes.clone(), self.kind);
        let Some(sheet) = self.sheet(number).copied() else { return Err(Unread::Damaged(String::new())) };
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
        let said: Finding = match self.decoded(number, drop) {
            Ok(()) => ImageOnlyPage { page: number }.finding(),
            Err(Unread::Damaged(_)) => DamagedPage { page: number }.finding(),
            Err(Unread::TooLarge | Unread::TooSlow) => PageTooLarge { page: number }.finding(),
        };
        let mut findings = vec![said.at(Place::page(number, whole))];
        if number == 1 {
            findings.push(NoText { pages: self.page_count() }.finding());
        }
        Noted { output: page, findings }
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
