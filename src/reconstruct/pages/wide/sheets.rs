//! Which pages are the pieces of one wide sheet, and in which order they lie.

use crate::model::Pt;
use crate::reconstruct::tolerances::{
    COLUMN_DRIFT, COLUMN_SHARE, ROW_DRIFT, SEAM_ROWS_LEAST, SEAM_SHARE, SIDEWAYS_LIMIT,
};

use super::outline::Outline;

/// Pages that stand side by side, from the left, by their numbers from 0; a page that stands alone is a row of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PageRow {
    /// The pages.
    pub(super) pages: Vec<usize>,
    /// Whether they were printed in another order.
    pub(super) reordered: bool,
}

/// All pages, in rows. Sheets are printed down and then over (all left pages first) or over and then down.
pub(super) fn page_rows(pages: &[&Outline]) -> Vec<PageRow> {
    let mut rows = Vec::new();
    let mut next = 0;
    while next < pages.len() {
        let rest = &pages[next..];
        if reversed_at(rest) {
            rows.push(PageRow { pages: vec![next + 1, next], reordered: true });
            next += 2;
        } else if let Some((height, sides)) = sheet_at(rest) {
            for n in 0..height {
                let row = (0..sides).map(|side| next + side * height + n).collect();
                rows.push(PageRow { pages: row, reordered: false });
            }
            next += height * sides;
        } else {
            rows.push(PageRow { pages: vec![next], reordered: false });
            next += 1;
        }
    }
    rows
}

/// The height of a side and the number of sides of the sheet that begins with the first of these pages.
fn sheet_at(pages: &[&Outline]) -> Option<(usize, usize)> {
    let first = *pages.first()?;
    first.frame?;
    let limit = SIDEWAYS_LIMIT.min(pages.len() / 2);
    let height = (1..=limit).find(|&height| {
        pages.iter().take(height).skip(1).all(|page| below(first, page)) && side_fits(pages, height, 1)
    })?;
    // A page with the columns of the first is the left side of the next sheet, where those of the right side are others.
    let differs = pages.get(height).is_some_and(|right| !same_columns(first, right));
    let more = (2..pages.len()).take_while(|&side| {
        let begins_anew = pages.get(side * height).is_some_and(|page| differs && same_columns(first, page));
        side_fits(pages, height, side) && !begins_anew
    });
    Some((height, 2 + more.count()))
}

/// Whether the pages of a side of that height lie beside those of the side before it, and below each other.
fn side_fits(pages: &[&Outline], height: usize, side: usize) -> bool {
    let left = pages.iter().skip((side - 1) * height).take(height);
    let right = pages.iter().skip(side * height).take(height);
    let Some(top) = right.clone().next().filter(|_| right.len() == height) else { return false };
    left.zip(right).enumerate().all(|(n, (left, right))| {
        let told_apart = side > 1 || has_other_columns(left, right);
        told_apart && beside(left, right, n == 0) && (n == 0 || below(top, right))
    })
}

/// Whether the second page was printed before the first one that it stands to the left of: each is open towards the other and nowhere
/// else.
fn reversed_at(pages: &[&Outline]) -> bool {
    let [right, left, ..] = pages else { return false };
    left.open_right() && right.open_left() && !left.open_left() && !right.open_right() && beside(left, right, true)
}

/// Whether the second page shows what stands to the right of the first: rows that go on at the same heights, no title of its own. `first` pages of a sheet have rows enough to tell.
fn beside(left: &Outline, right: &Outline, first: bool) -> bool {
    let (Some(a), Some(b)) = (left.frame, right.frame) else { return false };
    let drift = ROW_DRIFT * left.em.min(right.em);
    let sides = [(left.paper.0, right.paper.0), (left.paper.1, right.paper.1), (a.top, b.top), (a.bottom, b.bottom)];
    let same_heights = sides.into_iter().all(|(x, y)| (x - y).abs() <= drift);
    let fewer = left.at_right.len().min(right.at_left.len());
    let shared = shared(&left.at_right, &right.at_left, drift);
    let least = if first { SEAM_ROWS_LEAST } else { 2 };
    same_heights
        && shared >= least
        && shared as f64 >= SEAM_SHARE * fewer as f64
        && (left.titles.is_empty() || right.titles.is_empty() || left.titles == right.titles)
        // The right side of a sheet has other headings than the left one.
        && (left.headings.is_empty() || left.headings != right.headings)
}

/// Whether the second page does not look like one below the first: it has other columns, or goes on where the first one is cut.
fn has_other_columns(left: &Outline, right: &Outline) -> bool {
    (left.open_right() && right.open_left()) || !same_columns(left, right)
}

/// Whether a page stands below another on the same side of a sheet: the columns of the one with fewer are the other's.
fn below(upper: &Outline, lower: &Outline) -> bool {
    let (Some(a), Some(b)) = (upper.frame, lower.frame) else { return false };
    let drift = COLUMN_DRIFT * upper.em.min(lower.em);
    let fewer = upper.verticals.len().min(lower.verticals.len());
    let shared = shared(&upper.verticals, &lower.verticals, drift);
    (a.left - b.left).abs() <= drift && shared as f64 >= COLUMN_SHARE * fewer as f64
}

/// Whether two pages have the same columns at the same places.
fn same_columns(a: &Outline, b: &Outline) -> bool {
    a.verticals.len() == b.verticals.len()
        && shared(&a.verticals, &b.verticals, ROW_DRIFT * a.em.min(b.em)) == a.verticals.len()
}

/// How many of the positions, both ascending, lie within `drift` of one another, each taken once.
fn shared(a: &[Pt], b: &[Pt], drift: Pt) -> usize {
    let (mut i, mut j, mut count) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        if (x - y).abs() <= drift {
            count += 1;
            i += 1;
            j += 1;
        } else if x < y {
            i += 1;
        } else {
            j += 1;
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shared_positions_are_counted_once() {
        assert_eq!(shared(&[1.0, 2.0, 9.0], &[1.1, 1.2, 2.0, 3.0], 0.25), 2);
        assert_eq!(shared(&[], &[1.0], 0.25), 0);
    }
}
