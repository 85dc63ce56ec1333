//! Where items begin in a packed cell, and where their values do.

use crate::language::characters::{IDEOGRAPHIC_SPACE, fold_width};
use crate::vocabulary::{Column, Vocabulary};

/// Most digits of the number of an item: longer numbers are codes.
const NUMBER_DIGITS: usize = 6;

/// A packed cell as characters, and the words it is searched for.
pub(super) struct PackedWords<'v> {
    printed: Vec<char>,
    folded: Vec<char>,
    pub(super) vocabulary: &'v Vocabulary,
}

/// Where an item begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ItemStart {
    /// Position of its number (or class word).
    pub(super) at: usize,
    /// Position behind the colon of its class word.
    pub(super) body: usize,
    pub(super) seq: Option<String>,
    pub(super) level1: Option<String>,
    pub(super) level2: Option<String>,
}

/// Where name and values of an item end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cut {
    pub(super) name_end: usize,
    pub(super) period: Option<(usize, usize)>,
    pub(super) annual: Option<(usize, usize)>,
}

impl<'v> PackedWords<'v> {
    pub(super) fn new(text: &str, vocabulary: &'v Vocabulary) -> Self {
        let printed: Vec<char> = text.trim().chars().collect();
        let folded = printed.iter().map(|&c| fold_char(c)).collect();
        Self { printed, folded, vocabulary }
    }

    pub(super) fn len(&self) -> usize {
        self.folded.len()
    }

    pub(super) fn at(&self, n: usize) -> char {
        self.folded.get(n).copied().unwrap_or('\0')
    }

    pub(super) fn printed(&self, from: usize, to: usize) -> String {
        self.printed.get(from..to.min(self.printed.len())).unwrap_or_default().iter().collect()
    }

    pub(super) fn skip_space(&self, mut n: usize) -> usize {
        while self.at(n).is_whitespace() {
            n += 1;
        }
        n
    }

    /// The end of the word at the position, spaces inside it aside (wrapped lines leave some).
    fn word_end(&self, at: usize, word: &[char]) -> Option<usize> {
        let mut n = at;
        for (k, &c) in word.iter().enumerate() {
            if k > 0 {
                n = self.skip_space(n);
            }
            if self.at(n) != c {
                return None;
            }
            n += 1;
        }
        Some(n)
    }

    /// The class word at the position: from, to.
    pub(super) fn class_at(&self, at: usize) -> Option<(usize, usize)> {
        self.vocabulary.class_letters().iter().find_map(|w| self.word_end(at, w)).map(|end| (at, end))
    }

    /// Whether the text from the position to its end is the beginning of a class word and its colon, but not all of it.
    pub(super) fn is_cut_class(&self, at: usize, end: usize) -> bool {
        let rest: Vec<char> = (at..end).map(|n| self.at(n)).filter(|c| !c.is_whitespace()).collect();
        self.vocabulary.class_letters().iter().any(|w| w.starts_with(&rest))
    }

    /// The label of a value at the position, with its end behind the colon.
    fn value_label_at(&self, at: usize) -> Option<(Column, usize)> {
        self.vocabulary.value_letters().iter().find_map(|(w, column)| {
            let colon = self.skip_space(self.word_end(at, w)?);
            (self.at(colon) == ':').then_some((*column, colon + 1))
        })
    }

    /// The printed class word without spaces.
    pub(super) fn class_text(&self, from: usize, to: usize) -> String {
        self.printed(from, to).chars().filter(|c| !c.is_whitespace()).collect()
    }
}

fn fold_char(c: char) -> char {
    match c {
        '，' | '：' | '（' | '）' | '０'..='９' | '．' => fold_width(c),
        IDEOGRAPHIC_SPACE => ' ',
        _ => c,
    }
}

/// Where items begin, in order.
pub(super) fn starts(words: &PackedWords<'_>) -> Vec<ItemStart> {
    let mut found: Vec<ItemStart> = Vec::new();
    let mut n = 0;
    while n < words.len() {
        match start_at(words, n) {
            Some(start) => {
                n = start.body;
                found.push(start);
            }
            None => n += 1,
        }
    }
    found
}

fn start_at(words: &PackedWords<'_>, at: usize) -> Option<ItemStart> {
    let before = at.checked_sub(1).map(|n| words.at(n));
    let (class, seq) = if words.at(at).is_ascii_digit() || words.at(at) == '(' && words.at(at + 1).is_ascii_digit() {
        if before.is_some_and(|c| c.is_ascii_digit() || c == '.') {
            return None;
        }
        let (seq, behind) = item_number(words, at)?;
        (words.skip_space(behind), Some(seq))
    } else {
        // A class word without a number begins an item only where the text or a sentence begins.
        let previous = (0..at).rev().map(|n| words.at(n)).find(|c| !c.is_whitespace());
        if previous.is_some_and(|c| !matches!(c, '。' | ';' | '；')) {
            return None;
        }
        words.class_at(at)?;
        (at, None)
    };
    let (from, to) = words.class_at(class)?;
    let mut behind = words.skip_space(to);
    let mut second = None;
    if matches!(words.at(behind), '-' | '—' | '/' | '>' | '→' | '–') {
        second = words.class_at(words.skip_space(behind + 1));
        behind = words.skip_space(second?.1);
    }
    if words.at(behind) != ':' {
        return None;
    }
    let class = words.class_text(from, to);
    let (level1, mut level2) = match words.vocabulary.level1(&class) {
        Some(_) => (Some(class), None),
        None => (None, Some(class)),
    };
    if let Some((from, to)) = second {
        level2 = Some(words.class_text(from, to));
    }
    Some(ItemStart { at, body: behind + 1, seq, level1, level2 })
}

/// `12、`, `3.`, `(4)` at the position: the number as printed and the position behind.
fn item_number(words: &PackedWords<'_>, at: usize) -> Option<(String, usize)> {
    let bracketed = words.at(at) == '(';
    let from = if bracketed { at + 1 } else { at };
    let mut to = from;
    while words.at(to).is_ascii_digit() && to - from < NUMBER_DIGITS {
        to += 1;
    }
    let behind = words.skip_space(to);
    let separator = words.at(behind);
    let closed = if bracketed { separator == ')' } else { matches!(separator, '、' | '.' | ',' | ')' | ':') };
    (closed && to > from).then(|| (words.printed(from, to), behind + 1))
}

/// Cuts the body of an item at its first `，年度指标值：`; behind an 实施周期指标值 a 年度指标值 may follow, and the other way round.
pub(super) fn cut_value(words: &PackedWords<'_>, from: usize, to: usize) -> Option<Cut> {
    let (name_end, column, value) = marker(words, from, to)?;
    let other = marker(words, value, to).filter(|(_, c, _)| *c != column);
    let end = other.map_or(to, |(end, _, _)| end);
    let mut cut = Cut { name_end, period: None, annual: None };
    for (column, span) in std::iter::once((column, (value, end))).chain(other.map(|(_, c, v)| (c, (v, to)))) {
        if column == Column::PeriodValue {
            cut.period = Some(span);
        } else {
            cut.annual = Some(span);
        }
    }
    Some(cut)
}

/// The first comma with the label of a value behind it: comma, label, beginning of the value.
pub(super) fn marker(words: &PackedWords<'_>, from: usize, to: usize) -> Option<(usize, Column, usize)> {
    (from..to).filter(|&n| words.at(n) == ',' || words.at(n) == '；' || words.at(n) == ';').find_map(|n| {
        let (column, value) = words.value_label_at(words.skip_space(n + 1))?;
        (value <= to).then_some((n, column, value))
    })
}
