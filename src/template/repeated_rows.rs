//! The rows of a form below others like it, repeated.

use std::collections::BTreeMap;
use std::io::Cursor;

use super::filled_sheet::FilledSheet;
use super::printed_classes::is_printed;
use super::region::FormRegion;
use crate::Result;
use crate::error::Unusable;
use crate::ooxml::grid::SheetGrid;
use crate::ooxml::growth::{Growth, Insertion};
use crate::ooxml::package::unusable;
use crate::ooxml::reference::LAST_ROW;
use crate::ooxml::sheet_edits::SheetEdits;
use crate::ooxml::workbook::OpenWorkbook;
use crate::vocabulary::Vocabulary;

/// The most rows of a form that is repeated: they are held in memory.
const LONGEST: u32 = 2_000;
/// The most rows that are put in.
const MOST_ROWS: u32 = 200_000;

/// The rows of a form that can be repeated: those of the last form but one, for below the last one anything may stand.
#[derive(Debug)]
pub(super) struct RepeatedRows {
    /// First row copied.
    pub(super) source: u32,
    /// How many rows.
    pub(super) height: u32,
    /// First row of the last form.
    last: u32,
    /// A text that every such form prints once, and its column.
    mark: (u32, String),
}

impl RepeatedRows {
    /// `None` where the last two forms do not print the same texts in the same places.
    pub(super) fn of(
        grid: &SheetGrid<'_>,
        before: &FormRegion,
        last: &FormRegion,
        vocabulary: &Vocabulary,
    ) -> Option<Self> {
        let (source, below) = (first_text(grid, before)?, first_text(grid, last)?);
        let height = below.checked_sub(source).filter(|height| (1..=LONGEST).contains(height))?;
        let same = (0..height).all(|step| plain_texts(grid, source + step).eq(plain_texts(grid, below + step)));
        // Filling changes placeholders, and puts values behind colons.
        let (block, text) = (source..below)
            .flat_map(|row| grid.texts_of(row))
            .find(|(_, text)| !text.ends_with([':', '：']) && is_printed(text, vocabulary))?;
        same.then(|| Self { source, height, last: below, mark: (block.left, text.to_owned()) })
    }

    /// How many more of the form a filled sheet shows than the template.
    pub(super) fn more_in(&self, grid: &SheetGrid<'_>, filled: &FilledSheet<'_>) -> u32 {
        let (column, mark) = &self.mark;
        let own = grid.texts().filter(|(block, text)| block.left == *column && plain(text) == plain(mark)).count();
        let shown = filled.texts_in(*column).filter(|text| plain(text) == plain(mark)).count();
        shown.saturating_sub(own) as u32
    }

    fn rows(&self) -> (u32, u32) {
        (self.source, self.source + self.height - 1)
    }
}

/// The row of a region's first text: the first form of a sheet begins there.
fn first_text(grid: &SheetGrid<'_>, region: &FormRegion) -> Option<u32> {
    (region.top..=region.bottom.min(grid.last_row())).find(|row| grid.texts_of(*row).next().is_some())
}

/// The texts of a row as they are in all forms of a kind, with their columns.
fn plain_texts(grid: &SheetGrid<'_>, row: u32) -> impl Iterator<Item = (u32, String)> {
    grid.texts_of(row).map(|(block, text)| (block.left, plain(text)))
}

/// A text as it is in all forms of a kind: without the numbers that tell them apart.
fn plain(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !c.is_ascii_digit()).collect()
}

/// The workbook with the form repeated so many times below the last one.
///
/// # Errors
/// Where the sheet would get too long, or a merged block reaches out of the form.
pub(super) fn repeated(template: &OpenWorkbook, sheet: usize, block: &RepeatedRows, count: u32) -> Result<Vec<u8>> {
    let Some(Some(scan)) = template.scans.get(sheet) else { return Err(unusable(Unusable::FormWithoutCells)) };
    let (first, last) = block.rows();
    let after = block.last + block.height - 1;
    let rows = count.checked_mul(block.height).filter(|rows| *rows <= MOST_ROWS && after + *rows < LAST_ROW);
    let Some(rows) = rows else { return Err(unusable(Unusable::SheetTooLong)) };
    let insertion = Insertion {
        after,
        count: rows,
        source: block.source,
        source_height: block.height,
        grows_ends: true,
        list: (block.last, after),
        repeats: true,
    };
    let growth = Growth::new(vec![insertion.clone()]).ok_or_else(|| unusable(Unusable::SheetTooLong))?;
    if scan.merges.iter().filter(|a| a.top <= last && a.bottom >= first).any(|a| a.top < first || a.bottom > last) {
        return Err(unusable(Unusable::MergedOutOfForm));
    }
    let merge = scan.merges.iter().flat_map(|area| growth.repeated(*area)).collect();
    let edits = SheetEdits { merge, insertions: vec![insertion], ..SheetEdits::default() };
    let mut out = Cursor::new(Vec::new());
    template.write_edited(&BTreeMap::from([(sheet, edits)]), &mut out)?;
    Ok(out.into_inner())
}
