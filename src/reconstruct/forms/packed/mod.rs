//! A cell that packs many indicators: `1、产出指标：<name>，年度指标值：<value>。2、…`.
//!
//! The grammar is conservative: an item begins only where a number and a class word with its colon stand
//! (`2、产出指标：`), and its name ends only at the first `，年度指标值：` behind it. Names and values may hold commas, colons,
//! full stops, numbers and numbering; nothing is cut that the grammar does not prove. Numbering may restart.

use crate::vocabulary::Vocabulary;

mod ends;
mod scan;

use ends::{cut_tail, head_item};
use scan::{Start, Words, cut_value, starts};

/// An item of a packed cell, as printed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct PackedItem {
    /// The printed number.
    pub seq: Option<String>,
    /// The class word before the colon, where it is one of the first level.
    pub level1: Option<String>,
    /// The class word, where it is one of the second level.
    pub level2: Option<String>,
    /// The indicator's name.
    pub name: Option<String>,
    /// 实施周期指标值, where it is printed.
    pub period: Option<String>,
    /// 年度指标值.
    pub value: Option<String>,
    /// Text behind the value.
    pub remark: Option<String>,
    /// What shows that a part is lost: the text around the cut.
    pub cut: Option<String>,
}

/// Takes a packed cell apart. No items where none can be told.
#[must_use]
pub(crate) fn cell_to_items(cell: &str, vocabulary: &Vocabulary) -> Vec<PackedItem> {
    let words = Words::new(cell, vocabulary);
    let starts = starts(&words);
    let mut items: Vec<PackedItem> = Vec::new();
    let tail = cut_tail(&words, starts.last());
    let text_end = tail.as_ref().map_or(words.len(), |t| t.at);
    let head_end = starts.first().map_or(text_end, |s| s.at);
    items.extend(head_item(&words, head_end, !starts.is_empty()));
    for (n, start) in starts.iter().enumerate() {
        let next = starts.get(n + 1);
        items.push(item(&words, start, next.map_or(text_end, |s| s.at), next.is_none() && tail.is_none()));
    }
    items.extend(tail.map(|t| t.item));
    items
}

fn item(words: &Words<'_>, start: &Start, end: usize, last: bool) -> PackedItem {
    let cut = cut_value(words, start.body, end);
    let closed = ends_with_stop(&words.printed(start.body, end));
    let mut item = PackedItem {
        seq: start.seq.clone(),
        level1: start.level1.clone(),
        level2: start.level2.clone(),
        ..PackedItem::default()
    };
    let breaks_off = |item: &PackedItem| last && !closed && item.value.is_none() && item.period.is_none();
    let Some(cut) = cut else {
        let name = words.printed(start.body, end);
        let name = if last && !closed { without_cut_marker(&name, words) } else { without_stop(&name) };
        item.name = some_text(name);
        item.cut = breaks_off(&item).then(|| words.printed(start.at, end).trim().to_owned());
        return item;
    };
    item.name = some_text(&words.printed(start.body, cut.name_end));
    item.period = cut.period.and_then(|(from, to)| some_text(without_stop(&words.printed(from, to))));
    if let Some((from, to)) = cut.annual {
        let (value, remark) = value_and_remark(&words.printed(from, to));
        (item.value, item.remark) = (value, remark);
    }
    let empty = item.value.is_none() && item.period.is_none();
    let operator_only = last && item.value.as_deref().is_some_and(|v| is_operator_only(v, words.vocabulary));
    item.cut = (empty || operator_only).then(|| words.printed(start.body, end).trim().to_owned());
    item
}

/// A value that breaks off behind a word of comparison: its number is lost.
fn is_operator_only(value: &str, vocabulary: &Vocabulary) -> bool {
    let target = super::targets::value_to_target(value, None, vocabulary);
    target.is_some_and(|t| t.operator.is_some() && t.value.is_none() && t.parts.is_empty())
}

/// The value without the full stop that ends the item, and what is printed behind that stop in brackets.
fn value_and_remark(text: &str) -> (Option<String>, Option<String>) {
    let value = without_stop(text);
    let closes = value.ends_with(['）', ')']) || text.trim_end().ends_with(['）', ')']);
    if closes {
        for (at, _) in value.match_indices('。') {
            let behind = value.get(at..).unwrap_or_default().trim_start_matches('。').trim();
            if behind.starts_with(['（', '(']) {
                let before = value.get(..at).unwrap_or_default();
                return (some_text(without_stop(before)), some_text(behind));
            }
        }
    }
    (some_text(value), None)
}

fn ends_with_stop(text: &str) -> bool {
    text.trim_end().ends_with(['。', '；', ';'])
}

/// Without the stops and spaces that end an item.
fn without_stop(text: &str) -> &str {
    text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '。' | '；' | ';')).trim_start()
}

/// A name without the beginning of `，年度指标值：` on which the cell breaks off.
fn without_cut_marker<'t>(name: &'t str, words: &Words<'_>) -> &'t str {
    let Some((at, _)) = name.char_indices().rfind(|(_, c)| matches!(c, '，' | ',')) else { return name };
    let tail: String = name.get(at..).unwrap_or_default().chars().skip(1).filter(|c| !c.is_whitespace()).collect();
    let begins = words.vocabulary.value_labels().iter().any(|(label, _)| label.starts_with(&tail));
    if begins { name.get(..at).unwrap_or(name) } else { name }
}

fn some_text(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

#[cfg(test)]
mod tests;
