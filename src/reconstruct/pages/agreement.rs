//! Tags against ruling lines: which of the two divides a table better, and what is said where they differ.

use crate::findings::{Message, TagsCrossed, TagsRefused, TagsTaken};
use crate::model::{BBox, Finding, Page, Place};
use crate::reconstruct::tolerances::{TAG_CROSSING, TAG_GAP, TAG_SAME};

use super::by_glyph::ByGlyph;
use super::lines::is_space;
use super::page_table::{PageCell, PageTable};

/// Which reading of a table is taken.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Stronger {
    /// The tagged one, instead of the ruled tables with these numbers.
    Tags { instead_of: Vec<usize> },
    /// The ruled one; `crossed` where tagged cells lie on both sides of drawn lines.
    Rules { crossed: bool },
}

/// Compares a tagged table with the ruled tables that it shares text with. Lines are drawn on purpose: where tagged cells cross them
/// the tags are wrong. Where the lines leave several tagged cells in one box they say less than the tags. Where both
/// divide the text alike the lines show the empty cells better.
pub(crate) fn stronger(page: &Page, tagged: &PageTable, ruled: &[PageTable]) -> Stronger {
    let mut cell_of: ByGlyph<Option<(usize, usize)>> = ByGlyph::of(page);
    for (n, table) in ruled.iter().enumerate() {
        for (m, cell) in table.cells.iter().enumerate() {
            for &glyph in &cell.glyphs {
                cell_of[glyph] = Some((n, m));
            }
        }
    }
    let (mut filled, mut crossing, mut outside) = (0_usize, 0_usize, 0_usize);
    // Ruled cells with the tagged cell whose text they hold first, and whether another stands apart in them as well.
    let mut held: std::collections::BTreeMap<(usize, usize), (usize, bool)> = std::collections::BTreeMap::new();
    for (n, cell) in tagged.cells.iter().enumerate() {
        let mut homes: Vec<Option<(usize, usize)>> = printed_of(page, cell).map(|&glyph| cell_of[glyph]).collect();
        homes.sort_unstable();
        homes.dedup();
        filled += usize::from(!homes.is_empty());
        crossing += usize::from(homes.len() > 1);
        outside += usize::from(homes == [None]);
        for home in homes.into_iter().flatten() {
            let slot = held.entry(home).or_insert((n, false));
            slot.1 |= slot.0 != n && stand_apart(page, &tagged.cells[slot.0], cell);
        }
    }
    let mut shared: Vec<usize> = held.keys().map(|(table, _)| *table).collect();
    shared.dedup();
    if shared.is_empty() {
        return Stronger::Tags { instead_of: shared };
    }
    if crossing as f64 > TAG_CROSSING * filled as f64 {
        return Stronger::Rules { crossed: true };
    }
    let undivided = held.values().any(|(_, several)| *several);
    let own: std::collections::BTreeSet<u32> = tagged.cells.iter().flat_map(|c| c.glyphs.iter().copied()).collect();
    let mut tables = shared.iter().map(|n| &ruled[*n]);
    if (undivided || outside > 0) && tables.all(|table| is_part_of(page, table, &own)) {
        return Stronger::Tags { instead_of: shared };
    }
    Stronger::Rules { crossed: false }
}

/// The glyphs of a cell that are no spaces.
fn printed_of<'c>(page: &'c Page, cell: &'c PageCell) -> impl Iterator<Item = &'c u32> {
    cell.glyphs.iter().filter(|glyph| !is_space(page.glyph(**glyph)))
}

/// Whether nearly all that a table of the lines holds is among these glyphs.
fn is_part_of(page: &Page, table: &PageTable, own: &std::collections::BTreeSet<u32>) -> bool {
    let (mut all, mut inside) = (0_usize, 0_usize);
    for glyph in table.cells.iter().flat_map(|cell| printed_of(page, cell)) {
        all += 1;
        inside += usize::from(own.contains(glyph));
    }
    inside as f64 >= TAG_SAME * all as f64
}

/// Whether two tagged cells can be two: cells of one row stand side by side, with a gap between them. A writer may tag the wrapped
/// letters of one cell as several.
fn stand_apart(page: &Page, a: &PageCell, b: &PageCell) -> bool {
    let same_row = a.row < b.row + b.row_span && b.row < a.row + a.row_span;
    let [printed_a, printed_b] =
        [a, b].map(|cell| BBox::around(page.glyphs_of(&cell.glyphs).filter(|g| !is_space(g)).map(|g| g.bbox)));
    match (printed_a, printed_b) {
        (Some(one), Some(other)) if same_row => {
            let gap = (other.left - one.right).max(one.left - other.right);
            gap > TAG_GAP * one.height().min(other.height())
        }
        _ => true,
    }
}

/// The tags' cells cross drawn lines, or put texts in different rows that stand in one row on the page.
pub(crate) fn tags_differ(page: &Page, area: &BBox) -> Finding {
    TagsCrossed {}.finding().at(Place::page(page.number, *area))
}

/// The tags divide what the lines leave in one box.
pub(crate) fn tags_taken(page: &Page, table: &PageTable) -> Finding {
    TagsTaken {}.finding().at(Place::page(page.number, table.bbox()))
}

/// The texts do not stand as the tags say.
pub(crate) fn tags_refused(page: &Page, area: &BBox) -> Finding {
    TagsRefused {}.finding().at(Place::page(page.number, *area))
}
