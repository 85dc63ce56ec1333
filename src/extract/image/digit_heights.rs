//! Digits of a line that are not as high as its others: marks that recognisers take for digits (≥ for 2, the exponent of 10⁴, the rings
//! of ‰) are lower, and they are sure of them.

use super::components::Component;

/// A digit is no lower, and no higher, than this against the others of its line.
const LOWEST: f64 = 0.75;
const HIGHEST: f64 = 1.35;
/// A point between digits is no higher than this, in heights of the digits, and stands below their middle.
const POINT: f64 = 0.34;

/// Middles of digits that follow each other are no further apart than this, in their heights: with a point between them they are, where
/// prints had 0.7 to 0.8 without and 1.0 to 1.2 with one …
const STEP: f64 = 0.95;
/// … or than this in the steps of their line, which may be spaced.
const WIDER_STEP: f64 = 1.3;

/// The digits of a line by where they stand: the box of each across, and the ink of the line in pieces.
pub(super) struct DigitRow<'a> {
    /// Number of the character in its line, and from where to where it reaches, in the dots of the pieces.
    pub(super) digits: Vec<(usize, std::ops::Range<f64>)>,
    pub(super) pieces: &'a [Component],
}

impl DigitRow<'_> {
    /// The characters whose ink is lower or higher than that of the other digits.
    pub(super) fn odd(&self) -> Vec<usize> {
        let heights: Vec<(usize, usize)> =
            self.digits.iter().filter_map(|(at, x)| Some((*at, self.height(x)?))).collect();
        let Some(usual) = upper_middle(heights.iter().map(|(_, height)| *height)) else { return Vec::new() };
        let fits = |height: usize| (LOWEST * usual..=HIGHEST * usual).contains(&(height as f64));
        // Where only a point stands in the box of a digit, the digit is one piece with its neighbour.
        let is_digit = |height: usize| height as f64 > POINT * usual;
        heights.into_iter().filter(|(_, height)| !fits(*height) && is_digit(*height)).map(|(at, _)| at).collect()
    }

    /// The height of the highest piece whose middle stands in a box. None where there is none: what touches is one piece of several.
    fn height(&self, x: &std::ops::Range<f64>) -> Option<usize> {
        let own = self.pieces.iter().filter(|piece| x.contains(&piece.middle().0));
        own.map(|piece| piece.rows().len()).max()
    }

    /// The digits after which there is room for a point that was not read: faint ones are lost where print is not sharp.
    pub(super) fn gaps(&self) -> Vec<usize> {
        let usual = upper_middle(self.digits.iter().filter_map(|(_, x)| self.height(x)));
        let steps: Vec<(usize, f64)> = self.digits.windows(2).filter_map(|pair| self.step(pair)).collect();
        let mut sorted: Vec<f64> = steps.iter().map(|(_, step)| *step).collect();
        sorted.sort_by(f64::total_cmp);
        // Of two steps the narrower one.
        let spaced = sorted.get(sorted.len().saturating_sub(1) / 2).filter(|_| sorted.len() > 1);
        let Some(most) = usual.map(|usual| (STEP * usual).max(spaced.map_or(0.0, |step| WIDER_STEP * step))) else {
            return Vec::new();
        };
        steps.into_iter().filter(|(_, step)| *step > most).map(|(at, _)| at).collect()
    }

    /// How far it is from one digit to that which follows it at once, both of one piece of their own. None where they are not.
    fn step(&self, pair: &[(usize, std::ops::Range<f64>)]) -> Option<(usize, f64)> {
        let [(at, x), (next, next_x)] = pair else { return None };
        let (from, to) = (self.digit(x)?, self.digit(next_x)?);
        (at + 1 == *next).then_some((*at, to - from))
    }

    /// The middle of the one high piece in a box.
    fn digit(&self, x: &std::ops::Range<f64>) -> Option<f64> {
        let mut own = self.pieces.iter().filter(|piece| x.contains(&piece.middle().0));
        let (piece, None) = (own.next()?, own.next()) else { return None };
        Some(piece.middle().0)
    }

    /// How many points stand between the middles of the first and the last of some digits: low pieces below the middle of the digits.
    pub(super) fn points(&self, from: usize, to: usize) -> usize {
        let inner = self.digits.iter().filter(|(at, _)| (from..=to).contains(at));
        let (mut start, mut end) = (f64::INFINITY, f64::NEG_INFINITY);
        let mut rows: Option<std::ops::Range<usize>> = None;
        for (_, x) in inner {
            let middle = f64::midpoint(x.start, x.end);
            (start, end) = (start.min(middle), end.max(middle));
            for piece in self.pieces.iter().filter(|piece| x.contains(&piece.middle().0)) {
                let own = piece.rows();
                if rows.as_ref().is_none_or(|rows| own.len() > rows.len()) {
                    rows = Some(own);
                }
            }
        }
        let Some(rows) = rows else { return 0 };
        let (middle, highest) = (f64::midpoint(rows.start as f64, rows.end as f64), POINT * rows.len() as f64);
        let is_point = |piece: &&Component| {
            let (x, y) = piece.middle();
            start < x && x < end && y > middle && piece.rows().len() as f64 <= highest
        };
        self.pieces.iter().filter(is_point).count()
    }
}

/// The middle, of an even number the upper one.
fn upper_middle(values: impl Iterator<Item = usize>) -> Option<f64> {
    let mut values: Vec<usize> = values.collect();
    values.sort_unstable();
    values.get(values.len() / 2).map(|value| *value as f64)
}

#[cfg(test)]
mod tests {
    use super::super::components::ink_to_components;
    use super::super::raster::Bitmap;
    use super::*;

    /// Bars of these heights on one foot, each in a box of ten dots.
    fn pieces(heights: &[usize]) -> Vec<Component> {
        let mut ink = Bitmap::blank(10 * heights.len(), 30);
        for (at, height) in heights.iter().enumerate() {
            (30 - height..30).for_each(|y| (3..7).for_each(|x| ink.set(10 * at + x, y, true)));
        }
        ink_to_components(ink, &[], 4.0)
    }

    fn row<'a>(pieces: &'a [Component], digits: &[usize]) -> DigitRow<'a> {
        let boxed = |at: &usize| (*at, 10.0 * *at as f64..10.0 * *at as f64 + 10.0);
        DigitRow { digits: digits.iter().map(boxed).collect(), pieces }
    }

    #[test]
    fn what_is_lower_than_the_digits_beside_it_is_none() {
        let drawn = pieces(&[14, 20, 20]);
        assert_eq!(row(&drawn, &[0, 1, 2]).odd(), [0]);
        assert!(row(&drawn, &[1, 2]).odd().is_empty());
        assert!(row(&drawn, &[0]).odd().is_empty());
        assert!(row(&pieces(&[5, 20, 20]), &[0, 1, 2]).odd().is_empty());
    }

    #[test]
    fn room_for_a_point_that_was_not_read_is_named() {
        // Bars in boxes of ten dots, twelve high; the third box is that of the lost point.
        let drawn = pieces(&[12, 12, 0, 12, 12]);
        let lost = DigitRow {
            digits: vec![(0, 0.0..10.0), (1, 10.0..20.0), (2, 25.0..40.0), (3, 40.0..50.0)],
            pieces: &drawn,
        };
        assert_eq!(lost.gaps(), [1]);
        // A point that was read, and digits that all stand wide.
        assert!(row(&drawn, &[0, 1, 3, 4]).gaps().is_empty());
        assert!(row(&pieces(&[9, 9, 9]), &[0, 1, 2]).gaps().is_empty());
    }

    #[test]
    fn points_between_digits_are_counted() {
        let drawn = pieces(&[20, 4, 20, 20]);
        assert_eq!(row(&drawn, &[0, 2, 3]).points(0, 3), 1);
        assert_eq!(row(&drawn, &[2, 3]).points(2, 3), 0);
    }
}
