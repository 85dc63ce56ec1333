//! The forms of a document on their way to places, and what is left of them.

use std::collections::{BTreeSet, VecDeque};

use super::region::Scope;
use super::subject;
use crate::findings::{Listed, Message, NoPlaceForFields, NoPlaceForRecord, Words};
use crate::model::fields::Record;
use crate::model::{Document, Finding};

/// The forms of a document that have not found a place yet.
pub(super) struct Queue<'d> {
    projects: VecDeque<Record<'d>>,
    departments: VecDeque<Record<'d>>,
    one_form: bool,
    /// A list or a region showed all of them.
    pub(super) all_shown: bool,
    /// Fields that have values but no place.
    pub(super) missing: BTreeSet<(&'static str, &'static str)>,
    /// Fields that a place for the whole document shows.
    pub(super) shown: BTreeSet<(&'static str, &'static str)>,
    /// Labels of the template that nobody knows.
    pub(super) unknown: BTreeSet<String>,
}

impl<'d> Queue<'d> {
    pub(super) fn new(document: &'d Document) -> Self {
        let subjects = document.forms.iter().flat_map(subject::records_of_form);
        let (departments, projects) = subjects.partition(|s| matches!(s, Record::Form(_)));
        let one_form = document.forms.len() == 1;
        Self {
            projects,
            departments,
            one_form,
            all_shown: false,
            missing: BTreeSet::new(),
            shown: BTreeSet::new(),
            unknown: BTreeSet::new(),
        }
    }

    /// The next form for a place of this scope.
    pub(super) fn next(&mut self, scope: Scope) -> Option<Record<'d>> {
        match scope {
            Scope::Project => self.projects.pop_front().or_else(|| self.departments.pop_front()),
            Scope::Department => self.departments.pop_front().or_else(|| self.projects.pop_front()),
            Scope::All => None,
        }
    }

    /// Whether the document has one form: what is said of its whole is said of it.
    pub(super) fn is_of_one(&self) -> bool {
        self.one_form
    }

    /// Projects without a place.
    pub(super) fn projects(&self) -> usize {
        self.projects.len()
    }

    /// Departments without a place.
    pub(super) fn departments(&self) -> usize {
        self.departments.len()
    }

    /// Reports the fields and the projects that found no place.
    pub(super) fn rest(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        let missing: Vec<_> = self.missing.difference(&self.shown).collect();
        if !missing.is_empty() {
            let names: Vec<Words> = missing.iter().map(|(zh, en)| Words::new(zh, en)).collect();
            let quote = names.iter().map(|name| name.zh).collect::<Vec<_>>().join("、");
            findings.push(NoPlaceForFields { fields: Listed(names) }.finding().quote(quote));
        }
        if self.all_shown {
            return findings;
        }
        for subject in self.projects.iter().chain(&self.departments) {
            let name = match subject {
                Record::Project(_, project) => project.name.clone(),
                other => other.form().department.clone(),
            };
            let name = name.unwrap_or_else(|| "（无名称）".to_owned());
            findings.push(NoPlaceForRecord { name: &name }.finding().quote(name));
        }
        findings
    }
}
