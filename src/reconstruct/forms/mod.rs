//! Tables and the text between them → forms, projects, indicators, targets.
//!
//! [`items`] lays the reading out as one sequence of texts and rows, [`search`] finds where forms begin and end by their
//! labels, [`list`] and [`card`] read the rows of the two layouts, [`assemble`] puts a form together.
//!
//! Ragged tables of text dumps come as they are; putting left-shifted rows right is done here ([`shifted_rows`]), because
//! it needs the vocabulary and the header.

use account::{Beginnings, claims_to_cells, counts};
use claims::Claims;

use super::Recognised;
use crate::model::{Block, Budget, Reading};
use crate::vocabulary::Vocabulary;

mod account;
mod agency_rows;
mod assemble;
mod bare_rows;
mod card;
pub mod claims;
mod class_cells;
mod class_words;
mod classes_at_breaks;
mod column_contents;
pub(crate) mod head;
mod header;
mod header_classes;
mod header_depth;
mod header_leaf;
mod header_tree;
mod header_years;
mod indicator_rows;
mod items;
mod kinds;
mod levels;
mod list;
mod list_columns;
mod misplaced;
pub(crate) mod money;
mod openings;
mod outline;
pub(crate) mod packed;
pub(crate) mod packed_cells;
mod search;
mod segment;
mod shifted_rows;
mod side_by_side;
mod sideways;
pub(crate) mod targets;
mod unit_cells;
mod unread;

/// Recognises the forms of a reading; the tables that belong to none come back, too.
pub(super) fn reading_to_forms(reading: &Reading, vocabulary: &Vocabulary, budget: &Budget) -> Recognised {
    let upright = sideways::upright(reading, vocabulary);
    let claims = Claims::new(&upright);
    let items = items::reading_to_items(&upright, &claims, vocabulary);
    let mut recognised = Recognised::default();
    let mut beginnings = Beginnings::default();
    for segment in search::items_to_segments(&items, vocabulary) {
        if budget.is_over() {
            break;
        }
        let number = recognised.forms.len();
        beginnings.add(&segment, number);
        let (form, findings) = assemble::segment_to_form(segment, vocabulary);
        recognised.forms.push(form);
        recognised.findings.extend(findings.into_iter().map(|f| f.form(number)));
    }
    let (claimed, unread) = claims_to_cells(&upright, &claims, &beginnings, vocabulary);
    let mut cells = counts(&claimed, recognised.forms.len()).into_iter();
    recognised.forms.iter_mut().for_each(|form| form.cells = cells.next().flatten());
    recognised.findings.extend(misplaced::misplaced_texts(&upright, &claimed));
    recognised.claimed = claimed;
    recognised.findings.extend(unread);
    let others = reading.blocks.iter().enumerate().filter(|(n, _)| !beginnings.holds(*n));
    recognised.other_tables = others
        .filter_map(|(_, block)| match block {
            Block::Table(table) => Some(table.clone()),
            Block::Paragraph(_) => None,
        })
        .collect();
    recognised.findings.extend(unread::words_of_forms(reading, &beginnings, !recognised.forms.is_empty(), vocabulary));
    recognised
}
