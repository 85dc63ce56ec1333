//! What stands above the first and below the last table of a page, and what of it only numbers or heads the pages.

use crate::model::Pt;
use crate::reconstruct::pages::page_marks::{is_page_mark, key};
use crate::reconstruct::pages::page_reading::{PageParagraph, PageReading, TextTable};

/// Most characters of a line that calls the table continued.
const CONTINUED_LONGEST: usize = 40;

/// The texts around a page's tables, compared without spaces and digits; page numbers are left out.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Surroundings {
    /// Above the first table.
    pub(crate) above: Vec<String>,
    /// Below the last table.
    pub(crate) below: Vec<String>,
}

/// What stands around the tables of a page.
pub(crate) fn surroundings(page: &PageReading) -> Surroundings {
    let top = page.tables.first().map(|t| t.bbox().top);
    let bottom = page.tables.last().map(|t| t.bbox().bottom);
    let (Some(top), Some(bottom)) = (top, bottom) else { return Surroundings::default() };
    Surroundings { above: keys(page, |p| p.bbox.center_y() < top), below: surroundings_below(page, bottom) }
}

/// What stands on the page below the height.
pub(crate) fn surroundings_below(page: &PageReading, bottom: Pt) -> Vec<String> {
    keys(page, |p| p.bbox.center_y() > bottom)
}

fn keys(page: &PageReading, wanted: impl Fn(&PageParagraph) -> bool) -> Vec<String> {
    page.paragraphs.iter().filter(|p| wanted(p)).map(|p| key(&p.text)).filter(|k| !is_page_mark(k)).collect()
}

/// Whether what stands above the second page's table leaves it a continuation of the first page's: nothing, what stood
/// above the first as well, or a word that says so.
pub(crate) fn heads_continue(before: &Surroundings, after: &Surroundings) -> bool {
    after.above.iter().all(|text| before.above.contains(text) || says_continued(text))
}

/// Whether what stands below the first page's table lets it continue: nothing, or what stands below the second as well.
pub(crate) fn feet_continue(before: &Surroundings, after: &Surroundings) -> bool {
    before.below.iter().all(|text| after.below.contains(text))
}

/// Whether the text calls the table continued.
fn says_continued(text: &str) -> bool {
    let short = text.chars().count() <= CONTINUED_LONGEST;
    short && (text.starts_with("续") || text.contains("续表") || text.ends_with("（续）") || text.ends_with("(续)"))
}

/// Whether the texts of the first table's first row and of the other's name the same thing with other values: two forms of
/// one layout.
pub(crate) fn begins_anew(first: &TextTable, other: &TextTable) -> bool {
    match (first_text(first), first_text(other)) {
        (Some(a), Some(b)) => a == b,
        _ => false,
    }
}

/// The text that a table begins with, in its first row.
fn first_text(table: &TextTable) -> Option<String> {
    let cell = table.cells.iter().find(|c| !c.text.trim().is_empty())?;
    (cell.row == 0).then(|| key(&cell.text))
}
