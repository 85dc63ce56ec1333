//! A document → the rows of a table.

use rust_decimal::Decimal;

use super::row::{DataSource, FailedInput};
use super::table::DataTable;
use crate::model::fields::{AnyField, FieldValue, Holds, Record, Registered as _};
use crate::model::{Document, Finding, Form, Place, Project};

/// A row: a record with its keys.
#[derive(Debug, Clone, Copy)]
pub struct DataRow<'d> {
    /// What it comes from.
    pub(super) source: DataSource<'d>,
    /// Index of the form in the document.
    pub(super) form: Option<usize>,
    /// Index of the project in the form.
    pub(super) project: Option<usize>,
    /// Index of the record in the form, or of the indicator in its project; of a finding the index of the indicator it is about.
    pub(super) number: Option<usize>,
    pub(super) content: RowContent<'d>,
}

/// What a row holds.
#[derive(Debug, Clone, Copy)]
pub(super) enum RowContent<'d> {
    /// The document as a whole.
    Whole,
    /// A record.
    Record(Record<'d>),
    /// An amount of a project.
    Amount(&'d Form, &'d Project, AnyField, Decimal),
    /// A finding, and its index in the document.
    Finding(&'d Finding, usize),
}

impl<'d> DataRow<'d> {
    fn of(document: &'d Document, form: usize, content: Record<'d>) -> Self {
        let content = RowContent::Record(content);
        Self { source: DataSource::Document(document), form: Some(form), project: None, number: None, content }
    }

    fn at(self, number: usize) -> Self {
        Self { number: Some(number), ..self }
    }

    fn of_project(self, project: Option<usize>) -> Self {
        Self { project, ..self }
    }

    /// The document; none of an input that could not be read.
    pub(super) fn document(&self) -> Option<&'d Document> {
        match self.source {
            DataSource::Document(document) => Some(document),
            DataSource::Failed(_) => None,
        }
    }

    pub(super) fn failed(&self) -> Option<&'d FailedInput> {
        match self.source {
            DataSource::Document(_) => None,
            DataSource::Failed(failed) => Some(failed),
        }
    }

    /// What the record, or what it belongs to, says in a field.
    pub(super) fn field(&self, field: AnyField) -> Option<FieldValue<'d>> {
        match self.content {
            RowContent::Record(record) => record.value(field),
            RowContent::Amount(form, project, ..) => Record::Project(form, project).value(field),
            RowContent::Whole | RowContent::Finding(..) => None,
        }
    }

    /// The form it is or belongs to.
    pub(super) fn own_form(&self) -> Option<&'d Form> {
        match self.content {
            RowContent::Record(record) => Some(record.form()),
            RowContent::Amount(form, ..) => Some(form),
            RowContent::Whole | RowContent::Finding(..) => None,
        }
    }

    /// Where it is printed.
    pub(super) fn place(&self) -> Option<&'d Place> {
        match self.content {
            RowContent::Whole => None,
            RowContent::Amount(_, project, ..) => Some(&project.place),
            RowContent::Finding(finding, _) => finding.place.as_ref(),
            RowContent::Record(record) => match record {
                Record::Form(form) => Some(&form.place),
                Record::Project(_, project) => Some(&project.place),
                Record::Indicator(.., indicator) => Some(&indicator.place),
                Record::Task(_, task) => task.place.as_ref(),
                Record::Budget(_, line) => line.place.as_ref(),
                Record::Subtotal(_, subtotal) => subtotal.place.as_ref(),
            },
        }
    }
}

/// The rows of a table, in the order of the document.
#[must_use]
pub fn rows(table: DataTable, source: DataSource<'_>) -> Vec<DataRow<'_>> {
    let whole = DataRow { source, form: None, project: None, number: None, content: RowContent::Whole };
    let document = match source {
        DataSource::Document(document) => document,
        DataSource::Failed(_) if table == DataTable::Documents => return vec![whole],
        DataSource::Failed(_) => return Vec::new(),
    };
    let mut rows = Vec::new();
    match table {
        DataTable::Documents => rows.push(whole),
        DataTable::Findings => rows.extend(document.findings.iter().enumerate().map(|(number, finding)| DataRow {
            source,
            form: finding.form,
            project: finding.project,
            number: finding.indicator,
            content: RowContent::Finding(finding, number),
        })),
        _ => {
            for (number, form) in document.forms.iter().enumerate() {
                add_of_form(table, document, number, form, &mut rows);
            }
        }
    }
    rows
}

/// Adds the rows of a form.
fn add_of_form<'d>(table: DataTable, document: &'d Document, at: usize, form: &'d Form, rows: &mut Vec<DataRow<'d>>) {
    match table {
        DataTable::Documents | DataTable::Findings => {}
        DataTable::Forms => rows.push(DataRow::of(document, at, Record::Form(form))),
        DataTable::Projects => {
            for (n, project) in form.projects.iter().enumerate() {
                rows.push(DataRow::of(document, at, Record::Project(form, project)).of_project(Some(n)));
            }
        }
        DataTable::Amounts => {
            for (n, project) in form.projects.iter().enumerate() {
                let row = DataRow::of(document, at, Record::Project(form, project)).of_project(Some(n));
                add_amounts(row, form, project, rows);
            }
        }
        DataTable::Subtotals => {
            for (n, subtotal) in form.subtotals.iter().enumerate() {
                rows.push(DataRow::of(document, at, Record::Subtotal(form, subtotal)).at(n));
            }
        }
        DataTable::Budget => {
            for (n, line) in form.budget.iter().enumerate() {
                rows.push(DataRow::of(document, at, Record::Budget(form, line)).at(n));
            }
        }
        DataTable::Tasks => {
            for (n, task) in form.tasks.iter().enumerate() {
                rows.push(DataRow::of(document, at, Record::Task(form, task)).at(n));
            }
        }
        DataTable::Indicators => {
            for (n, indicator) in form.indicators.iter().enumerate() {
                rows.push(DataRow::of(document, at, Record::Indicator(form, None, indicator)).at(n));
            }
            for (p, project) in form.projects.iter().enumerate() {
                for (n, indicator) in project.indicators.iter().enumerate() {
                    let row = DataRow::of(document, at, Record::Indicator(form, Some(project), indicator));
                    rows.push(row.of_project(Some(p)).at(n));
                }
            }
        }
    }
}

/// A row for each sum of money that a project says.
fn add_amounts<'d>(row: DataRow<'d>, form: &'d Form, project: &'d Project, rows: &mut Vec<DataRow<'d>>) {
    for field in Project::all().filter(|field| field.about().holds == Holds::Amount) {
        if let Some(FieldValue::Number(amount)) = row.field(field) {
            rows.push(DataRow { content: RowContent::Amount(form, project, field, amount), ..row });
        }
    }
}
