//! Whether a page break cuts a row in two.

use crate::model::Method;
use crate::reconstruct::pages::aligned::is_number;
use crate::reconstruct::pages::page_reading::{TextCell, TextTable};
use crate::reconstruct::tolerances::{ALWAYS_FILLED, LINE_ROOM, PARAGRAPHS_LEAST};

use super::columns::{CommonColumns, renumbered};

/// What the evidence says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RowCut {
    /// Two rows.
    No,
    /// One row, as far as text can tell.
    Likely,
    /// One row.
    Yes,
}

/// Whether the lower table's first row below its repeated header goes on with the upper table's last row.
pub(crate) fn row_cut(upper: &TextTable, lower: &TextTable, header_rows: usize, columns: &CommonColumns) -> RowCut {
    let last = upper.rows().saturating_sub(1);
    if upper.rows() == 0 || lower.rows() <= header_rows {
        return RowCut::No;
    }
    let ends: Vec<&TextCell> = upper.last_cells().map(|(_, c)| c).collect();
    let starts: Vec<&TextCell> =
        lower.cells.iter().filter(|c| c.row <= header_rows && c.row + c.row_span > header_rows).collect();
    let mut pairs: Vec<(&TextCell, &TextCell)> = Vec::new();
    for start in &starts {
        let columns_of_start = columns_of(start, &columns.lower);
        match ends.iter().find(|end| columns_of(end, &columns.upper) == columns_of_start) {
            Some(end) => pairs.push((end, start)),
            None => return RowCut::No,
        }
    }
    if let (Some(Some(a)), Some(Some(b))) = (upper.tag_rows.get(last), lower.tag_rows.get(header_rows)) {
        return if a == b { RowCut::Yes } else { RowCut::No };
    }
    let apart = |pair: &(&TextCell, &TextCell)| {
        are_two_texts(upper, pair) && !completes(upper, lower, header_rows, pair.0, pair.1)
    };
    if are_both_whole(&pairs) && pairs.iter().any(apart) {
        return RowCut::No;
    }
    let drawn = upper.method == Method::Rules && lower.method == Method::Rules;
    let open_below = drawn && ends.iter().all(|c| c.open.bottom);
    let open_above = drawn && header_rows == 0 && starts.iter().all(|c| c.open.top);
    if (open_below && open_above) || ((open_below || open_above) && pairs.iter().all(|(a, _)| is_blank_cell(a))) {
        return RowCut::Yes;
    }
    if pairs.iter().all(|(_, b)| is_blank_cell(b)) {
        return if open_below || open_above { RowCut::Yes } else { RowCut::No };
    }
    by_text(upper, lower, header_rows, &pairs, open_below || open_above)
}

/// The common columns at which a cell begins and ends.
fn columns_of(cell: &TextCell, numbers: &[usize]) -> (usize, usize) {
    (renumbered(numbers, cell.col), renumbered(numbers, cell.col + cell.col_span))
}

/// Whether a cell holds no text.
fn is_blank_cell(c: &TextCell) -> bool {
    c.text.trim().is_empty()
}

/// The first row of the new page leaves a column empty that every other row fills, and that the last row fills.
fn by_text(
    upper: &TextTable,
    lower: &TextTable,
    header_rows: usize,
    pairs: &[(&TextCell, &TextCell)],
    open: bool,
) -> RowCut {
    if is_complement(upper, lower, header_rows, pairs) {
        return RowCut::Likely;
    }
    // Another label beside it, with a line between: another row.
    if upper.method == Method::Rules && lower.method == Method::Rules && pairs.iter().any(is_relabelled) {
        return RowCut::No;
    }
    let key =
        pairs.iter().filter(|pair| are_of_one_row(pair)).find(|(a, b)| always_filled(upper, lower, header_rows, a, b));
    // A row is known by its first column; one that prints it on both pages is two rows.
    let missing: Vec<_> = key.filter(|(a, b)| is_blank_cell(a) != is_blank_cell(b)).into_iter().collect();
    if pairs.iter().any(|(a, b)| are_of_one_row(&(*a, *b)) && !is_blank_cell(a) && a.text == b.text) {
        return RowCut::No;
    }
    if pairs.iter().filter(|pair| are_of_one_row(pair)).any(|(a, b)| completes(upper, lower, header_rows, a, b)) {
        return RowCut::Yes;
    }
    // A row's own pieces are missing from one of its halves each: from the upper one only where text runs on.
    let below_only = missing.iter().all(|(_, b)| !is_blank_cell(b));
    let broken =
        pairs.iter().any(|(a, b)| !is_blank_cell(a) && !is_blank_cell(b) && a.row_span == 1 && !ends_whole(&a.text));
    let merged = pairs.iter().any(|(a, b)| a.row_span > 1 && is_blank_cell(b));
    match (missing.is_empty(), broken, open) {
        (false, false, _) if below_only => RowCut::No,
        (false, true, _) | (false, _, true) => RowCut::Yes,
        (false, false, false) => RowCut::Likely,
        (true, true, true) if !merged && runs_over(upper, pairs) && !pairs.iter().any(both_numbers) => RowCut::Yes,
        _ => RowCut::No,
    }
}

/// Whether the two rows fill more columns both than only one of them does.
fn are_both_whole(pairs: &[(&TextCell, &TextCell)]) -> bool {
    let (mut both, mut one) = (0, 0);
    for (a, b) in pairs.iter().filter(|pair| are_of_one_row(pair)) {
        both += usize::from(!is_blank_cell(a) && !is_blank_cell(b));
        one += usize::from(is_blank_cell(a) != is_blank_cell(b));
    }
    both > one
}

/// Whether two cells of one row each hold texts of which the upper one ends before its line does: had it gone on, it would have done so there.
/// Of a paragraph nobody knows, another may follow.
fn are_two_texts(upper: &TextTable, pair: &(&TextCell, &TextCell)) -> bool {
    let (a, b) = pair;
    let filled = !is_blank_cell(a) && !is_blank_cell(b);
    let short = [a, b].iter().all(|c| c.text.chars().count() <= PARAGRAPHS_LEAST);
    are_of_one_row(pair) && filled && short && !ends_whole(&a.text) && !fills_line(upper, a)
}

/// Whether both cells go over one row.
fn are_of_one_row((a, b): &(&TextCell, &TextCell)) -> bool {
    a.row_span == 1 && b.row_span == 1
}

/// Whether each of the two rows prints what the other lacks in columns that all rows fill, and none prints into both: cells
/// centred in a row that the page break cuts.
fn is_complement(upper: &TextTable, lower: &TextTable, header_rows: usize, pairs: &[(&TextCell, &TextCell)]) -> bool {
    let (mut lacks_above, mut lacks_below) = (false, false);
    for pair in pairs {
        let (a, b) = pair;
        let lacking = match (is_blank_cell(a), is_blank_cell(b)) {
            (false, false) => return false,
            (true, true) => continue,
            (true, false) => &mut lacks_above,
            (false, true) => &mut lacks_below,
        };
        *lacking |= are_of_one_row(pair) && always_filled(upper, lower, header_rows, a, b);
    }
    lacks_above && lacks_below
}

/// Whether the two texts together are what other rows print whole in that column, and the lower one alone is not.
pub(super) fn completes(
    upper: &TextTable,
    lower: &TextTable,
    header_rows: usize,
    end: &TextCell,
    start: &TextCell,
) -> bool {
    if end.text.trim().is_empty() || start.text.trim().is_empty() {
        return false;
    }
    let whole = format!("{}{}", end.text.trim(), start.text.trim());
    let above = upper.tail_cells().map(|(_, c)| c).filter(|c| c.col == end.col && c.row != end.row);
    let below = lower.cells.iter().filter(|c| c.col == start.col && c.row > header_rows);
    let others: Vec<&str> = above.chain(below).map(|c| c.text.trim()).collect();
    others.contains(&whole.as_str()) && !others.contains(&start.text.trim())
}

/// Whether the column is filled in nearly all other rows of both tables.
fn always_filled(upper: &TextTable, lower: &TextTable, header_rows: usize, end: &TextCell, start: &TextCell) -> bool {
    let above = upper.tail_cells().map(|(_, c)| c).filter(|c| has_slot_of(c, end) && c.row != end.row);
    // The last row may itself be cut by the next page break.
    let below = lower.cells.iter().filter(|c| has_slot_of(c, start) && c.row > header_rows && c.row + 1 < lower.rows());
    let (mut filled, mut all) = (0_usize, 0_usize);
    for cell in above.chain(below) {
        all += 1;
        filled += usize::from(!cell.text.trim().is_empty());
    }
    all > 0 && filled as f64 >= ALWAYS_FILLED * all as f64
}

/// Whether texts without an end go on, and each of them fills its last line: one that leaves room there is whole.
fn runs_over(upper: &TextTable, pairs: &[(&TextCell, &TextCell)]) -> bool {
    pairs
        .iter()
        .filter(|(a, b)| a.row_span == 1 && !a.text.trim().is_empty() && !b.text.trim().is_empty())
        .filter(|(a, _)| !ends_whole(&a.text))
        .all(|(a, _)| fills_line(upper, a))
}

fn fills_line(table: &TextTable, cell: &TextCell) -> bool {
    let mut edges = table.column_edges.iter().skip(cell.col).take(cell.col_span + 1);
    let width = edges.next().zip(edges.next_back()).map_or(0.0, |(left, right)| right - left);
    cell.last_line <= 0.0 || cell.last_line + LINE_ROOM * table.em >= width
}

/// Whether a label over several rows has another below it, with a line between.
fn is_relabelled((a, b): &(&TextCell, &TextCell)) -> bool {
    let (above, below) = (a.text.trim(), b.text.trim());
    a.row_span > 1 && !above.is_empty() && !below.is_empty() && above != below && !(a.open.bottom && b.open.top)
}

/// Whether two numbers stand one above the other: a row prints one in a column.
fn both_numbers((a, b): &(&TextCell, &TextCell)) -> bool {
    is_number(a.text.trim()) && is_number(b.text.trim())
}

/// Whether a cell of one row stands in the columns of another.
fn has_slot_of(c: &TextCell, like: &TextCell) -> bool {
    c.col == like.col && c.col_span == like.col_span && c.row_span == 1
}

/// Whether the text ends as a sentence or an item does.
fn ends_whole(text: &str) -> bool {
    text.trim_end().ends_with(['。', '！', '？', '；', ';', '!', '?', '.'])
}
