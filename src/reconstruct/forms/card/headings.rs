//! Texts that head a block of a card, and what stands behind the label of a row.

use crate::reconstruct::forms::items::Row;
use crate::vocabulary::{Column, Vocabulary};

/// Characters of the longest heading over indicators.
const LONGEST_HEADING: usize = 10;

/// Whether a text may head a block: 分解目标, 四、项目绩效指标.
pub(super) fn is_heading(text: &str, vocabulary: &Vocabulary) -> bool {
    let short = text.chars().count() <= LONGEST_HEADING && !text.contains(['。', '；', ';', '，', ',', '、']);
    short || vocabulary.column(text) == Some(Column::Indicators)
}

/// The texts behind the label of a row, each once (a merged cell printed on two halves repeats).
pub(super) fn values_behind(row: &Row<'_>, vocabulary: &Vocabulary) -> Option<String> {
    let mut texts: Vec<&str> = Vec::new();
    for slot in row.filled().skip(1).filter(|s| vocabulary.column(s.text()).is_none()) {
        let text = slot.read(Column::OtherTasks);
        if !texts.contains(&text) {
            texts.push(text);
        }
    }
    (!texts.is_empty()).then(|| crate::reconstruct::joining::join_lines(texts))
}
