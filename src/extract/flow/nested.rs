//! Tables within tables → one grid, or, where the outer table only lays out a page, what its cells hold one after the other.

use rust_decimal::Decimal;

use super::grid::{CellContent, FlowTable, GridCell};

/// Rows of a table with so many filled cells beside each other show that it is no table of layout.
const FEWEST_ROWS: usize = 2;

/// A table in which no cell holds another.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct FlatTable {
    pub(super) rows: u32,
    pub(super) columns: u32,
    /// Runs of columns that nobody sees, first and last.
    pub(super) hidden_columns: Vec<(u32, u32)>,
    pub(super) cells: Vec<FlatCell>,
}

/// A cell of it.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct FlatCell {
    pub(super) row: u32,
    pub(super) column: u32,
    pub(super) row_span: u32,
    pub(super) column_span: u32,
    pub(super) text: String,
    pub(super) struck: String,
    pub(super) number: Option<Decimal>,
}

/// Whether a table does no more than lay out what its cells hold: it holds tables, and nearly nowhere two cells with text beside
/// each other; or it is one cell, or lines one below the other.
pub(super) fn is_layout(grid: &FlowTable) -> bool {
    let mut filled_rows = 0;
    let mut row = None;
    let mut filled = 0;
    for cell in &grid.cells {
        if row != Some(cell.row) {
            row = Some(cell.row);
            filled = 0;
        }
        filled += usize::from(!cell.holds_table() && cell.texts().any(|t| !t.is_blank()));
        filled_rows += usize::from(filled == 2);
    }
    if grid.cells.iter().any(GridCell::holds_table) { filled_rows < FEWEST_ROWS } else { grid.columns <= 1 }
}

/// The table with those in its cells put into its own rows and columns.
pub(super) fn flatten(grid: FlowTable) -> FlatTable {
    let mut inner: Vec<(GridCell, FlatTable)> = Vec::with_capacity(grid.cells.len());
    let (mut rows, mut columns) = (WidenedAxis::new(grid.rows), WidenedAxis::new(grid.columns));
    for mut cell in grid.cells {
        let held = stack(std::mem::take(&mut cell.pieces), cell.number.take());
        rows.widen(cell.row, held.rows.saturating_sub(cell.row_span));
        columns.widen(cell.column, held.columns.saturating_sub(cell.column_span));
        inner.push((cell, held));
    }
    rows.sum();
    columns.sum();
    let mut cells = Vec::with_capacity(inner.len());
    for (cell, held) in inner {
        let (top, height) = rows.span(cell.row, cell.row_span);
        let (left, width) = columns.span(cell.column, cell.column_span);
        cells.extend(held.cells.into_iter().map(|c| FlatCell {
            row: top + c.row,
            column: left + c.column,
            row_span: stretched(c.row, c.row_span, held.rows, height),
            column_span: stretched(c.column, c.column_span, held.columns, width),
            ..c
        }));
    }
    cells.sort_by_key(|c| (c.row, c.column));
    let hidden = grid.hidden_columns.iter().map(|(first, last)| {
        let (left, width) = columns.span(*first, last.saturating_sub(*first).saturating_add(1));
        (left, left + width - 1)
    });
    FlatTable {
        rows: rows.span(0, grid.rows).1,
        columns: columns.span(0, grid.columns).1,
        hidden_columns: hidden.collect(),
        cells,
    }
}

/// What reaches the end of the inner table reaches that of the cell around it.
fn stretched(from: u32, span: u32, inner: u32, outer: u32) -> u32 {
    if from + span >= inner { outer.saturating_sub(from).max(span) } else { span }
}

/// What a cell holds as one table: texts are rows of one cell.
fn stack(pieces: Vec<CellContent>, number: Option<Decimal>) -> FlatTable {
    let mut stacked = FlatTable { columns: 1, ..FlatTable::default() };
    let holds_table = pieces.iter().any(|p| matches!(p, CellContent::Table(_)));
    for piece in pieces {
        match piece {
            // Beside a table a blank is no line.
            CellContent::Text(text) if holds_table && text.is_blank() => {}
            CellContent::Text(text) => {
                let cell = FlatCell {
                    row: stacked.rows,
                    row_span: 1,
                    column_span: 1,
                    text: text.shown().to_owned(),
                    struck: text.struck,
                    ..FlatCell::default()
                };
                stacked.cells.push(cell);
                stacked.rows += 1;
            }
            CellContent::Table(grid) => {
                let table = flatten(grid);
                let below = stacked.rows;
                stacked.cells.extend(table.cells.into_iter().map(|c| FlatCell { row: c.row + below, ..c }));
                stacked.rows += table.rows;
                stacked.columns = stacked.columns.max(table.columns);
            }
        }
    }
    if stacked.cells.is_empty() {
        stacked.cells.push(FlatCell { row_span: 1, column_span: 1, ..FlatCell::default() });
        stacked.rows = stacked.rows.max(1);
    }
    if let ([only], Some(_)) = (stacked.cells.as_mut_slice(), number) {
        only.number = number;
    }
    stacked
}

/// Rows, or columns, each of which becomes as many as it has to hold.
struct WidenedAxis {
    more: Vec<u32>,
    starts: Vec<u32>,
}

impl WidenedAxis {
    fn new(count: u32) -> Self {
        Self { more: vec![0; count as usize], starts: Vec::new() }
    }

    fn widen(&mut self, at: u32, by: u32) {
        if let Some(more) = self.more.get_mut(at as usize) {
            *more = (*more).max(by);
        }
    }

    fn sum(&mut self) {
        let mut start = 0;
        self.starts = std::iter::once(0)
            .chain(self.more.iter().map(|more| {
                start += 1 + more;
                start
            }))
            .collect();
    }

    /// Where what spanned so many from there on begins now, and how many it spans.
    fn span(&self, from: u32, count: u32) -> (u32, u32) {
        let [start, end] = [from, from.saturating_add(count)].map(|n| self.start(n));
        (start, end.saturating_sub(start).max(1))
    }

    /// Where a row or column begins now; what lies behind the last begins there.
    fn start(&self, n: u32) -> u32 {
        let own = self.starts.get(n as usize).or(self.starts.last());
        own.copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::rich_text::{RichText, Setting};

    fn text(text: &str) -> CellContent {
        let mut rich = RichText::default();
        rich.add(text, Setting::default());
        CellContent::Text(rich)
    }

    fn grid(rows: Vec<Vec<CellContent>>) -> FlowTable {
        let columns = rows.iter().map(Vec::len).fold(0, usize::max) as u32;
        let height = rows.len() as u32;
        let cells = (0..).zip(rows).flat_map(|(row, cells)| {
            (0..).zip(cells).map(move |(column, piece)| GridCell {
                row,
                column,
                row_span: 1,
                column_span: 1,
                pieces: vec![piece],
                number: None,
            })
        });
        FlowTable { rows: height, columns, cells: cells.collect(), ..FlowTable::default() }
    }

    #[test]
    fn a_table_in_a_cell_goes_into_the_rows_and_columns_around() {
        let inner = grid(vec![vec![text("甲"), text("1")], vec![text("乙"), text("2")]]);
        let outer = grid(vec![
            vec![text("名称"), text("某项目")],
            vec![text("主管"), text("某局")],
            vec![text("资金"), CellContent::Table(inner)],
        ]);
        assert!(!is_layout(&outer));
        let flat = flatten(outer);
        let shown: Vec<_> =
            flat.cells.iter().map(|c| (c.row, c.column, c.row_span, c.column_span, c.text.as_str())).collect();
        assert_eq!(
            shown,
            [
                (0, 0, 1, 1, "名称"),
                (0, 1, 1, 2, "某项目"),
                (1, 0, 1, 1, "主管"),
                (1, 1, 1, 2, "某局"),
                (2, 0, 2, 1, "资金"),
                (2, 1, 1, 1, "甲"),
                (2, 2, 1, 1, "1"),
                (3, 1, 1, 1, "乙"),
                (3, 2, 1, 1, "2"),
            ]
        );
    }

    #[test]
    fn a_table_around_a_page_is_layout() {
        let inner = grid(vec![vec![text("甲"), text("1")]]);
        assert!(is_layout(&grid(vec![
            vec![text("导航"), text("搜索")],
            vec![text("栏目"), CellContent::Table(inner)]
        ])));
        assert!(is_layout(&grid(vec![vec![text("标题")]])));
        assert!(!is_layout(&grid(vec![vec![text("项目"), text("金额")]])));
    }
}
