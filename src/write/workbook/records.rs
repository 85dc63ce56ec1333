//! Which record, and which of its cells, a finding is about.

use std::collections::BTreeMap;

use crate::model::fields::Record;
use crate::model::notation::place_to_key;
use crate::model::standard::{ColumnContent, StandardColumn, Worked};
use crate::model::{Document, Finding, Form, RecordId, Severity, StandardSheet};

use super::row::{CellValue, Mark};

/// Text that was recognised less surely than this, of 1, is to be doubted, as its numbers are.
const SURE: f64 = 0.85;

/// The sheet that has a row for the record.
pub(crate) const fn sheet_of(record: RecordId) -> StandardSheet {
    match record {
        RecordId::Source => StandardSheet::Sources,
        RecordId::Form(_) => StandardSheet::Overview,
        RecordId::Goal(_) => StandardSheet::Goals,
        RecordId::Subtotal(..) => StandardSheet::Subtotals,
        RecordId::Project(..) => StandardSheet::Projects,
        RecordId::Indicator(..) => StandardSheet::Level3,
        RecordId::Budget(..) => StandardSheet::Budget,
        RecordId::Task(..) => StandardSheet::Tasks,
        RecordId::Finding(_) => StandardSheet::Findings,
    }
}

/// The column that leads to 问题清单; where there is none the cell in question itself does.
pub(crate) fn link_column(record: RecordId) -> Option<usize> {
    match record {
        RecordId::Indicator(..) => sheet_of(record).column("问题"),
        RecordId::Project(..) => sheet_of(record).column("问题数"),
        _ => None,
    }
}

/// The record of each finding, in order.
pub(crate) fn record_of(document: &Document) -> Vec<RecordId> {
    let mut by_place: Option<BTreeMap<(usize, String), RecordId>> = None;
    let mut records = Vec::with_capacity(document.findings.len());
    for finding in &document.findings {
        records.push(indexed(document, finding).unwrap_or_else(|| {
            let Some((f, form)) = finding.form.and_then(|f| Some((f, document.forms.get(f)?))) else {
                return RecordId::Source;
            };
            let places = by_place.get_or_insert_with(|| places(document));
            let key = finding.place.as_ref().map(|p| (f, place_to_key(Some(p))));
            key.and_then(|k| places.get(&k).copied()).unwrap_or_else(|| quoted(f, form, finding))
        }));
    }
    records
}

/// The project or indicator that the finding names.
fn indexed(document: &Document, finding: &Finding) -> Option<RecordId> {
    let f = finding.form?;
    match Record::of_finding(document, finding)? {
        Record::Indicator(_, Some(_), _) => Some(RecordId::Indicator(f, finding.project, finding.indicator?)),
        Record::Indicator(_, None, _) => Some(RecordId::Indicator(f, None, finding.indicator?)),
        Record::Project(..) => Some(RecordId::Project(f, finding.project?)),
        _ => None,
    }
}

fn places(document: &Document) -> BTreeMap<(usize, String), RecordId> {
    let mut places = BTreeMap::new();
    for (f, form) in document.forms.iter().enumerate() {
        let budget = form.budget.iter().enumerate().map(|(n, l)| (l.place.as_ref(), RecordId::Budget(f, n)));
        let tasks = form.tasks.iter().enumerate().map(|(n, t)| (t.place.as_ref(), RecordId::Task(f, n)));
        let subtotals = form.subtotals.iter().enumerate().map(|(n, s)| (s.place.as_ref(), RecordId::Subtotal(f, n)));
        for (place, record) in budget.chain(tasks).chain(subtotals) {
            if let Some(place) = place {
                places.entry((f, place_to_key(Some(place)))).or_insert(record);
            }
        }
    }
    places
}

/// A finding about the form as a whole: its goal where the text in question stands there.
fn quoted(f: usize, form: &Form, finding: &Finding) -> RecordId {
    let quote = finding.quote.as_deref().filter(|q| !q.is_empty());
    match (quote, &form.overall_goal) {
        (Some(quote), Some(goal)) if super::department::has_goal(form) && goal.contains(quote) => RecordId::Goal(f),
        _ => RecordId::Form(f),
    }
}

/// The fields of a record that findings mostly speak of; the first is the one meant where no text says which.
const fn telling(sheet: StandardSheet) -> &'static [&'static str] {
    match sheet {
        StandardSheet::Overview => &["title"],
        StandardSheet::Projects => &["name", "goal", "indicators_text", "budget_unit"],
        StandardSheet::Level3 => &["level3", "annual_target", "period_target", "actual"],
        StandardSheet::Budget => &["amount", "label"],
        StandardSheet::Tasks => &["name", "content", "expected"],
        StandardSheet::Goals => &["overall_goal", "other_tasks"],
        StandardSheet::Subtotals => &["amounts.total"],
        _ => &[],
    }
}

/// The columns a finding may be about: of telling fields, then of all others that every workbook shows, then the form's sum.
fn candidates(sheet: StandardSheet) -> Vec<usize> {
    let own = |column: &StandardColumn| match column.content {
        ColumnContent::Own(field) => Some(field.about().json),
        _ => None,
    };
    let columns = sheet.columns();
    let told = telling(sheet).iter().filter_map(|json| columns.iter().position(|c| own(c) == Some(*json)));
    let mut found: Vec<usize> = told.collect();
    let others = columns.iter().enumerate().filter(|(_, c)| own(c).is_some()).map(|(n, _)| n);
    let sum = columns.iter().position(|c| matches!(c.content, ColumnContent::Worked(Worked::Money)));
    for column in others.chain(sum) {
        if !found.contains(&column) {
            found.push(column);
        }
    }
    found
}

/// The column of the cell that holds the text in question: it alone, else as part of the shortest text that has it.
pub(crate) fn column_of(sheet: StandardSheet, values: &[CellValue<'_>], finding: &Finding) -> usize {
    let columns = candidates(sheet);
    let columns = || columns.iter().copied();
    let default = columns().next().unwrap_or_default();
    let Some(quote) = finding.quote.as_deref().map(str::trim).filter(|q| !q.is_empty()) else { return default };
    let number: Option<f64> = quote.replace(',', "").parse().ok();
    let exact = columns().find(|c| match &values[*c] {
        CellValue::Text(text) => text == quote,
        CellValue::Number(n) => number.is_some_and(|q| q.total_cmp(n).is_eq()),
        CellValue::Empty => false,
    });
    let holding = columns().filter_map(|c| Some((values[c].as_text()?, c))).filter(|(text, _)| text.contains(quote));
    exact.or_else(|| holding.min_by_key(|(text, _)| text.len()).map(|(_, c)| c)).unwrap_or(default)
}

/// The tint of doubt of a record that was not surely recognised, on the column that says how surely.
pub(crate) fn unsure(sheet: StandardSheet, values: &[CellValue<'_>]) -> Option<Mark> {
    let mut columns = sheet.all_columns();
    let column = columns
        .position(|column| matches!(column.content, ColumnContent::Own(field) if field.about().json == "confidence"))?;
    let Some(CellValue::Number(sure)) = values.get(column) else { return None };
    (*sure < SURE).then(|| Mark { column, severity: Some(Severity::Warning), note: String::new() })
}
