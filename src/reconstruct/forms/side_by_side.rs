//! Forms side by side in one table, as sheets are printed two up: where one ends and the next begins.

use crate::model::Table;
use crate::vocabulary::{Column, Vocabulary};

/// The parts of a table that hold a form each, from left to right: first column, behind the last. One part, the whole table, where
/// a cell crosses every border between two forms or there are not two.
pub(super) fn table_to_parts(table: &Table, vocabulary: &Vocabulary) -> Vec<(u32, u32)> {
    let mut parts = Vec::new();
    let mut from = 0;
    if table.cols >= FEWEST_COLUMNS {
        let labels = LabelColumns::of(table, vocabulary);
        while let Some(border) = labels.border(from).filter(|&border| !is_crossed(table, border)) {
            parts.push((from, border));
            from = border;
        }
    }
    parts.push((from, u32::MAX));
    parts
}

/// Columns of the narrowest pair of forms.
const FEWEST_COLUMNS: u32 = 6;

/// The columns in which the labels stand that every form has once.
#[derive(Default)]
struct LabelColumns {
    subjects: Vec<u32>,
    names: Vec<u32>,
    values: Vec<u32>,
}

impl LabelColumns {
    fn of(table: &Table, vocabulary: &Vocabulary) -> Self {
        let mut labels = Self::default();
        for cell in &table.cells {
            match vocabulary.column(cell.text.trim()) {
                Some(Column::Project | Column::Department) => labels.subjects.push(cell.col),
                Some(Column::Level3) => labels.names.push(cell.col),
                Some(Column::AnnualValue | Column::PeriodValue | Column::Actual) => labels.values.push(cell.col),
                _ => {}
            }
        }
        labels
    }

    /// Where the second form right of a column begins: at its first label that stands behind all of the first one's.
    fn border(&self, from: u32) -> Option<u32> {
        let first = self.subjects.iter().copied().filter(|&c| c >= from).min()?;
        let mut borders: Vec<u32> = self.subjects.iter().copied().filter(|&c| c > first).collect();
        borders.sort_unstable();
        borders.into_iter().find(|&border| self.is_whole(from, border) && self.is_whole(border, u32::MAX))
    }

    /// Whether a range of columns has names and values of its own.
    fn is_whole(&self, from: u32, to: u32) -> bool {
        any_within(&self.names, from, to) && any_within(&self.values, from, to)
    }
}

/// Whether one of the columns lies in a range.
fn any_within(columns: &[u32], from: u32, to: u32) -> bool {
    columns.iter().any(|c| (from..to).contains(c))
}

/// Whether a cell with text stands on both sides of a border.
fn is_crossed(table: &Table, border: u32) -> bool {
    let mut filled = table.cells.iter().filter(|c| !c.text.trim().is_empty());
    filled.any(|c| c.col < border && c.col.saturating_add(c.col_span) > border)
}
