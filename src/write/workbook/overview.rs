//! Forms → rows of 概览.

use rust_decimal::Decimal;

use crate::model::fields::Record;
use crate::model::labels::form_kind_to_text;
use crate::model::notation::place_to_cells;
use crate::model::standard::Worked;
use crate::model::{Document, Form, Severity, StandardSheet};

use super::cells::cells;
use super::levels::{ClassTally, classes};
use super::row::CellValue;

/// The fixed columns of a form.
pub(crate) fn fixed<'a>(file: &'a str, form: &'a Form, by_severity: [usize; 3]) -> Vec<CellValue<'a>> {
    let classes = classes(form);
    let mut tally = ClassTally::default();
    form.all_indicators().for_each(|(_, i)| tally.add(i));
    let [errors, warnings, hints] = by_severity;
    cells(StandardSheet::Overview.columns().iter(), Some(Record::Form(form)), |worked| match worked {
        Worked::File => CellValue::text(file),
        Worked::FormKind => CellValue::text(form_kind_to_text(form.kind)),
        Worked::FormPlace => place(form),
        Worked::Projects => CellValue::count(form.projects.len()),
        Worked::Level1Count => CellValue::count(classes.len()),
        Worked::Level2Count => CellValue::count(classes.iter().map(|c| c.below.len()).sum()),
        Worked::Money => CellValue::decimal(total(form)),
        Worked::Errors => CellValue::count(errors),
        Worked::Warnings => CellValue::count(warnings),
        Worked::Hints => CellValue::count(hints),
        worked => tally.value(worked),
    })
}

fn place(form: &Form) -> CellValue<'_> {
    match place_to_cells(None, Some(&form.place)) {
        (Some(page), Some(position)) => CellValue::text(format!("{page} {position}")),
        (page, position) => CellValue::page(page.or(position)),
    }
}

/// The money the form is about: the printed total of the list, else the sum of its projects; of a department its
/// income, which is the first group after the spending.
fn total(form: &Form) -> Option<Decimal> {
    if !form.kind.is_about_projects() {
        let income = form.budget.iter().filter(|l| l.group == crate::model::standard::INCOME);
        return sum(income.map(|l| l.amount));
    }
    let printed = form.subtotals.first().and_then(|s| s.amounts.total);
    printed.or_else(|| sum(form.projects.iter().map(|p| p.amounts.total)))
}

/// `None` where nothing is printed, or the sum has more digits than a sum of money has.
fn sum(amounts: impl Iterator<Item = Option<Decimal>>) -> Option<Decimal> {
    amounts.flatten().try_fold(None, |sum: Option<Decimal>, a| sum.unwrap_or_default().checked_add(a).map(Some))?
}

/// The number of errors, warnings and hints of each form.
pub(crate) fn count_by_severity(document: &Document) -> Vec<[usize; 3]> {
    let mut counts = vec![[0; 3]; document.forms.len()];
    for finding in &document.findings {
        if let Some(of_form) = finding.form.and_then(|f| counts.get_mut(f)) {
            of_form[severity_index(finding.severity)] += 1;
        }
    }
    counts
}

/// 0 for errors, 1 for warnings, 2 for hints.
pub(crate) const fn severity_index(severity: Severity) -> usize {
    match severity {
        Severity::Error => 0,
        Severity::Warning => 1,
        Severity::Info => 2,
    }
}
