//! Lists whose columns are classes (产出指标 | 效益指标 | 满意度指标): each cell lists the indicators of its class, numbered or
//! parted by semicolons, name and value in one piece (调解成功率≥95%).

use super::header::{Header, Heading};
use super::items::Row;
use super::packed::{ClassList, cell_to_class_lists};
use super::targets::read_value;
use crate::language::characters::is_ideograph;
use crate::model::{Finding, Indicator, Place};
use crate::vocabulary::{Column, Vocabulary};

/// Whether classes are columns of their own in a list.
pub(super) fn has_class_cells(header: &Header) -> bool {
    header.headings.iter().any(is_class_column)
}

fn is_class_column(heading: &Heading) -> bool {
    heading.role == Column::Indicators && heading.class.is_some()
}

/// The indicators in the class columns of a row.
pub(super) fn row_to_indicators(
    row: &Row<'_>,
    header: &Header,
    vocabulary: &Vocabulary,
    findings: &mut Vec<Finding>,
) -> Vec<Indicator> {
    let mut indicators = Vec::new();
    for heading in header.headings.iter().filter(|h| is_class_column(h)) {
        let Some(slot) = row.within(heading.from, heading.to).filter(|s| s.begins && !s.is_blank()) else { continue };
        let (text, place) = (slot.read(Column::Indicators), &slot.cell.place);
        if vocabulary.level1(&heading.text).is_none() {
            indicators.push(named_indicator(heading, text, place, vocabulary, findings));
            continue;
        }
        // 数量指标：开放天数≥250天 below 产出指标.
        let lists = cell_to_class_lists(text, 1, vocabulary);
        let found: Vec<Indicator> = if lists.is_empty() {
            class_text_to_indicators(text, place, vocabulary, findings)
        } else {
            lists.into_iter().flat_map(|list| list_to_indicators(list, place, vocabulary, findings)).collect()
        };
        indicators.extend(found.into_iter().map(|found| Indicator { level1: heading.class.clone(), ..found }));
    }
    indicators
}

/// The indicator whose name stands over a column, with the value of a row.
fn named_indicator(
    heading: &Heading,
    value: &str,
    place: &Place,
    vocabulary: &Vocabulary,
    findings: &mut Vec<Finding>,
) -> Indicator {
    let read = read_value(value, Some(&heading.text), vocabulary);
    let doubt = read.as_ref().and_then(|read| read.doubt.as_ref().map(|doubt| doubt.finding("指标值", &read.target)));
    findings.extend(doubt.map(|finding| finding.at(place.clone())));
    Indicator {
        level1: heading.class.clone(),
        level2: heading.second.clone(),
        level3: Some(heading.text.clone()),
        annual_target: read.map(|read| read.target),
        ..Indicator::new(place.clone())
    }
}

/// The indicators listed under one class.
pub(super) fn list_to_indicators(
    list: ClassList,
    place: &Place,
    vocabulary: &Vocabulary,
    findings: &mut Vec<Finding>,
) -> Vec<Indicator> {
    let ClassList { level1, level2, text } = list;
    let found = class_text_to_indicators(&text, place, vocabulary, findings).into_iter();
    found.map(|found| Indicator { level1: level1.clone(), level2: level2.clone(), ..found }).collect()
}

/// The indicators that a text lists, all of one class: numbered or parted by semicolons.
fn class_text_to_indicators(
    text: &str,
    place: &Place,
    vocabulary: &Vocabulary,
    findings: &mut Vec<Finding>,
) -> Vec<Indicator> {
    let items = text_to_items(text).into_iter();
    items.map(|(seq, item)| Indicator { seq, ..item_to_indicator(item, place, vocabulary, findings) }).collect()
}

fn item_to_indicator(item: &str, place: &Place, vocabulary: &Vocabulary, findings: &mut Vec<Finding>) -> Indicator {
    let (name, value) = name_and_value(item, vocabulary);
    let read = value.and_then(|value| read_value(value, Some(name), vocabulary));
    let doubt = read.as_ref().and_then(|read| read.doubt.as_ref().map(|doubt| doubt.finding("指标值", &read.target)));
    findings.extend(doubt.map(|finding| finding.at(place.clone())));
    Indicator {
        level3: (!name.is_empty()).then(|| name.to_owned()),
        annual_target: read.map(|read| read.target),
        ..Indicator::new(place.clone())
    }
}

/// A name and the value behind it: behind a colon, or from a sign of comparison on.
fn name_and_value<'t>(item: &'t str, vocabulary: &Vocabulary) -> (&'t str, Option<&'t str>) {
    if let Some((name, value)) = item.split_once(['：', ':']) {
        return (name.trim(), Some(value.trim()).filter(|v| !v.is_empty()));
    }
    let mut places = item.char_indices().skip(1).map(|(at, _)| item.split_at(at));
    match places.find(|(_, rest)| begins_with_sign(rest, vocabulary)) {
        Some((name, value)) => (name.trim(), Some(value.trim())),
        None => counted(item, vocabulary).map_or((item, None), |(name, value)| (name, Some(value))),
    }
}

/// A name with a number and its unit at its end: 管护公厕86座.
fn counted<'t>(item: &'t str, vocabulary: &Vocabulary) -> Option<(&'t str, &'t str)> {
    let item = item.trim();
    let unit = vocabulary.units().iter().find(|unit| item.ends_with(unit.as_str()))?;
    let many = item.strip_suffix(unit.as_str())?;
    let count = vocabulary.multiples().iter().find_map(|multiple| many.strip_suffix(multiple.as_str())).unwrap_or(many);
    let name = count.trim_end_matches(|c: char| c.is_ascii_digit() || ".,，".contains(c));
    let is_named = name.chars().count() >= SHORTEST_NAME && name.ends_with(is_ideograph) && name.len() < count.len();
    let is_time =
        vocabulary.time_units().contains(unit) || name.ends_with(['年', '月', '第']) || name.contains(['，', '。']);
    is_named.then(|| item.split_at_checked(name.len())).flatten().filter(|_| !is_time)
}

/// Characters of the shortest name with a number behind it.
const SHORTEST_NAME: usize = 3;

fn begins_with_sign(text: &str, vocabulary: &Vocabulary) -> bool {
    !text.starts_with(BRACKETS) && vocabulary.signs().iter().any(|(sign, _)| text.starts_with(sign.as_str()))
}

/// Signs that are brackets, too: 《说法》期数≥10期.
const BRACKETS: [char; 6] = ['《', '》', '〈', '〉', '‹', '›'];

/// What parts items that are not counted.
const STOPS: [char; 3] = [';', '；', '\n'];

/// A cell as its items with their printed numbers: 1.…；2.…
fn text_to_items(text: &str) -> Vec<(Option<String>, &str)> {
    let pieces = numbered(text).unwrap_or_else(|| text.split(STOPS).map(|piece| (None, piece)).collect());
    let trimmed = pieces.into_iter().map(|(seq, piece)| (seq, without_stops(piece)));
    trimmed.filter(|(_, piece)| !piece.is_empty()).collect()
}

fn without_stops(piece: &str) -> &str {
    piece.trim_matches(|c: char| c.is_whitespace() || STOPS.contains(&c) || c == '。')
}

/// The items of a text that counts them from 1 on; `None` where it does not.
fn numbered(text: &str) -> Option<Vec<(Option<String>, &str)>> {
    let (_, mut rest) = split_at_number(text, 1).filter(|(before, _)| before.trim().is_empty())?;
    let mut items = Vec::new();
    let mut seq = 1;
    while let Some((item, behind)) = split_at_number(rest, seq + 1) {
        items.push((Some(seq.to_string()), item));
        (rest, seq) = (behind, seq + 1);
    }
    items.push((Some(seq.to_string()), rest));
    Some(items)
}

/// What stands before the number with its mark (2.、（2）), and what behind.
fn split_at_number(text: &str, number: u32) -> Option<(&str, &str)> {
    let digits = number.to_string();
    text.match_indices(&digits).find_map(|(at, _)| {
        let (before, rest) = text.split_at(at);
        let behind = rest.strip_prefix(digits.as_str())?.strip_prefix(['.', '．', '、', ')', '）'])?;
        let counts = !before.ends_with(|c: char| c.is_ascii_digit() || ".≥≤".contains(c))
            && !behind.starts_with(|c: char| c.is_ascii_digit())
            && !behind.is_empty();
        counts.then_some((before.strip_suffix(['(', '（']).unwrap_or(before), behind))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_its_numbered_items() {
        let items = text_to_items("1.调解案件数≥3000件；2.调解成功率≥95.5%。3、办结时间：12月底前");
        let shown: Vec<_> = items.iter().map(|(n, t)| (n.as_deref(), *t)).collect();
        assert_eq!(
            shown,
            [(Some("1"), "调解案件数≥3000件"), (Some("2"), "调解成功率≥95.5%"), (Some("3"), "办结时间：12月底前")]
        );
        let items = text_to_items("知晓率≥80%；满意度≥90%");
        assert_eq!(items.iter().map(|(_, t)| *t).collect::<Vec<_>>(), ["知晓率≥80%", "满意度≥90%"]);
    }

    #[test]
    fn a_name_ends_at_its_sign() {
        let v = Vocabulary::default();
        assert_eq!(name_and_value("调解成功率≥95%", &v), ("调解成功率", Some("≥95%")));
        assert_eq!(name_and_value("办结时间：12月底前", &v), ("办结时间", Some("12月底前")));
        assert_eq!(name_and_value("社会和谐稳定", &v), ("社会和谐稳定", None));
    }
}
