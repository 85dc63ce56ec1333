//! Tables that go on on the next page.

use crate::findings::{ColumnsPutBack, Message, PagesJoined, PagesPerhapsJoined};
use crate::model::{Finding, Method, Pt};
use crate::reconstruct::pages::page_reading::{PageReading, TextTable};

use super::append::{Joint, append, to_common_columns};
use super::blank_pieces::with_blank_pieces;
use super::card_rest::card_columns;
use super::columns::{common_columns, same_columns};
use super::cut_rest::take_cut_rest;
use super::faint::take_faint_table;
use super::missing_columns::with_missing_columns;
use super::repeated::{end_header_cells, repeated_header, split_at_repeated_header, unglue_header};
use super::row_cut::{RowCut, row_cut};
use super::running::{Surroundings, begins_anew, feet_continue, heads_continue, surroundings, surroundings_below};
use super::stray_row::take_stray_row;

/// The table that may go on on the next page.
struct OpenTable {
    /// The page it begins on.
    home: usize,
    /// The last page it stands on.
    last: usize,
    /// Where it ends on that page.
    bottom: Pt,
    /// What stands above it where it begins, and below it where it ends.
    around: Surroundings,
}

/// Joins tables over page breaks: the continued table stays with the page it begins on.
pub(crate) fn join_downwards(pages: Vec<PageReading>, findings: &mut Vec<Finding>) -> Vec<PageReading> {
    let mut done: Vec<PageReading> = Vec::with_capacity(pages.len());
    let mut open: Option<OpenTable> = None;
    for mut page in pages {
        if let Some(upper) = open.as_ref().and_then(|open| done[open.home].tables.last()) {
            take_faint_table(upper, &mut page);
            take_cut_rest(upper, &mut page);
        }
        join_within(&mut page, findings);
        let around = surroundings(&page);
        let here = done.len();
        let bottom = page.tables.last().map(|t| t.bbox().bottom);
        // What stands above a page's first table heads its last one only where they are the same.
        let mut above = around.above.clone();
        if let Some(mut table) = open.take()
            && join_next(&mut done, &mut table, &mut page, &around, findings)
        {
            above.clear();
            if page.tables.is_empty() {
                table.last = here;
                table.bottom = bottom.unwrap_or(0.0);
                table.around.below.clone_from(&around.below);
                open = Some(table);
            }
        }
        if let Some(bottom) = bottom.filter(|_| !page.tables.is_empty()) {
            open =
                Some(OpenTable { home: here, last: here, bottom, around: Surroundings { above, below: around.below } });
        }
        done.push(page);
    }
    done
}

/// Appends the page's first table to the open one, where it continues it.
fn join_next(
    done: &mut [PageReading],
    open: &mut OpenTable,
    page: &mut PageReading,
    around: &Surroundings,
    findings: &mut Vec<Finding>,
) -> bool {
    let Some(lower) = page.tables.first_mut() else { return false };
    let Some(mut upper) = done[open.home].tables.pop() else { return false };
    unglue_header(&upper, lower);
    let header = repeated_header(&upper, lower);
    end_header_cells(&upper, lower, header);
    if upper.method != Method::Rules && header > 0 {
        let last = &mut done[open.last];
        take_stray_row(&mut upper, last, open.bottom, lower, header);
        open.around.below = surroundings_below(last, open.bottom);
    }
    let joint = match with_missing_columns(&upper, lower) {
        Some(whole) if header == 0 => {
            let joint = continues(&upper, &whole, &open.around, around);
            if joint.is_some() {
                findings.push(ColumnsPutBack {}.finding().at(lower.place.clone()));
                *lower = whole;
            }
            joint
        }
        _ => continues_cut(&upper, lower, &open.around, around),
    };
    let joined = joint.is_some();
    if let Some((joint, certain)) = joint {
        let lower = page.tables.remove(0);
        findings.push(pages_joined(&lower, certain));
        join(&mut upper, lower, &joint, findings);
    }
    done[open.home].tables.push(upper);
    joined
}

/// Joins what one page prints in pieces, each below a header of its own.
fn join_within(page: &mut PageReading, findings: &mut Vec<Finding>) {
    let around = Surroundings::default();
    for table in std::mem::take(&mut page.tables) {
        let mut pieces = split_at_repeated_header(table).into_iter();
        page.tables.extend(pieces.next());
        for piece in pieces {
            let joint = page.tables.last().and_then(|whole| continues(whole, &piece, &around, &around));
            match (joint, page.tables.last_mut()) {
                // No row is cut in the middle of a page.
                (Some((joint, _)), Some(whole)) => {
                    join(whole, piece, &Joint { row_cut: false, ..joint }, findings);
                    // All of it stands on this page.
                    (whole.tail, whole.spanning) = (0, Vec::new());
                }
                _ => page.tables.push(piece),
            }
        }
    }
}

fn join(upper: &mut TextTable, mut lower: TextTable, joint: &Joint, findings: &mut Vec<Finding>) {
    to_common_columns(upper, &joint.columns.upper, &joint.columns);
    to_common_columns(&mut lower, &joint.columns.lower, &joint.columns);
    upper.header_rows = upper.header_rows.max(joint.header_rows);
    append(upper, lower, joint, findings);
}

/// The same as [`continues`]; where only blank cells of the lower table's first row keep it from going on with a row of the upper
/// one, these are cut.
fn continues_cut(
    upper: &TextTable,
    lower: &mut TextTable,
    before: &Surroundings,
    after: &Surroundings,
) -> Option<(Joint, bool)> {
    let (joint, certain) = continues(upper, lower, before, after)?;
    if !joint.row_cut
        && let Some(pieces) = with_blank_pieces(upper, lower, joint.header_rows)
        && let Some((cut, certain)) = continues(upper, &pieces, before, after)
        && cut.row_cut
    {
        *lower = pieces;
        return Some((cut, certain));
    }
    Some((joint, certain))
}

/// How the lower table, first on its page, continues the upper one, last on the page before; and whether that is certain.
fn continues(
    upper: &TextTable,
    lower: &TextTable,
    before: &Surroundings,
    after: &Surroundings,
) -> Option<(Joint, bool)> {
    let same_tag = match (upper.tag_rows.iter().rev().flatten().next(), lower.tag_rows.iter().flatten().next()) {
        (Some(a), Some(b)) => Some(a.table == b.table),
        _ => None,
    };
    if same_tag == Some(false) {
        return None;
    }
    let card = if same_tag.is_none() { card_columns(upper, lower) } else { None };
    let is_card = card.is_some();
    let columns = match same_tag {
        Some(true) => same_columns(upper, lower).or_else(|| common_columns(upper, lower))?,
        _ => card.or_else(|| common_columns(upper, lower))?,
    };
    let header_rows = repeated_header(upper, lower);
    let undisturbed = heads_continue(before, after) && feet_continue(before, after);
    let certain = if same_tag == Some(true) {
        true
    } else if !undisturbed || (header_rows == 0 && begins_anew(upper, lower)) {
        return None;
    } else {
        header_rows > 0 || (columns.exact && upper.method == Method::Rules)
    };
    if !is_card && !certain && !columns.exact && upper.cols() != lower.cols() {
        return None;
    }
    let cut = row_cut(upper, lower, header_rows, &columns);
    let joint = Joint { columns, header_rows, row_cut: cut != RowCut::No, row_doubtful: cut == RowCut::Likely };
    Some((joint, certain))
}

fn pages_joined(lower: &TextTable, certain: bool) -> Finding {
    let finding = if certain { PagesJoined {}.finding() } else { PagesPerhapsJoined {}.finding() };
    finding.at(lower.place.clone())
}
