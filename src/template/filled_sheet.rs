//! A sheet of a filled template, and where the template's rows have come to stand in it.

use std::collections::{BTreeMap, BTreeSet};

use super::answer::FilledCell;
use super::money::unit_of;
use super::printed_classes::is_printed;
use super::region::FormRegion;
use crate::language::money::{MoneyUnit, MoneyUnits, text_to_amount};
use crate::model::{SheetCell, Worksheet};
use crate::ooxml::grid::SheetGrid;
use crate::vocabulary::Vocabulary;

/// A sheet of a filled template. Rows and columns count from 1, as in the template.
pub(super) struct FilledSheet<'f> {
    pub(super) name: &'f str,
    cells: BTreeMap<(u32, u32), &'f SheetCell>,
    /// Merged blocks over several rows, by column: first row → last row.
    tall: BTreeMap<u32, BTreeMap<u32, u32>>,
    last_row: u32,
    /// The unit of money that the sheet prints.
    money: MoneyUnits,
}

impl<'f> FilledSheet<'f> {
    pub(super) fn new(sheet: &'f Worksheet) -> Self {
        let (mut cells, mut tall, mut last_row) = (BTreeMap::new(), BTreeMap::<_, BTreeMap<_, _>>::new(), 0);
        for cell in &sheet.cells {
            let (row, column) = (cell.row + 1, cell.col + 1);
            let bottom = row.saturating_add(cell.row_span.saturating_sub(1));
            cells.insert((row, column), cell);
            if bottom > row {
                tall.entry(column).or_default().insert(row, bottom);
            }
            last_row = last_row.max(bottom);
        }
        Self { name: &sheet.name, cells, tall, last_row, money: MoneyUnits::default() }
    }

    /// The sheet, its amounts read in the one unit of money that it prints.
    pub(super) fn with_money(mut self, vocabulary: &Vocabulary) -> Self {
        let printed: BTreeSet<MoneyUnit> =
            self.cells.values().filter_map(|cell| unit_for_all(&cell.text, vocabulary)).collect();
        self.money.form = printed.first().copied().filter(|_| printed.len() == 1);
        self
    }

    /// First and last row of the block that begins in this column and covers the row.
    pub(super) fn block(&self, row: u32, column: u32) -> (u32, u32) {
        let above = self.tall.get(&column).and_then(|blocks| blocks.range(..=row).next_back());
        above.filter(|(_, bottom)| **bottom >= row).map_or((row, row), |(top, bottom)| (*top, *bottom))
    }

    /// What the block that covers a slot holds.
    pub(super) fn answer(&self, row: u32, column: u32) -> FilledCell {
        let (top, _) = self.block(row, column);
        let Some(cell) = self.cells.get(&(top, column)) else { return FilledCell::default() };
        FilledCell { text: cell.text.clone(), number: cell.number, money: self.money }
    }

    /// The texts of a column, from top to bottom.
    pub(super) fn texts_in(&self, column: u32) -> impl Iterator<Item = &'f str> {
        self.cells.iter().filter(move |((_, c), _)| *c == column).map(|(_, cell)| cell.text.as_str())
    }

    /// Whether a row shows texts of the template, each in its column.
    fn shows(&self, row: u32, texts: &[(u32, &str)]) -> bool {
        texts.iter().all(|(column, text)| {
            let found = self.answer(row, *column).text;
            // A value may have been put behind a label.
            without_blanks(&found).starts_with(&without_blanks(text))
        })
    }
}

/// The unit of money that a text prints for other cells: the one in 320（万元） is that of its amount alone.
fn unit_for_all(text: &str, vocabulary: &Vocabulary) -> Option<MoneyUnit> {
    match text_to_amount(text) {
        Some(_) => None,
        None => MoneyUnit::from_text(&unit_of(text, vocabulary)?),
    }
}

/// A text without its blanks.
fn without_blanks(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect::<String>()
}

/// Where the template's rows have come to stand: below each of these rows all stand further down by so much.
#[derive(Debug, Default)]
pub(super) struct RowMap {
    /// First row of the template and how much further down it and the rows below stand, ascending.
    shifts: Vec<(u32, u32)>,
}

impl RowMap {
    pub(super) fn row(&self, row: u32) -> u32 {
        let (above, _) = self.shifts.split_at(self.shifts.partition_point(|(first, _)| *first <= row));
        above.last().map_or(row, |(_, by)| row.saturating_add(*by))
    }

    /// Finds the rows: lists only ever grow, so below each list its next printed texts are looked for. Where there are none, what
    /// the sheet has grown by is the list's. `None` where texts of the template are gone.
    pub(super) fn find(
        grid: &SheetGrid<'_>,
        regions: &[FormRegion],
        filled: &FilledSheet<'_>,
        vocabulary: &Vocabulary,
    ) -> Option<Self> {
        let mut map = Self::default();
        let mut lists: Vec<(u32, u32)> =
            regions.iter().flat_map(|r| &r.lists).map(|l| (l.first, l.last.max(l.first))).collect();
        lists.sort_unstable();
        let mut by = 0_u32;
        let mut below = 0;
        let mut lists = lists.into_iter().peekable();
        while let Some((first, last)) = lists.next() {
            below = below.max(last);
            let next = lists.peek().map_or(u32::MAX, |(next, _)| *next);
            if next <= below {
                // Lists side by side grow together.
                continue;
            }
            let anchor = (below + 1..=grid.last_row().min(next.saturating_sub(1)))
                .map(|row| (row, printed(grid, regions, row, vocabulary)))
                .find(|(_, texts)| !texts.is_empty());
            let shift = match anchor {
                Some((row, texts)) => {
                    let start = row.saturating_add(by);
                    (start..=filled.last_row).find(|at| filled.shows(*at, &texts))? - row
                }
                // Nothing stands below: rows there belong to the list.
                None => by.max(filled.last_row.saturating_sub(below.max(first))),
            };
            map.shifts.push((below + 1, shift));
            by = shift;
        }
        Some(map)
    }

    /// The last row of a list that ends in this row of the template.
    pub(super) fn last_row(&self, last: u32) -> u32 {
        self.row(last.saturating_add(1)).saturating_sub(1)
    }
}

/// What a row of the template prints that filling leaves: no placeholders, no examples.
fn printed<'g>(grid: &SheetGrid<'g>, regions: &[FormRegion], row: u32, vocabulary: &Vocabulary) -> Vec<(u32, &'g str)> {
    let in_list =
        |column: u32| regions.iter().flat_map(|r| &r.lists).any(|l| l.header.is_none() && l.covers(row, column));
    grid.texts_of(row)
        .filter(|(block, text)| is_printed(text, vocabulary) && !in_list(block.left))
        .map(|(block, text)| (block.left, text))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_below_a_grown_list_stand_further_down() {
        let map = RowMap { shifts: vec![(6, 3), (10, 5)] };
        assert_eq!([5, 6, 9, 10].map(|row| map.row(row)), [5, 9, 12, 15]);
        assert_eq!((map.last_row(5), map.last_row(9)), (8, 14));
    }

    #[test]
    fn a_block_answers_for_the_rows_it_covers() {
        let cell = SheetCell { row: 1, col: 0, row_span: 3, col_span: 1, text: "甲".into(), number: None };
        let sheet = Worksheet { name: "表".into(), cells: vec![cell], ..Worksheet::default() };
        let filled = FilledSheet::new(&sheet);
        assert_eq!([1, 2, 4, 5].map(|row| filled.answer(row, 1).text), ["", "甲", "甲", ""]);
        assert_eq!(filled.block(4, 1), (2, 4));
    }
}
