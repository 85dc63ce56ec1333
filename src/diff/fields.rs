//! Forms, projects and indicators as named fields.

use rust_decimal::Decimal;

use crate::model::amounts::Amounts;
use crate::model::{Form, Indicator, Project, Target};

/// Names as in the JSON, and contents; `None` for an empty field.
pub(super) type Fields = Vec<(String, Option<String>)>;

fn text(text: Option<&str>) -> Option<String> {
    text.map(str::trim).filter(|t| !t.is_empty()).map(str::to_owned)
}

fn number(number: Option<Decimal>) -> Option<String> {
    number.map(|n| n.normalize().to_string())
}

fn target(target: Option<&Target>) -> Option<String> {
    text(target.map(|t| t.raw.as_str()))
}

fn amounts(fields: &mut Fields, name: &str, amounts: Option<&Amounts>) {
    let Some(amounts) = amounts else { return };
    let columns = [
        ("total", amounts.total),
        ("fiscal", amounts.fiscal),
        ("special_account", amounts.special_account),
        ("other", amounts.other),
    ];
    fields.extend(columns.into_iter().map(|(column, amount)| (format!("{name}.{column}"), number(amount))));
}

/// The head of a form, its subtotals, budget lines and tasks.
pub(super) fn form_fields(form: &Form) -> Fields {
    let mut fields: Fields = vec![
        ("title".into(), text(form.title.as_deref())),
        ("department".into(), text(form.department.as_deref())),
        ("year".into(), form.year.map(|y| y.to_string())),
        ("unit".into(), text(form.unit.as_deref())),
        ("notes".into(), text(Some(&form.notes.join("\n")))),
        ("overall_goal".into(), text(form.overall_goal.as_deref())),
        ("other_tasks".into(), text(form.other_tasks.as_deref())),
    ];
    for subtotal in &form.subtotals {
        amounts(&mut fields, &format!("subtotals.{}", subtotal.label), Some(&subtotal.amounts));
    }
    for line in &form.budget {
        fields.push((format!("budget.{}.{}", line.group, line.label), number(line.amount)));
    }
    for task in &form.tasks {
        let name = task.name.as_deref().unwrap_or("");
        let name: String = name.chars().filter(|c| !c.is_whitespace()).collect();
        fields.push((format!("tasks.{name}.content"), text(task.content.as_deref())));
        fields.push((format!("tasks.{name}.funds"), number(task.funds)));
        fields.push((format!("tasks.{name}.expected"), text(task.expected.as_deref())));
    }
    fields
}

/// A project without its indicators.
pub(super) fn project_fields(project: &Project) -> Fields {
    let mut fields: Fields = vec![
        ("department".into(), text(project.department.as_deref())),
        ("budget_unit".into(), text(project.budget_unit.as_deref())),
        ("name".into(), text(project.name.as_deref())),
        ("goal".into(), text(project.goal.as_deref())),
        ("goal_period".into(), text(project.goal_period.as_deref())),
    ];
    amounts(&mut fields, "amounts", Some(&project.amounts));
    amounts(&mut fields, "amounts_period", project.amounts_period.as_ref());
    if let Some(execution) = &project.execution {
        let columns = [
            ("initial", execution.initial),
            ("budget", execution.budget),
            ("spent", execution.spent),
            ("points", execution.points),
            ("rate", execution.rate),
            ("score", execution.score),
            ("total_points", execution.total_points),
            ("total_score", execution.total_score),
        ];
        fields.extend(columns.into_iter().map(|(column, value)| (format!("execution.{column}"), number(value))));
    }
    fields
}

/// An indicator.
pub(super) fn indicator_fields(indicator: &Indicator) -> Fields {
    vec![
        ("seq".into(), text(indicator.seq.as_deref())),
        ("level1".into(), text(indicator.level1.as_deref())),
        ("level2".into(), text(indicator.level2.as_deref())),
        ("level3".into(), text(indicator.level3.as_deref())),
        ("period_target".into(), target(indicator.period_target.as_ref())),
        ("annual_target".into(), target(indicator.annual_target.as_ref())),
        ("actual".into(), target(indicator.actual.as_ref())),
        ("points".into(), number(indicator.points)),
        ("score".into(), number(indicator.score)),
        ("weight".into(), number(indicator.weight)),
        ("remark".into(), text(indicator.remark.as_deref())),
    ]
}
