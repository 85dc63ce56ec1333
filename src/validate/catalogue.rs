//! The checks in the order of their rules.

use super::outcome::Tally;
use super::view::View;
use super::{completeness, department_budget, numbering, totals};

/// A check: its code and what it does with a form.
pub(super) struct Check {
    pub(super) code: &'static str,
    pub(super) run: fn(&View, &mut Tally),
}

const fn check(code: &'static str, run: fn(&View, &mut Tally)) -> Check {
    Check { code, run }
}

/// All checks.
pub(super) const CHECKS: &[Check] = &[
    check("total-mismatch", totals::totals),
    check("amount-parts-mismatch", totals::parts),
    check("budget-unbalanced", department_budget::balance),
    check("tasks-exceed-budget", department_budget::tasks_within_budget),
    check("funds-without-task", department_budget::unassigned),
    check("goal-missing", completeness::goal),
    check("blank-project", completeness::blank),
    check("indicators-missing", completeness::indicators),
    check("few-indicators", completeness::enough_indicators),
    check("indicator-incomplete", completeness::complete_indicators),
    check("numbering", numbering::numbers),
    check("class-missing", completeness::classes),
    check("money-unit", department_budget::money_unit),
];
