//! Labels put together from parts: words before a core, the core, words behind it.
//!
//! Offices spell one heading in hundreds of ways (项目主管部门, 市级主管单位, 主管部门名称). A [`ComposingRule`] says which words may stand
//! around which cores; a label is read only where the rule covers all of it, so that a longer text with a known word in it
//! stays unread.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::column::Column;
use super::label::fold;
use super::spellings::{Spelled, SpelledWord, Spellings};

/// The section `[composed]` of a vocabulary file.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct ComposedLists {
    /// Names of classes of words, which rules refer to.
    pub(super) classes: Spellings<SpelledWord>,
    /// In the order in which they are tried.
    pub(super) rules: Cow<'static, [ComposingRule]>,
}

/// One way of putting a label together.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ComposingRule {
    pub(super) means: Column,
    /// Classes (or single words) that may stand before the core.
    #[serde(default)]
    pub(super) before: Spelled,
    /// Of which one at least must stand there.
    #[serde(default)]
    pub(super) needs: Spelled,
    pub(super) cores: Spelled,
    /// Classes (or single words) that may stand behind the core.
    #[serde(default)]
    pub(super) behind: Spelled,
    /// Whether a core is a label without anything around it.
    #[serde(default = "yes")]
    pub(super) alone: bool,
}

fn yes() -> bool {
    true
}

/// Rules ready for looking up.
#[derive(Debug, Default)]
pub(super) struct Composed {
    rules: Vec<Ready>,
    /// Core → the rules that have it.
    cores: FxHashMap<String, Vec<usize>>,
    /// The characters with which a label can begin and end.
    heads: Vec<char>,
    ends: Vec<char>,
}

/// The words of a class, folded.
type WordClass = Arc<[String]>;

#[derive(Debug)]
struct Ready {
    means: Column,
    before: Vec<WordClass>,
    needs: Vec<WordClass>,
    behind: Vec<WordClass>,
    alone: bool,
}

/// Characters of the longest label that is put together.
const LONGEST: usize = 24;

impl Composed {
    /// Of several lists; the rules of the earlier ones are tried first, classes of one name are one class.
    pub(super) fn new<'l>(lists: impl Iterator<Item = &'l ComposedLists> + Clone) -> Self {
        let mut words: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for (name, word) in lists.clone().flat_map(|l| l.classes.each()) {
            words.entry(name).or_default().push(fold(word));
        }
        // Folded once, however many rules name a class.
        let classes: BTreeMap<&str, WordClass> = words.into_iter().map(|(name, words)| (name, words.into())).collect();
        let mut composed = Self::default();
        for rule in lists.flat_map(|l| l.rules.iter()) {
            let number = composed.rules.len();
            let needs = classes_of(&rule.needs, &classes);
            let before = classes_of(&rule.before, &classes).into_iter().chain(needs.iter().cloned()).collect();
            let behind = classes_of(&rule.behind, &classes);
            let ready = Ready { means: rule.means, before, needs, behind, alone: rule.alone };
            let cores: Vec<String> = rule.cores.iter().map(|c| fold(c)).collect();
            composed.heads.extend(words_of(&ready.before).chain(&cores).filter_map(|w| w.chars().next()));
            composed.ends.extend(words_of(&ready.behind).chain(&cores).filter_map(|w| w.chars().next_back()));
            for core in cores {
                composed.cores.entry(core).or_default().push(number);
            }
            composed.rules.push(ready);
        }
        for letters in [&mut composed.heads, &mut composed.ends] {
            letters.sort_unstable();
            letters.dedup();
        }
        composed
    }

    /// What a folded label without brackets behind it means.
    pub(super) fn column(&self, label: &str) -> Option<Column> {
        let (first, last) = (label.chars().next()?, label.chars().next_back()?);
        if self.heads.binary_search(&first).is_err() || self.ends.binary_search(&last).is_err() {
            return None;
        }
        let bare = without_inner_brackets(label);
        let bounds: Vec<usize> = bare.char_indices().map(|(at, _)| at).chain([bare.len()]).collect();
        if bounds.len() > LONGEST {
            return None;
        }
        let mut best: Option<(usize, &Ready)> = None;
        for (n, &from) in bounds.iter().enumerate() {
            for &to in bounds.iter().skip(n + 1) {
                let Some((head, behind)) = bare.split_at_checked(to) else { continue };
                let Some((before, core)) = head.split_at_checked(from) else { continue };
                for &number in self.cores.get(core).into_iter().flatten() {
                    let rule = Some(&self.rules[number]).filter(|_| best.is_none_or(|(b, _)| number < b));
                    best = rule.filter(|rule| rule.fits(before, behind)).map(|rule| (number, rule)).or(best);
                }
            }
        }
        best.map(|(_, rule)| rule.means)
    }
}

/// The classes of some names: a name that no class has is a word itself.
fn classes_of(names: &[SpelledWord], classes: &BTreeMap<&str, WordClass>) -> Vec<WordClass> {
    names.iter().map(|name| classes.get(&**name).map_or_else(|| [fold(name)].into(), WordClass::clone)).collect()
}

/// The words of some classes.
fn words_of(classes: &[WordClass]) -> impl Iterator<Item = &String> {
    classes.iter().flat_map(|class| class.iter())
}

impl Ready {
    fn fits(&self, before: &str, behind: &str) -> bool {
        if !self.alone && before.is_empty() && behind.is_empty() {
            return false;
        }
        is_made_of(before, &self.before, &self.needs, self.needs.is_empty())
            && is_made_of(behind, &self.behind, &[], true)
    }
}

/// Whether a text is a row of words (or empty), with one of `needs` among them unless that is `met`.
fn is_made_of(text: &str, words: &[WordClass], needs: &[WordClass], met: bool) -> bool {
    if text.is_empty() {
        return met;
    }
    words_of(words).any(|word| {
        let Some(rest) = text.strip_prefix(word.as_str()).filter(|_| !word.is_empty()) else { return false };
        let rest = rest.trim_start_matches(['/', '、']);
        is_made_of(rest, words, needs, met || words_of(needs).any(|needed| needed == word))
    })
}

/// 项目(政策)名称 → 项目名称.
fn without_inner_brackets(label: &str) -> String {
    let mut bare = String::with_capacity(label.len());
    let mut depth = 0_u32;
    for c in label.chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 => bare.push(c),
            _ => {}
        }
    }
    bare
}
