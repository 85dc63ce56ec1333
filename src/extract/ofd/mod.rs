//! OFD files (GB/T 33190-2016) → pages of glyphs, rules and fills, as of a PDF.

use std::collections::BTreeSet;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use self::canvas::DrawingLimits;
use self::document::{OfdDocument, PageEntry};
use self::fonts::EmbeddedFonts;
use self::package::OfdPackage;
use self::space::SharedParts;
use super::contain::Stop;
use super::pdf::{far_away, marks, notes};
use crate::Result;
use crate::findings::{MarkSetAside, Message};
use crate::locks::locked;
use crate::model::{Budget, Noted, Page, PageSource, Place, TaggedTable};

mod canvas;
mod codes;
mod document;
mod fonts;
mod objects;
mod outline;
mod package;
mod page;
mod resources;
mod space;
#[cfg(test)]
mod tests;
mod text;
mod values;
mod xml;

/// An opened OFD file.
pub(crate) struct OfdFile {
    shared: SharedParts,
    documents: Vec<OfdDocument>,
    pages: Vec<PageEntry>,
    creator: Option<String>,
    /// Whether the one finding about the time limit was already given.
    time_over: AtomicBool,
    /// Pages without text, to tell when it is all of them.
    textless: Mutex<BTreeSet<u32>>,
}

/// Opens an OFD file. Pages are read until three quarters of the time are over.
///
/// # Errors
/// Where it is encrypted, damaged, has no pages, or is larger than it may be.
pub(crate) fn open(bytes: Vec<u8>, budget: &Budget) -> Result<OfdFile> {
    let package = OfdPackage::open(bytes, budget.memory())?;
    let listed = document::list(&package, budget)?;
    let limits = DrawingLimits {
        deadline: budget.reading_deadline().unwrap_or_else(far_away),
        marks: marks::most(budget.memory()),
    };
    Ok(OfdFile {
        shared: SharedParts { package, fonts: EmbeddedFonts::default(), limits, budget: budget.clone() },
        documents: listed.documents,
        pages: listed.pages,
        creator: listed.creator,
        time_over: AtomicBool::new(false),
        textless: Mutex::default(),
    })
}

impl OfdFile {
    /// The program that wrote the file, where it says so.
    #[must_use]
    pub(crate) fn producer(&self) -> Option<String> {
        self.creator.clone()
    }
}

impl PageSource for OfdFile {
    fn page_count(&self) -> u32 {
        self.pages.len() as u32
    }

    fn page(&self, number: u32) -> Noted<Page> {
        let entry = (number as usize).checked_sub(1).and_then(|n| self.pages.get(n));
        let Some((entry, document)) = entry.and_then(|e| Some((e, self.documents.get(e.document)?))) else {
            return Noted { output: Page { number, ..Page::default() }, findings: Vec::new() };
        };
        let read = if self.shared.budget.is_over() {
            page::DrawnPage::unread(number, Stop::Time)
        } else {
            page::read(&self.shared, number, entry, document)
        };
        let mut findings = notes::of_page(&read.page, read.shapes);
        findings.extend(read.stamps.iter().map(|stamp| {
            let at = Place::page(number, stamp.area);
            MarkSetAside { page: number, count: 1 }.finding().at(at).quote(stamp.text.as_str())
        }));
        let said = read.stopped == Some(Stop::Time) && self.time_over.swap(true, Ordering::Relaxed);
        if let Some(stop) = read.stopped.filter(|_| !said) {
            findings.push(notes::stopped(&read.page, stop));
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
        Vec::new()
    }
}
