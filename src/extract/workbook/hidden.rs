//! Hidden rows and columns of a sheet: what is in them is read, but a person should know.

use crate::findings::{HiddenColumns, HiddenRows, HiddenRowsAndColumns, Message};
use crate::model::{Finding, SheetCell, Spot};

/// Runs of rows, or of columns, from 0: first and last of each.
#[derive(Debug, Default)]
pub(super) struct HiddenRuns(Vec<(u32, u32)>);

impl HiddenRuns {
    /// Adds a run; one that follows the last is one with it.
    pub(super) fn add(&mut self, first: u32, last: u32) {
        match self.0.last_mut() {
            Some((_, end)) if end.checked_add(1) == Some(first) => *end = last,
            _ => self.0.push((first, last)),
        }
    }

    /// The runs in order, each apart from those beside it.
    fn sorted(self) -> Vec<(u32, u32)> {
        let mut runs = self.0;
        runs.retain(|(first, last)| first <= last);
        runs.sort_unstable();
        let mut apart = Self::default();
        for (first, last) in runs {
            match apart.0.last_mut() {
                Some((_, end)) if first <= *end => *end = last.max(*end),
                _ => apart.add(first, last),
            }
        }
        apart.0
    }
}

/// The run in which a row or column lies, of runs in order.
fn run_of(runs: &[(u32, u32)], at: u32) -> Option<usize> {
    let number = runs.partition_point(|(first, _)| *first <= at).checked_sub(1)?;
    runs.get(number).filter(|(_, last)| at <= *last).map(|_| number)
}

/// What nobody sees of a sheet.
#[derive(Debug, Default)]
pub(super) struct HiddenParts {
    pub(super) rows: HiddenRuns,
    pub(super) columns: HiddenRuns,
}

impl HiddenParts {
    /// The hidden columns, and what is to be said where some of the cells, in row order, stand in hidden rows or columns.
    pub(super) fn finish(self, sheet: &str, cells: &[SheetCell]) -> (Vec<(u32, u32)>, Option<Finding>) {
        let (rows, columns) = (self.rows.sorted(), self.columns.sorted());
        let mut hidden_rows: Vec<u32> =
            cells.iter().map(|cell| cell.row).filter(|row| run_of(&rows, *row).is_some()).collect();
        hidden_rows.dedup();
        let mut hidden_columns: Vec<usize> = cells.iter().filter_map(|cell| run_of(&columns, cell.col)).collect();
        hidden_columns.sort_unstable();
        hidden_columns.dedup();
        (columns, finding(sheet, hidden_rows.len(), hidden_columns.len()))
    }
}

fn finding(sheet: &str, rows: usize, columns: usize) -> Option<Finding> {
    let finding = match (rows, columns) {
        (0, 0) => return None,
        (_, 0) => HiddenRows { sheet, rows }.finding(),
        (0, _) => HiddenColumns { sheet, columns }.finding(),
        _ => HiddenRowsAndColumns { sheet, rows, columns }.finding(),
    };
    Some(finding.at(Spot::Sheet { sheet: sheet.to_owned() }.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_holds_cells_is_counted() {
        let mut hidden = HiddenParts::default();
        for (first, last) in [(3, 3), (4, 4), (9, 1_000_000)] {
            hidden.rows.add(first, last);
        }
        for (first, last) in [(5, 16_383), (1, 1), (0, 1)] {
            hidden.columns.add(first, last);
        }
        let cell = |row, col| SheetCell { row, col, ..SheetCell::default() };
        let cells = [cell(0, 0), cell(0, 1), cell(3, 2), cell(4, 2), cell(4, 3), cell(7, 2)];
        let (columns, said) = hidden.finish("表", &cells);
        assert_eq!(columns, [(0, 1), (5, 16_383)]);
        assert_eq!(
            said.map(|f| f.message),
            Some("工作表“表”有2个隐藏行、1组隐藏列，隐藏行和有列名的隐藏列也已读取".to_owned())
        );
        assert!(HiddenParts::default().finish("表", &cells).1.is_none());
    }
}
