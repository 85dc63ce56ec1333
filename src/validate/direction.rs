//! signs that are missing, point the wrong way, or contradict the period.

use crate::findings::{
    CountCapped, LowerBoundOfCost, LowerBoundOfLow, OperatorMissing, PeriodBelowYear, UpperBoundOfHigh,
};
use crate::model::{Finding, Operator, Target};

use super::judged::{name, single_targets, target};
use super::measures::{Measure, announced, measured};
use super::normal::{has_any, normalised, without_tail_brackets};
use super::outcome::Tally;
use super::view::View;

/// a bare number where other projects print an upper bound for the same indicator.
pub(super) fn operator_missing(view: &View, tally: &mut Tally) {
    for group in view.groups() {
        for (n, indicator) in group.whole_indicators() {
            let (Some(name), Some(target)) = (indicator.level3.as_deref(), target(indicator)) else { continue };
            if target.operator != Some(Operator::Equal) || normalised(&target.raw).contains(['=', '等']) {
                continue;
            }
            tally.look();
            let (upper, all) = view.survey.upper_bounds(name);
            // Its own bare number is one of `all`.
            if upper >= view.thresholds().operator_missing.minimum && upper * 2 > all.saturating_sub(1) {
                let finding = view.finding(OperatorMissing {});
                let suggestion = format!("≤{}", target.raw);
                tally.hit(group.locate_indicator(finding, n).suggest(suggestion));
            }
        }
    }
}

fn is_lower_bound(target: &Target) -> bool {
    matches!(target.operator, Some(Operator::AtLeast | Operator::MoreThan))
}

fn is_upper_bound(target: &Target) -> bool {
    matches!(target.operator, Some(Operator::AtMost | Operator::LessThan))
}

/// at least for what should be low, at most for what should be high.
pub(super) fn doubtful(view: &View, tally: &mut Tally) {
    let own = &view.thresholds().direction_doubtful;
    let shared = view.rules.shared();
    each(view, tally, |name, target| {
        // The signs before the words: most targets have neither.
        if !is_lower_bound(target) && !is_upper_bound(target) {
            return None;
        }
        let low_is_good = has_any(name, &shared.low_is_good);
        if low_is_good && is_lower_bound(target) && !has_any(name, &shared.reductions) {
            return Some(view.finding(LowerBoundOfLow {}));
        }
        let high_is_good = own.high_heads.iter().any(|w| name.ends_with(w.as_str()));
        if high_is_good && !low_is_good && is_upper_bound(target) {
            return Some(view.finding(UpperBoundOfHigh {}));
        }
        let is_cost = own.cost_heads.iter().any(|w| name.ends_with(w.as_str()));
        (is_cost && is_lower_bound(target) && !has_any(name, &shared.reductions))
            .then(|| view.finding(LowerBoundOfCost {}))
    });
}

/// at most for a number of people or things to be provided.
pub(super) fn capped_count(view: &View, tally: &mut Tally) {
    let shared = view.rules.shared();
    each(view, tally, |name, target| {
        (is_upper_bound(target)
            && announced(view, name).is_some_and(Measure::is_count)
            && !has_any(name, &shared.low_is_good)
            && !view.thresholds().count_capped.caps.iter().any(|w| name.contains(w.as_str())))
        .then(|| view.finding(CountCapped {}))
    });
}

fn each(view: &View, tally: &mut Tally, judge: impl Fn(&str, &Target) -> Option<Finding>) {
    for group in view.groups() {
        for (n, indicator) in group.whole_indicators() {
            let (Some(name), Some(target)) = (indicator.level3.as_deref(), target(indicator)) else { continue };
            tally.look();
            let name = normalised(without_tail_brackets(name));
            if let Some(finding) = single_targets(target).iter().find_map(|t| judge(&name, t)) {
                tally.hit(group.locate_indicator(finding, n));
            }
        }
    }
}

/// the whole period's number is not below a year's.
pub(super) fn period_below_year(view: &View, tally: &mut Tally) {
    for group in view.groups() {
        for (n, indicator) in group.whole_indicators() {
            let (Some(period), Some(annual)) = (&indicator.period_target, &indicator.annual_target) else { continue };
            let (Some(of_period), Some(of_year)) = (period.value, annual.value) else { continue };
            let same_unit = period.unit == annual.unit || period.unit.is_none() || annual.unit.is_none();
            // Percentages do not add up over the years.
            let unit = period.unit.as_deref().or(annual.unit.as_deref());
            if is_upper_bound(period) || !same_unit || unit.and_then(|u| measured(view, u)) == Some(Measure::Percent) {
                continue;
            }
            tally.look();
            if of_period < of_year {
                let finding = view.finding(PeriodBelowYear { period: of_period, year: of_year });
                let quote = format!("{}：{} / {}", name(indicator), period.raw, annual.raw);
                tally.hit(group.locate_indicator(finding, n).quote(quote));
            }
        }
    }
}
