//! How wide a column's lines are, and what a line's width says about where a cell ends.

use super::weights::{self, Cost};

/// One line of so many may reach out of its column.
const OUT_OF_COLUMN: usize = 50;

/// Width of each column's full lines in display cells, as far as known.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::reconstruct::text) struct Widths(Vec<Option<u32>>);

impl Widths {
    /// Nothing known yet.
    pub(super) fn unknown(columns: usize) -> Self {
        Self(vec![None; columns])
    }

    /// The width of each column from the widths of the lines that were followed by another line of the same cell: the
    /// widest of those near their middle, so that a misread line or two change nothing.
    pub(in crate::reconstruct::text) fn from_full_lines(mut full_lines: Vec<Vec<u32>>) -> Self {
        let width = |lines: &mut Vec<u32>| {
            lines.sort_unstable();
            let middle = *lines.get(lines.len() / 2)?;
            let near = middle + slack(middle) as u32;
            lines.iter().rev().find(|w| **w <= near).copied()
        };
        Self(full_lines.iter_mut().map(width).collect())
    }

    /// The width of each column from all of its lines: of fifty one may reach out of it.
    pub(in crate::reconstruct::text) fn from_all_lines(mut lines: Vec<Vec<u32>>) -> Self {
        let width = |lines: &mut Vec<u32>| {
            lines.sort_unstable();
            lines.iter().rev().nth(lines.len() / OUT_OF_COLUMN).copied()
        };
        Self(lines.iter_mut().map(width).collect())
    }

    fn of(&self, column: usize) -> Option<u32> {
        self.0[column]
    }

    /// Cost of going on in a cell after a line of width `before`, where the next line begins with `head` that cannot be
    /// parted and is `next` wide.
    pub(in crate::reconstruct::text) fn goes_on(&self, column: usize, before: u32, head: u32, next: u32) -> Cost {
        // The next line shows how much room there was; the column's width, where known, says it better.
        Self::ends_short(self.of(column).unwrap_or(next), before + head)
    }

    /// Cost of a line inside a cell that reaches so far where there is so much room.
    pub(super) fn ends_short(room: u32, reached: u32) -> Cost {
        let missing = room as f32 - reached as f32 - slack(room);
        (missing.max(0.0) * weights::SHORT_LINE_PER_CELL).min(weights::SHORT_LINE_MOST)
    }

    /// Cost of a line of this width in a column.
    pub(super) fn holds(&self, column: usize, width: u32) -> Cost {
        let Some(room) = self.of(column) else { return 0.0 };
        let excess = width as f32 - room as f32 - slack(room);
        (excess.max(0.0) * weights::WIDE_LINE_PER_CELL).min(weights::WIDE_LINE_MOST)
    }

    /// Cost of a cell that ends with a line of this width.
    pub(in crate::reconstruct::text) fn ends(&self, column: usize, width: u32) -> Cost {
        match self.of(column) {
            Some(room) if width as f32 >= room as f32 - slack(room) => weights::ENDS_FULL,
            _ => 0.0,
        }
    }
}

fn slack(width: u32) -> f32 {
    weights::WIDTH_SLACK + weights::WIDTH_SHARE * width as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stray_line_does_not_widen_a_column() {
        let widths = Widths::from_full_lines(vec![vec![26, 25, 26, 85, 24], vec![]]);
        assert_eq!(widths, Widths(vec![Some(26), None]));
        assert!(widths.holds(0, 85) > 5.0 && widths.holds(0, 27) < 0.1 && widths.holds(1, 400) < 0.1);
    }

    #[test]
    fn a_line_that_had_room_for_more_ends_its_cell() {
        let unknown = Widths::unknown(1);
        assert!(unknown.goes_on(0, 18, 2, 85) > 4.0, "a wide line after a narrow one");
        assert!(unknown.goes_on(0, 84, 2, 20) < 0.1);
        let known = Widths::from_full_lines(vec![vec![84, 85]]);
        assert!(known.goes_on(0, 40, 2, 20) > 4.0 && known.goes_on(0, 82, 2, 20) < 0.1);
    }
}
