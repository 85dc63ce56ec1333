//! The columns of a header, each with the cells printed over it.

use super::items::Slot;
use crate::vocabulary::{Column, Vocabulary};

/// A column of a header.
pub(super) struct Leaf<'a, 'r> {
    pub(super) from: u32,
    pub(super) to: u32,
    /// From the top down; the last names the column.
    pub(super) path: Vec<&'a Slot<'r>>,
    pub(super) role: Option<Column>,
}

impl Leaf<'_, '_> {
    /// What the headings over its own mean, from the lowest up.
    pub(super) fn roles_over(&self, vocabulary: &Vocabulary) -> impl Iterator<Item = Column> {
        self.path.iter().rev().skip(1).filter_map(|s| vocabulary.column(s.text()))
    }
}
