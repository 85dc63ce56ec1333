//! How the print of a picture lies, by what a few of its lines read as.

/// A page is turned round by trial where its characters are less sure than this on average: upright print of good scans is surer,
/// strokes across the lines of print that lies on its side came to 0.89 …
const UPRIGHT: f32 = 0.95;
/// … or fewer than this.
const ENOUGH: usize = 12;
/// Another lie is taken where it is surer by this …
const SURER: f32 = 0.08;
/// … or is surer, and reads so many times the characters.
const TIMES: usize = 2;

/// The characters that some lines of a page read as.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Trial {
    /// How many.
    pub(super) count: usize,
    /// How sure they are on average, 0 to 1.
    pub(super) sure: f32,
}

impl Trial {
    /// Whether the page need not be turned.
    pub(super) fn is_upright(self) -> bool {
        self.sure >= UPRIGHT && self.count >= ENOUGH
    }

    /// Whether this lie is taken in the place of another, or of one that shows no character.
    pub(super) fn beats(self, other: Option<Self>) -> bool {
        other.is_none_or(|other| {
            self.sure > other.sure + SURER || self.sure > other.sure && self.count >= TIMES * other.count
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_sure_strokes_are_no_upright_page() {
        let strokes = Trial { count: 4, sure: 0.93 };
        let print = Trial { count: 60, sure: 0.97 };
        assert!(!strokes.is_upright() && print.is_upright());
        assert!(print.beats(Some(strokes)) && !strokes.beats(Some(print)));
        assert!(strokes.beats(None));
        // Of a page with little on it the first lie stays.
        let (little, other) = (Trial { count: 6, sure: 0.95 }, Trial { count: 5, sure: 0.9 });
        assert!(!other.beats(Some(little)));
    }
}
