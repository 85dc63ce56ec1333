//! Which extra columns a workbook has, and where cells come to stand.

use std::collections::BTreeMap;

use crate::model::fields::Record;
use crate::model::place::cell_address;
use crate::model::standard::{ColumnContent, StandardColumn, Worked};
use crate::model::{Document, StandardSheet};

use super::cells::cells;
use super::department::has_goal;
use super::row::{CellRef, CellValue};

/// Rows of the cover, above the heading of the forms on 概览.
pub(crate) const COVER_ROWS: u32 = 35;
/// Rows below the heading that a sheet of the format has room for.
pub(crate) const ROWS_PER_SHEET: usize = 1_048_575;

/// The extra columns that have something in them, by their position among the extra columns of their sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ExtraColumns {
    used: BTreeMap<StandardSheet, Vec<bool>>,
    rows_per_sheet: usize,
}

impl ExtraColumns {
    /// Those that any of the documents needs.
    pub(crate) fn of<'a>(documents: impl IntoIterator<Item = &'a Document>) -> Self {
        let mut extras = Self::none();
        for form in documents.into_iter().flat_map(|d| &d.forms) {
            extras.note(StandardSheet::Overview, Record::Form(form));
            if has_goal(form) {
                extras.note(StandardSheet::Goals, Record::Form(form));
            }
            for project in &form.projects {
                extras.note(StandardSheet::Projects, Record::Project(form, project));
            }
            for (project, indicator) in form.all_indicators() {
                let project = project.map(|p| &form.projects[p]);
                extras.note(StandardSheet::Level3, Record::Indicator(form, project, indicator));
            }
            for line in &form.budget {
                extras.note(StandardSheet::Budget, Record::Budget(form, line));
            }
            for task in &form.tasks {
                extras.note(StandardSheet::Tasks, Record::Task(form, task));
            }
            if !form.subtotals.is_empty() {
                extras
                    .used
                    .insert(StandardSheet::Subtotals, vec![true; StandardSheet::Subtotals.extra_columns().len()]);
            }
        }
        extras
    }

    /// All: for a workbook whose documents are not known beforehand.
    pub(crate) fn all() -> Self {
        let all = StandardSheet::ALL.into_iter().map(|s| (s, vec![true; s.extra_columns().len()]));
        Self { used: all.collect(), rows_per_sheet: ROWS_PER_SHEET }
    }

    fn none() -> Self {
        Self { used: BTreeMap::new(), rows_per_sheet: ROWS_PER_SHEET }
    }

    fn note(&mut self, sheet: StandardSheet, record: Record<'_>) {
        let values = extra(sheet, record);
        if values.iter().all(CellValue::is_empty) {
            return;
        }
        let used = self.used.entry(sheet).or_insert_with(|| vec![false; values.len()]);
        for (used, value) in used.iter_mut().zip(&values) {
            *used |= !value.is_empty();
        }
    }

    /// Whether the sheet has any.
    pub(crate) fn any(&self, sheet: StandardSheet) -> bool {
        self.used.get(&sheet).is_some_and(|used| used.contains(&true))
    }

    /// The positions, among fixed and extra columns, of those that the sheet shows.
    pub(crate) fn shown(&self, sheet: StandardSheet) -> Vec<usize> {
        let fixed = sheet.columns();
        let used = self.used.get(&sheet).into_iter().flatten().enumerate();
        let extras: Vec<usize> = used.filter(|(_, used)| **used).map(|(n, _)| fixed.len() + n).collect();
        // Places in the file come last, for what is printed ends before them; nothing is ever linked to them.
        let (others, places): (Vec<usize>, Vec<usize>) =
            (0..fixed.len()).partition(|at| extras.is_empty() || !is_place(&fixed[*at]));
        others.into_iter().chain(extras).chain(places).collect()
    }

    /// The columns that the sheet shows, with their positions.
    pub(crate) fn shown_columns(&self, sheet: StandardSheet) -> impl Iterator<Item = (usize, StandardColumn)> + use<> {
        let all: Vec<_> = sheet.all_columns().copied().collect();
        self.shown(sheet).into_iter().map(move |at| (at, all[at]))
    }

    /// The number of the part of a sheet that holds a row, and the row there, where 0 is the first of the sheet.
    pub(crate) fn part(&self, sheet: StandardSheet, row: usize) -> (usize, u32) {
        let row = row + heading_row(sheet, 0) as usize;
        (row / self.rows_per_sheet, (row % self.rows_per_sheet) as u32 + 1)
    }

    /// A cell's address, as `三级指标!H7`. Only fixed columns are ever linked to, whose position is the same everywhere.
    pub(crate) fn address(&self, cell: CellRef) -> String {
        let (part, row) = self.part(cell.sheet, cell.row);
        format!("{}!{}", part_name(cell.sheet, part), cell_address(row, cell.column as u32))
    }

    /// The same for a link, which wants the sheet's name in quotes.
    pub(crate) fn link(&self, cell: CellRef) -> String {
        let (part, row) = self.part(cell.sheet, cell.row);
        format!("'{}'!{}", part_name(cell.sheet, part), cell_address(row, cell.column as u32))
    }
}

/// Whether a column says where in the file a row stands.
fn is_place(column: &StandardColumn) -> bool {
    matches!(column.content, ColumnContent::Worked(Worked::Position))
}

/// The columns of a record that only some workbooks have.
pub(crate) fn extra(sheet: StandardSheet, record: Record<'_>) -> Vec<CellValue<'_>> {
    let mut values = cells(sheet.extra_columns().iter(), Some(record), |_| CellValue::Empty);
    if sheet == StandardSheet::Overview && has_goal(record.form()) {
        // The notes of a department form stand beside its goal.
        let notes = sheet
            .extra_columns()
            .iter()
            .position(|c| matches!(c.content, ColumnContent::Own(f) if f.about().json == "notes"));
        if let Some(at) = notes {
            values[at] = CellValue::Empty;
        }
    }
    values
}

/// The row of a part's heading: 概览 begins with its cover.
pub(crate) const fn heading_row(sheet: StandardSheet, part: usize) -> u32 {
    if matches!(sheet, StandardSheet::Overview) && part == 0 { COVER_ROWS } else { 0 }
}

/// The name of a sheet's part: `三级指标`, `三级指标(2)`.
pub(crate) fn part_name(sheet: StandardSheet, part: usize) -> String {
    if part == 0 { sheet.name().to_owned() } else { format!("{}({})", sheet.name(), part + 1) }
}
