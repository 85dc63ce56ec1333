//! One table below another: rows appended, a row and labels cut by the page break put together.

use crate::findings::{LabelJoined, Message, RowJoined, RowPerhapsJoined};
use crate::model::geometry::outer_edges;
use crate::model::{Finding, Method, Pt};
use crate::reconstruct::joining::append_line;
use crate::reconstruct::pages::page_reading::{TextCell, TextTable};
use crate::reconstruct::tolerances::{LINE_LONGEST, LINE_TWICE};

use super::alike::covers_alike;
use super::columns::{CommonColumns, renumbered};
use super::row_cut::completes;

/// Characters of each half of a joined cell that are quoted.
const QUOTED: usize = 12;

/// How the lower table continues the upper one.
#[derive(Debug, Clone)]
pub(crate) struct Joint {
    /// The columns they share.
    pub(crate) columns: CommonColumns,
    /// Leading rows of the lower table that repeat the header.
    pub(crate) header_rows: usize,
    /// Whether the lower table's first row goes on with the upper table's last one.
    pub(crate) row_cut: bool,
    /// Whether that is only likely.
    pub(crate) row_doubtful: bool,
}

/// Renumbers the columns to the common ones.
pub(crate) fn to_common_columns(table: &mut TextTable, numbers: &[usize], columns: &CommonColumns) {
    if numbers.iter().copied().eq(0..columns.edges.len()) {
        return;
    }
    for cell in &mut table.cells {
        let (left, right) = (renumbered(numbers, cell.col), renumbered(numbers, cell.col + cell.col_span));
        cell.col = left;
        cell.col_span = right.saturating_sub(left).max(1);
    }
    table.column_edges.clone_from(&columns.edges);
}

/// Appends the lower table, which has the common columns already, as the upper one.
pub(crate) fn append(upper: &mut TextTable, lower: TextTable, joint: &Joint, findings: &mut Vec<Finding>) {
    let header = joint.header_rows;
    let base = upper.rows() - usize::from(joint.row_cut);
    let ends: Vec<usize> = upper.last_cells().map(|(n, _)| n).collect();
    append_edges(upper, &lower.row_edges, joint);
    upper.place = upper.place.clone().join(&lower.place);
    upper.confidence = upper.confidence.min(lower.confidence);
    let tail = upper.cells.len();
    let closes = closes_elsewhere(upper, &ends, &lower, header);
    let mut going_on = columns_going_on(upper, &ends, &lower, header);
    going_on.extend(labels_completed(upper, &ends, &lower, header));
    let mut extended: Vec<usize> = Vec::new();
    let mut apart = false;
    for mut cell in lower.cells {
        if cell.row + cell.row_span <= header {
            continue;
        }
        let first = cell.row <= header;
        let cut_top = header.saturating_sub(cell.row);
        cell.row = cell.row + cut_top - header + base;
        cell.row_span -= cut_top;
        let stands_above = |n: &usize| (upper.cells[*n].col, upper.cells[*n].col_span) == (cell.col, cell.col_span);
        let above = ends.iter().copied().find(stands_above).filter(|_| first);
        let host = above.map(|n| &mut upper.cells[n]);
        match host {
            Some(host) if joint.row_cut => {
                if !host.text.trim().is_empty() && !cell.text.trim().is_empty() {
                    findings.push(row_joined(host, &cell, joint.row_doubtful));
                }
                let more = without_line_twice(&host.text, &cell.text).to_owned();
                append_line(&mut host.text, &more);
                extend(host, &cell, 1);
                extended.extend(above);
            }
            Some(host) if !apart && (is_one_label(host, &cell, closes) || going_on.contains(&cell.col)) => {
                findings.push(label_joined(host, &cell));
                if host.text.trim().is_empty() {
                    host.text.clone_from(&cell.text);
                } else if host.text.trim() != cell.text.trim() {
                    append_line(&mut host.text, &cell.text);
                }
                extend(host, &cell, 0);
                extended.extend(above);
            }
            _ => {
                // Right of two labels that differ nothing is the same any more.
                apart |= first && !joint.row_cut && !cell.text.trim().is_empty();
                upper.cells.push(cell);
            }
        }
    }
    upper.tag_rows.extend(lower.tag_rows.into_iter().skip(header + usize::from(joint.row_cut)));
    (upper.tail, upper.spanning) = (tail, extended);
}

/// Appends the borders of the lower table's rows, shifted to where the upper table ends.
fn append_edges(upper: &mut TextTable, lower: &[Pt], joint: &Joint) {
    let cut = upper.row_edges.len().saturating_sub(1);
    let [top, below @ ..] = &lower[joint.header_rows..] else { return };
    let shift = outer_edges(&upper.row_edges).1 - top;
    upper.row_edges.extend(below.iter().map(|y| y + shift));
    // The two pieces of a cut row are one row: the border between them is none.
    if joint.row_cut && cut < upper.row_edges.len() {
        upper.row_edges.remove(cut);
    }
}

/// The lower text without its beginning where that repeats the end of the upper one: some writers print the line at the
/// break on both pages.
fn without_line_twice<'a>(upper: &str, lower: &'a str) -> &'a str {
    let starts: Vec<usize> = upper.char_indices().rev().map(|(n, _)| n).take(LINE_LONGEST).collect();
    let mut tails = starts.iter().skip(LINE_TWICE - 1).rev().map(|&n| upper.split_at(n).1);
    tails.find_map(|tail| lower.strip_prefix(tail)).unwrap_or(lower)
}

fn extend(host: &mut TextCell, cell: &TextCell, shared_rows: usize) {
    host.row_span += cell.row_span - shared_rows.min(cell.row_span);
    host.place = host.place.clone().join(&cell.place);
    host.open.bottom = cell.open.bottom;
    host.last_line = cell.last_line;
}

/// The columns in which a text goes on below the page break: a label left of it does (it is printed above only), and the cells of both
/// columns cover the same rows everywhere else.
fn columns_going_on(upper: &TextTable, ends: &[usize], lower: &TextTable, header: usize) -> Vec<usize> {
    let last: Vec<&TextCell> = ends.iter().map(|&n| &upper.cells[n]).collect();
    let mut filled: Vec<&TextCell> = lower.cells.iter().filter(|c| c.row == header).collect();
    filled.retain(|c| {
        last.iter().any(|above| (above.col, above.col_span) == (c.col, c.col_span) && !above.text.trim().is_empty())
    });
    let Some(label) = filled.iter().find(|c| c.text.trim().is_empty()).map(|c| c.col) else { return Vec::new() };
    filled.retain(|c| c.col > label && !c.text.trim().is_empty() && covers_alike(upper, lower, header, c.col, label));
    filled.into_iter().map(|c| c.col).collect()
}

/// The columns in which a label is printed in two parts, one on each page, that together are a label of other rows.
fn labels_completed(upper: &TextTable, ends: &[usize], lower: &TextTable, header: usize) -> Vec<usize> {
    let last: Vec<&TextCell> = ends.iter().map(|&n| &upper.cells[n]).collect();
    let mut firsts: Vec<&TextCell> = lower.cells.iter().filter(|c| c.row == header).collect();
    firsts.retain(|c| {
        let above = last.iter().find(|above| (above.col, above.col_span) == (c.col, c.col_span));
        above.is_some_and(|above| completes(upper, lower, header, above, c))
    });
    firsts.into_iter().map(|c| c.col).collect()
}

/// Whether two cells above and below a page break are one merged cell: a label printed again, or printed on one page only.
fn is_one_label(upper: &TextCell, lower: &TextCell, closes: bool) -> bool {
    let (above, below) = (upper.text.trim(), lower.text.trim());
    let merged = upper.row_span > 1 || lower.row_span > 1;
    let open = upper.open.bottom || lower.open.top;
    let cut = closes && merged && upper.open.bottom && lower.open.top;
    match (above.is_empty(), below.is_empty()) {
        (true, true) => merged && open,
        // Printed on both pages, or cut in two by the break.
        (false, false) => merged && (above == below || cut),
        // A merged label stands for the rows of the next page that have none. One that goes on to a third page may be printed there.
        (false, true) => open || (upper.row_span > 1 && !lower.open.bottom),
        (true, false) => open && (upper.row_span > 1 || cut),
    }
}

/// Whether rules close other cells at this break, so that a cell without one is cut by it. Tables drawn without rules close none.
fn closes_elsewhere(upper: &TextTable, ends: &[usize], lower: &TextTable, header: usize) -> bool {
    let drawn = upper.method == Method::Rules && lower.method == Method::Rules;
    let below = ends.iter().any(|&n| !upper.cells[n].open.bottom);
    drawn && (below || lower.cells.iter().any(|c| c.row == header && !c.open.top))
}

fn row_joined(upper: &TextCell, lower: &TextCell, doubtful: bool) -> Finding {
    let tail: String = upper.text.chars().rev().take(QUOTED).collect::<Vec<_>>().into_iter().rev().collect();
    let head: String = lower.text.chars().take(QUOTED).collect();
    let finding = if doubtful { RowPerhapsJoined {}.finding() } else { RowJoined {}.finding() };
    finding.at(upper.place.clone().join(&lower.place)).quote(format!("{tail}|{head}"))
}

fn label_joined(upper: &TextCell, lower: &TextCell) -> Finding {
    let text = if upper.text.trim().is_empty() { &lower.text } else { &upper.text };
    LabelJoined {}.finding().at(upper.place.clone().join(&lower.place)).quote(text.clone())
}
