//! Where a word stands in the table of words: shared by the build script, which fills the table, and the check, which reads it.

/// Places of the table; twice as many as there are words.
pub(crate) const PLACES: usize = 1 << 18;

/// Bits that say which halves of phrases there may be; sixteen times as many as there are halves.
pub(crate) const HALVES: usize = 1 << 17;

/// The bit of a half.
pub(crate) fn half_bit([a, b]: [char; 2]) -> usize {
    let hash = u32::from(a).wrapping_mul(0x9e37_79b1) ^ u32::from(b).wrapping_mul(0x85eb_ca77);
    (hash >> 15) as usize % HALVES
}

/// The hash of the characters of a word so far.
#[derive(Debug, Clone, Copy)]
pub(crate) struct WordHash(u64);

impl WordHash {
    /// Of no characters.
    pub(crate) const START: Self = Self(0xcbf2_9ce4_8422_2325);

    /// With one more.
    pub(crate) fn with(self, c: char) -> Self {
        Self((self.0 ^ u64::from(u32::from(c))).wrapping_mul(0x0100_0000_01b3))
    }

    /// Of a word.
    pub(crate) fn of(word: impl IntoIterator<Item = char>) -> Self {
        word.into_iter().fold(Self::START, Self::with)
    }

    /// The place where the word is looked for first, and what tells it from other words there.
    pub(crate) fn place_and_print(self) -> (usize, u32) {
        let hash = (self.0 ^ (self.0 >> 29)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        ((hash >> 40) as usize % PLACES, (hash as u32) >> 8)
    }
}

/// In an entry: how often the word is used, 1 to 31; 0 where only its flags are known.
#[allow(dead_code, reason = "what only the check reads")]
pub(crate) const USE: u32 = 0x1f;
/// In an entry: two characters that are a word which is often used.
pub(crate) const FREQUENT: u32 = 0x20;
/// In an entry: two characters that are a rarer word.
pub(crate) const RARE: u32 = 0x40;
/// In an entry: the place is taken.
#[allow(dead_code, reason = "what only the build script writes")]
pub(crate) const TAKEN: u32 = 0x80;
