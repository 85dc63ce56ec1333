//! The text of a value, character by character: what is not printed left out, width folded, brackets masked.

use crate::language::brackets;
pub(super) use crate::language::characters::is_clause_end;
use crate::language::characters::{fold_width, is_invisible};

/// The text of a value as characters, and which of them cannot hold the target.
pub(super) struct ValueText {
    /// As printed, without what is printed as nothing.
    pub(super) printed: Vec<char>,
    /// Width folded, one for one.
    pub(super) folded: Vec<char>,
    /// Inside brackets, quotes or a book title: (60分以上), “12348”, 《…》.
    pub(super) masked: Vec<bool>,
}

impl ValueText {
    pub(super) fn new(text: &str) -> Self {
        let printed: Vec<char> = text.chars().filter(|&c| !is_invisible(c)).collect();
        // The ideographic comma of full width ends a clause, the ASCII one may divide thousands.
        let folded: Vec<char> = printed.iter().map(|&c| if c == '，' { c } else { fold_width(c) }).collect();
        let mut masked = brackets::inside(&folded);
        // A value that stands in brackets as a whole: （≥90%）.
        let outside = folded.iter().zip(&masked).any(|(c, m)| !m && c.is_alphanumeric());
        if !outside {
            masked.fill(false);
        }
        Self { printed, folded, masked }
    }

    pub(super) fn len(&self) -> usize {
        self.folded.len()
    }

    /// The folded character; a space beyond the ends.
    pub(super) fn at(&self, n: usize) -> char {
        self.folded.get(n).copied().unwrap_or(' ')
    }

    /// The folded character before position `n`.
    pub(super) fn before(&self, n: usize) -> Option<char> {
        n.checked_sub(1).and_then(|n| self.folded.get(n)).copied()
    }

    /// The folded text from a position on.
    pub(super) fn from(&self, n: usize) -> &[char] {
        self.folded.split_at(n.min(self.len())).1
    }

    /// The text as printed between two positions.
    pub(super) fn printed(&self, from: usize, to: usize) -> String {
        self.printed.iter().take(to).skip(from).collect()
    }

    /// Whether the word stands at the position.
    pub(super) fn has(&self, at: usize, word: &str) -> bool {
        let mut text = self.folded.iter().skip(at);
        word.chars().all(|c| text.next() == Some(&c))
    }

    /// The first position from `n` on that is not white space.
    pub(super) fn skip_space(&self, n: usize) -> usize {
        n + self.folded.iter().skip(n).take_while(|c| c.is_whitespace()).count()
    }

    /// Behind the white space that stands before `n`: the end of the text before it, not before `from`.
    pub(super) fn skip_space_back(&self, from: usize, n: usize) -> usize {
        (from..=n).rev().find(|&n| n == from || !self.at(n - 1).is_whitespace()).unwrap_or(n)
    }

    /// Where the clause around a position begins.
    pub(super) fn clause_start(&self, at: usize) -> usize {
        (0..at.min(self.len())).rev().find(|&n| is_clause_end(self.at(n)) && !self.masked_at(n)).map_or(0, |n| n + 1)
    }

    /// Where the clause around a position ends.
    pub(super) fn clause_end(&self, at: usize) -> usize {
        (at..self.len()).find(|&n| is_clause_end(self.at(n)) && !self.masked_at(n)).unwrap_or(self.len())
    }

    pub(super) fn masked_at(&self, n: usize) -> bool {
        self.masked.get(n) == Some(&true)
    }
}
