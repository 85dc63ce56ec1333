//! Tagged tables → tables of the page, where the places of their texts bear the tags out.

use std::collections::BTreeMap;

use crate::model::{BBox, Method, Page, Pt};
use crate::reconstruct::tolerances::{
    DATA_SHARE, FILLED_FEW, GRID_SLOTS_LIMIT, ROW_CUT, TAG_FOREIGN, TAG_MISFITS, TAG_PADDING, TAG_REACH,
};

use super::grid::Span;
use super::lines::is_space;
use super::page_table::{PageCell, PageTable};
use super::ruled::{GlyphIndex, glyphs_em};
use super::tags::{TagIndex, TagRow};

mod edges;
mod repeated_header;
mod rows;
mod shift;

use edges::{Extent, extents_to_edges, misfits};
use rows::PageRows;

/// How sure a table is whose cells all stand where their tags say.
const TAGS_SURE: f64 = 0.97;
/// Part of a glyph's height by which its row may be cut at most.
const CUT_MOST: f64 = 3.0;

/// What the tags say about a part of a page.
#[derive(Debug)]
pub(crate) enum Tagged {
    /// A table that its texts' places bear out, and the tagged row that each of its rows comes from.
    Table(PageTable, Vec<Option<TagRow>>),
    /// Tags that cannot be right: cells of one column or row stand in several.
    Refused(BBox),
}

/// The tagged tables that are printed on the page.
pub(crate) fn tables(page: &Page, tags: &TagIndex) -> Vec<Tagged> {
    if tags.is_empty() {
        return Vec::new();
    }
    let mut texts: BTreeMap<usize, BTreeMap<usize, Vec<u32>>> = BTreeMap::new();
    for glyph in 0..page.glyphs.len() as u32 {
        if let Some((table, cell)) = tags.cell_of(page, glyph) {
            texts.entry(table).or_default().entry(cell).or_default().push(glyph);
        }
    }
    if texts.is_empty() {
        return Vec::new();
    }
    let by_height = GlyphIndex::new(page);
    let found = texts.iter().filter_map(|(&number, cells)| table(page, tags, number, cells, &by_height));
    without_nested(found.collect())
}

/// Drops tables inside others: they are part of the cell they stand in.
fn without_nested(tables: Vec<Tagged>) -> Vec<Tagged> {
    let boxes: Vec<BBox> = tables
        .iter()
        .map(|t| match t {
            Tagged::Table(table, _) => table.bbox(),
            Tagged::Refused(bbox) => *bbox,
        })
        .collect();
    let outer = tables.into_iter().zip(&boxes).filter(|(_, own)| !boxes.iter().any(|other| is_box_inside(own, other)));
    outer.map(|(table, _)| table).collect()
}

/// Whether a box lies in another.
fn is_box_inside(a: &BBox, b: &BBox) -> bool {
    b.contains(a.left, a.top) && b.contains(a.right, a.bottom) && a != b
}

/// The part of a tagged table that this page prints. `texts` are the glyphs of its cells.
fn table(
    page: &Page,
    tags: &TagIndex,
    number: usize,
    texts: &BTreeMap<usize, Vec<u32>>,
    by_height: &GlyphIndex,
) -> Option<Tagged> {
    let grid = tags.grid(number);
    let rows = PageRows::of(grid, texts.keys().copied());
    let slots = grid.cols.saturating_mul(rows.len());
    if grid.cols < 2 || grid.header.len() < 2 || slots == 0 || slots > GRID_SLOTS_LIMIT {
        return None;
    }
    let glyphs: Vec<u32> = texts.values().flatten().copied().collect();
    let em = glyphs_em(page, &glyphs);
    let mut cells: Vec<PlacedTag> =
        rows.cells(grid).into_iter().map(|(n, span)| PlacedTag::new(page, span, texts.get(&n))).collect();
    shift::into_columns(&mut cells, rows.len(), grid.cols, em);
    let filled = cells.iter().filter(|c| c.ink.is_some()).count();
    let whole = rows.len() == grid.header.len();
    if filled == 0 || (whole && (filled < FILLED_FEW || (filled as f64) < DATA_SHARE * cells.len() as f64)) {
        return None;
    }
    let across: Vec<Extent> = cells.iter().filter_map(PlacedTag::across).collect();
    let down: Vec<Extent> = cells.iter().filter_map(|c| c.down(em)).collect();
    let column_edges = extents_to_edges(&across, grid.cols, TAG_PADDING * em)?;
    let row_edges = extents_to_edges(&down, rows.len(), TAG_PADDING * em)?;
    let wrong = misfits(&across, &column_edges, TAG_REACH * em) + misfits(&down, &row_edges, TAG_REACH * em);
    let share = wrong as f64 / filled as f64;
    let tag_rows: Vec<Option<TagRow>> = rows.numbers().iter().map(|&row| Some(tags.row(number, row))).collect();
    let header_rows = tag_rows.iter().take_while(|row| row.is_some_and(|r| r.header)).count();
    let confidence = (TAGS_SURE - share) as f32;
    let cells = with_empty_cells(cells, rows.len(), grid.cols);
    let mut table = PageTable { method: Method::Tags, confidence, column_edges, row_edges, header_rows, cells };
    place_cells(&mut table, em);
    if share > TAG_MISFITS || !takes_foreign(page, tags, number, &mut table, by_height) {
        return Some(Tagged::Refused(table.bbox()));
    }
    let mut tag_rows = tag_rows;
    repeated_header::take(page, tags, &mut table, &mut tag_rows, by_height);
    Some(Tagged::Table(table, tag_rows))
}

/// A cell of the tags in its slots on the page.
#[derive(Debug)]
struct PlacedTag {
    span: Span,
    glyphs: Vec<u32>,
    /// The box of its text.
    ink: Option<BBox>,
}

impl PlacedTag {
    fn new(page: &Page, span: Span, glyphs: Option<&Vec<u32>>) -> Self {
        let glyphs = glyphs.cloned().unwrap_or_default();
        Self { span, ink: ink(page, &glyphs), glyphs }
    }

    fn across(&self) -> Option<Extent> {
        let (ink, first) = (self.ink?, self.span.col);
        Some(Extent { first, end: first + self.span.col_span, low: ink.left, high: ink.right })
    }

    fn down(&self, em: Pt) -> Option<Extent> {
        let (ink, first) = (self.ink?, self.span.row);
        let cut = (ROW_CUT * em).min(ink.height() / CUT_MOST);
        Some(Extent { first, end: first + self.span.row_span, low: ink.top + cut, high: ink.bottom - cut })
    }
}

/// The cells as the page's table has them, slots that no tag covers filled with empty cells: writers do not tag those.
fn with_empty_cells(cells: Vec<PlacedTag>, rows: usize, cols: usize) -> Vec<PageCell> {
    let mut covered = vec![false; rows * cols];
    let mut all: Vec<PageCell> = Vec::with_capacity(cells.len());
    for PlacedTag { span, glyphs, .. } in cells {
        for row in span.row..span.row + span.row_span {
            covered.iter_mut().skip(row * cols + span.col).take(span.col_span).for_each(|slot| *slot = true);
        }
        let Span { row, col, row_span, col_span } = span;
        all.push(PageCell { row, col, row_span, col_span, bbox: BBox::default(), glyphs });
    }
    let free = covered.iter().enumerate().filter(|(_, covered)| !**covered).map(|(slot, _)| slot);
    all.extend(free.map(|slot| PageCell {
        row: slot / cols,
        col: slot % cols,
        row_span: 1,
        col_span: 1,
        bbox: BBox::default(),
        glyphs: Vec::new(),
    }));
    all.sort_by_key(|c| (c.row, c.col));
    all
}

/// The box of what the glyphs print.
fn ink(page: &Page, glyphs: &[u32]) -> Option<BBox> {
    let printed = page.glyphs_of(glyphs).filter(|g| !is_space(g));
    BBox::around(printed.map(|g| g.bbox).filter(is_finite_box))
}

/// Whether a box has finite edges.
fn is_finite_box(b: &BBox) -> bool {
    [b.left, b.top, b.right, b.bottom].iter().all(|v| v.is_finite())
}

/// Gives the outer borders the room of a text's height and each cell the box between its borders.
fn place_cells(table: &mut PageTable, em: Pt) {
    let cut = ROW_CUT * em;
    if let Some(top) = table.row_edges.first_mut() {
        *top -= cut;
    }
    if let Some(bottom) = table.row_edges.last_mut() {
        *bottom += cut;
    }
    for cell in &mut table.cells {
        cell.bbox = cell.span().bbox(&table.column_edges, &table.row_edges);
    }
}

/// Puts the glyphs that stand among the cells but are tagged as none of them (marks, tables inside a cell) into the cells around
/// them; false where they are too many.
fn takes_foreign(page: &Page, tags: &TagIndex, number: usize, table: &mut PageTable, by_height: &GlyphIndex) -> bool {
    let inside = by_height.within(page, &table.bbox());
    let all = inside.len();
    let foreign: Vec<u32> =
        inside.into_iter().filter(|&g| tags.cell_of(page, g).is_none_or(|(t, _)| t != number)).collect();
    let untagged = |g: &&u32| tags.cell_of(page, **g).is_none() && !is_space(page.glyph(**g));
    if foreign.iter().filter(untagged).count() as f64 > TAG_FOREIGN * all as f64 {
        return false;
    }
    let mut owner = vec![usize::MAX; table.rows() * table.cols()];
    for (n, cell) in table.cells.iter().enumerate() {
        for row in cell.row..cell.row + cell.row_span {
            for col in cell.col..cell.col + cell.col_span {
                if let Some(slot) = owner.get_mut(row * table.cols() + col) {
                    *slot = n;
                }
            }
        }
    }
    let band =
        |edges: &[Pt], v: Pt| edges.partition_point(|e| *e <= v).saturating_sub(1).min(edges.len().saturating_sub(2));
    for glyph in foreign {
        let bbox = page.glyph(glyph).bbox;
        let slot = band(&table.row_edges, bbox.center_y()) * table.cols() + band(&table.column_edges, bbox.center_x());
        let cell = owner.get(slot).copied().and_then(|n| table.cells.get_mut(n));
        if let Some(cell) = cell {
            cell.glyphs.push(glyph);
        }
    }
    true
}
