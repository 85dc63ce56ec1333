//! The organisations a text repeats: what stands in the department and unit columns of most rows.

use std::collections::BTreeMap;

use crate::reconstruct::text::words::{Words, without_bracket};

use super::tokens::{Gap, Token};

/// Lines an organisation's name may take.
const NAME_LINES: usize = 8;

/// Organisation names printed at least twice.
#[derive(Debug, Default)]
pub(super) struct Dictionary {
    names: BTreeMap<String, usize>,
}

impl Dictionary {
    /// Counts names in tokens. `known` are names printed in the head of the form.
    pub(super) fn learn(tokens: &[Token], known: &[String], words: &Words) -> Self {
        let mut names: BTreeMap<String, usize> = BTreeMap::new();
        for (at, first) in tokens.iter().enumerate() {
            let mut name = String::new();
            for (n, token) in tokens.iter().skip(at).take(NAME_LINES).enumerate() {
                if (n > 0 && token.gap != Gap::Line) || name.len() + token.text.len() > 120 {
                    break;
                }
                name.push_str(token.text);
                if words.is_organisation(&name) && !words.is_subtotal(first.text) {
                    *names.entry(name.clone()).or_default() += 1;
                }
            }
        }
        names.retain(|_, count| *count > 1);
        for name in known {
            names.entry(name.clone()).or_insert(1);
        }
        Self { names }
    }

    /// Whether a text is a repeated organisation, its bracket (部门) aside.
    pub(super) fn knows(&self, text: &str) -> bool {
        self.names.contains_key(text) || self.names.contains_key(without_bracket(text))
    }

    /// Whether the tokens from `at` begin with a repeated organisation as whole tokens.
    pub(super) fn starts(&self, tokens: &[Token], at: usize) -> bool {
        let mut name = String::new();
        for (n, token) in tokens.iter().skip(at).take(NAME_LINES).enumerate() {
            if n > 0 && token.gap != Gap::Line {
                return false;
            }
            name.push_str(token.text);
            if name.len() > 120 {
                return false;
            }
            if self.names.contains_key(&name) {
                return true;
            }
        }
        false
    }
}
