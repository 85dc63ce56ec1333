//! What a region of the template asks for, and what of a form finds no place in it.

use super::asked::asks_for;
use super::list::Rows;
use super::listed::Filled;
use super::pattern;
use super::queue::Queue;
use super::region::{FormRegion, Scope};
use super::subject::{self, AskedField, Spelling, value_of};
use crate::model::Project;
use crate::model::fields::{AnyField, Record, Registered, Use, all};
use crate::ooxml::value::InsertedValue;
use crate::vocabulary::{Column, Vocabulary};

impl FormRegion {
    pub(super) fn is_form(&self, vocabulary: &Vocabulary) -> bool {
        !self.lists.is_empty()
            || self.pairs.iter().any(|pair| pair.field.is_some_and(tells_record))
            || self.cells.iter().any(|cell| pattern::fields_of(&cell.pieces, vocabulary).any(tells_record))
    }

    /// The value for a label of this form.
    pub(super) fn value(
        &self,
        subject: Record<'_>,
        field: AskedField,
        lists: &[Filled<'_, '_>],
    ) -> Option<InsertedValue> {
        let value = value_of(&subject, field, Spelling::default());
        match field {
            AskedField::Column(Column::Indicators) if !lists.is_empty() => None,
            // Without the year's goal beside it, the goal of the whole project is the goal.
            AskedField::Column(Column::GoalPeriod) if !self.has_label(Column::Goal) => {
                value.or_else(|| value_of(&subject, AskedField::Column(Column::Goal), Spelling::default()))
            }
            _ => value,
        }
    }

    /// Whether there is a place for a field, or the template itself says it.
    fn shows(&self, field: AnyField, vocabulary: &Vocabulary) -> bool {
        let asks = asks_for(field);
        let mut fills = self.lists.iter().flat_map(|list| &list.columns).map(|column| &column.fill);
        asks.contains(&AskedField::Column(Column::Goal)) && self.has_label(Column::GoalPeriod)
            || self
                .said
                .iter()
                .chain(self.pairs.iter().filter_map(|pair| pair.field.as_ref()))
                .any(|f| asks.contains(f))
            || self.cells.iter().any(|cell| pattern::fields_of(&cell.pieces, vocabulary).any(|f| asks.contains(&f)))
            || fills.any(|fill| fill.any_field(vocabulary, |f| asks.contains(&f)))
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
    if region.scope == Scope::All && queue.is_of_one() {
        queue.shown.extend(shown_in(region, lists, vocabulary));
    }
    if let Some(subject) = subject {
        queue.missing.extend(missing_in(region, vocabulary, &[subject], &[of_form]));
        if !region.shows_packed(vocabulary) && !lists.iter().any(|l| l.list.rows == Rows::Indicators) {
            let indicators = subject::indicators_of(&subject);
            queue.missing.extend(missing_in(region, vocabulary, &indicators, &[of_indicator]));
        }
    }
    for list in lists {
        queue.missing.extend(missing_in(region, vocabulary, &list.records, kinds_of(list.list.rows)));
    }
}

/// The fields a list may show, by what its rows are.
fn kinds_of(rows: Rows) -> &'static [fn(AnyField) -> bool] {
    match rows {
        Rows::Projects => &[of_form],
        Rows::Flat => &[of_form, of_indicator],
        Rows::Indicators => &[of_indicator],
        Rows::Tasks => &[of_task],
    }
}

/// The names, in both languages, of fields that a region shows of the whole document: those of a list of what it is a list of, those
/// of other places of the form.
fn shown_in(
    region: &FormRegion,
    lists: &[Filled<'_, '_>],
    vocabulary: &Vocabulary,
) -> Vec<(&'static str, &'static str)> {
    let lists = lists.iter().map(|list| kinds_of(list.list.rows)).chain(std::iter::once(kinds_of(Rows::Projects)));
    let fields = lists.flat_map(reported).filter(|field| region.shows(*field, vocabulary));
    fields.map(|field| (field.about().zh, field.about().en)).collect()
}

/// The names, in both languages, of fields of such kinds that records have values for and a form no place.
fn missing_in(
    region: &FormRegion,
    vocabulary: &Vocabulary,
    records: &[Record<'_>],
    kinds: &[fn(AnyField) -> bool],
) -> Vec<(&'static str, &'static str)> {
    reported(kinds)
        .filter(|field| !region.shows(*field, vocabulary))
        .filter(|field| records.iter().any(|record| is_missed(record, *field)))
        .map(|field| (field.about().zh, field.about().en))
        .collect()
}

/// Whether a record has a value that should have a place: what a project says itself is not asked of its form.
fn is_missed(record: &Record<'_>, field: AnyField) -> bool {
    subject::said(record, field).is_some() && !is_said_nearer(record, field)
}

/// Whether a form's field is one that its project says as well, under the same label.
fn is_said_nearer(record: &Record<'_>, field: AnyField) -> bool {
    let AnyField::Form(form) = field else { return false };
    Project::all()
        .filter(|f| matches!(f, AnyField::Project(_)))
        .filter(|f| f.about().labels.iter().any(|label| form.about.labels.contains(label)))
        .any(|f| record.value(f).is_some())
}
