//! What words there are: the tables that the build script makes of the lists, and set phrases.

#![allow(clippy::unreadable_literal, reason = "places in texts, as the build script writes them")]

use super::hashing::{FREQUENT, PLACES, RARE, USE, WordHash, half_bit};

/// Words by their hash; see the build script.
static WORDS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/words.bin"));

/// The characters of each sound; and characters, sorted, with those of like shape, as their place in a text, and the number of
/// their sound.
type Alike = (&'static [&'static str], &'static str, &'static [(char, usize, usize, usize)]);

/// Characters that may be taken for each other.
static ALIKE: Alike = include!(concat!(env!("OUT_DIR"), "/alike.rs"));

/// Texts one behind the other, and keys, sorted, with the place of theirs.
type Packed<K> = (&'static str, &'static [(K, usize, usize)]);

/// Characters that share a part.
static FAMILIES: Packed<char> = include!(concat!(env!("OUT_DIR"), "/families.rs"));

/// Halves of phrases of four characters with the other halves.
type Halves = Packed<[char; 2]>;

/// Set phrases: by their first two characters the last two, and the other way round.
static PHRASES: (Halves, Halves) = include!(concat!(env!("OUT_DIR"), "/phrases.rs"));
/// Bits of what may be half of a phrase.
static HALF_BITS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/halves.bin"));

/// The text of a key; empty where it has none.
fn text_of<K: Ord>((text, places): Packed<K>, key: &K) -> &'static str {
    match places.binary_search_by(|(own, ..)| own.cmp(key)) {
        Ok(at) => &text[places[at].1..places[at].2],
        Err(_) => "",
    }
}

/// What the table says of a word; 0 where it has none.
fn entry(word: WordHash) -> u32 {
    let (first, print) = word.place_and_print();
    let (places, _) = WORDS.as_chunks::<4>();
    for step in 0..PLACES {
        let place = u32::from_le_bytes(places[(first + step) % PLACES]);
        if place == 0 || place >> 8 == print {
            return place & 0xff;
        }
    }
    0
}

/// How often a word is used, from 1 (five times in sixty million) in steps of 1.65 times; 0 where it is no word.
pub(super) fn use_of(word: WordHash) -> u32 {
    entry(word) & USE
}

/// Characters this one may be a misreading or a slip for, and whether they are alike in shape and sound both.
pub(super) fn alike(c: char) -> impl Iterator<Item = (char, bool)> {
    let (sounds, text, shapes) = ALIKE;
    let found = shapes.binary_search_by_key(&c, |(own, ..)| *own).ok().map(|at| shapes[at]);
    let of_character = found.into_iter().flat_map(move |(_, from, to, sound)| {
        let of_shape = text[from..to].chars().map(move |other| (other, sounds[sound].contains(other)));
        of_shape.chain(sounds[sound].chars().map(|other| (other, false)))
    });
    of_character.filter(move |(other, _)| *other != c)
}

/// Whether two characters may be half of a phrase; of those that are none few may.
fn may_be_half(half: [char; 2]) -> bool {
    let bit = half_bit(half);
    HALF_BITS[bit / 8] & (1 << (bit % 8)) != 0
}

/// What completes half of a phrase.
fn other_halves(list: Halves, half: [char; 2]) -> impl Iterator<Item = [char; 2]> {
    let mut characters = if may_be_half(half) { text_of(list, &half) } else { "" }.chars();
    std::iter::from_fn(move || Some([characters.next()?, characters.next()?]))
}

/// Characters that share a part with this one.
pub(super) fn family(c: char) -> impl Iterator<Item = char> {
    text_of(FAMILIES, &c).chars()
}

/// Whether two characters are a word that is often used.
pub(super) fn is_frequent(a: char, b: char) -> bool {
    entry(WordHash::of([a, b])) & FREQUENT != 0
}

/// Whether two characters are a word.
pub(super) fn is_word(a: char, b: char) -> bool {
    entry(WordHash::of([a, b])) & (FREQUENT | RARE) != 0
}

/// The only set phrase that differs from four characters in one, not the last (治国, 治市 and 治区 are all right);
/// `None` where they are a phrase themselves, or where there are several.
pub(super) fn phrase_like(window: [char; 4]) -> Option<[char; 4]> {
    let [a, b, c, d] = window;
    let (heads, tails) = PHRASES;
    if !may_be_half([a, b]) && !may_be_half([c, d]) {
        return None;
    }
    if other_halves(heads, [a, b]).any(|tail| tail == [c, d]) {
        return None;
    }
    let by_tail = other_halves(tails, [c, d]).filter(|[x, y]| (*x == a) != (*y == b)).map(|[x, y]| [x, y, c, d]);
    let by_head = other_halves(heads, [a, b]).filter(|[x, y]| *y == d && *x != c).map(|[x, y]| [a, b, x, y]);
    let mut phrases = by_tail.chain(by_head);
    let only = phrases.next()?;
    phrases.next().is_none().then_some(only)
}

#[cfg(test)]
mod tests {
    use super::{WordHash, alike, is_word, phrase_like, use_of};

    #[test]
    fn the_tables_can_be_read() {
        assert!(is_word('人', '员') && is_word('门', '楣') && !is_word('门', '媚'));
        assert_eq!(phrase_like(['依', '法', '依', '国']), Some(['依', '法', '治', '国']));
        assert_eq!(phrase_like(['依', '法', '治', '国']), None);
        assert!(
            alike('科').any(|(c, _)| c == '料')
                && alike('媚').any(|other| other == ('楣', true))
                && alike('A').next().is_none()
        );
        // What is used more often has a larger number; what is no word has none.
        let [often, rarely, never] = [['人', '员'], ['门', '楣'], ['媚', '门']].map(|word| use_of(WordHash::of(word)));
        assert!(often > rarely && rarely > 0 && never == 0);
    }
}
