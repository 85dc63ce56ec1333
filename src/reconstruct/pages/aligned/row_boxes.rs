//! Where rows begin and end that no line shows.
//!
//! Cells are mostly set in the middle of their rows. Then the border below a row lies as far below its middle as the border above
//! lies above it, and one border tells all others: of all its places that leave no text outside its row the middle one is taken.

use crate::model::Pt;
use crate::reconstruct::tolerances::ROW_BORDER_SLACK;

/// Rows by the extents of their texts, and the borders between them.
pub(super) struct RowBoxes<'a> {
    /// Top and bottom of each row's texts.
    pub(super) extents: &'a [(Pt, Pt)],
    /// One more than rows, from the top.
    borders: Vec<Pt>,
    /// Whether the first rows may stand in cells that the page before begins.
    pub(super) goes_on: bool,
}

impl<'a> RowBoxes<'a> {
    /// Rows whose borders are where their extents meet.
    pub(super) fn drawn(extents: &'a [(Pt, Pt)]) -> Self {
        let between = extents.iter().zip(extents.iter().skip(1)).map(|(above, below)| f64::midpoint(above.1, below.0));
        let first = extents.first().map_or(0.0, |r| r.0);
        let last = extents.last().map_or(0.0, |r| r.1);
        let borders = std::iter::once(first).chain(between).chain(std::iter::once(last)).collect();
        Self { extents, borders, goes_on: false }
    }

    /// Rows whose texts are set in their middle. `em` is the size of their print.
    pub(super) fn of_middles(extents: &'a [(Pt, Pt)], em: Pt) -> Self {
        let slack = ROW_BORDER_SLACK * em;
        let mut borders: Vec<Pt> = Vec::with_capacity(extents.len() + 1);
        let mut start = 0;
        while start < extents.len() {
            let (rows, first) = longest_run(extents, start, slack);
            // A run begins where the one before it ends, as far as both agree.
            if borders.pop().is_none_or(|last| (last - first).abs() <= slack) || start == 0 {
                borders.push(first);
            } else {
                let around = extents.iter().skip(start - 1).zip(extents.iter().skip(start)).next();
                borders.push(around.map_or(first, |(above, below)| f64::midpoint(above.1, below.0)));
            }
            let mut border = first;
            for (top, bottom) in extents.iter().skip(start).take(rows) {
                border = top + bottom - border;
                borders.push(border);
            }
            start += rows;
        }
        Self { extents, borders, goes_on: false }
    }

    /// The height of the border before a row; the first and the last lie beyond all texts.
    pub(super) fn height(&self, border: usize) -> Pt {
        match border {
            0 => Pt::NEG_INFINITY,
            n if n >= self.extents.len() => Pt::INFINITY,
            n => self.borders[n],
        }
    }

    /// The middle of the rows from `start` to before `end`.
    pub(super) fn middle(&self, start: usize, end: usize) -> Pt {
        f64::midpoint(self.borders[start], self.borders[end])
    }
}

/// How many rows from `start` on can all have their texts in the middle, and the border before the first of them.
fn longest_run(extents: &[(Pt, Pt)], start: usize, slack: Pt) -> (usize, Pt) {
    let above = extents.iter().take(start).next_back();
    let top = extents.get(start).map_or(0.0, |r| r.0);
    // What the first border may be; each later border is `sign` times that plus `offset`.
    let (mut least, mut most) = (above.map_or(Pt::NEG_INFINITY, |r| r.1 - slack), top + slack);
    if least > most {
        (least, most) = (most, least);
    }
    let (mut sign, mut offset) = (1.0, 0.0);
    let mut rows = 0;
    let nexts = extents.iter().skip(start + 1).map(|next| next.0).chain(std::iter::once(Pt::INFINITY));
    for ((top, bottom), next) in extents.iter().skip(start).zip(nexts) {
        (sign, offset) = (-sign, top + bottom - offset);
        let low = bottom - slack;
        let high = next.max(*bottom) + slack;
        let (from, to) = ((low - offset) * sign, (high - offset) * sign);
        let (from, to) = (from.min(to).max(least), from.max(to).min(most));
        if from > to && rows > 0 {
            break;
        }
        if from <= to {
            (least, most) = (from, to);
        }
        rows += 1;
    }
    let first = match (least.is_finite(), most.is_finite()) {
        (true, true) => f64::midpoint(least, most),
        (true, false) => least,
        (false, true) => most,
        _ => top,
    };
    (rows.max(1), first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_stretched_by_what_stands_beside_them_are_known_by_their_middles() {
        // Heights 16, 16, 20, 82, 22 with a line of 10 points in the middle of each.
        let mut y = 100.0;
        let mut extents = Vec::new();
        for height in [16.0, 16.0, 20.0, 82.0, 22.0] {
            extents.push((y + height / 2.0 - 5.0, y + height / 2.0 + 5.0));
            y += height;
        }
        let rows = RowBoxes::of_middles(&extents, 10.0);
        let expected = [100.0, 116.0, 132.0, 152.0, 234.0, 256.0];
        for (border, expected) in rows.borders.iter().zip(expected) {
            assert!((border - expected).abs() <= 2.0, "{:?}", rows.borders);
        }
        assert!((rows.middle(0, 4) - 167.0).abs() <= 2.0);
    }
}
