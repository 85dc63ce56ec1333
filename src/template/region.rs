//! The forms on a template's sheets: which places belong to one project, one department, or a whole list.

use std::collections::BTreeMap;

use super::headings;
use super::labelled_cell::LabelledCell;
use super::list::{PlaceList, Rows};
use super::pattern::{self, TextPiece};
use super::total_rows;
use crate::Result;
use crate::ooxml::grid::SheetGrid;
use crate::ooxml::reference::Area;
use crate::ooxml::workbook::OpenWorkbook;
use crate::vocabulary::AskedField;
use crate::vocabulary::{Column, Vocabulary, normalise_label};

/// One form of a template.
#[derive(Debug)]
pub(super) struct FormRegion {
    /// First and last row.
    pub(super) top: u32,
    pub(super) bottom: u32,
    pub(super) scope: Scope,
    pub(super) lists: Vec<PlaceList>,
    pub(super) pairs: Vec<LabelledCell>,
    pub(super) cells: Vec<PatternCell>,
    /// What the template says itself, by a formula or a printed number.
    pub(super) said: Vec<AskedField>,
}

impl FormRegion {
    /// Whether a label outside the lists asks for a field.
    pub(super) fn has_label(&self, column: Column) -> bool {
        self.pairs.iter().any(|pair| pair.field == Some(AskedField::Column(column)))
    }

    fn has_list(&self, rows: Rows) -> bool {
        self.lists.iter().any(|list| list.rows == rows)
    }

    fn asks(&self, column: Column, vocabulary: &Vocabulary) -> bool {
        self.has_label(column) || self.cells.iter().any(|cell| cell_asks(cell, vocabulary, column))
    }

    fn texts<'g>(&self, grid: &SheetGrid<'g>) -> impl Iterator<Item = &'g str> {
        grid.texts().filter(|(block, _)| (self.top..=self.bottom).contains(&block.top)).map(|(_, text)| text)
    }
}

/// What a form of a template is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// One project.
    Project,
    /// One department.
    Department,
    /// Everything there is.
    All,
}

/// A cell with placeholders outside the lists.
#[derive(Debug, Clone)]
pub(super) struct PatternCell {
    pub(super) row: u32,
    pub(super) column: u32,
    pub(super) text: String,
    pub(super) pieces: Vec<TextPiece>,
}

/// The forms of every sheet, as [`regions`] finds them.
///
/// # Errors
/// Where a sheet cannot be held.
pub(super) fn of_sheets(template: &OpenWorkbook, vocabulary: &Vocabulary) -> Result<Vec<Vec<FormRegion>>> {
    let scans = template.scans.iter();
    scans
        .map(|scan| match scan {
            Some(scan) => Ok(regions(&SheetGrid::new(scan, &template.texts)?, vocabulary)),
            None => Ok(Vec::new()),
        })
        .collect()
}

/// The forms of a sheet, from top to bottom.
pub(super) fn regions(grid: &SheetGrid<'_>, vocabulary: &Vocabulary) -> Vec<FormRegion> {
    let with_places = super::place_list::placeholder_lists(grid, vocabulary);
    let known: BTreeMap<(u32, u32), AskedField> =
        grid.texts().filter_map(|(block, text)| Some(((block.top, block.left), vocabulary.field(text)?))).collect();
    let mut rows: Vec<u32> = known.keys().map(|(row, _)| *row).collect();
    rows.dedup();
    let labelled = headings::labelled_lists(grid, vocabulary, rows.into_iter());
    // Headings above a row of placeholders only name what the placeholders say.
    let (named, labelled): (Vec<PlaceList>, Vec<PlaceList>) = labelled.into_iter().partition(|list| {
        let top = list.header.map_or(list.first, |header| header.top);
        with_places.iter().any(|p| {
            (top..=list.last.max(list.first)).contains(&p.first) && p.left <= list.right && list.left <= p.right
        })
    });
    let mut lists = with_places;
    lists.extend(labelled);
    lists.sort_by_key(|list| (list.first, list.left));
    let mut pairs = pairs(grid, vocabulary, &[&lists, &named], &known);
    name_period_amounts(&mut pairs);
    let said = total_rows::total_pairs(grid, vocabulary, &lists, &mut pairs);
    total_rows::amount_pairs(grid, vocabulary, &lists, &mut pairs);
    let cells: Vec<PatternCell> = grid
        .texts()
        .filter(|(block, _)| !lists.iter().any(|list| list.covers(block.top, block.left)))
        .filter_map(|(block, text)| {
            let pieces = pattern::pieces_of(text)?;
            Some(PatternCell { row: block.top, column: block.left, text: text.to_owned(), pieces })
        })
        .collect();
    let mut starts = starts(grid, vocabulary, &pairs, &cells);
    starts.push(u32::MAX);
    let mut regions = Vec::new();
    for window in starts.windows(2) {
        let (top, bottom) = (window[0], window[1].saturating_sub(1));
        let rows = top..=bottom;
        let mut region = FormRegion {
            top,
            bottom,
            scope: Scope::All,
            lists: lists.extract_if(.., |list| rows.contains(&list.first)).collect(),
            pairs: pairs.extract_if(.., |pair| rows.contains(&pair.row)).collect(),
            cells: cells.iter().filter(|cell| rows.contains(&cell.row)).cloned().collect(),
            said: said.iter().filter(|(_, row)| rows.contains(row)).map(|(asked, _)| *asked).collect(),
        };
        region.scope = scope(&region, grid, vocabulary);
        regions.push(region);
    }
    regions
}

/// Where forms begin: at titles where there are several, else where the label of the project's name comes again.
fn starts(grid: &SheetGrid<'_>, vocabulary: &Vocabulary, pairs: &[LabelledCell], cells: &[PatternCell]) -> Vec<u32> {
    let mut titles: Vec<u32> = grid
        .texts()
        .filter(|(block, text)| vocabulary.is_title(text) && block.left < block.right.max(2))
        .map(|(block, _)| block.top)
        .collect();
    titles.dedup();
    let mut again: Vec<u32> = pairs.iter().filter(|pair| names_project(pair)).map(|pair| pair.row).collect();
    again.extend(cells.iter().filter(|cell| cell_asks(cell, vocabulary, Column::Project)).map(|cell| cell.row));
    again.sort_unstable();
    again.dedup();
    let breaks = if titles.len() > 1 { titles } else { again };
    std::iter::once(1).chain(breaks.into_iter().skip(1)).collect()
}

/// Whether a cell asks for the name of a project.
fn names_project(pair: &LabelledCell) -> bool {
    pair.field == Some(AskedField::Column(Column::Project))
}

fn cell_asks(cell: &PatternCell, vocabulary: &Vocabulary, wanted: Column) -> bool {
    pattern::fields_of(&cell.pieces, vocabulary).any(|field| field == AskedField::Column(wanted))
}

fn scope(region: &FormRegion, grid: &SheetGrid<'_>, vocabulary: &Vocabulary) -> Scope {
    if region.has_list(Rows::Projects) || region.has_list(Rows::Flat) {
        return Scope::All;
    }
    let mut headings = region.texts(grid).filter_map(|text| vocabulary.column(text));
    if region.has_list(Rows::Tasks) || headings.any(|c| matches!(c, Column::BudgetHeading | Column::BudgetBlock)) {
        return Scope::Department;
    }
    if region.asks(Column::Project, vocabulary) || region.asks(Column::BudgetUnit, vocabulary) {
        return Scope::Project;
    }
    let mut titles = region.texts(grid).filter(|text| vocabulary.is_title(text));
    let department = titles.any(|text| vocabulary.title_kind(text).is_some_and(|kind| !kind.is_about_projects()));
    if department { Scope::Department } else { Scope::All }
}

/// Labels with a free cell to the right, below, or behind them in the same cell. `known`: what the labels mean that say nothing
/// else, by their places.
fn pairs(
    grid: &SheetGrid<'_>,
    vocabulary: &Vocabulary,
    lists: &[&[PlaceList]],
    known: &BTreeMap<(u32, u32), AskedField>,
) -> Vec<LabelledCell> {
    let mut pairs = Vec::new();
    for (block, text) in grid.texts().filter(|(block, _)| !is_in_list(lists, (block.top, block.left))) {
        if pattern::pieces_of(text).is_some() {
            continue;
        }
        let meaning = known.get(&(block.top, block.left)).copied().or_else(|| {
            let (before_colon, value) = vocabulary.labelled(text)?;
            value.is_empty().then_some(AskedField::Column(before_colon))
        });
        let label: String = text.split_whitespace().collect();
        let field = meaning;
        let (right, below) = ((block.top, block.right + 1), (block.bottom + 1, block.left));
        let colon = text.ends_with([':', '：']);
        let alone = colon && meaning.is_some() && !is_free(grid, lists, right);
        let at = if alone {
            Some((block.top, block.left))
        } else if is_free(grid, lists, right) {
            Some(right)
        } else if meaning.is_some() && is_free(grid, lists, below) && stands_among_headings(grid, block) {
            Some(below)
        } else {
            None
        };
        let Some((row, column)) = at else { continue };
        if !alone && meaning.is_none() && normalise_label(text).is_empty() {
            continue;
        }
        let behind = alone.then(|| text.to_owned());
        let heading = at == Some(below) && !alone;
        pairs.push(LabelledCell {
            field,
            label,
            label_at: (block.top, block.left),
            row,
            column,
            behind,
            heading,
            total: false,
        });
    }
    pairs
}

/// Whether something stands beside a label: at its right, or at its left where the form ends with it.
fn stands_among_headings(grid: &SheetGrid<'_>, label: Area) -> bool {
    let right = (label.top, label.right + 1);
    let ends = !grid.is_ruled(right.0, right.1) && label.left > 1 && !grid.text(label.top, label.left - 1).is_empty();
    ends || !grid.is_blank(right.0, right.1)
}

fn is_in_list(lists: &[&[PlaceList]], (row, column): (u32, u32)) -> bool {
    lists.iter().copied().flatten().any(|list| list.covers(row, column))
}

/// Whether a slot can take a value: it is part of the form, blank and of no list.
fn is_free(grid: &SheetGrid<'_>, lists: &[&[PlaceList]], (row, column): (u32, u32)) -> bool {
    grid.is_blank(row, column) && grid.is_ruled(row, column) && !is_in_list(lists, (row, column))
}

/// Amounts below the label of the whole project's total, beginning in its column, are those of the whole project.
fn name_period_amounts(pairs: &mut [LabelledCell]) {
    let mut of_period: Option<(u32, u32)> = None;
    pairs.sort_by_key(|pair| (pair.label_at.1, pair.label_at.0));
    for pair in pairs.iter_mut() {
        let (row, column) = pair.label_at;
        let below = of_period.is_some_and(|(above, left)| left == column && row > above);
        match pair.field {
            Some(AskedField::Column(Column::AmountPeriodTotal)) => of_period = Some((row, column)),
            Some(AskedField::Column(amount)) if below && amount != Column::AmountTotal => match period_amount(amount) {
                Some(json) => pair.field = Some(AskedField::Registered(json)),
                None => of_period = None,
            },
            _ => of_period = None,
        }
    }
    pairs.sort_by_key(|pair| pair.label_at);
}

fn period_amount(amount: Column) -> Option<&'static str> {
    let label = match amount {
        Column::AmountFiscal => "amounts_period.fiscal",
        Column::AmountSpecialAccount => "amounts_period.special_account",
        Column::AmountOther => "amounts_period.other",
        _ => return None,
    };
    Some(label)
}
