//! Packed cells whose beginning or end is lost (rows clipped at their height).

use super::item::{PackedItem, some_text, value_and_remark};
use super::scan::{ItemStart, PackedWords, marker};
use crate::vocabulary::Column;

/// What is left of the item whose beginning is lost before the first whole item.
pub(super) fn head_item(words: &PackedWords<'_>, end: usize, is_followed: bool) -> Option<PackedItem> {
    let text = words.printed(0, end);
    let fragment = text.trim();
    if fragment.is_empty() {
        return None;
    }
    let partial = PackedItem { cut: Some(fragment.to_owned()), ..PackedItem::default() };
    if let Some((name_end, column, value)) = marker(words, 0, end) {
        let name = words.printed(0, name_end);
        let (value, remark) = value_and_remark(&words.printed(value, end));
        let mut item = PackedItem { name: some_text(behind_cut_class(&name)), remark, ..partial };
        if column == Column::PeriodValue {
            item.period = value;
        } else {
            item.value = value;
        }
        return Some(item);
    }
    // Without a whole item behind it nothing shows that this is a fragment; a line such as “绩效指标如下：” is none.
    if !is_followed || fragment.ends_with(['：', ':']) {
        return None;
    }
    // The end of `年度指标值：` and the value.
    let cut_label = fragment.split_once(['：', ':']).filter(|(label, _)| {
        words.vocabulary.value_labels().iter().any(|(w, _)| !label.trim().is_empty() && w.ends_with(label.trim()))
    });
    if let Some((_, value)) = cut_label {
        let (value, remark) = value_and_remark(value);
        return Some(PackedItem { value, remark, ..partial });
    }
    Some(partial)
}

/// `出指标：人数` → 人数: a class word cut in the middle is no class.
fn behind_cut_class(name: &str) -> &str {
    match name.split_once(['：', ':']) {
        Some((label, rest)) if label.trim().ends_with("指标") || "指标".ends_with(label.trim()) => rest,
        _ => name,
    }
}

/// An item of which only the number and the beginning of its class word are left.
pub(super) struct Tail {
    /// Where it begins.
    pub(super) at: usize,
    pub(super) item: PackedItem,
}

/// The item that begins at the very end of the cell: `…100%。3、满意`. Its number must follow the one before; where no
/// whole item stands before (its beginning is lost, too), a value must.
pub(super) fn cut_tail(words: &PackedWords<'_>, last: Option<&ItemStart>) -> Option<Tail> {
    let (from, end) = (last.map_or(0, |s| s.body), words.len());
    let previous: Option<u32> = last.and_then(|s| s.seq.as_deref()?.parse().ok());
    if last.is_none() {
        marker(words, 0, end)?;
    }
    let stop = (from..end).rev().find(|&n| matches!(words.at(n), '。' | '；' | ';'))?;
    let at = words.skip_space(stop + 1);
    let mut to = at;
    while words.at(to).is_ascii_digit() && to < end {
        to += 1;
    }
    let number = words.printed(at, to);
    let separator = words.skip_space(to);
    let value: u32 = number.parse().ok()?;
    let follows = previous.map_or(last.is_none() && value > 1, |p| value == p.saturating_add(1));
    if !follows || !matches!(words.at(separator), '、' | '.' | ',') || separator >= end {
        return None;
    }
    let class = words.skip_space(separator + 1);
    if !words.is_cut_class(class, end) {
        return None;
    }
    let whole = words.class_at(class).filter(|&(_, to)| words.skip_space(to) >= end);
    let level1 = whole.map(|(from, to)| words.class_text(from, to)).filter(|c| words.vocabulary.level1(c).is_some());
    let cut = Some(words.printed(at, end).trim().to_owned());
    Some(Tail { at, item: PackedItem { seq: Some(number), level1, cut, ..PackedItem::default() } })
}
