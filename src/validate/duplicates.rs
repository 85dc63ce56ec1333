//! the same text where different texts belong.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::judged::{name, target};
use super::normal::{bigrams, ideographs_without, normalised, share};
use super::outcome::Tally;
use super::view::{Group, View};
use crate::findings::{DuplicateName, DuplicateProject, DuplicateValue, words};
use crate::model::Indicator;

/// projects whose goals or indicators are those of another.
pub(super) fn between_projects(view: &View, tally: &mut Tally) {
    for group in view.groups() {
        let Some(project) = group.project else { continue };
        tally.look();
        let goal = view.survey.first_with_goal(view.form.kind, (view.index, project));
        let indicators = view.survey.first_with_indicators(view.form.kind, (view.index, project));
        let (Some(first), what) = (match (goal, indicators) {
            (Some(g), Some(i)) if g == i => (Some(g), words::GOAL_AND_INDICATORS),
            (Some(g), _) => (Some(g), words::GOAL),
            (None, i) => (i, words::INDICATORS),
        }) else {
            continue;
        };
        let other = view.survey.project_name(first);
        let finding = view.finding(DuplicateProject { what, other });
        tally.hit(group.locate(finding).quote(group.called()));
    }
}

/// one name for two indicators of a project.
pub(super) fn names(view: &View, tally: &mut Tally) {
    for group in view.groups() {
        let mut first = BTreeMap::new();
        for (n, indicator) in group.whole_indicators() {
            let Some(name) = indicator.level3.as_deref().map(normalised).filter(|n| !n.is_empty()) else { continue };
            tally.look();
            // The same name may be asked of several classes, as 及时率 of output and of benefit.
            match first.entry((&indicator.level1, &indicator.level2, name)) {
                Entry::Vacant(place) => drop(place.insert(n)),
                Entry::Occupied(earlier) => {
                    let finding = view.finding(DuplicateName { item: earlier.get() + 1 });
                    tally.hit(group.locate_indicator(finding, n));
                }
            }
        }
    }
}

/// one wordy value for two indicators of a project.
pub(super) fn values(view: &View, tally: &mut Tally) {
    let minimum = view.thresholds().duplicate_value.characters;
    for group in view.groups() {
        let mut by_value: BTreeMap<String, Vec<(usize, &Indicator)>> = BTreeMap::new();
        for (n, indicator) in group.whole_indicators() {
            let Some(target) = target(indicator) else { continue };
            tally.look();
            // 100% and 不少于1次 are values anything may have.
            if view.survey.own_length(&target.raw) >= minimum {
                by_value.entry(normalised(&target.raw)).or_default().push((n, indicator));
            }
        }
        for (_, members) in by_value.into_iter().filter(|(_, m)| m.len() > 1) {
            report(view, tally, &group, &members);
        }
    }
}

/// Reports all but the member whose name the value fits best.
fn report(view: &View, tally: &mut Tally, group: &Group, members: &[(usize, &Indicator)]) {
    let best = members.iter().reduce(|a, b| if fit(b.1) > fit(a.1) { b } else { a });
    let Some(&(best, _)) = best else { return };
    for n in members.iter().map(|(n, _)| *n).filter(|n| *n != best) {
        let finding = view.finding(DuplicateValue { item: best + 1 });
        tally.hit(group.locate_indicator(finding, n));
    }
}

/// How well the value of an indicator fits its name, 0 to 1.
fn fit(indicator: &Indicator) -> f64 {
    let value = target(indicator).map_or("", |t| t.raw.as_str());
    share(&bigrams(&ideographs_without(value, &[])), &bigrams(&ideographs_without(name(indicator), &[])))
}
