//! Several lists of a filled template that show the same document → its projects.

use std::collections::BTreeMap;

use super::read_list::FlatRow;
use crate::model::fields::{Accessor, Registered};
use crate::model::geometry::first_behind;
use crate::model::{Form, Kind, Project};

/// The projects by name, to be found in order.
struct ByName(BTreeMap<Option<String>, Vec<usize>>);

impl ByName {
    fn new(projects: &[Project]) -> Self {
        let mut by_name = BTreeMap::<_, Vec<_>>::new();
        for (n, project) in projects.iter().enumerate() {
            by_name.entry(project.name.clone()).or_default().push(n);
        }
        Self(by_name)
    }

    /// The first project of this name from a position on.
    fn find(&self, name: Option<&String>, from: usize) -> Option<usize> {
        let all = self.0.get(&name.cloned())?;
        first_behind(all, |n| *n < from).copied()
    }
}

/// A department whose form stands on several sheets, only one of which names it.
pub(super) fn merge_departments(forms: &mut Vec<Form>) {
    let named = forms.iter().filter(|form| form.department.is_some()).count();
    if named > 1
        || forms.len() < 2
        || forms.iter().any(|form| form.kind != Kind::Department || !form.projects.is_empty())
    {
        return;
    }
    let mut pieces = std::mem::take(forms).into_iter();
    let Some(mut whole) = pieces.next() else { return };
    for mut piece in pieces {
        for field in Form::fields() {
            match &field.access {
                Accessor::Text(get, set) if get(&whole).is_none() => {
                    let text = get(&piece).map(|text| text.to_string());
                    set(&mut whole, text);
                }
                Accessor::Number(get, set) if get(&whole).is_none() => set(&mut whole, get(&piece)),
                _ => {}
            }
        }
        whole.budget.append(&mut piece.budget);
        whole.tasks.append(&mut piece.tasks);
        whole.indicators.append(&mut piece.indicators);
    }
    forms.push(whole);
}

/// Projects of a list beside those another list of the same document gave.
pub(super) fn merge_projects(form: &mut Form, projects: Vec<Project>) {
    if form.projects.is_empty() {
        form.projects = projects;
        return;
    }
    let (by_name, mut at) = (ByName::new(&form.projects), 0);
    for project in projects {
        let found = by_name.find(project.name.as_ref(), at);
        match found.map(|n| &mut form.projects[n]) {
            Some(known) => {
                at = found.map_or(at, |n| n + 1);
                let indicators = std::mem::take(&mut known.indicators);
                *known = Project { indicators, ..project };
            }
            None => form.projects.push(project),
        }
    }
}

/// Indicators with their projects beside projects another list of the same document gave.
pub(super) fn merge_flat(form: &mut Form, rows: Vec<FlatRow>) {
    let by_name = ByName::new(&form.projects);
    let (mut at, mut above): (Option<usize>, Option<FlatRow>) = (None, None);
    for mut row in rows {
        let continues = above.as_ref().is_some_and(|above| row.continues(above));
        if !continues {
            let next = at.map_or(0, |n| n + 1);
            let known = by_name.find(row.project.name.as_ref(), next);
            at = Some(known.unwrap_or(form.projects.len()));
            if known.is_none() {
                form.projects.push(row.project.clone());
            }
            form.department = form.department.take().or(row.form.department.take());
            form.year = form.year.or(row.form.year);
        }
        let indicator = row.indicator.take();
        if let Some(at) = at {
            form.projects[at].indicators.extend(indicator);
        }
        above = Some(row);
    }
}
