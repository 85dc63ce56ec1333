//! Rows of a Markdown table → a grid. Markdown has no merged cells: programs that make it of tables with such print their text again
//! in each slot, so that a run of equal neighbours is one cell.

use std::collections::{BTreeMap, BTreeSet};

use crate::Result;
use crate::extract::continued_rows::rows_to_heights;
use crate::extract::filling::{self, Fillings};
use crate::extract::flow::grid::{CellContent, FlowTable, GridCell};
use crate::extract::header_spans::{HeaderSpan, rows_to_spans};
use crate::extract::rich_text::RichText;
use crate::extract::workbook::cells::{charge, check_length};
use crate::model::Budget;

/// A block of slots with one text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct EqualRun {
    from: usize,
    to: usize,
}

/// The table that rows of texts are, and what a program filled into it.
///
/// # Errors
/// Where it holds more than the budget allows.
pub(super) fn rows_to_grid(mut rows: Vec<Vec<RichText>>, budget: &Budget) -> Result<(FlowTable, Fillings)> {
    let fillings = filling::clear(&mut rows);
    let columns = rows.iter().map(Vec::len).fold(0, usize::max);
    let texts: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(RichText::shown).collect()).collect();
    let (spans, heights) = (rows_to_spans(&texts), rows_to_heights(&texts));
    drop(texts);
    for text in rows.iter().flatten() {
        check_length(&text.text)?;
        charge(budget, 1, text.text.len())?;
    }
    let mut grid = FlowTable { rows: rows.len() as u32, columns: columns as u32, ..FlowTable::default() };
    // For each column the cell that stands in it in the row above.
    let mut above: Vec<Option<usize>> = vec![None; columns];
    let mut texts_above: Vec<String> = Vec::new();
    // For each column the cell with words that stands over it, however far above.
    let mut headings: Vec<Option<EqualRun>> = vec![None; columns];
    for (at, row) in (0_u32..).zip(rows) {
        let shown: Vec<String> = row.iter().map(|t| t.shown().to_owned()).collect();
        let runs = row_to_runs(&shown, &headings);
        // A row that is printed twice is two rows, unless it holds a passage over several columns.
        let mut goes_on = shown != texts_above || runs.iter().any(|run| is_passage(*run, &shown));
        let mut texts = row.into_iter();
        for run in &runs {
            let text = texts.next().unwrap_or_default();
            texts.by_ref().take(run.to - run.from - 1).for_each(drop);
            let cell = above[run.from].map(|n| &mut grid.cells[n]);
            // A cell that goes on below stands right of nothing but such: one that only happens to be equal does not.
            if goes_on
                && !text.shown().is_empty()
                && let Some(cell) = cell
                && cell.column as usize == run.from
                && cell.column_span as usize == run.to - run.from
                && cell.texts().any(|t| t.shown() == text.shown())
            {
                cell.row_span += 1;
                continue;
            }
            goes_on = false;
            let number = grid.cells.len();
            above.iter_mut().skip(run.from).take(run.to - run.from).for_each(|a| *a = Some(number));
            grid.cells.push(GridCell {
                row: at,
                column: run.from as u32,
                row_span: 1,
                column_span: (run.to - run.from) as u32,
                pieces: vec![CellContent::Text(text)],
                number: None,
            });
        }
        // Amounts and dashes are no headings.
        for run in runs.iter().filter(|run| shown[run.from].chars().any(char::is_alphabetic)) {
            headings.iter_mut().take(run.to).skip(run.from).for_each(|heading| *heading = Some(*run));
        }
        texts_above = shown;
    }
    give_heights(&mut grid, &heights);
    give_spans(&mut grid, &spans);
    // A blank is no cell, as in a worksheet: it may be what a wider cell covers.
    grid.cells.retain(|cell| cell.texts().any(|text| !text.is_blank()));
    Ok((grid, fillings))
}

/// Whether a run is a passage over several columns: those are not written twice.
fn is_passage(run: EqualRun, row: &[String]) -> bool {
    run.to > run.from + 1 && row[run.from].chars().count() >= PASSAGE
}

/// Gives cells of headers the blanks that they were merged with; what covers those is no cell.
fn give_spans(grid: &mut FlowTable, spans: &[HeaderSpan]) {
    let anchors: BTreeMap<(usize, usize), HeaderSpan> = spans.iter().map(|s| ((s.row, s.column), *s)).collect();
    let covered: BTreeSet<(usize, usize)> = spans.iter().flat_map(covered_slots).collect();
    grid.cells.retain(|cell| !covered.contains(&(cell.row as usize, cell.column as usize)));
    for cell in &mut grid.cells {
        if let Some(span) = anchors.get(&(cell.row as usize, cell.column as usize)) {
            (cell.row_span, cell.column_span) = (span.rows, span.columns);
        }
    }
}

/// The slots that a cell covers besides its own, by row and column.
fn covered_slots(span: &HeaderSpan) -> impl Iterator<Item = (usize, usize)> + use<> {
    let (row, column, columns) = (span.row, span.column, span.columns as usize);
    (0..span.rows as usize * columns).map(move |n| (row + n / columns, column + n % columns)).skip(1)
}

/// Gives cells of lists the blanks below that go on with them.
fn give_heights(grid: &mut FlowTable, heights: &BTreeMap<(usize, usize), u32>) {
    for cell in grid.cells.iter_mut().filter(|cell| cell.row_span == 1 && cell.column_span == 1) {
        if let Some(height) = heights.get(&(cell.row as usize, cell.column as usize)) {
            cell.row_span = *height;
        }
    }
}

/// The cells of a row: runs of equal texts.
fn row_to_runs(row: &[String], headings: &[Option<EqualRun>]) -> Vec<EqualRun> {
    if let [first, _, _, ..] = row
        && !first.is_empty()
        && row.iter().all(|text| text == first)
    {
        return vec![EqualRun { from: 0, to: row.len() }];
    }
    let mut runs: Vec<EqualRun> = Vec::new();
    for (n, text) in row.iter().enumerate() {
        let joins = runs.last().is_some_and(|run| row[run.from] == *text && is_words(text));
        match runs.last_mut() {
            Some(run) if joins => run.to = n + 1,
            _ => runs.push(EqualRun { from: n, to: n + 1 }),
        }
    }
    runs.into_iter().flat_map(|run| parted(run, headings)).collect()
}

/// Equal values under different headings are as many; a label at the beginning of a row is one.
fn parted(run: EqualRun, headings: &[Option<EqualRun>]) -> Vec<EqualRun> {
    let mut over: Vec<EqualRun> = headings.iter().take(run.to).skip(run.from).flatten().copied().collect();
    over.dedup();
    let fits = over.first().is_some_and(|a| a.from == run.from) && over.last().is_some_and(|a| a.to == run.to);
    let is_whole = over.windows(2).all(|pair| matches!(pair, [a, b] if a.to == b.from));
    if run.from > 0 && fits && is_whole && over.len() > 1 { over } else { vec![run] }
}

/// Whether a text is no number: numbers are equal by chance.
fn is_words(text: &str) -> bool {
    text.chars().any(char::is_alphabetic) && !text.chars().any(|c| c.is_ascii_digit() && text.chars().count() < SHORT)
}

/// Characters that a passage has at least: labels and names of classes have fewer.
const PASSAGE: usize = 8;

/// Characters of a text with digits that may be a value; a longer one that stands twice is a merged cell.
const SHORT: usize = 12;

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;
    use crate::extract::rich_text::Setting;

    fn grid(rows: &[&str]) -> Vec<(u32, u32, u32, u32, String)> {
        let cell = |text: &str| {
            let mut rich = RichText::default();
            rich.add(text, Setting::default());
            rich
        };
        let rows = rows.iter().map(|row| row.split('|').map(cell).collect()).collect();
        let (grid, _) = rows_to_grid(rows, &Budget::default()).unwrap();
        let text = |c: &GridCell| c.texts().map(|t| t.shown().to_owned()).collect::<String>();
        grid.cells.iter().map(|c| (c.row, c.column, c.row_span, c.column_span, text(c))).collect()
    }

    #[test]
    fn runs_of_equal_neighbours_are_one_cell() {
        let of = |r: u32, c: u32, rs: u32, cs: u32, t: &str| (r, c, rs, cs, t.to_owned());
        let cells =
            grid(&["绩效|名称|名称|目标|实际", "绩效|甲|甲|≥95%|≥95%", "绩效|甲|乙|完成|完成", "总分|总分|总分|20|20"]);
        assert_eq!(
            cells,
            [
                of(0, 0, 3, 1, "绩效"),
                of(0, 1, 1, 2, "名称"),
                of(0, 3, 1, 1, "目标"),
                of(0, 4, 1, 1, "实际"),
                of(1, 1, 1, 2, "甲"),
                of(1, 3, 1, 1, "≥95%"),
                of(1, 4, 1, 1, "≥95%"),
                of(2, 1, 1, 1, "甲"),
                of(2, 2, 1, 1, "乙"),
                of(2, 3, 1, 1, "完成"),
                of(2, 4, 1, 1, "完成"),
                of(3, 0, 1, 3, "总分"),
                of(3, 3, 1, 1, "20"),
                of(3, 4, 1, 1, "20"),
            ]
        );
    }

    #[test]
    fn a_passage_that_goes_over_rows_and_columns_is_one_cell() {
        let cells = grid(&[
            "目标|预期|预期|实际",
            "目标|推进全面依法治市。|推进全面依法治市。|完成",
            "目标|推进全面依法治市。|推进全面依法治市。|完成",
        ]);
        assert!(cells.contains(&(1, 1, 2, 2, "推进全面依法治市。".to_owned())), "{cells:?}");
        let rows = grid(&["名称|目标|目标", "甲|≥95%|≥95%", "甲|≥95%|≥95%"]);
        assert_eq!(rows.iter().filter(|cell| cell.0 == 2).count(), 3);
    }

    #[test]
    fn blanks_are_no_cells_and_go_on_with_what_stands_above_in_lists() {
        let of = |r: u32, c: u32, rs: u32, cs: u32, t: &str| (r, c, rs, cs, t.to_owned());
        let cells = grid(&["表|Unnamed: 1|Unnamed: 2", "部门|项目|金额", "甲局|a|1", "NaN|b|2"]);
        assert_eq!(
            cells,
            [
                of(0, 0, 1, 3, "表"),
                of(1, 0, 1, 1, "部门"),
                of(1, 1, 1, 1, "项目"),
                of(1, 2, 1, 1, "金额"),
                of(2, 0, 2, 1, "甲局"),
                of(2, 1, 1, 1, "a"),
                of(2, 2, 1, 1, "1"),
                of(3, 1, 1, 1, "b"),
                of(3, 2, 1, 1, "2"),
            ]
        );
    }
}
