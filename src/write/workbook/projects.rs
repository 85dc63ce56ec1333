//! Projects and subtotals → rows of 项目 and 合计.

use rust_decimal::Decimal;

use crate::model::notation::{Ordinal, place_to_cells};
use crate::model::{Amounts, Form, Project, Subtotal};

use super::row::Value;

/// The fixed columns of a project.
pub(crate) fn fixed<'a>(
    file: &'a str,
    form: &'a Form,
    project: &'a Project,
    ordinal: &Ordinal,
    problems: usize,
) -> Vec<Value<'a>> {
    let (page, position) = place_to_cells(Some(ordinal), Some(&project.place));
    let [total, fiscal, special, other] = amounts(Some(&project.amounts));
    vec![
        Value::text(file),
        Value::optional(form.department.as_deref()),
        Value::optional(project.department.as_deref()),
        Value::optional(project.budget_unit.as_deref()),
        Value::optional(project.name.as_deref()),
        total,
        fiscal,
        special,
        other,
        Value::optional(project.goal.as_deref()),
        Value::optional(project.indicators_text.as_deref()),
        Value::count(project.indicators.len()),
        Value::count(problems),
        Value::page(page),
        Value::owned(position),
    ]
}

/// The extra columns of a project: whole-project goal and amounts, the funds row of a self-evaluation.
pub(crate) fn extra(project: &Project) -> Vec<Value<'_>> {
    let mut values = vec![Value::optional(project.goal_period.as_deref())];
    values.extend(amounts(project.amounts_period.as_ref()));
    let e = project.execution.unwrap_or_default();
    let execution = [e.initial, e.budget, e.spent, e.points, e.rate, e.score, e.total_points, e.total_score];
    values.extend(execution.map(Value::decimal));
    values
}

fn amounts(amounts: Option<&Amounts>) -> [Value<'static>; 4] {
    let a = amounts.copied().unwrap_or_default();
    [a.total, a.fiscal, a.special_account, a.other].map(Value::decimal)
}

/// The fixed columns of a subtotal row.
pub(crate) fn subtotal<'a>(file: &'a str, form: &Form, subtotal: &'a Subtotal) -> Vec<Value<'a>> {
    let [total, fiscal, special, other] = amounts(Some(&subtotal.amounts));
    let difference = Value::decimal(difference(form, subtotal));
    vec![Value::text(file), Value::text(subtotal.label.as_str()), total, fiscal, special, other, difference]
}

/// The extra columns of a subtotal row: its place.
pub(crate) fn subtotal_extra(subtotal: &Subtotal, ordinal: &Ordinal) -> Vec<Value<'static>> {
    let (page, position) = place_to_cells(Some(ordinal), subtotal.place.as_ref());
    vec![Value::page(page), Value::owned(position)]
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
