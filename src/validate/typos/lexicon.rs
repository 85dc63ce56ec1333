//! What words there are: the tables that the build script makes of the lists, and set phrases.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::hashing::{FREQUENT, PLACES, RARE, USE, half_bit, place_and_print};

/// Words by their hash; see the build script.
static WORDS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/words.bin"));

/// The characters of each sound; and characters with those of like shape and the number of their sound, sorted.
type Alike = (&'static [&'static str], &'static [(char, &'static str, usize)]);

/// Characters that may be taken for each other.
static ALIKE: Alike = include!(concat!(env!("OUT_DIR"), "/alike.rs"));

/// Set phrases of four characters: by their first two the last two, and the other way round.
type Phrases = (&'static [([char; 2], &'static str)], &'static [([char; 2], &'static str)]);

/// All of them.
static PHRASES: Phrases = include!(concat!(env!("OUT_DIR"), "/phrases.rs"));
/// Bits of what may be half of a phrase.
static HALF_BITS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/halves.bin"));

/// Families of characters that share a part.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    families: FxHashMap<char, Vec<char>>,
}

/// The families, read on first use.
pub(super) fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| {
        let mut lexicon = Lexicon::default();
        let families = include_str!("families.txt").lines().filter(|line| !line.starts_with('#'));
        families.for_each(|line| lexicon.add_family(line));
        lexicon
    })
}

/// What the table says of a word; 0 where it has none.
fn entry(word: &[char]) -> u32 {
    let (first, print) = place_and_print(word.iter().copied());
    let (places, _) = WORDS.as_chunks::<4>();
    for step in 0..PLACES {
        let place = u32::from_le_bytes(places[(first + step) % PLACES]);
        if place == 0 || place >> 8 == print {
            return place & 0xff;
        }
    }
    0
}

/// How often a word is used, from 1 (five times in sixty million) in steps of 1.65 times; `None` where it is no word.
pub(super) fn use_of(word: &[char]) -> Option<u32> {
    Some(entry(word) & USE).filter(|used| *used > 0)
}

/// Characters this one may be a misreading or a slip for, and whether they are alike in shape and sound both.
pub(super) fn alike(c: char) -> impl Iterator<Item = (char, bool)> {
    let (sounds, shapes) = ALIKE;
    let found = shapes.binary_search_by_key(&c, |(own, ..)| *own).ok().map(|at| shapes[at]);
    let of_character = found.into_iter().flat_map(move |(_, shapes, sound)| {
        let of_shape = shapes.chars().map(move |other| (other, sounds[sound].contains(other)));
        of_shape.chain(sounds[sound].chars().map(|other| (other, false)))
    });
    of_character.filter(move |(other, _)| *other != c)
}

/// What completes half of a phrase.
fn other_halves(list: &'static [([char; 2], &'static str)], half: [char; 2]) -> impl Iterator<Item = [char; 2]> {
    let bit = half_bit(half);
    let may_be = HALF_BITS[bit / 8] & (1 << (bit % 8)) != 0;
    let found = if may_be { list.binary_search_by_key(&half, |(own, _)| *own).ok() } else { None };
    let mut characters = found.map_or("", |at| list[at].1).chars();
    std::iter::from_fn(move || Some([characters.next()?, characters.next()?]))
}

impl Lexicon {
    fn add_family(&mut self, line: &str) {
        for a in line.chars() {
            self.families.entry(a).or_default().extend(line.chars().filter(|b| *b != a));
        }
    }

    /// Characters that share a part with this one.
    pub(super) fn family(&self, c: char) -> &[char] {
        self.families.get(&c).map_or(&[], Vec::as_slice)
    }

    /// Whether two characters are a word that is often used.
    #[allow(clippy::unused_self, reason = "the words are asked of the lexicon, wherever they are kept")]
    pub(super) fn is_frequent(&self, a: char, b: char) -> bool {
        entry(&[a, b]) & FREQUENT != 0
    }

    /// Whether two characters are a word.
    #[allow(clippy::unused_self, reason = "the words are asked of the lexicon, wherever they are kept")]
    pub(super) fn is_word(&self, a: char, b: char) -> bool {
        entry(&[a, b]) & (FREQUENT | RARE) != 0
    }

    /// The only set phrase that differs from four characters in one, not the last (治国, 治市 and 治区 are all right);
    /// `None` where they are a phrase themselves, or where there are several.
    #[allow(clippy::unused_self, reason = "as is_word")]
    pub(super) fn phrase_like(&self, window: [char; 4]) -> Option<[char; 4]> {
        let [a, b, c, d] = window;
        let (heads, tails) = PHRASES;
        if other_halves(heads, [a, b]).any(|tail| tail == [c, d]) {
            return None;
        }
        let by_tail = other_halves(tails, [c, d]).filter(|[x, y]| (*x == a) != (*y == b)).map(|[x, y]| [x, y, c, d]);
        let by_head = other_halves(heads, [a, b]).filter(|[x, y]| *y == d && *x != c).map(|[x, y]| [a, b, x, y]);
        let mut phrases = by_tail.chain(by_head);
        let only = phrases.next()?;
        phrases.next().is_none().then_some(only)
    }
}

#[cfg(test)]
mod tests {
    use super::{alike, lexicon, use_of};

    #[test]
    fn the_tables_can_be_read() {
        let lexicon = lexicon();
        assert!(lexicon.is_word('人', '员') && lexicon.is_word('门', '楣') && !lexicon.is_word('门', '媚'));
        assert_eq!(lexicon.phrase_like(['依', '法', '依', '国']), Some(['依', '法', '治', '国']));
        assert_eq!(lexicon.phrase_like(['依', '法', '治', '国']), None);
        assert!(
            alike('科').any(|(c, _)| c == '料')
                && alike('媚').any(|other| other == ('楣', true))
                && alike('A').next().is_none()
        );
        // What is used more often has a larger number; what is no word has none.
        assert!(use_of(&['人', '员']) > use_of(&['门', '楣']));
        assert_eq!(use_of(&['媚', '门']), None);
    }
}
