//! Projects and subtotals → rows of 项目 and 合计.

use rust_decimal::Decimal;

use crate::model::fields::Record;
use crate::model::notation::{Ordinal, place_to_cells};
use crate::model::standard::Worked;
use crate::model::{Form, Project, Review, StandardSheet, Subtotal};

use super::cells::cells;
use super::row::CellValue;

/// The fixed columns of a project.
pub(crate) fn fixed<'a>(
    file: &'a str,
    form: &'a Form,
    project: &'a Project,
    ordinal: &Ordinal,
    problems: usize,
    review: Option<&'a Review>,
) -> Vec<CellValue<'a>> {
    let (page, position) = place_to_cells(Some(ordinal), Some(&project.place));
    cells(StandardSheet::Projects.columns().iter(), Some(Record::Project(form, project)), |worked| match worked {
        Worked::File => CellValue::text(file),
        Worked::Indicators => CellValue::count(project.indicators.len()),
        Worked::ProblemCount => CellValue::count(problems),
        Worked::Conclusion => CellValue::optional(review.and_then(|r| r.conclusion.as_deref())),
        Worked::Opinion => CellValue::optional(review.and_then(|r| r.opinion.as_deref())),
        Worked::Page => CellValue::page(page.clone()),
        Worked::Position => CellValue::owned(position.clone()),
        _ => CellValue::Empty,
    })
}

/// The columns of a subtotal row.
pub(crate) fn subtotal<'a>(
    file: &'a str,
    form: &'a Form,
    subtotal: &'a Subtotal,
    ordinal: &Ordinal,
) -> Vec<CellValue<'a>> {
    let (page, position) = place_to_cells(Some(ordinal), subtotal.place.as_ref());
    cells(StandardSheet::Subtotals.all_columns(), Some(Record::Subtotal(form, subtotal)), |worked| match worked {
        Worked::File => CellValue::text(file),
        Worked::Difference => CellValue::decimal(difference(form, subtotal)),
        Worked::Page => CellValue::page(page.clone()),
        Worked::Position => CellValue::owned(position.clone()),
        _ => CellValue::Empty,
    })
}

/// What the printed total has over the sum of its projects: those of the agency the row names, else all.
fn difference(form: &Form, subtotal: &Subtotal) -> Option<Decimal> {
    let total = subtotal.amounts.total?;
    let named = |p: &&Project| p.budget_unit.as_deref() == Some(subtotal.label.as_str());
    let of_agency: Vec<_> = form.projects.iter().filter(named).collect();
    let summed: Vec<_> = if of_agency.is_empty() { form.projects.iter().collect() } else { of_agency };
    let sum = summed.iter().filter_map(|p| p.amounts.total).try_fold(Decimal::ZERO, Decimal::checked_add)?;
    total.checked_sub(sum)
}
