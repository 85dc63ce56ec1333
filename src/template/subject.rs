//! What a document says, asked for by field: the other side of a template's places.

use super::asked::{fields_of, is_of_indicator};
use crate::model::fields::{AnyField, FieldValue, Record};
use crate::model::labels::kind_to_text;
use crate::model::{Document, Form, Indicator, Project, Target, TargetKind};
use crate::ooxml::value::InsertedValue;
pub(super) use crate::vocabulary::AskedField;
use crate::vocabulary::Column;

/// How a target is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Spelling {
    /// Sign and unit have columns of their own.
    pub(super) split_sign: bool,
    pub(super) split_unit: bool,
}

/// The value of a field; `None` where the document has none.
pub(super) fn value_of(record: &Record<'_>, asked: AskedField, spelling: Spelling) -> Option<InsertedValue> {
    if let Record::Indicator(.., indicator) = record
        && is_of_indicator(asked)
    {
        return indicator_value(record, indicator, asked, spelling);
    }
    let said = fields_of(asked).iter().find_map(|field| said(record, *field));
    match (said, asked, record) {
        (None, AskedField::Column(Column::Indicators), Record::Project(_, project)) => packed(project),
        // A department fills in its own form.
        (None, AskedField::Column(Column::BudgetUnit), Record::Form(form)) => {
            form.department.clone().map(InsertedValue::Text)
        }
        (said, ..) => said.map(|v| written(v, Spelling::default())),
    }
}

/// What a record says in a field; the amounts of a whole form are those of its first 合计.
pub(super) fn said<'d>(record: &Record<'d>, field: AnyField) -> Option<FieldValue<'d>> {
    match field {
        AnyField::Subtotal(field) if record.project().is_none() => field.get(record.form().subtotals.first()?),
        field => record.value(field),
    }
}

fn indicator_value(
    record: &Record<'_>,
    indicator: &Indicator,
    asked: AskedField,
    spelling: Spelling,
) -> Option<InsertedValue> {
    match asked {
        AskedField::Column(Column::Operator) => {
            let target = indicator.annual_target.as_ref()?;
            let sign = target.operator.filter(|_| target.value.is_some()).map(|o| o.sign().to_owned());
            Some(InsertedValue::Text(sign.unwrap_or_else(|| kind_to_text(TargetKind::Qualitative).to_owned())))
        }
        AskedField::Column(Column::Unit) => {
            let unit = indicator.annual_target.as_ref().filter(|t| t.value.is_some())?.unit.clone()?;
            Some(InsertedValue::Text(unit)).filter(|v| !v.to_text().is_empty())
        }
        asked => {
            // Sign and unit in columns of their own are those of the annual value.
            let spelling =
                if asked == AskedField::Column(Column::AnnualValue) { spelling } else { Spelling::default() };
            let own = fields_of(asked).iter().find_map(|field| match field {
                AnyField::Indicator(_) => record.value(*field),
                _ => None,
            });
            own.map(|v| written(v, spelling))
        }
    }
}

/// A field's value as it goes into a cell.
fn written(value: FieldValue<'_>, spelling: Spelling) -> InsertedValue {
    match value {
        FieldValue::Text(text) => InsertedValue::Text(text.into_owned()),
        FieldValue::Number(number) => InsertedValue::Number(number),
        FieldValue::Target(target) => written_target(target, spelling),
    }
}

/// What is printed; its number alone where the sign has a column of its own.
fn written_target(target: &Target, spelling: Spelling) -> InsertedValue {
    match target.value.filter(|_| spelling.split_sign && target.parts.is_empty()) {
        Some(value) if spelling.split_unit || target.unit.is_none() => InsertedValue::Number(value),
        Some(value) => {
            InsertedValue::Text([Some(value.to_string()), target.unit.clone()].into_iter().flatten().collect())
        }
        None => InsertedValue::Text(target.raw.clone()),
    }
}

/// Indicators in one cell, as the project lists print them.
fn packed(project: &Project) -> Option<InsertedValue> {
    let mut text = String::new();
    for (n, indicator) in project.indicators.iter().enumerate() {
        text.push_str(&format!("{}、", n + 1));
        text.extend(indicator.level1.as_ref().map(|class| format!("{class}：")));
        text.extend(indicator.level3.as_deref());
        text.extend(indicator.annual_target.as_ref().map(|target| format!("，年度指标值：{}", target.raw)));
        text.push('。');
    }
    Some(InsertedValue::Text(text)).filter(|_| !project.indicators.is_empty())
}

/// All indicators of a document as rows of one list.
pub(super) fn indicators(document: &Document) -> Vec<Record<'_>> {
    document.forms.iter().flat_map(|form| records_of_form(form).into_iter().flat_map(|r| indicators_of(&r))).collect()
}

/// A department form, or each project of any other form.
pub(super) fn records_of_form(form: &Form) -> Vec<Record<'_>> {
    if !form.kind.is_about_projects() {
        return vec![Record::Form(form)];
    }
    form.projects.iter().map(|project| Record::Project(form, project)).collect()
}

/// The indicators of a project or a department form.
pub(super) fn indicators_of<'d>(record: &Record<'d>) -> Vec<Record<'d>> {
    let form = record.form();
    let own = record.project();
    let indicators = own.map_or(&form.indicators, |project| &project.indicators);
    indicators.iter().map(|indicator| Record::Indicator(form, own, indicator)).collect()
}
