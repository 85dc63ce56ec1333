//! what is nearly the same, or the same in too many places.

use std::collections::BTreeMap;

use crate::findings::{Boilerplate, ProjectTwice, SimilarGoal, SimilarIndicator};

use super::judged::{name, target};
use super::normal::{Bigram, bigrams, normalised};
use super::outcome::Tally;
use super::view::{Group, View};

/// no project stands twice in a list.
pub(super) fn project_twice(view: &View, tally: &mut Tally) {
    let mut first: BTreeMap<(String, Option<String>), usize> = BTreeMap::new();
    for group in view.groups() {
        let (Some(project), Some(name)) = (group.project, group.name.map(normalised)) else { continue };
        tally.look();
        let unit = view.form.projects[project].budget_unit.as_deref().map(normalised);
        let earlier = *first.entry((name, unit)).or_insert(project);
        if earlier != project {
            let finding = view.finding(ProjectTwice { row: earlier + 1 });
            tally.hit(group.locate(finding).quote(group.called()));
        }
    }
}

/// The share of two sets of pairs that both have, 0 to 1.
fn likeness(a: &[Bigram], b: &[Bigram]) -> f64 {
    let common = a.iter().filter(|pair| b.binary_search(pair).is_ok()).count();
    let all = a.len() + b.len();
    if all == 0 { 0.0 } else { 2.0 * common as f64 / all as f64 }
}

/// Whether sets of so different sizes may be alike.
fn may_be_alike(a: &[Bigram], b: &[Bigram], least: f64) -> bool {
    2.0 * a.len().min(b.len()) as f64 >= least * (a.len() + b.len()) as f64
}

/// the goal of a project is not nearly that of another.
pub(super) fn similar_goals(view: &View, tally: &mut Tally) {
    let own = &view.thresholds().similar_goal;
    let mut earlier: Vec<(String, Vec<Bigram>, Group)> = Vec::new();
    for group in view.groups() {
        let Some(goal) = group.goal.map(normalised).filter(|goal| goal.chars().count() >= own.characters) else {
            continue;
        };
        if group.project.is_none() || earlier.len() >= own.most {
            continue;
        }
        tally.look();
        let pairs = bigrams(&goal);
        let alike = earlier.iter().find(|(other, of_other, _)| {
            *other != goal && may_be_alike(&pairs, of_other, own.share) && likeness(&pairs, of_other) >= own.share
        });
        if let Some((_, of_other, other)) = alike {
            let percent = (likeness(&pairs, of_other) * 100.0).floor();
            let finding = view.finding(SimilarGoal { other: other.called(), percent });
            tally.hit(group.locate(finding).quote(group.called()));
        }
        earlier.push((goal, pairs, group));
    }
}

/// two indicators of a project have not nearly one name and the same value.
pub(super) fn similar_indicators(view: &View, tally: &mut Tally) {
    let own = &view.thresholds().similar_indicator;
    for group in view.groups() {
        let mut earlier: Vec<(usize, &[Bigram], &str)> = Vec::new();
        for (n, indicator) in group.whole_indicators() {
            let Some(target) = target(indicator) else { continue };
            let pairs = view.survey.pairs(name(indicator));
            if pairs.len() < own.pairs || earlier.len() >= own.most {
                continue;
            }
            tally.look();
            let alike = earlier.iter().find(|(_, other, raw)| {
                *raw == target.raw
                    && *other != pairs
                    && may_be_alike(pairs, other, own.share)
                    && likeness(pairs, other) >= own.share
            });
            if let Some((item, ..)) = alike {
                let finding = view.finding(SimilarIndicator { item: item + 1 });
                tally.hit(group.locate_indicator(finding, n));
            }
            earlier.push((n, pairs, target.raw.as_str()));
        }
    }
}

/// not the same wordy indicator in most projects of a list.
pub(super) fn boilerplate(view: &View, tally: &mut Tally) {
    let own = &view.thresholds().boilerplate;
    let groups = view.groups();
    if groups.len() < own.projects {
        return;
    }
    let mut with: BTreeMap<(&str, &str), Vec<(usize, usize)>> = BTreeMap::new();
    for (number, group) in groups.iter().enumerate() {
        for (n, indicator) in group.whole_indicators() {
            let Some(target) = target(indicator).filter(|t| t.value.is_none()) else { continue };
            if view.survey.own_length(name(indicator)) >= own.characters {
                with.entry((name(indicator), target.raw.as_str())).or_default().push((number, n));
            }
        }
    }
    tally.look();
    for places in with.into_values() {
        let Some((number, n)) = places.first().copied() else { continue };
        let mut projects: Vec<usize> = places.iter().map(|(number, _)| *number).collect();
        projects.dedup();
        if projects.len() >= own.projects && projects.len() * 2 > groups.len() {
            let finding = view.finding(Boilerplate { count: projects.len() });
            tally.hit(groups[number].locate_indicator(finding, n));
        }
    }
}
