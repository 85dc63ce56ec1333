//! Labels with their values beside them, read pair by pair: 项目名称 | …, 主管部门 | … | 预算金额 | ….

use crate::reconstruct::forms::claims::Owner;
use crate::reconstruct::forms::head::printed_year;
use crate::reconstruct::forms::items::{Row, Slot};
use crate::vocabulary::{Column, Vocabulary};

/// The labelled values of a card.
#[derive(Debug, Default)]
pub(crate) struct Labels {
    pub(crate) project: Option<String>,
    pub(crate) department: Option<String>,
    pub(crate) budget_unit: Option<String>,
    pub(crate) code: Option<String>,
    pub(crate) unit_code: Option<String>,
    pub(crate) period: Option<String>,
    pub(crate) year: Option<i32>,
    /// What the labels of department and project say.
    department_label: String,
    project_label: String,
}

/// Whether a label stands beside its value in the head of a card.
pub(super) fn is_label(role: Column) -> bool {
    matches!(
        role,
        Column::Project
            | Column::Department
            | Column::UpperDepartment
            | Column::BudgetUnit
            | Column::Year
            | Column::ProjectCode
            | Column::UnitCode
            | Column::ProjectKind
            | Column::ProjectPeriod
            | Column::Person
            | Column::Summary
            | Column::Closing
    )
}

/// A label of a row with what stands beside it; `None` where nothing does.
pub(super) struct LabelledValue<'a, 'r> {
    pub(super) role: Column,
    pub(super) label: &'a Slot<'r>,
    pub(super) value: Option<&'a Slot<'r>>,
}

/// Whether a known label stands beside a value in the row.
pub(super) fn has_pair(row: &Row<'_>, vocabulary: &Vocabulary) -> bool {
    row_to_pairs(row, vocabulary).iter().any(|p| p.value.is_some() && (is_label(p.role) || p.role.is_amount()))
}

/// The labels of a row with their values: the value is the next cell, unless that is a label too.
pub(super) fn row_to_pairs<'a, 'r>(row: &'a Row<'r>, vocabulary: &Vocabulary) -> Vec<LabelledValue<'a, 'r>> {
    let cells = row.roles(vocabulary);
    let mut pairs = Vec::new();
    for (n, (role, label)) in cells.iter().enumerate() {
        let Some(role) = *role else { continue };
        let behind = cells.iter().skip(n + 1).find(|(_, s)| !s.is_blank());
        let adjoins = cells.get(n + 1).is_some_and(|(_, s)| !s.is_blank() || s.cell.row == label.cell.row);
        let value = behind.filter(|(r, _)| r.is_none() && adjoins).map(|(_, s)| *s);
        pairs.push(LabelledValue { role, label, value });
    }
    tell_upper_department(&mut pairs);
    pairs
}

/// 省级主管部门 | … | 地方主管部门 | …: of two departments side by side the lower one, named last, answers for the project.
fn tell_upper_department(pairs: &mut [LabelledValue<'_, '_>]) {
    let mut named = pairs.iter_mut().filter(|pair| pair.role == Column::Department && pair.value.is_some()).rev();
    if named.next().is_some() {
        named.for_each(|upper| upper.role = Column::UpperDepartment);
    }
}

impl Labels {
    /// Takes the labels of a row: the value is the next cell; or it stands in the same cell behind a colon.
    pub(crate) fn row(&mut self, row: &Row<'_>, vocabulary: &Vocabulary) {
        // 分配科学性 | 情况说明 | 存在问题: of what has no field, the whole row is known.
        let first = row.first().and_then(|s| vocabulary.column(s.text()).map(|role| (role, s)));
        if let Some((role @ (Column::Summary | Column::Closing), label)) = first {
            label.claim(Owner::Label(role));
            row.filled().filter(|s| vocabulary.column(s.text()).is_none()).for_each(|s| s.claim(Owner::Known(role)));
        }
        for pair in row_to_pairs(row, vocabulary).into_iter().filter(|p| is_label(p.role)) {
            pair.label.claim(Owner::Label(pair.role));
            if let Some(value) = pair.value {
                self.tell_lower(pair.role, pair.label.text());
                self.set(pair.role, value.text());
                value.claim(if has_field(pair.role) { Owner::Field(pair.role) } else { Owner::Known(pair.role) });
            }
        }
        for slot in row.filled().filter(|s| s.owner().is_none()) {
            if let Some((role, value)) = vocabulary.labelled(slot.text()).filter(|(r, _)| is_label(*r)) {
                slot.claim(if has_field(role) { Owner::Field(role) } else { Owner::Known(role) });
                if !value.is_empty() {
                    self.set(role, value);
                }
            }
        }
    }

    /// Takes a value that stands below its label.
    pub(super) fn below(&mut self, role: Column, value: &Slot<'_>) {
        if is_label(role) {
            self.set(role, value.text());
            value.claim(if has_field(role) { Owner::Field(role) } else { Owner::Known(role) });
        }
    }

    /// 省级主管部门 in one row, 市县主管部门 in a later one: the later of two such departments answers for the project. Likewise
    /// 一级项目名称 and 二级项目名称.
    fn tell_lower(&mut self, role: Column, label: &str) {
        let (value, above) = match role {
            Column::Department => (&mut self.department, &mut self.department_label),
            Column::Project => (&mut self.project, &mut self.project_label),
            _ => return,
        };
        let (upper, lower) = (std::mem::replace(above, label.to_owned()), label);
        let shared = upper.chars().rev().zip(lower.chars().rev()).take_while(|(a, b)| a == b).count();
        let shorter = upper.chars().count().min(lower.chars().count());
        if shared >= SHARED_END && shorter > shared {
            *value = None;
        }
    }

    fn set(&mut self, role: Column, value: &str) {
        let field = match role {
            Column::Project => &mut self.project,
            Column::Department => &mut self.department,
            Column::BudgetUnit => &mut self.budget_unit,
            Column::ProjectCode => &mut self.code,
            Column::UnitCode => &mut self.unit_code,
            Column::ProjectPeriod => &mut self.period,
            Column::Year if self.year.is_none() => {
                self.year = printed_year(value).or_else(|| printed_year(&format!("{value}年")));
                return;
            }
            _ => return,
        };
        field.get_or_insert_with(|| value.to_owned());
    }
}

/// Characters with which the labels of an upper and a lower department end alike: 主管部门.
const SHARED_END: usize = 4;

/// Whether a form has a field for the value of a label.
fn has_field(role: Column) -> bool {
    matches!(
        role,
        Column::Project
            | Column::Department
            | Column::BudgetUnit
            | Column::Year
            | Column::ProjectCode
            | Column::UnitCode
            | Column::ProjectPeriod
    )
}
