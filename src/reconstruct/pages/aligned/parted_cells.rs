//! Whether texts aligned in columns may show more rows or columns of a ruled table than its rules do: looked at before any rows are
//! sought, for in most ruled tables they do not.

use std::collections::BTreeSet;

use crate::language::characters::is_common_ideograph;
use crate::model::Page;
use crate::reconstruct::pages::by_glyph::ByGlyph;
use crate::reconstruct::pages::page_table::PageTable;
use crate::reconstruct::tolerances::{FILLED_LEAST, OVERLAY_SHARE};

use super::fragments::Fragment;

/// The fragments in a cell of the rules.
#[derive(Clone, Default)]
struct FragmentsWithin {
    count: usize,
    /// The column in which the first of them begins.
    column: Option<usize>,
    /// Whether another begins in another.
    parted: bool,
}

/// Whether enough of the fragments stand in cells that hold several columns of them, or in rows that may hold several rows.
///
/// What begins in one column and row is one cell of the alignment; several rows in one of the rules are believed by their numbers only, which
/// stand on lines of their own.
pub(super) fn may_part_cells(page: &Page, ruled: &PageTable, fragments: &[Fragment]) -> bool {
    let mut cell_of: ByGlyph<Option<usize>> = ByGlyph::of(page);
    for (n, cell) in ruled.cells.iter().enumerate() {
        for &glyph in &cell.glyphs {
            cell_of[glyph] = Some(n);
        }
    }
    let mut cells = vec![FragmentsWithin::default(); ruled.cells.len()];
    let mut numbers: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); ruled.rows()];
    for fragment in fragments {
        let (column, number) = (*fragment.columns.start(), !fragment.text.chars().any(is_common_ideograph));
        let mut last = None;
        for n in fragment.glyphs.iter().filter_map(|&glyph| cell_of[glyph]) {
            if last.replace(n) == Some(n) {
                continue;
            }
            let within = &mut cells[n];
            within.count += 1;
            within.parted |= *within.column.get_or_insert(column) != column;
            if number && ruled.cells[n].row_span == 1 {
                numbers[ruled.cells[n].row].insert(fragment.level);
            }
        }
    }
    let (mut open, mut closed) = (0, 0);
    for (cell, within) in ruled.cells.iter().zip(&cells) {
        if within.parted || cell.row_span == 1 && numbers[cell.row].len() > 1 {
            open += within.count;
        } else {
            closed += usize::from(within.count > 0);
        }
    }
    open >= FILLED_LEAST && open as f64 >= OVERLAY_SHARE * (open + closed) as f64
}
