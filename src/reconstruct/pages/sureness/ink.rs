//! What is printed in each cell of a table, and around it.

use crate::model::{BBox, Page, Pt};
use crate::reconstruct::pages::aligned::is_number;
use crate::reconstruct::pages::by_glyph::ByGlyph;
use crate::reconstruct::pages::page_table::PageTable;
use crate::reconstruct::pages::words::{Word, cell_text};

/// What is printed in a cell.
pub(super) struct CellInk {
    /// The box around it.
    pub(super) bbox: BBox,
    /// How many lines it has.
    pub(super) lines: usize,
    /// The widest gap between two words of a line, in em.
    pub(super) gap: f64,
    /// Whether it is a number.
    pub(super) number: bool,
}

/// The print of a table by cell, and the words that stand in none.
pub(super) struct TableInk<'a> {
    /// In the order of the table's cells; `None` where nothing is printed.
    pub(super) cells: Vec<Option<CellInk>>,
    /// Words outside.
    pub(super) outside: Vec<&'a Word>,
    /// The size of the print, in points: the middle one of all words.
    pub(super) em: Pt,
}

impl<'a> TableInk<'a> {
    /// Sorts the words of the page by the cells they stand in.
    pub(super) fn of(page: &Page, words: &'a [Word], table: &PageTable) -> Self {
        let mut cell_of: ByGlyph<Option<usize>> = ByGlyph::of(page);
        for (n, cell) in table.cells.iter().enumerate() {
            for &glyph in &cell.glyphs {
                cell_of[glyph] = Some(n);
            }
        }
        let mut own: Vec<Vec<&Word>> = vec![Vec::new(); table.cells.len()];
        let mut outside = Vec::new();
        let mut sizes: Vec<Pt> = Vec::new();
        for word in words {
            match word.glyphs.first().and_then(|&glyph| cell_of[glyph]) {
                Some(cell) => {
                    own[cell].push(word);
                    sizes.push(word.size);
                }
                None => outside.push(word),
            }
        }
        sizes.sort_by(Pt::total_cmp);
        let em = sizes.iter().skip(sizes.len() / 2).copied().next().unwrap_or(1.0).max(1.0);
        let cells = own.iter().zip(&table.cells).map(|(words, cell)| ink_of(words, &cell_text(page, &cell.glyphs), em));
        Self { cells: cells.collect(), outside, em }
    }
}

fn ink_of(words: &[&Word], text: &str, em: Pt) -> Option<CellInk> {
    let bbox = BBox::around(words.iter().map(|w| w.bbox))?;
    let mut ink = CellInk { bbox, lines: 1, gap: 0.0, number: is_number(text) };
    for pair in words.windows(2) {
        if let [a, b] = pair {
            if a.line == b.line {
                ink.gap = ink.gap.max((b.bbox.left - a.bbox.right) / em);
            } else {
                ink.lines += 1;
            }
        }
    }
    Some(ink)
}
