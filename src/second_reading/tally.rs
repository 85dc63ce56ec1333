//! Characters where they are printed → how many there are of each, and the numbers they make.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use crate::extract::pdf::fold_radicals;

/// Distance of the same character drawn twice that is one on paper, in em: bold by double printing shifts by a few hundredths.
const SAME_PLACE: f64 = 0.1;
/// Farthest that the next digit of a number begins from where the one before began, in em: digits of full width are one em wide.
const NEXT_DIGIT: f64 = 1.05;
/// How much before it it may begin, in em: an engine that does not know a font's widths sets all digits at one place.
const BEFORE: f64 = 0.05;
/// Farthest that it lies off the line, in em: what is raised stands higher.
const SAME_LINE: f64 = 0.15;

/// A character where it is printed, in any unit and any direction of the axes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Printed<'a> {
    /// The character, or those of a ligature.
    pub text: &'a str,
    /// Where its baseline begins.
    pub start: (f64, f64),
    /// The way it runs, of length 1; of length 0 where that is not known.
    pub along: (f64, f64),
    /// Whether its place is known, for which that of what stands before it must be.
    pub placed: bool,
    /// Length of the em.
    pub size: f64,
}

/// What a page holds, in whatever order it is drawn.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CharacterCounts {
    /// How many there are of each character; blanks and what is unknown do not count.
    pub characters: BTreeMap<char, u32>,
    /// How many there are of each number of two and more digits.
    pub numbers: BTreeMap<String, u32>,
}

impl CharacterCounts {
    /// Counts what is printed, in the order of drawing; what is printed twice at one place is one.
    #[must_use]
    pub(super) fn of<'a>(printed: impl Iterator<Item = Printed<'a>>) -> Self {
        let mut tally = Self::default();
        let (mut seen, mut number) = (Squares::new(), DigitRun::default());
        for one in printed.filter(|one| is_new(one, &mut seen)) {
            for c in fold_radicals(one.text.into()).nfkc().filter(|&c| counts(c)) {
                *tally.characters.entry(c).or_insert(0) += 1;
                if !c.is_ascii_digit() {
                    number.close(&mut tally.numbers);
                } else if number.is_continued_by(&one) {
                    number.add(c, &one);
                } else {
                    number.close(&mut tally.numbers);
                    number.add(c, &one);
                }
            }
        }
        number.close(&mut tally.numbers);
        tally
    }

    /// How many characters it holds.
    pub(super) fn total(&self) -> u32 {
        self.characters.values().sum()
    }

    /// Whether it holds nothing.
    #[must_use]
    pub(super) fn is_empty(&self) -> bool {
        self.characters.is_empty()
    }

    /// What it holds more of than `others` together.
    #[must_use]
    pub(super) fn without(&self, others: &[&Self]) -> Self {
        Self {
            characters: more(&self.characters, &others.iter().map(|t| &t.characters).collect::<Vec<_>>()),
            numbers: more(&self.numbers, &others.iter().map(|t| &t.numbers).collect::<Vec<_>>()),
        }
    }
}

fn more<K: Ord + Clone>(counts: &BTreeMap<K, u32>, others: &[&BTreeMap<K, u32>]) -> BTreeMap<K, u32> {
    let mut rest = counts.clone();
    for (key, count) in others.iter().flat_map(|other| other.iter()) {
        if let Some(left) = rest.get_mut(key) {
            *left = left.saturating_sub(*count);
        }
    }
    rest.retain(|_, count| *count > 0);
    rest
}

fn counts(c: char) -> bool {
    // Zero-width and soft marks are drawn by some producers and left out by others; neither prints ink.
    let is_mark = matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
    !c.is_whitespace() && !c.is_control() && !is_mark && c != char::REPLACEMENT_CHARACTER
}

/// Characters by the square they are printed in.
type Squares<'a> = BTreeMap<(&'a str, i64, i64), Vec<(f64, f64)>>;

/// Whether nothing like it was printed at its place.
fn is_new<'a>(one: &Printed<'a>, seen: &mut Squares<'a>) -> bool {
    if !one.placed {
        return true;
    }
    let near = one.size.abs().max(f64::MIN_POSITIVE) * SAME_PLACE;
    let (x, y) = ((one.start.0 / near).floor() as i64, (one.start.1 / near).floor() as i64);
    let around = (-1..=1).flat_map(|dx| (-1..=1).map(move |dy| (x.saturating_add(dx), y.saturating_add(dy))));
    let mut like_it = around.filter_map(|(x, y)| seen.get(&(one.text, x, y))).flatten();
    let is_old = like_it.any(|at| (at.0 - one.start.0).hypot(at.1 - one.start.1) <= near);
    if !is_old {
        seen.entry((one.text, x, y)).or_default().push(one.start);
    }
    !is_old
}

/// The number in hand.
#[derive(Default)]
struct DigitRun {
    digits: String,
    start: (f64, f64),
}

impl DigitRun {
    fn is_continued_by(&self, one: &Printed<'_>) -> bool {
        let step = (one.start.0 - self.start.0, one.start.1 - self.start.1);
        let along = step.0 * one.along.0 + step.1 * one.along.1;
        let across = step.0 * one.along.1 - step.1 * one.along.0;
        let is_next = (-BEFORE * one.size..=NEXT_DIGIT * one.size).contains(&along);
        !self.digits.is_empty() && is_next && across.abs() <= one.size * SAME_LINE
    }

    fn add(&mut self, digit: char, one: &Printed<'_>) {
        self.digits.push(digit);
        self.start = one.start;
    }

    fn close(&mut self, numbers: &mut BTreeMap<String, u32>) {
        let digits = std::mem::take(&mut self.digits);
        if digits.len() > 1 {
            *numbers.entry(digits).or_insert(0) += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str, x: f64, y: f64) -> Vec<Printed<'_>> {
        let one = |(n, (at, c)): (usize, (usize, char))| {
            let start = x + n as f64 * 5.0;
            Printed {
                text: &text[at..at + c.len_utf8()],
                start: (start, y),
                along: (1.0, 0.0),
                placed: true,
                size: 10.0,
            }
        };
        text.char_indices().enumerate().map(one).collect()
    }

    #[test]
    fn numbers_are_runs_of_digits_that_touch() {
        let printed = [line("共12项3", 0.0, 0.0), line("45", 100.0, 0.0), line("67", 105.0, 9.0)].concat();
        let tally = CharacterCounts::of(printed.into_iter());
        assert_eq!(tally.numbers, BTreeMap::from([("12".to_owned(), 1), ("45".to_owned(), 1), ("67".to_owned(), 1)]));
        assert_eq!(tally.characters.values().sum::<u32>(), 9);
    }

    #[test]
    fn what_is_printed_twice_at_one_place_is_one() {
        let printed = [line("9", 0.0, 0.0), line("9", 0.3, 0.0), line("9", 5.0, 0.0), line("９", 20.0, 0.0)].concat();
        assert_eq!(CharacterCounts::of(printed.into_iter()).characters, BTreeMap::from([('9', 3)]));
    }

    #[test]
    fn what_one_holds_more_of_is_what_is_left() {
        let (a, b) = (
            CharacterCounts::of(line("甲甲乙", 0.0, 0.0).into_iter()),
            CharacterCounts::of(line("甲丙", 0.0, 0.0).into_iter()),
        );
        assert_eq!(a.without(&[&b]).characters, BTreeMap::from([('甲', 1), ('乙', 1)]));
        assert!(a.without(&[&b, &a]).is_empty());
    }
}
