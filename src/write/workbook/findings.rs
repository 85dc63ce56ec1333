//! Findings → rows of 问题清单.

use crate::model::fields::Record;
use crate::model::labels::severity_to_text;
use crate::model::notation::{Ordinal, place_to_cells};
use crate::model::standard::{ColumnContent, Worked};
use crate::model::{Document, Finding, Review, StandardSheet};

use super::cells::cells;
use super::row::{CellRef, CellValue, Mark, SheetRow};

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
    review: Option<&'a Review>,
) -> Vec<CellValue<'a>> {
    let (page, position) = place_to_cells(ordinal(finding).as_ref(), finding.place.as_ref());
    cells(StandardSheet::Findings.columns().iter(), Record::of_finding(document, finding), |worked| match worked {
        Worked::Number => CellValue::count(number),
        Worked::Severity => CellValue::text(severity_to_text(finding.severity)),
        Worked::RuleName => CellValue::text(crate::findings::name_of(&finding.code)),
        Worked::Code => CellValue::text(&*finding.code.0),
        Worked::Conclusion => CellValue::optional(review.and_then(|r| r.conclusion.as_deref())),
        Worked::Opinion => CellValue::optional(review.and_then(|r| r.opinion.as_deref())),
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

/// The name of the indicator or project that the finding is about, where it says.
pub(crate) fn about<'a>(document: &'a Document, finding: &Finding) -> Option<&'a str> {
    match Record::of_finding(document, finding)? {
        Record::Indicator(_, project, indicator) => {
            indicator.level3.as_deref().or_else(|| project.and_then(|p| p.name.as_deref()))
        }
        Record::Project(_, project) => project.name.as_deref(),
        _ => None,
    }
}

/// The row of a finding: its severity tinted, its code in a note, its link to the cell it is about.
pub(crate) fn row<'a>(values: Vec<CellValue<'a>>, finding: &Finding, cell: Option<CellRef>) -> SheetRow<'a> {
    let mut row = SheetRow::from(values);
    let severity = Some(finding.severity);
    row.marks.extend(column_of(Worked::Severity).map(|column| Mark { column, severity, note: String::new() }));
    let code = finding.code.0.to_string();
    row.marks.extend(column_of(Worked::RuleName).map(|column| Mark { column, severity: None, note: code }));
    row.links.extend(column_of(Worked::Link).zip(cell));
    row
}

fn column_of(what: Worked) -> Option<usize> {
    let mut columns = StandardSheet::Findings.columns().iter();
    columns.position(|column| matches!(column.content, ColumnContent::Worked(worked) if worked == what))
}
