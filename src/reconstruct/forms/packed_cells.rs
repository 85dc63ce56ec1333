//! Packed cells → indicators, with a finding for each that is truncated.

use super::class_cells::list_to_indicators;
use super::packed::{FEWEST_CLASSES, PackedItem, cell_to_class_lists, cell_to_items};
use super::targets::read_value;
use crate::findings::{IndicatorBreaksOff, IndicatorWithoutBeginning, IndicatorsUnread, Message};
use crate::model::{Finding, Indicator, Place};
use crate::vocabulary::Vocabulary;

/// Characters quoted of the end of an indicator that breaks off.
const QUOTED_END: usize = 8;
/// Characters quoted of a cell whose indicators cannot be read.
const QUOTED: usize = 60;

/// The indicators of a packed cell; findings carry the index of the indicator.
pub(crate) fn cell_to_indicators(
    text: &str,
    place: &Place,
    vocabulary: &Vocabulary,
    findings: &mut Vec<Finding>,
) -> Vec<Indicator> {
    let lists = cell_to_class_lists(text, FEWEST_CLASSES, vocabulary);
    if !lists.is_empty() {
        return lists.into_iter().flat_map(|list| list_to_indicators(list, place, vocabulary, findings)).collect();
    }
    let items = cell_to_items(text, vocabulary);
    if items.is_empty() {
        findings.push(unread(text, place));
    }
    let indicators = items.into_iter().enumerate().map(|(n, item)| {
        if let Some(cut) = &item.cut {
            findings.push(truncated(&item, cut, place).indicator(n));
        }
        item_to_indicator(item, n, place, vocabulary, findings)
    });
    indicators.collect()
}

fn item_to_indicator(
    item: PackedItem,
    number: usize,
    place: &Place,
    vocabulary: &Vocabulary,
    findings: &mut Vec<Finding>,
) -> Indicator {
    let name = item.name.as_deref();
    let [period_target, annual_target] = [item.period.as_deref(), item.value.as_deref()].map(|value| {
        let read = read_value(value?, name, vocabulary)?;
        let doubt = read.doubt.map(|doubt| doubt.finding("指标值", &read.target));
        findings.extend(doubt.map(|finding| finding.at(place.clone()).indicator(number)));
        Some(read.target)
    });
    Indicator {
        period_target,
        annual_target,
        partial: item.cut.is_some(),
        seq: item.seq,
        level1: item.level1,
        level2: item.level2,
        level3: item.name,
        remark: item.remark,
        ..Indicator::new(place.clone())
    }
}

fn truncated(item: &PackedItem, cut: &str, place: &Place) -> Finding {
    let lost_beginning = item.seq.is_none() && item.level1.is_none() && item.level2.is_none();
    let finding = if lost_beginning {
        IndicatorWithoutBeginning {}.finding()
    } else {
        let end: String = cut.chars().rev().take(QUOTED_END).collect::<Vec<_>>().into_iter().rev().collect();
        IndicatorBreaksOff { end }.finding()
    };
    finding.at(place.clone()).quote(cut)
}

fn unread(text: &str, place: &Place) -> Finding {
    IndicatorsUnread {}.finding().at(place.clone()).quote(text.chars().take(QUOTED).collect::<String>())
}
