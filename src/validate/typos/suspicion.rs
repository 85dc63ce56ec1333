//! Which characters of a document's texts are probably misread or mistyped.
//!
//! A character is suspected where it makes no word with either neighbour, neither of the lexicon nor of the rest of the
//! document, and another character would: one that is easily taken for it and makes a far more probable row of words, one that completes a set phrase, or one that
//! stands in the same context elsewhere in the document.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::{FxHashMap, FxHashSet};

use super::lexicon::{family, is_frequent, is_word, phrase_like};
use super::segmentation::{ideograph, misprint};
use crate::validate::normal::is_ideograph;

/// A suspected character: its place among the characters of the text (spaces not counted), and what it should be.
pub(super) type Suspect = (usize, char);

/// Characters on either side that make a context.
const CONTEXT: usize = 3;

type Context = ([char; CONTEXT], [char; CONTEXT]);

/// The texts of a document without spaces, each once, and how often pairs of ideographs occur in them.
pub(super) struct Suspicion {
    texts: BTreeSet<Vec<char>>,
    pairs: FxHashMap<(char, char), u32>,
}

/// The characters of a text without spaces.
pub(super) fn characters(text: &str) -> Vec<char> {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Of each text that has suspects their places, and what perhaps should stand there.
type SuspectsByText = BTreeMap<Vec<char>, BTreeMap<usize, char>>;

/// Adds a suspect, unless its place is one already.
fn note(found: &mut SuspectsByText, text: &[char], at: usize, c: char) {
    found.entry(text.to_vec()).or_default().entry(at).or_insert(c);
}

impl Suspicion {
    /// Over the texts of a document.
    pub(super) fn of<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        // Forms repeat texts: each is taken apart once.
        let mut seen = FxHashSet::default();
        let texts: BTreeSet<Vec<char>> = texts.filter(|t| seen.insert(*t)).map(characters).collect();
        let mut pairs: FxHashMap<(char, char), u32> = FxHashMap::default();
        for text in &texts {
            for (a, b) in text.iter().zip(text.iter().skip(1)) {
                *pairs.entry((*a, *b)).or_default() += 1;
            }
        }
        Self { texts, pairs }
    }

    /// The suspects of each text that has some.
    pub(super) fn suspects(&self, function_words: &str) -> BTreeMap<Vec<char>, Vec<Suspect>> {
        let mut found = SuspectsByText::new();
        let mut contexts: FxHashMap<Context, BTreeSet<char>> = FxHashMap::default();
        // Worked out once: nearly all characters stand in words, and each question costs several look-ups.
        let odd_in: Vec<Vec<usize>> = self.texts.iter().map(|text| self.odd_places(text)).collect();
        for (text, odd) in self.texts.iter().zip(&odd_in) {
            for (at, own) in text.iter().enumerate() {
                if let Some((at, c)) = self.phrase(text, at, function_words) {
                    note(&mut found, text, at, c);
                }
                if odd.binary_search(&at).is_err() {
                    continue;
                }
                if let Some(context) = context(text, at) {
                    contexts.insert(context, BTreeSet::new());
                }
                let other = misprint(text, at, &self.pairs).or_else(|| of_family(text, at));
                if let Some(c) = other.filter(|_| !function_words.contains(*own)) {
                    note(&mut found, text, at, c);
                }
            }
        }
        let any = !contexts.is_empty();
        for (text, odd) in self.texts.iter().zip(&odd_in).filter(|_| any) {
            for (at, c) in text.iter().enumerate() {
                let Some(others) = context(text, at).and_then(|context| contexts.get_mut(&context)) else { continue };
                if odd.binary_search(&at).is_err() {
                    others.insert(*c);
                }
            }
        }
        for (text, odd) in self.texts.iter().zip(&odd_in) {
            for &at in odd {
                let others = context(text, at).and_then(|context| contexts.get(&context));
                if let Some(other) = others.and_then(|others| only_word(text, at, others)) {
                    note(&mut found, text, at, other);
                }
            }
        }
        found.into_iter().map(|(text, suspects)| (text, suspects.into_iter().collect())).collect()
    }

    /// Whether a pair of characters is a word, or occurs more than once.
    fn is_known(&self, a: char, b: char) -> bool {
        is_word(a, b) || self.pairs.get(&(a, b)).is_some_and(|n| *n > 1)
    }

    /// The places of the ideographs of a text that make no word with either neighbour, in their order.
    fn odd_places(&self, text: &[char]) -> Vec<usize> {
        let mut odd = Vec::new();
        let mut before: Option<char> = None;
        // Whether the character makes a word with the one before it: each pair is looked up once.
        let mut is_known = false;
        for (at, c) in text.iter().enumerate() {
            let own = Some(*c).filter(|c| is_ideograph(*c));
            let after = ideograph(text, at, 1);
            let goes_on = own.zip(after).is_some_and(|(own, after)| self.is_known(own, after));
            if own.is_some() && (before.is_some() || after.is_some()) && !is_known && !goes_on {
                odd.push(at);
            }
            (before, is_known) = (own, goes_on);
        }
        odd
    }

    /// A set phrase of which one character is wrong, in the window that begins here.
    fn phrase(&self, text: &[char], from: usize, function_words: &str) -> Option<Suspect> {
        let window: [char; 4] = text.get(from..from + 4)?.try_into().ok()?;
        if !window.iter().all(|c| is_ideograph(*c)) {
            return None;
        }
        let phrase = phrase_like(window)?;
        let (place, (wrong, right)) = window.into_iter().zip(phrase).enumerate().find(|(_, (a, b))| a != b)?;
        let [a, b, c, d] = window;
        let (half, half_at) = if place < 2 { ((a, b), from) } else { ((c, d), from + 2) };
        let partner_in_word = match place {
            1 => ideograph(text, half_at, -1).is_some_and(|before| is_word(before, a)),
            2 => ideograph(text, half_at + 1, 1).is_some_and(|after| is_word(d, after)),
            _ => false,
        };
        // The ends of words that happen to meet, as in 提升|行政, may well occur twice: only the lexicon counts outside.
        let before = ideograph(text, from + place, -1).is_some_and(|b| is_word(b, wrong));
        let after = ideograph(text, from + place, 1).is_some_and(|a| is_word(wrong, a));
        let odd = !before && !after && !self.is_known(half.0, half.1);
        // A phrase that begins differently may be another phrase, unless the document has its beginning elsewhere.
        let attested = place >= 2 || self.pairs.contains_key(&(phrase[0], phrase[1]));
        (odd && !partner_in_word && attested && !function_words.contains(wrong)).then_some((from + place, right))
    }
}

/// What stands around a place.
fn context(text: &[char], at: usize) -> Option<Context> {
    let before = text.get(at.checked_sub(CONTEXT)?..at)?.try_into().ok()?;
    let after = text.get(at + 1..at + 1 + CONTEXT)?.try_into().ok()?;
    Some((before, after))
}

/// A character that shares a part with the one here and makes a frequent word with a neighbour that is in no other.
fn of_family(text: &[char], at: usize) -> Option<char> {
    let c = ideograph(text, at, 0)?;
    let before = ideograph(text, at, -1).filter(|b| !ideograph(text, at, -2).is_some_and(|first| is_word(first, *b)));
    let after = ideograph(text, at, 1).filter(|a| !ideograph(text, at, 2).is_some_and(|last| is_word(*a, last)));
    family(c)
        .find(|other| before.is_some_and(|b| is_frequent(b, *other)) || after.is_some_and(|a| is_frequent(*other, a)))
}

/// The only one of the characters in the same context that makes a word with a neighbour.
fn only_word(text: &[char], at: usize, others: &BTreeSet<char>) -> Option<char> {
    let (before, after) = (ideograph(text, at, -1), ideograph(text, at, 1));
    let mut words = others
        .iter()
        .copied()
        .filter(|c| before.is_some_and(|b| is_word(b, *c)) || after.is_some_and(|a| is_word(*c, a)));
    let only = words.next()?;
    words.next().is_none().then_some(only)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failing unwrap is a failing test")]
    use std::collections::BTreeSet;

    use super::{Suspicion, characters};
    use crate::validate::rules::Rules;

    fn case(name: &str) -> String {
        std::fs::read_to_string(format!("tests/cases/typos/{name}")).unwrap()
    }

    /// 500 characters taken for another of like shape (by another font than the tables were drawn with) or of one sound, each in a text
    /// that the tables were not made from, among the other texts as one document.
    #[test]
    fn of_ten_slips_six_are_found_and_hardly_anything_else() {
        let rules = Rules::default();
        let function_words = rules.thresholds().suspected_typo.function_words.concat();
        let clean = case("clean.txt");
        let document = Suspicion::of(clean.lines());
        let wrong: usize = document.suspects(&function_words).values().map(Vec::len).sum();
        let (mut found, mut all) = (0, 0);
        for line in case("confusions.tsv").lines() {
            let mut cells = line.split('\t');
            let (text, at) = (characters(cells.next().unwrap()), cells.next().unwrap().parse::<usize>().unwrap());
            let single = Suspicion { texts: BTreeSet::from([text]), pairs: document.pairs.clone() };
            let suspects = single.suspects(&function_words);
            found += usize::from(suspects.values().flatten().any(|(place, _)| place.abs_diff(at) <= 1));
            all += 1;
        }
        let length = clean.chars().count();
        assert!(all == 500 && found * 10 >= all * 6, "{found} of {all}");
        assert!(wrong * 10_000 <= length, "{wrong} in {length} characters");
    }
}
