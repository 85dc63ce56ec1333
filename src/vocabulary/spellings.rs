//! Words and spellings as the lists hold them: those of this program in place, those of a user's file read from there.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Deserialize;

/// A word of a list.
pub(super) type SpelledWord = Cow<'static, str>;

/// A list of words.
pub(super) type Spelled = Cow<'static, [SpelledWord]>;

/// Spellings of each thing, sorted by the things.
#[derive(Debug, Clone, Deserialize)]
#[serde(from = "BTreeMap<K, Spelled>", bound = "K: Clone + Ord + Deserialize<'de>")]
pub(super) struct Spellings<K: Clone + 'static>(pub(super) Cow<'static, [(K, Spelled)]>);

/// What is written in the place of a word.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(from = "BTreeMap<SpelledWord, SpelledWord>")]
pub(super) struct Replacements(pub(super) Cow<'static, [(SpelledWord, SpelledWord)]>);

impl<K: Clone> Default for Spellings<K> {
    fn default() -> Self {
        Self(Cow::Borrowed(&[]))
    }
}

impl<K: Clone> From<BTreeMap<K, Spelled>> for Spellings<K> {
    fn from(own: BTreeMap<K, Spelled>) -> Self {
        Self(own.into_iter().collect())
    }
}

impl From<BTreeMap<SpelledWord, SpelledWord>> for Replacements {
    fn from(own: BTreeMap<SpelledWord, SpelledWord>) -> Self {
        Self(own.into_iter().collect())
    }
}

impl<K: Clone> Spellings<K> {
    /// Each thing with each of its spellings.
    pub(super) fn each(&self) -> impl Iterator<Item = (&K, &SpelledWord)> {
        self.0.iter().flat_map(|(thing, words)| words.iter().map(move |word| (thing, word)))
    }

    /// The spellings of all things.
    pub(super) fn words(&self) -> impl Iterator<Item = &SpelledWord> {
        self.each().map(|(_, word)| word)
    }
}
