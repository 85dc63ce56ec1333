//! Automatic numbers: what a Word document says about its lists → the label that each paragraph of a list is printed with.

use std::collections::BTreeMap;

use quick_xml::events::{BytesStart, Event};

use super::numerals::{NumberFormat, number_to_text};
use super::styles::StyleLists;
use crate::extract::workbook::claims::attribute;

/// Levels that a list can have.
const LEVELS: usize = 9;
/// Characters of the longest pattern of a label.
const LONGEST_PATTERN: usize = 64;

/// The lists of a document and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// How lists count, by their abstract names.
    kinds: BTreeMap<String, [Level; LEVELS]>,
    lists: BTreeMap<String, List>,
    /// The last number of each level, by the abstract name of the list.
    counted: BTreeMap<String, [Option<u32>; LEVELS]>,
    /// Abstract names of lists that count as the list of a style does.
    links: BTreeMap<String, String>,
    styles: StyleLists,
}

/// A list that paragraphs name.
#[derive(Debug, Clone, Default)]
struct List {
    kind: String,
    /// Where its levels begin anew when the list does.
    starts: [Option<u32>; LEVELS],
    begun: bool,
}

/// What a paragraph says of its list.
#[derive(Debug, Clone, Default)]
pub(super) struct ListedParagraph {
    pub(super) list: Option<String>,
    pub(super) level: Option<usize>,
    pub(super) style: Option<String>,
}

#[derive(Debug, Clone, Default)]
struct Level {
    start: Option<u32>,
    format: NumberFormat,
    pattern: String,
    /// Whether the text follows without a blank.
    close: bool,
    /// Whether the numbers of all levels are shown in figures.
    legal: bool,
    /// The style whose paragraphs are of this level.
    style: Option<String>,
}

/// Where a reader of the part with the lists is.
#[derive(Debug, Default)]
pub(super) struct NumberingReader {
    numbering: Numbering,
    kind: Option<String>,
    list: Option<String>,
    level: usize,
}

impl NumberingReader {
    /// Takes what comes next.
    pub(super) fn see(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(tag) | Event::Empty(tag) => self.start(tag),
            Event::End(tag) => match tag.local_name().as_ref() {
                "abstractNum" => self.kind = None,
                "num" => self.list = None,
                _ => {}
            },
            _ => {}
        }
    }

    pub(super) fn finish(self, styles: StyleLists) -> Numbering {
        Numbering { styles, ..self.numbering }
    }

    fn start(&mut self, tag: &BytesStart<'_>) {
        let name = tag.local_name();
        match name.as_ref() {
            "abstractNum" => self.kind = attribute(tag, "abstractNumId"),
            "num" => self.list = attribute(tag, "numId"),
            "lvl" | "lvlOverride" => self.level = attribute(tag, "ilvl").and_then(|n| n.parse().ok()).unwrap_or(LEVELS),
            name => {
                let value = attribute(tag, "val").unwrap_or_default();
                if let Some(list) = &self.list {
                    let list = self.numbering.lists.entry(list.clone()).or_default();
                    list.set(name, value, self.level);
                } else if let Some(kind) = self.kind.as_ref().filter(|_| name == "numStyleLink") {
                    self.numbering.links.insert(kind.clone(), value);
                } else if let Some(kind) = &self.kind {
                    let levels = self.numbering.kinds.entry(kind.clone()).or_default();
                    levels.iter_mut().skip(self.level).take(1).for_each(|level| level.set(name, &value));
                }
            }
        }
    }
}

impl List {
    fn set(&mut self, name: &str, value: String, level: usize) {
        match name {
            "abstractNumId" => self.kind = value,
            "startOverride" => {
                self.starts.iter_mut().skip(level).take(1).for_each(|start| *start = value.parse().ok());
            }
            _ => {}
        }
    }
}

impl Level {
    /// How its number is shown in the label of another level.
    fn shown_within(&self, other: &Self) -> NumberFormat {
        if other.legal { NumberFormat::named("decimal") } else { self.format }
    }

    fn set(&mut self, name: &str, value: &str) {
        match name {
            "start" => self.start = value.parse().ok(),
            "numFmt" => self.format = NumberFormat::named(value),
            "lvlText" => self.pattern = value.chars().take(LONGEST_PATTERN).collect(),
            "suff" => self.close = value == "nothing",
            "isLgl" => self.legal = !matches!(value, "0" | "false" | "off"),
            "pStyle" => self.style = Some(value.to_owned()),
            _ => {}
        }
    }
}

impl Numbering {
    /// Counts a paragraph on that names a list or has the style of one, as [`label`](Self::label) does.
    pub(super) fn label_of(&mut self, paragraph: &ListedParagraph) -> Option<(String, bool)> {
        let ListedParagraph { list, level, style } = paragraph;
        let of_style = style.as_ref().and_then(|style| self.styles.list(style));
        let list = list.as_deref().or(of_style.map(|(list, _)| list))?.to_owned();
        let linked = || {
            let levels = self.kinds.get(self.kind_of(&list)?)?;
            levels.iter().position(|level| level.style.is_some() && level.style == *style)
        };
        let level = level.or_else(linked).or(of_style.and_then(|(_, level)| level)).unwrap_or_default();
        self.label(&list, level)
    }

    /// The abstract name of a list, of a linked one that of the list of its style.
    fn kind_of(&self, list: &str) -> Option<&String> {
        let kind = &self.lists.get(list)?.kind;
        let linked = self.links.get(kind).and_then(|style| self.styles.list(style));
        linked.and_then(|(list, _)| self.lists.get(list)).map_or(Some(kind), |list| Some(&list.kind))
    }

    /// Counts a paragraph of a list on: its label, and whether a blank follows. Nothing where the list has none, as one of bullets.
    pub(super) fn label(&mut self, list: &str, level: usize) -> Option<(String, bool)> {
        let kind = self.kind_of(list)?.clone();
        let list = self.lists.get_mut(list)?;
        let levels = self.kinds.get(&kind)?;
        let (_, from) = levels.split_at_checked(level)?;
        let own = from.first()?;
        let counted = self.counted.entry(kind).or_default();
        if !std::mem::replace(&mut list.begun, true) {
            for (number, start) in counted.iter_mut().zip(&list.starts).filter(|(_, start)| start.is_some()) {
                *number = start.and_then(|start| start.checked_sub(1));
            }
        }
        for (n, (number, level_of)) in counted.iter_mut().zip(levels).enumerate() {
            let first = level_of.start.unwrap_or_default();
            match n.cmp(&level) {
                std::cmp::Ordering::Less => *number = number.or(Some(first)),
                std::cmp::Ordering::Equal => *number = Some(number.map_or(first, |before| before.saturating_add(1))),
                std::cmp::Ordering::Greater => *number = None,
            }
        }
        let mut label = String::new();
        let mut rest = own.pattern.chars();
        while let Some(c) = rest.next() {
            let place = if c == '%' { rest.clone().next().and_then(|c| c.to_digit(10)) } else { None };
            let Some(place) = place.and_then(|place| (place as usize).checked_sub(1)) else {
                label.push(c);
                continue;
            };
            rest.next();
            if let Some((number, level)) = counted.iter().zip(levels).nth(place) {
                label.push_str(&number_to_text(number.unwrap_or_default(), level.shown_within(own)));
            }
        }
        let is_printed = own.format != NumberFormat::Bullet && !label.trim().is_empty();
        is_printed.then_some((label, !own.close))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use quick_xml::Reader;

    const LISTS: &str = r#"<w:numbering xmlns:w="w">
        <w:abstractNum w:abstractNumId="7">
          <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/><w:lvlText w:val="%1、"/></w:lvl>
          <w:lvl w:ilvl="1"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>
          <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2.%3"/></w:lvl>
        </w:abstractNum>
        <w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl></w:abstractNum>
        <w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
        <w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>
        <w:num w:numId="3"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
      </w:numbering>"#;

    #[test]
    fn paragraphs_are_counted_as_their_lists_say() {
        let mut reader = NumberingReader::default();
        let mut xml = Reader::from_str(LISTS);
        loop {
            match xml.read_event().unwrap() {
                Event::Eof => break,
                event => reader.see(&event),
            }
        }
        let mut numbering = reader.finish(StyleLists::default());
        let mut label = |list: &str, level| numbering.label(list, level).map(|(label, _)| label).unwrap_or_default();
        let asked = [
            ("1", 0),
            ("1", 1),
            ("1", 1),
            ("1", 0),
            ("1", 1),
            ("2", 0),
            ("3", 0),
            ("1", 0),
            ("1", 2),
            ("0", 0),
            ("1", 9),
        ];
        let labels = asked.map(|(list, level)| label(list, level));
        assert_eq!(labels, ["一、", "一.3", "一.4", "二、", "二.3", "", "一、", "二、", "2.3.1", "", ""]);
    }
}
