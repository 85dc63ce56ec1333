//! Elements of a Word document's main part → its tables and the lines between them.

use quick_xml::events::{BytesStart, Event};

use super::numbering::{ListedParagraph, Numbering};
use super::table::{VerticalMerge, WordTable};
use crate::Result;
use crate::extract::flow::grid::MOST_NESTED;
use crate::extract::flow::passages::Passages;
use crate::extract::rich_text::{RichText, Setting};
use crate::extract::workbook::claims::attribute;
use crate::model::Budget;

/// Tracked changes that were met.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct ChangeCounts {
    pub(super) inserted: usize,
    pub(super) deleted: usize,
}

/// A document while it is read.
#[allow(clippy::struct_excessive_bools, reason = "each follows an element of its own")]
pub(super) struct WordReader<'p, 'b> {
    passages: &'p mut Passages<'b>,
    budget: &'p Budget,
    tables: Vec<WordTable<'p>>,
    too_deep: usize,
    text: RichText,
    setting: Setting,
    changes: ChangeCounts,
    /// Elements open whose text is left out: deletions, and what stands beside its other version.
    aside: usize,
    /// Within the properties of a run, a row or a paragraph's mark.
    in_run_properties: bool,
    in_row_properties: bool,
    in_text: bool,
    /// Elements open that tell how something was formatted before a change.
    old_properties: usize,
    /// A row that was deleted: its cells are left out.
    deleted_row: bool,
    numbering: Numbering,
    /// What the open paragraph says of its list.
    listed: ListedParagraph,
}

impl<'p, 'b> WordReader<'p, 'b> {
    pub(super) fn new(passages: &'p mut Passages<'b>, budget: &'p Budget, numbering: Numbering) -> Self {
        Self {
            passages,
            budget,
            tables: Vec::new(),
            too_deep: 0,
            text: RichText::default(),
            setting: Setting::default(),
            changes: ChangeCounts::default(),
            aside: 0,
            in_run_properties: false,
            in_row_properties: false,
            in_text: false,
            old_properties: 0,
            deleted_row: false,
            numbering,
            listed: ListedParagraph::default(),
        }
    }

    /// Takes what comes next.
    pub(super) fn see(&mut self, event: &Event<'_>) -> Result<()> {
        match event {
            Event::Start(tag) => self.start(tag, true),
            Event::Empty(tag) => self.start(tag, false),
            Event::End(tag) => self.end(tag.local_name().as_ref()),
            Event::Text(text) if self.in_text => self.add(text),
            Event::CData(text) if self.in_text => self.add(text),
            Event::GeneralRef(name) if self.in_text => match name.resolve_char_ref() {
                Ok(Some(c)) => self.add(c.encode_utf8(&mut [0; 4])),
                _ => self.add(quick_xml::escape::resolve_predefined_entity(name).unwrap_or_default()),
            },
            _ => Ok(()),
        }
    }

    /// The changes, once everything was seen.
    pub(super) fn finish(mut self) -> Result<ChangeCounts> {
        while !self.tables.is_empty() {
            self.end_table()?;
        }
        self.end_lines()?;
        Ok(self.changes)
    }

    fn start(&mut self, tag: &BytesStart<'_>, holds: bool) -> Result<()> {
        let name = tag.local_name();
        let name = name.as_ref();
        // How something was formatted before a change is no matter.
        if name.ends_with("PrChange") {
            self.old_properties += usize::from(holds);
            return Ok(());
        }
        if self.old_properties > 0 {
            return Ok(());
        }
        if self.in_run_properties {
            self.run_property(name, tag);
            return Ok(());
        }
        match name {
            "rPr" => self.in_run_properties = holds,
            "trPr" => self.in_row_properties = holds,
            // Marks of rows, cells and paragraphs hold nothing; pieces of text do.
            "ins" | "moveTo" => self.changes.inserted += usize::from(holds || self.in_row_properties),
            "del" | "moveFrom" if self.in_row_properties => {
                self.changes.deleted += 1;
                self.deleted_row = true;
            }
            "del" | "moveFrom" if holds => {
                self.changes.deleted += 1;
                self.aside += 1;
            }
            // Older programs' version of the same drawing.
            "Fallback" if holds => self.aside += 1,
            _ if self.aside > 0 => {}
            "tbl" if self.tables.len() >= MOST_NESTED => self.too_deep += 1,
            "tbl" => self.start_table()?,
            "tr" | "tc" | "gridBefore" | "gridSpan" | "vMerge" | "hMerge" | "hidden" if self.too_deep == 0 => {
                self.table_element(name, tag)?;
            }
            "numId" => self.listed.list = attribute(tag, "val"),
            "ilvl" => self.listed.level = attribute(tag, "val").and_then(|n| n.parse().ok()),
            "pStyle" => self.listed.style = attribute(tag, "val"),
            "r" => self.setting = Setting::default(),
            "t" => self.in_text = holds,
            "tab" | "ptab" if !self.in_row_properties => self.flow().add_collapsed(" ", Setting::default()),
            "br" | "cr" => self.flow().end_line(),
            "noBreakHyphen" => self.add("-")?,
            "sym" => {
                let code = attribute(tag, "char").and_then(|c| u32::from_str_radix(&c, 16).ok());
                if let Some(c) = code.and_then(char::from_u32).filter(|c| !('\u{e000}'..='\u{f8ff}').contains(c)) {
                    self.add(c.encode_utf8(&mut [0; 4]))?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn run_property(&mut self, name: &str, tag: &BytesStart<'_>) {
        match name {
            "strike" | "dstrike" => {
                self.setting.struck |=
                    !matches!(attribute(tag, "val").as_deref(), Some("0" | "false" | "off" | "none"));
            }
            "vertAlign" => {
                let value = attribute(tag, "val");
                self.setting.raised = value.as_deref() == Some("superscript");
                self.setting.lowered = value.as_deref() == Some("subscript");
            }
            _ => {}
        }
    }

    fn table_element(&mut self, name: &str, tag: &BytesStart<'_>) -> Result<()> {
        let Some(table) = self.tables.last_mut() else { return Ok(()) };
        match name {
            "tr" => {
                self.deleted_row = false;
                table.row()?;
            }
            "tc" => table.start_cell(),
            "gridBefore" => table.skip(count(tag)),
            "gridSpan" => table.span(count(tag)),
            "hidden" if self.in_row_properties => table.hide_row(),
            "vMerge" => table.merge(match attribute(tag, "val").as_deref() {
                Some("restart") => VerticalMerge::Begins,
                _ => VerticalMerge::GoesOn,
            }),
            "hMerge" if attribute(tag, "val").as_deref() != Some("restart") => table.merge_left(),
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<()> {
        if name.ends_with("PrChange") {
            self.old_properties = self.old_properties.saturating_sub(1);
            return Ok(());
        }
        if self.old_properties > 0 {
            return Ok(());
        }
        match name {
            "rPr" => self.in_run_properties = false,
            "trPr" => self.in_row_properties = false,
            "del" | "moveFrom" if !self.in_run_properties && !self.in_row_properties => {
                self.aside = self.aside.saturating_sub(1);
            }
            "Fallback" => self.aside = self.aside.saturating_sub(1),
            _ if self.aside > 0 => {}
            "t" => self.in_text = false,
            "pPr" => self.number()?,
            "r" => self.setting = Setting::default(),
            "p" => self.flow().end_block(),
            "tbl" if self.too_deep > 0 => self.too_deep -= 1,
            "tbl" => self.end_table()?,
            "tc" if self.too_deep == 0 => {
                if let Some(table) = self.tables.last_mut() {
                    table.end_cell()?;
                }
            }
            _ => {}
        }
        if name == "p" && self.tables.is_empty() {
            self.end_lines()?;
        }
        Ok(())
    }

    /// The label of a paragraph that is one of a list: it is printed, though it is no text of the document.
    fn number(&mut self) -> Result<()> {
        let listed = std::mem::take(&mut self.listed);
        if self.deleted_row {
            return Ok(());
        }
        if let Some((label, blank)) = self.numbering.label_of(&listed) {
            self.add(&label)?;
            if blank {
                self.flow().add_collapsed(" ", Setting::default());
            }
        }
        Ok(())
    }

    fn add(&mut self, text: &str) -> Result<()> {
        if self.aside == 0 && !self.deleted_row {
            let setting = self.setting;
            self.flow().add(text, setting);
        }
        Ok(())
    }

    /// Where text goes: into the innermost open cell.
    fn flow(&mut self) -> &mut RichText {
        let open = self.tables.iter_mut().rev().find_map(WordTable::text);
        open.unwrap_or(&mut self.text)
    }

    fn start_table(&mut self) -> Result<()> {
        self.flow().end_block();
        if self.tables.is_empty() {
            self.end_lines()?;
        }
        self.tables.push(WordTable::new(self.budget));
        Ok(())
    }

    fn end_table(&mut self) -> Result<()> {
        let Some(table) = self.tables.pop() else { return Ok(()) };
        let (grid, noticed) = table.finish()?;
        self.deleted_row = false;
        if let Some(cell) = self.tables.iter_mut().rev().find(|t| t.is_in_cell()) {
            cell.add_table(grid, noticed);
            return Ok(());
        }
        self.end_lines()?;
        self.passages.table(grid, noticed)
    }

    fn end_lines(&mut self) -> Result<()> {
        let text = std::mem::take(&mut self.text);
        self.passages.text(&text)
    }
}

/// How many columns an element speaks of; 1 where it does not say.
fn count(tag: &BytesStart<'_>) -> u32 {
    attribute(tag, "val").and_then(|v| v.trim().parse().ok()).unwrap_or(1)
}
