//! Two documents → what differs: forms, projects, indicators and fields added, removed or changed.
//!
//! What belongs together is found by keys (kind and department of a form, names), then by content that is similar; neither titles nor
//! the order count.
//! Spaces do not count either, for wrapped lines are joined with or without them.

mod fields;
mod names;
mod pairing;
mod plan;

pub use names::field_to_text;

use serde::Serialize;

use crate::model::{Document, Finding, Form, Indicator, Place, Project};

use fields::{Fields, fields, form_fields};
use pairing::{PairedItem, pair};

/// What happened to something between the first document and the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// Only the second document has it.
    Added,
    /// Only the first document has it.
    Removed,
    /// Both have it, with different contents.
    Changed,
}

/// A difference between two documents.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Change {
    /// What happened.
    pub kind: ChangeKind,
    /// What it belongs to: titles and names from the form downwards.
    pub path: Vec<String>,
    /// The field as the JSON names it; `None` where a form, project or indicator as a whole was added or removed.
    pub field: Option<String>,
    /// Its content in the first document.
    pub before: Option<String>,
    /// Its content in the second document.
    pub after: Option<String>,
    /// Where it stands in the first document.
    pub place_before: Option<Place>,
    /// Where it stands in the second document.
    pub place_after: Option<Place>,
}

/// The differences, in the order of the first document; what was added comes last in its form or project.
///
/// # Example
/// ```
/// # fn main() -> jixiao::Result<()> {
/// let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/samples/self-evaluation/input.pdf");
/// let before = jixiao::convert(sample.as_ref(), &jixiao::Options::default())?;
/// let mut after = before.clone();
/// after.forms[0].year = Some(1999);
/// let changes = jixiao::diff(&before, &after);
/// assert_eq!(changes.len(), 1);
/// assert_eq!(changes[0].after.as_deref(), Some("1999"));
/// # Ok(())
/// # }
/// ```
#[must_use]
pub fn documents(before: &Document, after: &Document) -> Vec<Change> {
    let mut changes = Vec::new();
    for found in pair(&before.forms, &after.forms, form_item) {
        match found {
            (Some(a), Some(b)) => compare_forms(a, b, &mut changes),
            (a, b) => whole(&[], a.map(side_of_form), b.map(side_of_form), &mut changes),
        }
    }
    changes
}

/// What the evaluations (自评表, 监控表) of a document have that is not as the plan declared it: changed targets, indicators that
/// are gone or new, projects without evaluation, changed money. The findings belong to the second document.
///
/// # Example
/// ```
/// # fn main() -> jixiao::Result<()> {
/// let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/samples/self-evaluation/input.pdf");
/// let result = jixiao::convert(sample.as_ref(), &jixiao::Options::default())?;
/// let mut plan = result.clone();
/// plan.forms[0].projects[0].indicators.remove(0);
/// let findings = jixiao::diff::against_plan(&plan, &result);
/// assert_eq!(findings.len(), 1);
/// assert_eq!(findings[0].code.0, "plan-indicator-added");
/// # Ok(())
/// # }
/// ```
#[doc(hidden)]
#[must_use]
pub fn against_plan(plan: &Document, result: &Document) -> Vec<Finding> {
    plan::differences_from_plan(plan, result)
}

/// Name and place of something in one document.
type NamedPlace<'a> = (String, &'a Place);

fn side_of_form(form: &Form) -> NamedPlace<'_> {
    (form_name(form), &form.place)
}

fn form_name(form: &Form) -> String {
    let year = form.year.map(|y| y.to_string());
    let parts = [form.department.as_deref(), year.as_deref(), form.title.as_deref()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// Projects and indicators of a form that tell it from others.
const FORM_WORDS: usize = 50;

/// A text, empty where there is none.
fn text(text: Option<&String>) -> &str {
    text.map_or("", String::as_str)
}

fn form_item(form: &Form) -> PairedItem {
    let kind = format!("{:?}", form.kind);
    let department = text(form.department.as_ref());
    let projects: String = form.projects.iter().filter_map(|p| p.name.as_deref()).take(FORM_WORDS).collect();
    let indicators = form.all_indicators().filter_map(|(_, i)| i.level3.as_deref());
    let indicators: String = indicators.take(FORM_WORDS).collect();
    let year = form.year.map(|y| y.to_string()).unwrap_or_default();
    let goal = text(form.overall_goal.as_ref());
    // A workbook or a dump may lack the title, and titles of different forms are often the same.
    let item = PairedItem::new(
        [&[&kind, department, &projects, goal, &year], &[&kind, department, &projects, goal]],
        format!("{department}{projects}{goal}{indicators}"),
    );
    item.of_sort(&kind, department)
}

fn project_item(project: &Project) -> PairedItem {
    let (unit, name, goal) =
        (text(project.budget_unit.as_ref()), text(project.name.as_ref()), text(project.goal.as_ref()));
    PairedItem::new([&[unit, name, goal], &[name]], format!("{name}{goal}"))
}

fn indicator_item(indicator: &Indicator) -> PairedItem {
    let value = indicator.annual_target.as_ref().map_or("", |t| t.raw.as_str());
    let (level1, level2, name) =
        (text(indicator.level1.as_ref()), text(indicator.level2.as_ref()), text(indicator.level3.as_ref()));
    PairedItem::new([&[level1, level2, name, value], &[name]], format!("{name}{value}"))
}

fn compare_forms(a: &Form, b: &Form, changes: &mut Vec<Change>) {
    let path = vec![form_name(a)];
    compare_fields(&path, (&form_fields(a), &a.place), (&form_fields(b), &b.place), changes);
    for found in pair(&a.projects, &b.projects, project_item) {
        let (Some(p), Some(q)) = found else {
            whole(&path, found.0.map(side_of_project), found.1.map(side_of_project), changes);
            continue;
        };
        let mut path = path.clone();
        path.push(text(p.name.as_ref()).to_owned());
        compare_fields(&path, (&fields(p), &p.place), (&fields(q), &q.place), changes);
        compare_indicators(&path, &p.indicators, &q.indicators, changes);
    }
    compare_indicators(&path, &a.indicators, &b.indicators, changes);
}

fn side_of_project(project: &Project) -> NamedPlace<'_> {
    (text(project.name.as_ref()).to_owned(), &project.place)
}

fn compare_indicators(path: &[String], a: &[Indicator], b: &[Indicator], changes: &mut Vec<Change>) {
    for found in pair(a, b, indicator_item) {
        let (Some(p), Some(q)) = found else {
            whole(path, found.0.map(side_of_indicator), found.1.map(side_of_indicator), changes);
            continue;
        };
        let mut path = path.to_vec();
        path.push(text(p.level3.as_ref()).to_owned());
        compare_fields(&path, (&fields(p), &p.place), (&fields(q), &q.place), changes);
    }
}

fn side_of_indicator(indicator: &Indicator) -> NamedPlace<'_> {
    let value = indicator.annual_target.as_ref().map_or("", |t| t.raw.as_str());
    (format!("{}：{value}", text(indicator.level3.as_ref())), &indicator.place)
}

/// Something that only one of the documents has.
fn whole(path: &[String], a: Option<NamedPlace>, b: Option<NamedPlace>, changes: &mut Vec<Change>) {
    let kind = if a.is_some() { ChangeKind::Removed } else { ChangeKind::Added };
    let (before, place_before) = a.unzip();
    let (after, place_after) = b.unzip();
    changes.push(Change {
        kind,
        path: path.to_vec(),
        field: None,
        before,
        after,
        place_before: place_before.cloned(),
        place_after: place_after.cloned(),
    });
}

/// The content of a field, where it has any.
fn content(fields: &Fields, name: &str) -> Option<String> {
    fields.iter().find(|(known, _)| known == name).and_then(|(_, value)| value.clone())
}

/// Fields with different contents; a field of one side only was added or removed.
fn compare_fields(path: &[String], a: (&Fields, &Place), b: (&Fields, &Place), changes: &mut Vec<Change>) {
    let added = b.0.iter().filter(|(name, _)| !a.0.iter().any(|(n, _)| n == name)).map(|(name, _)| name);
    for name in a.0.iter().map(|(name, _)| name).chain(added) {
        let (before, after) = (content(a.0, name), content(b.0, name));
        if pairing::without_spaces(before.as_deref()) == pairing::without_spaces(after.as_deref()) {
            continue;
        }
        let kind = match (&before, &after) {
            (None, _) => ChangeKind::Added,
            (_, None) => ChangeKind::Removed,
            _ => ChangeKind::Changed,
        };
        changes.push(Change {
            kind,
            path: path.to_vec(),
            field: Some(name.clone()),
            before,
            after,
            place_before: Some(a.1.clone()),
            place_after: Some(b.1.clone()),
        });
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;
    use crate::model::Kind;

    fn form(kind: Kind, department: &str, title: Option<&str>) -> Form {
        let projects = ["普法经费", "法律援助"]
            .map(|name| Project { name: Some(name.to_owned()), ..Project::new(Place::lines(2, 2)) });
        Form {
            title: title.map(str::to_owned),
            department: Some(department.to_owned()),
            projects: projects.into(),
            ..Form::new(kind, Place::lines(1, 9))
        }
    }

    fn document(forms: Vec<Form>) -> Document {
        let mut document: Document = serde_json::from_value(serde_json::json!({
            "schema": "jixiao/1", "forms": [], "findings": [],
            "source": {"name": "a.txt", "sha256": "", "bytes": 1, "media_type": "text/plain", "pages": null, "producer": null},
        }))
        .unwrap();
        document.forms = forms;
        document
    }

    #[test]
    fn forms_are_paired_by_kind_department_and_content_not_by_title() {
        let kinds = [Kind::ProjectTable, Kind::SelfEvaluation];
        let before = document(kinds.map(|kind| form(kind, "某局", Some("2024年绩效表"))).into());
        // As a dump has them: in another order, without titles.
        let after = document(kinds.into_iter().rev().map(|kind| form(kind, "某局", None)).collect());
        let changes = documents(&before, &after);
        let fields: Vec<_> = changes.iter().map(|c| c.field.as_deref()).collect();
        assert_eq!(fields, [Some("title"), Some("title")], "{changes:?}");
    }

    #[test]
    fn a_form_that_says_something_else_throughout_is_the_same_form_of_its_department() {
        let mut after = form(Kind::ProjectTable, "某局", Some("乙"));
        after.projects.iter_mut().for_each(|p| p.name = Some("another".to_owned()));
        let before = document(vec![form(Kind::ProjectTable, "某局", Some("甲"))]);
        let changes = documents(&before, &document(vec![after.clone()]));
        assert!(changes.iter().all(|change| change.path.len() == 1), "{changes:?}");
        after.department = Some("另一局".to_owned());
        assert_eq!(documents(&before, &document(vec![after])).len(), 2);
    }
}
