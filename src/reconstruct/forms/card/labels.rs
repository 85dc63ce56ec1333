//! Labels with their values beside them: 项目名称 | …, 主管部门 | … | 实施单位 | ….

use crate::reconstruct::forms::head::printed_year;
use crate::reconstruct::forms::items::Row;
use crate::vocabulary::{Column, Vocabulary};

/// The labelled values of a card.
#[derive(Debug, Default)]
pub(crate) struct Labels {
    pub(crate) project: Option<String>,
    pub(crate) department: Option<String>,
    pub(crate) budget_unit: Option<String>,
    pub(crate) year: Option<i32>,
}

/// Whether a label stands beside its value in the head of a card.
pub(super) fn is_label(role: Column) -> bool {
    matches!(
        role,
        Column::Project
            | Column::Department
            | Column::BudgetUnit
            | Column::Year
            | Column::ProjectKind
            | Column::ProjectCode
            | Column::ProjectPeriod
            | Column::Person
            | Column::Summary
    )
}

impl Labels {
    /// Takes the labels of a row: the value is the next cell, unless that is a label; or it stands in the same cell
    /// behind a colon.
    pub(super) fn row(&mut self, row: &Row<'_>, vocabulary: &Vocabulary) {
        let cells = row.roles(vocabulary);
        for (n, (role, slot)) in cells.iter().enumerate() {
            let Some(role) = role else {
                if let Some((role, value)) = vocabulary.labelled(slot.text()).filter(|(_, v)| !v.is_empty()) {
                    self.set(role, value);
                }
                continue;
            };
            // A value that is itself a known word (项目名称 | 其他资金) stays a value where a label is due.
            let behind = cells.iter().skip(n + 1).map(|(r, s)| (r, s.text())).find(|(_, t)| !t.is_empty());
            let adjoins = cells.get(n + 1).is_some_and(|(_, s)| !s.is_blank() || s.cell.row == slot.cell.row);
            if let Some((None, value)) = behind.filter(|_| adjoins) {
                self.set(*role, value);
            }
        }
    }

    fn set(&mut self, role: Column, value: &str) {
        let text = || Some(value.to_owned());
        match role {
            Column::Project if self.project.is_none() => self.project = text(),
            Column::Department if self.department.is_none() => self.department = text(),
            Column::BudgetUnit if self.budget_unit.is_none() => self.budget_unit = text(),
            Column::Year if self.year.is_none() => {
                self.year = printed_year(value).or_else(|| printed_year(&format!("{value}年")));
            }
            _ => {}
        }
    }
}
