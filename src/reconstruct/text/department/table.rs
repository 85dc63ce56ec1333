//! Sections of a department form → one table in the printed layout: label, then the section's columns side by side.

use crate::model::{Finding, Place, Table};
use crate::reconstruct::text::findings;
use crate::reconstruct::text::grid::{Joined, Placed, TableRows};
use crate::reconstruct::text::wrapped::LineCell;
use crate::vocabulary::Column as Meaning;

use super::parts::{Headed, Part};
use super::sections::SectionText;

/// A row of the table: a cell for each column, `None` for a blank one.
type SlotRow = Vec<Option<RowSlot>>;

#[derive(Debug, Clone)]
enum RowSlot {
    Text(SectionText),
    Lost,
}

fn text(piece: Option<SectionText>) -> Option<RowSlot> {
    piece.map(RowSlot::Text)
}

/// Rows of both halves side by side; the shorter half goes on with blank ones.
fn side_by_side<T>(left: Vec<Vec<T>>, right: Vec<Vec<T>>) -> impl Iterator<Item = (Vec<T>, Vec<T>)> {
    let count = left.len().max(right.len());
    let [left, right] = [left, right].map(|rows| rows.into_iter().chain(std::iter::repeat_with(Vec::new)));
    left.zip(right).take(count)
}

/// Puts the sections below one another; the right half, where there is one, beside the left.
pub(super) fn parts_to_table(left: Part, right: Option<Part>, findings: &mut Vec<Finding>) -> Table {
    let right = right.unwrap_or_default();
    let mut rows: Vec<SlotRow> = Vec::new();
    let name = one_of(left.department.1, right.department.1, findings);
    rows.push(vec![text(left.department.0.or(right.department.0)), text(name)]);
    budget_rows(left.budget_label.or(right.budget_label), left.budget, right.budget, &mut rows);
    let goal = one_of(left.goal.1, right.goal.1, findings);
    rows.push(vec![text(left.goal.0.or(right.goal.0)), text(goal)]);
    task_rows(left.tasks, right.tasks, &mut rows, findings);
    rows.push(vec![text(left.other.0.or(right.other.0)), text(one_of(left.other.1, right.other.1, findings))]);
    indicator_rows(left.indicators, right.indicators, &mut rows, findings);
    rows.retain(|r| r.iter().any(Option::is_some));
    rows_to_table(rows)
}

/// What both halves print (a cell merged over both) is kept once.
fn one_of(left: Option<SectionText>, right: Option<SectionText>, findings: &mut Vec<Finding>) -> Option<SectionText> {
    if let (Some(left), Some(right)) = (&left, &right) {
        let place = Place::lines(right.lines[0], right.lines[1]);
        if left.text == right.text {
            findings.push(findings::printed_twice(&right.text, place));
        } else {
            findings.push(findings::halves_differ(&right.text, place));
        }
    }
    left.or(right)
}

fn budget_rows(
    label: Option<SectionText>,
    left: Vec<Vec<SectionText>>,
    right: Vec<Vec<SectionText>>,
    rows: &mut Vec<SlotRow>,
) {
    let mut label = label;
    for (left, right) in side_by_side(left, right) {
        let mut row: SlotRow = vec![text(label.take())];
        let mut own: Vec<Option<RowSlot>> = left.into_iter().map(|p| Some(RowSlot::Text(p))).collect();
        if own.is_empty() {
            own = vec![None, None];
        }
        row.extend(own);
        row.extend(right.into_iter().map(|p| Some(RowSlot::Text(p))));
        rows.push(row);
    }
}

fn heading_row(label: Option<SectionText>, headings: Vec<SectionText>) -> SlotRow {
    std::iter::once(text(label)).chain(headings.into_iter().map(|p| Some(RowSlot::Text(p)))).collect()
}

fn cells_to_slots(cells: Vec<LineCell>, columns: usize) -> Vec<Option<RowSlot>> {
    let mut slots = vec![None; columns];
    for cell in cells {
        slots[cell.column] = Some(RowSlot::Text(SectionText { text: cell.text, lines: cell.lines }));
    }
    slots
}

fn task_rows(left: Headed, right: Headed, rows: &mut Vec<SlotRow>, findings: &mut Vec<Finding>) {
    let (l, r) = (left.headings.len(), right.headings.len());
    let headings = left.headings.into_iter().chain(right.headings).map(|(_, p)| p).collect();
    rows.push(heading_row(left.label.or(right.label), headings));
    if l > 0 && r > 0 && left.rows.len() != right.rows.len() {
        let first = left.rows.first().or(right.rows.first()).and_then(|row| row.first());
        let lines = first.map_or([0, 0], |c| c.lines);
        findings.push(findings::halves_uneven(left.rows.len(), right.rows.len(), Place::lines(lines[0], lines[1])));
    }
    for (left, right) in side_by_side(left.rows, right.rows) {
        let mut row: SlotRow = vec![None];
        row.extend(cells_to_slots(left, l));
        row.extend(cells_to_slots(right, r));
        rows.push(row);
    }
}

/// Where one half holds the classes and the other the indicators, which class an indicator belongs to is lost: the classes
/// come first, as rows without indicators, then the indicators with lost classes.
fn indicator_rows(left: Headed, right: Headed, rows: &mut Vec<SlotRow>, findings: &mut Vec<Finding>) {
    let (l, r) = (left.headings.len(), right.headings.len());
    let apart = r > 0 && right.headings.iter().any(|(m, _)| *m == Meaning::Level3);
    let classes: Vec<String> =
        left.rows.iter().flatten().filter(|c| c.column == l.saturating_sub(1)).map(|c| c.text.clone()).collect();
    let headings = left.headings.into_iter().chain(right.headings).map(|(_, p)| p).collect();
    rows.push(heading_row(left.label.or(right.label), headings));
    let mut right_rows = right.rows.into_iter();
    for cells in left.rows {
        let mut row: SlotRow = vec![None];
        row.extend(cells_to_slots(cells, l));
        if r > 0 && !apart {
            row.extend(cells_to_slots(right_rows.next().unwrap_or_default(), r));
        }
        rows.push(row);
    }
    for cells in right_rows {
        let lines = cells.first().zip(cells.last()).map_or([0, 0], |(a, b)| [a.lines[0], b.lines[1]]);
        if apart && l > 0 {
            let name = cells.first().map_or("", |c| c.text.as_str());
            findings.push(findings::level_unresolved(name, &classes, Place::lines(lines[0], lines[1])));
        }
        let lost = if apart { Some(RowSlot::Lost) } else { None };
        let mut row: SlotRow = vec![None];
        row.extend(vec![lost; l]);
        row.extend(cells_to_slots(cells, r));
        rows.push(row);
    }
}

fn rows_to_table(rows: Vec<SlotRow>) -> Table {
    let mut grid = TableRows::default();
    for row in rows {
        let cells = row.into_iter().enumerate().filter_map(|(column, slot)| {
            Some(match slot? {
                RowSlot::Text(piece) => Placed::new(column, (piece.text, piece.lines)),
                RowSlot::Lost => Placed { lost: true, ..Placed::new(column, Joined::default()) },
            })
        });
        grid.push(cells.collect());
    }
    grid.into_table()
}
