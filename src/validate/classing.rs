//! indicators in a class they do not fit. R-23: levels that could not be told.

use crate::findings::{
    LevelsUnresolved, NotSatisfaction, RateUnderQuantity, RowRepaired, SatisfactionElsewhere, TimeUnderBenefit,
    WorkUnderBenefit,
};
use crate::model::{Finding, Indicator};

use super::completeness::{IndicatorClass, is_of_class};
use super::judged::{quote, target};
use super::measures::{Measure, announced, measured};
use super::normal::{ends_in_any, has_any, normalised, without_tail_brackets};
use super::outcome::Tally;
use super::view::View;

/// the class fits what is measured.
pub(super) fn doubtful(view: &View, tally: &mut Tally) {
    for group in view.groups() {
        for (n, indicator) in group.whole_indicators() {
            let Some(name) = indicator.level3.as_deref() else { continue };
            if indicator.level1.is_none() && indicator.level2.is_none() {
                continue;
            }
            tally.look();
            let name = normalised(without_tail_brackets(name));
            if let Some(finding) = doubt(view, indicator, &name) {
                tally.hit(group.locate_indicator(finding, n));
            }
        }
    }
}

fn doubt(view: &View, indicator: &Indicator, name: &str) -> Option<Finding> {
    let own = &view.thresholds().class_doubtful;
    let is_satisfaction = is_of_class(view, indicator, IndicatorClass::Satisfaction);
    if is_satisfaction {
        let raw = target(indicator).map_or("", |t| t.raw.as_str());
        let speaks_of_it = has_any(name, &own.satisfaction_words) || has_any(raw, &own.satisfaction_words);
        return (!speaks_of_it).then(|| view.finding(NotSatisfaction {}));
    }
    if ["满意度", "满意率", "满意程度"].iter().any(|word| name.contains(word)) {
        return Some(view.finding(SatisfactionElsewhere {}));
    }
    let is_benefit = is_of_class(view, indicator, IndicatorClass::Benefit);
    if is_benefit && ends_in_any(name, &own.time_heads) {
        return Some(view.finding(TimeUnderBenefit {}));
    }
    if is_benefit
        && announced(view, name).is_some_and(Measure::is_count)
        && has_any(name, &own.output_verbs)
        && !has_any(name, &own.benefit_words)
    {
        return Some(view.finding(WorkUnderBenefit {}));
    }
    let is_quantity = indicator.level2.as_deref().is_some_and(|level2| level2.contains("数量"));
    (is_quantity && is_rate(view, indicator, name)).then(|| view.finding(RateUnderQuantity {}))
}

fn is_rate(view: &View, indicator: &Indicator, name: &str) -> bool {
    let unit = target(indicator).and_then(|t| t.unit.as_deref()).and_then(|u| measured(view, u));
    unit == Some(Measure::Percent) || (unit.is_none() && announced(view, name) == Some(Measure::Percent))
}

/// indicators whose level 1 and level 2 could not be told.
pub(super) fn unresolved(view: &View, tally: &mut Tally) {
    let mut count: usize = 0;
    let mut first = None;
    for group in view.groups() {
        for (_, indicator) in group.whole_indicators() {
            tally.look();
            if indicator.level1.is_none() && indicator.level2.is_none() {
                count += 1;
                first = first.or(Some(indicator));
            }
        }
    }
    if let Some(first) = first {
        tally.hit(view.finding(LevelsUnresolved { count }).at(first.place.clone()).quote(quote(first)));
    }
}

/// rows that an earlier stage put right, so that the outcome shows where to look again.
pub(super) fn repaired(view: &View, tally: &mut Tally) {
    tally.look();
    let codes = &view.thresholds().row_repaired.repairs;
    for earlier in view.earlier.iter().filter(|f| codes.iter().any(|c| f.code.0.starts_with(c.as_str()))) {
        let mut finding = view.finding(RowRepaired {});
        finding.project = earlier.project;
        finding.indicator = earlier.indicator;
        tally.hit(finding);
    }
}
