//! A grid of rules and a grid of alignment for the same area → one grid, where the rules leave columns or rows out.

use crate::model::{BBox, Method, Page};
use crate::reconstruct::joining::is_cjk;
use crate::reconstruct::tolerances::{FILLED_LEAST, OVERLAY_CROSSING, OVERLAY_ROW_FILL, OVERLAY_ROWS, OVERLAY_SHARE};

use super::aligned::{is_number, span_header};
use super::by_glyph::ByGlyph;
use super::grid::Span;
use super::page_table::{PageCell, PageTable};
use super::words::cell_text;

/// How sure a table is that was read from texts inside another's cells.
const OVERLAY_SURE: f32 = 0.7;
/// Rows in which the header of such a table ends.
const HEADER_ENDS: usize = 3;

/// What the alignment finds inside one cell of the rules.
struct Inside {
    /// Cells with text, as indices.
    cells: Vec<usize>,
    /// Whether two of them stand beside each other.
    beside: bool,
    /// Whether they are rows of a list of numbers or entries, one line each.
    stacked: bool,
}

/// The aligned reading with the spans of the ruled one, where the rules leave out enough of the grid; `None` where
/// the rules are to be believed.
pub(crate) fn overlay(page: &Page, ruled: &PageTable, aligned: &PageTable) -> Option<PageTable> {
    if crosses_rules(page, ruled, aligned) {
        return None;
    }
    let owner = owners(page, ruled, aligned);
    let inside: Vec<Inside> = owner.iter().map(|cells| look_inside(aligned, cells)).collect();
    let stacked = stacked_rows(page, ruled, aligned, &owner);
    let inside: Vec<Inside> = inside
        .into_iter()
        .zip(&ruled.cells)
        .map(|(i, cell)| Inside { stacked: stacked[cell.row] && cell.row_span == 1, ..i })
        .collect();
    let all: usize = inside.iter().map(|i| i.cells.len()).sum();
    let open: usize = inside.iter().filter(|i| i.beside || i.stacked).map(|i| i.cells.len()).sum();
    if (open as f64) < OVERLAY_SHARE * all as f64 || open < FILLED_LEAST {
        return None;
    }
    let mut table = aligned.clone();
    table.method = Method::Alignment;
    table.confidence = OVERLAY_SURE;
    for (cell, inside) in ruled.cells.iter().zip(&inside) {
        // Rows drawn as boxes over the whole width say nothing about columns.
        if !inside.beside && !inside.stacked && ruled.cols() > 1 {
            merge_slots(&mut table, &cell.bbox);
        }
    }
    table.cells.sort_by_key(|c| (c.row, c.col));
    if !table.cells.iter().any(|c| c.row < HEADER_ENDS && c.col_span > 1) {
        span_header(page, &mut table);
    }
    Some(table)
}

/// Whether the alignment runs together what rules keep apart: more than a few of its cells hold glyphs of several ruled cells of
/// one row. Lines are drawn on purpose; an alignment that ignores them has seen less, not more.
fn crosses_rules(page: &Page, ruled: &PageTable, aligned: &PageTable) -> bool {
    let mut column_of: ByGlyph<Option<usize>> = ByGlyph::of(page);
    for cell in &ruled.cells {
        for &glyph in &cell.glyphs {
            column_of[glyph] = Some(cell.col);
        }
    }
    let (mut filled, mut crossing) = (0_usize, 0_usize);
    for cell in aligned.cells.iter().filter(|c| !c.glyphs.is_empty()) {
        let mut columns = cell.glyphs.iter().filter_map(|&glyph| column_of[glyph]);
        filled += 1;
        crossing += usize::from(columns.next().is_some_and(|first| columns.any(|c| c != first)));
    }
    crossing as f64 > OVERLAY_CROSSING * filled as f64
}

/// For each cell of the rules the aligned cells whose glyphs it holds.
fn owners(page: &Page, ruled: &PageTable, aligned: &PageTable) -> Vec<Vec<usize>> {
    let mut owner_of: ByGlyph<Option<usize>> = ByGlyph::of(page);
    for (n, cell) in aligned.cells.iter().enumerate() {
        for &glyph in &cell.glyphs {
            owner_of[glyph] = Some(n);
        }
    }
    let mut all = Vec::with_capacity(ruled.cells.len());
    for cell in &ruled.cells {
        let mut owners: Vec<usize> = cell.glyphs.iter().filter_map(|&glyph| owner_of[glyph]).collect();
        owners.sort_unstable();
        owners.dedup();
        all.push(owners);
    }
    all
}

fn look_inside(aligned: &PageTable, cells: &[usize]) -> Inside {
    let beside = cells.windows(2).any(|pair| matches!(pair, [a, b] if aligned.cells[*a].row == aligned.cells[*b].row));
    Inside { cells: cells.to_vec(), beside, stacked: false }
}

/// For each ruled row whether it holds several aligned rows that are nearly full and have a column of numbers.
fn stacked_rows(page: &Page, ruled: &PageTable, aligned: &PageTable, owner: &[Vec<usize>]) -> Vec<bool> {
    let mut rows: Vec<Vec<usize>> = vec![Vec::new(); ruled.rows()];
    for (cell, owned) in ruled.cells.iter().zip(owner) {
        if cell.row_span == 1 {
            rows[cell.row].extend(owned);
        }
    }
    rows.iter().map(|cells| is_stacked(page, aligned, cells)).collect()
}

fn is_stacked(page: &Page, aligned: &PageTable, cells: &[usize]) -> bool {
    let cells: Vec<&PageCell> = cells.iter().map(|&n| &aligned.cells[n]).collect();
    // The label of a group stands alone in its row.
    let first = cells.iter().map(|c| c.col).min();
    let labelled: Vec<usize> = cells.iter().filter(|c| Some(c.col) != first).map(|c| c.row).collect();
    let cells: Vec<&PageCell> = cells.into_iter().filter(|c| labelled.contains(&c.row)).collect();
    let mut rows: Vec<usize> = cells.iter().map(|c| c.row).collect();
    rows.sort_unstable();
    rows.dedup();
    let mut columns: Vec<usize> = cells.iter().map(|c| c.col).collect();
    columns.sort_unstable();
    columns.dedup();
    if rows.len() < 2 || columns.len() < 2 {
        return false;
    }
    let full = cells.len() as f64 >= OVERLAY_ROW_FILL * (rows.len() * columns.len()) as f64;
    let texts: Vec<Vec<String>> = columns
        .iter()
        .map(|&col| cells.iter().filter(|c| c.col == col).map(|c| cell_text(page, &c.glyphs)).collect())
        .collect();
    // One number beside the lines of a wrapped text is no list.
    let enough = (OVERLAY_ROW_FILL * rows.len() as f64).max(2.0);
    let numbers = texts.iter().any(|column| column.len() as f64 >= enough && column.iter().all(|t| is_number(t)));
    let many = rows.len() >= OVERLAY_ROWS && columns.len() > 2;
    full && (numbers || many) && !texts.iter().any(|column| is_one_entry_cut(column))
}

/// Whether the lines of a column are one entry cut to fit a narrow cell: numbers cut behind their comma or point, words cut into
/// single ideographs.
fn is_one_entry_cut(lines: &[String]) -> bool {
    lines.iter().any(|t| is_cut_number(t)) || lines.iter().filter(|t| is_single_ideograph(t)).count() * 2 > lines.len()
}

/// Whether a text is one ideograph alone.
fn is_single_ideograph(t: &str) -> bool {
    t.chars().count() == 1 && t.chars().all(is_cjk)
}

/// Whether a text is a part of a number that was cut at a comma or point.
fn is_cut_number(t: &str) -> bool {
    is_number(t) && (t.ends_with([',', '.']) || t.starts_with([',', '.']))
}

/// Makes the slots whose middle lies in the box one cell.
fn merge_slots(table: &mut PageTable, area: &BBox) {
    let Some((left, right)) = slots_within(&table.column_edges, area.left, area.right) else { return };
    let Some((top, bottom)) = slots_within(&table.row_edges, area.top, area.bottom) else { return };
    if left == right && top == bottom {
        return;
    }
    let (row_span, col_span) = (bottom + 1 - top, right + 1 - left);
    let span = Span { row: top, col: left, row_span, col_span };
    let inner = table.cells.iter().filter(|c| is_within(c, &span));
    if inner.map(|c| c.row_span * c.col_span).sum::<usize>() != row_span * col_span {
        return;
    }
    let mut glyphs = Vec::new();
    table.cells.retain_mut(|c| {
        let gone = is_within(c, &span);
        if gone {
            glyphs.append(&mut c.glyphs);
        }
        !gone
    });
    let bbox = span.bbox(&table.column_edges, &table.row_edges);
    table.cells.push(PageCell { row: top, col: left, row_span, col_span, bbox, glyphs });
}

/// The first and the last of the slots between edges whose middle lies in a range.
fn slots_within(edges: &[f64], low: f64, high: f64) -> Option<(usize, usize)> {
    let slots = edges.iter().zip(edges.iter().skip(1)).enumerate();
    let mut inside = slots.filter(|(_, (a, b))| (low..=high).contains(&f64::midpoint(**a, **b))).map(|(n, _)| n);
    let first = inside.next()?;
    Some((first, inside.next_back().unwrap_or(first)))
}

/// Whether a cell lies in a block of slots.
fn is_within(cell: &PageCell, block: &Span) -> bool {
    cell.row >= block.row
        && cell.row + cell.row_span <= block.row + block.row_span
        && cell.col >= block.col
        && cell.col + cell.col_span <= block.col + block.col_span
}
