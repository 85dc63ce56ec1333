//! Labels and headings of a template that nobody knows, and what they may mean.

use std::collections::BTreeSet;

use super::extra::Extra;
use super::region::FormRegion;
use crate::findings::{Message, UnknownLabelPerhaps, UnknownLabels};
use crate::language::nearest::nearest;
use crate::model::{Document, Finding};
use crate::vocabulary::{Vocabulary, normalise_label};

/// A label has so many characters; anything longer is text.
const LABEL_LENGTH: std::ops::RangeInclusive<usize> = 2..=12;

/// The labels of a form beside which nothing is filled in because nobody knows them.
pub(super) fn unknown_labels(
    region: &FormRegion,
    document: &Document,
    extra: &Extra,
    vocabulary: &Vocabulary,
) -> BTreeSet<String> {
    let lines: BTreeSet<String> =
        document.forms.iter().flat_map(|form| &form.budget).map(|line| normalise_label(&line.label)).collect();
    let beside = region.pairs.iter().filter(|pair| pair.field.is_none()).map(|pair| &pair.label);
    let above = region.lists.iter().flat_map(|list| &list.unknown);
    let labels = beside.chain(above).filter(|label| {
        is_label(label, vocabulary) && extra.value(label).is_none() && !lines.contains(&normalise_label(label))
    });
    labels.map(|label| label.trim_end_matches([':', '：']).to_owned()).collect()
}

/// Whether a text may be the name of a field: no class, number, note or example.
fn is_label(text: &str, vocabulary: &Vocabulary) -> bool {
    let name = normalise_label(text);
    LABEL_LENGTH.contains(&name.chars().count())
        && !name.contains(|c: char| c.is_ascii_digit())
        && vocabulary.level1(text).or_else(|| vocabulary.level2(text)).is_none()
        && !vocabulary.is_example(text)
        && !vocabulary.is_subtotal(text)
        && !vocabulary.is_note(text)
        && !vocabulary.is_title(text)
}

/// What is said of them: each once, with the nearest known label where one is near.
pub(super) fn hints(labels: &BTreeSet<String>, vocabulary: &Vocabulary) -> Vec<Finding> {
    let (mut findings, mut others) = (Vec::new(), Vec::new());
    for label in labels {
        match nearest(&normalise_label(label), vocabulary.labels().map(|(known, _)| known)) {
            Some(near) => findings.push(UnknownLabelPerhaps { label, nearest: near }.finding().quote(label.clone())),
            None => others.push(label.as_str()),
        }
    }
    if !others.is_empty() {
        let labels = others.join("、");
        findings.push(UnknownLabels { labels: &labels }.finding().quote(labels.clone()));
    }
    findings
}
