//! Two pages of one wide sheet → one page: columns side by side, cells and titles cut by the paper's edge put together.

use crate::model::{BBox, Pt};
use crate::reconstruct::joining::append_line;
use crate::reconstruct::pages::page_reading::{CutLine, PageParagraph, PageReading, TextCell, TextTable};
use crate::reconstruct::tolerances::{CUT_REACH, HALF, ROW_DRIFT};

use super::columns::renumbered;
use super::facing_rows::rows_face_each_other;

/// Adds the right page to the left one. Both have one table.
pub(crate) fn join_pages(left: &mut PageReading, mut right: PageReading) {
    let Some(b) = take_table(&mut right) else { return };
    let bare = if left.tables.is_empty() { take_table(left) } else { None };
    left.tables.extend(bare);
    let Some(a) = left.tables.last_mut() else { return };
    let (a_area, b_area) = (a.bbox(), b.bbox());
    join_paragraphs(&mut left.paragraphs, right.paragraphs, &a_area, &b_area);
    join_tables(a, b);
    left.findings.append(&mut right.findings);
}

/// The page's table; of a bare one the text is a paragraph no more.
fn take_table(page: &mut PageReading) -> Option<TextTable> {
    if let Some(table) = page.tables.pop() {
        return Some(table);
    }
    let table = page.bare.take()?;
    let area = table.bbox();
    page.paragraphs.retain(|p| !area.contains(p.bbox.center_x(), p.bbox.center_y()));
    Some(table)
}

fn join_tables(left: &mut TextTable, mut right: TextTable) {
    without_repeated_columns(left, &mut right);
    if rows_face_each_other(left, &right) {
        right.row_edges.clone_from(&left.row_edges);
    }
    // Where the sheet has no border on its left either, an open side says nothing about the paper's edge.
    let bordered = left.cells.iter().any(|c| c.col == 0 && !c.open.left);
    let drift = ROW_DRIFT * left.em.min(right.em);
    let rows = merged_edges(&left.row_edges, &right.row_edges, drift);
    renumber_rows(left, &rows);
    renumber_rows(&mut right, &rows);
    let (cols, shift) = (left.cols(), left.bbox().right - right.bbox().left);
    left.row_edges = rows;
    left.column_edges.extend(right.column_edges.iter().skip(1).map(|x| x + shift));
    left.place = left.place.clone().join(&right.place);
    left.confidence = left.confidence.min(right.confidence);
    for mut cell in right.cells {
        let cut = cell.col == 0;
        cell.col += cols;
        for line in &mut cell.lines {
            line.bbox.left += shift;
            line.bbox.right += shift;
        }
        let mut at_edge = left.cells.iter_mut().filter(|c| cut && bordered && c.col + c.col_span == cols);
        let half = at_edge.find(|c| (c.row, c.row_span) == (cell.row, cell.row_span) && is_cut(c, &cell));
        match half {
            Some(host) => join_halves(host, cell),
            None => left.cells.push(cell),
        }
    }
    left.cells.sort_by_key(|c| (c.row, c.col));
}

/// Whether the paper's edge runs through one cell: neither half has a border there, or one has none and one half is empty.
fn is_cut(left: &TextCell, right: &TextCell) -> bool {
    let empty = left.text.trim().is_empty() || right.text.trim().is_empty();
    (left.open.right && right.open.left) || (empty && (left.open.right || right.open.left))
}

/// Puts the halves of a cut cell together, line by line. Where both halves print the whole text, it is kept once.
fn join_halves(left: &mut TextCell, right: TextCell) {
    left.col_span += right.col_span;
    left.open.right = right.open.right;
    left.place = left.place.clone().join(&right.place);
    if left.text != right.text {
        let lines = join_lines(std::mem::take(&mut left.lines), right.lines);
        left.text.clear();
        for line in &lines {
            append_line(&mut left.text, &line.text);
        }
        left.lines = lines;
    }
}

/// Lines of two halves at the same height become one.
fn join_lines(left: Vec<CutLine>, right: Vec<CutLine>) -> Vec<CutLine> {
    let mut lines = left;
    let mut later = Vec::new();
    for line in right {
        let beside =
            lines.iter_mut().find(|l| l.bbox.overlap_y(&line.bbox) > HALF * l.bbox.height().min(line.bbox.height()));
        match beside {
            Some(half) => {
                half.text = join_cut(&half.text, &line.text, half.bbox.right - line.bbox.left);
                half.bbox = half.bbox.union(&line.bbox);
            }
            None => later.push(line),
        }
    }
    lines.extend(later);
    lines.sort_by(|a, b| a.bbox.center_y().total_cmp(&b.bbox.center_y()));
    lines
}

/// Joins the halves of a line. `overlap` is how far, in points, their boxes overlap on the sheet: only then may both print
/// the same characters, which are kept once.
fn join_cut(left: &str, right: &str, overlap: Pt) -> String {
    let mut text = left.to_owned();
    if overlap <= 0.0 {
        text.push_str(right);
        return text;
    }
    let mut tails = left.char_indices().map(|(n, _)| left.split_at(n).1);
    text.push_str(tails.find_map(|tail| right.strip_prefix(tail)).unwrap_or(right));
    text
}

/// Titles that the paper's edge cuts are put together; all others of the right page are set beside the left page's.
fn join_paragraphs(left: &mut Vec<PageParagraph>, right: Vec<PageParagraph>, a: &BBox, b: &BBox) {
    let shift = a.right - b.left;
    for mut paragraph in right {
        paragraph.bbox.left += shift;
        paragraph.bbox.right += shift;
        let reach = CUT_REACH * paragraph.size;
        let begins_at_edge = paragraph.bbox.left <= a.right + reach;
        if left.iter().any(|p| p.text == paragraph.text && (p.bbox.top - paragraph.bbox.top).abs() < reach) {
            continue; // a head or a page number that every page prints
        }
        let other_half = left
            .iter_mut()
            .filter(|p| begins_at_edge && p.bbox.right >= a.right - reach)
            .find(|p| p.bbox.overlap_y(&paragraph.bbox) > HALF * p.bbox.height().min(paragraph.bbox.height()));
        match other_half {
            Some(half) => {
                half.text = join_cut(&half.text, &paragraph.text, half.bbox.right - paragraph.bbox.left);
                half.bbox = half.bbox.union(&paragraph.bbox);
                half.place = half.place.clone().join(&paragraph.place);
            }
            None => left.push(paragraph),
        }
    }
    left.sort_by(|a, b| a.bbox.top.total_cmp(&b.bbox.top).then(a.bbox.left.total_cmp(&b.bbox.left)));
}

/// Leading columns that are printed again on every side (title columns of a spreadsheet) are dropped from the right one.
fn without_repeated_columns(left: &TextTable, right: &mut TextTable) {
    let repeated = (0..right.cols().min(left.cols()).saturating_sub(1))
        .take_while(|&col| {
            let (a, b) = (column_cells(left, col), column_cells(right, col));
            let filled = a.iter().filter(|c| !c.3.trim().is_empty()).count();
            a == b && filled >= 2 && a.iter().all(|c| c.2 == 1)
        })
        .count();
    if repeated == 0 {
        return;
    }
    right.cells.retain(|c| c.col >= repeated);
    for cell in &mut right.cells {
        cell.col -= repeated;
    }
    right.column_edges.drain(..repeated);
}

/// The cells of a column: row, rows and columns covered, text.
fn column_cells(table: &TextTable, col: usize) -> Vec<(usize, usize, usize, String)> {
    let cells = table.cells.iter().filter(|c| c.col == col);
    cells.map(|c| (c.row, c.row_span, c.col_span, c.text.clone())).collect()
}

/// The row borders of both, those within `drift` taken as one.
fn merged_edges(a: &[Pt], b: &[Pt], drift: Pt) -> Vec<Pt> {
    let mut all: Vec<Pt> = a.iter().chain(b).copied().collect();
    all.sort_by(Pt::total_cmp);
    all.dedup_by(|next, kept| *next - *kept <= drift);
    all
}

/// The number of the edge nearest to a place; of two as near the later.
fn nearest(edges: &[Pt], place: Pt) -> usize {
    let next = edges.partition_point(|edge| *edge < place);
    match edges.split_at_checked(next) {
        Some(([.., before], [behind, ..])) if place - before < behind - place => next - 1,
        Some(([.., _], [])) => next - 1,
        _ => next,
    }
}

fn renumber_rows(table: &mut TextTable, rows: &[Pt]) {
    let numbers: Vec<usize> = table.row_edges.iter().map(|y| nearest(rows, *y)).collect();
    let mut tag_rows = vec![None; rows.len().saturating_sub(1)];
    for (row, tag) in table.tag_rows.iter().enumerate() {
        if let Some(slot) = tag_rows.get_mut(renumbered(&numbers, row)) {
            *slot = *tag;
        }
    }
    table.tag_rows = tag_rows;
    for cell in &mut table.cells {
        let (top, bottom) = (renumbered(&numbers, cell.row), renumbered(&numbers, cell.row + cell.row_span));
        cell.row = top;
        cell.row_span = bottom.saturating_sub(top).max(1);
    }
}

#[cfg(test)]
mod tests {
    use super::join_cut;

    #[test]
    fn characters_that_both_halves_print_are_kept_once() {
        assert_eq!(
            join_cut("项目支出绩效目标表（含转", "含转移支付项目）", 10.0),
            "项目支出绩效目标表（含转移支付项目）"
        );
        assert_eq!(join_cut("全力服务城", "城中村", 0.0), "全力服务城城中村");
    }
}
