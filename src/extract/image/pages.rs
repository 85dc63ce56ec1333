//! Pages that are pictures → pages that are read.

use std::collections::BTreeMap;
use std::ops::{Range, RangeInclusive};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::models;
use super::page::picture_to_page;
use super::text_layer;
use super::turns;
use crate::extract::{Access, contain};
use crate::findings::{IMAGE_ONLY_PAGE, NO_DECODABLE_TEXT, NO_TEXT, OUTLINED_TEXT, TEXT_LAYER};
use crate::model::{Budget, Finding, Noted, Page, PageSource, Picture, TaggedTable};
use crate::options::Ocr;

/// Dots a point at which pages are drawn to be read: 300 an inch. Of 200, 216, 250 and 300 it reads scans of print of five points best,
/// also where these were made with 200.
const RESOLUTION: f32 = 300.0 / 72.0;

/// Bytes that reading takes for each dot of a page: its colours, greys, and pieces of ink.
const BYTES_A_DOT: u64 = 9;
/// Bytes of a glyph that is kept, with what was noticed about it.
const GLYPH: u64 = 128;
/// Dots that a page is drawn with at most, however large its paper.
const MOST_DOTS: f64 = 2.6 * 2480.0 * 3508.0;

/// Pages of which those without readable text are read from their pictures.
struct RecognisedPages<P> {
    pages: Arc<P>,
    mode: Ocr,
    /// Of those that are to be read the ones that are; empty: all.
    numbers: Vec<RangeInclusive<u32>>,
    models: Option<PathBuf>,
    /// Of the threads that read, bytes.
    stack: usize,
    budget: Budget,
    /// Bytes charged for the largest page so far: the next one takes its place.
    charged: Mutex<u64>,
    /// What was read, by number: to read a page from its picture again would take seconds.
    known: Mutex<BTreeMap<u32, Noted<Arc<Page>>>>,
}

/// Pages with those that are pictures read from these, where that is asked for and the network is there.
pub(crate) fn recognised(pages: impl PageSource + 'static, access: &Access, budget: &Budget) -> Box<dyn PageSource> {
    match access.ocr {
        Ocr::Off => Box::new(pages),
        Ocr::Auto | Ocr::Force => {
            let stack = contain::stack_size(access.max_memory);
            Box::new(RecognisedPages {
                pages: Arc::new(pages),
                mode: access.ocr,
                numbers: access.ocr_pages.clone(),
                models: access.ocr_models.clone(),
                stack,
                budget: budget.clone(),
                charged: Mutex::default(),
                known: Mutex::default(),
            })
        }
    }
}

impl<P: PageSource + 'static> RecognisedPages<P> {
    /// What a page's picture says. None without a network or a picture, or where reading it failed.
    ///
    /// On a thread of its own: one of those that share the pages would take up another page while it waits for the network's
    /// threads, and then wait for itself.
    fn read(&self, printed: &Page) -> Option<Noted<Page>> {
        let (pages, number, width) = (self.pages.clone(), printed.number, printed.width);
        let models = self.models.clone();
        // Opening the network has work for its threads, too.
        let recogniser =
            contain::on_thread(None, self.stack, move || models::open(models.as_deref())).ok().flatten()?;
        let dots = (printed.width * printed.height * f64::from(RESOLUTION).powi(2)).min(MOST_DOTS) as u64;
        self.charge(dots)?;
        let read = move || {
            let _turn = turns::wait(dots);
            let picture = pages.pictures(number..number + 1, RESOLUTION).pop().flatten()?;
            // Large paper is drawn with fewer dots.
            let scale = f64::from(picture.width) / width.max(1.0);
            Some(picture_to_page(picture, scale, number, &recogniser))
        };
        contain::on_thread(None, self.stack, read).ok().flatten()
    }

    /// Charges what reading a page of so many dots takes beyond the largest before it. None where there is no room for it.
    fn charge(&self, dots: u64) -> Option<()> {
        let mut charged = self.charged.lock().unwrap_or_else(PoisonError::into_inner);
        let wanted = dots * BYTES_A_DOT;
        self.budget.take(wanted.saturating_sub(*charged)).ok()?;
        *charged = wanted.max(*charged);
        Some(())
    }
}

impl<P> RecognisedPages<P> {
    fn is_to_be_read(&self, number: u32, findings: &[Finding]) -> bool {
        let is_asked = self.numbers.is_empty() || self.numbers.iter().any(|pages| pages.contains(&number));
        is_asked && (self.mode == Ocr::Force || is_unreadable(findings))
    }

    fn known(&self) -> MutexGuard<'_, BTreeMap<u32, Noted<Arc<Page>>>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether a page says that its text cannot be used, or only with doubt.
fn is_unreadable(findings: &[Finding]) -> bool {
    let codes = [&IMAGE_ONLY_PAGE, &OUTLINED_TEXT, &NO_DECODABLE_TEXT, &TEXT_LAYER];
    findings.iter().any(|finding| codes.iter().any(|entry| entry.code == finding.code))
}

/// Whether a finding is no longer true of a page that was read from its picture.
fn is_answered(finding: &Finding) -> bool {
    let codes = [&IMAGE_ONLY_PAGE, &OUTLINED_TEXT, &NO_DECODABLE_TEXT, &TEXT_LAYER, &NO_TEXT];
    codes.iter().any(|entry| entry.code == finding.code)
}

impl<P: PageSource + 'static> PageSource for RecognisedPages<P> {
    fn page_count(&self) -> u32 {
        self.pages.page_count()
    }

    fn page(&self, number: u32) -> Noted<Page> {
        if let Some(known) = self.known().get(&number) {
            return Noted { output: Page::clone(&known.output), findings: known.findings.clone() };
        }
        let mut printed = self.pages.page(number);
        if !self.is_to_be_read(number, &printed.findings) {
            return printed;
        }
        let Some(mut read) = self.read(&printed.output) else { return printed };
        read.findings.extend(text_layer::compare(&printed.output, &read.output));
        printed.findings.retain(|finding| !is_answered(finding));
        read.findings.splice(0..0, printed.findings);
        read.output.images = printed.output.images;
        if self.budget.take(GLYPH * read.output.glyphs.len() as u64).is_ok() {
            let known = Noted { output: Arc::new(read.output.clone()), findings: read.findings.clone() };
            self.known().insert(number, known);
        }
        read
    }

    fn recognised_pages(&self) -> Vec<Arc<Page>> {
        self.known().values().map(|known| known.output.clone()).collect()
    }

    fn tagged_tables(&self) -> Vec<TaggedTable> {
        self.pages.tagged_tables()
    }

    fn pictures(&self, numbers: Range<u32>, resolution: f32) -> Vec<Option<Picture>> {
        self.pages.pictures(numbers, resolution)
    }
}
