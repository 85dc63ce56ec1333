//! What words there are: the embedded lists.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

/// Words of two characters, set phrases of four, and characters that are taken for each other.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    frequent: FxHashSet<(char, char)>,
    rare: FxHashSet<(char, char)>,
    by_head: FxHashMap<(char, char), Vec<(char, char)>>,
    by_tail: FxHashMap<(char, char), Vec<(char, char)>>,
    confusable: BTreeMap<char, Vec<char>>,
}

/// The lists, read on first use.
pub(super) fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| {
        let mut lexicon = Lexicon::default();
        entries(include_str!("pairs.txt")).for_each(|line| lexicon.add_pairs(line));
        entries(include_str!("phrases.txt")).for_each(|line| lexicon.add_phrases(line));
        entries(include_str!("confusable.txt")).for_each(|line| lexicon.add_family(line));
        lexicon
    })
}

fn entries(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().filter(|line| !line.starts_with('#'))
}

impl Lexicon {
    fn add_pairs(&mut self, line: &str) {
        let mut characters = line.chars();
        let Some(first) = characters.next() else { return };
        let mut is_frequent = true;
        for second in characters {
            match second {
                '|' => is_frequent = false,
                _ if is_frequent => drop(self.frequent.insert((first, second))),
                _ => drop(self.rare.insert((first, second))),
            }
        }
    }

    fn add_phrases(&mut self, line: &str) {
        let characters: Vec<char> = line.chars().collect();
        let mut halves = characters.chunks_exact(2).filter_map(|half| Some((*half.first()?, *half.last()?)));
        let Some(head) = halves.next() else { return };
        for tail in halves {
            self.by_head.entry(head).or_default().push(tail);
            self.by_tail.entry(tail).or_default().push(head);
        }
    }

    fn add_family(&mut self, line: &str) {
        for a in line.chars() {
            self.confusable.entry(a).or_default().extend(line.chars().filter(|b| *b != a));
        }
    }

    /// Whether two characters are a word.
    pub(super) fn is_word(&self, a: char, b: char) -> bool {
        self.is_frequent(a, b) || self.rare.contains(&(a, b))
    }

    /// Whether two characters are a word that is often used.
    pub(super) fn is_frequent(&self, a: char, b: char) -> bool {
        self.frequent.contains(&(a, b))
    }

    /// Characters this one may be a misreading of.
    pub(super) fn confusable(&self, c: char) -> &[char] {
        self.confusable.get(&c).map_or(&[], Vec::as_slice)
    }

    /// The only set phrase that differs from four characters in one, not the last (治国, 治市 and 治区 are all right);
    /// `None` where they are a phrase themselves, or where there are several.
    pub(super) fn phrase_like(&self, window: [char; 4]) -> Option<[char; 4]> {
        let [a, b, c, d] = window;
        let tails = self.by_head.get(&(a, b)).map_or(&[][..], Vec::as_slice);
        if tails.contains(&(c, d)) {
            return None;
        }
        let heads = self.by_tail.get(&(c, d)).map_or(&[][..], Vec::as_slice);
        let by_tail = heads.iter().filter(|(x, y)| (*x == a) != (*y == b)).map(|(x, y)| [*x, *y, c, d]);
        let by_head = tails.iter().filter(|(x, y)| *y == d && *x != c).map(|(x, y)| [a, b, *x, *y]);
        let mut phrases = by_tail.chain(by_head);
        let only = phrases.next()?;
        phrases.next().is_none().then_some(only)
    }
}

#[cfg(test)]
mod tests {
    use super::lexicon;

    #[test]
    fn the_lists_can_be_read() {
        let lexicon = lexicon();
        assert!(lexicon.is_frequent('人', '员') && lexicon.is_word('门', '楣') && !lexicon.is_word('门', '媚'));
        assert_eq!(lexicon.phrase_like(['依', '法', '依', '国']), Some(['依', '法', '治', '国']));
        assert_eq!(lexicon.phrase_like(['依', '法', '治', '国']), None);
        assert!(lexicon.confusable('媚').contains(&'楣'));
    }
}
