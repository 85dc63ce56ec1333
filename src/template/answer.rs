//! What a filled template says, field by field: the reverse of [`super::subject`].

use rust_decimal::Decimal;

use super::asked::field_of;
use super::printed_classes::PrintedClasses;
use crate::language::money::{FormAmount, MoneyUnits, text_to_form_amount};
use crate::language::number::text_to_number;
use crate::model::fields::{Accessor, Holds, Registered};
use crate::model::{Amounts, BudgetLine, Form, Indicator, Place, Project, Subtotal, Target, TargetKind, Task};
use crate::reconstruct::forms::targets::columns::{Columns, columns_to_target};
use crate::reconstruct::forms::targets::value_to_target;
use crate::vocabulary::AskedField;
use crate::vocabulary::{Column, Vocabulary};

/// What a cell of a filled template holds.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct FilledCell {
    pub(super) text: String,
    pub(super) number: Option<Decimal>,
    /// The units of money that hold here.
    pub(super) money: MoneyUnits,
}

impl FilledCell {
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

/// Sets the field of a record that a place asks for; targets apart. Whether the record has such a field.
fn set<R: Registered>(record: &mut R, asked: AskedField, answer: &FilledCell) -> bool {
    let Some(field) = field_of::<R>(asked) else { return false };
    match &field.access {
        Accessor::Text(_, set) => set(record, answer.text()),
        Accessor::Number(_, set) if field.about.holds == Holds::Amount => set(record, answer.amount()),
        Accessor::Number(_, set) => set(record, answer.number()),
        Accessor::Target(..) => return false,
    }
    true
}

/// A form's own fields; amounts of the whole form are those of its first subtotal.
pub(super) fn set_form(form: &mut Form, asked: AskedField, answer: &FilledCell, vocabulary: &Vocabulary) {
    // A department has one goal, whatever it is called; that of another form is its project's.
    let goal_of_all = !form.kind.is_about_projects() && asked == AskedField::Column(Column::GoalPeriod);
    let asked = if goal_of_all { AskedField::Column(Column::Goal) } else { asked };
    let of_project = form.kind.is_about_projects() && field_of::<Project>(asked).is_some();
    let own = !of_project || asked == AskedField::Column(Column::Department);
    if own && set(form, asked, answer) {
        return;
    }
    if field_of::<Subtotal>(asked).is_none() {
        return;
    }
    if form.subtotals.is_empty() {
        let label = vocabulary.total_label().to_owned();
        form.subtotals.push(Subtotal { label, amounts: Amounts::default(), place: None });
    }
    if let Some(first) = form.subtotals.first_mut() {
        set(first, asked, answer);
    }
}

/// A project's fields; its form's where it has none of the kind.
pub(super) fn set_project(
    form: &mut Form,
    project: &mut Project,
    asked: AskedField,
    answer: &FilledCell,
    vocabulary: &Vocabulary,
) {
    if asked == AskedField::Column(Column::Department) {
        form.department = form.department.take().or_else(|| answer.text());
    }
    if !set(project, asked, answer) {
        set_form(form, asked, answer, vocabulary);
    }
}

/// A task's fields.
pub(super) fn set_task(task: &mut Task, asked: AskedField, answer: &FilledCell) {
    set(task, asked, answer);
}

/// A line of a department's budget.
pub(super) fn budget_line(group: &str, label: &str, amount: Decimal, place: Place) -> BudgetLine {
    BudgetLine { group: group.to_owned(), label: label.to_owned(), amount: Some(amount), place: Some(place) }
}

/// The cells of an indicator row.
#[derive(Debug, Default)]
pub(super) struct IndicatorRow {
    cells: Vec<(AskedField, FilledCell)>,
}

impl IndicatorRow {
    pub(super) fn set(&mut self, asked: AskedField, answer: FilledCell) {
        self.cells.push((asked, answer));
    }

    /// Whether it says anything but the classes the form prints and a number: those stand in empty rows, too.
    pub(super) fn says_anything(&self, printed: &PrintedClasses<'_>) -> bool {
        self.cells.iter().any(|(asked, answer)| printed.tells(*asked, &answer.text))
    }

    fn text(&self, wanted: Column) -> Option<String> {
        let cell = self.cells.iter().find(|(asked, _)| *asked == AskedField::Column(wanted));
        cell.and_then(|(_, answer)| answer.text())
    }

    /// The indicator of the row. A number in 序号 that is no text is the template's own running number.
    pub(super) fn indicator(&self, place: Place, vocabulary: &Vocabulary) -> Indicator {
        let mut indicator = Indicator::new(place);
        for (asked, answer) in &self.cells {
            if *asked != AskedField::Column(Column::Number) || answer.number.is_none() {
                set(&mut indicator, *asked, answer);
            }
        }
        let name = indicator.level3.clone();
        for (asked, answer) in &self.cells {
            let access = field_of::<Indicator>(*asked).map(|f| &f.access);
            let (Some(Accessor::Target(_, set, _)), Some(value)) = (access, answer.text()) else { continue };
            let target = match asked {
                AskedField::Column(Column::AnnualValue) => self.annual_target(value, name.as_deref(), vocabulary),
                _ => value_to_target(&value, name.as_deref(), vocabulary),
            };
            set(&mut indicator, target);
        }
        indicator
    }

    /// The value, with sign and unit where these have columns of their own.
    fn annual_target(&self, value: String, name: Option<&str>, vocabulary: &Vocabulary) -> Option<Target> {
        let (sign, unit) = (self.text(Column::Operator), self.text(Column::Unit));
        if sign.as_ref().is_some_and(|sign| vocabulary.is_qualitative(sign)) {
            let (raw, kind) = (value, TargetKind::Qualitative);
            return Some(Target { raw, operator: None, value: None, unit: None, kind, parts: Vec::new() });
        }
        let columns = Columns {
            sign: sign.as_deref().unwrap_or_default(),
            value: &value,
            unit: unit.as_deref().unwrap_or_default(),
        };
        columns_to_target(columns, name, vocabulary).map(|read| read.target)
    }
}
