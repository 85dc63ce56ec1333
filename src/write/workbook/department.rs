//! The parts of a department form → rows of 部门预算, 重点任务 and 总体目标.

use crate::model::fields::Record;
use crate::model::notation::{Ordinal, place_to_cells};
use crate::model::standard::Worked;
use crate::model::{Form, Place, Review, StandardSheet};

use super::cells::cells;
use super::row::CellValue;

/// A printed amount or a task: the columns of its fields, and its place.
pub(crate) fn placed<'a>(
    file: &'a str,
    sheet: StandardSheet,
    record: Record<'a>,
    ordinal: &Ordinal,
    place: Option<&Place>,
    review: Option<&'a Review>,
) -> Vec<CellValue<'a>> {
    let (page, position) = place_to_cells(Some(ordinal), place);
    cells(sheet.columns().iter(), Some(record), |worked| match worked {
        Worked::File => CellValue::text(file),
        Worked::Page => CellValue::page(page.clone()),
        Worked::Position => CellValue::owned(position.clone()),
        Worked::Conclusion => CellValue::optional(review.and_then(|r| r.conclusion.as_deref())),
        Worked::Opinion => CellValue::optional(review.and_then(|r| r.opinion.as_deref())),
        _ => CellValue::Empty,
    })
}

/// Whether the form has a row in 总体目标.
pub(crate) fn has_goal(form: &Form) -> bool {
    !form.kind.is_about_projects()
}

/// The goal of a department form.
pub(crate) fn goal<'a>(file: &'a str, form: &'a Form, review: Option<&'a Review>) -> Vec<CellValue<'a>> {
    cells(StandardSheet::Goals.columns().iter(), Some(Record::Form(form)), |worked| match worked {
        Worked::File => CellValue::text(file),
        Worked::Conclusion => CellValue::optional(review.and_then(|r| r.conclusion.as_deref())),
        Worked::Opinion => CellValue::optional(review.and_then(|r| r.opinion.as_deref())),
        _ => CellValue::Empty,
    })
}
