//! The organisations a text repeats: what stands in the department and unit columns of most rows.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use crate::reconstruct::text::words::{Words, without_bracket};

use super::columns::Role;
use super::measured::unbalanced;
use super::repeats::Repeats;
use super::tokens::{Gap, Token};
use super::weights::{self, Cost};

/// Lines an organisation's name may take.
const NAME_LINES: usize = 8;
/// Bytes of the longest name that is looked for.
const LONGEST_NAME: usize = 180;
/// How often an unknown name stands in the columns of organisations to be one.
const FEWEST_CELLS: usize = 2;

/// Organisation names printed at least twice.
#[derive(Debug, Default)]
pub(in crate::reconstruct::text) struct Dictionary {
    names: FxHashSet<String>,
    /// Names printed both with and without a bracket behind them, without it.
    bracketed: FxHashSet<String>,
    /// Bytes of the longest name.
    longest: usize,
    /// How names begin.
    heads: FxHashSet<FirstCharacters>,
    /// Whether a name is shorter than its head should be.
    has_short: bool,
    repeats: Repeats,
}

/// The first characters of a name.
type FirstCharacters = [char; weights::AKIN_CHARACTERS];

fn head(text: &str) -> Option<FirstCharacters> {
    let mut chars = text.chars();
    let mut head = ['\0'; weights::AKIN_CHARACTERS];
    for slot in &mut head {
        *slot = chars.next()?;
    }
    Some(head)
}

impl Dictionary {
    /// Counts names in tokens. `known` are names printed in the head of the form.
    pub(super) fn learn(tokens: &[Token], known: &[String], words: &Words) -> Self {
        let mut dictionary = Self::default();
        dictionary.take(names_in(tokens, known, words));
        let names = (0..tokens.len()).filter_map(|at| Some((at, dictionary.name_at(tokens, at)?)));
        dictionary.repeats = Repeats::of(tokens, &names.collect::<Vec<_>>());
        dictionary
    }

    /// Adds the names that stand in columns of organisations again and again, whatever they end in. Whether there are any.
    pub(super) fn learn_cells(&mut self, cells: impl Iterator<Item = String>) -> bool {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for cell in cells.filter(|c| c.len() <= LONGEST_NAME) {
            *counts.entry(cell).or_default() += 1;
        }
        counts.retain(|name, count| *count >= FEWEST_CELLS && !self.names.contains(name));
        let is_new = !counts.is_empty();
        let mut names = std::mem::take(&mut self.names);
        names.extend(counts.into_keys());
        self.take(names);
        is_new
    }

    /// Whether a text is printed again and again, beside other texts.
    pub(super) fn repeats(&self, text: &str) -> bool {
        self.repeats.has(text)
    }

    fn take(&mut self, names: FxHashSet<String>) {
        let bare =
            names.iter().map(|n| (without_bracket(n), n)).filter(|(b, n)| b.len() < n.len() && names.contains(*b));
        self.bracketed = bare.map(|(b, _)| b.to_owned()).collect();
        self.longest = names.iter().map(String::len).fold(0, usize::max);
        self.heads = names.iter().filter_map(|n| head(n)).collect();
        self.has_short = names.iter().any(|n| head(n).is_none());
        self.names = names;
    }

    /// Whether a text is a repeated organisation, its bracket (部门) aside.
    pub(super) fn knows(&self, text: &str) -> bool {
        let has = |name: &str| name.len() <= self.longest && self.names.contains(name);
        has(text) || has(without_bracket(text))
    }

    /// Whether a text begins as a repeated organisation does (广州市白云区…): it may be one of its units.
    pub(super) fn is_akin(&self, text: &str) -> bool {
        head(text).is_some_and(|h| self.heads.contains(&h))
    }

    /// Cost of a name in the department or unit column where the text prints it both with a bracket, as departments
    /// (…局(部门)), and without, as units.
    pub(super) fn out_of_column(&self, role: Role, text: &str) -> Cost {
        let bare = without_bracket(text);
        let has_bracket = bare.len() < text.len();
        let both = bare.len() <= self.longest && self.bracketed.contains(bare);
        if both && has_bracket == (role == Role::Unit) { weights::OUT_OF_COLUMN } else { 0.0 }
    }

    /// Whether the tokens from `at` begin with a repeated organisation as whole tokens.
    pub(super) fn starts(&self, tokens: &[Token], at: usize) -> bool {
        self.name_at(tokens, at).is_some()
    }

    /// The token behind the first repeated organisation that the tokens from `at` begin with.
    fn name_at(&self, tokens: &[Token], at: usize) -> Option<usize> {
        let first = head(tokens[at].text);
        if !self.has_short && first.is_some_and(|h| !self.heads.contains(&h)) {
            return None;
        }
        let mut name = String::new();
        for (n, token) in tokens.iter().skip(at).take(NAME_LINES).enumerate() {
            if n > 0 && token.gap != Gap::Line {
                return None;
            }
            name.push_str(token.text);
            if name.len() > self.longest.min(LONGEST_NAME) {
                return None;
            }
            if self.names.contains(&name) {
                return Some(at + n + 1);
            }
        }
        None
    }
}

/// The organisations printed at least twice, by how they end, and those known.
fn names_in(tokens: &[Token], known: &[String], words: &Words) -> FxHashSet<String> {
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    for (at, first) in tokens.iter().enumerate() {
        let mut name = String::new();
        for (n, token) in tokens.iter().skip(at).take(NAME_LINES).enumerate() {
            if (n > 0 && token.gap != Gap::Line) || name.len() + token.text.len() > LONGEST_NAME {
                break;
            }
            name.push_str(token.text);
            if words.is_organisation(&name) && !unbalanced(&name) && !words.is_subtotal(first.text) {
                *names.entry(name.clone()).or_default() += 1;
            }
        }
    }
    names.retain(|_, count| *count > 1);
    drop_doubles(&mut names);
    drop_endings(&mut names);
    names.into_keys().chain(known.iter().cloned()).collect()
}

/// Drops what is a name, or the end of one, and another name behind it (局(部门)⏎白云区司法局 of a wrapped first one). Where
/// the other begins otherwise than the names of the place, both may be one: 长沙市教育局⏎第一中学.
fn drop_doubles(names: &mut BTreeMap<String, usize>) {
    // Each end with the longest name that has it.
    let mut ends: BTreeMap<&str, &str> = BTreeMap::new();
    for (name, end) in names.keys().flat_map(|n| n.char_indices().map(move |(at, _)| (n, n.split_at(at).1))) {
        let longest = ends.entry(end).or_insert(name);
        *longest = if name.len() > longest.len() { name } else { longest };
    }
    let is_double = |name: &String| {
        name.char_indices().skip(1).any(|(at, _)| {
            let (first, second) = name.split_at(at);
            let Some(whole) = ends.get(first).filter(|_| names.contains_key(second)) else { return false };
            let akin = whole.chars().zip(second.chars()).take(weights::AKIN_CHARACTERS).all(|(a, b)| a == b);
            akin || first.ends_with([')', '）'])
        })
    };
    let doubles: Vec<String> = names.keys().filter(|n| is_double(n)).cloned().collect();
    for double in doubles {
        names.remove(&double);
    }
}

/// Drops names that are only the end of a longer one (区司法局 of a wrapped 广州市白云⏎区司法局).
fn drop_endings(names: &mut BTreeMap<String, usize>) {
    let mut endings = Vec::new();
    for (name, count) in names.iter() {
        for (at, _) in name.char_indices().skip(1) {
            let (_, end) = name.split_at(at);
            if names.get(end).is_some_and(|c| c <= count) {
                endings.push(end.to_owned());
            }
        }
    }
    for end in endings {
        names.remove(&end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Line;
    use crate::reconstruct::text::wrapped::lines_to_tokens;

    #[test]
    fn what_always_stands_below_a_known_name_is_a_text_of_its_own() {
        let printed = ["长清县教育局", "项目支出", "甲", "长清县教育局", "项目支出", "乙"];
        let lines: Vec<Line> =
            printed.iter().zip(1..).map(|(text, number)| Line { number, text: (*text).to_owned() }).collect();
        let tokens = lines_to_tokens(lines.iter().map(Some));
        let dictionary = Dictionary::learn(&tokens, &[], &Words::default());
        assert!(dictionary.knows("长清县教育局") && dictionary.repeats("项目支出"));
    }
}
