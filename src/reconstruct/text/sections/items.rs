//! Pieces of a column with their height on the page.

use unicode_width::UnicodeWidthStr;

use crate::reconstruct::joining;
use crate::reconstruct::text::grid::{Joined, TableRows};
use crate::reconstruct::text::wrapped::weights;

/// Share of the next line's width that a line which goes on at least has, and the slack in cells.
const FULL_SHARE: f32 = 0.7;
/// See [`FULL_SHARE`].
const SLACK: f32 = 3.0;

/// A piece of a column.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct ColumnPiece<'a> {
    /// Its text.
    pub(super) text: &'a str,
    /// Its line from the top, blank lines counted, a page's end as several.
    pub(super) y: f32,
    /// Its line number.
    pub(super) number: u32,
}

/// Joins the pieces of a cell; `None` for none.
pub(super) fn items_to_cell(items: &[ColumnPiece]) -> Option<Joined> {
    let (first, last) = (items.first()?, items.last()?);
    let mut text = String::new();
    let mut number = 0;
    for item in items {
        if item.number == number {
            text.push(' ');
            text.push_str(item.text);
        } else {
            joining::append_line(&mut text, item.text);
        }
        number = item.number;
    }
    Some((joining::close_wrap_spaces(&text), [first.number, last.number]))
}

impl ColumnPiece<'_> {
    /// Whether a cell's line cannot go on in the next: it is far from as wide.
    pub(super) fn is_short_beside(&self, next: &ColumnPiece) -> bool {
        (self.text.width() as f32) < FULL_SHARE * next.text.width() as f32 - SLACK
    }
}

/// What speaks against pieces standing centred at a height or starting there.
pub(super) fn off_centre(items: &[ColumnPiece], y: f32) -> f32 {
    let (Some(first), Some(last)) = (items.first(), items.last()) else { return 0.0 };
    (f32::midpoint(first.y, last.y) - y).abs().min((first.y - y).abs())
}

/// Notes a cell that begins elsewhere in a reading that is nearly as likely.
pub(super) fn note_doubt(grid: &mut TableRows, own: &[ColumnPiece], margin: f32) {
    if margin < weights::NEAR
        && let Some(cell) = items_to_cell(own)
    {
        grid.doubts.push(cell);
    }
}
