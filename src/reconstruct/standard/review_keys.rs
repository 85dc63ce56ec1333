//! What each record says and where it stands: by that a verdict finds it again in another document.

use std::collections::BTreeMap;

use crate::model::fields::Record;
use crate::model::notation::place_to_key;
use crate::model::{Document, Finding, Form, Indicator, Place, Project, RecordId, Task};

/// A record by which a review may be found again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ReviewKey {
    pub of: RecordId,
    /// The words that were judged, without white space; records of different kinds never have the same.
    pub text: String,
    /// Page and position, empty where it has none.
    pub place: String,
}

/// The keys of all records that can be reviewed.
pub(super) fn document_to_keys(document: &Document) -> Vec<ReviewKey> {
    let mut keys = Vec::new();
    for (f, form) in document.forms.iter().enumerate() {
        for (p, project) in form.projects.iter().enumerate() {
            let text = words(["项目"].into_iter().map(Some).chain(project_words(form, project)));
            keys.push(key(RecordId::Project(f, p), text, Some(&project.place)));
        }
        for (t, task) in form.tasks.iter().enumerate() {
            keys.push(key(RecordId::Task(f, t), task_text(form, task), task.place.as_ref()));
        }
        let goal = [Some("目标"), form.department.as_deref(), form.overall_goal.as_deref()];
        keys.push(key(RecordId::Goal(f), words(goal), Some(&form.place)));
        let mut numbers: BTreeMap<Option<usize>, usize> = BTreeMap::new();
        for (project, indicator) in form.all_indicators() {
            let number = numbers.entry(project).or_default();
            let of = RecordId::Indicator(f, project, *number);
            *number += 1;
            let text = indicator_text(form, project.map(|p| &form.projects[p]), indicator);
            keys.push(key(of, text, Some(&indicator.place)));
        }
    }
    for (n, finding) in document.findings.iter().enumerate() {
        keys.push(key(RecordId::Finding(n), finding_text(document, finding), finding.place.as_ref()));
    }
    keys
}

fn key(of: RecordId, text: String, place: Option<&Place>) -> ReviewKey {
    ReviewKey { of, text, place: place_to_key(place) }
}

/// Words one below the other, without white space.
fn words<'a>(words: impl IntoIterator<Item = Option<&'a str>>) -> String {
    let mut text = String::new();
    for word in words {
        text.extend(word.into_iter().flat_map(str::chars).filter(|c| !c.is_whitespace()));
        text.push('\n');
    }
    text
}

fn project_words<'a>(form: &'a Form, project: &'a Project) -> [Option<&'a str>; 4] {
    [form.department.as_deref(), project.budget_unit.as_deref(), project.name.as_deref(), project.goal.as_deref()]
}

fn task_text(form: &Form, task: &Task) -> String {
    words([
        Some("任务"),
        form.department.as_deref(),
        task.name.as_deref(),
        task.content.as_deref(),
        task.expected.as_deref(),
    ])
}

fn indicator_text(form: &Form, project: Option<&Project>, indicator: &Indicator) -> String {
    let targets = [&indicator.period_target, &indicator.annual_target, &indicator.actual];
    let names = [
        Some("指标"),
        form.department.as_deref(),
        project.and_then(|p| p.name.as_deref()),
        indicator.level1.as_deref(),
        indicator.level2.as_deref(),
        indicator.level3.as_deref(),
    ];
    words(names.into_iter().chain(targets.map(|t| t.as_ref().map(|t| t.raw.as_str()))))
}

/// The rule, the text in question, and the names of what it is about.
fn finding_text(document: &Document, finding: &Finding) -> String {
    let about = Record::of_finding(document, finding);
    let (form, project) = (about.map(|about| about.form()), about.and_then(|about| about.project()));
    let indicator = about.and_then(|about| about.indicator());
    words([
        Some("问题"),
        Some(&*finding.code.0),
        finding.quote.as_deref(),
        form.and_then(|f| f.department.as_deref()),
        project.and_then(|p| p.name.as_deref()),
        indicator.and_then(|i| i.level3.as_deref()),
    ])
}
