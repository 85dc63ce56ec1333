//! Merged blocks of a worksheet, as intervals: what one costs does not depend on its size.

use std::collections::BTreeMap;

use crate::findings::{Message, TextUnderMerge};
use crate::model::{Finding, Place, SheetCell};

/// So many characters of covered texts are quoted.
const QUOTED: usize = 200;

/// A merged block: its first and its last row and column, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Merge {
    /// Row and column of its anchor.
    pub(super) start: (u32, u32),
    /// Its last row and column.
    pub(super) end: (u32, u32),
}

/// Texts that stood under a block and are not those of its anchor: no program shows them.
#[derive(Debug, Default)]
pub(super) struct Covered {
    first: Option<(u32, u32)>,
    quote: String,
}

impl Covered {
    fn note(&mut self, cell: &SheetCell) {
        self.first = self.first.or(Some((cell.row, cell.col)));
        if self.quote.chars().count() < QUOTED {
            if !self.quote.is_empty() {
                self.quote.push(' ');
            }
            self.quote.extend(cell.text.chars().take(QUOTED));
        }
    }

    /// What a person should know of it.
    pub(super) fn finding(self, sheet: &str) -> Option<Finding> {
        let (row, col) = self.first?;
        Some(TextUnderMerge {}.finding().at(Place::cell(sheet, row, col)).quote(self.quote))
    }
}

/// A block that reaches the row in hand: its last column, its last row, its first row, and where its anchor stands among the cells.
#[derive(Debug, Clone, Copy)]
struct OpenMerge {
    right: u32,
    bottom: u32,
    top: u32,
    anchor: usize,
}

/// Gives the anchors of merged blocks their spans and drops what stands under a block. An anchor without content stays
/// as an empty cell, for its block is ruled like any other. Cells are in row order before and after. Of blocks that overlap the one
/// that starts first counts.
pub(super) fn apply(cells: &mut Vec<SheetCell>, merges: &[Merge]) -> Covered {
    // A damaged file may name the last cell of a block before the first; one cell is no block.
    let mut blocks: Vec<Merge> = merges.iter().filter(|merge| is_block(merge)).copied().collect();
    if blocks.is_empty() {
        return Covered::default();
    }
    blocks.sort_by_key(|m| (m.start, m.end));
    blocks.dedup_by_key(|m| m.start);
    // A block over a whole sheet is as large as the used cells, no larger.
    let used = cells.iter().fold((0, 0), |(r, c), cell| (cell.row.max(r), cell.col.max(c)));
    let mut kept: Vec<SheetCell> = Vec::with_capacity(cells.len());
    let (mut covered, mut open) = (Covered::default(), BTreeMap::new());
    let mut blocks = blocks.into_iter().peekable();
    for cell in std::mem::take(cells) {
        let place = (cell.row, cell.col);
        while let Some(block) = blocks.next_if(|b| b.start < place) {
            anchor(block, used, None, &mut open, &mut kept);
        }
        if let Some(block) = blocks.next_if(|b| b.start == place) {
            if let Some(lost) = anchor(block, used, Some(cell), &mut open, &mut kept) {
                note_unless_same(&lost, &kept, &open, &mut covered);
            }
        } else if over(&mut open, place.0, place.1, place.1).is_some() {
            note_unless_same(&cell, &kept, &open, &mut covered);
        } else {
            kept.push(cell);
        }
    }
    for block in blocks {
        anchor(block, used, None, &mut open, &mut kept);
    }
    *cells = kept;
    covered
}

/// Whether a merge covers more than one cell.
fn is_block(m: &Merge) -> bool {
    m.start.0 <= m.end.0 && m.start.1 <= m.end.1 && m.start != m.end
}

/// Opens a block at its anchor, `cell` where that has content. Gives the content back where another block covers it.
fn anchor(
    block: Merge,
    used: (u32, u32),
    cell: Option<SheetCell>,
    open: &mut BTreeMap<u32, OpenMerge>,
    kept: &mut Vec<SheetCell>,
) -> Option<SheetCell> {
    let (row, col) = block.start;
    let (bottom, right) = (block.end.0.min(used.0.max(row)), block.end.1.min(used.1.max(col)));
    let is_covered = over(open, row, col, col).is_some();
    if is_covered || over(open, row, col, right).is_some() {
        // The block is none; its anchor is a cell like any other.
        if is_covered {
            return cell;
        }
        kept.extend(cell);
        return None;
    }
    open.insert(col, OpenMerge { right, bottom, top: row, anchor: kept.len() });
    let cell = cell.unwrap_or_else(|| SheetCell { row, col, ..SheetCell::default() });
    kept.push(SheetCell { row_span: bottom - row + 1, col_span: right - col + 1, ..cell });
    None
}

/// The block open in a row that has one of these columns. Those that end above the row are closed on the way.
fn over(open: &mut BTreeMap<u32, OpenMerge>, row: u32, left: u32, right: u32) -> Option<OpenMerge> {
    while let Some((&start, &block)) = open.range(..=right).next_back() {
        if block.bottom >= row {
            return (block.right >= left).then_some(block);
        }
        open.remove(&start);
    }
    None
}

/// A text that the block repeats is not lost.
fn note_unless_same(cell: &SheetCell, kept: &[SheetCell], open: &BTreeMap<u32, OpenMerge>, covered: &mut Covered) {
    let block = open.range(..=cell.col).next_back().map(|(_, block)| *block);
    let anchor = block.filter(|b| b.right >= cell.col && b.top <= cell.row).and_then(|b| kept.get(b.anchor));
    if anchor.is_none_or(|a| a.text != cell.text) && !cell.text.trim().is_empty() {
        covered.note(cell);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(row: u32, col: u32, text: &str) -> SheetCell {
        SheetCell { row, col, row_span: 1, col_span: 1, text: text.to_owned(), number: None }
    }

    fn merge(start: (u32, u32), end: (u32, u32)) -> Merge {
        Merge { start, end }
    }

    fn shown(cells: &[SheetCell]) -> Vec<(u32, u32, u32, u32, &str)> {
        cells.iter().map(|c| (c.row, c.col, c.row_span, c.col_span, c.text.as_str())).collect()
    }

    #[test]
    fn anchors_span_their_blocks_and_what_is_under_them_is_said() {
        let mut cells = vec![cell(0, 0, "甲"), cell(0, 1, "甲"), cell(1, 0, "乙"), cell(1, 2, "丙"), cell(3, 1, "丁")];
        let covered = apply(&mut cells, &[merge((2, 0), (2, 1)), merge((0, 0), (1, 1))]);
        assert_eq!(shown(&cells), [(0, 0, 2, 2, "甲"), (1, 2, 1, 1, "丙"), (2, 0, 1, 2, ""), (3, 1, 1, 1, "丁")]);
        assert_eq!((covered.first, covered.quote.as_str()), (Some((1, 0)), "乙"));
    }

    #[test]
    fn of_blocks_that_overlap_the_first_counts_and_no_text_goes_with_the_other() {
        let mut cells = vec![cell(0, 0, "甲"), cell(1, 1, "乙"), cell(1, 2, "丙"), cell(2, 2, "丁")];
        let covered = apply(&mut cells, &[merge((0, 0), (1, 1)), merge((1, 1), (2, 2)), merge((1, 0), (1, 5))]);
        assert_eq!(shown(&cells), [(0, 0, 2, 2, "甲"), (1, 2, 1, 1, "丙"), (2, 2, 1, 1, "丁")]);
        assert_eq!(covered.quote, "乙");
    }

    #[test]
    fn blocks_that_end_before_they_begin_are_none() {
        let mut cells = vec![cell(1, 5, "甲"), cell(2, 3, "乙")];
        let covered = apply(&mut cells, &[merge((1, 5), (2, 3)), merge((2, 3), (2, 3)), merge((9, 9), (1, 1))]);
        assert_eq!((shown(&cells), covered.first), (vec![(1, 5, 1, 1, "甲"), (2, 3, 1, 1, "乙")], None));
    }

    #[test]
    fn many_large_blocks_cost_no_more_than_small_ones() {
        let mut cells: Vec<SheetCell> = (0..2_000).map(|n| cell(n, 0, "甲")).collect();
        cells.push(cell(1_000_000, 16_000, "末"));
        let blocks: Vec<Merge> = (0..2_000).map(|n| merge((n, 0), (n, 16_000))).collect();
        assert_eq!(apply(&mut cells, &blocks).first, None);
        assert_eq!(cells.len(), 2_001);
        assert!(cells.iter().take(2_000).all(|c| c.col_span == 16_001));
    }
}
