//! Numbers that look random and are the same in each run.

/// Draws numbers, always the same ones.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new() -> Self {
        Self(7)
    }

    /// A number below `end`.
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end.max(1)
    }

    /// A number from 0 to `end`, in hundredths of it or finer.
    pub(crate) fn upto(&mut self, end: f64) -> f64 {
        self.below(1_000_000) as f64 / 1_000_000.0 * end
    }
}
