//! A cell that packs many indicators: `1、产出指标：<name>，年度指标值：<value>。2、…`.
//!
//! The grammar is conservative: an item begins only where a number and a class word with its colon stand
//! (`2、产出指标：`), and its name ends only at the first `，年度指标值：` behind it. Names and values may hold commas, colons,
//! full stops, numbers and numbering; nothing is cut that the grammar does not prove. Numbering may restart.

use crate::vocabulary::Vocabulary;

mod classes;
mod ends;
mod item;
mod scan;

pub(crate) use classes::{ClassList, FEWEST_CLASSES, cell_to_class_lists};
use ends::{cut_tail, head_item};
pub(crate) use item::PackedItem;
use item::{some_text, value_and_remark, without_stop};
use scan::{ItemStart, PackedWords, cut_value, starts};

/// Takes a packed cell apart. No items where none can be told.
#[must_use]
pub(crate) fn cell_to_items(cell: &str, vocabulary: &Vocabulary) -> Vec<PackedItem> {
    let words = PackedWords::new(cell, vocabulary);
    let starts = starts(&words);
    let mut items: Vec<PackedItem> = Vec::new();
    let tail = cut_tail(&words, starts.last());
    let text_end = tail.as_ref().map_or(words.len(), |t| t.at);
    let head_end = starts.first().map_or(text_end, |s| s.at);
    items.extend(head_item(&words, head_end, !starts.is_empty()));
    for (start, next) in starts.iter().zip(starts.iter().skip(1).map(Some).chain([None])) {
        items.push(item(&words, start, next.map_or(text_end, |s| s.at), next.is_none() && tail.is_none()));
    }
    items.extend(tail.map(|t| t.item));
    items
}

fn item(words: &PackedWords<'_>, start: &ItemStart, end: usize, last: bool) -> PackedItem {
    let cut = cut_value(words, start.body, end);
    let closed = ends_with_stop(&words.printed(start.body, end));
    let mut item = PackedItem {
        seq: start.seq.clone(),
        level1: start.level1.clone(),
        level2: start.level2.clone(),
        ..PackedItem::default()
    };
    let Some(cut) = cut else {
        let name = words.printed(start.body, end);
        let name = if last && !closed { without_cut_marker(&name, words) } else { without_stop(&name) };
        item.name = some_text(name);
        // A name alone whose text ends nowhere breaks off.
        item.cut = (last && !closed).then(|| words.printed(start.at, end).trim().to_owned());
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

fn ends_with_stop(text: &str) -> bool {
    text.trim_end().ends_with(['。', '；', ';'])
}

/// A name without the beginning of `，年度指标值：` on which the cell breaks off.
fn without_cut_marker<'t>(name: &'t str, words: &PackedWords<'_>) -> &'t str {
    let Some((at, _)) = name.char_indices().rfind(|(_, c)| matches!(c, '，' | ',')) else { return name };
    let (before, tail) = name.split_at(at);
    let tail: String = tail.chars().skip(1).filter(|c| !c.is_whitespace()).collect();
    let begins = words.vocabulary.value_labels().iter().any(|(label, _)| label.starts_with(&tail));
    if begins { before } else { name }
}

#[cfg(test)]
mod tests;
