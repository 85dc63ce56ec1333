//! The records of forms with their values, as the register of fields lists them, and where each is printed.

use crate::model::fields::{AnyField, Holds, Record, all};
use crate::model::{Form, Place};
use crate::write::review::content::{FieldNames, RecordKey, ShownRecord, ShownValue};

use super::locate::{LastLetters, Places, Wanted};
use super::sites::Site;

/// The names of all fields, in the order of the register.
pub(super) fn fields() -> Vec<FieldNames> {
    all().map(field_names).collect()
}

fn field_names(field: AnyField) -> FieldNames {
    let about = field.about();
    let number = matches!(about.holds, Holds::Amount | Holds::Count | Holds::Share | Holds::Number);
    FieldNames { record: record_name(field), json: about.json, zh: about.zh, en: about.en, number }
}

const fn record_name(field: AnyField) -> &'static str {
    match field {
        AnyField::Form(_) => "form",
        AnyField::Project(_) => "project",
        AnyField::Indicator(_) => "indicator",
        AnyField::Task(_) => "task",
        AnyField::Budget(_) => "budget",
        AnyField::Subtotal(_) => "subtotal",
    }
}

/// All records with their values and where these are.
pub(super) fn of(forms: &[Form], sites: &[Site]) -> Vec<ShownRecord> {
    let places = Places::new(sites);
    let fields: Vec<AnyField> = all().collect();
    let mut shown = Vec::new();
    for (number, form) in forms.iter().enumerate() {
        let mut show = |id: RecordKey, record: Record<'_>, place: Option<&Place>| {
            shown.push(to_shown(id, record, place, &fields, &places));
        };
        show(RecordKey { form: number, project: None, own: None }, Record::Form(form), Some(&form.place));
        for (n, line) in form.budget.iter().enumerate() {
            show(RecordKey::of_form(number, "budget", n), Record::Budget(form, line), line.place.as_ref());
        }
        for (n, task) in form.tasks.iter().enumerate() {
            show(RecordKey::of_form(number, "task", n), Record::Task(form, task), task.place.as_ref());
        }
        for (n, subtotal) in form.subtotals.iter().enumerate() {
            show(RecordKey::of_form(number, "subtotal", n), Record::Subtotal(form, subtotal), subtotal.place.as_ref());
        }
        for (n, indicator) in form.indicators.iter().enumerate() {
            show(
                RecordKey::of_form(number, "indicator", n),
                Record::Indicator(form, None, indicator),
                Some(&indicator.place),
            );
        }
        for (p, project) in form.projects.iter().enumerate() {
            let id = RecordKey { form: number, project: Some(p), own: None };
            show(id, Record::Project(form, project), Some(&project.place));
            for (n, indicator) in project.indicators.iter().enumerate() {
                let id = RecordKey { own: Some(("indicator", n)), ..id };
                show(id, Record::Indicator(form, Some(project), indicator), Some(&indicator.place));
            }
        }
    }
    shown
}

fn to_shown(
    id: RecordKey,
    record: Record<'_>,
    place: Option<&Place>,
    fields: &[AnyField],
    places: &Places<'_>,
) -> ShownRecord {
    let kind = kind_of(&record);
    let mut cursor = LastLetters::new();
    let mut values = Vec::new();
    for (number, field) in fields.iter().enumerate().filter(|(_, f)| record_name(**f) == kind && is_printed(**f)) {
        let Some(value) = record.value(*field) else { continue };
        let text = value.into_text();
        let about = field.about();
        let wanted = Wanted { form: id.form, place, roles: about.labels, json: about.json, text: &text };
        let found = places.find(&wanted, &mut cursor);
        values.push(ShownValue { field: number, text: text.into_owned(), at: found.at, exact: found.exact });
    }
    ShownRecord { id, kind, place: place.cloned(), values }
}

/// Whether a field is printed anywhere: counts are this program's own.
fn is_printed(field: AnyField) -> bool {
    field.about().holds != Holds::Count
}

const fn kind_of(record: &Record<'_>) -> &'static str {
    match record {
        Record::Form(_) => "form",
        Record::Project(..) => "project",
        Record::Indicator(..) => "indicator",
        Record::Task(..) => "task",
        Record::Budget(..) => "budget",
        Record::Subtotal(..) => "subtotal",
    }
}
