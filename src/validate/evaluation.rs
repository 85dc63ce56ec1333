//! self-evaluations.

use rust_decimal::Decimal;

use crate::findings::{
    ExecutionRate, ExecutionScore, IndicatorsWithoutPoints, NoBudgetOrSpending, NoExecutionRate, NoPoints,
    NoTotalScore, PointsTotal, ScoreAbovePoints, ScoreTotal, ScoresMissing,
};
use crate::model::{Execution, Kind};

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
        let Some(rate) = percent(spent, budget) else { continue };
        // A rate printed as 86 may be anything that is rounded to it.
        let last_digit = Decimal::new(5, printed.normalize().scale() + 1);
        if (printed - rate).abs() > view.thresholds().execution_rate.tolerance.max(last_digit) {
            let rate = rate.round_dp(2);
            let finding = view.finding(ExecutionRate { printed, rate });
            tally.hit(finding.project(n).at(project.place.clone()).quote(format!("{spent} / {budget}")));
        }
    }
}

fn percent(part: Decimal, whole: Decimal) -> Option<Decimal> {
    part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)
}

/// the score of the execution is its points × the rate, and no more than its points.
pub(super) fn execution_score(view: &View, tally: &mut Tally) {
    for (n, project) in evaluated(view) {
        let Some(Execution { budget, spent, points: Some(points), rate, score: Some(score), .. }) = project.execution
        else {
            continue;
        };
        let of_sums = spent.zip(budget.filter(|b| !b.is_zero())).and_then(|(spent, budget)| percent(spent, budget));
        let Some(rate) = rate.or(of_sums) else {
            tally.lacks(&NoExecutionRate {});
            continue;
        };
        let share = rate.clamp(Decimal::ZERO, Decimal::ONE_HUNDRED);
        let Some(expected) = points.checked_mul(share).and_then(|p| p.checked_div(Decimal::ONE_HUNDRED)) else {
            continue;
        };
        tally.look();
        if (score - expected).abs() > view.thresholds().execution_score.tolerance {
            let (rate, expected) = (rate.round_dp(2).normalize(), expected.round_dp(2).normalize());
            let finding = view.finding(ExecutionScore { score, points, rate, expected });
            tally.hit(finding.project(n).at(project.place.clone()).quote(score.to_string()));
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
