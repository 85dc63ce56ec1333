//! Styles of a Word document → the lists that their paragraphs are of, where the paragraphs name none themselves.

use std::collections::BTreeMap;

use quick_xml::events::{BytesStart, Event};

use crate::extract::workbook::claims::attribute;

/// Styles that a style may go back to, one after the other: those that name each other have no end.
const MOST_ANCESTORS: usize = 32;

/// The list and the level that a style names, and the style that it is based on.
#[derive(Debug, Clone, Default)]
struct Style {
    list: Option<String>,
    level: Option<usize>,
    base: Option<String>,
}

/// The lists of styles.
#[derive(Debug, Default)]
pub(super) struct StyleLists(BTreeMap<String, Style>);

impl StyleLists {
    /// The list of a style, and its level there where the style says so.
    pub(super) fn list(&self, style: &str) -> Option<(&str, Option<usize>)> {
        let mut level = None;
        let mut next = self.0.get(style);
        for _ in 0..MOST_ANCESTORS {
            let style = next?;
            level = level.or(style.level);
            if let Some(list) = &style.list {
                return Some((list, level));
            }
            next = self.0.get(style.base.as_ref()?);
        }
        None
    }
}

/// Where a reader of the part with the styles is.
#[derive(Debug, Default)]
pub(super) struct StyleReader {
    styles: StyleLists,
    style: Option<String>,
}

impl StyleReader {
    /// Takes what comes next.
    pub(super) fn see(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(tag) | Event::Empty(tag) => self.start(tag),
            Event::End(tag) if tag.local_name().as_ref() == "style" => self.style = None,
            _ => {}
        }
    }

    pub(super) fn finish(self) -> StyleLists {
        self.styles
    }

    fn start(&mut self, tag: &BytesStart<'_>) {
        let name = tag.local_name();
        if name.as_ref() == "style" {
            self.style = attribute(tag, "styleId");
            return;
        }
        let Some(id) = &self.style else { return };
        let value = attribute(tag, "val");
        match name.as_ref() {
            "basedOn" => self.styles.0.entry(id.clone()).or_default().base = value,
            "numId" => self.styles.0.entry(id.clone()).or_default().list = value,
            "ilvl" => self.styles.0.entry(id.clone()).or_default().level = value.and_then(|n| n.parse().ok()),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;
    use quick_xml::Reader;

    #[test]
    fn styles_have_the_lists_of_those_they_are_based_on() {
        const STYLES: &str = r#"<w:styles xmlns:w="w">
            <w:style w:styleId="a"><w:pPr><w:numPr><w:ilvl w:val="2"/><w:numId w:val="5"/></w:numPr></w:pPr></w:style>
            <w:style w:styleId="b"><w:basedOn w:val="a"/></w:style>
            <w:style w:styleId="c"><w:basedOn w:val="b"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>
            <w:style w:styleId="x"><w:basedOn w:val="y"/></w:style><w:style w:styleId="y"><w:basedOn w:val="x"/></w:style>
          </w:styles>"#;
        let (mut reader, mut xml) = (StyleReader::default(), Reader::from_str(STYLES));
        loop {
            match xml.read_event().unwrap() {
                Event::Eof => break,
                event => reader.see(&event),
            }
        }
        let styles = reader.finish();
        let lists = ["a", "b", "c", "x", "z"].map(|style| styles.list(style));
        assert_eq!(lists, [Some(("5", Some(2))), Some(("5", Some(2))), Some(("5", Some(1))), None, None]);
    }
}
