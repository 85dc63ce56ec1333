//! Words that forms print, of which one character was read otherwise: the network's second thought is taken where it makes the word.

use std::sync::LazyLock;

use compact_str::CompactString;

use super::recogniser::ReadCharacter;
use crate::Vocabulary;
use crate::findings::{KnownWord, Message};
use crate::language::characters::fold_width;
use crate::model::{Finding, Place};

/// Characters that a word has at least.
const SHORTEST: usize = 4;

static WORDS: LazyLock<Vec<Vec<CompactString>>> = LazyLock::new(|| words(Vocabulary::default().printed_words()));

/// Words by their characters, the longest first.
fn words<'a>(printed: impl Iterator<Item = &'a str>) -> Vec<Vec<CompactString>> {
    let mut words: Vec<Vec<CompactString>> =
        printed.map(letters).filter(|word: &Vec<_>| word.len() >= SHORTEST).collect();
    words.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    words.dedup();
    words
}

fn letters(word: &str) -> Vec<CompactString> {
    word.chars().map(|c| std::iter::once(fold_width(c)).collect()).collect()
}

/// A character to be taken in the place of another.
struct Second {
    at: usize,
    text: CompactString,
    sure: f32,
}

/// Takes second thoughts that make known words of a line, and says so.
pub(super) fn take_known(read: &mut [ReadCharacter], place: &Place) -> Option<Finding> {
    let second = second_thoughts(read, &WORDS);
    let before = text(read);
    for second in &second {
        let one = &mut read[second.at];
        (one.text, one.sure) = (second.text.clone(), second.sure);
    }
    (!second.is_empty()).then(|| KnownWord { read: before, taken: text(read) }.finding().at(place.clone()))
}

/// Of the longest words the likeliest second thoughts; what is part of a word as it was read stays.
fn second_thoughts(read: &[ReadCharacter], words: &[Vec<CompactString>]) -> Vec<Second> {
    let mut settled = vec![false; read.len()];
    for word in words {
        for (start, _) in
            read.windows(word.len()).enumerate().filter(|(_, part)| differing(part, word).next().is_none())
        {
            settled.iter_mut().skip(start).take(word.len()).for_each(|settled| *settled = true);
        }
    }
    let mut taken: Vec<Second> = Vec::new();
    for same_length in words.chunk_by(|a, b| a.len() == b.len()) {
        let mut found: Vec<Second> = same_length.iter().flat_map(|word| near(read, word)).collect();
        found.sort_by(|a, b| b.sure.total_cmp(&a.sure));
        for second in found {
            if !settled[second.at] && taken.iter().all(|known| known.at != second.at) {
                taken.push(second);
            }
        }
    }
    taken
}

/// Where a line is a word but for one character that the network thought of.
fn near(read: &[ReadCharacter], word: &[CompactString]) -> Vec<Second> {
    let parts = read.windows(word.len()).enumerate();
    parts
        .filter_map(|(start, part)| {
            let mut odd = differing(part, word);
            let (Some(odd), None) = (odd.next(), odd.next()) else { return None };
            let (one, text) = part.iter().zip(word).nth(odd)?;
            let (text, sure) = one.others.iter().find(|(other, _)| is_letter(other, text))?;
            Some(Second { at: start + odd, text: text.clone(), sure: *sure })
        })
        .collect()
}

/// Which characters are not those of a word as long.
fn differing(part: &[ReadCharacter], word: &[CompactString]) -> impl Iterator<Item = usize> {
    let pairs = part.iter().zip(word).enumerate();
    pairs.filter(|(_, (one, letter))| !is_letter(&one.text, letter)).map(|(at, _)| at)
}

/// Whether a character is that of a word, wide or narrow.
fn is_letter(text: &str, letter: &str) -> bool {
    text.chars().map(fold_width).eq(letter.chars())
}

fn text(read: &[ReadCharacter]) -> String {
    read.iter().map(|one| one.text.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Characters, each with what else it may be.
    fn read(line: &[(&str, &str)]) -> Vec<ReadCharacter> {
        let one = |(text, other): &(&str, &str)| ReadCharacter {
            text: (*text).into(),
            at: 0.5,
            sure: 0.6,
            others: other.chars().map(|c| (c.to_string().into(), 0.2)).collect(),
        };
        line.iter().map(one).collect()
    }

    fn taken(line: &[(&str, &str)]) -> String {
        let (mut read, words) = (read(line), words(["绩效目标", "数量指标", "质量指标"].into_iter()));
        for second in second_thoughts(&read.clone(), &words) {
            read[second.at].text = second.text.clone();
        }
        text(&read)
    }

    #[test]
    fn a_second_thought_is_taken_where_it_makes_a_word() {
        assert_eq!(taken(&[("绩", ""), ("效", ""), ("日", "曰目"), ("标", ""), ("表", "")]), "绩效目标表");
        assert_eq!(taken(&[("激", "数"), ("量", ""), ("指", ""), ("标", "")]), "数量指标");
        // Not what the network never thought of, nor in the place of another word.
        assert_eq!(taken(&[("绩", ""), ("效", ""), ("日", "曰"), ("标", "")]), "绩效日标");
        assert_eq!(taken(&[("质", "数"), ("量", ""), ("指", ""), ("标", "")]), "质量指标");
    }

    #[test]
    fn what_is_taken_is_said() {
        let mut line = read(&[("数", ""), ("量", ""), ("指", ""), ("杆", "标")]);
        let place = Place::page(1, crate::model::BBox::new(0.0, 0.0, 1.0, 1.0));
        let said = take_known(&mut line, &place).map(|finding| finding.message);
        assert!(said.is_some_and(|said| said.contains("数量指杆") && said.contains("数量指标")));
        assert!(take_known(&mut line, &place).is_none());
    }
}
