//! Lists of a template that begin with a header of known headings.

use super::list::{ColumnFill, ListColumn, PlaceList, Rows, is_of_task, is_side_heading};
use super::list_rows;
use crate::ooxml::grid::SheetGrid;
use crate::ooxml::reference::Area;
use crate::vocabulary::AskedField;
use crate::vocabulary::{Column, Vocabulary};

/// The lists with headings on a sheet, from top to bottom.
pub(super) fn labelled_lists(
    grid: &SheetGrid<'_>,
    vocabulary: &Vocabulary,
    rows: impl Iterator<Item = u32>,
) -> Vec<PlaceList> {
    let mut lists: Vec<PlaceList> = Vec::new();
    for row in rows {
        for (left, right) in runs(grid, row) {
            if lists.iter().any(|list| list.covers(row, left)) {
                continue;
            }
            lists.extend(list_below(grid, vocabulary, Area { top: row, left, bottom: row, right }));
        }
    }
    lists
}

/// Slots of a row that hold text without a gap.
fn runs(grid: &SheetGrid<'_>, row: u32) -> Vec<(u32, u32)> {
    let (mut runs, mut start, mut column) = (Vec::new(), None, 1);
    let last = grid.last_column(row);
    while column <= last + 1 {
        let block = grid.block(row, column);
        if column <= last && !grid.text(row, column).is_empty() {
            start.get_or_insert(block.left);
        } else if let Some(left) = start.take() {
            runs.push((left, column - 1));
        }
        column = block.right.max(column) + 1;
    }
    // The last heading may be merged over columns that have no cells in the file.
    runs.extend(start.map(|left| (left, column - 1)));
    runs
}

fn is_beside(field: AskedField) -> bool {
    matches!(field, AskedField::Column(column) if is_side_heading(column))
}

/// The list whose header begins with these slots; `None` where they are no header.
fn list_below(grid: &SheetGrid<'_>, vocabulary: &Vocabulary, run: Area) -> Option<PlaceList> {
    let heads = heads(grid, vocabulary, run.top, run);
    let known = heads.iter().filter(|(_, column)| column.is_some_and(|c| !is_side_heading(c))).count();
    if known < 2 || heads.iter().filter(|(_, column)| column.is_some()).count() < 3 {
        return None;
    }
    let bottom = header_bottom(grid, run, &heads);
    let (mut columns, mut unknown) = (Vec::<(Area, AskedField)>::new(), Vec::<String>::new());
    let mut column = run.left;
    while column <= run.right {
        let leaf = grid.block(bottom, column);
        // The lowest heading says most; where it is unknown the one above counts.
        let found = (run.top..=bottom).rev().find_map(|row| {
            let meaning = vocabulary.field(grid.text(row, column))?;
            (grid.block(row, column).bottom <= bottom || !is_beside(meaning)).then_some(meaning)
        });
        let heading = grid.text(bottom, column);
        if found.is_none() && !heading.is_empty() && !list_rows::has_formula(grid, bottom + 1, column) {
            unknown.push(heading.split_whitespace().collect());
        }
        columns.extend(found.map(|meaning| (Area { left: leaf.left, ..leaf }, meaning)));
        column = leaf.right.max(column) + 1;
    }
    let rows = rows_of(columns.iter().filter_map(|(_, field)| match field {
        AskedField::Column(column) => Some(*column),
        _ => None,
    }))?;
    if rows != Rows::Projects {
        columns.retain(|(_, field)| !is_beside(*field));
    }
    let columns = columns
        .iter()
        .map(|(area, field)| ListColumn {
            column: area.left,
            label: grid.text(area.top, area.left).split_whitespace().collect(),
            fill: ColumnFill::Field(*field),
        })
        .collect();
    let header = Area { bottom, ..run };
    let mut list = PlaceList {
        rows,
        columns,
        header: Some(header),
        first: bottom + 1,
        last: bottom,
        open: false,
        left: run.left,
        right: run.right,
        unknown,
    };
    list_rows::begin_below_notes(&mut list, grid, vocabulary);
    list_rows::extend(&mut list, grid, vocabulary);
    Some(list)
}

/// The headings of a row: their blocks and meanings.
fn heads(grid: &SheetGrid<'_>, vocabulary: &Vocabulary, row: u32, run: Area) -> Vec<(Area, Option<Column>)> {
    let (mut heads, mut column) = (Vec::new(), run.left);
    while column <= run.right {
        let block = grid.block(row, column);
        heads.push((block, vocabulary.column(grid.text(row, column))));
        column = block.right.max(column) + 1;
    }
    heads
}

/// The last row of a header: below a heading over several columns stand the headings of these, and blocks merged downwards
/// reach as far as the header does.
fn header_bottom(grid: &SheetGrid<'_>, run: Area, heads: &[(Area, Option<Column>)]) -> u32 {
    let merged_down = heads
        .iter()
        .filter(|(_, column)| column.is_some_and(|c| !is_side_heading(c)))
        .map(|(block, _)| block.bottom)
        .min();
    let grouped = heads
        .iter()
        .filter(|(block, _)| block.left < block.right && block.top == run.top)
        .filter(|(block, _)| {
            let below = block.bottom + 1;
            (block.left..=block.right)
                .filter(|c| !grid.text(below, *c).is_empty() && grid.block(below, *c).left == *c)
                .count()
                > 1
        })
        .map(|(block, _)| grid.block(block.bottom + 1, block.left).bottom)
        .max();
    merged_down.into_iter().chain(grouped).fold(run.top, u32::max)
}

/// What the rows under these headings are.
fn rows_of(columns: impl Iterator<Item = Column>) -> Option<Rows> {
    let columns: Vec<Column> = columns.collect();
    let of_project = columns.contains(&Column::Project);
    let class = columns.iter().any(|c| matches!(c, Column::Level1 | Column::Level2));
    let value = columns.iter().any(|c| matches!(c, Column::AnnualValue | Column::PeriodValue | Column::Actual));
    if columns.contains(&Column::Level3) || class && value {
        return Some(if of_project { Rows::Flat } else { Rows::Indicators });
    }
    if columns.iter().filter(|c| is_of_task(**c)).count() >= 2 {
        return Some(Rows::Tasks);
    }
    (of_project && columns.iter().filter(|c| is_of_project(**c)).count() >= 2).then_some(Rows::Projects)
}

/// Headings beside the name of a project that make its row one of a list of projects.
fn is_of_project(column: Column) -> bool {
    column.is_amount()
        || matches!(
            column,
            Column::Department | Column::BudgetUnit | Column::Goal | Column::GoalPeriod | Column::Indicators
        )
}
