//! PDF files → pages of glyphs, rules and fills.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
pub(crate) use unicode::fold_radicals;

use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use self::limits::PageLimits;
#[cfg(not(target_family = "wasm"))]
use self::workers::Workers;
#[cfg(target_family = "wasm")]
use self::workers_in_place::PagesInPlace as Workers;
use super::contain::{self, Stop};
use crate::error::Damage;
use crate::extract::Access;
use crate::locks::locked;
#[cfg(feature = "review")]
use crate::model::Picture;
use crate::model::clock::Instant;
use crate::model::{Budget, Noted, Page, PageSource, TaggedTable};
use crate::{Error, Result};

mod actual_text;
mod attachments;
mod background;
mod bombs;
mod clip;
mod content;
mod device;
mod dots;
pub(super) mod duplicates;
mod font_names;
mod forms;
pub(super) mod glyphs;
mod inflated;
#[cfg(feature = "cli")]
mod installed_fonts;
mod interpret;
mod limits;
pub(super) mod marks;
pub(crate) mod notes;
#[cfg(feature = "review")]
mod picture;
pub(super) mod rules;
mod run;
mod strings;
mod structure;
#[cfg(feature = "review")]
mod system_font;
mod type3;
pub(super) mod unicode;
#[cfg(not(target_family = "wasm"))]
mod workers;
#[cfg(target_family = "wasm")]
mod workers_in_place;

/// An opened PDF.
pub(crate) struct PdfFile {
    pdf: Arc<Pdf>,
    /// Streams left out because they inflate beyond the memory budget.
    bombs: usize,
    workers: Workers,
    deadline: Instant,
    /// Of the threads that read, bytes.
    stack: usize,
    /// Whether there is a structure tree.
    tagged: bool,
    /// Whether the one finding about the time limit was already given.
    time_over: AtomicBool,
    /// Pages without text, to tell when it is all of them.
    textless: Mutex<BTreeSet<u32>>,
}

/// Opens a PDF, with the empty password or the one given. Pages are read until three quarters of the time are over.
///
/// # Errors
/// Where it is encrypted with another password, or too damaged.
pub(crate) fn open(bytes: Vec<u8>, access: &Access, budget: &Budget) -> Result<PdfFile> {
    let deadline = budget.reading_deadline().unwrap_or_else(far_away);
    let most = inflated::most(budget.memory());
    let password = access.password.clone();
    let given = password.is_some();
    let stack = contain::stack_size(access.max_memory);
    let (pdf, tagged, bombs) = contain::on_thread(Some(deadline), stack, move || {
        let mut bytes = bytes;
        let bombs = bombs::defuse(&mut bytes, most);
        let pdf = load(bytes, password.as_deref());
        let tagged = pdf.as_ref().is_ok_and(structure::is_tagged);
        (pdf, tagged, bombs)
    })
    .map_err(|stop| match stop {
        Stop::Time => budget.too_slow(),
        Stop::Memory => budget.too_large(),
        Stop::Panic => Error::Damaged { what: Damage::Structure },
    })?;
    let pdf = Arc::new(pdf.map_err(|error| match error {
        LoadPdfError::Invalid if bombs > 0 => budget.too_large(),
        error => load_error(error, given),
    })?);
    Ok(PdfFile {
        workers: Workers::new(
            pdf.clone(),
            PageLimits { deadline, most, marks: marks::most(budget.memory()) },
            stack,
            tagged,
        ),
        pdf,
        bombs,
        deadline,
        stack,
        tagged,
        time_over: AtomicBool::new(false),
        textless: Mutex::default(),
    })
}

/// A moment that never comes, for time limits beyond what the clock can hold.
pub(super) fn far_away() -> Instant {
    Instant::now() + Duration::from_hours(24 * 365)
}

fn load(bytes: Vec<u8>, password: Option<&str>) -> Result<Pdf, LoadPdfError> {
    const LOCKED: LoadPdfError = LoadPdfError::Decryption(DecryptionError::PasswordProtected);
    let bytes = Arc::new(bytes);
    let mut pdf = Pdf::new(bytes.clone());
    if let (Err(LOCKED), Some(password)) = (&pdf, password) {
        pdf = Pdf::new_with_password(bytes.clone(), password);
    }
    if pdf.is_err()
        && let Some(unlocked) = attachments::unlock_pages(&bytes)
    {
        return Pdf::new(Arc::new(unlocked)).map_err(|_| LOCKED);
    }
    pdf
}

fn load_error(error: LoadPdfError, given: bool) -> Error {
    match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => Error::Password { given },
        LoadPdfError::Decryption(DecryptionError::UnsupportedAlgorithm) => {
            Error::Damaged { what: Damage::UnknownEncryption }
        }
        LoadPdfError::Decryption(_) => Error::Damaged { what: Damage::Encryption },
        LoadPdfError::Invalid => Error::Damaged { what: Damage::NoPages },
    }
}

impl PdfFile {
    /// The program that wrote the file, where it says so.
    #[must_use]
    pub(crate) fn producer(&self) -> Option<String> {
        let metadata = self.pdf.metadata();
        let said = [&metadata.producer, &metadata.creator].into_iter().filter_map(|bytes| bytes.as_deref());
        said.map(strings::text_string).find(|text| !text.is_empty())
    }
}

#[cfg(feature = "review")]
impl PdfFile {
    /// Pages drawn together on a thread of their own.
    fn drawn(&self, numbers: std::ops::Range<u32>, resolution: f32) -> Result<Vec<Option<Picture>>, Stop> {
        let pdf = self.pdf.clone();
        contain::on_thread(Some(self.deadline), self.stack, move || {
            picture::pages_to_pictures(&pdf, numbers, resolution)
        })
    }
}

impl PageSource for PdfFile {
    fn page_count(&self) -> u32 {
        self.pdf.pages().len() as u32
    }

    fn page(&self, number: u32) -> Noted<Page> {
        let read = self.workers.read(number);
        let mut findings = read.notes;
        let said = read.stopped == Some(Stop::Time) && self.time_over.swap(true, Ordering::Relaxed);
        if let Some(stop) = read.stopped.filter(|_| !said) {
            findings.push(notes::stopped(&read.page, stop));
        }
        if number == 1 && self.bombs > 0 {
            findings.push(notes::bombs(&read.page, self.bombs));
        }
        if read.stopped.is_none() && notes::is_empty_of_text(&read.page) {
            let mut textless = locked(&self.textless);
            let new = textless.insert(number);
            if new && textless.len() as u32 == self.page_count() {
                findings.push(notes::no_text(self.page_count()));
            }
        }
        Noted { output: read.page, findings }
    }

    fn tagged_tables(&self) -> Vec<TaggedTable> {
        if !self.tagged {
            return Vec::new();
        }
        let pdf = self.pdf.clone();
        contain::on_thread(Some(self.deadline), self.stack, move || structure::tables(&pdf)).unwrap_or_default()
    }

    #[cfg(feature = "review")]
    fn pictures(&self, numbers: std::ops::Range<u32>, resolution: f32) -> Vec<Option<Picture>> {
        match self.drawn(numbers.clone(), resolution) {
            Ok(together) => together,
            // One of them breaks what draws them; the others are drawn alone.
            Err(Stop::Panic) => numbers.map(|n| self.drawn(n..n + 1, resolution).ok()?.pop()?).collect(),
            Err(Stop::Time | Stop::Memory) => numbers.map(|_| None).collect(),
        }
    }
}
