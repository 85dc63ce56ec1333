//! Which parts of a line's length are printed on, as bits: the search for gutters adds lines up by the thousand.

use crate::model::Pt;
use crate::reconstruct::tolerances::{INK_BINS_MOST, INK_BINS_PER_EM, WORD_BITS};

use super::pieces::TextLine;

/// How far, in bins, ink must reach into a bin to print it.
const INTO_BIN: f64 = 0.25;
/// The size, in points, of lines where there are none.
const NO_LINES: f64 = 10.0;

/// Maps x to bins.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Scale {
    left: Pt,
    bin: Pt,
    bins: usize,
}

/// The printed bins of a line.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct InkProfile(Vec<u64>);

/// A vertical strip without print.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Gutter {
    /// Its left edge.
    pub(super) left: Pt,
    /// Its right edge.
    pub(super) right: Pt,
}

impl Gutter {
    /// Its width.
    pub(super) fn width(&self) -> Pt {
        self.right - self.left
    }

    /// Its middle.
    pub(super) fn center(&self) -> Pt {
        f64::midpoint(self.left, self.right)
    }
}

/// How many lines are printed on each bin, counted up to [`Coverage::LEVELS`].
#[derive(Debug, Clone)]
pub(super) struct Coverage {
    at_least: [Vec<u64>; Coverage::LEVELS],
}

impl Scale {
    /// A scale over all lines, fine against their font size.
    pub(super) fn over(lines: &[TextLine]) -> Self {
        let left = lines.iter().map(|l| l.bbox.left).fold(f64::INFINITY, f64::min);
        let right = lines.iter().map(|l| l.bbox.right).fold(f64::NEG_INFINITY, f64::max);
        let em = median_size(lines);
        let width = (right - left).max(em);
        let bin = (em / INK_BINS_PER_EM).max(width / INK_BINS_MOST);
        Self { left, bin, bins: (width / bin).ceil() as usize + 1 }
    }

    /// The ink of boxes given by left and right.
    pub(super) fn ink(&self, spans: impl Iterator<Item = (Pt, Pt)>) -> InkProfile {
        let mut bits = vec![0_u64; self.bins.div_ceil(WORD_BITS)];
        for (left, right) in spans {
            let first = ((left - self.left) / self.bin + INTO_BIN).max(0.0) as usize;
            let last = (((right - self.left) / self.bin - INTO_BIN).max(0.0) as usize).min(self.bins - 1);
            set_range(&mut bits, first, last);
        }
        InkProfile(bits)
    }

    fn x(&self, bin: usize) -> Pt {
        self.left + bin as f64 * self.bin
    }
}

impl Coverage {
    /// Counts beyond this are not told apart.
    pub(super) const LEVELS: usize = 4;

    /// Nothing printed.
    pub(super) fn new(scale: &Scale) -> Self {
        let words = scale.bins.div_ceil(WORD_BITS);
        Self { at_least: std::array::from_fn(|_| vec![0; words]) }
    }

    /// Adds a line.
    pub(super) fn add(&mut self, ink: &InkProfile) {
        for (n, &bits) in ink.0.iter().enumerate() {
            let mut carry = bits;
            for level in &mut self.at_least {
                let word = &mut level[n];
                let both = *word & carry;
                *word |= carry;
                carry = both;
            }
        }
    }

    /// The strips where nobody or few print left of the first and right of the last bin that more than `crossing` lines
    /// print on: margins in which columns with few entries may stand.
    pub(super) fn margins(&self, scale: &Scale, crossing: usize) -> Option<(Gutter, Gutter)> {
        let printed = &self.at_least[crossing.min(Self::LEVELS - 1)];
        let (first, _) = next_run(printed, 0)?;
        let (last, bits) = printed.iter().enumerate().rfind(|(_, bits)| **bits != 0)?;
        let end = last * WORD_BITS + WORD_BITS - bits.leading_zeros() as usize;
        let left = Gutter { left: scale.x(0), right: scale.x(first) };
        let right = Gutter { left: scale.x(end), right: scale.x(scale.bins).max(scale.x(end)) };
        Some((left, right))
    }

    /// The strips inside the printed width where at most `crossing` lines are printed, at least `width` wide.
    pub(super) fn gutters(&self, scale: &Scale, crossing: usize, width: Pt) -> Vec<Gutter> {
        let least = (width / scale.bin).ceil().max(1.0) as usize;
        let printed = &self.at_least[crossing.min(Self::LEVELS - 1)];
        let mut gutters = Vec::new();
        // The printed width begins after the first printed bin: what lies left of it is margin.
        let mut free_from: Option<usize> = None;
        let mut bin = 0;
        while let Some((first, end)) = next_run(printed, bin) {
            if let Some(from) = free_from.filter(|from| first - from >= least) {
                gutters.push(Gutter { left: scale.x(from), right: scale.x(first) });
            }
            free_from = Some(end);
            bin = end;
        }
        gutters
    }
}

/// The next run of set bits at or after `from`: its first bit and the bit after it.
fn next_run(bits: &[u64], from: usize) -> Option<(usize, usize)> {
    let first = next_bit(bits, from, false)?;
    Some((first, next_bit(bits, first, true).unwrap_or(bits.len() * WORD_BITS)))
}

/// The next set (or, inverted, clear) bit at or after `from`.
fn next_bit(bits: &[u64], from: usize, inverted: bool) -> Option<usize> {
    let mut word = from / WORD_BITS;
    let mut mask = u64::MAX << (from % WORD_BITS);
    while let Some(&value) = bits.get(word) {
        let found = if inverted { !value } else { value } & mask;
        if found != 0 {
            return Some(word * WORD_BITS + found.trailing_zeros() as usize);
        }
        mask = u64::MAX;
        word += 1;
    }
    None
}

fn set_range(bits: &mut [u64], first: usize, last: usize) {
    if first > last {
        return;
    }
    let (from, to) = (first / WORD_BITS, last / WORD_BITS);
    for (word, value) in bits.iter_mut().enumerate().take(to + 1).skip(from) {
        let low = if word == from { u64::MAX << (first % WORD_BITS) } else { u64::MAX };
        let high = if word == to { u64::MAX >> (WORD_BITS - 1 - last % WORD_BITS) } else { u64::MAX };
        *value |= low & high;
    }
}

/// The median font size of the lines, at least one point.
pub(super) fn median_size(lines: &[TextLine]) -> Pt {
    let mut sizes: Vec<Pt> = lines.iter().map(|l| l.size).collect();
    sizes.sort_by(f64::total_cmp);
    sizes.get(sizes.len() / 2).copied().unwrap_or(NO_LINES).max(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gutters_are_what_few_lines_cross() {
        let scale = Scale { left: 0.0, bin: 1.0, bins: 200 };
        let mut coverage = Coverage::new(&scale);
        for _ in 0..4 {
            coverage.add(&scale.ink([(10.0, 50.0), (80.0, 190.0)].into_iter()));
        }
        coverage.add(&scale.ink([(10.0, 60.0)].into_iter()));
        assert_eq!(coverage.gutters(&scale, 0, 5.0), [Gutter { left: 60.0, right: 80.0 }]);
        assert_eq!(coverage.gutters(&scale, 1, 5.0), [Gutter { left: 50.0, right: 80.0 }]);
        assert_eq!(coverage.gutters(&scale, 0, 21.0), []);
    }
}
