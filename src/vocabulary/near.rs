//! Words that are known but for one character.

use std::collections::BTreeMap;

use super::label::{LONGEST_LABEL, class_key, normalise_label};

/// A label that is spelt like a known one but for one character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NearMiss<'v, T> {
    /// What it probably means.
    pub meaning: T,
    /// The known spelling, normalised.
    pub spelling: &'v str,
}

/// The class of which a cell has one character wrong.
pub(super) fn class_near<'v>(classes: &'v BTreeMap<String, String>, text: &str) -> Option<NearMiss<'v, &'v str>> {
    if text.len() > 3 * LONGEST_LABEL {
        return None;
    }
    let key = class_key(text);
    // Compared with the word 指标, or two-character classes would be near to everything.
    let whole = normalise_label(text);
    if classes.contains_key(&key) || !whole.ends_with("指标") && !whole.starts_with("产出") && whole.chars().count() < 4
    {
        return None;
    }
    let mut found: Option<NearMiss<'v, &'v str>> = None;
    for class in classes.values() {
        if !differs_by_one(class, &whole) {
            continue;
        }
        if found.as_ref().is_some_and(|f| f.meaning != class) {
            return None;
        }
        found = Some(NearMiss { meaning: class, spelling: class });
    }
    found
}

/// The one known spelling that differs from a label by one character; `None` where several meanings do.
pub(super) fn nearest<'v, T: PartialEq>(
    known: impl Iterator<Item = (&'v str, T)>,
    label: &str,
) -> Option<NearMiss<'v, T>> {
    if label.chars().count() < 3 {
        return None;
    }
    let mut found: Option<NearMiss<'v, T>> = None;
    for (spelling, meaning) in known.filter(|(s, _)| differs_by_one(s, label) && !says_other(s, label)) {
        if found.as_ref().is_some_and(|f| f.meaning != meaning) {
            return None;
        }
        found = Some(NearMiss { meaning, spelling });
    }
    found
}

/// Words of labels that differ by a character and are no slips of each other.
const OTHER_WORDS: [[&str; 2]; 2] = [["目标", "指标"], ["年度", "季度"]];

/// Whether the one character by which two labels differ makes another word of it: 年度绩效目标, 年度绩效指标.
fn says_other(a: &str, b: &str) -> bool {
    OTHER_WORDS.iter().any(|[one, other]| a.replace(one, other) == b.replace(one, other))
}

fn differs_by_one(a: &str, b: &str) -> bool {
    a.len().abs_diff(b.len()) <= 3
        && a.chars().count() == b.chars().count()
        && a.chars().zip(b.chars()).filter(|(x, y)| x != y).count() == 1
}
