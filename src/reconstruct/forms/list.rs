//! Project lists: a row a project (indicators packed in a cell), or a row an indicator (project cells merged downwards).

use super::agency_rows::is_agency_row;
use super::claims::Owner;
use super::class_cells::{has_class_cells, row_to_indicators};
use super::header::Header;
use super::indicator_rows::{row_to_indicator, row_to_indicators_of_classes};
use super::items::{Row, Slot};
use super::levels::Levels;
use super::list_columns::{
    KNOWN, amounts, execution, goal_cell, list_header, rest_of_row, subtotal_label, unfinished_rests, year_of_rows,
};
use super::money::{is_no_amount, slot_to_amount};
use super::packed_cells::cell_to_indicators;
use super::shifted_rows::{has_split_cost, straighten_indicators, straighten_packed};
use crate::model::{Amounts, Finding, GrowingPlace, Place, Project, Subtotal};
use crate::vocabulary::{Column, Vocabulary};

/// What the rows of a project list say.
#[derive(Debug, Default)]
pub(super) struct List {
    pub(super) projects: Vec<Project>,
    pub(super) subtotals: Vec<Subtotal>,
    /// The year that all its rows name in a column of their own.
    pub(super) year: Option<i32>,
    pub(super) findings: Vec<Finding>,
}

/// Reads the rows under a header. `department` is that of the head.
pub(super) fn rows_to_list(
    rows: &[Row<'_>],
    header: &Header,
    department: Option<&str>,
    vocabulary: &Vocabulary,
) -> List {
    let mut reader = ListFormReader {
        header: &list_header(header),
        department,
        vocabulary,
        list: List::default(),
        agency: None,
        above: Above::default(),
        levels: Levels::default(),
        classes: header.classes(),
        packed: Vec::new(),
        place: None,
        split_cost: has_split_cost(rows, vocabulary),
        continued: Vec::new(),
    };
    for (n, row) in rows.iter().enumerate() {
        reader.row(row, &rows[n + 1..]);
    }
    reader.list.year = year_of_rows(rows, header);
    reader.settle_place();
    reader.list.findings.extend(unfinished_rests(&reader.list.projects, &reader.continued));
    reader.unpack();
    reader.list
}

struct ListFormReader<'a> {
    header: &'a Header,
    department: Option<&'a str>,
    vocabulary: &'a Vocabulary,
    list: List,
    /// The agency row above.
    agency: Option<String>,
    above: Above,
    levels: Levels,
    /// Classes that are groups of columns.
    classes: Vec<(String, Header)>,
    /// For each project the place of its packed cell.
    packed: Vec<Option<GrowingPlace>>,
    /// The place of the last project: grows by that of each of its rows.
    place: Option<GrowingPlace>,
    /// 成本指标 stands as a first level.
    split_cost: bool,
    /// Projects whose goal goes on in rows without a name.
    continued: Vec<usize>,
}

/// The row above, for cells that are merged downwards.
#[derive(Default)]
struct Above {
    department: Option<String>,
    budget_unit: Option<String>,
    page: Option<u32>,
    /// The project's name cell covers several rows.
    spans: bool,
}

impl ListFormReader<'_> {
    fn row(&mut self, row: &Row<'_>, below: &[Row<'_>]) {
        if row.filled().next().is_none() {
            return;
        }
        let (row, shifted) = &self.straightened(row);
        let amounts = amounts(row, self.header, &mut self.list.findings);
        if let Some(label) = subtotal_label(row, self.header, self.vocabulary) {
            self.subtotal(row, label, amounts);
            return;
        }
        if is_agency_row(row, below, self.header, self.department, self.vocabulary) {
            let label =
                self.header.text(row, Column::Project).or_else(|| row.first().map(Slot::text)).unwrap_or_default();
            self.agency = Some(label.to_owned());
            self.subtotal(row, label, amounts);
            return;
        }
        let page = row.place().and_then(|p| p.first_page());
        let new_page = page != self.above.page && self.above.page.is_some();
        if self.header.has(Column::Level3) {
            self.flat_row(row, amounts, new_page);
        } else if self.is_rest(row, &amounts) {
            self.continue_project(row);
        } else {
            self.begin_project(row, amounts, new_page);
        }
        self.above.page = page;
        let number = self.list.projects.len().saturating_sub(1);
        self.list.findings.extend(shifted.clone().map(|f| f.project(number)));
    }

    /// The row with its cells where they belong, and what is to be said about it.
    fn straightened<'r>(&self, row: &Row<'r>) -> (Row<'r>, Option<Finding>) {
        let mut row = row.clone();
        let finding = if self.header.has(Column::Level3) {
            straighten_indicators(&mut row, self.header, self.split_cost, self.vocabulary)
        } else {
            straighten_packed(&mut row, self.header, self.vocabulary)
        };
        (row, finding)
    }

    fn subtotal(&mut self, row: &Row<'_>, label: &str, amounts: Amounts) {
        let labelled = row.filled().filter(|s| s.text() == label);
        labelled.for_each(|s| s.claim(Owner::Subtotal));
        for known in [Column::ProjectCode, Column::UnitCode, Column::Number] {
            self.claim_known(row, known);
        }
        row.filled().filter(|s| is_no_amount(s.text())).for_each(|s| s.claim(Owner::Blank));
        self.list.subtotals.push(Subtotal { label: label.to_owned(), amounts, place: row.place() });
    }

    /// A row that has only a goal or indicators is the rest of the project above.
    fn is_rest(&self, row: &Row<'_>, amounts: &Amounts) -> bool {
        let begins = [Column::Department, Column::BudgetUnit, Column::Project, Column::Number];
        !self.list.projects.is_empty()
            && amounts.is_empty()
            && begins.iter().all(|&c| self.header.text(row, c).is_none())
            && !begins.iter().any(|c| self.header.cell(row, *c).is_some_and(|s| s.cell.lost))
    }

    fn continue_project(&mut self, row: &Row<'_>) {
        let number = self.list.projects.len().saturating_sub(1);
        let Some(project) = self.list.projects.last_mut() else { return };
        if let Some(rest) = goal_cell(row, self.header).filter(|s| !s.is_blank()).map(|s| s.read(Column::Goal)) {
            crate::reconstruct::joining::append_line(project.goal.get_or_insert_default(), rest);
            self.continued.push(number);
        }
        let in_classes = has_class_cells(self.header);
        if let Some(slot) = self.header.cell(row, Column::Indicators).filter(|s| !in_classes && !s.is_blank()) {
            crate::reconstruct::joining::append_line(
                project.indicators_text.get_or_insert_default(),
                slot.read(Column::Indicators),
            );
            if let Some(packed) = self.packed.last_mut() {
                match packed {
                    Some(packed) => packed.join(&slot.cell.place),
                    None => *packed = Some(slot.cell.place.clone().into()),
                }
            }
        }
        let place = row.place_or_table();
        if let Some(whole) = &mut self.place {
            whole.join(&place);
        }
        self.list.findings.push(rest_of_row(&place).project(number));
        self.class_cells(row);
    }

    fn begin_project(&mut self, row: &Row<'_>, amounts: Amounts, new_page: bool) {
        self.settle_place();
        let project = self.project(row, amounts, new_page);
        self.place = Some(project.place.clone().into());
        self.list.projects.push(project);
        self.class_cells(row);
    }

    /// Reads the columns that list the indicators of a class.
    fn class_cells(&mut self, row: &Row<'_>) {
        let number = self.list.projects.len().saturating_sub(1);
        let Some(project) = self.list.projects.last_mut().filter(|_| has_class_cells(self.header)) else { return };
        let mut findings = Vec::new();
        project.indicators.extend(row_to_indicators(row, self.header, self.vocabulary, &mut findings));
        self.list.findings.extend(findings.into_iter().map(|f| f.project(number)));
    }

    /// Gives the last project the place of all its rows.
    fn settle_place(&mut self) {
        if let (Some(project), Some(place)) = (self.list.projects.last_mut(), self.place.take()) {
            project.place = place.into();
        }
    }

    fn project(&mut self, row: &Row<'_>, amounts: Amounts, new_page: bool) -> Project {
        let (department, budget_unit) = self.organisations(row, new_page);
        let in_classes = has_class_cells(self.header);
        let packed = self.header.cell(row, Column::Indicators).filter(|s| !in_classes && !s.is_blank());
        self.packed.push(packed.map(|s| s.cell.place.clone().into()));
        let goal = goal_cell(row, self.header).filter(|s| !s.is_blank()).map(|s| s.read(Column::Goal).to_owned());
        for known in KNOWN {
            self.claim_known(row, known);
        }
        let both = self.header.has(Column::Goal) && self.header.has(Column::GoalPeriod);
        Project {
            department,
            budget_unit,
            name: self.header.take_owned(row, Column::Project),
            amounts,
            goal,
            amounts_period: self.amounts_of_period(row),
            goal_period: if both { self.header.take_owned(row, Column::GoalPeriod) } else { None },
            goal_actual: self.header.take_owned(row, Column::GoalActual),
            code: self.header.take_owned(row, Column::ProjectCode),
            period: self.header.take_owned(row, Column::ProjectPeriod),
            execution: execution(row, self.header, &mut self.list.findings),
            indicators_text: packed.map(|s| s.read(Column::Indicators).to_owned()),
            ..Project::new(row.place_or_table())
        }
    }

    /// The whole project's total, where the year's stands beside it.
    fn amounts_of_period(&mut self, row: &Row<'_>) -> Option<Amounts> {
        let header = self.header;
        let slot =
            header.cell(row, Column::AmountPeriodTotal).filter(|s| s.begins && header.has(Column::AmountTotal))?;
        let total = slot_to_amount(slot, Column::AmountPeriodTotal, &mut self.list.findings);
        total.map(|total| Amounts { total: Some(total), ..Amounts::default() })
    }

    /// Answers for a cell of a known column for which a project has no field.
    fn claim_known(&self, row: &Row<'_>, role: Column) {
        if let Some(slot) = self.header.cell(row, role).filter(|s| !s.is_blank()) {
            slot.claim(Owner::Known(role));
        }
    }

    /// Takes the packed cells apart, each as a whole.
    fn unpack(&mut self) {
        let packed = std::mem::take(&mut self.packed);
        for (number, (project, place)) in self.list.projects.iter_mut().zip(packed).enumerate() {
            let (Some(text), Some(place)) = (&project.indicators_text, place.map(Place::from)) else { continue };
            let mut findings = Vec::new();
            project.indicators = cell_to_indicators(text, &place, self.vocabulary, &mut findings);
            self.list.findings.extend(findings.into_iter().map(|f| f.project(number)));
        }
    }

    /// Department and unit: their cells, the merged cells above, the agency row, the head.
    fn organisations(&mut self, row: &Row<'_>, new_page: bool) -> (Option<String>, Option<String>) {
        let department = self.read_or_above(row, Column::Department, self.above.department.as_deref(), new_page);
        let budget_unit = self.read_or_above(row, Column::BudgetUnit, self.above.budget_unit.as_deref(), new_page);
        self.above.department.clone_from(&department);
        self.above.budget_unit.clone_from(&budget_unit);
        let department = department.or_else(|| self.department.map(str::to_owned));
        (department, budget_unit.or_else(|| self.agency.clone()))
    }

    /// What a cell says, else what stands above it where it may belong to a merged cell.
    fn read_or_above(&self, row: &Row<'_>, role: Column, above: Option<&str>, new_page: bool) -> Option<String> {
        let slot = self.header.cell(row, role);
        let printed = slot.filter(|s| !s.is_blank()).map(|s| s.read(role));
        let lost = slot.is_some_and(|s| s.cell.lost);
        // An empty cell of a grid with known spans is empty, unless it is the rest of a merged one on a new page.
        let merged = !row.knows_spans() || new_page || slot.is_some_and(|s| s.cell.row_span > 1);
        let there = slot.is_some() || row.shift > 0;
        printed.or_else(|| above.filter(|_| merged && !lost && there)).map(str::to_owned)
    }

    /// A row of a list with one row for each indicator.
    fn flat_row(&mut self, row: &Row<'_>, amounts: Amounts, new_page: bool) {
        if self.begins_project(row, new_page) {
            self.begin_project(row, amounts, new_page);
            self.levels.begin();
            self.above.spans = self.header.cell(row, Column::Project).is_some_and(|s| s.cell.row_span > 1);
        }
        self.claim_repeated(row);
        let mut findings = Vec::new();
        let found = if self.classes.is_empty() {
            let levels = &mut self.levels;
            row_to_indicator(row, self.header, levels, self.vocabulary, &mut findings).into_iter().collect()
        } else {
            row_to_indicators_of_classes(row, &self.classes, self.vocabulary, &mut findings)
        };
        let number = self.list.projects.len().saturating_sub(1);
        if let Some(project) = self.list.projects.last_mut() {
            if let Some(whole) = &mut self.place {
                for indicator in &found {
                    whole.join(&indicator.place);
                }
            }
            self.levels.complete(&mut project.indicators);
            project.indicators.extend(found);
        }
        self.list.findings.extend(findings.into_iter().map(|f| f.project(number)));
    }

    /// The project's cells printed again in the rows of its further indicators.
    fn claim_repeated(&self, row: &Row<'_>) {
        for known in KNOWN {
            self.claim_known(row, known);
        }
        let Some(project) = self.list.projects.last() else { return };
        let printed = [
            (Column::Project, &project.name),
            (Column::Goal, &project.goal),
            (Column::Department, &project.department),
            (Column::BudgetUnit, &project.budget_unit),
            (Column::ProjectCode, &project.code),
        ];
        for (role, value) in printed {
            if let Some(slot) = self.header.cell(row, role).filter(|s| value.as_deref() == Some(s.text())) {
                slot.claim(Owner::Field(role));
            }
        }
    }

    /// A project begins where a name is printed that is not that of the project above printed again.
    fn begins_project(&self, row: &Row<'_>, new_page: bool) -> bool {
        let Some(last) = self.list.projects.last() else { return true };
        let Some(cell) = self.header.cell(row, Column::Project).filter(|s| s.begins && !s.is_blank()) else {
            return false;
        };
        if last.name.as_deref() != Some(cell.text()) {
            return true;
        }
        let goal = goal_cell(row, self.header).map(Slot::text).filter(|t| !t.is_empty());
        let same_goal = goal.is_none() || goal == last.goal.as_deref();
        let merged = cell.cell.row_span > 1 || self.above.spans;
        !same_goal || merged && !new_page
    }
}
