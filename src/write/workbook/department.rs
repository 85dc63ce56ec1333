//! The parts of a department form → rows of 部门预算, 重点任务 and 总体目标.

use crate::model::notation::{Ordinal, place_to_cells};
use crate::model::{BudgetLine, Form, Kind, Task};

use super::row::Value;

/// A printed amount.
pub(crate) fn budget<'a>(file: &'a str, form: &'a Form, line: &'a BudgetLine, ordinal: &Ordinal) -> Vec<Value<'a>> {
    let (page, position) = place_to_cells(Some(ordinal), line.place.as_ref());
    vec![
        Value::text(file),
        Value::optional(form.department.as_deref()),
        Value::text(line.group.as_str()),
        Value::text(line.label.as_str()),
        Value::decimal(line.amount),
        Value::page(page),
        Value::owned(position),
    ]
}

/// A task.
pub(crate) fn task<'a>(file: &'a str, form: &'a Form, task: &'a Task, ordinal: &Ordinal) -> Vec<Value<'a>> {
    let (page, position) = place_to_cells(Some(ordinal), task.place.as_ref());
    vec![
        Value::text(file),
        Value::optional(form.department.as_deref()),
        Value::optional(task.name.as_deref()),
        Value::optional(task.content.as_deref()),
        Value::decimal(task.funds),
        Value::optional(task.expected.as_deref()),
        Value::page(page),
        Value::owned(position),
    ]
}

/// Whether the form has a row in 总体目标.
pub(crate) fn has_goal(form: &Form) -> bool {
    form.kind == Kind::Department
}

/// The goal of a department form.
pub(crate) fn goal<'a>(file: &'a str, form: &'a Form) -> Vec<Value<'a>> {
    vec![
        Value::text(file),
        Value::optional(form.department.as_deref()),
        form.year.map_or(Value::Empty, |y| Value::Number(f64::from(y))),
        Value::optional(form.overall_goal.as_deref()),
        Value::optional(form.other_tasks.as_deref()),
        notes(form),
    ]
}

/// The notes of a form, one a line.
pub(crate) fn notes(form: &Form) -> Value<'_> {
    Value::text(form.notes.join("\n"))
}
