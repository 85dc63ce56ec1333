//! A text that grows line by line, with what it is judged by counted as it grows: reading runs of lines from each line on, the
//! whole text would be gone through again and again.

use crate::language::characters::is_common_ideograph;
use crate::reconstruct::joining;
use crate::reconstruct::text::words::{NOT_IN_ORGANISATIONS, Words};

/// Marks that end sentences.
pub(super) const SENTENCE: [char; 4] = ['。', '；', ';', '！'];
/// Marks that end clauses.
pub(super) const CLAUSE: [char; 2] = ['，', ','];

/// A text and its counts.
#[derive(Debug, Clone, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is a sign of its own")]
pub(in crate::reconstruct::text) struct Measured {
    /// The joined text.
    pub(in crate::reconstruct::text) text: String,
    /// Its characters.
    pub(in crate::reconstruct::text) length: usize,
    /// Marks that end sentences; that end clauses.
    pub(super) sentences: usize,
    pub(super) clauses: usize,
    /// Whether a mark stands in it that no organisation's name holds.
    pub(super) is_prose: bool,
    /// Whether 指标值 stands in it, or another sign of packed indicators.
    pub(super) has_value_word: bool,
    pub(super) has_item_sign: bool,
    /// Brackets open at its end; whether one was closed that was not open.
    depth: i32,
    closed_unopened: bool,
}

impl Measured {
    /// A whole text.
    pub(in crate::reconstruct::text) fn of(text: &str, words: &Words) -> Self {
        let mut measured = Self { text: text.to_owned(), ..Self::default() };
        measured.count_from(0, words);
        measured
    }

    /// Appends a wrapped line by the text rules.
    pub(in crate::reconstruct::text) fn append_line(&mut self, line: &str, words: &Words) {
        let counted = self.text.len();
        // Spaces at the end go, and are counted.
        let shrinks = self.text.ends_with(char::is_whitespace);
        joining::append_line(&mut self.text, line);
        if shrinks {
            *self = Self::of(&self.text, words);
        } else {
            self.count_from(counted, words);
        }
    }

    /// Counts what was appended.
    fn count_from(&mut self, counted: usize, words: &Words) {
        for c in self.text[counted..].chars() {
            self.length += 1;
            // Ideographs are none of these.
            if is_common_ideograph(c) {
                continue;
            }
            self.sentences += usize::from(SENTENCE.contains(&c));
            self.clauses += usize::from(CLAUSE.contains(&c));
            self.is_prose |= NOT_IN_ORGANISATIONS.contains(&c);
            self.depth += bracket(c);
            self.closed_unopened |= self.depth < 0;
        }
        self.find_signs(counted, words);
    }

    /// Looks for signs of packed indicators that end behind what was counted.
    fn find_signs(&mut self, counted: usize, words: &Words) {
        let from = counted.saturating_sub("指标值".len() - 1);
        for (before, behind) in words.indicator_words(&self.text, from) {
            let value = behind.starts_with('值');
            self.has_value_word |= value;
            self.has_item_sign |= value || words.is_class_sign(before, behind);
        }
    }

    /// Whether brackets are opened and not closed, or closed and not opened.
    pub(super) fn is_unbalanced(&self) -> bool {
        self.closed_unopened || self.depth != 0
    }
}

/// What a character adds to the depth of brackets.
fn bracket(c: char) -> i32 {
    match c {
        '（' | '(' | '《' | '〔' | '【' => 1,
        '）' | ')' | '》' | '〕' | '】' => -1,
        _ => 0,
    }
}

/// Whether brackets are opened and not closed, or closed and not opened.
pub(in crate::reconstruct::text) fn unbalanced(text: &str) -> bool {
    let mut depth = 0;
    let broken = text.chars().any(|c| {
        depth += bracket(c);
        depth < 0
    });
    broken || depth != 0
}

/// Whether a text cannot be the beginning of a cell: it starts with punctuation that follows something, or is nothing but
/// the bracket behind a name.
pub(in crate::reconstruct::text) fn starts_inside(text: &str) -> bool {
    let bracket =
        text.starts_with(['（', '(']) && text.split_once(['）', ')']).is_some_and(|(_, behind)| behind.is_empty());
    bracket || text.starts_with(['，', '。', '、', '；', '：', '）', ')', '”', '》', '】', '%', ',', '.'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_across_lines_are_seen() {
        assert!(unbalanced("穗财政〔2021〕113号一村（") && unbalanced("门)") && !unbalanced("（区资金）"));
    }

    #[test]
    fn a_text_that_grew_is_measured_as_the_whole_text() {
        let words = Words::default();
        let lines = ["1、产出指", "标：参与（", "业务）培训，", "年度", "指标", "值：至少1次。2、", "public", "goods)"];
        let mut grown = Measured::default();
        for n in 0..lines.len() {
            grown.append_line(lines[n], &words);
            let whole = Measured::of(&joining::join_lines(lines[..=n].iter().copied()), &words);
            assert_eq!(format!("{grown:?}"), format!("{whole:?}"));
            assert_eq!(grown.is_unbalanced(), unbalanced(&grown.text), "{}", grown.text);
        }
        assert!(grown.has_value_word && grown.has_item_sign && grown.is_prose && grown.is_unbalanced());
        assert_eq!((grown.clauses, grown.sentences), (1, 1));
    }
}
