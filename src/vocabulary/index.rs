//! The lists of a vocabulary, ready for looking up.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};

use rustc_hash::FxHashMap;

use super::column::{Column, JsonName};
use super::composed::Composed;
use super::label::{LONGEST_LABEL, class_key, fold, folded_alone, normalise_label, stem};
use super::lists::Lists;
use super::near::{NearMiss, nearest};
use super::spellings::{Spelled, SpelledWord, Spellings};
use super::template_words::TemplateWords;
use crate::language::characters::fold_width;
use crate::model::fields::Registered;
use crate::model::{Indicator, Operator};

/// The lists of a vocabulary, ready for looking up.
#[derive(Debug, Default)]
pub(super) struct Index {
    columns: BTreeMap<String, Column>,
    /// The same, for looking up.
    column_of: FxHashMap<String, Column>,
    composed: Composed,
    prefixes: Vec<String>,
    pub(super) part: Vec<String>,
    pub(super) annual: Vec<String>,
    pub(super) whole: Vec<String>,
    /// Words of values that stand in the place of others.
    pub(super) adjusted: Vec<String>,
    /// Classes of schemes of evaluation.
    pub(super) evaluated: HashSet<String>,
    pub(super) titles_of_projects: Vec<String>,
    pub(super) divided: Vec<String>,
    spending: HashSet<String>,
    /// Spellings of classes with a bracket of their own: 时效指标(工期指标).
    pub(super) bracketed_classes: HashSet<String>,
    /// Class key → class.
    pub(super) level1: BTreeMap<String, String>,
    pub(super) level2: BTreeMap<String, String>,
    /// Level 2 → level 1.
    pub(super) parents: HashMap<String, String>,
    pub(super) class_words: Vec<String>,
    pub(super) class_letters: Vec<Vec<char>>,
    /// Spellings of 年度指标值 and 实施周期指标值, longest first.
    pub(super) value_labels: Vec<(String, Column)>,
    pub(super) value_letters: Vec<(Vec<char>, Column)>,
    pub(super) signs: Vec<(String, Operator)>,
    pub(super) before: Vec<(String, Operator)>,
    /// The characters these end with.
    pub(super) before_tails: Vec<char>,
    pub(super) behind: Vec<(String, Operator)>,
    pub(super) touching: HashSet<String>,
    /// Folded, longest first.
    pub(super) units: Vec<String>,
    pub(super) multiples: Vec<String>,
    pub(super) time_units: Vec<String>,
    pub(super) written_units: HashMap<String, String>,
    pub(super) directions: HashSet<String>,
    pub(super) qualitative: HashSet<String>,
    pub(super) no_unit: HashSet<String>,
    pub(super) ranges: Vec<String>,
    pub(super) estimates: Vec<String>,
    pub(super) roughly: Vec<String>,
    pub(super) alternatives: Vec<String>,
    pub(super) money: HashSet<String>,
    pub(super) money_label: HashSet<String>,
    pub(super) subtotal: HashSet<String>,
    pub(super) note: Vec<String>,
    pub(super) organisation: Vec<String>,
    /// The characters these end with: most texts end with none of them.
    organisation_tails: Vec<char>,
    pub(super) project_ends: Vec<String>,
    pub(super) project_tails: Vec<char>,
    pub(super) heading_ends: Vec<String>,
    pub(super) topic: Vec<String>,
    pub(super) ends: Vec<String>,
    pub(super) subjects: Vec<String>,
    pub(super) continued: Vec<String>,
    pub(super) captions: Vec<String>,
    pub(super) self_evaluation: Vec<String>,
    pub(super) monitoring: Vec<String>,
    pub(super) department: Vec<String>,
    pub(super) templates: TemplateWords,
}

/// Characters that each of two labels run together has at least.
const SHORTEST_PART: usize = 3;

/// The words of several lists, folded, put together.
#[derive(Clone, Copy)]
struct OfAllLists<'l>(&'l [&'l Lists]);

impl OfAllLists<'_> {
    /// The longest first.
    fn sorted(self, of: fn(&Lists) -> &Spelled) -> Vec<String> {
        longest_first(self.0.iter().flat_map(|l| of(l).iter()).map(|w| fold(w)))
    }

    /// For looking up.
    fn set<S: FromIterator<String>>(self, of: fn(&Lists) -> &Spelled) -> S {
        self.0.iter().flat_map(|l| of(l).iter()).map(|w| fold(w)).collect()
    }

    /// For looking up, as they are written.
    fn plain(self, of: fn(&Lists) -> &Spelled) -> HashSet<String> {
        self.0.iter().flat_map(|l| of(l).iter()).map(ToString::to_string).collect()
    }

    /// As they are written, each once, the longest first.
    fn operators(self, of: fn(&Lists) -> &Spellings<Operator>) -> Vec<(String, Operator)> {
        let each = self.0.iter().flat_map(|l| of(l).each());
        let mut words: Vec<(String, Operator)> = each.map(|(&sign, word)| (word.clone().into_owned(), sign)).collect();
        words.sort_by(|a, b| b.0.chars().count().cmp(&a.0.chars().count()).then_with(|| a.cmp(b)));
        words.dedup_by(|a, b| a.0 == b.0);
        words
    }
}

impl Index {
    /// Of several lists; the earlier ones win.
    pub(super) fn new(lists: &[&Lists]) -> Self {
        let all = OfAllLists(lists);
        let mut index = Self {
            composed: Composed::new(lists.iter().map(|l| &l.composed)),
            prefixes: all.sorted(|l| &l.words.period),
            part: all.sorted(|l| &l.words.part),
            annual: all.sorted(|l| &l.words.annual),
            whole: all.sorted(|l| &l.words.whole),
            adjusted: all.sorted(|l| &l.words.adjusted),
            evaluated: all.set(|l| &l.words.evaluated),
            titles_of_projects: all.sorted(|l| &l.titles.project),
            divided: all.sorted(|l| &l.words.divided),
            spending: all.set(|l| &l.words.spending),
            bracketed_classes: lists
                .iter()
                .flat_map(|l| l.level1.words().chain(l.level2.words()))
                .filter(|w| w.contains(['(', '（']))
                .map(|w| fold(w))
                .collect(),
            level1: classes(lists.iter().map(|l| &l.level1)),
            level2: classes(lists.iter().map(|l| &l.level2)),
            signs: all.operators(|l| &l.operators.signs),
            before: all.operators(|l| &l.operators.before),
            behind: all.operators(|l| &l.operators.behind),
            touching: all.plain(|l| &l.operators.touching.words),
            units: longest_first(
                lists
                    .iter()
                    .flat_map(|l| l.units.known.iter().chain(l.units.written.0.iter().map(|(long, _)| long)))
                    .map(|u| widths_folded(u)),
            ),
            multiples: all.sorted(|l| &l.units.multiples),
            time_units: all.sorted(|l| &l.units.time),
            directions: all.set(|l| &l.values.directions),
            qualitative: all.set(|l| &l.values.qualitative),
            no_unit: all.set(|l| &l.values.no_unit),
            ranges: all.sorted(|l| &l.values.ranges),
            estimates: all.sorted(|l| &l.values.estimates),
            roughly: all.sorted(|l| &l.values.roughly),
            alternatives: all.sorted(|l| &l.values.alternatives),
            money: all.set(|l| &l.words.money),
            money_label: all.set(|l| &l.words.money_label),
            subtotal: all.set(|l| &l.words.subtotal),
            note: all.sorted(|l| &l.words.note),
            organisation: all.sorted(|l| &l.words.organisation),
            project_ends: all.sorted(|l| &l.words.project),
            heading_ends: all.sorted(|l| &l.words.heading),
            topic: all.sorted(|l| &l.titles.topic),
            ends: all.sorted(|l| &l.titles.ends),
            subjects: all.sorted(|l| &l.titles.subjects),
            continued: all.sorted(|l| &l.titles.continued),
            captions: all.sorted(|l| &l.titles.captions),
            self_evaluation: all.sorted(|l| &l.titles.self_evaluation),
            monitoring: all.sorted(|l| &l.titles.monitoring),
            department: all.sorted(|l| &l.titles.department),
            templates: TemplateWords::new(lists.iter().map(|l| &l.templates)),
            ..Self::default()
        };
        for list in lists {
            for (&column, word) in list.columns.each() {
                index.columns.entry(normalise_label(word)).or_insert(column);
            }
            for (class, word) in list.parents.each() {
                index.parents.entry(word.to_string()).or_insert_with(|| class.to_string());
            }
            for (long, written) in list.units.written.0.iter() {
                index.written_units.entry(long.to_string()).or_insert_with(|| written.to_string());
            }
        }
        for field in Indicator::fields().iter().map(|field| &field.about).filter(|f| f.labels.is_empty() && f.spelt) {
            index.columns.entry(normalise_label(field.zh)).or_insert(Column::Registered(JsonName(field.json)));
        }
        index.before_tails = tails(index.before.iter().map(|(w, _)| w));
        index.organisation_tails = tails(&index.organisation);
        index.project_tails = tails(&index.project_ends);
        let labels = index.columns.iter().filter(|&(_, &c)| is_value(c)).map(|(w, &c)| (w.clone(), c));
        index.value_labels = labels.collect();
        index.value_labels.sort_by_key(|(w, _)| Reverse(w.chars().count()));
        index.value_letters = index.value_labels.iter().map(|(w, c)| (w.chars().collect(), *c)).collect();
        index.column_of = index.columns.iter().map(|(w, c)| (w.clone(), *c)).collect();
        let spelt = lists.iter().flat_map(|l| l.level1.words().chain(l.level2.words()));
        index.class_words = longest_first(spelt.filter(|w| w.ends_with("指标")).map(|w| fold(w)));
        index.class_letters = index.class_words.iter().map(|w| w.chars().collect()).collect();
        index
    }

    /// Whether the last character of a text is that of an organisation's name, or one that has to be folded or taken off to know.
    pub(super) fn may_end_organisation(&self, text: &str) -> bool {
        text.chars().next_back().and_then(folded_alone).is_none_or(|last| {
            last == ')' || last == ' ' || last.is_ascii_control() || self.organisation_tails.contains(&last)
        })
    }

    pub(super) fn labels(&self) -> impl Iterator<Item = (&str, Column)> {
        self.columns.iter().map(|(label, column)| (label.as_str(), *column))
    }

    /// What a label of a whole wording in the lists means.
    pub(super) fn listed(&self, text: &str) -> Option<Column> {
        if text.len() > 3 * LONGEST_LABEL {
            return None;
        }
        let label = normalise_label(text);
        self.column_of.get(&label).or_else(|| self.column_of.get(&stem(&label, &self.prefixes))).copied()
    }

    /// Whether a text is no listed label but two of them run together: 项目资金年初预算数.
    pub(super) fn is_two_labels(&self, text: &str) -> bool {
        if self.listed(text).is_some() || text.len() > 3 * LONGEST_LABEL {
            return false;
        }
        let parts = text.char_indices().skip(1).filter_map(|(at, _)| text.split_at_checked(at));
        parts.into_iter().any(|(first, second)| self.is_listed_label(first) && self.is_listed_label(second))
    }

    /// Whether a text of some length is a label of the lists.
    fn is_listed_label(&self, text: &str) -> bool {
        text.chars().count() >= SHORTEST_PART && self.listed(text).is_some()
    }

    pub(super) fn column(&self, text: &str) -> Option<Column> {
        // No label is longer; long cells are not worth normalising.
        if text.len() > 3 * LONGEST_LABEL {
            return None;
        }
        let label = normalise_label(text);
        if let Some(&column) = self.column_of.get(&label) {
            return Some(column);
        }
        let stem = stem(&label, &self.prefixes);
        self.mixed(&label).or_else(|| self.whole(&stem)).or_else(|| self.counted(&stem)).or_else(|| self.dated(&label))
    }

    /// A year for 年 in a label: 2024年度目标 is 年度目标.
    fn dated(&self, label: &str) -> Option<Column> {
        let rest = label.trim_start_matches(|c: char| c.is_ascii_digit());
        let is_year = label.len() - rest.len() == 4 && rest.starts_with('年');
        is_year.then(|| self.whole(&stem(rest, &self.prefixes)))?
    }

    /// Whether a label names a part of spending, what may stand around it aside.
    pub(super) fn is_spending(&self, label: &str) -> bool {
        label.len() <= 3 * LONGEST_LABEL && self.spending.contains(&stem(&normalise_label(label), &self.prefixes))
    }

    /// Goals that are counted: 年度绩效目标1.
    fn counted(&self, stem: &str) -> Option<Column> {
        let bare = stem.strip_suffix(|c: char| c.is_ascii_digit())?;
        self.whole(bare).filter(|meaning| matches!(meaning, Column::Goal | Column::GoalPeriod))
    }

    fn whole(&self, stem: &str) -> Option<Column> {
        self.column_of.get(stem).copied().or_else(|| self.composed.column(stem))
    }

    /// A column of units and projects, one below the other: 单位名称(项目名称), 单位编码(项目编码).
    fn mixed(&self, label: &str) -> Option<Column> {
        let (outer, inner) = label.strip_suffix(')')?.rsplit_once('(')?;
        match (self.whole(outer)?, self.whole(inner)?) {
            (Column::BudgetUnit | Column::Department, Column::Project) => Some(Column::Project),
            (Column::UnitCode, Column::ProjectCode) => Some(Column::ProjectCode),
            _ => None,
        }
    }

    pub(super) fn column_near(&self, text: &str) -> Option<NearMiss<'_, Column>> {
        if text.len() > 3 * LONGEST_LABEL || self.column(text).is_some() {
            return None;
        }
        let label = stem(&normalise_label(text), &self.prefixes);
        nearest(self.columns.iter().map(|(s, &c)| (s.as_str(), c)), &label)
    }
}

/// Whether a column is one of target values.
fn is_value(c: Column) -> bool {
    matches!(c, Column::AnnualValue | Column::PeriodValue)
}

fn classes<'l>(lists: impl Iterator<Item = &'l Spellings<SpelledWord>>) -> BTreeMap<String, String> {
    let mut map = BTreeMap::new();
    for (class, word) in lists.flat_map(Spellings::each) {
        map.entry(class_key(word)).or_insert_with(|| class.to_string());
    }
    map
}

/// The last characters of words.
fn tails<'w>(words: impl IntoIterator<Item = &'w String>) -> Vec<char> {
    let mut tails: Vec<char> = words.into_iter().filter_map(|w| w.chars().next_back()).collect();
    tails.sort_unstable();
    tails.dedup();
    tails
}

/// A unit as values are compared with it: of folded width, its letters as they are (㎡, m²).
fn widths_folded(unit: &str) -> String {
    unit.chars().map(fold_width).collect()
}

fn longest_first(words: impl Iterator<Item = String>) -> Vec<String> {
    let mut words: Vec<(Reverse<usize>, String)> = words.map(|w| (Reverse(w.chars().count()), w)).collect();
    words.sort_unstable();
    words.dedup();
    words.into_iter().map(|(_, word)| word).collect()
}
