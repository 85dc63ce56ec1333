//! The checks in the order of their rules.

use super::outcome::Tally;
use super::view::View;
use super::{
    classing, completeness, department_budget, direction, duplicates, evaluation, measure, numbering, pairing,
    punctuation, relevance, totals, typos, units, vagueness, years,
};

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
    check("indicator-cut", punctuation::cut_indicators),
    check("goal-cut", punctuation::cut_goals),
    check("numbering", numbering::numbers),
    check("doubled-punctuation", punctuation::doubled),
    check("unbalanced-punctuation", punctuation::unbalanced),
    check("suspected-typo", typos::suspected),
    check("class-missing", completeness::classes),
    check("mostly-qualitative", measure::mostly_qualitative),
    check("quantified-share", measure::share),
    check("duplicate-project", duplicates::between_projects),
    check("duplicate-name", duplicates::names),
    check("duplicate-value", duplicates::values),
    check("values-rotated", pairing::rotated),
    check("value-of-another", pairing::of_another),
    check("value-of-another-project", pairing::of_another_project),
    check("unit-mismatch", units::mismatch),
    check("unit-missing", units::missing),
    check("percent-out-of-range", units::percent_range),
    check("operator-missing", direction::operator_missing),
    check("direction-doubtful", direction::doubtful),
    check("count-capped", direction::capped_count),
    check("period-below-year", direction::period_below_year),
    check("value-repeats-name", vagueness::repeats_name),
    check("value-vague", vagueness::vague),
    check("level-unresolved", classing::unresolved),
    check("row-repaired", classing::repaired),
    check("year-missing", years::missing),
    check("year-differs", years::differs),
    check("goal-number-without-indicator", relevance::goal_number),
    check("goal-object-without-indicator", relevance::goal_object),
    check("goal-is-statute", relevance::statute),
    check("class-doubtful", classing::doubtful),
    check("money-unit-missing", department_budget::money_unit_missing),
    check("money-unit", department_budget::money_unit),
    check("placeholder", vagueness::placeholders),
    check("late-deadline", years::late_deadline),
    check("excel-serial", years::excel_serial),
    check("execution-rate", evaluation::execution_rate),
    check("score-above-points", evaluation::score_above_points),
    check("points-total", evaluation::points_total),
    check("score-total", evaluation::score_total),
    check("reason-missing", evaluation::reason_missing),
    check("published-count", relevance::published_count),
];
