//! A character that leaves a gap between words which another one, easily taken for it, would fill: 验牧 for 验收.
//!
//! A piece of text is as probable as its most probable row of words. Where a character stands alone in that row, and the row of the text
//! with another character in its place is more probable by far, the character is suspected.

use rustc_hash::FxHashMap;

use super::hashing::WordHash;
use super::lexicon::{alike, use_of};
use crate::validate::normal::is_ideograph;

/// Characters on either side that are looked at: words have four at most.
const REACH: isize = 3;
/// The longest word of the table.
const LONGEST: usize = 4;
/// Natural logarithm of the words counted for the table.
const ALL: f32 = 17.91;
/// That of the use of a character nobody counted, as a word of its own.
const UNKNOWN: f32 = -1.2;
/// How much more probable the other row must be, as a logarithm: a thousand times and more.
const GAIN: f32 = 7.0;
/// What it counts besides that the characters are alike in shape and in sound.
const OF_BOTH: f32 = 2.0;
/// What it counts besides that the document has the word elsewhere.
const OF_DOCUMENT: f32 = 3.0;
/// A character that is often a word of its own may well stand alone: what is above this share counts half against it.
const OFTEN_ALONE: f32 = -11.0;
/// The least use of the word that the other character makes, see [`use_of`].
const LEAST_USE: u32 = 4;

/// The neighbours of a place: the ideograph so many places on, if there is one.
pub(super) fn ideograph(text: &[char], at: usize, offset: isize) -> Option<char> {
    let at = at.checked_add_signed(offset)?;
    text.get(at).copied().filter(|c| is_ideograph(*c))
}

/// The logarithm of the share that a word used so often, of so many characters, has of all words; `None` where it is none.
fn share_of(used: u32, length: usize) -> Option<f32> {
    match (used, length) {
        (0, 1) => Some(UNKNOWN - ALL),
        (0, _) => None,
        _ => Some(used as f32 / 2.0 + 1.0 - ALL),
    }
}

/// The same of a word.
fn share(word: &[char]) -> Option<f32> {
    share_of(use_of(WordHash::of(word.iter().copied())), word.len())
}

/// A place of a text with what stands around it, and how probable the best rows of words before and behind it are.
struct LoneCharacter {
    window: Vec<char>,
    /// The place in the window.
    at: usize,
    /// Of each length of the beginning up to the place: the best row of its words.
    fronts: Vec<f32>,
    /// Of each beginning of the end behind the place, counted from there: the best row of its words.
    backs: Vec<f32>,
    /// The characters from each place before it on.
    heads: Vec<WordHash>,
}

/// The most probable row of words of a window, with the word that stands over the place: its length and use.
struct WordRow {
    likely: f32,
    length: usize,
    used: u32,
}

impl LoneCharacter {
    fn of(text: &[char], at: usize) -> Self {
        let before = (1..=REACH).map_while(|n| ideograph(text, at, -n)).count();
        let after = (1..=REACH).map_while(|n| ideograph(text, at, n)).count();
        let window = text[at - before..=at + after].to_vec();
        let (mut fronts, mut backs) = (vec![0.0], vec![0.0]);
        for end in 1..=before {
            let words = (0..end).filter_map(|start| Some(fronts[start] + share(&window[start..end])?));
            let best = words.fold(f32::MIN, f32::max);
            fronts.push(best);
        }
        // From behind: `backs` begins with the empty end.
        for length in 1..=after {
            let start = window.len() - length;
            let words = (1..=length).filter_map(|own| Some(backs[length - own] + share(&window[start..start + own])?));
            let best = words.fold(f32::MIN, f32::max);
            backs.push(best);
        }
        backs.reverse();
        let heads = (0..=before).map(|start| WordHash::of(window[start..before].iter().copied())).collect();
        Self { window, at: before, fronts, backs, heads }
    }

    /// The best row with another character at the place.
    fn row_with(&self, c: char) -> WordRow {
        let mut best = WordRow { likely: f32::MIN, length: 0, used: 0 };
        for (start, (head, front)) in self.heads.iter().zip(&self.fronts).enumerate() {
            let mut word = head.with(c);
            let behind = self.window[self.at + 1..].iter().zip(self.backs.iter().skip(1));
            let mut length = self.at + 1 - start;
            let mut used = use_of(word);
            let mut back = self.backs[0];
            let mut behind = behind.take(LONGEST - length);
            loop {
                if let Some(own) = share_of(used, length) {
                    let likely = front + own + back;
                    if likely > best.likely {
                        best = WordRow { likely, length, used };
                    }
                }
                let Some((next, rest)) = behind.next() else { break };
                word = word.with(*next);
                length += 1;
                (used, back) = (use_of(word), *rest);
            }
        }
        best
    }
}

/// The character that should perhaps stand at a place of a text. `pairs`: how often pairs of characters stand in the document.
pub(super) fn misprint(text: &[char], at: usize, pairs: &FxHashMap<(char, char), u32>) -> Option<char> {
    let own = ideograph(text, at, 0)?;
    let gap = LoneCharacter::of(text, at);
    let printed = gap.row_with(own);
    if printed.length != 1 || gap.window.len() < 2 {
        return None;
    }
    let alone = share(&[own])?;
    let wanted = GAIN + (alone - OFTEN_ALONE).max(0.0) / 2.0;
    let neighbours = (ideograph(text, at, -1), ideograph(text, at, 1));
    let mut best: Option<(f32, char)> = None;
    for (other, in_both) in alike(own) {
        let row = gap.row_with(other);
        if row.length < 2 || row.used < LEAST_USE {
            continue;
        }
        let mut gain = row.likely - printed.likely;
        if in_both {
            gain += OF_BOTH;
        }
        if is_written(pairs, neighbours, other) {
            gain += OF_DOCUMENT;
        }
        if gain >= wanted && best.is_none_or(|(most, _)| gain > most) {
            best = Some((gain, other));
        }
    }
    best.map(|(_, other)| other)
}

/// Whether the document has a character beside one of the neighbours elsewhere.
fn is_written(
    pairs: &FxHashMap<(char, char), u32>,
    (before, after): (Option<char>, Option<char>),
    other: char,
) -> bool {
    before.is_some_and(|b| pairs.contains_key(&(b, other))) || after.is_some_and(|a| pairs.contains_key(&(other, a)))
}

#[cfg(test)]
mod tests {
    use rustc_hash::FxHashMap;

    use super::misprint;

    fn found(text: &str) -> Vec<(usize, char)> {
        let text: Vec<char> = text.chars().collect();
        (0..text.len()).filter_map(|at| Some((at, misprint(&text, at, &FxHashMap::default())?))).collect()
    }

    #[test]
    fn gaps_between_words_are_filled() {
        assert_eq!(found("开展法律授助"), [(4, '援')]);
        assert_eq!(found("宣传资科发放"), [(3, '料')]);
        for fine in ["组织开展普法宣传活动", "服务对象满意度", "高标准农田建设面积", "微信公众号推送"]
        {
            assert_eq!(found(fine), [], "{fine}");
        }
    }
}
