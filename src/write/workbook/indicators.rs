//! Indicators → rows of 三级指标.

use crate::model::labels::kind_to_text;
use crate::model::notation::{Ordinal, parts_to_text, place_to_cells};
use crate::model::standard::PARTIAL;
use crate::model::{Form, Indicator, Review, Target, TargetKind};

use super::row::Value;

/// The target that 符号, 数值, 单位 and 类型 describe: the annual one, or the first there is.
pub(crate) fn main_target(indicator: &Indicator) -> Option<&Target> {
    indicator.annual_target.as_ref().or(indicator.period_target.as_ref()).or(indicator.actual.as_ref())
}

/// Whether the indicator counts as quantitative.
pub(crate) fn is_quantitative(indicator: &Indicator) -> bool {
    main_target(indicator).is_some_and(|t| t.kind == TargetKind::Quantitative)
}

/// The fixed columns of an indicator.
pub(crate) fn fixed<'a>(
    file: &'a str,
    form: &'a Form,
    project: Option<usize>,
    indicator: &'a Indicator,
    ordinal: &Ordinal,
    problems: &[&str],
    review: Option<&'a Review>,
) -> Vec<Value<'a>> {
    let project = project.and_then(|p| form.projects.get(p));
    let main = main_target(indicator);
    let (page, position) = place_to_cells(Some(ordinal), Some(&indicator.place));
    let mut problem = if indicator.partial { PARTIAL.to_owned() } else { String::new() };
    problem.push_str(&problems.join("；"));
    vec![
        Value::text(file),
        Value::optional(form.department.as_deref()),
        Value::optional(project.and_then(|p| p.budget_unit.as_deref())),
        Value::optional(project.and_then(|p| p.name.as_deref())),
        Value::optional(indicator.seq.as_deref()),
        Value::optional(indicator.level1.as_deref()),
        Value::optional(indicator.level2.as_deref()),
        Value::optional(indicator.level3.as_deref()),
        Value::optional(indicator.period_target.as_ref().map(|t| t.raw.as_str())),
        Value::optional(indicator.annual_target.as_ref().map(|t| t.raw.as_str())),
        Value::optional(main.and_then(|t| t.operator).map(crate::model::Operator::sign)),
        Value::decimal(main.and_then(|t| t.value)),
        Value::optional(main.and_then(|t| t.unit.as_deref())),
        Value::optional(main.map(|t| kind_to_text(t.kind))),
        Value::optional(indicator.actual.as_ref().map(|t| t.raw.as_str())),
        Value::decimal(indicator.weight),
        Value::decimal(indicator.points),
        Value::decimal(indicator.score),
        Value::optional(indicator.remark.as_deref()),
        Value::text(problem),
        Value::page(page),
        Value::owned(position),
        Value::optional(review.and_then(|r| r.conclusion.as_deref())),
        Value::optional(review.and_then(|r| r.opinion.as_deref())),
    ]
}

/// The extra columns: what the targets that 符号 … 类型 do not describe say.
pub(crate) fn extra(indicator: &Indicator) -> Vec<Value<'_>> {
    let main = main_target(indicator);
    let mut values = vec![parts(main)];
    for target in [&indicator.period_target, &indicator.actual] {
        // A target that says the same as the main one, or is the main one, needs no columns of its own.
        let own = target.as_ref().filter(|t| Some(*t) != main);
        values.extend([
            Value::optional(own.and_then(|t| t.operator).map(crate::model::Operator::sign)),
            Value::decimal(own.and_then(|t| t.value)),
            Value::optional(own.and_then(|t| t.unit.as_deref())),
            Value::optional(own.map(|t| kind_to_text(t.kind))),
            parts(own),
        ]);
    }
    values
}

fn parts(target: Option<&Target>) -> Value<'static> {
    Value::owned(target.filter(|t| !t.parts.is_empty()).map(|t| parts_to_text(&t.parts)))
}
