//! Labels of a form among tokens.

use crate::reconstruct::text::words::Words;
use crate::reconstruct::text::wrapped::{Gap, Token};
use crate::vocabulary::Column as Meaning;

/// Pieces a label may be broken into.
const LABEL_PIECES: usize = 4;
/// No label is longer, in characters.
const LONGEST_LABEL: usize = 24;

/// A label: what it means and the token behind it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Label {
    /// What it means.
    pub(super) meaning: Meaning,
    /// First token.
    pub(super) start: usize,
    /// Token behind its last.
    pub(super) end: usize,
}

/// The longest label that starts at a token and is made of whole tokens.
pub(super) fn label_at(tokens: &[Token], at: usize, words: &Words) -> Option<Label> {
    let mut text = String::new();
    let mut found = None;
    for (n, token) in tokens.iter().enumerate().skip(at).take(LABEL_PIECES) {
        if n > at && token.gap == Gap::Page {
            break;
        }
        text.push_str(token.text);
        if text.chars().count() > LONGEST_LABEL {
            break;
        }
        if let Some(meaning) = words.meaning(&text) {
            found = Some(Label { meaning, start: at, end: n + 1 });
        }
    }
    found
}

/// Labels of a set that follow one another from a token on.
pub(super) fn labels_at(tokens: &[Token], at: usize, words: &Words, belongs: fn(Meaning) -> bool) -> Vec<Label> {
    let mut labels = Vec::new();
    let mut next = at;
    while let Some(label) = label_at(tokens, next, words).filter(|l| belongs(l.meaning)) {
        labels.push(label);
        next = label.end;
    }
    labels
}
