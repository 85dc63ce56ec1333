//! A template's sheet as a person sees it: cells and merged blocks with their texts.

use std::collections::BTreeMap;

use super::reference::Area;
use super::run::Run;
use super::scan::{CellHolds, SheetScan};
use super::texts::Texts;
use crate::error::Limit;
use crate::{Error, Result};

/// Blocks of more rows than this are kept apart, so that finding the block of a slot stays quick.
const TALL: u32 = 256;
/// The most such blocks a sheet may have.
const MOST_TALL: usize = 1024;

/// A sheet seen as cells and blocks.
pub(crate) struct SheetGrid<'t> {
    scan: &'t SheetScan,
    texts: &'t Texts,
    /// The blocks that touch a row, but for the tall ones.
    by_row: BTreeMap<u32, Vec<Area>>,
    tall: Vec<Area>,
}

impl<'t> SheetGrid<'t> {
    /// # Errors
    /// Where there are more tall merged blocks than any form has.
    pub(crate) fn new(scan: &'t SheetScan, texts: &'t Texts) -> Result<Self> {
        let (mut by_row, mut tall) = (BTreeMap::<u32, Vec<Area>>::new(), Vec::new());
        for area in &scan.merges {
            if area.bottom - area.top > TALL {
                tall.push(*area);
                continue;
            }
            for row in area.top..=area.bottom {
                by_row.entry(row).or_default().push(*area);
            }
        }
        if tall.len() > MOST_TALL {
            return Err(Error::Limit { what: Limit::TallMergedBlocks { most: MOST_TALL } });
        }
        Ok(Self { scan, texts, by_row, tall })
    }

    /// The cell or merged block that covers a slot.
    pub(crate) fn block(&self, row: u32, column: u32) -> Area {
        let mut blocks = self.in_row(row).chain(&self.tall);
        blocks.find(|area| area.contains(row, column)).map_or(Area::cell(row, column), |area| *area)
    }

    /// The merged blocks that touch a row, but for the tall ones.
    fn in_row(&self, row: u32) -> impl Iterator<Item = &Area> {
        self.by_row.get(&row).into_iter().flatten()
    }

    /// The merged blocks that begin in a column and lie within these rows, from top to bottom.
    pub(crate) fn blocks_of(&self, column: u32, top: u32, bottom: u32) -> Vec<Area> {
        let all = self.by_row.range(top..=bottom.max(top)).flat_map(|(_, areas)| areas).chain(&self.tall);
        let mut blocks: Vec<Area> =
            all.filter(|a| a.left == column && a.top >= top && a.bottom <= bottom).copied().collect();
        blocks.sort_unstable();
        blocks.dedup();
        blocks
    }

    /// The merged blocks that begin in a row and end by another.
    pub(crate) fn blocks_in(&self, row: u32, last: u32) -> impl Iterator<Item = Area> {
        self.in_row(row).filter(move |area| area.top == row && area.bottom <= last).copied()
    }

    /// What the block that covers a slot holds.
    pub(crate) fn holds(&self, row: u32, column: u32) -> CellHolds {
        let block = self.block(row, column);
        match self.scan.holds(block.top, block.left) {
            CellHolds::Text(number) if self.texts.text(number).trim().is_empty() => CellHolds::Nothing,
            holds => holds,
        }
    }

    /// The text of the block that covers a slot; empty where it holds none.
    pub(crate) fn text(&self, row: u32, column: u32) -> &'t str {
        match self.holds(row, column) {
            CellHolds::Text(number) => self.texts.text(number).trim(),
            _ => "",
        }
    }

    /// The nearest block with text to the left of a slot.
    pub(crate) fn label_left_of(&self, row: u32, column: u32) -> Option<Area> {
        let mut column = self.block(row, column).left.checked_sub(1)?;
        while column > 0 {
            let block = self.block(row, column);
            if !self.text(row, column).is_empty() {
                return Some(block);
            }
            column = block.left.saturating_sub(1);
        }
        None
    }

    /// The runs of the text of a block, where it has several formats and may have placeholders.
    pub(crate) fn runs(&self, row: u32, column: u32) -> Option<&'t [Run]> {
        match self.holds(row, column) {
            CellHolds::Text(number) => self.texts.runs(number),
            _ => None,
        }
    }

    pub(crate) fn is_blank(&self, row: u32, column: u32) -> bool {
        self.holds(row, column) == CellHolds::Nothing
    }

    /// Whether the slot is part of the form: the file has its cell, or a merged block covers it.
    pub(crate) fn is_ruled(&self, row: u32, column: u32) -> bool {
        self.scan.exists(row, column) || !self.block(row, column).is_cell()
    }

    /// Blocks that hold text, in reading order.
    pub(crate) fn texts(&self) -> impl Iterator<Item = (Area, &'t str)> {
        self.scan.rows().flat_map(move |row| self.texts_of(row))
    }

    /// Blocks that begin in a row and hold text, from left to right.
    pub(crate) fn texts_of(&self, row: u32) -> impl Iterator<Item = (Area, &'t str)> {
        self.scan.row(row).iter().filter_map(move |cell| {
            let CellHolds::Text(number) = cell.holds() else { return None };
            let text = self.texts.text(number).trim();
            let column = cell.column();
            let block = if text.is_empty() { return None } else { self.block(row, column) };
            (block.top == row && block.left == column).then_some((block, text))
        })
    }

    /// The rightmost column that has a cell in a row.
    pub(crate) fn last_column(&self, row: u32) -> u32 {
        self.scan.row(row).last().map_or(0, |cell| cell.column())
    }

    pub(crate) fn is_hidden(&self, row: u32) -> bool {
        self.scan.measures.is_hidden(row)
    }

    pub(crate) fn last_row(&self) -> u32 {
        self.scan.last_row()
    }
}
