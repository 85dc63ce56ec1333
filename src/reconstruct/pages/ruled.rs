//! Rules of a page → tables.

use crate::model::{BBox, Glyph, Page, Pt};
use crate::reconstruct::tolerances::{EDGE_REACH, EDGES_LEAST, REPAIRED_MOST, UNDRAWN_RUN_GAP};

use super::fill::grid_to_table;
use super::filled_rows::{FilledBoxes, add_filled_rows};
use super::grid::{lattice_to_grid, lattice_with_texts_to_grid};
use super::lines::text_runs;
use super::page_table::PageTable;
use super::rules::{Lattice, printed_size, rules_to_lattices, small_print, smaller_size};
use super::vertical_ends::add_borders_at_ends;

/// How sure a table is whose borders are all drawn; how much less where all were put right.
pub(super) const RULED_SURE: f32 = 0.95;
/// See [`RULED_SURE`].
const LESS_SURE_REPAIRED: f32 = 0.3;

/// How sure a grid with a single text is: only what stands beside it makes it a table.
const BARE_CONFIDENCE: f32 = 0.5;

/// The tables that ruling lines draw on the page, in reading order. `None` where there are so many rules that the page is a
/// drawing. A box around a single text is no table; a table inside a cell of a table that holds more than it is part of
/// that cell.
pub(crate) fn tables(page: &Page, by_height: &GlyphIndex) -> Option<Vec<PageTable>> {
    let em = small_print(page);
    let mut found: Vec<PageTable> = Vec::new();
    let boxes = FilledBoxes::of(page);
    for mut lattice in rules_to_lattices(&page.rules, em)? {
        if lattice.horizontal.len() + lattice.vertical.len() < EDGES_LEAST {
            continue;
        }
        add_borders_at_ends(&mut lattice, em);
        add_filled_rows(page, &boxes, &mut lattice, em);
        found.extend(lattice_to_table(page, &lattice, by_height));
    }
    found.sort_by(|a, b| a.bbox().top.total_cmp(&b.bbox().top).then(a.bbox().left.total_cmp(&b.bbox().left)));
    Some(without_nested(found))
}

fn lattice_to_table(page: &Page, lattice: &Lattice, by_height: &GlyphIndex) -> Option<PageTable> {
    let outline = lattice.bbox();
    let mut glyphs = by_height.within(page, &outline);
    if glyphs.is_empty() {
        return None;
    }
    let em = glyphs_em(page, &glyphs);
    let mut grid = lattice_to_grid(lattice, em)?;
    if grid.cells.iter().any(|c| c.col_span > 1) {
        grid = lattice_with_texts_to_grid(lattice, em, &text_runs(page, &glyphs, UNDRAWN_RUN_GAP * em))?;
    }
    let repaired = grid.repaired;
    if f64::from(repaired) > REPAIRED_MOST {
        return None;
    }
    let reach = EDGE_REACH * em;
    if reach > 0.0 {
        glyphs = by_height.within(page, &outline.inflate(em));
    }
    let table = grid_to_table(page, grid, &glyphs, RULED_SURE - LESS_SURE_REPAIRED * repaired);
    let filled = table.cells.iter().filter(|c| !c.glyphs.is_empty()).count();
    (filled >= 2).then_some(table)
}

/// The only grid of a page without tables: too little text for a table, as in a column that nobody filled in below its
/// heading, but it may be the last column of a sheet too wide for the paper.
pub(crate) fn bare_grid(page: &Page, by_height: &GlyphIndex) -> Option<PageTable> {
    let em = small_print(page);
    let lattices = rules_to_lattices(&page.rules, em)?;
    let mut grids = lattices.iter().filter_map(|lattice| {
        let glyphs = by_height.within(page, &lattice.bbox().inflate(em));
        let grid = lattice_to_grid(lattice, glyphs_em(page, &glyphs))?;
        Some(grid_to_table(page, grid, &glyphs, BARE_CONFIDENCE))
    });
    let only = grids.next()?;
    (grids.next().is_none() && only.rows() >= 2).then_some(only)
}

/// The size of the smaller print among the glyphs, in points.
pub(crate) fn glyphs_em(page: &Page, glyphs: &[u32]) -> Pt {
    smaller_size(page.glyphs_of(glyphs).map(|g| g.size).collect())
}

/// Drops frames around other tables and tables inside a cell, so that no two tables share glyphs.
fn without_nested(tables: Vec<PageTable>) -> Vec<PageTable> {
    let boxes: Vec<BBox> = tables.iter().map(PageTable::bbox).collect();
    let sizes: Vec<usize> = tables.iter().map(|t| t.cells.iter().map(|c| c.glyphs.len()).sum()).collect();
    let mut dropped = vec![false; tables.len()];
    for (outer, frame) in boxes.iter().enumerate() {
        let inside: Vec<usize> = boxes
            .iter()
            .enumerate()
            .filter(|(n, b)| *n != outer && frame.contains(b.left, b.top) && frame.contains(b.right, b.bottom))
            .map(|(n, _)| n)
            .collect();
        if inside.is_empty() {
            continue;
        }
        let held: usize = inside.iter().map(|&n| sizes[n]).sum();
        let out: Vec<usize> = if 2 * held > sizes[outer] { vec![outer] } else { inside };
        for n in out {
            dropped[n] = true;
        }
    }
    tables.into_iter().zip(dropped).filter(|(_, d)| !d).map(|(t, _)| t).collect()
}

/// The page's glyphs by height, to find those in a box without looking at all of them.
pub(crate) struct GlyphIndex(Vec<(Pt, u32)>);

impl GlyphIndex {
    /// Indexes the page's glyphs.
    pub(crate) fn new(page: &Page) -> Self {
        let middles = page.glyphs.iter().enumerate().map(|(n, g)| (g.bbox.center_y(), n as u32));
        let mut sorted: Vec<(Pt, u32)> = middles.filter(|(y, _)| y.is_finite()).collect();
        sorted.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        Self(sorted)
    }

    /// The glyphs whose middle lies in the box, in drawing order.
    pub(crate) fn within(&self, page: &Page, area: &BBox) -> Vec<u32> {
        let mut glyphs: Vec<u32> = self.inside(page, area).map(|(n, _)| n).collect();
        glyphs.sort_unstable();
        glyphs
    }

    /// The size of the smaller print in the box, in points.
    pub(crate) fn small_print(&self, page: &Page, area: &BBox) -> Pt {
        printed_size(self.inside(page, area).map(|(_, glyph)| glyph))
    }

    fn inside<'a>(&'a self, page: &'a Page, area: &'a BBox) -> impl Iterator<Item = (u32, &'a Glyph)> {
        let first = self.0.partition_point(|(y, _)| *y < area.top);
        let band = self.0.iter().skip(first).take_while(|(y, _)| *y <= area.bottom).map(|(_, n)| *n);
        let glyphs = band.map(|n| (n, page.glyph(n)));
        glyphs.filter(|(_, glyph)| area.contains(glyph.bbox.center_x(), glyph.bbox.center_y()))
    }
}
