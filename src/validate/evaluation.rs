//! self-evaluations.

use rust_decimal::Decimal;

use crate::findings::{
    ExecutionRate, IndicatorsWithoutPoints, NoBudgetOrSpending, NoExecutionRate, NoPoints, NoTotalScore, PointsTotal,
    ReasonMissing, ScoreAbovePoints, ScoreTotal, ScoresMissing,
};
use crate::model::{Indicator, Kind, Operator, Target};

use super::outcome::Tally;
use super::totals::total;
use super::view::View;

/// 执行率 = 全年执行数 / 全年预算数.
pub(super) fn execution_rate(view: &View, tally: &mut Tally) {
    for (n, project) in evaluated(view) {
        let Some(execution) = project.execution else { continue };
        let (Some(budget), Some(spent)) = (execution.budget.filter(|b| !b.is_zero()), execution.spent) else {
            tally.lacks(&NoBudgetOrSpending {});
            continue;
        };
        let Some(printed) = execution.rate else {
            tally.lacks(&NoExecutionRate {});
            continue;
        };
        tally.look();
        let Some(rate) = spent.checked_mul(Decimal::ONE_HUNDRED).and_then(|s| s.checked_div(budget)) else { continue };
        if (printed - rate).abs() > view.thresholds().execution_rate.tolerance {
            let rate = rate.round_dp(2);
            let finding = view.finding(ExecutionRate { printed, rate });
            tally.hit(finding.project(n).at(project.place.clone()).quote(format!("{spent} / {budget}")));
        }
    }
}

fn evaluated<'a>(view: &View<'a>) -> impl Iterator<Item = (usize, &'a crate::model::Project)> + use<'a> {
    let is_evaluation = view.form.kind == Kind::SelfEvaluation;
    view.form.projects.iter().enumerate().filter(move |_| is_evaluation)
}

/// no score above its points.
pub(super) fn score_above_points(view: &View, tally: &mut Tally) {
    for group in view.groups().iter().filter(|_| view.form.kind == Kind::SelfEvaluation) {
        for (n, indicator) in group.whole_indicators() {
            let (Some(points), Some(score)) = (indicator.points, indicator.score) else { continue };
            tally.look();
            if score > points {
                let finding = view.finding(ScoreAbovePoints { score, points });
                tally.hit(group.locate_indicator(finding, n));
            }
        }
    }
}

/// the points add up to 100.
pub(super) fn points_total(view: &View, tally: &mut Tally) {
    for (n, project) in evaluated(view) {
        let points: Vec<Decimal> = project.indicators.iter().filter_map(|i| i.points).collect();
        if points.is_empty() {
            tally.lacks(&NoPoints {});
            continue;
        }
        if points.len() < project.indicators.len() {
            tally.lacks(&IndicatorsWithoutPoints {});
            continue;
        }
        let sum = total(&points);
        let execution = project.execution.and_then(|e| e.points);
        let expected = view.thresholds().points_total.total;
        // Where the points of the execution are not printed apart, they may be what is missing (10 in the national form).
        let usual = execution.is_none() && sum == expected - view.thresholds().points_total.execution;
        tally.look();
        let sum = sum + execution.unwrap_or_default();
        if sum != expected && !usual {
            let finding = view.finding(PointsTotal { sum, expected });
            tally.hit(finding.project(n).at(project.place.clone()).quote(sum.to_string()));
        }
    }
}

/// the printed total score is the sum of the scores.
pub(super) fn score_total(view: &View, tally: &mut Tally) {
    for (n, project) in evaluated(view) {
        let Some(printed) = project.execution.and_then(|e| e.total_score) else {
            tally.lacks(&NoTotalScore {});
            continue;
        };
        let scores: Vec<Decimal> = project.indicators.iter().filter_map(|i| i.score).collect();
        let execution = project.execution.and_then(|e| e.score);
        if scores.len() < project.indicators.len() || execution.is_none() {
            tally.lacks(&ScoresMissing {});
            continue;
        }
        tally.look();
        let sum = total(&scores) + execution.unwrap_or_default();
        if (sum - printed).abs() > view.thresholds().score_total.tolerance {
            let finding = view.finding(ScoreTotal { printed, sum });
            tally.hit(finding.project(n).at(project.place.clone()).quote(printed.to_string()));
        }
    }
}

/// a target that was missed has a reason.
pub(super) fn reason_missing(view: &View, tally: &mut Tally) {
    for group in view.groups().iter().filter(|_| view.form.kind == Kind::SelfEvaluation) {
        for (n, indicator) in group.whole_indicators() {
            tally.look();
            let has_reason = indicator.remark.as_deref().is_some_and(|r| !r.trim().is_empty());
            if !has_reason && is_missed(indicator) == Some(true) {
                tally.hit(group.locate_indicator(view.finding(ReasonMissing {}), n));
            }
        }
    }
}

/// Whether the actual value misses the target; `None` where they cannot be compared.
fn is_missed(indicator: &Indicator) -> Option<bool> {
    let (target, actual): (&Target, &Target) = (indicator.annual_target.as_ref()?, indicator.actual.as_ref()?);
    let (wanted, reached) = (target.value?, actual.value?);
    // “90%以上” as an actual value repeats the target; different units do not compare.
    if target.unit != actual.unit || !matches!(actual.operator, None | Some(Operator::Equal)) {
        return None;
    }
    Some(match target.operator? {
        // A bare number is a goal to be reached; more is no failure.
        Operator::AtLeast | Operator::Equal => reached < wanted,
        Operator::MoreThan => reached <= wanted,
        Operator::AtMost => reached > wanted,
        Operator::LessThan => reached >= wanted,
    })
}
