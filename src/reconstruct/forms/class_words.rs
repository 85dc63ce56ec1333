//! Words of classes as printed → the class without its trimmings.

use crate::vocabulary::{Vocabulary, fold, normalise_label};

/// A class as printed, without line breaks of vertical writing, without a score or, behind a known class, a note in brackets.
pub(super) fn printed_class(text: &str) -> String {
    let whole: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let (label, folded) = (normalise_label(&whole), fold(&whole));
    if label.chars().count() >= folded.chars().count() {
        return whole;
    }
    whole.chars().take(label.chars().count()).collect()
}

/// A class as printed, without a note in brackets behind it.
pub(super) fn printed_class_of(text: &str, vocabulary: &Vocabulary) -> String {
    without_note(printed_class(text), vocabulary)
}

/// 数量指标(必填硬性指标) → 数量指标: a bracket behind a known class is a note, where the whole is no spelling of its own.
fn without_note(class: String, vocabulary: &Vocabulary) -> String {
    let bare = class.strip_suffix(['）', ')']).and_then(|open| open.rsplit_once(['（', '('])).map(|(bare, _)| bare);
    let known = bare.filter(|bare| vocabulary.level1(bare).is_some() || vocabulary.level2(bare).is_some());
    match known {
        Some(bare) if !vocabulary.has_bracket_of_its_own(&class) => bare.to_owned(),
        _ => class,
    }
}
