//! Columns beside a box: where only the borders between columns are drawn, the first and the last column stand outside of what the rules make.

use std::collections::BTreeSet;

use crate::model::{Axis, BBox, Page, Pt, WritingDirection};
use crate::reconstruct::tolerances::{BESIDE_LINES, BESIDE_MATCHED, BESIDE_REACH, BORDER_MERGE, CLOSED_SHARE};

use super::page_table::{PageCell, PageTable};
use super::rules::small_print;
use super::words::Word;

/// Adds to ruled tables that are open above or below the columns whose lines stand beside theirs.
pub(super) fn add_columns_beside(page: &Page, words: &[Word], tables: &mut [PageTable]) {
    let em = small_print(page);
    let boxes: Vec<BBox> = tables.iter().map(PageTable::bbox).collect();
    for (n, table) in tables.iter_mut().enumerate() {
        if is_closed(page, &table.bbox(), em) {
            continue;
        }
        let others: Vec<BBox> = boxes.iter().enumerate().filter(|(k, _)| *k != n).map(|(_, b)| *b).collect();
        for left in [true, false] {
            let drawn = sticks_out(page, &table.bbox(), left);
            if let Some(column) = column_beside(words, &table.bbox(), &others, (left, drawn), em) {
                add_column(table, &column, left);
            }
        }
    }
}

/// Whether rules run along the top and the bottom of a table and end with it.
fn is_closed(page: &Page, area: &BBox, em: Pt) -> bool {
    let reach = BORDER_MERGE * em;
    [area.top, area.bottom].into_iter().all(|y| {
        let along = page.rules.iter().filter(|r| r.axis == Axis::Horizontal && (r.position - y).abs() <= reach);
        let covered: Pt = along.map(|r| (r.end.min(area.right) - r.start.max(area.left)).max(0.0)).sum();
        covered >= CLOSED_SHARE * area.width()
    })
}

/// How far rules across the table run on beyond its outermost border.
fn sticks_out(page: &Page, area: &BBox, left: bool) -> Pt {
    let across =
        page.rules.iter().filter(|r| r.axis == Axis::Horizontal && (area.top..=area.bottom).contains(&r.position));
    let crossing = across.filter(|r| r.start < area.right && r.end > area.left);
    crossing.map(|r| if left { area.left - r.start } else { r.end - area.right }).fold(0.0, Pt::max)
}

/// A column outside of a table.
struct OuterColumn {
    /// Its outer border.
    edge: Pt,
    words: Vec<(BBox, Vec<u32>)>,
}

/// The words left or right of a table that stand beside its lines, where they are a column of it. `drawn` is how
/// far rules run on there.
fn column_beside(
    words: &[Word],
    area: &BBox,
    others: &[BBox],
    (left, drawn): (bool, Pt),
    em: Pt,
) -> Option<OuterColumn> {
    let upright = words.iter().filter(|w| w.direction == WritingDirection::Right);
    let level = upright.filter(|w| (area.top..=area.bottom).contains(&w.bbox.center_y()));
    let (inside, outside): (Vec<&Word>, Vec<&Word>) =
        level.partition(|w| (area.left..=area.right).contains(&w.bbox.center_x()));
    let distance = |w: &Word| if left { area.left - w.bbox.right } else { w.bbox.left - area.right };
    let elsewhere = |w: &Word| others.iter().any(|b| b.contains(w.bbox.center_x(), w.bbox.center_y()));
    let mut near: Vec<&Word> = outside.into_iter().filter(|w| distance(w) > -em && !elsewhere(w)).collect();
    near.sort_by(|a, b| distance(a).total_cmp(&distance(b)));
    let mut reach = drawn;
    let taken = near.iter().take_while(|w| {
        let goes_on = distance(w) <= reach + BESIDE_REACH * em;
        reach = if goes_on { (distance(w) + w.bbox.width()).max(reach) } else { reach };
        goes_on
    });
    let own: Vec<&Word> = taken.copied().collect();
    let lines = |words: &[&Word]| words.iter().map(|w| w.line).collect::<BTreeSet<u32>>();
    let (within, beside) = (lines(&inside), lines(&own));
    let both = within.intersection(&beside).count();
    let matched = both as f64 >= BESIDE_MATCHED * within.len().max(beside.len()) as f64;
    let edge = if left { area.left - reach } else { area.right + reach };
    let words = own.iter().map(|w| (w.bbox, w.glyphs.clone())).collect();
    (both >= BESIDE_LINES && matched).then_some(OuterColumn { edge, words })
}

/// Puts the column before the first or behind the last, cut into the table's rows.
fn add_column(table: &mut PageTable, column: &OuterColumn, left: bool) {
    let at = if left { 0 } else { table.cols() };
    if left {
        table.column_edges.insert(0, column.edge);
        table.cells.iter_mut().for_each(|c| c.col += 1);
    } else {
        table.column_edges.push(column.edge);
    }
    let mut cells: Vec<PageCell> = Vec::new();
    for (row, edges) in table.row_edges.windows(2).enumerate() {
        let &[top, bottom] = edges else { continue };
        let (from, to) =
            if left { (column.edge, table.column_edges[1]) } else { (table.column_edges[at], column.edge) };
        let own = column.words.iter().filter(|(b, _)| (top..bottom).contains(&b.center_y()));
        let glyphs = own.flat_map(|(_, glyphs)| glyphs).copied().collect();
        cells.push(PageCell { row, col: at, row_span: 1, col_span: 1, bbox: BBox::new(from, top, to, bottom), glyphs });
    }
    table.cells.append(&mut cells);
    table.cells.sort_by_key(|c| (c.row, c.col));
}
