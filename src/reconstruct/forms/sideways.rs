//! Indicators printed on their side: classes, names and values are rows there, and each column is an indicator.
//!
//! Such a block is turned upright before forms are searched: its cells change places only, so that each keeps its text, its
//! place in the document, and its number among the cells of its table.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::model::{Block, Cell, Reading, Table};
use crate::vocabulary::{Column, Vocabulary};

/// Blocks of one table that are turned at most.
const MOST_BLOCKS: usize = 64;
/// Rows of classes without a label that may stand over the names.
const MOST_CLASS_ROWS: u32 = 2;
/// Names that a block has at least: one beside its label is a label with its value.
const FEWEST_NAMES: usize = 2;

/// The reading with such blocks upright; the reading itself where there are none.
pub(super) fn upright<'r>(reading: &'r Reading, vocabulary: &Vocabulary) -> Cow<'r, Reading> {
    let mut turned = Cow::Borrowed(reading);
    for (number, block) in reading.blocks.iter().enumerate() {
        let Block::Table(table) = block else { continue };
        let Some(upright) = table_upright(table, vocabulary) else { continue };
        turned.to_mut().blocks[number] = Block::Table(upright);
    }
    turned
}

fn table_upright(table: &Table, vocabulary: &Vocabulary) -> Option<Table> {
    let mut turned: Option<Table> = None;
    for _ in 0..MOST_BLOCKS {
        let current = turned.as_ref().unwrap_or(table);
        let Some(next) = find(current, vocabulary).and_then(|block| block.turn(current)) else { break };
        turned = Some(next);
    }
    turned
}

/// A block of indicators on its side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct SidewaysBlock {
    /// First row, and behind the last.
    top: u32,
    bottom: u32,
    /// The columns of the labels: first, and behind the last. What stands right of them are indicators.
    labels: u32,
    values: u32,
    /// Behind its last column.
    end: u32,
}

/// The first block of a table that lies on its side: a label of names with names beside it, over a label of values with values.
fn find(table: &Table, vocabulary: &Vocabulary) -> Option<SidewaysBlock> {
    let mut names = table.cells.iter().filter(|c| is_level3(c, vocabulary) && c.row_span <= 1).peekable();
    names.peek()?;
    let rows = CellsByRow::of(table);
    names.find_map(|label| rows.block_of(label, vocabulary))
}

fn is_level3(cell: &Cell, vocabulary: &Vocabulary) -> bool {
    vocabulary.column(cell.text.trim()) == Some(Column::Level3)
}

/// The cells that begin in each row of a table: a sheet of many labels is asked for the rows around each.
struct CellsByRow<'t>(BTreeMap<u32, Vec<&'t Cell>>);

impl<'t> CellsByRow<'t> {
    fn of(table: &'t Table) -> Self {
        let mut rows: BTreeMap<u32, Vec<&Cell>> = BTreeMap::new();
        for cell in &table.cells {
            rows.entry(cell.row).or_default().push(cell);
        }
        Self(rows)
    }

    fn row(&self, row: u32) -> impl Iterator<Item = &'t Cell> {
        self.0.get(&row).into_iter().flatten().copied()
    }

    /// What stands in a row from a column on.
    fn beside(&self, row: u32, from: u32) -> impl Iterator<Item = &'t Cell> {
        self.row(row).filter(move |c| c.col >= from && is_filled(c))
    }

    /// The block whose names stand beside the label.
    fn block_of(&self, label: &Cell, vocabulary: &Vocabulary) -> Option<SidewaysBlock> {
        let (labels, values) = (label.col, end(label));
        let names: Vec<&Cell> = self.beside(label.row, values).collect();
        if names.len() < FEWEST_NAMES
            || names.iter().any(|c| vocabulary.column(c.text.trim()).is_some_and(Column::is_indicator))
        {
            return None;
        }
        let below: Vec<Column> = (label.row + 1..).map_while(|row| self.role(row, label, vocabulary)).collect();
        let valued = [Column::AnnualValue, Column::PeriodValue, Column::Actual].iter().any(|c| below.contains(c));
        if !valued {
            return None;
        }
        let bottom = label.row + 1 + u32::try_from(below.len()).ok()?;
        let above = (0..label.row).rev().take(MOST_CLASS_ROWS as usize);
        let top = above.take_while(|row| self.holds_classes(*row, values, vocabulary)).last().unwrap_or(label.row);
        let own = self.0.range(top..bottom).flat_map(|(_, cells)| cells);
        let end = own.filter(|c| is_filled(c)).map(|c| end(c)).max()?;
        Some(SidewaysBlock { top, bottom, labels, values, end })
    }

    /// What the label of a row below that of the names says the row holds.
    fn role(&self, row: u32, names: &Cell, vocabulary: &Vocabulary) -> Option<Column> {
        let mut labels = self.row(row).filter(|c| c.col == names.col && end(c) == end(names));
        let role = labels.find_map(|c| vocabulary.column(c.text.trim()));
        role.filter(|role| role.is_indicator() && *role != Column::Level3)
    }

    /// Whether a row holds classes of indicators and nothing else from a column on.
    fn holds_classes(&self, row: u32, from: u32, vocabulary: &Vocabulary) -> bool {
        let mut own = self.beside(row, from).peekable();
        own.peek().is_some() && own.all(|c| is_class(c, vocabulary))
    }
}

fn is_class(cell: &Cell, vocabulary: &Vocabulary) -> bool {
    let text = cell.text.trim();
    vocabulary.level1(text).is_some() || vocabulary.level2(text).is_some()
}

fn is_filled(cell: &Cell) -> bool {
    !cell.text.trim().is_empty()
}

/// Behind the last column of a cell.
fn end(cell: &Cell) -> u32 {
    cell.col.saturating_add(cell.col_span.max(1))
}

impl SidewaysBlock {
    /// The table with the block upright; `None` where a cell reaches over its edge.
    fn turn(&self, table: &Table) -> Option<Table> {
        let height = 1 + self.end.checked_sub(self.values)?;
        let more = i64::from(height) - i64::from(self.bottom - self.top);
        let cells: Option<Vec<Cell>> = table.cells.iter().map(|cell| self.turn_cell(cell, height, more)).collect();
        let rows = u32::try_from(i64::from(table.rows) + more).ok()?;
        let cols = table.cols.max(self.labels + (self.bottom - self.top));
        Some(Table { rows, cols, cells: cells?, ..table.clone() })
    }

    fn turn_cell(&self, cell: &Cell, height: u32, more: i64) -> Option<Cell> {
        let below = cell.row.saturating_add(cell.row_span.max(1));
        if below <= self.top {
            return Some(cell.clone());
        }
        if cell.row >= self.bottom {
            return Some(Cell { row: u32::try_from(i64::from(cell.row) + more).ok()?, ..cell.clone() });
        }
        if cell.row < self.top || below > self.bottom {
            return None;
        }
        // What stands left of the labels names the block.
        if end(cell) <= self.labels {
            let whole = cell.row == self.top && below == self.bottom;
            let blank = !is_filled(cell);
            return (whole || blank).then(|| Cell {
                row: self.top,
                row_span: if whole { height } else { 1 },
                ..cell.clone()
            });
        }
        let is_label = cell.col >= self.labels && end(cell) <= self.values;
        let beside = cell.col >= self.values;
        if !is_label && !beside || beside && end(cell) > self.end && is_filled(cell) {
            return None;
        }
        let row = if is_label { self.top } else { self.top + 1 + (cell.col - self.values).min(height - 1) };
        Some(Cell {
            row,
            col: self.labels + (cell.row - self.top),
            row_span: if is_label { 1 } else { cell.col_span.max(1).min(height) },
            col_span: cell.row_span.max(1),
            ..cell.clone()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Method, Place};

    fn table(rows: &[&[(&str, u32)]]) -> Table {
        let mut cells = Vec::new();
        for (row, texts) in (0..).zip(rows) {
            let mut col = 0;
            for (text, span) in *texts {
                let place = Place::lines(row + 1, row + 1);
                let text = (*text).to_owned();
                cells.push(Cell { row, col, row_span: 1, col_span: *span, text, place, number: None, lost: false });
                col += span;
            }
        }
        let (rows, cols) = (u32::try_from(rows.len()).unwrap_or(0), 5);
        let place = Place::lines(1, 9);
        let (page, bbox, title) = (None, None, None);
        Table {
            page,
            bbox,
            title,
            header_rows: 0,
            rows,
            cols,
            cells,
            method: Method::Worksheet,
            confidence: 1.0,
            place,
        }
    }

    #[test]
    fn rows_of_indicators_become_columns() {
        let sideways = table(&[
            &[("绩效目标", 1), ("开展巡查。", 4)],
            &[("一级指标", 1), ("产出指标", 3), ("效益指标", 1)],
            &[("三级指标", 1), ("巡查次数", 1), ("覆盖率", 1), ("完成时间", 1), ("安全水平", 1)],
            &[("指标值", 1), ("≥40次", 1), ("100%", 1), ("11月底", 1), ("提升", 1)],
            &[("填表人", 1), ("王某", 4)],
        ]);
        let upright = table_upright(&sideways, &Vocabulary::default());
        let shown = |t: &Table| -> Vec<String> {
            let cell = |c: &Cell| format!("{},{} {}x{} {}", c.row, c.col, c.row_span, c.col_span, c.text);
            t.cells.iter().map(cell).collect()
        };
        let upright = upright.map(|t| shown(&t)).unwrap_or_default();
        for cell in [
            "1,0 1x1 一级指标",
            "2,0 3x1 产出指标",
            "5,0 1x1 效益指标",
            "1,1 1x1 三级指标",
            "4,1 1x1 完成时间",
            "4,2 1x1 11月底",
            "6,0 1x1 填表人",
        ] {
            assert!(upright.iter().any(|c| c == cell), "{cell} {upright:?}");
        }
    }

    #[test]
    fn an_ordinary_header_stays() {
        let v = Vocabulary::default();
        let ordinary = table(&[
            &[("一级指标", 1), ("三级指标", 1), ("指标值", 1), ("备注", 2)],
            &[("产出指标", 1), ("巡查次数", 1), ("≥40次", 1), ("", 2)],
        ]);
        assert!(table_upright(&ordinary, &v).is_none());
        // A label with its value over another.
        let pairs = table(&[&[("指标名称", 1), ("巡查次数", 4)], &[("指标值", 1), ("≥40次", 4)]]);
        assert!(table_upright(&pairs, &v).is_none());
    }
}
