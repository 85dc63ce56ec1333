//! What a filled template says, field by field: the reverse of [`super::subject`].

use rust_decimal::Decimal;

use super::printed_classes::PrintedClasses;
use super::subject::Field;
use crate::language::money::{FormAmount, MoneyUnits, text_to_form_amount};
use crate::language::number::text_to_number;
use crate::model::{Amounts, BudgetLine, Form, Indicator, Kind, Place, Project, Subtotal, Target, TargetKind, Task};
use crate::reconstruct::forms::targets::{joined_value, value_to_target};
use crate::vocabulary::{Column, Vocabulary};

/// What a cell of a filled template holds.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Answer {
    pub(super) text: String,
    pub(super) number: Option<Decimal>,
    /// The units of money that hold here.
    pub(super) money: MoneyUnits,
}

impl Answer {
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    fn text(&self) -> Option<String> {
        Some(self.text.clone()).filter(|t| !t.is_empty())
    }

    pub(super) fn number(&self) -> Option<Decimal> {
        self.number.or_else(|| text_to_number(&self.text))
    }

    /// Its amount, in the unit of money that the sheet prints.
    pub(super) fn form_amount(&self) -> Option<FormAmount<'_>> {
        text_to_form_amount(&self.text, self.number, self.money)
    }

    pub(super) fn amount(&self) -> Option<Decimal> {
        self.form_amount().map(|amount| amount.value)
    }
}

/// A form's own fields.
pub(super) fn set_form(form: &mut Form, field: Field, answer: &Answer, vocabulary: &Vocabulary) {
    let column = match field {
        Field::Title => return form.title = answer.text(),
        Field::MoneyUnit => return form.unit = answer.text(),
        Field::Notes => return form.notes = answer.text.lines().map(str::to_owned).collect(),
        Field::Column(column) => column,
    };
    match column {
        Column::Department => form.department = answer.text(),
        Column::Year => form.year = answer.number().and_then(|n| i32::try_from(n).ok()),
        Column::Goal | Column::GoalPeriod if form.kind == Kind::Department => form.overall_goal = answer.text(),
        Column::OtherTasks => form.other_tasks = answer.text(),
        Column::AmountTotal => set_total(form, vocabulary, |amounts| amounts.total = answer.amount()),
        Column::AmountFiscal => set_total(form, vocabulary, |amounts| amounts.fiscal = answer.amount()),
        Column::AmountSpecialAccount => {
            set_total(form, vocabulary, |amounts| amounts.special_account = answer.amount());
        }
        Column::AmountOther => set_total(form, vocabulary, |amounts| amounts.other = answer.amount()),
        _ => {}
    }
}

/// Sets an amount of the whole form: of its first subtotal.
fn set_total(form: &mut Form, vocabulary: &Vocabulary, set: impl FnOnce(&mut Amounts)) {
    let none = || Subtotal { label: vocabulary.total_label().to_owned(), amounts: Amounts::default(), place: None };
    let mut first = if form.subtotals.is_empty() { none() } else { form.subtotals.remove(0) };
    set(&mut first.amounts);
    form.subtotals.insert(0, first);
}

/// A project's fields; its form's where it has none of the kind.
pub(super) fn set_project(
    form: &mut Form,
    project: &mut Project,
    field: Field,
    answer: &Answer,
    vocabulary: &Vocabulary,
) {
    let Field::Column(column) = field else { return set_form(form, field, answer, vocabulary) };
    let mut execution = project.execution.unwrap_or_default();
    let amounts = &mut project.amounts;
    match column {
        Column::Department => {
            project.department = answer.text();
            form.department = form.department.take().or_else(|| answer.text());
        }
        Column::BudgetUnit => project.budget_unit = answer.text(),
        Column::Project => project.name = answer.text(),
        Column::AmountTotal => amounts.total = answer.amount(),
        Column::AmountFiscal => amounts.fiscal = answer.amount(),
        Column::AmountSpecialAccount => amounts.special_account = answer.amount(),
        Column::AmountOther => amounts.other = answer.amount(),
        Column::Goal => project.goal = answer.text(),
        Column::GoalPeriod => project.goal_period = answer.text(),
        Column::Indicators => project.indicators_text = answer.text(),
        Column::Initial => execution.initial = answer.amount(),
        Column::Budget => execution.budget = answer.amount(),
        Column::Spent => execution.spent = answer.amount(),
        Column::Rate => execution.rate = answer.number(),
        Column::Points => execution.points = answer.number(),
        Column::Score => execution.score = answer.number(),
        _ => set_form(form, field, answer, vocabulary),
    }
    if execution != crate::model::form::Execution::default() {
        project.execution = Some(execution);
    }
}

/// A task's fields.
pub(super) fn set_task(task: &mut Task, field: Field, answer: &Answer) {
    match field {
        Field::Column(Column::TaskName) => task.name = answer.text(),
        Field::Column(Column::TaskContent) => task.content = answer.text(),
        Field::Column(Column::TaskFunds | Column::AmountTotal) => task.funds = answer.amount(),
        Field::Column(Column::TaskExpected) => task.expected = answer.text(),
        _ => {}
    }
}

/// A line of a department's budget.
pub(super) fn budget_line(group: &str, label: &str, amount: Decimal, place: Place) -> BudgetLine {
    BudgetLine { group: group.to_owned(), label: label.to_owned(), amount: Some(amount), place: Some(place) }
}

/// The cells of an indicator row.
#[derive(Debug, Default)]
pub(super) struct IndicatorRow {
    cells: Vec<(Column, Answer)>,
}

impl IndicatorRow {
    pub(super) fn set(&mut self, column: Column, answer: Answer) {
        self.cells.push((column, answer));
    }

    /// Whether it says anything but the classes the form prints and a number: those stand in empty rows, too.
    pub(super) fn says_anything(&self, printed: &PrintedClasses<'_>) -> bool {
        self.cells.iter().any(|(column, answer)| printed.tells(*column, &answer.text))
    }

    fn answer(&self, wanted: Column) -> Option<&Answer> {
        self.cells.iter().find(|(column, _)| *column == wanted).map(|(_, answer)| answer)
    }

    fn text(&self, wanted: Column) -> Option<String> {
        self.answer(wanted).and_then(Answer::text)
    }

    fn number(&self, wanted: Column) -> Option<Decimal> {
        self.answer(wanted).and_then(Answer::number)
    }

    /// The indicator of the row. A number in 序号 that is no text is the template's own running number.
    pub(super) fn indicator(&self, place: Place, vocabulary: &Vocabulary) -> Indicator {
        let name = self.text(Column::Level3);
        let target = |column| value_to_target(&self.text(column)?, name.as_deref(), vocabulary);
        Indicator {
            seq: self.answer(Column::Number).filter(|a| a.number.is_none()).and_then(Answer::text),
            level1: self.text(Column::Level1),
            level2: self.text(Column::Level2),
            partial: false,
            period_target: target(Column::PeriodValue),
            annual_target: self.annual_target(name.as_deref(), vocabulary),
            actual: target(Column::Actual),
            points: self.number(Column::Points),
            score: self.number(Column::Score),
            weight: self.number(Column::Weight),
            remark: self.text(Column::Remark),
            level3: name,
            ..Indicator::new(place)
        }
    }

    /// The value, with sign and unit where these have columns of their own.
    fn annual_target(&self, name: Option<&str>, vocabulary: &Vocabulary) -> Option<Target> {
        let value = self.text(Column::AnnualValue)?;
        let (sign, unit) = (self.text(Column::Operator), self.text(Column::Unit));
        if sign.as_ref().is_some_and(|sign| vocabulary.is_qualitative(sign)) {
            let (raw, kind) = (value, TargetKind::Qualitative);
            return Some(Target { raw, operator: None, value: None, unit: None, kind, parts: Vec::new() });
        }
        let raw = joined_value(&sign.unwrap_or_default(), &value, &unit.unwrap_or_default(), vocabulary);
        value_to_target(&raw, name, vocabulary)
    }
}
