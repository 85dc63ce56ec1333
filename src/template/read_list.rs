//! The rows of a list in a filled template → projects, indicators, tasks.

use super::answer::{self, FilledCell, IndicatorRow};
use super::asked::{is_money, is_of_indicator};
use super::filled_sheet::{FilledSheet, RowMap};
use super::list::{ColumnFill, PlaceList, Rows};
use super::list_rows::has_formula;
use super::pattern::{self, asks_for_year};
use super::printed_classes::{PrintedClasses, is_printed};
use crate::model::{Form, Indicator, Kind, Place, Project, Task};
use crate::ooxml::grid::SheetGrid;
use crate::vocabulary::AskedField;
use crate::vocabulary::{Column, Vocabulary, normalise_label};

/// A list of a filled template.
pub(super) struct ListReader<'r> {
    pub(super) list: &'r PlaceList,
    pub(super) grid: &'r SheetGrid<'r>,
    pub(super) filled: &'r FilledSheet<'r>,
    pub(super) rows: &'r RowMap,
    pub(super) vocabulary: &'r Vocabulary,
}

/// What an auditor wrote beside a row: its first cell, 审核结论, 审核意见.
pub(super) type ReviewCells = (Place, Option<String>, Option<String>);

/// A row of a flat list: which project it belongs to and its indicator.
pub(super) struct FlatRow {
    /// First row of the merged block of the project's columns.
    block: u32,
    pub(super) project: Project,
    /// What the row says of the form: department, year.
    pub(super) form: Form,
    pub(super) indicator: Option<Indicator>,
}

impl FlatRow {
    /// Whether the row belongs to the project of the row above.
    pub(super) fn continues(&self, above: &Self) -> bool {
        self.block == above.block || is_same_project(&self.project, &above.project)
    }
}

/// Whether two rows tell of one project.
fn is_same_project(a: &Project, b: &Project) -> bool {
    (&a.department, &a.budget_unit, &a.name, &a.goal, a.amounts)
        == (&b.department, &b.budget_unit, &b.name, &b.goal, b.amounts)
}

impl ListReader<'_> {
    /// First and last sheet row of each record.
    fn slots(&self) -> Vec<(u32, u32)> {
        let last = self.rows.last_row(self.list.last.max(self.list.first));
        let (mut row, mut slots) = (self.rows.row(self.list.first), Vec::new());
        while row <= last {
            let (top, bottom) = self.filled.block(row, self.list.key());
            slots.push((row.max(top), bottom.min(last)));
            row = bottom.saturating_add(1);
        }
        slots
    }

    /// What a row says, field by field.
    fn answers(&self, row: u32) -> Vec<(AskedField, FilledCell)> {
        let mut answers = Vec::new();
        for column in &self.list.columns {
            if has_formula(self.grid, self.list.first, column.column) {
                continue;
            }
            let answer = self.filled.answer(row, column.column);
            match &column.fill {
                ColumnFill::Field(_) if self.is_left_over(column.column, &answer.text) => {}
                ColumnFill::Field(field) => answers.push((*field, answer)),
                ColumnFill::Pieces(pieces) => {
                    for (place, text) in
                        pattern::unfilled(pieces, &answer.text, |place| asks_for_year(place, self.vocabulary))
                    {
                        let field = pattern::field_of(place, self.vocabulary);
                        answers.extend(field.map(|f| (f, FilledCell { text, number: None, money: answer.money })));
                    }
                }
            }
        }
        answers
    }

    /// Whether a text is an example of the template that nothing was written over.
    fn is_left_over(&self, column: u32, text: &str) -> bool {
        !text.is_empty()
            && self.vocabulary.is_example(text)
            && text.parse::<f64>().is_err()
            && (self.list.first..=self.list.last).any(|row| self.grid.text(row, column) == text)
    }

    fn place(&self, row: u32) -> Place {
        Place::cell(self.filled.name, row.saturating_sub(1), self.list.key().saturating_sub(1))
    }

    /// The amounts of the list and where each stands.
    pub(super) fn amounts(&self) -> Vec<(FilledCell, Place)> {
        let mut amounts = Vec::new();
        for (row, _) in self.slots() {
            for column in
                self.list.columns.iter().filter(|column| fills_amount(&column.fill)).map(|column| column.column)
            {
                let place = Place::cell(self.filled.name, row.saturating_sub(1), column.saturating_sub(1));
                amounts.push((self.filled.answer(row, column), place));
            }
        }
        amounts
    }

    pub(super) fn projects(&self, form: &mut Form) -> Vec<Project> {
        let mut projects = Vec::new();
        for (row, _) in self.slots() {
            let mut project = Project::new(self.place(row));
            for (field, answer) in self.answers(row).iter().filter(|(_, a)| !a.is_empty()) {
                answer::set_project(form, &mut project, *field, answer, self.vocabulary);
            }
            if project != Project::new(self.place(row)) {
                projects.push(project);
            }
        }
        projects
    }

    pub(super) fn tasks(&self) -> Vec<Task> {
        let mut tasks = Vec::new();
        for (row, _) in self.slots() {
            let none = Task { name: None, content: None, funds: None, expected: None, place: Some(self.place(row)) };
            let mut task = none.clone();
            for (field, answer) in self.answers(row).iter().filter(|(_, a)| !a.is_empty()) {
                answer::set_task(&mut task, *field, answer);
            }
            if task != none {
                tasks.push(task);
            }
        }
        tasks
    }

    pub(super) fn indicators(&self) -> Vec<Indicator> {
        self.flat_rows().into_iter().filter_map(|row| row.indicator).collect()
    }

    /// The rows with an indicator or a project.
    pub(super) fn flat_rows(&self) -> Vec<FlatRow> {
        let mut rows = Vec::new();
        let printed = PrintedClasses::new(self.list, self.grid, self.vocabulary);
        let (mut class, prints_once) = (FilledCell::default(), self.prints_once());
        let of_project =
            self.list.columns.iter().find(|c| matches!(&c.fill, ColumnFill::Field(asked) if !is_of_indicator(*asked)));
        let says_whose = self.list.rows != Rows::Indicators || self.list.asks(Column::Project, self.vocabulary);
        for (row, _) in self.slots() {
            let place = self.place(row);
            let mut flat = FlatRow {
                block: of_project.map_or(0, |c| self.filled.block(row, c.column).0),
                project: Project::new(place.clone()),
                form: Form::new(Kind::ProjectTable, place.clone()),
                indicator: None,
            };
            let mut cells = IndicatorRow::default();
            for (field, mut answer) in self.answers(row) {
                // A class that the template prints once holds for the rows below it.
                if prints_once && field == AskedField::Column(Column::Level1) {
                    if answer.is_empty() {
                        answer.clone_from(&class);
                    } else {
                        class.clone_from(&answer);
                    }
                }
                match field {
                    asked if is_of_indicator(asked) => cells.set(asked, answer),
                    _ if answer.is_empty() || !says_whose => {}
                    _ => answer::set_project(&mut flat.form, &mut flat.project, field, &answer, self.vocabulary),
                }
            }
            flat.indicator = cells.says_anything(&printed).then(|| cells.indicator(place.clone(), self.vocabulary));
            if flat.indicator.is_some() || flat.project != Project::new(place) {
                rows.push(flat);
            }
        }
        rows
    }

    /// Whether the template prints a level-1 class once for several level-2 classes below each other, without a merged block.
    fn prints_once(&self) -> bool {
        let columns = [Column::Level1, Column::Level2].map(|c| self.list.column_of(c));
        let [Some(level1), Some(level2)] = columns else { return false };
        (self.list.first..self.list.last)
            .any(|row| self.prints(row, level1) && self.grid.is_blank(row + 1, level1) && self.prints(row + 1, level2))
    }

    /// Whether the template prints a text in a slot that stays.
    fn prints(&self, row: u32, column: u32) -> bool {
        is_printed(self.grid.text(row, column), self.vocabulary)
    }

    /// What auditors wrote in columns headed 审核结论 and 审核意见.
    pub(super) fn verdicts(&self) -> Vec<ReviewCells> {
        let [conclusion, opinion] = ["审核结论", "审核意见"].map(|name| self.column_headed(name));
        if conclusion.is_none() && opinion.is_none() {
            return Vec::new();
        }
        let slots = self.slots().into_iter();
        let verdicts =
            slots.map(|(row, _)| (self.place(row), self.text_in(row, conclusion), self.text_in(row, opinion)));
        verdicts.filter(|(_, conclusion, opinion)| conclusion.is_some() || opinion.is_some()).collect()
    }

    /// The column under a heading of the list.
    fn column_headed(&self, name: &str) -> Option<u32> {
        let header = self.list.header?;
        let mut texts = (header.top..=header.bottom).flat_map(|row| self.grid.texts_of(row));
        texts.find(|(_, text)| normalise_label(text) == name).map(|(block, _)| block.left)
    }

    /// What is filled into a row's cell, where the list has the column.
    fn text_in(&self, row: u32, column: Option<u32>) -> Option<String> {
        Some(self.filled.answer(row, column?).text).filter(|text| !text.is_empty())
    }
}

/// Whether a column is filled with amounts.
fn fills_amount(fill: &ColumnFill) -> bool {
    matches!(fill, ColumnFill::Field(asked) if is_money(*asked))
}
