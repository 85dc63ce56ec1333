//! A table of a page → the rows of a card, below headings of their own, that it ends with.

use crate::model::{BBox, Method, Page, Pt};
use crate::vocabulary::{Column, Vocabulary};

use super::block_columns::BlockColumns;
use super::page_reading::{TextCell, TextTable};
use super::page_table::PageTable;

/// How many headings of one block show that a row heads it.
const HEADINGS_LEAST: usize = 2;

/// The columns of the rows that a table without rules ends with, where they stand below headings of indicators or of tasks. `table` and
/// `printed` are the same, cell by cell.
pub(super) fn block_at_end(page: &Page, printed: &PageTable, table: &TextTable) -> Option<BlockColumns> {
    if table.method == Method::Rules {
        return None;
    }
    let words = &Vocabulary::default();
    let row = (0..table.rows()).rev().find(|row| heads_block(table, *row, words))?;
    let closed = table.cells.iter().any(|c| c.row > row && c.col == 0 && closes_block(c, words));
    if closed {
        return None;
    }
    let cells: Vec<(&TextCell, Option<BBox>)> =
        table.cells.iter().zip(printed.cells.iter().map(|cell| ink(page, &cell.glyphs))).collect();
    let mut headings = cells.clone();
    headings.retain(|(c, _)| c.row == row);
    headings.sort_by_key(|(c, _)| c.col);
    let first = headings.first()?.0.col;
    // A label of the block that begins above its headings stands left of them.
    let outer = table.column_edges.first().filter(|_| first > 0);
    let edges = headings.iter().filter_map(|(c, _)| table.column_edges.get(c.col));
    let borders: Vec<Pt> = outer.into_iter().chain(edges).chain(table.column_edges.last()).copied().collect();
    let named = headings.iter().position(|(c, _)| words.column(&c.text) == Some(Column::Level3));
    let labels = named.map_or(0, |n| n + usize::from(first > 0));
    let boxes = std::iter::repeat_n(None, usize::from(first > 0)).chain(headings.iter().map(|(_, ink)| *ink));
    let boxes: Vec<Option<BBox>> = boxes.collect();
    let inner = borders.get(1..borders.len().saturating_sub(1))?;
    let pairs = boxes.iter().zip(boxes.iter().skip(1)).zip(borders.iter().zip(inner.iter()));
    let windows = pairs.map(|((left, right), (from, to))| window((*left, *right), (*from, *to))).collect();
    let below =
        (row + 1..table.rows()).map(|n| cells.iter().filter(|(c, _)| c.row == n).filter_map(|(_, ink)| *ink).collect());
    let ink = below.collect();
    Some(BlockColumns { borders, windows, ink, labels })
}

/// Where the border between two headings lies: they, where there are any, and the border known are in it.
fn window((left, right): (Option<BBox>, Option<BBox>), (from, border): (Pt, Pt)) -> (Pt, Pt) {
    let left = left.map_or(from, |heading| heading.right);
    (left.min(border), right.map_or(border, |heading| heading.left).max(border))
}

/// The box of the text of a cell.
fn ink(page: &Page, glyphs: &[u32]) -> Option<BBox> {
    BBox::around(glyphs.iter().filter_map(|&n| page.glyphs.get(n as usize)).map(|glyph| glyph.bbox))
}

/// Whether the row holds the headings of the levels of indicators or of tasks.
fn heads_block(table: &TextTable, row: usize, words: &Vocabulary) -> bool {
    let known = table.cells.iter().filter(|c| c.row == row).filter_map(|c| words.column(&c.text));
    let (mut levels, mut tasks) = (0, 0);
    for heading in known {
        match heading {
            Column::Level1 | Column::Level2 | Column::Level3 => levels += 1,
            Column::TaskName | Column::TaskContent | Column::TaskFunds | Column::TaskExpected => tasks += 1,
            Column::Project => return false,
            _ => {}
        }
    }
    levels >= HEADINGS_LEAST || tasks >= HEADINGS_LEAST
}

/// Whether the cell begins another block of the card.
fn closes_block(cell: &TextCell, words: &Vocabulary) -> bool {
    words.column(&cell.text).is_some_and(opens_block)
}

/// Whether the label begins a block of a card or a line of its head.
pub(crate) fn opens_block(label: Column) -> bool {
    matches!(
        label,
        Column::Project
            | Column::Department
            | Column::BudgetUnit
            | Column::Goal
            | Column::GoalPeriod
            | Column::FundsBlock
            | Column::TaskBlock
            | Column::OtherTasks
    )
}
