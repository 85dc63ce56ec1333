//! Header rows that stand where they should not: in the middle of a page's table, or run together with the row below.

use std::iter::Peekable;

use crate::model::Pt;
use crate::reconstruct::pages::page_reading::{TextCell, TextTable};

/// Cuts a table where its first row is printed again: the writer began the table anew on the same page.
pub(crate) fn split_at_repeated_header(table: TextTable) -> Vec<TextTable> {
    let header = row_texts(&table, 0);
    if header.len() < 2 || header.iter().any(|(_, text)| text.is_empty()) {
        return vec![table];
    }
    let mut by_row: Vec<Vec<(usize, String)>> = vec![Vec::new(); table.rows()];
    for cell in &table.cells {
        by_row[cell.row].push((cell.col, plain(&cell.text)));
    }
    let cuts: Vec<usize> = (1..table.rows())
        .filter(|&row| by_row[row] == header)
        .filter(|&row| table.cells.iter().all(|c| c.row >= row || c.row + c.row_span <= row))
        .collect();
    let mut pieces = Vec::new();
    let mut rest = table;
    for cut in cuts.into_iter().rev() {
        pieces.push(split_off(&mut rest, cut));
    }
    pieces.push(rest);
    pieces.reverse();
    pieces
}

/// Number of leading rows that the lower table repeats from the upper one, letter by letter.
pub(super) fn repeated_header(upper: &TextTable, lower: &TextTable) -> usize {
    let limit = match upper.header_rows {
        0 => upper.rows().min(lower.rows()),
        known => known.min(lower.rows()),
    };
    let mut above = upper.cells.iter().peekable();
    let mut below = lower.cells.iter().peekable();
    let mut repeated = 0;
    for row in 0..limit {
        let (a, b) = (texts_to_row(&mut above, row), texts_to_row(&mut below, row));
        let covered = a.is_empty() && b.is_empty() && repeated > 0;
        if a != b || (a.len() < 2 && upper.cols() > 1 && !covered) {
            break;
        }
        repeated = row + 1;
    }
    repeated
}

/// The texts of the cells up to a row that were not taken yet, without white space and without the blank ones.
fn texts_to_row<'c>(cells: &mut Peekable<impl Iterator<Item = &'c TextCell>>, row: usize) -> Vec<String> {
    let mut texts: Vec<String> = Vec::new();
    while let Some(cell) = cells.next_if(|c| c.row <= row) {
        texts.push(cell.text.chars().filter(|c| !c.is_whitespace()).collect());
    }
    texts.retain(|text| !text.is_empty());
    texts
}

/// Where the lower table's first row is the upper table's header with the texts of the next row run on to it (the line
/// between them was not drawn), makes two rows of it.
pub(crate) fn unglue_header(upper: &TextTable, lower: &mut TextTable) {
    let header: Vec<&TextCell> = upper.cells.iter().filter(|c| c.row == 0).collect();
    let first: Vec<&TextCell> = lower.cells.iter().filter(|c| c.row == 0).collect();
    let aligned = header.len() == first.len()
        && header.len() >= 2
        && header.iter().zip(&first).all(|(a, b)| (a.col, a.col_span) == (b.col, b.col_span))
        && header.iter().chain(&first).all(|c| c.row_span == 1);
    let all_glued = aligned && header.iter().zip(&first).all(|(a, b)| begins_with(a, b));
    let longer = header.iter().zip(&first).any(|(a, b)| plain(&a.text) != plain(&b.text));
    if !all_glued || !longer {
        return;
    }
    let ([first, second, ..], [top, ..]) = (upper.row_edges.as_slice(), lower.row_edges.as_slice()) else { return };
    let below_header = top + (second - first);
    let heads: Vec<String> = header.iter().map(|c| c.text.clone()).collect();
    let mut cells = Vec::with_capacity(lower.cells.len() + heads.len());
    let mut next = heads.into_iter();
    for mut cell in std::mem::take(&mut lower.cells) {
        if cell.row == 0 {
            let head = next.next().unwrap_or_default();
            let tail = after_plain(&cell.text, plain(&head).chars().count()).trim_start().to_owned();
            cells.push(TextCell { text: head, lines: Vec::new(), ..cell.clone() });
            cell.text = tail;
        }
        cell.row += 1;
        cells.push(cell);
    }
    cells.sort_by_key(|c| (c.row, c.col));
    lower.cells = cells;
    lower.row_edges.insert(1, below_header);
    lower.tag_rows.insert(0, None);
}

/// Ends the cells of the lower table's repeated header where the upper one's end: below them may stand the blank cells of a row cut by the
/// page break, without a line between.
pub(crate) fn end_header_cells(upper: &TextTable, lower: &mut TextTable, header: usize) {
    let mut below = Vec::new();
    let reaching = lower.cells.iter_mut().filter(|c| c.row < header && c.row + c.row_span > header);
    for cell in reaching.filter(|c| !c.text.trim().is_empty()) {
        let mut above = upper.cells.iter().filter(|c| c.row == cell.row && c.row + c.row_span <= header);
        if !above.any(|c| plain(&c.text) == plain(&cell.text)) {
            continue;
        }
        let row_span = cell.row + cell.row_span - header;
        below.push(TextCell { row: header, row_span, text: String::new(), lines: Vec::new(), ..cell.clone() });
        cell.row_span = header - cell.row;
    }
    lower.cells.append(&mut below);
    lower.cells.sort_by_key(|c| (c.row, c.col));
}

/// Whether the second cell begins with all that the first says.
fn begins_with(a: &TextCell, b: &TextCell) -> bool {
    !a.text.trim().is_empty() && plain(&b.text).starts_with(&plain(&a.text))
}

/// Whether both tables begin with the same row of headings: the right side of a sheet has others than the left one.
pub(super) fn begin_alike(a: &TextTable, b: &TextTable) -> bool {
    let [first, second] = [a, b].map(|table| row_texts(table, 0).into_iter().map(|(_, text)| text).collect::<Vec<_>>());
    first == second && first.iter().filter(|text| !text.is_empty()).count() >= 2
}

/// The text of a row's cells, without spaces.
fn row_texts(table: &TextTable, row: usize) -> Vec<(usize, String)> {
    table.cells.iter().filter(|c| c.row == row).map(|c| (c.col, plain(&c.text))).collect()
}

fn plain(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// What follows the first `count` characters that are no spaces.
fn after_plain(text: &str, count: usize) -> &str {
    let mut seen = 0;
    for (at, c) in text.char_indices() {
        if seen == count {
            return text.split_at(at).1;
        }
        seen += usize::from(!c.is_whitespace());
    }
    ""
}

fn split_off(table: &mut TextTable, row: usize) -> TextTable {
    let cells: Vec<TextCell>;
    (table.cells, cells) = std::mem::take(&mut table.cells).into_iter().partition(|c| c.row < row);
    let row_edges: Vec<Pt> = table.row_edges.iter().skip(row).copied().collect();
    table.row_edges.truncate(row + 1);
    let tag_rows = table.tag_rows.split_off(row.min(table.tag_rows.len()));
    let cells = cells.into_iter().map(|c| TextCell { row: c.row - row, ..c }).collect();
    TextTable { cells, row_edges, tag_rows, spanning: Vec::new(), ..table.clone() }
}
