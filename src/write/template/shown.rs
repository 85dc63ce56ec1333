//! What a region of the template asks for, and what of a form finds no place in it.

use super::list::{Fill, List, Rows};
use super::names::{OF_FORMS, OF_INDICATORS, OF_TASKS};
use super::pattern::{self, Piece};
use super::plan::Filled;
use super::queue::Queue;
use super::region::Region;
use super::row::Value;
use super::subject::{self, Field, Spelling, Subject};
use crate::vocabulary::{Column, Vocabulary};

impl Region {
    pub(super) fn is_form(&self, vocabulary: &Vocabulary) -> bool {
        let telling = |field: Field| {
            matches!(field, Field::Column(Column::Project | Column::Department | Column::BudgetUnit | Column::Goal))
        };
        let asks = |piece: &Piece| match piece {
            Piece::Place(place) => pattern::field_of(place, vocabulary).is_some_and(telling),
            Piece::Text(_) => false,
        };
        !self.lists.is_empty()
            || self.pairs.iter().any(|pair| pair.field.is_some_and(telling))
            || self.cells.iter().any(|cell| cell.pieces.iter().any(asks))
    }

    /// The value for a label of this form.
    pub(super) fn value(&self, subject: Subject<'_>, field: Field, lists: &[Filled<'_, '_>]) -> Option<Value> {
        let get = |column| subject.value(Field::Column(column), Spelling::default());
        let asks = |column: Column| self.pairs.iter().any(|pair| pair.field == Some(Field::Column(column)));
        match field {
            Field::Column(Column::Indicators) if !lists.is_empty() => None,
            // Without the year's goal beside it, the goal of the whole project is the goal.
            Field::Column(Column::GoalPeriod) if !asks(Column::Goal) => {
                get(Column::GoalPeriod).or_else(|| get(Column::Goal))
            }
            field => subject.value(field, Spelling::default()),
        }
    }

    fn shows(&self, column: Column, vocabulary: &Vocabulary) -> bool {
        let is = |field: Field| field == Field::Column(column);
        let in_pieces = |pieces: &[Piece]| {
            pieces.iter().any(|piece| match piece {
                Piece::Place(place) => pattern::field_of(place, vocabulary).is_some_and(is),
                Piece::Text(_) => false,
            })
        };
        let in_list = |list: &List| {
            list.columns.iter().any(|c| match &c.fill {
                Fill::Field(field) => is(*field),
                Fill::Pieces(pieces) => in_pieces(pieces),
            })
        };
        let goal =
            column == Column::Goal && self.pairs.iter().any(|p| p.field == Some(Field::Column(Column::GoalPeriod)));
        goal || self.pairs.iter().any(|pair| pair.field.is_some_and(is))
            || self.cells.iter().any(|cell| in_pieces(&cell.pieces))
            || self.lists.iter().any(in_list)
    }
}

/// Notes which fields of a form have values but no place in it.
pub(super) fn note_missing<'d>(
    subject: Option<Subject<'d>>,
    region: &Region,
    lists: &[Filled<'_, 'd>],
    vocabulary: &Vocabulary,
    queue: &mut Queue<'d>,
) {
    let mut note = |records: &[Subject<'d>], columns: &[(Column, &'static str)]| {
        for (column, name) in columns {
            let has = |record: &Subject<'d>| record.value(Field::Column(*column), Spelling::default()).is_some();
            if !region.shows(*column, vocabulary) && records.iter().any(has) {
                queue.missing.insert(name);
            }
        }
    };
    if let Some(subject) = subject {
        note(&[subject], OF_FORMS);
        if !subject::indicators_of(&subject).is_empty()
            && !region.shows(Column::Indicators, vocabulary)
            && !lists.iter().any(|l| l.list.rows == Rows::Indicators)
        {
            note(&subject::indicators_of(&subject), OF_INDICATORS);
        }
    }
    for list in lists {
        match list.list.rows {
            Rows::Projects => note(&list.records, OF_FORMS),
            Rows::Flat => {
                note(&list.records, OF_FORMS);
                note(&list.records, OF_INDICATORS);
            }
            Rows::Indicators => note(&list.records, OF_INDICATORS),
            Rows::Tasks => note(&list.records, OF_TASKS),
        }
    }
}
