//! Which rows below the header of a list take records.

use super::list::{PlaceList, is_side_heading};
use crate::ooxml::grid::SheetGrid;
use crate::ooxml::reference::Area;
use crate::ooxml::scan::CellHolds;
use crate::vocabulary::{Column, Vocabulary};

/// The most rows of explanations between a header and its list.
const MOST_NOTES: u32 = 3;
/// So many columns with a number below their heading, that of the names among them, are numbered columns.
const NUMBERED_COLUMNS: usize = 3;

/// Begins the list below rows that explain or number its columns, or are hidden; where no row for records follows, it begins where
/// it did.
pub(super) fn begin_below_notes(list: &mut PlaceList, grid: &SheetGrid<'_>, vocabulary: &Vocabulary) {
    let header = list.last;
    let notes =
        (list.first..).take(MOST_NOTES as usize).take_while(|row| is_note(list, grid, vocabulary, *row)).count();
    let first = list.first + notes as u32;
    if notes > 0 && is_room(list, grid, vocabulary, first) {
        list.first = first;
        list.last = header + notes as u32;
    }
}

/// Whether a row below a header says something of the columns, or cannot be seen.
fn is_note(list: &PlaceList, grid: &SheetGrid<'_>, vocabulary: &Vocabulary, row: u32) -> bool {
    if grid.is_hidden(row) || numbers_columns(list, grid, vocabulary, row) {
        return true;
    }
    let mut texts = grid.texts_of(row).filter(|(block, _)| (list.left..=list.right).contains(&block.left)).peekable();
    texts.peek().is_some()
        && !is_room(list, grid, vocabulary, row)
        && texts.all(|(block, text)| {
            block.bottom == row
                && vocabulary.field(text).is_none()
                && !vocabulary.is_subtotal(text)
                && !vocabulary.is_title(text)
        })
}

/// Whether a row only numbers the columns: 1, 2, 3 below their headings.
fn numbers_columns(list: &PlaceList, grid: &SheetGrid<'_>, vocabulary: &Vocabulary, row: u32) -> bool {
    let numbered = list.columns.iter().filter(|column| is_number(grid, vocabulary, row, column.column)).count();
    numbered >= NUMBERED_COLUMNS && is_number(grid, vocabulary, row, list.key())
}

/// Whether a slot holds a number, stored or written in digits.
fn is_number(grid: &SheetGrid<'_>, vocabulary: &Vocabulary, row: u32, column: u32) -> bool {
    let text = grid.text(row, column);
    match grid.holds(row, column) {
        CellHolds::Number => true,
        CellHolds::Text(_) => text.chars().all(|c| c.is_ascii_digit()) && vocabulary.is_example(text),
        CellHolds::Formula | CellHolds::Nothing => false,
    }
}

/// Lets the list reach down as far as its rows are free.
pub(super) fn extend(list: &mut PlaceList, grid: &SheetGrid<'_>, vocabulary: &Vocabulary) {
    while list.last < grid.last_row() && is_room(list, grid, vocabulary, list.last + 1) {
        list.last += 1;
    }
    let below = list.last.max(list.first.saturating_sub(1)) + 1;
    list.open = below > grid.last_row() || (below..=grid.last_row()).all(|row| grid.texts_of(row).next().is_none());
}

/// Whether a row can take a record.
fn is_room(list: &PlaceList, grid: &SheetGrid<'_>, vocabulary: &Vocabulary, row: u32) -> bool {
    if !list.columns.iter().any(|c| grid.is_ruled(row, c.column)) || grid.is_hidden(row) {
        return false;
    }
    // What adds the list up stands below it, with or without a label.
    let mut columns = list.columns.iter().map(|c| c.column);
    let computes = columns.any(|column| has_formula(grid, row, column) && !has_formula(grid, list.first, column));
    if row > list.first && computes {
        return false;
    }
    let mut column = 1;
    while column <= list.right {
        let block = grid.block(row, column);
        let text = grid.text(row, column);
        if !text.is_empty() && !may_stand(list, vocabulary, block, text, row) {
            return false;
        }
        if block.left <= list.left && block.right >= list.right && list.left < list.right {
            return false;
        }
        column = block.right.max(column) + 1;
    }
    true
}

/// Whether a text may stand in a row that takes a record: a class, a side heading, an example.
fn may_stand(list: &PlaceList, vocabulary: &Vocabulary, block: Area, text: &str, row: u32) -> bool {
    // A block from above reaches over this row.
    if block.top < row {
        return true;
    }
    if list.has_at(Column::Level1, block.left) || list.has_at(Column::Level2, block.left) {
        return vocabulary.level1(text).or_else(|| vocabulary.level2(text)).is_some() || vocabulary.is_example(text);
    }
    if list.has_at(Column::Number, block.left) || list.columns.iter().any(|c| c.column == block.left) {
        return vocabulary.is_example(text);
    }
    vocabulary.column(text).is_some_and(is_side_heading) || vocabulary.is_example(text)
}

/// Whether a list's row holds a formula in a column: it stays.
pub(super) fn has_formula(grid: &SheetGrid<'_>, row: u32, column: u32) -> bool {
    grid.holds(row, column) == CellHolds::Formula
}
