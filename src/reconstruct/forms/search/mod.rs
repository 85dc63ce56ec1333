//! Where forms begin and end in a reading.
//!
//! Forms are found by their labels: the header of a project list, the first label of a card (项目名称, 部门名称, …), the
//! header of indicator rows. Titles, head lines and notes are taken from the texts and one-cell rows around.

use super::items::{Item, rows_from};
use super::segment::Segment;
use crate::vocabulary::Vocabulary;

mod rows;
mod state;
mod texts;

use state::FormSearch;

/// Finds the forms of a reading.
pub(super) fn items_to_segments<'r>(items: &[Item<'r>], vocabulary: &Vocabulary) -> Vec<Segment<'r>> {
    let mut search = FormSearch::new(vocabulary);
    let mut n = 0;
    while let Some(item) = items.get(n) {
        match item {
            Item::Text(text, place) => {
                // What stood over a table without a form is no head of the next one.
                if search.headed.take().is_some() {
                    search.pending.clear();
                }
                search.text(text, place);
            }
            Item::Beside => search.beside(),
            Item::Row(row) => n += search.row(row, &rows_from(items, n)),
        }
        n += 1;
    }
    search.close();
    search.done
}
