//! A part of the package after rows were put into sheets: everything that speaks of rows follows, all other bytes stay.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::Write;

use quick_xml::events::Event;

use super::formula::{self, SheetTarget};
use super::growth::{Ends, Growth};
use super::markup::{self, attribute, attribute_text, copy, escaped, local_name, put, text_of, with_attribute};
use super::reference::Area;
use super::reference_attributes::{ATTRIBUTES, Speech, TEXTS};
use super::rows::OldRow;
use crate::Result;

/// The growth of every sheet that grows.
#[derive(Debug, Default)]
pub(crate) struct Growths {
    /// The names of all sheets, in workbook order.
    pub(crate) names: Vec<String>,
    /// By the sheet's index.
    pub(crate) by_sheet: BTreeMap<usize, Growth>,
}

impl Growths {
    /// The growth of the sheet a reference goes to; `own`: the sheet it stands on. A reference over several sheets keeps its
    /// rows, as in Excel.
    pub(crate) fn of(&self, target: &SheetTarget, own: Option<usize>) -> Option<&Growth> {
        let sheet = match target {
            SheetTarget::Own => own,
            SheetTarget::Sheet(name) => self.sheet(name),
            SheetTarget::Sheets(..) | SheetTarget::External => None,
        }?;
        self.by_sheet.get(&sheet)
    }

    /// The index of a sheet by its name, whose case does not matter.
    pub(crate) fn sheet(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|n| n == name).or_else(|| {
            let name = name.to_lowercase();
            self.names.iter().position(|n| n.to_lowercase() == name)
        })
    }
}

/// Rewrites what a part says about rows.
pub(crate) struct PartEditor<'g> {
    growths: &'g Growths,
    /// The sheet the part belongs to.
    own: Option<usize>,
    anchor: DrawingBox,
    /// What is read belongs to a sparkline, which has one cell.
    in_sparkline: bool,
}

/// The box of a drawing that is being read.
#[derive(Debug, Clone, Copy, Default)]
struct DrawingBox {
    /// It keeps its place on the paper.
    fixed: bool,
    /// It moves but keeps its size.
    keeps_size: bool,
    /// How far its upper edge moved, once read.
    moved: Option<u32>,
}

impl<'g> PartEditor<'g> {
    pub(crate) fn new(growths: &'g Growths, own: Option<usize>) -> Self {
        Self { growths, own, anchor: DrawingBox::default(), in_sparkline: false }
    }

    fn own_growth(&self) -> Option<&'g Growth> {
        self.own.and_then(|sheet| self.growths.by_sheet.get(&sheet))
    }

    /// A start tag after the change; `None`: it stays.
    pub(crate) fn tag(&mut self, tag: &str) -> Option<String> {
        let local = local_name(tag);
        if local.ends_with("Anchor") {
            let edit = attribute(tag, "editAs");
            self.anchor =
                DrawingBox { fixed: edit == Some("absolute"), keeps_size: edit == Some("oneCell"), moved: None };
        }
        match local {
            "sparkline" => self.in_sparkline = true,
            "conditionalFormatting" | "dataValidation" => self.in_sparkline = false,
            _ => {}
        }
        if local == "worksheetSource" {
            return self.pivot_source(tag);
        }
        let mut current = Cow::Borrowed(tag);
        for (_, name, speech) in ATTRIBUTES.iter().filter(|(element, ..)| *element == local) {
            let Some(value) = attribute_text(&current, name) else { continue };
            if let Some(value) = self.said(*speech, &value) {
                current = Cow::Owned(with_attribute(&current, name, &escaped(&value)));
            }
        }
        match current {
            Cow::Owned(changed) => Some(changed),
            Cow::Borrowed(_) => None,
        }
    }

    /// The source of a pivot table lies on the sheet it names.
    fn pivot_source(&self, tag: &str) -> Option<String> {
        let sheet = self.growths.sheet(&attribute_text(tag, "sheet")?)?;
        let growth = self.growths.by_sheet.get(&sheet)?;
        let area = Area::parse(attribute(tag, "ref")?)?;
        let grown = growth.area(area, Ends::Several);
        (grown != area).then(|| with_attribute(tag, "ref", &grown.to_string()))
    }

    /// Whether the text of an element speaks of rows.
    pub(crate) fn reads(local: &str) -> bool {
        TEXTS.iter().any(|(element, _)| *element == local)
    }

    /// The text of an element after the change; `None`: it stays.
    pub(crate) fn text(&mut self, local: &str, text: &str) -> Option<String> {
        let (_, speech) = TEXTS.iter().find(|(element, _)| *element == local)?;
        match local {
            "row" => self.anchor_row(text),
            "sqref" if self.in_sparkline => self.said(Speech::Cells, text),
            _ => self.said(*speech, text),
        }
    }

    fn anchor_row(&mut self, text: &str) -> Option<String> {
        if self.anchor.fixed {
            return None;
        }
        let growth = self.own_growth()?;
        let row: u32 = text.trim().parse().ok()?;
        let new = match self.anchor.moved.filter(|_| self.anchor.keeps_size) {
            Some(moved) => row.saturating_add(moved),
            None => from_zero(growth, row),
        };
        self.anchor.moved.get_or_insert(new.saturating_sub(row));
        (new != row).then(|| new.to_string())
    }

    fn said(&self, speech: Speech, text: &str) -> Option<String> {
        if matches!(speech, Speech::Formula | Speech::Location) {
            let (mark, formula) = text.strip_prefix('#').map_or(("", text), |rest| ("#", rest));
            let grown = formula::grown(formula, Ends::Several, |target| self.growths.of(target, self.own));
            return grown.map(|new| format!("{mark}{new}"));
        }
        let growth = self.own_growth()?;
        let new = match speech {
            Speech::Area => growth.area(Area::parse(text)?, Ends::Several).to_string(),
            Speech::Block => growth.area(Area::parse(text)?, Ends::Block).to_string(),
            Speech::Areas => areas(growth, text, Ends::Any),
            Speech::Cells => areas(growth, text, Ends::Several),
            Speech::Row => {
                let last = OldRow(text.trim().parse().ok()?);
                growth.rows(OldRow(1), last, Ends::Several).1.0.to_string()
            }
            Speech::RowFromZero => {
                let row: u32 = text.trim().parse().ok()?;
                from_zero(growth, row).to_string()
            }
            Speech::VmlAnchor => vml_anchor(growth, text)?,
            Speech::Formula | Speech::Location => return None,
        };
        let same = new.split_ascii_whitespace().eq(text.split_ascii_whitespace()) || unchanged_area(&new, text);
        (!same).then_some(new)
    }
}

/// Each of several areas after the growth; whole rows and columns are written as in formulas.
fn areas(growth: &Growth, text: &str, ends: Ends) -> String {
    let mut grown: Vec<String> = Vec::new();
    for piece in text.split_ascii_whitespace() {
        if let Some(area) = Area::parse(piece) {
            // What is true of a cell is true of its copies; a place is only itself.
            let copies = if ends == Ends::Any { growth.repeated(area) } else { Vec::new() };
            grown.extend(std::iter::once(growth.area(area, ends)).chain(copies).map(|area| area.to_string()));
        } else {
            let rows_or_columns = formula::grown(piece, ends, |_| Some(growth));
            grown.push(rows_or_columns.unwrap_or_else(|| piece.to_owned()));
        }
    }
    grown.join(" ")
}

/// `B3:B3` and `$B$3` say the same as `B3` and are left as they are.
fn unchanged_area(new: &str, old: &str) -> bool {
    matches!((Area::parse(new), Area::parse(old)), (Some(a), Some(b)) if a == b)
}

/// Where a row goes, both counted from 0.
fn from_zero(growth: &Growth, row: u32) -> u32 {
    growth.row(OldRow(row.saturating_add(1))).0.saturating_sub(1)
}

fn vml_anchor(growth: &Growth, text: &str) -> Option<String> {
    let mut numbers: Vec<u32> = Vec::new();
    for piece in text.split(',') {
        numbers.push(piece.trim().parse().ok()?);
    }
    // Column, offset, row, offset of the upper left corner, and again of the lower right one.
    let [_, _, top, _, _, _, bottom, ..] = numbers.as_mut_slice() else { return None };
    let moved = from_zero(growth, *top).saturating_sub(*top);
    *top = top.saturating_add(moved);
    *bottom = bottom.saturating_add(moved);
    if moved == 0 {
        return Some(text.to_owned());
    }
    Some(numbers.iter().map(u32::to_string).collect::<Vec<_>>().join(", "))
}

/// Writes the tokens of a part on, changed where the editor says so.
pub(crate) struct PartWriter<'g, W> {
    pub(crate) editor: PartEditor<'g>,
    pub(crate) out: W,
    /// Whether anything changed.
    pub(crate) changed: bool,
    /// The content of an element whose text may change, while it is text only.
    pending: Option<Pending>,
}

#[derive(Default)]
struct Pending {
    element: String,
    raw: Vec<u8>,
    text: String,
}

impl<'g, W: Write> PartWriter<'g, W> {
    pub(crate) fn new(editor: PartEditor<'g>, out: W) -> Self {
        Self { editor, out, changed: false, pending: None }
    }

    /// Takes the next token.
    ///
    /// # Errors
    /// Those of the writer.
    pub(crate) fn token(&mut self, event: &Event<'_>) -> Result<()> {
        if let Some(mut pending) = self.pending.take() {
            if matches!(event, Event::Text(_) | Event::CData(_) | Event::GeneralRef(_)) {
                text_of(event, &mut pending.text);
                copy(&mut pending.raw, event)?;
                self.pending = Some(pending);
                return Ok(());
            }
            let Pending { element, raw, text } = pending;
            let new = if matches!(event, Event::End(_)) { self.editor.text(&element, &text) } else { None };
            match &new {
                Some(new) => put(&mut self.out, &escaped_text(new))?,
                None => self.out.write_all(&raw).map_err(markup::not_written)?,
            }
            self.changed |= new.is_some();
        }
        let (tag, open) = match event {
            Event::Start(tag) => (&**tag, true),
            Event::Empty(tag) => (&**tag, false),
            _ => return copy(&mut self.out, event),
        };
        let new = self.editor.tag(tag);
        self.changed |= new.is_some();
        put(&mut self.out, &format!("<{}{}", new.as_deref().unwrap_or(tag), if open { ">" } else { "/>" }))?;
        let local = local_name(tag);
        if open && PartEditor::reads(local) {
            self.pending = Some(Pending { element: local.to_owned(), ..Pending::default() });
        }
        Ok(())
    }
}

/// A whole part after the change; `None`: nothing in it changes.
///
/// # Errors
/// Where its markup is broken.
pub(crate) fn rewritten(xml: &[u8], editor: PartEditor<'_>) -> Result<Option<Vec<u8>>> {
    let mut reader = markup::reader(xml);
    let mut buffer = Vec::new();
    let mut out = Vec::with_capacity(xml.len() + 256);
    if xml.starts_with(markup::BYTE_ORDER_MARK) {
        out.extend_from_slice(markup::BYTE_ORDER_MARK);
    }
    let mut writer = PartWriter::new(editor, out);
    loop {
        match markup::next(&mut reader, &mut buffer)? {
            Event::Eof => return Ok(writer.changed.then_some(writer.out)),
            event => writer.token(&event)?,
        }
    }
}

/// Text between tags: quotes may stand.
pub(crate) fn escaped_text(text: &str) -> String {
    quick_xml::escape::minimal_escape(text).replace('>', "&gt;")
}

#[cfg(test)]
mod tests;
