//! Sides of cells that some writers leave out where a cell goes on on the next page: the columns are drawn in other rows, and the texts keep
//! them free.

use std::collections::BTreeMap;

use crate::model::{BBox, Pt};
use crate::reconstruct::tolerances::{UNDRAWN_CELLS, UNDRAWN_COLUMNS, UNDRAWN_OVER, UNDRAWN_PADDING};

/// The slots of a grid and the sets they make where nothing is drawn between them.
pub(super) struct Slots<'a> {
    /// For each slot, row by row, which set it is in.
    pub(super) sets: &'a [usize],
    /// x of the column borders.
    pub(super) columns: &'a [Pt],
    /// y of the row borders.
    pub(super) rows: &'a [Pt],
}

/// Runs of text in one set of slots.
#[derive(Default)]
struct SetTexts {
    /// The columns that each run reaches over, first and last.
    runs: Vec<(usize, usize)>,
    /// Whether one of them begins as the texts of a column do and not as those of the whole set.
    indented: bool,
    /// First and last column of the set.
    extent: (usize, usize),
}

impl SetTexts {
    /// The columns in pieces: at each border that no text crosses begins another. For each piece its first column and whether it has text.
    fn pieces(&self) -> Vec<(usize, bool)> {
        let (first, last) = self.extent;
        let is_crossed = |border: usize| self.runs.iter().any(|(from, to)| *from < border && border <= *to);
        let starts: Vec<usize> = (first..=last).filter(|&c| c == first || !is_crossed(c)).collect();
        let ends = starts.iter().skip(1).copied().chain([last + 1]);
        let pieces = starts.iter().zip(ends);
        pieces.map(|(&start, end)| (start, self.runs.iter().any(|(from, _)| (start..end).contains(from)))).collect()
    }
}

/// The sides that are missing, each as column border and row. `runs` are the texts in the grid, `em` is the size of their print.
///
/// A table leaves sides out where several cells, or one over several columns, are full of texts that keep the column borders free, or have texts
/// that begin at a border inside; then every such cell is parted. One cell with two texts apart may be meant so.
pub(super) fn missing_sides(slots: &Slots, runs: &[BBox], em: Pt) -> Vec<(usize, usize)> {
    let width = slots.columns.len().saturating_sub(1);
    let mut sets: BTreeMap<usize, SetTexts> = BTreeMap::new();
    for (slot, set) in slots.sets.iter().enumerate() {
        let column = slot % width.max(1);
        let own = sets.entry(*set).or_insert_with(|| SetTexts { extent: (column, column), ..SetTexts::default() });
        own.extent = (own.extent.0.min(column), own.extent.1.max(column));
    }
    for run in runs {
        let [from, to] = [run.left + UNDRAWN_OVER * em, run.right - UNDRAWN_OVER * em].map(|x| band(slots.columns, x));
        let row = band(slots.rows, run.center_y());
        let (Some(from), Some(to), Some(row)) = (from, to, row) else { continue };
        let set = slots.sets[row * width + from];
        sets.entry(set).and_modify(|own| {
            let (first, last) = own.extent;
            let around = (slots.columns[first], slots.columns[last + 1]);
            own.runs.push((from, to.max(from)));
            own.indented |= first < from && begins_at(slots.columns[from], around, run, em);
        });
    }
    sets.retain(|_, own| own.extent.1 > own.extent.0);
    let mut parted: BTreeMap<usize, Vec<(usize, bool)>> = sets.iter().map(|(set, own)| (*set, own.pieces())).collect();
    let indented = |set: &usize| sets.range(*set..=*set).any(|(_, own)| own.indented);
    let full = parted
        .iter()
        .filter(|(set, pieces)| pieces.len() > 1 && (indented(set) || pieces.iter().all(|(_, text)| *text)));
    let most = full.clone().map(|(_, pieces)| pieces.iter().filter(|(_, text)| *text).count()).max();
    if full.count() < UNDRAWN_CELLS && most.is_none_or(|most| most < UNDRAWN_COLUMNS) {
        return Vec::new();
    }
    parted.retain(|set, pieces| indented(set) || pieces.iter().filter(|(_, text)| *text).count() > 1);
    let mut missing = Vec::new();
    for (slot, set) in slots.sets.iter().enumerate() {
        let (row, column) = (slot / width, slot % width);
        let beside = column > 0 && slots.sets[slot - 1] == *set;
        let begins = parted.range(set..=set).flat_map(|(_, pieces)| pieces).any(|(start, _)| *start == column);
        if beside && begins {
            missing.push((column, row));
        }
    }
    missing
}

/// Whether a run of text begins right at a border inside the cell it stands in, and is set neither in the middle of the cell nor at its end.
fn begins_at(border: Pt, (left, right): (Pt, Pt), run: &BBox, em: Pt) -> bool {
    let at_border = run.left - border <= UNDRAWN_PADDING * em;
    let centred = (run.center_x() - f64::midpoint(left, right)).abs() <= em;
    at_border && !centred && right - run.right > UNDRAWN_PADDING * em
}

/// The slot between borders that a place lies in.
fn band(borders: &[Pt], at: Pt) -> Option<usize> {
    let behind = borders.partition_point(|b| *b <= at);
    behind.checked_sub(1).filter(|_| behind < borders.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: [Pt; 4] = [0.0, 50.0, 100.0, 200.0];
    const ROWS: [Pt; 4] = [0.0, 20.0, 40.0, 60.0];

    fn run(left: Pt, right: Pt, row: usize) -> BBox {
        let top = ROWS[row] + 5.0;
        BBox::new(left, top, right, top + 10.0)
    }

    #[test]
    fn cells_full_of_texts_that_keep_the_columns_free_are_parted() {
        // Below a row of headings each row is one set.
        let sets = [0, 1, 2, 3, 3, 3, 4, 4, 4];
        let slots = Slots { sets: &sets, columns: &COLUMNS, rows: &ROWS };
        let heads = [run(5.0, 40.0, 0), run(55.0, 90.0, 0), run(110.0, 150.0, 0)];
        let rows =
            [run(5.0, 45.0, 1), run(60.0, 95.0, 1), run(105.0, 195.0, 1), run(5.0, 45.0, 2), run(110.0, 120.0, 2)];
        let texts: Vec<BBox> = heads.iter().chain(&rows).copied().collect();
        assert_eq!(missing_sides(&slots, &texts, 10.0), [(1, 1), (2, 1), (1, 2), (2, 2)]);
    }

    #[test]
    fn texts_that_begin_at_a_border_inside_show_columns_too() {
        let sets = [0, 1, 2, 3, 3, 3, 4, 4, 4];
        let slots = Slots { sets: &sets, columns: &COLUMNS, rows: &ROWS };
        let texts = [run(55.0, 90.0, 1), run(54.0, 80.0, 2)];
        assert_eq!(missing_sides(&slots, &texts, 10.0), [(1, 1), (2, 1), (1, 2), (2, 2)]);
        let centred = [run(85.0, 115.0, 1), run(82.0, 118.0, 2)];
        assert_eq!(missing_sides(&slots, &centred, 10.0), []);
    }

    #[test]
    fn one_cell_with_two_texts_and_texts_over_borders_are_left() {
        let sets = [0, 1, 2, 3, 3, 3, 4, 5, 5];
        let slots = Slots { sets: &sets, columns: &COLUMNS, rows: &ROWS };
        let two = [run(5.0, 40.0, 1), run(150.0, 195.0, 1), run(5.0, 40.0, 2), run(60.0, 180.0, 2)];
        assert_eq!(missing_sides(&slots, &two, 10.0), []);
    }
}
