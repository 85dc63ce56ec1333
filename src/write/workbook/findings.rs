//! Findings → rows of 问题清单.

use crate::model::labels::severity_to_text;
use crate::model::notation::{Ordinal, place_to_cells};
use crate::model::{Document, Finding};

use super::row::Value;

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
) -> Vec<Value<'a>> {
    let form = finding.form.and_then(|f| document.forms.get(f));
    let project = form.and_then(|f| f.projects.get(finding.project?));
    let indicators = project.map_or_else(|| form.map(|f| &f.indicators), |p| Some(&p.indicators));
    let indicator = indicators.and_then(|i| i.get(finding.indicator?));
    let (page, position) = place_to_cells(ordinal(finding).as_ref(), finding.place.as_ref());
    vec![
        Value::count(number),
        Value::text(severity_to_text(finding.severity)),
        Value::text(&*finding.code.0),
        Value::text(finding.message.as_str()),
        Value::optional(finding.quote.as_deref()),
        Value::optional(finding.suggestion.as_deref()),
        Value::text(file),
        Value::optional(form.and_then(|f| f.department.as_deref())),
        Value::optional(project.and_then(|p| p.name.as_deref())),
        Value::optional(indicator.and_then(|i| i.level3.as_deref())),
        Value::page(page),
        Value::owned(position),
        Value::owned(link),
    ]
}
