//! The columns of a header, each with the cells printed over it.

use super::class_words::printed_class;
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

    /// The classes printed over a column of that meaning, or that name it: of the first level, and over a column of one indicator of the
    /// second.
    pub(super) fn classes(&self, role: Column, vocabulary: &Vocabulary) -> (Option<String>, Option<String>) {
        let is_first = |slot: &&&Slot<'_>| vocabulary.level1(slot.text()).is_some();
        let Some((own, over)) = self.path.split_last() else { return (None, None) };
        if role != Column::Indicators {
            return (over.iter().rfind(is_first).map(|slot| printed_class(slot.text())), None);
        }
        if is_first(&own) {
            return (Some(printed_class(own.text())), None);
        }
        let Some(first) = over.iter().find(is_first) else { return (None, None) };
        let mut seconds = over.iter().filter(|slot| !slot.is(first) && vocabulary.level2(slot.text()).is_some());
        (Some(printed_class(first.text())), seconds.next_back().map(|slot| printed_class(slot.text())))
    }
}
