//! What stands in the columns of a project list: goals, subtotals, known columns without a field.

use rust_decimal::Decimal;

use super::head::{label_year, printed_year};
use super::header::Header;
use super::indicator_rows::number;
use super::items::{Row, Slot};
use super::money::{set_amount, slot_to_amount};
use crate::findings::{Message as _, RestUnfinished, RowContinued};
use crate::model::{Amounts, Execution, Finding, Place, Project};
use crate::vocabulary::{Column, Vocabulary};

/// What headings mean in a list: 单位 left of the project names is an organisation, no unit of measure; 资金 heads amounts.
pub(super) fn list_header(header: &Header) -> Header {
    let mut header = header.clone();
    let project = header.heading(Column::Project).map_or(0, |h| h.from);
    let known = header.has(Column::BudgetUnit);
    for heading in header.headings.iter_mut().filter(|h| !known && h.role == Column::Unit && h.from < project) {
        heading.role = Column::BudgetUnit;
    }
    if total_role(&header).is_none()
        && let Some(funds) = header.headings.iter_mut().find(|h| h.role == Column::FundsBlock)
    {
        // 项目资金 over the amounts of projects.
        funds.role = Column::AmountTotal;
    }
    header
}

/// Known columns of projects for which they have no field.
pub(super) const KNOWN: [Column; 7] = [
    Column::Year,
    Column::Number,
    Column::ProjectKind,
    Column::UnitCode,
    Column::Person,
    Column::AmountCarryover,
    Column::AmountLocal,
];

/// The column of a project's amount: the year's, else the budget of a list that tells what was spent, else the whole project's.
pub(super) fn total_role(header: &Header) -> Option<Column> {
    [Column::AmountTotal, Column::Budget, Column::Initial, Column::AmountPeriodTotal]
        .into_iter()
        .find(|c| header.has(*c))
}

/// The columns of the parts of a project's amount.
const PARTS: [Column; 3] = [Column::AmountFiscal, Column::AmountSpecialAccount, Column::AmountOther];

/// The amounts of a row.
pub(super) fn amounts(row: &Row<'_>, header: &Header, findings: &mut Vec<Finding>) -> Amounts {
    let total = total_role(header).and_then(|role| amount(row, header, role, findings));
    let mut amounts = Amounts { total, ..Amounts::default() };
    for role in PARTS {
        set_amount(&mut amounts, role, amount(row, header, role, findings));
    }
    amounts
}

/// What was spent, in a list that says so.
pub(super) fn execution(row: &Row<'_>, header: &Header, findings: &mut Vec<Finding>) -> Option<Execution> {
    let execution = Execution {
        initial: amount(row, header, Column::Initial, findings),
        budget: amount(row, header, Column::Budget, findings),
        spent: amount(row, header, Column::Spent, findings),
        rate: number(row, header, Column::Rate),
        ..Execution::default()
    };
    (execution != Execution::default()).then_some(execution)
}

/// The amount under a heading, of a cell that begins in the row.
fn amount(row: &Row<'_>, header: &Header, role: Column, findings: &mut Vec<Finding>) -> Option<Decimal> {
    let slot = header.cell(row, role).filter(|slot| slot.begins)?;
    slot_to_amount(slot, role, findings)
}

/// The year that all rows name in a column of years.
pub(super) fn year_of_rows(rows: &[Row<'_>], header: &Header) -> Option<i32> {
    let years = rows.iter().filter_map(|row| header.text(row, Column::Year));
    let mut years = years.map(|text| label_year(text).or_else(|| printed_year(text)));
    let first = years.next()??;
    years.all(|year| year == Some(first)).then_some(first)
}

/// The goal: the annual one where there are two.
pub(super) fn goal_cell<'a, 'r>(row: &'a Row<'r>, header: &Header) -> Option<&'a Slot<'r>> {
    let role = if header.has(Column::Goal) { Column::Goal } else { Column::GoalPeriod };
    header.cell(row, role)
}

/// The label of a row that adds others up, left of the amounts.
pub(super) fn subtotal_label<'r>(row: &Row<'r>, header: &Header, vocabulary: &Vocabulary) -> Option<&'r str> {
    let name = header.text(row, Column::Project);
    let label = match name {
        Some(name) => name,
        None => row.first()?.text(),
    };
    let first = row.first()?.text();
    [label, first].into_iter().find(|l| vocabulary.is_subtotal(l))
}

/// What is said of goals to which rows without a name were joined and which do not end there, though others end with a stop.
pub(super) fn unfinished_rests(projects: &[Project], continued: &[usize]) -> Vec<Finding> {
    if !projects.iter().any(goal_is_closed) {
        return Vec::new();
    }
    let mut numbers = continued.to_vec();
    numbers.dedup();
    let open = numbers.into_iter().filter_map(|number| Some((number, projects.get(number)?)));
    let open = open.filter(|(_, project)| !goal_is_closed(project));
    open.map(|(number, project)| RestUnfinished {}.finding().at(project.place.clone()).project(number)).collect()
}

/// Whether a goal ends with a stop.
fn goal_is_closed(project: &Project) -> bool {
    project.goal.as_ref().is_some_and(|goal| goal.trim_end().ends_with(STOPS))
}

/// What a goal ends with.
const STOPS: [char; 7] = ['。', '；', ';', '.', '！', '）', ')'];

pub(super) fn rest_of_row(place: &Place) -> Finding {
    RowContinued {}.finding().at(place.clone())
}
