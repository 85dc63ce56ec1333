//! A template's sheet as a person sees it: cells and merged blocks with their texts.

use super::reference::Area;
use super::scan::{Holds, SheetScan, Texts};

/// A sheet seen as cells and blocks.
pub(super) struct Grid<'t> {
    scan: &'t SheetScan,
    texts: &'t Texts,
    /// Merged blocks by their first row; no block reaches more than `tallest` rows down.
    merges: Vec<Area>,
    tallest: u32,
}

impl<'t> Grid<'t> {
    pub(super) fn new(scan: &'t SheetScan, texts: &'t Texts) -> Self {
        let mut merges = scan.merges.clone();
        merges.sort_unstable();
        let tallest = merges.iter().map(|area| area.bottom - area.top).max().unwrap_or(0);
        Self { scan, texts, merges, tallest }
    }

    /// The cell or merged block that covers a slot.
    pub(super) fn block(&self, row: u32, column: u32) -> Area {
        self.merges_between(row, row).find(|area| area.contains(row, column)).unwrap_or(Area::cell(row, column))
    }

    /// The merged blocks that touch these rows.
    pub(super) fn merges_between(&self, top: u32, bottom: u32) -> impl Iterator<Item = Area> {
        let first = self.merges.partition_point(|area| area.top < top.saturating_sub(self.tallest));
        let merges = self.merges.get(first..).unwrap_or_default().iter().copied();
        merges.take_while(move |area| area.top <= bottom).filter(move |area| area.bottom >= top)
    }

    /// What the block that covers a slot holds.
    pub(super) fn holds(&self, row: u32, column: u32) -> Holds {
        let block = self.block(row, column);
        match self.scan.holds(block.top, block.left) {
            Holds::Text(number) if self.texts.get(number).trim().is_empty() => Holds::Nothing,
            holds => holds,
        }
    }

    /// The text of the block that covers a slot; empty where it holds none.
    pub(super) fn text(&self, row: u32, column: u32) -> &'t str {
        match self.holds(row, column) {
            Holds::Text(number) => self.texts.get(number).trim(),
            _ => "",
        }
    }

    pub(super) fn is_blank(&self, row: u32, column: u32) -> bool {
        self.holds(row, column) == Holds::Nothing
    }

    /// Whether the slot is part of the form: the file has its cell, or a merged block covers it.
    pub(super) fn is_ruled(&self, row: u32, column: u32) -> bool {
        self.scan.exists(row, column) || !self.block(row, column).is_cell()
    }

    /// Blocks that hold text, in reading order.
    pub(super) fn texts(&self) -> impl Iterator<Item = (Area, &'t str)> {
        self.scan.rows().flat_map(move |row| self.texts_of(row))
    }

    /// Blocks that begin in a row and hold text, from left to right.
    pub(super) fn texts_of(&self, row: u32) -> impl Iterator<Item = (Area, &'t str)> {
        self.scan.row(row).iter().filter_map(move |cell| {
            let Holds::Text(number) = cell.holds else { return None };
            let text = self.texts.get(number).trim();
            let column = u32::from(cell.column);
            let block = if text.is_empty() { return None } else { self.block(row, column) };
            (block.top == row && block.left == column).then_some((block, text))
        })
    }

    /// The rightmost column that has a cell in a row.
    pub(super) fn last_column(&self, row: u32) -> u32 {
        self.scan.row(row).last().map_or(0, |cell| u32::from(cell.column))
    }

    pub(super) fn last_row(&self) -> u32 {
        self.scan.last_row()
    }
}
