//! what was reached beside what was wanted, and the points given for it.

use rust_decimal::Decimal;

use crate::findings::{ActualOfAnotherMeasure, ActualRepeatsTarget, ActualWithoutNumber, ReasonsBelow, ScoreUnearned};
use crate::model::{Indicator, Kind, Operator, Target};

use super::judged::name;
use super::measures::{Measure, announced, measured};
use super::normal::has_any;
use super::outcome::Tally;
use super::view::{Group, View};

/// What became of a target that has a number.
pub(super) enum Achievement {
    /// Reached, or more.
    Met,
    /// Missed: how much of it was reached, in percent.
    Missed(Decimal),
    /// What is said of it has no number.
    WithoutNumber,
    /// What is said of it is its own bound again: ≥90% beside ≥90%.
    Repeated,
    /// What is said of it measures something else.
    OfAnotherMeasure(Measure, Measure),
}

/// What became of an indicator's target; `None` where there is nothing to compare, or no telling whether it compares.
pub(super) fn achievement(view: &View, indicator: &Indicator) -> Option<Achievement> {
    let (target, actual): (&Target, &Target) = (indicator.annual_target.as_ref()?, indicator.actual.as_ref()?);
    let (wanted, operator) = (target.value?, target.operator?);
    let named = announced(view, name(indicator));
    let measures = [unit_measure(view, target).or(named), unit_measure(view, actual)];
    let Some(reached) = actual.value else {
        return says_nothing_measured(view, target, actual, measures[0]).then_some(Achievement::WithoutNumber);
    };
    // A bound is no value that was reached: it says the target again, or something that cannot be reckoned with.
    if !matches!(actual.operator, None | Some(Operator::Equal)) {
        let is_again = actual.operator == target.operator && reached == wanted;
        return is_again.then_some(Achievement::Repeated);
    }
    if actual.unit.is_some() && actual.unit != target.unit {
        match measures {
            // Persons and persons a day are both counted.
            [Some(expected), Some(found)] if expected.is_count() && expected.may_be(found) => {}
            [Some(expected), Some(found)] if expected != found => {
                return Some(Achievement::OfAnotherMeasure(expected, found));
            }
            _ => return None,
        }
    }
    Some(compared(wanted, operator, reached))
}

/// What the unit of a value measures.
fn unit_measure(view: &View, value: &Target) -> Option<Measure> {
    measured(view, value.unit.as_deref()?)
}

/// Whether an actual value without a number leaves open what was reached.
fn says_nothing_measured(view: &View, target: &Target, actual: &Target, measure: Option<Measure>) -> bool {
    let raw = actual.raw.as_str();
    // A deadline is kept or not, nothing is none, and what is done is done by a hundred per cent.
    let is_told_in_words = match measure {
        Some(Measure::Time) => true,
        Some(Measure::Percent) if target.value == Some(Decimal::ONE_HUNDRED) => {
            has_any(raw, &view.thresholds().actual_not_comparable.done)
        }
        _ => false,
    };
    let is_nothing = target.value.is_some_and(|v| v.is_zero());
    let has_number = !actual.parts.is_empty() || raw.chars().any(char::is_numeric);
    !(raw.trim().is_empty() || has_number || is_nothing || is_told_in_words || measure.is_none())
}

fn compared(wanted: Decimal, operator: Operator, reached: Decimal) -> Achievement {
    let is_missed = match operator {
        // A bare number is a goal to be reached; more is no failure.
        Operator::AtLeast | Operator::Equal => reached < wanted,
        Operator::MoreThan => reached <= wanted,
        Operator::AtMost => reached > wanted,
        Operator::LessThan => reached >= wanted,
    };
    let (part, whole) = match operator {
        Operator::AtLeast | Operator::Equal | Operator::MoreThan => (reached, wanted),
        Operator::AtMost | Operator::LessThan => (wanted, reached),
    };
    if !is_missed {
        return Achievement::Met;
    }
    let percent = part.checked_mul(Decimal::ONE_HUNDRED).and_then(|p| p.checked_div(whole));
    Achievement::Missed(percent.map_or(Decimal::ZERO, |p| p.round_dp(1).normalize()))
}

/// The whole indicators of self-evaluations.
fn evaluated<'a>(view: &View<'a>) -> impl Iterator<Item = (Group<'a>, usize, &'a Indicator)> {
    let groups = if view.form.kind == Kind::SelfEvaluation { view.groups() } else { Vec::new() };
    groups.into_iter().flat_map(|group| group.whole_indicators().map(move |(n, indicator)| (group, n, indicator)))
}

/// what was reached can be held against what was wanted.
pub(super) fn not_comparable(view: &View, tally: &mut Tally) {
    for (group, n, indicator) in evaluated(view) {
        let finding = match achievement(view, indicator) {
            None => continue,
            Some(Achievement::Met | Achievement::Missed(_)) => {
                tally.look();
                continue;
            }
            Some(Achievement::WithoutNumber) => view.finding(ActualWithoutNumber {}),
            Some(Achievement::Repeated) => view.finding(ActualRepeatsTarget {}),
            Some(Achievement::OfAnotherMeasure(expected, found)) => {
                view.finding(ActualOfAnotherMeasure { expected: expected.words(), found: found.words() })
            }
        };
        tally.hit(quoting_actual(group.locate_indicator(finding, n), indicator));
    }
}

/// no full points for a target that was missed.
pub(super) fn score_unearned(view: &View, tally: &mut Tally) {
    for (group, n, indicator) in evaluated(view) {
        let (Some(points), Some(score)) = (indicator.points.filter(|p| !p.is_zero()), indicator.score) else {
            continue;
        };
        match achievement(view, indicator) {
            Some(Achievement::Missed(percent)) if score >= points => {
                let finding = view.finding(ScoreUnearned { percent, score });
                tally.hit(quoting_actual(group.locate_indicator(finding, n), indicator));
            }
            Some(Achievement::Missed(_) | Achievement::Met) => tally.look(),
            _ => {}
        }
    }
}

/// a target that was missed has a reason.
pub(super) fn reason_missing(view: &View, tally: &mut Tally) {
    if has_reasons_below(view) {
        tally.lacks(&ReasonsBelow {});
        return;
    }
    for (group, n, indicator) in evaluated(view) {
        tally.look();
        let has_reason = [&indicator.remark, &indicator.reason].into_iter().flatten().any(|r| !r.trim().is_empty());
        if !has_reason && matches!(achievement(view, indicator), Some(Achievement::Missed(_))) {
            tally.hit(group.locate_indicator(view.finding(crate::findings::ReasonMissing {}), n));
        }
    }
}

/// The finding with what was reached behind what it quotes.
fn quoting_actual(mut finding: crate::model::Finding, indicator: &Indicator) -> crate::model::Finding {
    if let (Some(quote), Some(actual)) = (&mut finding.quote, &indicator.actual) {
        quote.push_str(" / ");
        quote.push_str(&actual.raw);
    }
    finding
}

/// Whether reasons are printed for the form as a whole, in a note or in a row that no field is meant for.
fn has_reasons_below(view: &View) -> bool {
    let words = &view.thresholds().reason_missing.reasons;
    let notes = view.form.notes.iter().map(String::as_str);
    let unread = view.earlier.iter().filter(|f| f.code.0 == "not-read").filter_map(|f| f.quote.as_deref());
    notes.chain(unread).any(|text| has_any(text, words))
}
