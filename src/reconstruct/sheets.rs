//! Worksheets → tables: the used rows and columns of a sheet as one table.
//!
//! A sheet may hold several forms, with titles, head lines and notes in rows of their own: these are told apart later, by
//! what they say. Unused rows and columns are left out, so that a sheet that claims a million rows costs what it holds.

use std::collections::BTreeSet;

use crate::findings::{HiddenHelperColumns, Message};
use crate::model::{Block, Cell, Method, Place, Reading, SheetCell, Spot, Table, Worksheet, cell_address};
use crate::vocabulary::Vocabulary;

/// Reads all sheets that are shown: opening the workbook has said which are hidden. Where none is shown, all are read. Columns that
/// only help to compute are left out.
#[must_use]
pub(crate) fn read(sheets: &[Worksheet], words: &Vocabulary) -> Reading {
    let shown = sheets.iter().any(|sheet| !sheet.hidden && !sheet.cells.is_empty());
    let mut reading = Reading::default();
    for sheet in sheets.iter().filter(|sheet| !(shown && sheet.hidden)) {
        add_sheet(sheet, words, &mut reading);
    }
    reading
}

/// Adds the used cells of a sheet as one table, without columns that only help to compute, which are said.
pub(super) fn add_sheet(sheet: &Worksheet, words: &Vocabulary, reading: &mut Reading) {
    let helpers = helper_columns(sheet, words);
    if helpers.is_empty() {
        reading.blocks.extend(sheet_to_table(sheet).map(Block::Table));
        return;
    }
    let (left_out, cells): (Vec<SheetCell>, Vec<SheetCell>) =
        sheet.cells.iter().cloned().partition(|cell| cell.col_span <= 1 && helpers.contains(&cell.col));
    let rest = Worksheet { cells, ..sheet.clone() };
    reading.blocks.extend(sheet_to_table(&rest).map(Block::Table));
    let columns = helpers.iter().map(|column| letters(*column)).collect::<Vec<_>>().join("、");
    let quote: Vec<&str> = left_out.iter().take(QUOTED).map(|cell| cell.text.as_str()).collect();
    let finding = HiddenHelperColumns { sheet: sheet.name.as_str(), columns }.finding();
    reading.findings.push(finding.at(Spot::Sheet { sheet: sheet.name.clone() }.into()).quote(quote.join("、")));
}

/// A column as spreadsheet programs name it.
fn letters(column: u32) -> String {
    cell_address(0, column).trim_end_matches(char::is_numeric).to_owned()
}

/// Cells of helper columns that are quoted.
const QUOTED: usize = 5;

/// Hidden columns with text of which none is a heading, a label or a class: keys, counters, results between. Beside a title or a
/// value they would be taken for a part of it.
fn helper_columns(sheet: &Worksheet, words: &Vocabulary) -> BTreeSet<u32> {
    let mut helpers = BTreeSet::new();
    let mut named = BTreeSet::new();
    for cell in &sheet.cells {
        if sheet.hidden_columns.iter().any(|(first, last)| (*first..=*last).contains(&cell.col)) {
            let text = cell.text.trim();
            let is_known = words.column(text).is_some() || words.level1(text).is_some() || words.level2(text).is_some();
            if is_known || words.labelled(text).is_some() { &mut named } else { &mut helpers }.insert(cell.col);
        }
    }
    helpers.retain(|column| !named.contains(column));
    helpers
}

/// The used cells of a sheet as one table; nothing where there are none.
fn sheet_to_table(sheet: &Worksheet) -> Option<Table> {
    let rows = used(sheet.cells.iter().map(|c| c.row));
    let cols = used(sheet.cells.iter().map(|c| c.col));
    let mut cells: Vec<Cell> = sheet.cells.iter().map(|c| to_cell(c, &sheet.name, &rows, &cols)).collect();
    cells.sort_by_key(|c| (c.row, c.col));
    let place: Place = Spot::Sheet { sheet: sheet.name.clone() }.into();
    if cells.is_empty() {
        return None;
    }
    Some(Table {
        page: None,
        bbox: None,
        title: None,
        header_rows: 0,
        rows: rows.len() as u32,
        cols: cols.len() as u32,
        cells,
        method: Method::Worksheet,
        confidence: 1.0,
        place,
    })
}

/// The indices that occur, ascending.
fn used(indices: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut indices: Vec<u32> = indices.collect();
    indices.sort_unstable();
    indices.dedup();
    indices
}

/// The position of a row or column among the used ones, and how many of these the span covers.
fn compact(used: &[u32], first: u32, span: u32) -> (u32, u32) {
    let from = used.partition_point(|&n| n < first);
    let to = used.partition_point(|&n| n < first.saturating_add(span.max(1)));
    (from as u32, to.saturating_sub(from).max(1) as u32)
}

fn to_cell(cell: &SheetCell, sheet: &str, rows: &[u32], cols: &[u32]) -> Cell {
    let (row, row_span) = compact(rows, cell.row, cell.row_span);
    let (col, col_span) = compact(cols, cell.col, cell.col_span);
    Cell {
        row,
        col,
        row_span,
        col_span,
        text: cell.text.trim().to_owned(),
        place: Place::cell(sheet, cell.row, cell.col),
        number: cell.number,
        lost: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unused_rows_and_columns_cost_nothing() {
        let cell = |row, col, row_span, text: &str| SheetCell {
            row,
            col,
            row_span,
            col_span: 1,
            text: text.into(),
            number: None,
        };
        let cells = vec![cell(1_000_000, 9, 1, "乙"), cell(2, 3, 1_000_000, "甲")];
        let sheet = Worksheet { name: "表1".into(), cells, ..Worksheet::default() };
        let reading = read(&[sheet], &Vocabulary::default());
        let Some(Block::Table(table)) = reading.blocks.first() else { unreachable!("a sheet with cells is a table") };
        assert_eq!((table.rows, table.cols), (2, 2));
        let shown: Vec<_> = table.cells.iter().map(|c| (c.row, c.col, c.row_span, c.text.as_str())).collect();
        assert_eq!(shown, [(0, 0, 2, "甲"), (1, 1, 1, "乙")]);
        assert_eq!(table.cells.first().map(|c| &c.place), Some(&Place::cell("表1", 2, 3)));
    }

    #[test]
    fn hidden_columns_without_headings_are_left_out_and_said() {
        let cell =
            |row, col, text: &str| SheetCell { row, col, row_span: 1, col_span: 1, text: text.into(), number: None };
        let cells =
            vec![cell(0, 0, "A001"), cell(0, 1, "项目名称"), cell(0, 2, "备注"), cell(1, 0, "A002"), cell(1, 1, "甲")];
        let sheet =
            Worksheet { name: "表1".into(), hidden_columns: vec![(0, 0), (2, 2)], cells, ..Worksheet::default() };
        let reading = read(&[sheet], &Vocabulary::default());
        let Some(Block::Table(table)) = reading.blocks.first() else { unreachable!("a sheet with cells is a table") };
        assert_eq!(table.cells.iter().map(|c| c.text.as_str()).collect::<Vec<_>>(), ["项目名称", "备注", "甲"]);
        let said: Vec<_> = reading.findings.iter().map(|f| (f.message.as_str(), f.quote.as_deref())).collect();
        assert_eq!(said, [("工作表“表1”的隐藏列A没有列名，未计入表格", Some("A001、A002"))]);
    }
}
