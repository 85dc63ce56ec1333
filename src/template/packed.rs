//! Cells of a filled template that hold all indicators of a project: taken apart as those of a converted list are.

use super::asked::field_of;
use crate::model::{Finding, Form, Project};
use crate::reconstruct::forms::packed_cells::cell_to_indicators;
use crate::vocabulary::{AskedField, Column, Vocabulary};

/// Gives each project whose indicators stand in one cell, and nowhere else, its indicators; with what is doubtful in them.
pub(super) fn unpack(forms: &mut [Form], vocabulary: &Vocabulary) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (f, form) in forms.iter_mut().enumerate() {
        for (p, project) in form.projects.iter_mut().enumerate().filter(|(_, project)| project.indicators.is_empty()) {
            let Some(text) = packed_text(project).filter(|text| !text.trim().is_empty()) else { continue };
            let mut found = Vec::new();
            project.indicators = cell_to_indicators(&text, &project.place, vocabulary, &mut found);
            findings.extend(found.into_iter().map(|finding| finding.form(f).project(p)));
        }
    }
    findings
}

/// The indicators as they stand in one cell.
fn packed_text(project: &Project) -> Option<String> {
    let field = field_of::<Project>(AskedField::Column(Column::Indicators))?;
    field.get(project).map(|value| value.into_text().into_owned())
}
