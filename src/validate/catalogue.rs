//! The checks in the order of their rules.

use super::outcome::Tally;
use super::view::View;
use super::{
    achievement, amounts, classing, completeness, department_budget, direction, duplicates, evaluation, likeness,
    measure, numbering, pairing, points, punctuation, relevance, suspected_typos, totals, units, vagueness, years,
};
use crate::findings::{self, Entry};

/// A check: its entry in the register and what it does with a form.
pub(super) struct Check {
    pub(super) entry: &'static Entry,
    pub(super) run: fn(&View, &mut Tally),
}

const fn check(entry: &'static Entry, run: fn(&View, &mut Tally)) -> Check {
    Check { entry, run }
}

/// All checks.
pub(super) const CHECKS: &[Check] = &[
    check(&findings::TOTAL_MISMATCH, totals::totals),
    check(&findings::AMOUNT_PARTS_MISMATCH, totals::parts),
    check(&findings::AMOUNT_NEGATIVE, amounts::negative),
    check(&findings::BUDGET_UNBALANCED, department_budget::balance),
    check(&findings::TASKS_EXCEED_BUDGET, department_budget::tasks_within_budget),
    check(&findings::FUNDS_WITHOUT_TASK, department_budget::unassigned),
    check(&findings::GOAL_MISSING, completeness::goal),
    check(&findings::BLANK_PROJECT, completeness::blank),
    check(&findings::INDICATORS_MISSING, completeness::indicators),
    check(&findings::FEW_INDICATORS, completeness::enough_indicators),
    check(&findings::INDICATOR_INCOMPLETE, completeness::complete_indicators),
    check(&findings::INDICATOR_CUT, punctuation::cut_indicators),
    check(&findings::GOAL_CUT, punctuation::cut_goals),
    check(&findings::NUMBERING, numbering::numbers),
    check(&findings::DOUBLED_PUNCTUATION, punctuation::doubled),
    check(&findings::UNBALANCED_PUNCTUATION, punctuation::unbalanced),
    check(&findings::SUSPECTED_TYPO, suspected_typos::suspected),
    check(&findings::CLASS_MISSING, completeness::classes),
    check(&findings::MOSTLY_QUALITATIVE, measure::mostly_qualitative),
    check(&findings::QUANTIFIED_SHARE, measure::share),
    check(&findings::DUPLICATE_PROJECT, duplicates::between_projects),
    check(&findings::PROJECT_TWICE, likeness::project_twice),
    check(&findings::SIMILAR_GOAL, likeness::similar_goals),
    check(&findings::BOILERPLATE, likeness::boilerplate),
    check(&findings::DUPLICATE_NAME, duplicates::names),
    check(&findings::SIMILAR_INDICATOR, likeness::similar_indicators),
    check(&findings::DUPLICATE_VALUE, duplicates::values),
    check(&findings::VALUES_ROTATED, pairing::rotated),
    check(&findings::VALUE_OF_ANOTHER, pairing::of_another),
    check(&findings::VALUE_OF_ANOTHER_PROJECT, pairing::of_another_project),
    check(&findings::UNIT_MISMATCH, units::mismatch),
    check(&findings::UNIT_MISSING, units::missing),
    check(&findings::PERCENT_OUT_OF_RANGE, units::percent_range),
    check(&findings::OPERATOR_MISSING, direction::operator_missing),
    check(&findings::DIRECTION_DOUBTFUL, direction::doubtful),
    check(&findings::COUNT_CAPPED, direction::capped_count),
    check(&findings::PERIOD_BELOW_YEAR, direction::period_below_year),
    check(&findings::VALUE_REPEATS_NAME, vagueness::repeats_name),
    check(&findings::VALUE_VAGUE, vagueness::vague),
    check(&findings::LEVEL_UNRESOLVED, classing::unresolved),
    check(&findings::ROW_REPAIRED, classing::repaired),
    check(&findings::YEAR_MISSING, years::missing),
    check(&findings::YEAR_DIFFERS, years::differs),
    check(&findings::TEXT_YEAR, years::in_goals),
    check(&findings::GOAL_NUMBER_WITHOUT_INDICATOR, relevance::goal_number),
    check(&findings::GOAL_OBJECT_WITHOUT_INDICATOR, relevance::goal_object),
    check(&findings::GOAL_IS_STATUTE, relevance::statute),
    check(&findings::CLASS_DOUBTFUL, classing::doubtful),
    check(&findings::MONEY_UNIT_MISSING, department_budget::money_unit_missing),
    check(&findings::MONEY_UNIT, department_budget::money_unit),
    check(&findings::AMOUNT_MAGNITUDE, amounts::magnitude),
    check(&findings::PLACEHOLDER, vagueness::placeholders),
    check(&findings::LATE_DEADLINE, years::late_deadline),
    check(&findings::EXCEL_SERIAL, years::excel_serial),
    check(&findings::EXECUTION_RATE, evaluation::execution_rate),
    check(&findings::SCORE_ABOVE_POINTS, evaluation::score_above_points),
    check(&findings::POINTS_TOTAL, evaluation::points_total),
    check(&findings::POINTS_SCHEME, points::scheme),
    check(&findings::SCORE_TOTAL, evaluation::score_total),
    check(&findings::EXECUTION_SCORE, evaluation::execution_score),
    check(&findings::REASON_MISSING, achievement::reason_missing),
    check(&findings::ACTUAL_NOT_COMPARABLE, achievement::not_comparable),
    check(&findings::SCORE_UNEARNED, achievement::score_unearned),
    check(&findings::PUBLISHED_COUNT, relevance::published_count),
];
