//! A sheet too wide for the paper: left pages and right pages, in blocks (all left pages first) or side after side.

use crate::findings::{Message, SidesJoined, SidesJoinedUnruled};
use crate::model::geometry::first_behind;
use crate::model::{Finding, Method};
use crate::reconstruct::pages::page_reading::{PageReading, TextTable};
use crate::reconstruct::tolerances::{CENTRED, EDGES_LEAST, ROW_DRIFT, SIDEWAYS_LIMIT};

use super::columns::common_columns;
use super::facing_rows::rows_face_each_other;
use super::repeated::begin_alike;
use super::sheet::join_pages;

/// Puts pages that continue each other sideways together, left page first.
pub(crate) fn join_sideways(pages: Vec<PageReading>, findings: &mut Vec<Finding>) -> Vec<PageReading> {
    let mut done = Vec::with_capacity(pages.len());
    let mut rest = pages.into_iter().collect::<std::collections::VecDeque<_>>();
    while let Some(sheet) = find_sheet(rest.make_contiguous()) {
        let PlacedSheet { skip, height, sides } = sheet;
        done.extend(rest.drain(..skip));
        let mut left: Vec<PageReading> = rest.drain(..height).collect();
        for _ in 1..sides {
            let right: Vec<PageReading> = rest.drain(..height).collect();
            for (left, right) in left.iter_mut().zip(right) {
                findings.push(sides_joined(left, &right));
                join_pages(left, right);
            }
        }
        done.append(&mut left);
    }
    done.extend(rest);
    done
}

/// Where a wide sheet stands among the pages.
struct PlacedSheet {
    /// Pages before it.
    skip: usize,
    /// Pages of one side.
    height: usize,
    /// Number of sides, at least 2.
    sides: usize,
}

fn find_sheet(pages: &[PageReading]) -> Option<PlacedSheet> {
    (0..pages.len()).find_map(|skip| {
        let (_, pages) = pages.split_at_checked(skip)?;
        let first = pages.first()?;
        let [_] = first.tables.as_slice() else { return None };
        let limit = SIDEWAYS_LIMIT.min(pages.len() / 2);
        let height = (1..=limit).find(|&height| {
            pages.get(height).is_some_and(|right| beside(first, right))
                && side_fits(pages, height, 1)
                && pages.iter().take(height).skip(1).all(|page| below(first, page))
        })?;
        // A page with the columns of the first is the left side of the next sheet, where those of the right side are others.
        let differs = pages.get(height).is_some_and(|right| !same_columns(first, right));
        let more = (2..pages.len()).take_while(|&side| {
            let begins_anew = pages.get(side * height).is_some_and(|page| differs && same_columns(first, page));
            side_fits(pages, height, side) && !begins_anew
        });
        Some(PlacedSheet { skip, height, sides: 2 + more.count() })
    })
}

/// Whether all pages of a side of that height lie beside those of the side before it.
fn side_fits(pages: &[PageReading], height: usize, side: usize) -> bool {
    let left = pages.iter().skip((side - 1) * height).take(height);
    let right = pages.iter().skip(side * height).take(height);
    right.len() == height && left.zip(right).all(|(left, right)| beside(left, right))
}

/// The page's only table, or what may be part of one.
fn sole_table(page: &PageReading) -> Option<&TextTable> {
    match page.tables.as_slice() {
        [table] => Some(table),
        [] => page.bare.as_ref(),
        _ => None,
    }
}

/// Whether the pages of one side have the same columns.
fn below(first: &PageReading, other: &PageReading) -> bool {
    match (sole_table(first), sole_table(other)) {
        (Some(a), Some(b)) => common_columns(a, b).is_some(),
        _ => false,
    }
}

/// Whether the tables of two pages have the same columns at the same places.
fn same_columns(a: &PageReading, b: &PageReading) -> bool {
    let (Some(a), Some(b)) = (sole_table(a), sole_table(b)) else { return false };
    a.cols() == b.cols() && common_columns(a, b).is_some_and(|c| c.exact)
}

/// Whether the second page shows what stands to the right of the first: the same rows at the same heights, other columns
/// under other headings, and no title of its own.
fn beside(left: &PageReading, right: &PageReading) -> bool {
    let (Some(a), Some(b)) = (sole_table(left), sole_table(right)) else { return false };
    let same_paper = (left.width - right.width).abs() < 1.0 && (left.height - right.height).abs() < 1.0;
    same_paper
        && !begin_alike(a, b)
        && (same_rows(a, b)
            || (rows_face_each_other(a, b) && (right.tables.is_empty() || common_columns(a, b).is_none())))
        && !(titled(left, a) && titled(right, b))
        && (right.tables.is_empty() || common_columns(a, b).is_none_or(|c| !c.exact) || cut_between(a, b))
}

/// Whether cells are open at the edge where the pages meet.
fn cut_between(left: &TextTable, right: &TextTable) -> bool {
    left.cells.iter().any(|c| c.open.right && c.col + c.col_span == left.cols())
        && right.cells.iter().any(|c| c.open.left && c.col == 0)
}

/// Whether the tables begin and end at the same heights and all row borders of the one with fewer are also the other's.
fn same_rows(a: &TextTable, b: &TextTable) -> bool {
    let drift = ROW_DRIFT * a.em.min(b.em);
    let (fewer, more) = if a.row_edges.len() <= b.row_edges.len() { (a, b) } else { (b, a) };
    let ([top, .., bottom], [other_top, .., other_bottom]) = (a.row_edges.as_slice(), b.row_edges.as_slice()) else {
        return false;
    };
    if fewer.row_edges.len() < EDGES_LEAST || (top - other_top).abs() > drift || (bottom - other_bottom).abs() > drift {
        return false;
    }
    fewer
        .row_edges
        .iter()
        .all(|y| first_behind(&more.row_edges, |e| *e < y - drift).is_some_and(|next| (next - y).abs() <= drift))
}

/// Whether a whole title stands above the table: centred over it. A title that the page's edge cuts is not.
fn titled(page: &PageReading, table: &TextTable) -> bool {
    let area = table.bbox();
    page.paragraphs.iter().any(|p| {
        let centred = (p.bbox.center_x() - area.center_x()).abs() <= CENTRED * area.width();
        let inside = p.bbox.left > area.left + p.size && p.bbox.right < area.right - p.size;
        p.bbox.center_y() < area.top && centred && inside
    })
}

fn sides_joined(left: &PageReading, right: &PageReading) -> Finding {
    let page = right.number;
    let finding = if has_drawn_table(left) && has_drawn_table(right) {
        SidesJoined { page }.finding()
    } else {
        SidesJoinedUnruled { page }.finding()
    };
    match (table_place(left), table_place(right)) {
        (Some(a), Some(b)) => finding.at(a.join(&b)),
        _ => finding,
    }
}

/// Where the first table of a page stands.
fn table_place(page: &PageReading) -> Option<crate::model::Place> {
    page.tables.first().map(|t| t.place.clone())
}

/// Whether a page is one table with drawn borders.
fn has_drawn_table(page: &PageReading) -> bool {
    sole_table(page).is_some_and(|t| t.method == Method::Rules)
}
