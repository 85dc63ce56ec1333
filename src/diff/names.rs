//! The Chinese names of the fields that changes are about, as the standard workbook calls them.

use crate::model::fields::{AnyField, Registered};
use crate::model::{Form, Indicator, Project, Subtotal, Task};

/// What a field of a change is called: `amounts.total` is 总计, `subtotals.合计.total` is 合计：总计. A name nobody knows stays.
///
/// # Example
/// ```
/// assert_eq!(jixiao::diff::field_to_text("amounts_period.other"), "实施周期其他资金");
/// ```
#[must_use]
pub fn field_to_text(field: &str) -> String {
    let named = match field.split_once('.') {
        Some(("subtotals", rest)) => of_one(Subtotal::all(), rest, "amounts."),
        Some(("tasks", rest)) => of_one(Task::all(), rest, ""),
        Some(("budget", rest)) => Some(rest.replacen('.', "：", 1)),
        _ => name_in(Form::all().chain(Project::all()).chain(Indicator::all()), field).map(str::to_owned),
    };
    named.unwrap_or_else(|| field.to_owned())
}

/// The Chinese name of a field among some.
fn name_in(mut fields: impl Iterator<Item = AnyField>, json: &str) -> Option<&'static str> {
    fields.find(|field| field.about().json == json).map(|field| field.about().zh)
}

/// What a field of one record of many is called: the record's name and the field's.
fn of_one(fields: impl Iterator<Item = AnyField>, rest: &str, group: &str) -> Option<String> {
    let (name, column) = rest.rsplit_once('.')?;
    Some(format!("{name}：{}", name_in(fields, &format!("{group}{column}"))?))
}

#[cfg(test)]
mod tests {
    use super::field_to_text;

    #[test]
    fn fields_have_the_names_of_the_columns() {
        for (field, text) in [
            ("annual_target", "年度指标值"),
            ("amounts.total", "总计"),
            ("amounts_period.other", "实施周期其他资金"),
            ("execution.points", "预算分值"),
            ("subtotals.合计.fiscal", "合计：财政拨款"),
            ("budget.收入来源.财政拨款", "收入来源：财政拨款"),
            ("tasks.普法.content", "普法：主要实施内容"),
            ("reason", "偏差原因"),
            ("unheard_of", "unheard_of"),
        ] {
            assert_eq!(field_to_text(field), text);
        }
    }
}
