//! Sheets without any merged cell → what programs filled in is cleared, and which cells were merged is told by the blanks they left.

use std::collections::BTreeMap;

use super::continued_rows::rows_to_heights;
use super::filling::{self, Fillings};
use super::header_spans::rows_to_spans;
use crate::model::{SheetCell, Worksheet};

/// Slots of a sheet that are looked at, for each of its cells: sheets with more are no tables.
const SLOTS_A_CELL: usize = 32;

/// A slot of a row: nothing where it is blank.
#[derive(Default)]
struct SheetSlot(Option<SheetCell>);

impl AsRef<str> for SheetSlot {
    fn as_ref(&self) -> &str {
        self.0.as_ref().map_or("", |cell| &cell.text)
    }
}

/// Clears what a program filled in; sheets with merged cells stay as they are.
pub(super) fn clear_filling(sheet: &mut Worksheet) -> Fillings {
    let Some(mut rows) = rows_of(sheet) else { return Fillings::default() };
    let found = filling::clear(&mut rows);
    sheet.cells = rows.into_iter().flatten().filter_map(|slot| slot.0).collect();
    found
}

/// Clears what a program filled in and gives headings and the cells of lists the blanks that they were merged with.
pub(super) fn infer_spans(sheet: &mut Worksheet) -> Fillings {
    let Some(mut rows) = rows_of(sheet) else { return Fillings::default() };
    let found = filling::clear(&mut rows);
    let texts: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(AsRef::as_ref).collect()).collect();
    let heights = rows_to_heights(&texts);
    let spans: BTreeMap<_, _> =
        rows_to_spans(&texts).into_iter().map(|s| ((s.row, s.column), (s.rows, s.columns))).collect();
    drop(texts);
    let mut cells = Vec::new();
    for (row, slots) in rows.into_iter().enumerate() {
        for (column, cell) in slots.into_iter().enumerate().filter_map(|(column, slot)| Some((column, slot.0?))) {
            let height = heights.get(&(row, column)).map(|height| (*height, 1));
            let span = spans.get(&(row, column)).copied().or(height);
            let (row_span, col_span) = span.unwrap_or((1, 1));
            cells.push(SheetCell { row_span, col_span, ..cell });
        }
    }
    sheet.cells = cells;
    found
}

/// The rows of a sheet without merged cells, each as wide as the widest; nothing where there are such, or where the cells stand too
/// far apart to be a table.
fn rows_of(sheet: &mut Worksheet) -> Option<Vec<Vec<SheetSlot>>> {
    let cells = &sheet.cells;
    let first = cells.first()?.row;
    let height = cells.iter().map(|cell| cell.row).max()?.checked_sub(first)? as usize + 1;
    let width = cells.iter().map(|cell| cell.col).max()? as usize + 1;
    let merged = cells.iter().any(|cell| cell.row_span > 1 || cell.col_span > 1 || cell.row < first);
    if merged || height.checked_mul(width)? > cells.len() * SLOTS_A_CELL {
        return None;
    }
    let mut rows: Vec<Vec<SheetSlot>> =
        (0..height).map(|_| (0..width).map(|_| SheetSlot::default()).collect()).collect();
    for cell in std::mem::take(&mut sheet.cells) {
        let (row, col) = ((cell.row - first) as usize, cell.col as usize);
        rows[row][col].0 = Some(cell);
    }
    Some(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(rows: &[&str]) -> Worksheet {
        let cells = (3..).zip(rows).flat_map(|(row, texts)| {
            let cell = move |(col, text): (u32, &str)| SheetCell {
                row,
                col,
                row_span: 1,
                col_span: 1,
                text: text.to_owned(),
                number: None,
            };
            (0..).zip(texts.split(',')).filter(|(_, text)| !text.is_empty()).map(cell)
        });
        Worksheet { cells: cells.collect(), ..Worksheet::default() }
    }

    fn shown(sheet: &Worksheet) -> Vec<(u32, u32, u32, u32, &str)> {
        sheet.cells.iter().map(|c| (c.row, c.col, c.row_span, c.col_span, c.text.as_str())).collect()
    }

    #[test]
    fn blanks_tell_what_was_merged_where_nothing_else_does() {
        let mut list = sheet(&["部门,项目金额,", ",总额,财政", "甲局,1,2", ",3,NaN"]);
        infer_spans(&mut list);
        let found = shown(&list);
        assert_eq!(found.first(), Some(&(3, 0, 2, 1, "部门")));
        assert_eq!(found.get(1), Some(&(3, 1, 1, 2, "项目金额")));
        assert_eq!(found.last(), Some(&(6, 1, 1, 1, "3")));
        let mut merged = sheet(&["部门,NaN", "甲局,1"]);
        merged.cells.iter_mut().take(1).for_each(|cell| cell.row_span = 2);
        let before = merged.clone();
        assert_eq!((infer_spans(&mut merged), merged == before), (Fillings::default(), true));
    }

    #[test]
    fn cells_far_apart_are_no_table() {
        let mut sheet = sheet(&["a,b", "c,d"]);
        sheet.cells.iter_mut().skip(3).for_each(|cell| (cell.row, cell.col) = (1_000_000, 16_000));
        assert_eq!((clear_filling(&mut sheet), sheet.cells.len()), (Fillings::default(), 4));
    }
}
