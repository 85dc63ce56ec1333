//! What a region of the template asks for, and what of a form finds no place in it.

use super::asked::asks_for;
use super::list::{ColumnFill, PlaceList, Rows};
use super::listed::Filled;
use super::pattern::{self, TextPiece};
use super::queue::Queue;
use super::region::FormRegion;
use super::subject::{self, AskedField, Spelling, value_of};
use crate::model::Project;
use crate::model::fields::{AnyField, Record, Registered, Use, all};
use crate::ooxml::value::InsertedValue;
use crate::vocabulary::{Column, Vocabulary};

impl FormRegion {
    pub(super) fn is_form(&self, vocabulary: &Vocabulary) -> bool {
        let asks = |piece: &TextPiece| match piece {
            TextPiece::Place(place) => pattern::field_of(place, vocabulary).is_some_and(tells_record),
            TextPiece::Text(_) => false,
        };
        !self.lists.is_empty()
            || self.pairs.iter().any(|pair| pair.field.is_some_and(tells_record))
            || self.cells.iter().any(|cell| cell.pieces.iter().any(asks))
    }

    /// The value for a label of this form.
    pub(super) fn value(
        &self,
        subject: Record<'_>,
        field: AskedField,
        lists: &[Filled<'_, '_>],
    ) -> Option<InsertedValue> {
        let get = |column| value_of(&subject, AskedField::Column(column), Spelling::default());
        let asks = |column: Column| self.pairs.iter().any(|pair| pair.field == Some(AskedField::Column(column)));
        match field {
            AskedField::Column(Column::Indicators) if !lists.is_empty() => None,
            // Without the year's goal beside it, the goal of the whole project is the goal.
            AskedField::Column(Column::GoalPeriod) if !asks(Column::Goal) => {
                get(Column::GoalPeriod).or_else(|| get(Column::Goal))
            }
            field => value_of(&subject, field, Spelling::default()),
        }
    }

    /// Whether there is a place for a field, or the template itself says it.
    fn shows(&self, field: AnyField, vocabulary: &Vocabulary) -> bool {
        let asks = asks_for(field);
        let is = |asked: AskedField| asks.contains(&asked);
        let in_pieces = |pieces: &[TextPiece]| {
            pieces.iter().any(|piece| match piece {
                TextPiece::Place(place) => pattern::field_of(place, vocabulary).is_some_and(is),
                TextPiece::Text(_) => false,
            })
        };
        let in_list = |list: &PlaceList| {
            list.columns.iter().any(|c| match &c.fill {
                ColumnFill::Field(field) => is(*field),
                ColumnFill::Pieces(pieces) => in_pieces(pieces),
            })
        };
        let asks_period = || self.pairs.iter().any(|p| p.field == Some(AskedField::Column(Column::GoalPeriod)));
        let goal = is(AskedField::Column(Column::Goal)) && asks_period();
        goal || self.said.iter().any(|asked| is(*asked))
            || self.pairs.iter().any(|pair| pair.field.is_some_and(is))
            || self.cells.iter().any(|cell| in_pieces(&cell.pieces))
            || self.lists.iter().any(in_list)
    }

    fn shows_packed(&self, vocabulary: &Vocabulary) -> bool {
        Project::field("indicators_text").is_some_and(|f| self.shows(Project::any(f), vocabulary))
    }
}

/// Whether a field tells records apart.
fn tells_record(field: AskedField) -> bool {
    matches!(field, AskedField::Column(Column::Project | Column::Department | Column::BudgetUnit | Column::Goal))
}

/// Fields of some kinds of record that a template should have places for.
fn reported(kinds: &[fn(AnyField) -> bool]) -> impl Iterator<Item = AnyField> {
    all().filter(move |f| f.about().is_for(Use::NoPlace) && kinds.iter().any(|of| of(*f)))
}

/// Fields of a project, or of a form where it has no projects.
fn of_form(field: AnyField) -> bool {
    matches!(field, AnyField::Project(_) | AnyField::Form(_) | AnyField::Subtotal(_))
}

fn of_indicator(field: AnyField) -> bool {
    matches!(field, AnyField::Indicator(_))
}

fn of_task(field: AnyField) -> bool {
    matches!(field, AnyField::Task(_))
}

/// Notes which fields of a form have values but no place in it.
pub(super) fn note_missing<'d>(
    subject: Option<Record<'d>>,
    region: &FormRegion,
    lists: &[Filled<'_, 'd>],
    vocabulary: &Vocabulary,
    queue: &mut Queue<'d>,
) {
    let mut note = |records: &[Record<'d>], kinds: &[fn(AnyField) -> bool]| {
        for field in reported(kinds) {
            // What a project says itself is not asked of its form.
            let has = |record: &Record<'d>| subject::said(record, field).is_some() && !is_said_nearer(record, field);
            if !region.shows(field, vocabulary) && records.iter().any(has) {
                queue.missing.insert((field.about().zh, field.about().en));
            }
        }
    };
    if let Some(subject) = subject {
        note(&[subject], &[of_form]);
        if !subject::indicators_of(&subject).is_empty()
            && !region.shows_packed(vocabulary)
            && !lists.iter().any(|l| l.list.rows == Rows::Indicators)
        {
            note(&subject::indicators_of(&subject), &[of_indicator]);
        }
    }
    for list in lists {
        match list.list.rows {
            Rows::Projects => note(&list.records, &[of_form]),
            Rows::Flat => note(&list.records, &[of_form, of_indicator]),
            Rows::Indicators => note(&list.records, &[of_indicator]),
            Rows::Tasks => note(&list.records, &[of_task]),
        }
    }
}

/// Whether a form's field is one that its project says as well, under the same label.
fn is_said_nearer(record: &Record<'_>, field: AnyField) -> bool {
    let AnyField::Form(form) = field else { return false };
    let same = |f: &AnyField| {
        matches!(f, AnyField::Project(_)) && f.about().labels.iter().any(|label| form.about.labels.contains(label))
    };
    Project::all().filter(same).any(|f| record.value(f).is_some())
}
