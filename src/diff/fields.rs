//! Records as named fields, as far as documents are compared by them.

use crate::model::fields::{Registered, Use};
use crate::model::{BudgetLine, Form, Subtotal, Task};

use super::pairing::without_spaces;

/// Names as in the JSON, and contents; `None` for an empty field.
pub(super) type Fields = Vec<(String, Option<String>)>;

/// The fields of a record.
pub(super) fn fields<R: Registered>(record: &R) -> Fields {
    named(record, |json| Some(json.to_owned()))
}

/// The fields of a record that have a name here.
fn named<R: Registered>(record: &R, name: impl Fn(&str) -> Option<String>) -> Fields {
    let compared = R::fields().iter().filter(|f| f.about.is_for(Use::Diff));
    let said = compared.filter_map(|field| {
        let text = field.get(record).map(|v| v.into_text().trim().to_owned()).filter(|t| !t.is_empty());
        Some((name(field.about.json)?, text))
    });
    said.collect()
}

/// The head of a form, its subtotals, budget lines and tasks: these by what they are called.
pub(super) fn form_fields(form: &Form) -> Fields {
    let mut all = fields(form);
    for subtotal in &form.subtotals {
        all.extend(named::<Subtotal>(subtotal, |json| {
            Some(format!("subtotals.{}.{}", subtotal.label, json.strip_prefix("amounts.")?))
        }));
    }
    for line in &form.budget {
        all.extend(named::<BudgetLine>(line, |json| match json {
            "group" | "label" => None,
            "amount" => Some(format!("budget.{}.{}", line.group, line.label)),
            json => Some(format!("budget.{}.{}.{json}", line.group, line.label)),
        }));
    }
    for task in &form.tasks {
        let of = without_spaces(task.name.as_deref());
        all.extend(named::<Task>(task, |json| (json != "name").then(|| format!("tasks.{of}.{json}"))));
    }
    all
}
