//! Tables and the text between them → forms, projects, indicators, targets.
//!
//! [`items`] lays the reading out as one sequence of texts and rows, [`search`] finds where forms begin and end by their
//! labels, [`list`] and [`card`] read the rows of the two layouts, [`assemble`] puts a form together.
//!
//! Ragged tables of text dumps come as they are; putting left-shifted rows right is done here ([`shifted_rows`]), because
//! it needs the vocabulary and the header.

use std::collections::BTreeSet;

use super::Recognised;
use crate::model::{Block, Budget, Reading};
use crate::vocabulary::Vocabulary;

mod agency_rows;
mod assemble;
mod card;
mod head;
mod header;
mod indicator_rows;
mod items;
mod list;
pub mod money;
pub mod packed;
mod packed_cells;
mod search;
mod segment;
mod shifted_rows;
pub mod targets;

/// Recognises the forms of a reading; the tables that belong to none come back, too.
pub(super) fn reading_to_forms(reading: &Reading, vocabulary: &Vocabulary, budget: &Budget) -> Recognised {
    let items = items::reading_to_items(reading);
    let mut recognised = Recognised::default();
    let mut used = BTreeSet::new();
    for segment in search::items_to_segments(&items, vocabulary) {
        if budget.is_over() {
            break;
        }
        used.extend(segment.blocks.iter().copied());
        let number = recognised.forms.len();
        let (form, findings) = assemble::segment_to_form(segment, vocabulary);
        recognised.forms.push(form);
        recognised.findings.extend(findings.into_iter().map(|f| f.form(number)));
    }
    let others = reading.blocks.iter().enumerate().filter(|(n, _)| !used.contains(n));
    recognised.other_tables = others
        .filter_map(|(_, block)| match block {
            Block::Table(table) => Some(table.clone()),
            Block::Paragraph(_) => None,
        })
        .collect();
    recognised
}
