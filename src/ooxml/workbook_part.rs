//! The workbook part when sheets are added behind one: the list of sheets, and what speaks of sheets by their number.

use std::collections::BTreeSet;

use quick_xml::events::Event;

use super::formula;
use super::markup::{
    self, attribute, copy, escaped, local_name, prefixed_attribute, put, qualified_name, text_of, with_attribute,
};
use super::part::escaped_text;
use crate::Result;

/// A sheet that is added.
pub(crate) struct NewSheet {
    pub(crate) name: String,
    /// The id of its relationship.
    pub(crate) id: String,
}

/// The workbook part with sheets added behind the one they were copied from, and its print areas and other names for them.
///
/// # Errors
/// Where it is damaged.
pub(crate) fn with_sheets(xml: &[u8], sheet: usize, name: &str, new: &[NewSheet]) -> Result<Vec<u8>> {
    let mut writer =
        Writer { sheet, name, new, ids: sheet_ids(xml)?, seen: 0, out: Vec::with_capacity(xml.len() + 256) };
    if xml.starts_with(markup::BYTE_ORDER_MARK) {
        writer.out.extend_from_slice(markup::BYTE_ORDER_MARK);
    }
    let mut reader = markup::reader(xml);
    let (mut buffer, mut defined) = (Vec::new(), None::<(String, String)>);
    loop {
        let event = markup::next(&mut reader, &mut buffer)?;
        if let Some((tag, text)) = &mut defined {
            match &event {
                Event::End(end) if local_name(end) == "definedName" => {
                    writer.defined_name(tag, text, end)?;
                    defined = None;
                }
                event => text_of(event, text),
            }
            continue;
        }
        match &event {
            Event::Eof => return Ok(writer.out),
            Event::Start(tag) if local_name(tag) == "definedName" => defined = Some((tag.to_string(), String::new())),
            Event::Start(tag) | Event::Empty(tag) => {
                writer.tag(tag, matches!(event, Event::Start(_)))?;
            }
            event => {
                copy(&mut writer.out, event)?;
            }
        }
    }
}

fn sheet_ids(xml: &[u8]) -> Result<BTreeSet<u32>> {
    let mut reader = markup::reader(xml);
    let (mut buffer, mut ids) = (Vec::new(), BTreeSet::new());
    loop {
        match markup::next(&mut reader, &mut buffer)? {
            Event::Eof => return Ok(ids),
            Event::Start(tag) | Event::Empty(tag) if local_name(&tag) == "sheet" => {
                ids.extend(attribute(&tag, "sheetId").and_then(|id| id.parse::<u32>().ok()));
            }
            _ => {}
        }
    }
}

struct Writer<'w> {
    sheet: usize,
    name: &'w str,
    new: &'w [NewSheet],
    ids: BTreeSet<u32>,
    /// Sheets seen so far.
    seen: usize,
    out: Vec<u8>,
}

impl Writer<'_> {
    fn tag(&mut self, tag: &str, open: bool) -> Result<()> {
        let close = if open { ">" } else { "/>" };
        let tag = match local_name(tag) {
            "workbookView" => self.moved(&self.moved(tag, "activeTab"), "firstSheet"),
            _ => tag.to_owned(),
        };
        put(&mut self.out, &format!("<{tag}{close}"))?;
        if local_name(&tag) == "sheet" {
            self.seen += 1;
            if self.seen == self.sheet + 1 {
                self.sheets(&tag, open)?;
            }
        }
        Ok(())
    }

    /// The added sheets, written as the one they were copied from.
    fn sheets(&mut self, like: &str, open: bool) -> Result<()> {
        let name = qualified_name(like).to_owned();
        if open {
            // The end tag of the sheet follows; those added are closed by it and by their own.
            put(&mut self.out, &format!("</{name}>"))?;
        }
        let old_id = prefixed_attribute(like, "id").unwrap_or_default();
        for (n, sheet) in self.new.iter().enumerate() {
            let number = self.ids.last().map_or(1, |last| last.saturating_add(1));
            self.ids.insert(number);
            let tag = with_attribute(like, "name", &escaped(&sheet.name));
            let tag = with_attribute(&tag, "sheetId", &number.to_string());
            let tag = tag.replacen(&format!(":id=\"{old_id}\""), &format!(":id=\"{}\"", sheet.id), 1);
            let tag = tag.replacen(&format!(":id='{old_id}'"), &format!(":id='{}'", sheet.id), 1);
            let last = open && n + 1 == self.new.len();
            let close = if last {
                ">".to_owned()
            } else if open {
                format!("></{name}>")
            } else {
                "/>".to_owned()
            };
            put(&mut self.out, &format!("<{tag}{close}"))?;
        }
        Ok(())
    }

    /// A name; one of the copied sheet's own is there for each copy.
    fn defined_name(&mut self, tag: &str, text: &str, end: &str) -> Result<()> {
        let own = attribute(tag, "localSheetId").and_then(|n| n.trim().parse::<usize>().ok());
        let moved = self.moved(tag, "localSheetId");
        put(&mut self.out, &format!("<{moved}>{}</{end}>", escaped_text(text)))?;
        if own == Some(self.sheet) {
            for (n, sheet) in self.new.iter().enumerate() {
                let tag = with_attribute(tag, "localSheetId", &(self.sheet + 1 + n).to_string());
                let text = escaped_text(&formula::on_sheet(text, self.name, &sheet.name));
                put(&mut self.out, &format!("<{tag}>{text}</{end}>"))?;
            }
        }
        Ok(())
    }

    /// The tag with the number of a sheet behind the copied one moved on.
    fn moved(&self, tag: &str, name: &str) -> String {
        let number = attribute(tag, name).and_then(|n| n.trim().parse::<usize>().ok());
        match number.filter(|n| *n > self.sheet) {
            Some(number) => with_attribute(tag, name, &(number + self.new.len()).to_string()),
            None => tag.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail")]
    use super::*;

    #[test]
    fn sheets_are_added_behind_their_model() {
        let xml = "<w><bookViews><workbookView activeTab=\"1\"/></bookViews><sheets><sheet name=\"卡\" sheetId=\"3\" r:id=\"a\"/><sheet name=\"码\" sheetId=\"7\" r:id=\"b\"/></sheets>\
            <definedNames><definedName name=\"p\" localSheetId=\"0\">卡!$A$1</definedName><definedName name=\"q\" localSheetId=\"1\">码!A1&amp;\"卡\"</definedName></definedNames></w>";
        let new = [NewSheet { name: "卡 (2)".into(), id: "n".into() }];
        let out = String::from_utf8(with_sheets(xml.as_bytes(), 0, "卡", &new).unwrap()).unwrap();
        assert_eq!(
            out,
            "<w><bookViews><workbookView activeTab=\"2\"/></bookViews><sheets><sheet name=\"卡\" sheetId=\"3\" r:id=\"a\"/><sheet name=\"卡 (2)\" sheetId=\"8\" r:id=\"n\"/><sheet name=\"码\" sheetId=\"7\" r:id=\"b\"/></sheets>\
            <definedNames><definedName name=\"p\" localSheetId=\"0\">卡!$A$1</definedName><definedName name=\"p\" localSheetId=\"1\">'卡 (2)'!$A$1</definedName><definedName name=\"q\" localSheetId=\"2\">码!A1&amp;\"卡\"</definedName></definedNames></w>"
        );
    }
}
