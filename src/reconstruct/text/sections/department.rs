//! The lines of a department form above its indicators: its name, its budget (labels and amounts twice side by side), its
//! goal, its tasks below headings, other tasks.

use crate::language::characters::split_before;
use crate::model::Line;
use crate::reconstruct::text::furniture;
use crate::reconstruct::text::grid::{Joined, TableRows};
use crate::reconstruct::text::gutters::{ColumnGutters, ColumnLabels};
use crate::reconstruct::text::pieces::{Count, Piece, line_to_pieces};
use crate::reconstruct::text::words::Words;
use crate::reconstruct::text::wrapped::{Dictionary, Judge, PrintedColumn, Role, is_amount, weights};
use crate::reconstruct::text::wrapped::{PlacedLine, placed_to_rows};
use crate::vocabulary::Column as Meaning;

use super::headings::{SectionHeadings, headings_by};
use super::items::{ColumnPiece, items_to_cell, note_doubt};
use super::stacks::items_to_rows;

/// Fewest known headings over tasks.
const FEWEST_TASK_HEADINGS: usize = 2;
/// Lines over which a label beside a section may be broken.
const LABEL_LINES: usize = 4;

/// Reads such lines into a grid; gives the number of lines before the first that was read. `None` where they hold neither a
/// budget nor tasks.
pub(super) fn lines_to_grid(lines: &[Line], words: &Words, grid: &mut TableRows) -> Option<usize> {
    let tasks = (0..lines.len()).find_map(|n| task_headings(lines, n, words)).map(|h| (h.start, h));
    let other = (0..lines.len()).find(|n| begins_with_label(lines, *n, Meaning::OtherTasks, words));
    let end_of_goal = tasks.as_ref().map_or(other.unwrap_or(lines.len()), |t| t.0);
    let (upper, _) = lines.split_at(end_of_goal);
    let budget = upper.iter().position(|l| budget_labels(l, words).is_some());
    if budget.is_none() && tasks.is_none() {
        return None;
    }
    let named = upper.iter().position(|l| first_label(l, words).is_some_and(|(m, _, _)| m == Meaning::Department));
    let first = [named, budget].into_iter().flatten().fold(end_of_goal, usize::min);
    let mut at = first;
    if let Some(n) = named {
        push_labelled(&upper[n..=n], words, grid);
        at = n + 1;
    }
    if let Some(start) = budget {
        let last = upper.iter().rposition(|l| is_budget_line(l, words)).map_or(start, |n| n.max(start));
        push_budget(&upper[start..=last], words, grid);
        at = last + 1;
    }
    push_labelled(&upper[at..], words, grid);
    if let Some((n, headings)) = tasks {
        let end = other.filter(|o| *o > n).unwrap_or(lines.len());
        push_tasks(&headings, &lines[headings.end.min(end)..end], words, grid);
    }
    if let Some(from) = other {
        push_labelled(&lines[from..], words, grid);
    }
    Some(first)
}

fn task_headings(lines: &[Line], at: usize, words: &Words) -> Option<SectionHeadings> {
    headings_by(lines, at, words, |h| h.list.iter().filter(|h| is_of_task(h.meaning)).count() >= FEWEST_TASK_HEADINGS)
}

/// Whether a meaning is that of a column of tasks.
fn is_of_task(m: Option<Meaning>) -> bool {
    matches!(m, Some(Meaning::TaskName | Meaning::TaskContent | Meaning::TaskFunds | Meaning::TaskExpected))
}

/// The label a line begins with: what it means, its text, and the rest of the line.
fn first_label<'a>(line: &'a Line, words: &Words) -> Option<(Meaning, &'a str, &'a str)> {
    let text = furniture::bare(&line.text);
    let (label, rest) = split_before(text, char::is_whitespace);
    Some((words.meaning(label)?, label, rest.trim()))
}

/// Whether a line begins with a label that may go on in the lines below.
fn begins_with_label(lines: &[Line], at: usize, meaning: Meaning, words: &Words) -> bool {
    let mut label = String::new();
    lines.iter().skip(at).take(LABEL_LINES).any(|line| {
        label.extend(furniture::bare(&line.text).split_whitespace().next());
        words.meaning(&label) == Some(meaning)
    })
}

/// The labels over the budget's columns on a line: a heading of labels and of amounts, once or twice.
fn budget_labels(line: &Line, words: &Words) -> Option<ColumnLabels> {
    let by = |count| -> Vec<Piece<'_>> { line_to_pieces(&line.text, count, |_| true) };
    let (cells, characters) = (by(Count::Cells), by(Count::Characters));
    let start = cells.iter().position(|p| words.meaning(p.text) == Some(Meaning::BudgetHeading))?;
    let heads = &cells[start..];
    let mut sums = heads.iter().skip(1).step_by(2);
    if heads.len() % 2 != 0 || !sums.all(|p| words.meaning(p.text) == Some(Meaning::AmountTotal)) {
        return None;
    }
    let extents = |pieces: &[Piece]| pieces.iter().skip(start).map(|p| (p.start, p.end)).collect();
    Some(ColumnLabels {
        roles: (0..heads.len()).map(|n| if n % 2 == 0 { Role::Level3 } else { Role::Total }).collect(),
        by_cells: extents(&cells),
        by_characters: extents(&characters),
    })
}

/// Whether a line holds an amount, or a heading of the budget.
fn is_budget_line(line: &Line, words: &Words) -> bool {
    let pieces = line_to_pieces(&line.text, Count::Characters, |_| true);
    pieces.iter().any(|p| {
        let heading = matches!(words.meaning(p.text), Some(Meaning::BudgetHeading | Meaning::AmountTotal));
        heading || is_amount(p.text) && p.text.contains('.')
    })
}

/// Pieces of each column, the label beside the section first.
fn lines_to_stacks<'a>(columns: &ColumnGutters, count: usize, lines: &'a [Line]) -> Vec<Vec<ColumnPiece<'a>>> {
    let shift = usize::from(!columns.side_label);
    let mut stacks: Vec<Vec<ColumnPiece>> = vec![Vec::new(); count + 1];
    for (n, line) in lines.iter().enumerate() {
        for piece in columns.cut(&line.text) {
            stacks[piece.column + shift].push(ColumnPiece { text: piece.text, y: n as f32, number: line.number });
        }
    }
    stacks
}

fn push_budget(lines: &[Line], words: &Words, grid: &mut TableRows) {
    let Some(labels) = lines.first().and_then(|l| budget_labels(l, words)) else { return };
    if let Some(rows) = lines_to_pairs(lines, labels.roles.len(), words) {
        for row in rows {
            grid.push_cells(row);
        }
        return;
    }
    let kept: Vec<&Line> = lines.iter().collect();
    let columns = ColumnGutters::of(&labels, &kept, false, words);
    let stacks = lines_to_stacks(&columns, labels.roles.len(), lines);
    let side = stacks.first().and_then(|s| items_to_cell(s));
    // Labels and amounts of a side belong together in order; where one is missing, by their height.
    let tallest = stacks.iter().skip(1).rev().max_by_key(|s| s.len());
    let heights: Vec<f32> = tallest.into_iter().flatten().map(|i| i.y).collect();
    let rows = heights.len();
    let mut made: Vec<Vec<(usize, Joined)>> = vec![Vec::new(); rows];
    for (column, stack) in stacks.iter().enumerate().skip(1) {
        let dealt = if stack.len() == rows {
            (0..rows).map(|n| (n..n + 1, f32::INFINITY)).collect()
        } else {
            items_to_rows(stack, &heights)
        };
        for (row, (own, margin)) in made.iter_mut().zip(dealt) {
            note_doubt(grid, &stack[own.clone()], margin);
            row.extend(items_to_cell(&stack[own]).map(|cell| (column, cell)));
        }
    }
    if let (Some(first), Some(side)) = (made.first_mut(), side) {
        first.insert(0, (0, side));
    }
    for row in made {
        grid.push_cells(row);
    }
}

/// The rows of a budget each line of which holds every label and amount, the label beside the section aside.
fn lines_to_pairs(lines: &[Line], width: usize, words: &Words) -> Option<Vec<Vec<(usize, Joined)>>> {
    let mut rows: Vec<Vec<(usize, Joined)>> = Vec::new();
    let mut side = None;
    for line in lines {
        let cell = |text: &str| (text.to_owned(), [line.number, line.number]);
        let mut words_of: Vec<&str> = furniture::bare(&line.text).split_whitespace().collect();
        if words_of.first().is_some_and(|w| words.meaning(w) == Some(Meaning::BudgetBlock)) {
            side = Some(cell(words_of.remove(0)));
        }
        let is_amount_like = |w: &str| is_amount(w) || words.meaning(w) == Some(Meaning::AmountTotal);
        let alternate = words_of.iter().enumerate().all(|(n, w)| is_amount_like(w) == (n % 2 == 1));
        match words_of.len() {
            0 => {}
            n if n == width && alternate => rows.push((1..).zip(words_of.into_iter().map(cell)).collect()),
            _ => return None,
        }
    }
    rows.first_mut()?.extend(side.map(|cell| (0, cell)));
    Some(rows)
}

fn push_tasks(headings: &SectionHeadings, lines: &[Line], words: &Words, grid: &mut TableRows) {
    let labels = headings.labels();
    let kept: Vec<&Line> = lines.iter().collect();
    let columns = ColumnGutters::of(&labels, &kept, false, words);
    let stacks = lines_to_stacks(&columns, labels.roles.len(), lines);
    let side = stacks.first().and_then(|s| items_to_cell(s)).map(|cell| (0, cell));
    let own = [headings.number, headings.number];
    let heads = headings.list.iter().zip(1..).map(|(h, column)| (column, (h.text.clone(), own)));
    grid.push_cells(side.into_iter().chain(heads));
    let own_lines = |n: u32| [n, n];
    let task_columns: Vec<PrintedColumn> = headings
        .list
        .iter()
        .zip(labels.roles)
        .map(|(h, role)| PrintedColumn {
            label: h.text.clone(),
            role,
            lines: own_lines(headings.number),
            stacked: false,
        })
        .collect();
    let judge = Judge::new(words, Dictionary::default(), &task_columns);
    let placed = lines_to_placed(&columns, lines);
    for row in placed_to_rows(&placed, &task_columns, &judge) {
        let doubtful = row.first().filter(|c| c.margin < weights::NEAR);
        grid.doubts.extend(doubtful.map(|c| (c.text.clone(), c.lines)));
        grid.push_cells(row.into_iter().map(|c| (c.column + 1, (c.text, c.lines))));
    }
}

/// The pieces of all columns but that of the label beside the section, line by line.
fn lines_to_placed<'a>(columns: &ColumnGutters, lines: &'a [Line]) -> Vec<PlacedLine<'a>> {
    let shift = usize::from(columns.side_label);
    let pieces_of = |line: &'a Line| {
        let pieces = columns.cut(&line.text).into_iter();
        pieces.filter_map(|p| Some(Piece { column: p.column.checked_sub(shift)?, ..p })).collect::<Vec<_>>()
    };
    let placed = lines.iter().enumerate().map(|(row, line)| PlacedLine {
        number: line.number,
        row,
        new_page: line.text.starts_with('\u{c}'),
        pieces: pieces_of(line),
    });
    placed.filter(|l| !l.pieces.is_empty()).collect()
}

/// Lines of one label, printed beside any of them, and a text: one row.
fn push_labelled(lines: &[Line], words: &Words, grid: &mut TableRows) {
    let known = |n: usize| first_label(&lines[n], words).is_some() || begins_with_any_label(lines, n, words);
    let Some(from) = (0..lines.len()).find(|n| known(*n)) else {
        let items: Vec<ColumnPiece> = lines.iter().enumerate().filter_map(|(n, l)| line_to_item(l, n)).collect();
        grid.push_cells(items_to_cell(&items).map(|cell| (1, cell)));
        return;
    };
    let mut label_text = String::new();
    let (mut label, mut text): (Vec<ColumnPiece>, Vec<ColumnPiece>) = (Vec::new(), Vec::new());
    for (n, line) in lines.iter().enumerate() {
        let Some(item) = line_to_item(line, n) else { continue };
        let (head, rest) = split_before(item.text, char::is_whitespace);
        if n >= from && words.meaning(&label_text).is_none() {
            label_text.push_str(head);
            label.push(ColumnPiece { text: head, ..item.clone() });
            text.extend(Some(ColumnPiece { text: rest.trim(), ..item }).filter(|i| !i.text.is_empty()));
        } else if n > from && text.is_empty() && item.text.starts_with(['（', '(']) {
            // The bracket behind a label.
            label.push(item);
        } else {
            text.push(item);
        }
    }
    let cells = [label, text].into_iter().enumerate().filter_map(|(n, items)| Some((n, items_to_cell(&items)?)));
    grid.push_cells(cells);
}

fn begins_with_any_label(lines: &[Line], at: usize, words: &Words) -> bool {
    [Meaning::OtherTasks, Meaning::Goal, Meaning::GoalPeriod]
        .into_iter()
        .any(|meaning| begins_with_label(lines, at, meaning, words))
}

fn line_to_item(line: &Line, row: usize) -> Option<ColumnPiece<'_>> {
    let text = furniture::bare(&line.text);
    (!text.is_empty()).then_some(ColumnPiece { text, y: row as f32, number: line.number })
}
