//! Outline lists: agency, project, classes and indicators under one another in one column, with values and amounts beside them.

use super::claims::Owner;
use super::class_words::printed_class_of;
use super::header::Header;
use super::items::{Row, Slot};
use super::list::List;
use super::money::slot_to_amount;
use super::targets::value_to_target;
use crate::model::{Amounts, Indicator, Project};
use crate::vocabulary::{Column, Vocabulary};

/// Class rows that make an outline.
const FEWEST_CLASSES: usize = 2;

/// Whether a header is that of an outline: names and values, no columns of classes, and rows of classes alone below.
pub(super) fn is_outline_header(header: &Header, below: &[&Row<'_>], vocabulary: &Vocabulary) -> bool {
    let levels = [Column::Level1, Column::Level2].iter().any(|&c| header.has(c));
    let Some(names) = name_heading(header).filter(|_| header.has(Column::AnnualValue) && !levels) else { return false };
    let alone = below.iter().filter_map(|row| row.single()).filter(|s| s.cell.col < names.1);
    alone.filter(|s| level_of(s.text(), vocabulary).is_some()).count() >= FEWEST_CLASSES
}

/// The columns of the names: 项目, 三级指标, 绩效指标.
fn name_heading(header: &Header) -> Option<(u32, u32)> {
    let roles = [Column::Project, Column::Level3, Column::Indicators];
    roles.iter().find_map(|&r| header.heading(r)).map(|h| (h.from, h.to))
}

/// The level of a class word: 1, 2, or both (成本指标, 服务对象满意度指标).
fn level_of(text: &str, vocabulary: &Vocabulary) -> Option<(bool, bool)> {
    if !text.contains("指标") {
        return None;
    }
    let levels = (vocabulary.level1(text).is_some(), vocabulary.level2(text).is_some());
    (levels != (false, false)).then_some(levels)
}

/// Reads the rows of an outline.
pub(super) fn rows_to_outline(rows: &[Row<'_>], header: &Header, vocabulary: &Vocabulary) -> List {
    let Some((from, to)) = name_heading(header) else { return List::default() };
    let mut reader =
        ListOutlineReader { header, vocabulary, list: List::default(), agency: None, level1: None, level2: None };
    let names: Vec<Option<&Slot<'_>>> =
        rows.iter().map(|r| r.within(from, to).filter(|s| s.begins && !s.is_blank())).collect();
    for (n, (row, name)) in rows.iter().zip(&names).enumerate() {
        let Some(name) = name else { continue };
        let below = names.iter().skip(n + 1).flatten().next().map(|s| s.text());
        reader.row(row, name, below);
    }
    reader.list
}

struct ListOutlineReader<'a> {
    header: &'a Header,
    vocabulary: &'a Vocabulary,
    list: List,
    agency: Option<String>,
    level1: Option<String>,
    level2: Option<String>,
}

impl ListOutlineReader<'_> {
    fn row(&mut self, row: &Row<'_>, name: &Slot<'_>, below: Option<&str>) {
        let value = self.header.cell(row, Column::AnnualValue).filter(|s| !s.is_blank() && !s.is(name));
        let class = level_of(name.text(), self.vocabulary).filter(|_| value.is_none());
        if let Some(levels) = class {
            name.claim(Owner::Class);
            self.class(name.text(), levels, below);
        } else if value.is_some() || self.level2.is_some() && !self.begins_project(row, below) {
            self.indicator(row, name, value);
        } else {
            self.begin(row, name, below);
        }
    }

    /// A class; one that may be of either level is of the second where a first holds and no second follows it.
    fn class(&mut self, text: &str, (first, second): (bool, bool), below: Option<&str>) {
        let class = Some(printed_class_of(text, self.vocabulary));
        let next = below.and_then(|t| level_of(t, self.vocabulary));
        let parts_follow = next.is_some_and(|(_, second)| second);
        if first && (!second || parts_follow && self.level2.is_some() || self.level1.is_none()) {
            (self.level1, self.level2) = (class, None);
        } else {
            self.level2 = class;
        }
    }

    /// Whether a text without value below indicators begins the next project: it has an amount, or a class of the first level follows.
    fn begins_project(&self, row: &Row<'_>, below: Option<&str>) -> bool {
        let amount = self.header.cell(row, Column::AmountTotal).is_some_and(|s| !s.is_blank());
        amount || below.and_then(|t| level_of(t, self.vocabulary)).is_some_and(|(first, second)| first && !second)
    }

    /// An agency, or a project of it: under a project stands a class, under an agency a project.
    fn begin(&mut self, row: &Row<'_>, name: &Slot<'_>, below: Option<&str>) {
        (self.level1, self.level2) = (None, None);
        let role = Column::AmountTotal;
        let amount = self.header.cell(row, role).filter(|s| s.begins && !s.is(name) && !s.is_blank());
        let classes_follow = below.is_some_and(|t| level_of(t, self.vocabulary).is_some());
        if !classes_follow && amount.is_none() {
            self.agency = Some(name.read(Column::BudgetUnit).to_owned());
            return;
        }
        let total = amount.and_then(|s| slot_to_amount(s, role, &mut self.list.findings));
        let goal = self.header.take_owned(row, Column::Goal);
        self.list.projects.push(Project {
            department: self.agency.clone(),
            budget_unit: self.agency.clone(),
            name: Some(name.read(Column::Project).to_owned()),
            amounts: Amounts { total, ..Amounts::default() },
            goal,
            ..Project::new(row.place_or_table())
        });
    }

    fn indicator(&mut self, row: &Row<'_>, name: &Slot<'_>, value: Option<&Slot<'_>>) {
        let Some(project) = self.list.projects.last_mut() else { return };
        let text = name.read(Column::Level3);
        let raw = value.map(|s| s.read(Column::AnnualValue));
        project.indicators.push(Indicator {
            level1: self.level1.clone(),
            level2: self.level2.clone(),
            level3: Some(text.to_owned()),
            annual_target: raw.and_then(|v| value_to_target(v, Some(text), self.vocabulary)),
            remark: self.header.take_owned(row, Column::Remark),
            ..Indicator::new(row.place_or_table())
        });
    }
}
