//! the money of a department form, and the unit of money.

use rust_decimal::Decimal;

use crate::findings::{
    BudgetUnbalanced, FundsWithoutTask, MoneyUnitMissing, MoneyUnits, NoBudgetSide, NoSpending, NoTaskFunds,
    TasksExceedBudget, words,
};
use crate::model::Form;

use super::normal::normalised;
use super::outcome::Tally;
use super::totals::total;
use super::view::View;

/// The part of the budget block a group heading stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Spending,
    Income,
    Level,
}

fn side(group: &str) -> Option<Side> {
    if group.contains("级次") {
        Some(Side::Level)
    } else if group.contains("收入") {
        Some(Side::Income)
    } else if group.contains("支出") {
        Some(Side::Spending)
    } else {
        None
    }
}

/// The printed amounts of a side, without the “of which” lines.
fn amounts(form: &Form, wanted: Side) -> Vec<Decimal> {
    let lines = form.budget.iter().filter(|b| side(&b.group) == Some(wanted));
    lines.filter(|b| !normalised(&b.label).starts_with("其中")).filter_map(|b| b.amount).collect()
}

/// spending = income = the split by budget level.
pub(super) fn balance(view: &View, tally: &mut Tally) {
    if view.form.kind.is_about_projects() {
        return;
    }
    let sides = [(Side::Spending, words::SPENDING), (Side::Income, words::INCOME), (Side::Level, words::BY_LEVEL)]
        .map(|(side, name)| (amounts(view.form, side), name));
    let [spending, others @ ..] = &sides;
    if spending.0.is_empty() {
        tally.lacks(&NoSpending {});
        return;
    }
    for other in others {
        if other.0.is_empty() {
            tally.lacks(&NoBudgetSide { side: other.1 });
            continue;
        }
        tally.look();
        let (a, b) = (total(&spending.0), total(&other.0));
        if (a - b).abs()
            > view.thresholds().budget_unbalanced.rounding * Decimal::from(spending.0.len() + other.0.len())
        {
            tally.hit(
                view.finding(BudgetUnbalanced { spending: a, side: other.1, amount: b, difference: a - b })
                    .quote(format!("{a} ≠ {b}")),
            );
        }
    }
}

fn project_money(view: &View, basic: &[String]) -> Vec<Decimal> {
    let lines = view.form.budget.iter().filter(|b| side(&b.group) == Some(Side::Spending));
    lines
        .filter(|b| !basic.iter().any(|w| normalised(&b.label).contains(w.as_str())))
        .filter_map(|b| b.amount)
        .collect()
}

/// the tasks' funds do not exceed 项目支出 + 事业发展性支出.
pub(super) fn tasks_within_budget(view: &View, tally: &mut Tally) {
    let own = &view.thresholds().tasks_exceed_budget;
    let Some((funds, money)) = task_money(view, &own.basic_labels, tally) else { return };
    if funds > money + own.rounding {
        tally.hit(view.finding(TasksExceedBudget { funds, money }).quote(format!("{funds} > {money}")));
    }
}

/// what part of the project money no task claims.
pub(super) fn unassigned(view: &View, tally: &mut Tally) {
    let own = &view.thresholds().funds_without_task;
    let Some((funds, money)) = task_money(view, &own.basic_labels, tally) else { return };
    let rest = money - funds;
    if rest > own.rounding {
        tally.hit(view.finding(FundsWithoutTask { money, rest }).quote(format!("{money} - {funds} = {rest}")));
    }
}

fn task_money(view: &View, basic: &[String], tally: &mut Tally) -> Option<(Decimal, Decimal)> {
    if view.form.kind.is_about_projects() {
        return None;
    }
    let funds: Vec<Decimal> = view.form.tasks.iter().filter_map(|t| t.funds).collect();
    let money = project_money(view, basic);
    if funds.is_empty() || money.is_empty() {
        tally.lacks(&NoTaskFunds {});
        return None;
    }
    tally.look();
    Some((total(&funds), total(&money)))
}

fn has_amounts(form: &Form) -> bool {
    form.budget.iter().any(|b| b.amount.is_some())
        || form.tasks.iter().any(|t| t.funds.is_some())
        || form.projects.iter().any(|p| !p.amounts.is_empty())
        || form.subtotals.iter().any(|s| !s.amounts.is_empty())
}

/// amounts have a unit.
pub(super) fn money_unit_missing(view: &View, tally: &mut Tally) {
    if !has_amounts(view.form) {
        return;
    }
    tally.look();
    if view.form.unit.is_none() {
        tally.hit(view.finding(MoneyUnitMissing {}).quote(view.form.title.as_deref().unwrap_or("")));
    }
}

/// the unit of money is the same wherever it is printed.
pub(super) fn money_unit(view: &View, tally: &mut Tally) {
    let Some(unit) = view.form.unit.as_deref().filter(|_| has_amounts(view.form)) else { return };
    tally.look();
    for text in view.form.notes.iter().chain(&view.form.title) {
        let text = normalised(text);
        let mut others = view.thresholds().money_unit.units.iter().filter(|u| u.as_str() != unit);
        if let Some(other) = others.find(|u| text.contains(&format!("单位:{u}"))) {
            tally.hit(view.finding(MoneyUnits { unit, other }).quote(text));
        }
    }
}
