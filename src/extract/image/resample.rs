//! Dots in another size: what each new dot is made of.

/// From this many old dots a new one on, it is the mean of all it covers; below, what lies between the two nearest.
const COVERS: f64 = 1.5;
/// The shade of what lies beyond the edges.
const PAPER: f32 = 255.0;

/// The old dots that a new one is made of, along one side of a picture.
pub(super) struct Share {
    /// The first of them; those before the first of the picture are paper.
    first: usize,
    /// What each weighs of 1; what they lack to 1 is paper.
    weights: Vec<f32>,
    paper: f32,
}

/// The shares of so many new dots, each `step` old ones wide, in `from` old ones.
pub(super) fn shares(from: usize, to: usize, step: f64) -> Vec<Share> {
    let share = |at: usize| {
        let middle = (at as f64 + 0.5) * step;
        let reach = if step > COVERS { step / 2.0 } else { 1.0 };
        let first = (middle - reach).floor().max(0.0) as usize;
        let end = ((middle + reach).ceil() as usize).min(from);
        let weight = |place: usize| {
            let place = place as f64;
            if step > COVERS {
                ((place + 1.0).min(middle + reach) - place.max(middle - reach)).max(0.0) / step
            } else {
                (1.0 - (place + 0.5 - middle).abs()).max(0.0)
            }
        };
        let weights: Vec<f32> = (first..end).map(|place| weight(place) as f32).collect();
        let paper = (1.0 - weights.iter().sum::<f32>()).max(0.0) * PAPER;
        Share { first, weights, paper }
    };
    (0..to).map(share).collect()
}

impl Share {
    /// Rows of old dots laid over each other as they weigh.
    pub(super) fn blend<'a>(&self, rows: impl Iterator<Item = &'a [u8]>, blended: &mut [f32]) {
        blended.fill(self.paper);
        for (row, weight) in rows.skip(self.first).zip(&self.weights) {
            blended.iter_mut().zip(row).for_each(|(sum, dot)| *sum += weight * f32::from(*dot));
        }
    }

    /// The shade of one new dot in a blended row of greys.
    pub(super) fn grey(&self, row: &[f32]) -> f32 {
        row.iter().skip(self.first).zip(&self.weights).map(|(shade, weight)| shade * weight).sum::<f32>() + self.paper
    }

    /// The colour of one new dot in a blended row of colours.
    pub(super) fn color(&self, row: &[f32]) -> [f32; 3] {
        let mut sums = [self.paper; 3];
        let old = row.as_chunks::<3>().0.iter().skip(self.first);
        for (color, weight) in old.zip(&self.weights) {
            sums.iter_mut().zip(color).for_each(|(sum, shade)| *sum += shade * weight);
        }
        sums
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::float_cmp, reason = "whole numbers")]

    use super::*;

    #[test]
    fn a_new_dot_is_what_it_covers_and_paper_beyond() {
        let row = [0.0, 100.0, 200.0, 50.0];
        let greys = |to, step| shares(4, to, step).iter().map(|share| share.grey(&row)).collect::<Vec<f32>>();
        assert_eq!(greys(4, 1.0), [0.0, 100.0, 200.0, 50.0]);
        assert_eq!(greys(2, 2.0), [50.0, 125.0]);
        assert_eq!(greys(5, 1.0)[4], 255.0);
        let colors = [[10.0, 20.0, 30.0], [30.0, 40.0, 50.0]].concat();
        assert_eq!(shares(2, 1, 2.0)[0].color(&colors), [20.0, 30.0, 40.0]);
    }
}
