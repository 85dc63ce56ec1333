//! Indicators → rows of 三级指标.

use crate::model::fields::{Record, main_target};
use crate::model::notation::{Ordinal, place_to_cells};
use crate::model::standard::{PARTIAL, Worked};
use crate::model::{Indicator, Review, StandardSheet, TargetKind};

use super::cells::cells;
use super::row::Value;

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
) -> Vec<Value<'a>> {
    let (page, position) = place_to_cells(Some(ordinal), Some(&indicator.place));
    let mut problem = if indicator.partial { PARTIAL.to_owned() } else { String::new() };
    problem.push_str(&problems.join("；"));
    cells(StandardSheet::Level3.columns().iter(), Some(record), |worked| match worked {
        Worked::File => Value::text(file),
        Worked::Problems => Value::text(problem.clone()),
        Worked::Page => Value::page(page.clone()),
        Worked::Position => Value::owned(position.clone()),
        Worked::Conclusion => Value::optional(review.and_then(|r| r.conclusion.as_deref())),
        Worked::Opinion => Value::optional(review.and_then(|r| r.opinion.as_deref())),
        _ => Value::Empty,
    })
}
