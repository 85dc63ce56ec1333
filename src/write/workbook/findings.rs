//! Findings → rows of 问题清单.

use crate::model::fields::Record;
use crate::model::labels::severity_to_text;
use crate::model::notation::{Ordinal, place_to_cells};
use crate::model::standard::Worked;
use crate::model::{Document, Finding, StandardSheet};

use super::cells::cells;
use super::row::CellValue;

/// The ordinal that says which record a finding is about: its form, project (0: the form itself) and indicator.
pub(crate) fn ordinal(finding: &Finding) -> Option<Ordinal> {
    let form = finding.form?;
    Some(match (finding.project, finding.indicator) {
        (None, None) => Ordinal::new(form, &[]),
        (Some(p), None) => Ordinal::new(form, &[p + 1]),
        (p, Some(i)) => Ordinal::new(form, &[p.map_or(0, |p| p + 1), i + 1]),
    })
}

/// The columns of a finding. `number` counts from 1 over the whole workbook, `link` is the address it leads to.
pub(crate) fn fixed<'a>(
    file: &'a str,
    document: &'a Document,
    finding: &'a Finding,
    number: usize,
    link: Option<String>,
) -> Vec<CellValue<'a>> {
    let (page, position) = place_to_cells(ordinal(finding).as_ref(), finding.place.as_ref());
    cells(StandardSheet::Findings.columns().iter(), record(document, finding), |worked| match worked {
        Worked::Number => CellValue::count(number),
        Worked::Severity => CellValue::text(severity_to_text(finding.severity)),
        Worked::Code => CellValue::text(&*finding.code.0),
        Worked::Message => CellValue::text(finding.message.as_str()),
        Worked::Quote => CellValue::optional(finding.quote.as_deref()),
        Worked::Suggestion => CellValue::optional(finding.suggestion.as_deref()),
        Worked::File => CellValue::text(file),
        Worked::Page => CellValue::page(page.clone()),
        Worked::Position => CellValue::owned(position.clone()),
        Worked::Link => CellValue::owned(link.clone()),
        _ => CellValue::Empty,
    })
}

/// The record that the finding is about, as far as it says.
fn record<'a>(document: &'a Document, finding: &Finding) -> Option<Record<'a>> {
    let form = document.forms.get(finding.form?)?;
    let project = finding.project.and_then(|p| form.projects.get(p));
    let indicators = project.map_or(&form.indicators, |p| &p.indicators);
    let indicator = finding.indicator.and_then(|i| indicators.get(i));
    Some(match (project, indicator) {
        (project, Some(indicator)) => Record::Indicator(form, project, indicator),
        (Some(project), None) => Record::Project(form, project),
        (None, None) => Record::Form(form),
    })
}
