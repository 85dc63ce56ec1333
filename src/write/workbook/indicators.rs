//! Indicators → rows of 三级指标.

use crate::model::fields::{Record, main_target};
use crate::model::notation::{Ordinal, place_to_cells};
use crate::model::standard::{PARTIAL, Worked};
use crate::model::{Indicator, Review, StandardSheet, TargetKind};

use super::cells::cells;
use super::row::CellValue;

/// Whether the indicator counts as quantitative.
pub(crate) fn is_quantitative(indicator: &Indicator) -> bool {
    main_target(indicator).is_some_and(|t| t.kind == TargetKind::Quantitative)
}

/// The fixed columns of an indicator.
pub(crate) fn fixed<'a>(
    file: &'a str,
    record: Record<'a>,
    indicator: &'a Indicator,
    ordinal: &Ordinal,
    problems: &[&str],
    review: Option<&'a Review>,
) -> Vec<CellValue<'a>> {
    let (page, position) = place_to_cells(Some(ordinal), Some(&indicator.place));
    let mut problem = if indicator.partial { PARTIAL.to_owned() } else { String::new() };
    problem.push_str(&problems.join("；"));
    cells(StandardSheet::Level3.columns().iter(), Some(record), |worked| match worked {
        Worked::File => CellValue::text(file),
        Worked::Problems => CellValue::text(problem.clone()),
        Worked::Page => CellValue::page(page.clone()),
        Worked::Position => CellValue::owned(position.clone()),
        Worked::Conclusion => CellValue::optional(review.and_then(|r| r.conclusion.as_deref())),
        Worked::Opinion => CellValue::optional(review.and_then(|r| r.opinion.as_deref())),
        _ => CellValue::Empty,
    })
}
