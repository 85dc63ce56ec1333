//! A form as the checks look at it.

use crate::findings::{Entry, Message};
use crate::model::{Finding, Form, Indicator, Place};

use super::judged::quote;
use super::rules::{CheckSetting, Rules};
use super::survey::Survey;
use super::thresholds::Thresholds;

/// One form of a document, with what a check needs to judge it.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    pub(super) index: usize,
    pub(super) form: &'a Form,
    pub(super) survey: &'a Survey,
    pub(super) rules: &'a Rules,
    pub(super) setting: &'a CheckSetting,
    pub(super) entry: &'static Entry,
    /// What earlier stages found in this form.
    pub(super) earlier: &'a [&'a Finding],
}

/// Indicators that belong together: those of a project, or those of a department form.
#[derive(Clone, Copy)]
pub(super) struct Group<'a> {
    form: usize,
    pub(super) project: Option<usize>,
    pub(super) name: Option<&'a str>,
    pub(super) goal: Option<&'a str>,
    pub(super) indicators: &'a [Indicator],
    pub(super) place: &'a Place,
}

impl<'a> View<'a> {
    /// A finding of this check about the form.
    pub(super) fn finding<M: Message>(&self, message: M) -> Finding {
        debug_assert_eq!(M::entry().code, self.entry.code, "a check says what another has to say");
        Finding { severity: self.setting.severity, ..message.finding() }.form(self.index).at(self.form.place.clone())
    }

    /// Whether a cell of the form was not read: what seems missing may stand there.
    pub(super) fn has_unread(&self) -> bool {
        self.earlier.iter().any(|f| matches!(&*f.code.0, "not-read" | "form-not-read" | "hidden-text"))
    }

    /// Thresholds and words of the checks.
    pub(super) fn thresholds(&self) -> &'a Thresholds {
        self.rules.thresholds()
    }

    /// The groups of indicators: one for each project that is not blank, or the form's own.
    pub(super) fn groups(&self) -> Vec<Group<'a>> {
        let form = self.form;
        if !form.kind.is_about_projects() {
            return vec![Group {
                form: self.index,
                project: None,
                name: form.department.as_deref(),
                goal: form.overall_goal.as_deref(),
                indicators: &form.indicators,
                place: &form.place,
            }];
        }
        let projects = form.projects.iter().enumerate().filter(|(_, p)| !is_blank(p));
        projects
            .map(|(n, p)| Group {
                form: self.index,
                project: Some(n),
                name: p.name.as_deref(),
                goal: p.goal.as_deref(),
                indicators: &p.indicators,
                place: &p.place,
            })
            .collect()
    }
}

/// Whether a project is the unfilled part of a template.
pub(super) fn is_blank(project: &crate::model::Project) -> bool {
    project.name.is_none() && project.goal.is_none() && project.indicators.is_empty() && project.amounts.is_empty()
}

impl<'a> Group<'a> {
    /// What the group is called in messages; empty where its project prints no name.
    pub(super) fn called(&self) -> &'a str {
        self.name.unwrap_or("")
    }

    /// The finding with the place of the group.
    pub(super) fn locate(&self, finding: Finding) -> Finding {
        self.number(finding).at(self.place.clone())
    }

    /// The finding with the numbers of the group's form and project.
    fn number(&self, finding: Finding) -> Finding {
        let finding = finding.form(self.form);
        match self.project {
            Some(project) => finding.project(project),
            None => finding,
        }
    }

    /// The finding with the place of one of the group's indicators, and the indicator's text as quote.
    pub(super) fn locate_indicator(&self, finding: Finding, number: usize) -> Finding {
        // Not by way of the group's place, which may have as many spots as the group has indicators.
        let Some(indicator) = self.indicators.get(number) else { return self.locate(finding).indicator(number) };
        let finding = self.number(finding).indicator(number);
        finding.at(indicator.place.clone()).quote(quote(indicator))
    }

    /// The group's indicators that are not truncated, with their index.
    pub(super) fn whole_indicators(&self) -> impl Iterator<Item = (usize, &'a Indicator)> + use<'a> {
        self.indicators.iter().enumerate().filter(|(_, i)| !i.partial)
    }

    /// Whether a part of the group's text is lost, so that what is not there proves nothing.
    pub(super) fn is_truncated(&self) -> bool {
        self.indicators.iter().any(|i| i.partial)
    }
}
