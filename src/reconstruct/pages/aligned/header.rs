//! Which leading rows are header, and what their cells span.

use crate::model::{Axis, BBox, Page, Pt};
use crate::reconstruct::pages::grid::{Span, edge_at};
use crate::reconstruct::pages::page_table::{PageCell, PageTable};
use crate::reconstruct::pages::words::cell_text;
use crate::reconstruct::tolerances::{HALF, HEADER_OFF, HEADER_ROWS_MOST, YEAR_DIGITS};

use super::numbers::is_number;

/// How far, in em, the ends of a rule under a heading may lie off the columns it covers.
const RULE_UNDER: f64 = 1.5;
/// What such a rule says for these columns, in columns.
const RULED_UNDER: f64 = 3.0;

/// Whether the rows before the first data head every column; labels with values beside them leave columns out.
pub(super) fn heads_all_columns(page: &Page, table: &PageTable) -> bool {
    let rows = header_rows(page, table);
    // Headings have one stub; several labels below each other at the left are those of a form.
    let headings: Vec<&PageCell> = table.cells.iter().filter(|c| c.row < rows && !c.glyphs.is_empty()).collect();
    if headings.iter().filter(|c| c.col == 0 && c.col_span < table.cols()).count() > 1 {
        return false;
    }
    let mut headed = vec![false; table.cols()];
    for cell in headings {
        headed.iter_mut().skip(cell.col).take(cell.col_span).for_each(|slot| *slot = true);
    }
    headed.into_iter().all(|h| h)
}

/// Finds the header rows, and gives their cells the columns and rows they stand over.
pub(crate) fn span_header(page: &Page, table: &mut PageTable) {
    let before_data = header_rows(page, table);
    let columns = column_boxes(page, table);
    // Only the header's cells are looked at from here on, however long the table is.
    let body = table.cells.split_off(table.cells.partition_point(|c| c.row < before_data));
    for row in 0..before_data.saturating_sub(1) {
        span_row(page, table, &columns, row, before_data);
    }
    // Only what stands under a spanning heading is header beyond the first row.
    let spanning = table.cells.iter().filter(|c| c.row < before_data && c.col_span > 1).map(|c| c.row + c.row_span + 1);
    let rows = spanning.fold(1, usize::max).min(before_data);
    table.header_rows = rows;
    span_down(table, rows);
    table.cells.sort_by_key(|c| (c.row, c.col));
    table.cells.extend(body);
}

/// Rows before the first that shows data: numbers in at least half of its texts right of the first column.
fn header_rows(page: &Page, table: &PageTable) -> usize {
    let mut texts: Vec<(usize, usize)> = vec![(0, 0); table.rows()];
    let mut labels = vec![false; table.rows()];
    let mut years = vec![true; table.rows()];
    for cell in table.cells.iter().filter(|c| !c.glyphs.is_empty()) {
        let text = cell_text(page, &cell.glyphs);
        let (all, numbers) = &mut texts[cell.row];
        if cell.col == 0 && cell.col_span == 1 {
            labels[cell.row] = true;
            continue;
        }
        *all += 1;
        if is_number(&text) {
            *numbers += 1;
            years[cell.row] &= is_year(&text);
        }
    }
    let heads = labels.first() == Some(&false) || years.first() == Some(&true);
    let mut rows = texts.iter().take(table.rows().min(HEADER_ROWS_MOST + 1)).enumerate();
    let first = rows.find(|(row, (all, numbers))| *numbers > 0 && numbers * 2 >= *all && !(*row == 0 && heads));
    let Some((mut first, _)) = first else { return 1 };
    // A row with nothing but a label is the heading of the group below.
    while first > 1 && texts[first - 1].0 == 0 {
        first -= 1;
    }
    first
}

fn is_year(text: &str) -> bool {
    text.len() == YEAR_DIGITS
        && (text.starts_with("19") || text.starts_with("20"))
        && text.bytes().all(|b| b.is_ascii_digit())
}

/// Gives the cells of a header row the empty slots beside them under which the next rows have texts.
fn span_row(page: &Page, table: &mut PageTable, columns: &[BBox], row: usize, rows: usize) {
    let cols = table.cols();
    let [mut own, mut below] = [vec![false; cols], vec![false; cols]];
    for cell in table.cells.iter().filter(|c| (row..rows).contains(&c.row) && !c.glyphs.is_empty()) {
        let filled = if cell.row == row { &mut own } else { &mut below };
        filled.iter_mut().skip(cell.col).take(cell.col_span).for_each(|slot| *slot = true);
    }
    let orphan: Vec<bool> =
        own.iter().zip(&below).enumerate().map(|(col, (own, below))| col > 0 && !own && *below).collect();
    let heads: Vec<(usize, usize, BBox)> = table
        .cells
        .iter()
        .filter(|c| c.row == row && c.row_span == 1 && !c.glyphs.is_empty())
        .map(|c| (c.col, c.col + c.col_span - 1, text_box(page, c)))
        .collect();
    let rules = rules_under(page, table, row);
    let mut left_limit = 0;
    for (n, &(first, last, text)) in heads.iter().enumerate() {
        let right_limit = heads.get(n + 1).map_or(cols - 1, |next| next.0.saturating_sub(1));
        let stub = first == 0 || !below[first];
        if !stub || last > first {
            let span = best_span(&orphan, columns, &rules, (left_limit, first, last, right_limit), &text);
            if span != (first, last) {
                widen(table, row, span);
            }
            left_limit = span.1 + 1;
        } else {
            left_limit = last + 1;
        }
    }
}

/// The span around `first..=last` within the limits over which the text is centred best while it covers most orphans.
fn best_span(
    orphan: &[bool],
    columns: &[BBox],
    rules: &[(Pt, Pt)],
    (low, first, last, high): (usize, usize, usize, usize),
    text: &BBox,
) -> (usize, usize) {
    let lowest = first - orphan.iter().take(first).skip(low).rev().take_while(|orphan| **orphan).count();
    let highest = last + orphan.iter().take(high + 1).skip(last + 1).take_while(|orphan| **orphan).count();
    let em = text.height().max(1.0);
    let mut best = ((first, last), f64::NEG_INFINITY);
    for a in lowest..=first {
        for b in last..=highest {
            let (left, right) = (columns[a].left, columns[b].right);
            let off = (f64::midpoint(left, right) - text.center_x()).abs() / em;
            let ruled =
                rules.iter().any(|&(l, r)| (l - left).abs() < RULE_UNDER * em && (r - right).abs() < RULE_UNDER * em);
            let covered = (b - a) - (last - first);
            let score = covered as f64 - HEADER_OFF * off + if ruled { RULED_UNDER } else { 0.0 };
            if score > best.1 {
                best = ((a, b), score);
            }
        }
    }
    best.0
}

/// Where the texts of each column stand.
fn column_boxes(page: &Page, table: &PageTable) -> Vec<BBox> {
    let mut boxes: Vec<Option<BBox>> = vec![None; table.cols()];
    for cell in table.cells.iter().filter(|c| c.col_span == 1 && !c.glyphs.is_empty()) {
        let (slot, own) = (&mut boxes[cell.col], text_box(page, cell));
        *slot = Some(slot.map_or(own, |b| b.union(&own)));
    }
    let edges = &table.column_edges;
    boxes
        .into_iter()
        .enumerate()
        .map(|(n, b)| b.unwrap_or_else(|| BBox::new(edge_at(edges, n), 0.0, edge_at(edges, n + 1), 0.0)))
        .collect()
}

/// Left and right of the rules between this row's texts and the next row's.
fn rules_under(page: &Page, table: &PageTable, row: usize) -> Vec<(Pt, Pt)> {
    let bottom = edge_at(&table.row_edges, row + 1);
    let reach = HALF * (bottom - edge_at(&table.row_edges, row));
    let (top, bottom) = (bottom - reach, bottom + reach);
    let under = page.rules.iter().filter(|r| r.axis == Axis::Horizontal && r.position > top && r.position < bottom);
    under.map(|r| (r.start, r.end)).collect()
}

/// Header columns with one text in all header rows: the cell covers them all.
fn span_down(table: &mut PageTable, rows: usize) {
    if rows < 2 {
        return;
    }
    for col in 0..table.cols() {
        let own = table.cells.iter().filter(|c| c.row < rows && (c.col..c.col + c.col_span).contains(&col));
        let own: Vec<&PageCell> = own.collect();
        let single = own.iter().all(|c| c.col_span == 1 && c.row_span == 1);
        let texts = own.iter().filter(|c| !c.glyphs.is_empty()).count();
        if !single || texts != 1 || own.len() != rows {
            continue;
        }
        let mut glyphs = Vec::new();
        table.cells.retain_mut(|c| {
            let gone = c.row < rows && c.col == col;
            if gone {
                glyphs.append(&mut c.glyphs);
            }
            !gone
        });
        push_cell(table, (0, rows), (col, 1), glyphs);
    }
}

/// Makes the slots of a row one cell.
fn widen(table: &mut PageTable, row: usize, (first, last): (usize, usize)) {
    let mut glyphs = Vec::new();
    table.cells.retain_mut(|c| {
        let gone = c.row == row && c.row_span == 1 && c.col >= first && c.col + c.col_span <= last + 1;
        if gone {
            glyphs.append(&mut c.glyphs);
        }
        !gone
    });
    push_cell(table, (row, 1), (first, last + 1 - first), glyphs);
}

fn push_cell(
    table: &mut PageTable,
    (row, row_span): (usize, usize),
    (col, col_span): (usize, usize),
    glyphs: Vec<u32>,
) {
    let bbox = Span { row, col, row_span, col_span }.bbox(&table.column_edges, &table.row_edges);
    table.cells.push(PageCell { row, col, row_span, col_span, bbox, glyphs });
}

fn text_box(page: &Page, cell: &PageCell) -> BBox {
    BBox::around(page.glyphs_of(&cell.glyphs).map(|g| g.bbox)).unwrap_or(cell.bbox)
}
