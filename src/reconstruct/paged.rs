//! A document of pages → one reading: each page read for itself, what goes on from page to page, tables over several as one.

use crate::model::{Budget, Noted, PageSource, Reading};

use super::page_threads::read_each;
use super::pages::aligned::TableAbove;
use super::pages::tags::TagIndex;
use super::pages::wide::{OwnReading, page_outline, unite_sheets};
use super::pages::{pages_on, prepared, read_page, relocate};
use super::stitch;

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
    let mut readings = read_each(pages, &numbers, |number| own_reading(pages, number, &tags, budget, None));
    let again = |number, above: &_| own_reading(pages, number, &tags, budget, Some(above));
    pages_on::read_on(&mut readings, budget, &again);
    stitch::stitch(unite_sheets(readings, pages, budget, &|page| read_page(page, &TagIndex::default(), None)))
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
