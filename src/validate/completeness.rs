//! what a project must have.

use crate::findings::{
    BlankProject, ClassMissing, FewIndicators, GoalMissing, IndicatorIncomplete, IndicatorsCut, IndicatorsMissing,
    IndicatorsWithoutClass, Listed, NoGoals, TextNotRead, Words, words,
};
use crate::model::{Indicator, Kind};

use super::judged::target;
use super::normal::has_any;
use super::outcome::Tally;
use super::view::{Group, View, is_blank};

/// Whether the form lets the check ask of every project: not where it never prints such a thing.
fn never_has(groups: &[Group], has: impl Fn(&Group) -> bool) -> bool {
    !groups.is_empty() && !groups.iter().any(has)
}

fn is_filled(text: Option<&str>) -> bool {
    text.is_some_and(|t| !t.trim().is_empty())
}

/// a project has a goal.
pub(super) fn goal(view: &View, tally: &mut Tally) {
    let groups = view.groups();
    // A form that has no goal anywhere may have no cell for it: a monitoring form, or a list of several projects.
    let may_lack = view.form.kind == Kind::Monitoring || groups.len() > 2;
    if may_lack && never_has(&groups, |g| is_filled(g.goal)) {
        tally.lacks(&NoGoals {});
        return;
    }
    let has_unread = view.has_unread();
    for group in &groups {
        tally.look();
        if !is_filled(group.goal) {
            if has_unread {
                tally.lacks(&TextNotRead {});
                continue;
            }
            let name = group.called();
            let finding = view.finding(GoalMissing { name });
            tally.hit(group.locate(finding).quote(name));
        }
    }
}

/// a template nobody filled in.
pub(super) fn blank(view: &View, tally: &mut Tally) {
    let form = view.form;
    for (n, project) in form.projects.iter().enumerate() {
        tally.look();
        if is_blank(project) {
            tally.hit(view.finding(BlankProject {}).project(n).at(project.place.clone()));
        }
    }
}

/// a project has indicators.
pub(super) fn indicators(view: &View, tally: &mut Tally) {
    for group in view.groups() {
        tally.look();
        if group.indicators.is_empty() {
            let name = group.called();
            let finding = view.finding(IndicatorsMissing { name });
            tally.hit(group.locate(finding).quote(name));
        }
    }
}

/// a project has enough indicators.
pub(super) fn enough_indicators(view: &View, tally: &mut Tally) {
    let minimum = view.thresholds().few_indicators.minimum;
    for group in view.groups() {
        tally.look();
        let count = group.indicators.len();
        if (1..minimum).contains(&count) {
            let name = group.called();
            let finding = view.finding(FewIndicators { name, count, minimum });
            tally.hit(group.locate(finding).quote(name));
        }
    }
}

/// an indicator has class, name and value. A form of evaluation without a column of values says by which standard points are
/// given instead.
pub(super) fn complete_indicators(view: &View, tally: &mut Tally) {
    let any_value = view.groups().iter().flat_map(|group| group.indicators).any(has_value);
    for group in view.groups() {
        let classes_printed = group.indicators.iter().any(|i| i.level1.is_some() || i.level2.is_some());
        for (n, indicator) in group.indicators.iter().enumerate() {
            tally.look();
            let by_standard = !any_value && indicator.criteria.is_some() && indicator.points.is_some();
            let lacking = lacking(indicator, classes_printed || indicator.partial, by_standard);
            if lacking.is_empty() {
                continue;
            }
            let finding = view.finding(IndicatorIncomplete { lacking: Listed(lacking) });
            tally.hit(group.locate_indicator(finding, n));
        }
    }
}

/// Whether a value is printed that is more than the rest of one that was cut.
fn has_value(indicator: &Indicator) -> bool {
    target(indicator).is_some_and(|t| {
        let only_operator = t.value.is_none() && t.parts.is_empty() && t.operator.is_some();
        let is_cut = only_operator && indicator.partial;
        !t.raw.trim().is_empty() && !is_cut
    })
}

fn lacking(indicator: &Indicator, classes_printed: bool, by_standard: bool) -> Vec<Words> {
    let has_class = indicator.level1.is_some() || (indicator.level2.is_some() && !indicator.partial);
    [
        (has_class || !classes_printed, words::CLASS),
        (is_filled(indicator.level3.as_deref()), words::NAME),
        (by_standard || has_value(indicator), words::VALUE),
    ]
    .into_iter()
    .filter_map(|(there, what)| (!there).then_some(what))
    .collect()
}

/// The classes of the scheme, and what a project without them lacks.
const CLASSES: [(IndicatorClass, Words); 3] = [
    (IndicatorClass::Output, words::OUTPUT),
    (IndicatorClass::Benefit, words::BENEFIT),
    (IndicatorClass::Satisfaction, words::SATISFACTION),
];
const COST: (IndicatorClass, Words) = (IndicatorClass::Cost, words::COST);

/// A class of indicators.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum IndicatorClass {
    Output,
    Benefit,
    Satisfaction,
    Cost,
}

/// Whether the indicator belongs to a class named by one of the words.
pub(super) fn is_of_class(view: &View, indicator: &Indicator, class: IndicatorClass) -> bool {
    let shared = view.rules.shared();
    let words = match class {
        IndicatorClass::Output => &shared.output,
        IndicatorClass::Benefit => &shared.benefit,
        IndicatorClass::Satisfaction => &shared.satisfaction,
        IndicatorClass::Cost => &shared.cost,
    };
    // Older forms print 满意度 as a level 2 of 效益; a level-2 成本 under 产出 is no class of its own.
    let level2 = indicator.level2.as_deref().filter(|_| class == IndicatorClass::Satisfaction);
    indicator.level1.as_deref().into_iter().chain(level2).any(|level| has_any(level, words))
}

/// each class of indicators is there: 产出, 效益, 满意度, and 成本 in forms of the 2021 scheme.
pub(super) fn classes(view: &View, tally: &mut Tally) {
    let groups = view.groups();
    let of_2021 = groups.iter().any(|g| g.indicators.iter().any(|i| is_of_class(view, i, COST.0)));
    for group in groups.iter().filter(|g| !g.indicators.is_empty()) {
        if group.is_truncated() {
            tally.lacks(&IndicatorsCut {});
            continue;
        }
        if group.indicators.iter().any(|i| i.level1.is_none()) {
            tally.lacks(&IndicatorsWithoutClass {});
            continue;
        }
        tally.look();
        let asked = CLASSES.iter().chain(of_2021.then_some(&COST));
        let absent: Vec<Words> =
            asked.filter(|c| !group.indicators.iter().any(|i| is_of_class(view, i, c.0))).map(|c| c.1).collect();
        if absent.is_empty() {
            continue;
        }
        let quote = absent.iter().map(|c| c.zh).collect::<Vec<_>>().join("、");
        let name = group.called();
        let finding = view.finding(ClassMissing { name, classes: Listed(absent) });
        tally.hit(group.locate(finding).quote(quote));
    }
}
