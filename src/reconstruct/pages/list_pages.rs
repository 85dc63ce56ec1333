//! A list of projects over several pages: a page that shows less of it than its own lines tell is read again with the columns of the pages
//! before.

use std::collections::BTreeSet;

use crate::model::Budget;
use crate::vocabulary::{Column, Vocabulary};

use super::aligned::{ListAbove, ListColumns};
use super::page_marks::key;
use super::page_reading::{PageReading, TextTable};
use super::wide::OwnReading;
use crate::reconstruct::tolerances::LIST_HEADINGS_LEAST;

/// Reads pages again, in order, whose first table goes on with the list before and has other columns or is in pieces.
pub(super) fn read_on(pages: &mut [OwnReading], budget: &Budget, again: &dyn Fn(u32, &ListAbove) -> OwnReading) {
    let words = Vocabulary::default();
    let mut above: Option<ListAbove> = None;
    for page in pages {
        let headed = page.reading.tables.first().is_some_and(|table| heads_list(table, &words));
        if let Some(list) = above.as_ref().filter(|list| !headed && !fits_all(&page.reading, list)) {
            let other = if budget.is_over() { OwnReading::default() } else { again(page.reading.number, list) };
            if goes_on_better(&page.reading, &other.reading, list) {
                *page = other;
            } else if page.reading.tables.first().is_none_or(|t| t.cols() != list.columns.count()) {
                above = None;
            }
        }
        above = list_at_end(&page.reading, &words, above.take());
    }
}

/// Whether the page's tables are one that has the columns of the list.
fn fits_all(page: &PageReading, list: &ListAbove) -> bool {
    matches!(page.tables.as_slice(), [only] if only.cols() == list.columns.count())
}

/// Whether a page read with the columns of the list goes on with it, in no more pieces than before.
fn goes_on_better(before: &PageReading, after: &PageReading, list: &ListAbove) -> bool {
    let fits = after.tables.first().is_some_and(|t| t.cols() == list.columns.count());
    fits && after.tables.len() <= before.tables.len().max(1)
}

/// The list that ends the page: that of its last table, where it has headings of one, or the one that goes on.
fn list_at_end(page: &PageReading, words: &Vocabulary, above: Option<ListAbove>) -> Option<ListAbove> {
    let last = page.tables.last()?;
    let around = page.paragraphs.iter().map(|p| key(&p.text));
    if heads_list(last, words) {
        let columns = ListColumns::between(&last.column_edges, &headings(last, words));
        return Some(ListAbove { columns, around: around.collect() });
    }
    let mut above = above.filter(|list| page.tables.len() == 1 && last.cols() == list.columns.count())?;
    above.around.extend(around);
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
