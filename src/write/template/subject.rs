//! What a document says, asked for by field: the other side of a template's places.

use rust_decimal::Decimal;

use super::row::Value;
use crate::model::labels::kind_to_text;
use crate::model::{Amounts, Document, Form, Indicator, Kind, Project, Target, TargetKind, Task};
use crate::vocabulary::Column;
pub(super) use crate::vocabulary::Field;

/// Whose fields a place asks for.
#[derive(Debug, Clone, Copy)]
pub(super) enum Subject<'d> {
    Form(&'d Form),
    Project(&'d Form, &'d Project),
    Indicator(&'d Form, Option<&'d Project>, &'d Indicator),
    Task(&'d Form, &'d Task),
}

/// How a target is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Spelling {
    /// Sign and unit have columns of their own.
    pub(super) split_sign: bool,
    pub(super) split_unit: bool,
}

impl<'d> Subject<'d> {
    pub(super) fn form(&self) -> &'d Form {
        match self {
            Self::Form(form) | Self::Project(form, _) | Self::Indicator(form, ..) | Self::Task(form, _) => form,
        }
    }

    fn project(&self) -> Option<&'d Project> {
        match self {
            Self::Project(_, project) => Some(project),
            Self::Indicator(_, project, _) => *project,
            Self::Form(_) | Self::Task(..) => None,
        }
    }

    /// The value of a field; `None` where the document has none.
    pub(super) fn value(&self, field: Field, spelling: Spelling) -> Option<Value> {
        let column = match field {
            Field::Column(column) => column,
            Field::Title => return text(self.form().title.as_deref()),
            Field::MoneyUnit => return text(self.form().unit.as_deref()),
            Field::Notes => return text(Some(&self.form().notes.join("\n"))),
        };
        match self {
            Self::Indicator(_, _, indicator) if is_of_indicator(column) => indicator_value(indicator, column, spelling),
            Self::Task(_, task) => match column {
                Column::TaskName => text(task.name.as_deref()),
                Column::TaskContent => text(task.content.as_deref()),
                Column::TaskFunds | Column::AmountTotal => number(task.funds),
                Column::TaskExpected => text(task.expected.as_deref()),
                _ => form_value(self.form(), column),
            },
            _ => self
                .project()
                .and_then(|project| project_value(project, column))
                .or_else(|| form_value(self.form(), column)),
        }
    }
}

/// Columns that belong to an indicator row even where the project has such a field, too.
pub(super) fn is_of_indicator(column: Column) -> bool {
    column.is_indicator() || column == Column::Number
}

fn text(text: Option<&str>) -> Option<Value> {
    text.filter(|t| !t.is_empty()).map(|t| Value::Text(t.to_owned()))
}

fn number(number: Option<Decimal>) -> Option<Value> {
    number.map(Value::Number)
}

fn form_value(form: &Form, column: Column) -> Option<Value> {
    match column {
        Column::Department => text(form.department.as_deref()),
        Column::Year => number(form.year.map(Decimal::from)),
        Column::Goal => text(form.overall_goal.as_deref()),
        Column::OtherTasks => text(form.other_tasks.as_deref()),
        Column::AmountTotal => number(form.subtotals.first().and_then(|s| s.amounts.total)),
        Column::AmountFiscal => number(form.subtotals.first().and_then(|s| s.amounts.fiscal)),
        Column::AmountSpecialAccount => number(form.subtotals.first().and_then(|s| s.amounts.special_account)),
        Column::AmountOther => number(form.subtotals.first().and_then(|s| s.amounts.other)),
        _ => None,
    }
}

fn project_value(project: &Project, column: Column) -> Option<Value> {
    let amounts: &Amounts = &project.amounts;
    let execution = project.execution.unwrap_or_default();
    match column {
        Column::Department => text(project.department.as_deref()),
        Column::BudgetUnit => text(project.budget_unit.as_deref()),
        Column::Project => text(project.name.as_deref()),
        Column::AmountTotal => number(amounts.total),
        Column::AmountFiscal => number(amounts.fiscal),
        Column::AmountSpecialAccount => number(amounts.special_account),
        Column::AmountOther => number(amounts.other),
        Column::Goal => text(project.goal.as_deref()),
        Column::GoalPeriod => text(project.goal_period.as_deref()),
        Column::Indicators => text(project.indicators_text.as_deref()).or_else(|| packed(&project.indicators)),
        Column::Initial => number(execution.initial),
        Column::Budget => number(execution.budget),
        Column::Spent => number(execution.spent),
        Column::Rate => number(execution.rate),
        Column::Points => number(execution.points),
        Column::Score => number(execution.score),
        _ => None,
    }
}

/// Indicators in one cell, as the project lists print them.
fn packed(indicators: &[Indicator]) -> Option<Value> {
    let item = |(n, i): (usize, &Indicator)| {
        let class = i.level1.as_ref().map(|class| format!("{class}：")).unwrap_or_default();
        let target = i.annual_target.as_ref().map(|t| format!("，年度指标值：{}", t.raw)).unwrap_or_default();
        format!("{}、{class}{}{target}。", n + 1, i.level3.as_deref().unwrap_or_default())
    };
    let items: Vec<String> = indicators.iter().enumerate().map(item).collect();
    text(Some(&items.join("")))
}

fn indicator_value(indicator: &Indicator, column: Column, spelling: Spelling) -> Option<Value> {
    match column {
        Column::Number => text(indicator.seq.as_deref()),
        Column::Level1 => text(indicator.level1.as_deref()),
        Column::Level2 => text(indicator.level2.as_deref()),
        Column::Level3 => text(indicator.level3.as_deref()),
        Column::AnnualValue => target(indicator.annual_target.as_ref()?, spelling),
        Column::PeriodValue => target(indicator.period_target.as_ref()?, Spelling::default()),
        Column::Actual => target(indicator.actual.as_ref()?, Spelling::default()),
        Column::Operator => {
            let target = indicator.annual_target.as_ref()?;
            let sign = target.operator.filter(|_| target.value.is_some()).map(|o| o.sign().to_owned());
            Some(Value::Text(sign.unwrap_or_else(|| kind_to_text(TargetKind::Qualitative).to_owned())))
        }
        Column::Unit => text(indicator.annual_target.as_ref().filter(|t| t.value.is_some())?.unit.as_deref()),
        Column::Weight => number(indicator.weight),
        Column::Points => number(indicator.points),
        Column::Score => number(indicator.score),
        Column::Remark => text(indicator.remark.as_deref()),
        _ => None,
    }
}

/// What is printed; its number alone where the sign has a column of its own.
fn target(target: &Target, spelling: Spelling) -> Option<Value> {
    match target.value.filter(|_| spelling.split_sign && target.parts.is_empty()) {
        Some(value) if spelling.split_unit || target.unit.is_none() => Some(Value::Number(value)),
        Some(value) => text(Some(&format!("{value}{}", target.unit.as_deref().unwrap_or_default()))),
        None => text(Some(&target.raw)),
    }
}

/// All indicators of a document as rows of one list.
pub(super) fn indicators(document: &Document) -> Vec<Subject<'_>> {
    document.forms.iter().flat_map(|form| subjects_of_form(form).into_iter().flat_map(|s| indicators_of(&s))).collect()
}

/// A department form, or each project of any other form.
pub(super) fn subjects_of_form(form: &Form) -> Vec<Subject<'_>> {
    if form.kind == Kind::Department {
        return vec![Subject::Form(form)];
    }
    form.projects.iter().map(|project| Subject::Project(form, project)).collect()
}

/// The indicators of a project or a department form.
pub(super) fn indicators_of<'d>(subject: &Subject<'d>) -> Vec<Subject<'d>> {
    let form = subject.form();
    match subject.project() {
        Some(project) => project.indicators.iter().map(|i| Subject::Indicator(form, Some(project), i)).collect(),
        None => form.indicators.iter().map(|i| Subject::Indicator(form, None, i)).collect(),
    }
}
