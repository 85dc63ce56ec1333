//! units of targets.

use rust_decimal::Decimal;

use crate::findings::{NumberMissing, PercentOutOfRange, UnitMismatch, UnitMissing};
use crate::model::{Finding, Indicator, Target};

use super::judged::{is_quantitative, name, single_targets, target};
use super::measures::{Measure, announced, measured, trailing_unit};
use super::normal::{has_any, normalised};
use super::outcome::Tally;
use super::view::View;

/// the unit is of the kind the name announces.
pub(super) fn mismatch(view: &View, tally: &mut Tally) {
    for group in view.groups() {
        for (n, indicator) in group.whole_indicators() {
            let (Some(name), Some(target)) = (indicator.level3.as_deref(), target(indicator)) else { continue };
            tally.look();
            if let Some(finding) = contradiction(view, name, target) {
                tally.hit(group.locate_indicator(finding, n));
            }
        }
    }
}

fn contradiction(view: &View, name: &str, target: &Target) -> Option<Finding> {
    let expected = announced(view, name);
    if !is_quantitative(target) {
        return unmeasured(view, expected?, name, &target.raw);
    }
    let unit = single_targets(target).iter().find_map(|t| t.unit.as_deref());
    let found = unit.and_then(|u| measured(view, u));
    if let (Some(expected), Some(found)) = (expected, found) {
        return contradicts(expected, found, name).then(|| said(view, expected, found));
    }
    let in_name = trailing_unit(view, name).and_then(|u| measured(view, &u));
    if let (Some(in_name), Some(found)) = (in_name, found) {
        // 水泥路1条 may well be given in kilometres; a share of it says that name and value were mixed up.
        let is_share = found == Measure::Percent && in_name != Measure::Percent;
        return is_share.then(|| said(view, in_name, found));
    }
    (found == Some(Measure::Percent) && is_event(view, name) && is_bare(view, &target.raw))
        .then(|| said(view, Measure::Count, Measure::Percent))
}

fn said(view: &View, expected: Measure, found: Measure) -> Finding {
    view.finding(UnitMismatch { expected: expected.words(), found: found.words() })
}

fn contradicts(expected: Measure, found: Measure, name: &str) -> bool {
    match expected {
        // 4星 and 90分 are grades, not counts; but satisfaction may also be counted in other ways.
        Measure::Percent => found != Measure::Percent && !(name.contains("满意") && found.is_count()),
        // 服务时间 may be a number of times; costs are also given as a share of the budget.
        Measure::Time => found != Measure::Time && !found.is_count(),
        Measure::Money => !matches!(found, Measure::Money | Measure::Percent),
        _ => !expected.may_be(found),
    }
}

/// A name that announces a number beside a value without any.
fn unmeasured(view: &View, expected: Measure, name: &str, raw: &str) -> Option<Finding> {
    let all_or_none = view.thresholds().unit_mismatch.all_or_none.iter().any(|w| raw.contains(w.as_str()));
    let asks = match expected {
        Measure::Percent => !name.contains("满意") && !all_or_none,
        Measure::Count | Measure::People | Measure::Times | Measure::Area => true,
        Measure::Time | Measure::Money | Measure::Length | Measure::Bulk => false,
    };
    (asks && !raw.trim().is_empty()).then(|| view.finding(NumberMissing { expected: expected.words() }))
}

/// 组织……考试, 举办……培训: something that is done a number of times.
fn is_event(view: &View, name: &str) -> bool {
    let name = normalised(name);
    let own = &view.thresholds().unit_mismatch;
    own.event_verbs.iter().any(|w| name.starts_with(w)) && own.event_nouns.iter().any(|w| name.ends_with(w))
}

/// Whether a value is a number with its unit and nothing else.
fn is_bare(view: &View, raw: &str) -> bool {
    let mut text = normalised(raw);
    for word in &view.rules.shared().bound_words {
        text = text.replace(word.as_str(), "");
    }
    !text.is_empty()
        && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '%' | '≥' | '≤' | '<' | '>' | '='))
}

/// a number has a unit, in the value or in the name.
pub(super) fn missing(view: &View, tally: &mut Tally) {
    for group in view.groups() {
        for (n, indicator) in group.whole_indicators() {
            let Some(target) = target(indicator).filter(|t| is_quantitative(t)) else { continue };
            tally.look();
            if lacks_unit(view, indicator, target) {
                tally.hit(group.locate_indicator(view.finding(UnitMissing {}), n));
            }
        }
    }
}

fn lacks_unit(view: &View, indicator: &Indicator, target: &Target) -> bool {
    let Some(value) = target.value else { return false };
    let name = normalised(name(indicator));
    // 0 of anything is 0; scores and indices have no unit; a bare year is a date.
    let is_year = (Decimal::from(1950)..=Decimal::from(2100)).contains(&value) && value.fract().is_zero();
    let unitless = view.thresholds().unit_missing.unitless_heads.iter().any(|w| name.ends_with(w.as_str()));
    target.unit.is_none()
        && !value.is_zero()
        && is_bare(view, &target.raw)
        && !unitless
        && !(is_year && name.contains('年'))
}

/// a percentage lies between 0 and 100, but for growth.
pub(super) fn percent_range(view: &View, tally: &mut Tally) {
    let own = &view.thresholds().percent_out_of_range;
    for group in view.groups() {
        for (n, indicator) in group.whole_indicators() {
            let targets = [&indicator.period_target, &indicator.annual_target, &indicator.actual];
            for single in targets.into_iter().flatten().flat_map(single_targets) {
                let Some(value) = single.value else { continue };
                if single.unit.as_deref().and_then(|u| measured(view, u)) != Some(Measure::Percent) {
                    continue;
                }
                tally.look();
                let text = format!("{}{}", name(indicator), single.raw);
                if value < own.least || (value > own.most && !has_any(&text, &own.growth)) {
                    let finding = group.locate_indicator(view.finding(PercentOutOfRange { value }), n);
                    tally.hit(match misread_sign(value) {
                        Some(number) => finding.suggest(format!("≥{number}%")),
                        None => finding,
                    });
                }
            }
        }
    }
}

/// 292% is how character recognition reads ≥92%.
fn misread_sign(value: Decimal) -> Option<Decimal> {
    let text = value.to_string();
    let number: Decimal = text.strip_prefix(['2', '7'])?.parse().ok()?;
    (number <= Decimal::ONE_HUNDRED && number >= Decimal::TEN).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::misread_sign;
    use rust_decimal::Decimal;

    #[test]
    fn a_two_may_be_a_misread_sign() {
        assert_eq!(misread_sign(Decimal::from(292)), Some(Decimal::from(92)));
        assert_eq!(misread_sign(Decimal::from(2100)), Some(Decimal::from(100)));
        assert_eq!(misread_sign(Decimal::from(120)), None);
    }
}
