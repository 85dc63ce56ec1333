//! A list of projects or the rows of a card over several pages: a page that shows less of it than its own lines tell is read again with the
//! columns of the pages before.

use std::collections::BTreeSet;

use crate::model::{Budget, Method};
use crate::vocabulary::{Column, Vocabulary};

use super::aligned::{CardAbove, ListAbove, ListColumns, TableAbove};
use super::page_marks::key;
use super::page_reading::{PageReading, TextTable};
use super::wide::OwnReading;
use crate::reconstruct::tolerances::{BLOCK_EDGES_APART, LIST_HEADINGS_LEAST};

/// Reads pages again, in order, whose first table goes on with the list or card before and has other columns or is in pieces.
pub(crate) fn read_on(pages: &mut [OwnReading], budget: &Budget, again: &dyn Fn(u32, &TableAbove) -> OwnReading) {
    let words = Vocabulary::default();
    let mut above: Option<TableAbove> = None;
    for page in pages {
        if let Some(open) = above.as_ref().filter(|open| asks_again(&page.reading, open, &words)) {
            let other = if budget.is_over() { OwnReading::default() } else { again(page.reading.number, open) };
            if goes_on_better(&page.reading, &other.reading, open) {
                *page = other;
            } else if !has_columns(&page.reading, open) {
                above = None;
            }
        }
        above = open_at_end(&page.reading, &words, above.take());
    }
}

/// Whether the page does not show the columns of the table before; the headings of a list may be printed again over others.
fn asks_again(page: &PageReading, open: &TableAbove, words: &Vocabulary) -> bool {
    let first = page.tables.first();
    match open {
        TableAbove::List(list) => {
            let drawn = first.filter(|table| table.method == Method::Rules);
            !drawn.is_some_and(|table| heads_list(table, words)) && !fits_all(page, list)
        }
        // Rows above a table that the page found may be the rest of the card.
        TableAbove::Card(_) => first.is_none_or(|table| table.method != Method::Rules),
    }
}

/// Whether the page's tables are one that has the columns of the list.
fn fits_all(page: &PageReading, list: &ListAbove) -> bool {
    matches!(page.tables.as_slice(), [only] if only.cols() == list.columns.count())
}

/// Whether the first table has the columns of the table before.
fn has_columns(page: &PageReading, open: &TableAbove) -> bool {
    let Some(first) = page.tables.first() else { return false };
    match open {
        TableAbove::List(list) => first.cols() == list.columns.count(),
        TableAbove::Card(card) => {
            let slack = BLOCK_EDGES_APART * first.em;
            card.block.borders.iter().all(|border| first.column_edges.iter().any(|edge| (edge - border).abs() <= slack))
        }
    }
}

/// Whether a page read with the columns of the table before goes on with it, in no more pieces than before. A card ends where the next
/// begins, which the page may have taken for one.
fn goes_on_better(before: &PageReading, after: &PageReading, open: &TableAbove) -> bool {
    let most = match open {
        TableAbove::List(_) => before.tables.len().max(1),
        TableAbove::Card(_) => before.tables.len() + 1,
    };
    has_columns(after, open) && after.tables.len() <= most
}

/// What may go on on the next page: the list or the rows of a card that the last table ends with, or what goes on already.
fn open_at_end(page: &PageReading, words: &Vocabulary, above: Option<TableAbove>) -> Option<TableAbove> {
    let last = page.tables.last()?;
    let around = page.paragraphs.iter().map(|p| key(&p.text));
    if heads_list(last, words) {
        let columns = ListColumns::between(&last.column_edges, &headings(last, words));
        return Some(TableAbove::List(ListAbove { columns, around: around.collect() }));
    }
    if let Some(block) = page.block.clone() {
        return Some(TableAbove::Card(CardAbove { block, around: around.collect() }));
    }
    let mut above = above.filter(|open| page.tables.len() == 1 && has_columns(page, open))?;
    match &mut above {
        TableAbove::List(ListAbove { around: all, .. }) | TableAbove::Card(CardAbove { around: all, .. }) => {
            all.extend(around);
        }
    }
    Some(above)
}

/// Whether the first row of a table holds the headings of a list.
fn heads_list(table: &TextTable, words: &Vocabulary) -> bool {
    let known: BTreeSet<Column> = headings(table, words).into_iter().map(|(_, heading)| heading).collect();
    let of_list = [Column::Project, Column::Goal, Column::Indicators].iter().any(|c| known.contains(c));
    known.len() >= LIST_HEADINGS_LEAST && of_list
}

/// The headings in the first row that are known, with their columns.
fn headings(table: &TextTable, words: &Vocabulary) -> Vec<(usize, Column)> {
    let first = table.cells.iter().filter(|c| c.row == 0);
    first.filter_map(|c| Some((c.col, words.column(&c.text)?))).collect()
}
