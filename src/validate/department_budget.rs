//! the money of a department form, and the unit of money.

use rust_decimal::Decimal;

use crate::model::{Form, Kind};

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
    if view.form.kind != Kind::Department {
        return;
    }
    let sides = [
        (Side::Spending, "支出", "spending"),
        (Side::Income, "收入", "income"),
        (Side::Level, "按级次划分的金额", "the amounts by level"),
    ]
    .map(|(side, zh, en)| (amounts(view.form, side), zh, en));
    let [spending, others @ ..] = &sides;
    if spending.0.is_empty() {
        tally.lacks("没有支出金额", "no spending amounts");
        return;
    }
    for other in others {
        if other.0.is_empty() {
            tally.lacks(format!("没有{}", other.1), format!("no {}", other.2));
            continue;
        }
        tally.look();
        let (a, b) = (total(&spending.0), total(&other.0));
        if (a - b).abs() > view.setting.decimal("rounding") * Decimal::from(spending.0.len() + other.0.len()) {
            tally.hit(
                view.finding(
                    format!("支出合计{a}不等于{}合计{b}，相差{}", other.1, a - b),
                    format!("spending {a} is not equal to {} {b}; difference {}", other.2, a - b),
                )
                .quote(format!("{a} ≠ {b}")),
            );
        }
    }
}

fn project_money(view: &View) -> Vec<Decimal> {
    let basic = view.setting.words("basic_labels");
    let lines = view.form.budget.iter().filter(|b| side(&b.group) == Some(Side::Spending));
    lines
        .filter(|b| !basic.iter().any(|w| normalised(&b.label).contains(w.as_str())))
        .filter_map(|b| b.amount)
        .collect()
}

/// the tasks' funds do not exceed 项目支出 + 事业发展性支出.
pub(super) fn tasks_within_budget(view: &View, tally: &mut Tally) {
    let Some((funds, money)) = task_money(view, tally) else { return };
    if funds > money + view.setting.decimal("rounding") {
        tally.hit(
            view.finding(
                format!("重点工作任务拟投入资金合计{funds}，超过项目支出与事业发展性支出之和{money}"),
                format!("the tasks' funds, {funds}, exceed the project and development spending, {money}"),
            )
            .quote(format!("{funds} > {money}")),
        );
    }
}

/// what part of the project money no task claims.
pub(super) fn unassigned(view: &View, tally: &mut Tally) {
    let Some((funds, money)) = task_money(view, tally) else { return };
    let rest = money - funds;
    if rest > view.setting.decimal("rounding") {
        tally.hit(
            view.finding(
                format!("项目支出与事业发展性支出之和{money}中，有{rest}未列入重点工作任务"),
                format!("{rest} of the project and development spending, {money}, belong to no task"),
            )
            .quote(format!("{money} - {funds} = {rest}")),
        );
    }
}

fn task_money(view: &View, tally: &mut Tally) -> Option<(Decimal, Decimal)> {
    if view.form.kind != Kind::Department {
        return None;
    }
    let funds: Vec<Decimal> = view.form.tasks.iter().filter_map(|t| t.funds).collect();
    let money = project_money(view);
    if funds.is_empty() || money.is_empty() {
        tally.lacks("没有任务资金或项目支出金额", "no task funds or no project spending");
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
        let finding =
            view.finding("表中有金额而没有写明金额单位（元、万元）", "the form has amounts but no unit of money");
        tally.hit(finding.quote(view.form.title.as_deref().unwrap_or("")));
    }
}

/// the unit of money is the same wherever it is printed.
pub(super) fn money_unit(view: &View, tally: &mut Tally) {
    let Some(unit) = view.form.unit.as_deref().filter(|_| has_amounts(view.form)) else { return };
    tally.look();
    for text in view.form.notes.iter().chain(&view.form.title) {
        let text = normalised(text);
        let mut others = view.setting.words("units").iter().filter(|u| u.as_str() != unit);
        if let Some(other) = others.find(|u| text.contains(&format!("单位:{u}"))) {
            let finding = view.finding(
                format!("金额单位前后不一致：{unit}与{other}"),
                format!("two units of money: {unit} and {other}"),
            );
            tally.hit(finding.quote(text));
        }
    }
}
