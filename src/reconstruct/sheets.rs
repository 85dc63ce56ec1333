//! Worksheets → tables: the used rows and columns of a sheet as one table.
//!
//! A sheet may hold several forms, with titles, head lines and notes in rows of their own: these are told apart later, by
//! what they say. Unused rows and columns are left out, so that a sheet that claims a million rows costs what it holds.

use crate::model::{Block, Cell, Method, Place, Reading, SheetCell, Spot, Table, Worksheet};

/// Reads all sheets that are shown: opening the workbook has said which are hidden. Where none is shown, all are read.
#[must_use]
pub(crate) fn read(sheets: &[Worksheet]) -> Reading {
    let shown = sheets.iter().any(|sheet| !sheet.hidden && !sheet.cells.is_empty());
    let tables = sheets.iter().filter(|sheet| !(shown && sheet.hidden)).filter_map(sheet_to_table);
    Reading { blocks: tables.map(Block::Table).collect(), ..Reading::default() }
}

/// The used cells of a sheet as one table; nothing where there are none.
pub(super) fn sheet_to_table(sheet: &Worksheet) -> Option<Table> {
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

fn to_cell(cell: &SheetCell, sheet: &str, rows: &[u32], cols: &[u32]) -> Cell {
    // Position among the used ones, and how many of these the span covers.
    let compact = |used: &[u32], first: u32, span: u32| {
        let from = used.partition_point(|&n| n < first);
        let to = used.partition_point(|&n| n < first.saturating_add(span.max(1)));
        (from as u32, to.saturating_sub(from).max(1) as u32)
    };
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
        let reading = read(&[Worksheet { name: "表1".into(), hidden: false, cells }]);
        let Some(Block::Table(table)) = reading.blocks.first() else { unreachable!("a sheet with cells is a table") };
        assert_eq!((table.rows, table.cols), (2, 2));
        let shown: Vec<_> = table.cells.iter().map(|c| (c.row, c.col, c.row_span, c.text.as_str())).collect();
        assert_eq!(shown, [(0, 0, 2, "甲"), (1, 1, 1, "乙")]);
        assert_eq!(table.cells.first().map(|c| &c.place), Some(&Place::cell("表1", 2, 3)));
    }
}
