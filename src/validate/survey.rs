//! What the checks know of the whole document.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::model::{Form, Kind, Operator, Project};

use super::judged::target;
use super::normal::{Bigram, bigrams, ideographs_without, normalised};
use super::rules::Rules;
use super::typos::Typos;

/// A project by the index of its form and its own.
pub(super) type ProjectKey = (usize, usize);

/// A goal of so few characters is nobody's in particular.
const SHORTEST_GOAL: usize = 8;
/// A pair of characters that so many names have says nothing about which name a value belongs to.
const MOST_NAMES: usize = 64;

/// What is left of a text without the words that all have.
#[derive(Debug, Default)]
struct Rest {
    /// Its ideographs.
    length: usize,
    /// Their pairs, sorted.
    pairs: Vec<Bigram>,
}

/// What the checks know of the whole document.
#[derive(Debug, Default)]
pub(super) struct Survey {
    names: BTreeMap<ProjectKey, String>,
    goal_of: BTreeMap<ProjectKey, String>,
    indicators_of: BTreeMap<ProjectKey, String>,
    goals: BTreeMap<(Kind, String), Vec<ProjectKey>>,
    indicator_sets: BTreeMap<(Kind, String), Vec<ProjectKey>>,
    /// Of each indicator name: how many upper bounds, how many targets.
    upper_bounds: BTreeMap<String, (usize, usize)>,
    /// Indicator names by the pairs of characters in them.
    names_with: FxHashMap<Bigram, Vec<usize>>,
    indicator_names: Vec<(ProjectKey, String)>,
    /// What is left of each name and value without the words that all have.
    rests: FxHashMap<String, Rest>,
    typos: Typos,
}

impl Survey {
    /// Goes through all forms once.
    pub(super) fn of(forms: &[Form], rules: &Rules) -> Self {
        let mut survey = Self { typos: Typos::of(forms, rules), ..Self::default() };
        for (f, form) in forms.iter().enumerate() {
            for (_, indicator) in form.all_indicators() {
                let value = target(indicator).map(|t| t.raw.as_str());
                indicator.level3.as_deref().into_iter().chain(value).for_each(|text| survey.add_pairs(text, rules));
            }
            for (p, project) in form.projects.iter().enumerate() {
                survey.add_project((f, p), form.kind, project);
            }
            for (_, indicator) in form.all_indicators() {
                let (Some(name), Some(target)) = (indicator.level3.as_deref(), target(indicator)) else { continue };
                let (upper, all) = survey.upper_bounds.entry(normalised(name)).or_default();
                *upper += usize::from(matches!(target.operator, Some(Operator::AtMost | Operator::LessThan)));
                *all += 1;
            }
        }
        survey
    }

    fn add_project(&mut self, key: ProjectKey, kind: Kind, project: &Project) {
        self.names.insert(key, project.name.clone().unwrap_or_default());
        if let Some(goal) = project.goal.as_deref().map(normalised).filter(|g| g.chars().count() >= SHORTEST_GOAL) {
            self.goals.entry((kind, goal.clone())).or_default().push(key);
            self.goal_of.insert(key, goal);
        }
        let whole = project.indicators.len() > 1 && project.indicators.iter().all(|i| !i.partial);
        if whole {
            let set: String = project.indicators.iter().map(|i| normalised(&super::judged::quote(i)) + "\n").collect();
            self.indicator_sets.entry((kind, set.clone())).or_default().push(key);
            self.indicators_of.insert(key, set);
        }
        for indicator in &project.indicators {
            let Some(name) = indicator.level3.as_deref() else { continue };
            let number = self.indicator_names.len();
            for pair in self.rests.get(name).into_iter().flat_map(|r| &r.pairs) {
                let with = self.names_with.entry(*pair).or_default();
                if with.len() < MOST_NAMES {
                    with.push(number);
                }
            }
            self.indicator_names.push((key, name.to_owned()));
        }
    }

    fn add_pairs(&mut self, text: &str, rules: &Rules) {
        if !self.rests.contains_key(text) {
            let rest = ideographs_without(text, &rules.shared().boilerplate);
            let rest = Rest { length: rest.chars().count(), pairs: bigrams(&rest) };
            self.rests.insert(text.to_owned(), rest);
        }
    }

    /// The pairs of characters, sorted, of the name or the value of an indicator of the document, without the words that all
    /// have.
    pub(super) fn pairs(&self, text: &str) -> &[Bigram] {
        self.rest(text).map_or(&[], |rest| rest.pairs.as_slice())
    }

    fn rest(&self, text: &str) -> Option<&Rest> {
        self.rests.get(text)
    }

    /// How many ideographs the name or the value of an indicator of the document has without the words that all have.
    pub(super) fn own_length(&self, text: &str) -> usize {
        self.rest(text).map_or(0, |rest| rest.length)
    }

    /// The first project with this one's goal, if that is another.
    pub(super) fn first_with_goal(&self, kind: Kind, key: ProjectKey) -> Option<ProjectKey> {
        self.first_other(self.goals.get(&(kind, self.goal_of.get(&key)?.clone()))?, key)
    }

    /// The first project with this one's indicators, if that is another.
    pub(super) fn first_with_indicators(&self, kind: Kind, key: ProjectKey) -> Option<ProjectKey> {
        self.first_other(self.indicator_sets.get(&(kind, self.indicators_of.get(&key)?.clone()))?, key)
    }

    /// The first of the projects if it comes before this one; the same project in another form is no duplicate.
    fn first_other(&self, projects: &[ProjectKey], key: ProjectKey) -> Option<ProjectKey> {
        let first = *projects.first()?;
        let same_project = first.0 != key.0 && self.names.get(&first) == self.names.get(&key);
        (first < key && !same_project).then_some(first)
    }

    /// The suspected errors of the document's texts.
    pub(super) fn typos(&self) -> &Typos {
        &self.typos
    }

    /// The name of a project.
    pub(super) fn project_name(&self, key: ProjectKey) -> &str {
        self.names.get(&key).map_or("", String::as_str)
    }

    /// How many targets of indicators of this name are upper bounds, of how many.
    pub(super) fn upper_bounds(&self, name: &str) -> (usize, usize) {
        self.upper_bounds.get(&normalised(name)).copied().unwrap_or_default()
    }

    /// Another project's goal that begins with this one and goes on, where this one has no end.
    pub(super) fn continues(&self, goal: &str, shortest: usize) -> Option<String> {
        let goal = normalised(goal);
        if goal.chars().count() < shortest || goal.ends_with(['。', '.', ';', '!', '"', ')']) {
            return None;
        }
        let kinds = [Kind::ProjectTable, Kind::ProjectCard, Kind::SelfEvaluation, Kind::Monitoring];
        kinds.into_iter().find_map(|kind| {
            let mut after = self.goals.range((kind, goal.clone())..);
            let (_, longer) = after.find(|((_, g), _)| *g != goal)?.0;
            longer.starts_with(&goal).then(|| longer.clone())
        })
    }

    /// The indicator name of another project that has most of some pairs of characters: its project, itself, and the
    /// share of the pairs it has.
    pub(super) fn closest_name(&self, pairs: &[Bigram], not_of: ProjectKey) -> Option<(ProjectKey, &str, f64)> {
        let mut shared: FxHashMap<usize, usize> = FxHashMap::default();
        for with in pairs.iter().filter_map(|pair| self.names_with.get(pair)) {
            for number in with {
                *shared.entry(*number).or_default() += 1;
            }
        }
        let foreign = shared.into_iter().filter(|(n, _)| self.indicator_names.get(*n).is_some_and(|i| i.0 != not_of));
        let (number, count) = foreign.max_by_key(|(n, count)| (*count, std::cmp::Reverse(*n)))?;
        let (key, name) = self.indicator_names.get(number)?;
        Some((*key, name, count as f64 / pairs.len() as f64))
    }
}
