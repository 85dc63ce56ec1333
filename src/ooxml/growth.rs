//! Where the rows of a sheet go when rows are inserted into its lists.

use std::collections::BTreeMap;

use super::reference::{Area, LAST_ROW};
use super::rows::{NewRow, OldRow};

/// Rows put in below a row of a list, copied from rows of that list. Row numbers are the template's, from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Insertion {
    /// The row they go below.
    pub(crate) after: u32,
    /// How many.
    pub(crate) count: u32,
    /// First row copied.
    pub(crate) source: u32,
    /// Number of rows copied in turn, at least 1.
    pub(crate) source_height: u32,
    /// Whether ranges that end on `after` take the new rows in: the list ends there. Otherwise the new rows are inside the list
    /// and spreadsheet rules suffice.
    pub(crate) grows_ends: bool,
    /// First and last row of the list.
    pub(crate) list: (u32, u32),
    /// Whether the rows keep what they say: a form that is repeated, not a row of a list.
    pub(crate) repeats: bool,
}

impl Insertion {
    /// For tests: a form of rows 1 to 10 of two, repeated twice below row 20.
    #[cfg(test)]
    pub(super) fn of_repeated_form() -> Self {
        Self { after: 20, count: 20, source: 1, source_height: 10, grows_ends: true, list: (11, 20), repeats: true }
    }

    /// Whether a range of rows lies within the rows of a record of several rows that is copied.
    fn is_within_source(&self, top: u32, bottom: u32) -> bool {
        self.source_height > 1 && top >= self.source && bottom < self.source.saturating_add(self.source_height)
    }

    /// Whether a range of rows that ends above the rows put in takes them in.
    fn grows(&self, top: u32, bottom: u32, ends: Ends) -> bool {
        match ends {
            // The new rows are copies of the row above them.
            Ends::Any => !self.repeats && (self.grows_ends || self.source == self.after),
            // What is inside a form that is repeated stays inside it.
            Ends::Several | Ends::Block if self.repeats => top < self.list.0,
            Ends::Several => top < bottom && self.grows_ends,
            Ends::Block => top < bottom && self.grows_ends && !self.is_within_source(top, bottom),
            Ends::Stay => false,
        }
    }

    /// An area of the rows copied in the copy of which the first row is `first`.
    fn copy_of(&self, area: Area, first: u32) -> Area {
        let [top, bottom] = [area.top, area.bottom].map(|row| first.saturating_add(row - self.source).min(LAST_ROW));
        Area { top, bottom, ..area }
    }

    /// Whether a range of rows is one of those copied.
    pub(crate) fn copies(&self, top: u32, bottom: u32) -> bool {
        self.repeats && top >= self.source && bottom < self.source.saturating_add(self.source_height)
    }
}

/// What happens to a range that ends where a list ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ends {
    /// It grows if it covers several rows (formulas, merges, names).
    Several,
    /// As `Several`, but a merged block within the rows of one record is that record's: it is copied, and does not grow.
    Block,
    /// It grows even where it covers only that row (validations, conditional formats).
    Any,
    /// It stays (formulas inside the list).
    Stay,
}

/// All insertions into one sheet, in row order, at most one below any row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Growth {
    insertions: Vec<Insertion>,
    /// Rows put in by all insertions up to and with this one.
    sums: Vec<u32>,
}

impl Growth {
    /// `None` where the sheet would get too long.
    pub(crate) fn new(mut insertions: Vec<Insertion>) -> Option<Self> {
        insertions.retain(|i| i.count > 0);
        insertions.sort_by_key(|i| i.after);
        let mut sums = Vec::with_capacity(insertions.len());
        let mut sum = 0_u32;
        for insertion in &insertions {
            sum = sum.checked_add(insertion.count).filter(|s| *s < LAST_ROW)?;
            sums.push(sum);
        }
        Some(Self { insertions, sums })
    }

    /// Of several lists: insertions below the same row become one. `None` where the sheet would get too long.
    pub(crate) fn joined(insertions: impl Iterator<Item = Insertion>) -> Option<Self> {
        let mut by_row: BTreeMap<u32, Insertion> = BTreeMap::new();
        for insertion in insertions {
            match by_row.get_mut(&insertion.after) {
                Some(other) => {
                    other.count = other.count.max(insertion.count);
                    other.grows_ends |= insertion.grows_ends;
                }
                None => drop(by_row.insert(insertion.after, insertion)),
            }
        }
        Self::new(by_row.into_values().collect())
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.insertions.is_empty()
    }

    pub(crate) fn insertions(&self) -> &[Insertion] {
        &self.insertions
    }

    /// The insertion below a row of the template.
    pub(crate) fn below(&self, row: u32) -> Option<&Insertion> {
        self.from(row).first().filter(|i| i.after == row)
    }

    /// The insertions below a row and further down.
    fn from(&self, row: u32) -> &[Insertion] {
        self.insertions.split_at(self.insertions.partition_point(|i| i.after < row)).1
    }

    /// Where a row of the template goes.
    pub(crate) fn row(&self, OldRow(row): OldRow) -> NewRow {
        let (above, _) = self.sums.split_at(self.insertions.partition_point(|i| i.after < row));
        NewRow(row).down(above.last().map_or(0, |sum| *sum))
    }

    /// The row of the template a row came from; of a row put in, the row it went below.
    pub(crate) fn old_row(&self, NewRow(row): NewRow) -> OldRow {
        let mut shift = 0;
        for (insertion, sum) in self.insertions.iter().zip(&self.sums) {
            let first = insertion.after.saturating_add(shift).saturating_add(1);
            if row < first {
                break;
            }
            if row - first < insertion.count {
                return OldRow(insertion.after);
            }
            shift = *sum;
        }
        OldRow(row.saturating_sub(shift))
    }

    /// The row of the template a row is like: the one it came from, or the one it is a copy of.
    pub(crate) fn source_row(&self, NewRow(row): NewRow) -> u32 {
        let OldRow(old) = self.old_row(NewRow(row));
        let copied = self.below(old).and_then(|insertion| {
            let step = row.checked_sub(self.row(OldRow(old)).down(1).0)?;
            Some(insertion.source + step % insertion.source_height.max(1))
        });
        copied.map_or(old, |source| source)
    }

    /// The rows of the list that an insertion belongs to, after growth, with the record above its first one: a running total begins
    /// there.
    pub(crate) fn list_of(&self, insertion: &Insertion) -> (u32, u32) {
        let (first, last) = insertion.list;
        let above = self.row(OldRow(first)).0.saturating_sub(insertion.source_height.max(1));
        (above, self.row(OldRow(last.saturating_add(1))).0.saturating_sub(1))
    }

    /// Where a range of rows goes.
    pub(crate) fn rows(&self, OldRow(top): OldRow, OldRow(bottom): OldRow, ends: Ends) -> (NewRow, NewRow) {
        let mut last = self.row(OldRow(bottom));
        if let Some(insertion) = self.below(bottom).filter(|i| i.grows(top, bottom, ends)) {
            last = last.down(insertion.count);
        }
        (self.row(OldRow(top)), last)
    }

    /// Where an area goes.
    pub(crate) fn area(&self, area: Area, ends: Ends) -> Area {
        let (NewRow(top), NewRow(bottom)) = self.rows(OldRow(area.top), OldRow(area.bottom), ends);
        Area { top, bottom, ..area }
    }

    /// The insertion that repeats a form.
    pub(crate) fn repeated_form(&self) -> Option<&Insertion> {
        self.insertions.iter().find(|insertion| insertion.repeats)
    }

    /// Copies of an area in forms that are repeated, after growth.
    pub(crate) fn repeated(&self, area: Area) -> Vec<Area> {
        let copying = self.insertions.iter().filter(|i| i.copies(area.top, area.bottom));
        let copies = copying.flat_map(|i| {
            let first = self.row(OldRow(i.after)).down(1).0;
            let steps = (0..i.count).step_by(i.source_height.max(1) as usize);
            steps.map(move |step| i.copy_of(area, first.saturating_add(step)))
        });
        copies.collect()
    }

    /// Whether rows are put in between the first and the last row.
    pub(crate) fn crosses(&self, top: u32, bottom: u32) -> bool {
        self.from(top).first().is_some_and(|i| i.after < bottom)
    }

    /// Whether a row of the template belongs to a list that grows.
    pub(crate) fn in_list(&self, row: u32) -> bool {
        self.insertions.iter().any(|i| (i.list.0..=i.list.1).contains(&row))
    }

    /// Whether a row of the template is copied.
    pub(crate) fn is_source(&self, row: u32) -> bool {
        // Sources stand at or above the row they go below, and insertions are few.
        self.insertions.iter().any(|i| (i.source..i.source.saturating_add(i.source_height.max(1))).contains(&row))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail")]
    use super::*;

    fn growth(grows_ends: bool) -> Growth {
        let insertion = |after, count| Insertion {
            after,
            count,
            source: after,
            source_height: 1,
            grows_ends,
            list: (7, 9),
            repeats: false,
        };
        Growth::new(vec![insertion(20, 1), insertion(7, 3)]).unwrap()
    }

    fn rows(growth: &Growth, top: u32, bottom: u32, ends: Ends) -> (u32, u32) {
        let (top, bottom) = growth.rows(OldRow(top), OldRow(bottom), ends);
        (top.0, bottom.0)
    }

    #[test]
    fn rows_move_and_ranges_grow() {
        let g = growth(false);
        assert_eq!([7, 8, 21].map(|row| g.row(OldRow(row)).0), [7, 11, 25]);
        assert_eq!([7, 8, 10, 11, 23, 24, 25].map(|row| g.old_row(NewRow(row)).0), [7, 7, 7, 8, 20, 20, 21]);
        assert_eq!(rows(&g, 7, 9, Ends::Several), (7, 12));
        assert_eq!(rows(&g, 6, 7, Ends::Several), (6, 7));
        assert_eq!(rows(&g, 7, 7, Ends::Any), (7, 10));
        assert!(g.crosses(7, 8) && !g.crosses(8, 20) && !g.crosses(6, 7));
    }

    #[test]
    fn a_repeated_form_keeps_its_ranges_to_itself() {
        let form = Insertion::of_repeated_form();
        let g = Growth::new(vec![form]).unwrap();
        assert_eq!((rows(&g, 12, 20, Ends::Several), rows(&g, 12, 20, Ends::Any)), ((12, 20), (12, 20)));
        assert_eq!((rows(&g, 1, 20, Ends::Several), g.row(OldRow(21)).0), ((1, 40), 41));
        let copies = g.repeated(Area { top: 2, left: 1, bottom: 3, right: 4 });
        assert_eq!(copies.iter().map(Area::to_string).collect::<Vec<_>>(), ["A22:D23", "A32:D33"]);
        assert_eq!(g.repeated(Area::cell(11, 1)), []);
    }

    #[test]
    fn ranges_that_end_with_the_list_grow_with_it() {
        let g = growth(true);
        assert_eq!(rows(&g, 6, 7, Ends::Several), (6, 10));
        assert_eq!(rows(&g, 7, 7, Ends::Several), (7, 7));
        assert_eq!(rows(&g, 7, 7, Ends::Any), (7, 10));
        assert_eq!(rows(&g, 6, 7, Ends::Stay), (6, 7));
    }
}
