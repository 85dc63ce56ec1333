//! The classes a form prints beside its rows, and which records and rows say more than these.

use std::collections::BTreeSet;

use super::asked::is_of_indicator;
use super::list::{PlaceList, Rows};
use super::pattern;
use super::subject::{AskedField, Spelling, value_of};
use crate::model::fields::Record;
use crate::ooxml::grid::SheetGrid;
use crate::vocabulary::{Column, Vocabulary, normalise_label};

/// The classes a list of a template prints, in their plain spelling.
pub(super) struct PrintedClasses<'v> {
    vocabulary: &'v Vocabulary,
    /// By level: first, second.
    classes: [BTreeSet<String>; 2],
}

impl<'v> PrintedClasses<'v> {
    pub(super) fn new(list: &PlaceList, grid: &SheetGrid<'_>, vocabulary: &'v Vocabulary) -> Self {
        let classes = [(0, Column::Level1), (1, Column::Level2)].map(|(level, column)| {
            let column = list.column_of(column).filter(|_| matches!(list.rows, Rows::Indicators | Rows::Flat));
            let texts = column.into_iter().flat_map(|c| (list.first..=list.last).map(move |row| grid.text(row, c)));
            texts.filter(|text| is_printed(text, vocabulary)).map(|text| class_of(vocabulary, level, text)).collect()
        });
        Self { vocabulary, classes }
    }

    /// Whether a class column's text is one the form prints anyway.
    fn prints(&self, column: Column, text: &str) -> bool {
        let level = usize::from(column == Column::Level2);
        self.classes.get(level).is_some_and(|c| c.contains(&class_of(self.vocabulary, level, text)))
    }

    /// Whether a text tells an indicator's row from an empty one.
    pub(super) fn tells(&self, asked: AskedField, text: &str) -> bool {
        match asked {
            AskedField::Column(Column::Number | Column::Operator | Column::Unit) => false,
            AskedField::Column(column @ (Column::Level1 | Column::Level2)) => {
                !text.is_empty() && !self.prints(column, text)
            }
            _ => !text.is_empty(),
        }
    }

    /// Whether a record has something to show in the list. An item of which only its class is left has not, where the form
    /// prints that class: its row could not be told from an empty one.
    pub(super) fn has_to_show(&self, list: &PlaceList, record: &Record<'_>) -> bool {
        list.columns
            .iter()
            .any(|column| column.fill.any_field(self.vocabulary, |field| self.shows(list.rows, record, field)))
    }

    fn shows(&self, rows: Rows, record: &Record<'_>, field: AskedField) -> bool {
        let Some(value) = value_of(record, field, Spelling::default()) else { return false };
        match field {
            // Those of its project are shown by the project's other rows.
            AskedField::Column(_) | AskedField::Registered(_) if rows == Rows::Flat && !is_of_indicator(field) => false,
            _ => self.tells(field, &value.to_text()),
        }
    }
}

/// Whether a text of a template is printed there to stay: no example, no placeholder.
pub(super) fn is_printed(text: &str, vocabulary: &Vocabulary) -> bool {
    !text.is_empty() && !vocabulary.is_example(text) && pattern::pieces_of(text).is_none()
}

/// A class in its plain spelling; `level` is 0 for the first.
pub(super) fn class_of(vocabulary: &Vocabulary, level: usize, text: &str) -> String {
    let class = if level == 0 { vocabulary.level1(text) } else { vocabulary.level2(text) };
    class.map_or_else(|| normalise_label(text), str::to_owned)
}
