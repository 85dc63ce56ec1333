//! The header that a writer prints again above a tagged table's later pages without tagging it (an artifact).

use crate::model::{BBox, Page};
use crate::reconstruct::pages::lines::{glyphs_to_lines, is_space};
use crate::reconstruct::pages::page_table::{PageCell, PageTable};
use crate::reconstruct::pages::ruled::{GlyphIndex, glyphs_em};
use crate::reconstruct::pages::tags::{TagIndex, TagRow};
use crate::reconstruct::tolerances::{HALF, TAG_HEADER_GAP};

/// How far above a table, in em, its header is looked for.
const HEADER_REACH: f64 = 12.0;

/// Puts the untagged lines right above the table into a row of its own, where the table began on an earlier page and each run
/// of them stands in one column. Whether they repeat the header is for those to say who know the earlier pages.
pub(super) fn take(
    page: &Page,
    tags: &TagIndex,
    table: &mut PageTable,
    rows: &mut Vec<Option<TagRow>>,
    by_height: &GlyphIndex,
) {
    if rows.first().copied().flatten().is_none_or(|row| row.row == 0) {
        return;
    }
    let area = table.bbox();
    let own: Vec<u32> = table.cells.iter().flat_map(|c| c.glyphs.iter().copied()).collect();
    let em = glyphs_em(page, &own);
    let above = BBox::new(area.left - em, area.top - HEADER_REACH * em, area.right + em, area.top);
    let untagged = by_height.within(page, &above);
    if untagged.iter().any(|&g| tags.cell_of(page, g).is_some()) {
        return;
    }
    let mut glyphs: Vec<u32> = Vec::new();
    let mut top = area.top;
    for line in glyphs_to_lines(page, &untagged).into_iter().rev() {
        if top - line.frame.bottom > TAG_HEADER_GAP * em {
            break;
        }
        top = top.min(line.frame.top);
        glyphs.extend(line.glyphs);
    }
    let mut cells: Vec<Vec<u32>> = vec![Vec::new(); table.cols()];
    for &index in &glyphs {
        let glyph = page.glyph(index);
        let col = table.column_edges.partition_point(|e| *e <= glyph.bbox.center_x()).saturating_sub(1);
        let right = table.column_edges.get(col + 1).is_some_and(|e| glyph.bbox.right <= e + HALF * em);
        match cells.get_mut(col.min(table.cols().saturating_sub(1))) {
            Some(cell) if right || is_space(glyph) || col + 1 >= table.cols() => cell.push(index),
            _ => return,
        }
    }
    if cells.iter().filter(|c| !c.is_empty()).count() * 2 <= table.cols() {
        return;
    }
    for cell in &mut table.cells {
        cell.row += 1;
    }
    let bands = table.column_edges.iter().zip(table.column_edges.iter().skip(1));
    let header = cells.into_iter().zip(bands).enumerate().map(|(col, (glyphs, (left, right)))| {
        let bbox = BBox::new(*left, top, *right, area.top);
        PageCell { row: 0, col, row_span: 1, col_span: 1, bbox, glyphs }
    });
    let header: Vec<PageCell> = header.collect();
    table.cells.splice(0..0, header);
    table.row_edges.insert(0, top);
    rows.insert(0, None);
}
