//! A document of pages → one reading: each page read for itself, what goes on from page to page, tables over several as one.

use rayon::prelude::*;

use crate::locks::side_by_side;
use crate::model::{Budget, Noted, PageSource, Reading};

use super::pages::aligned::TableAbove;
use super::pages::tags::TagIndex;
use super::pages::wide::{OwnReading, page_outline, unite_sheets};
use super::pages::{pages_on, prepared, read_page, relocate};
use super::stitch;

/// Pages held in memory with their glyphs at one time: enough to keep every core busy.
const PAGES_AT_ONCE: usize = 32;
/// What a glyph takes once its page is read, bytes: as a character of a cell, of a form and of what is written.
const GLYPH: u64 = 96;

/// Reads all pages.
#[must_use]
pub fn read(pages: &dyn PageSource) -> Reading {
    read_within(pages, &Budget::default())
}

/// The same as far as a budget reaches: what is read when it is over is not the whole.
pub(crate) fn read_within(pages: &dyn PageSource, budget: &Budget) -> Reading {
    let tags = TagIndex::new(&pages.tagged_tables());
    let numbers: Vec<u32> = (1..=pages.page_count()).collect();
    let mut readings = side_by_side(|| own_readings(pages, &numbers, &tags, budget));
    let again = |number, above: &_| own_reading(pages, number, &tags, budget, Some(above));
    pages_on::read_on(&mut readings, budget, &again);
    stitch::stitch(unite_sheets(readings, pages, budget, &|page| read_page(page, &TagIndex::default(), None)))
}

/// Reads pages as they stand in the document.
fn own_readings(pages: &dyn PageSource, numbers: &[u32], tags: &TagIndex, budget: &Budget) -> Vec<OwnReading> {
    // A single helper would only hand every page to and fro.
    if rayon::current_num_threads() == 1 {
        return numbers.iter().map(|number| own_reading(pages, *number, tags, budget, None)).collect();
    }
    let mut readings = Vec::with_capacity(numbers.len());
    for chunk in numbers.chunks(PAGES_AT_ONCE) {
        readings.par_extend(chunk.par_iter().map(|number| own_reading(pages, *number, tags, budget, None)));
    }
    readings
}

/// Reads one page as it stands in the document; nothing where the budget is over.
fn own_reading(
    pages: &dyn PageSource,
    number: u32,
    tags: &TagIndex,
    budget: &Budget,
    above: Option<&TableAbove>,
) -> OwnReading {
    if budget.is_over() {
        return OwnReading::default();
    }
    let Noted { output: page, findings } = pages.page(number);
    // Where there is no room the budget says so.
    let _ = budget.take(page.glyphs.len() as u64 * GLYPH);
    let (page, turn) = prepared::prepared(page);
    let mut reading = read_page(&page, tags, above);
    if !turn.is_none() {
        relocate::relocate(&mut reading, number, &|area| turn.place(number, area));
    }
    let opened = findings.len();
    reading.findings.splice(0..0, findings);
    OwnReading { reading, opened, outline: page_outline(&page) }
}
