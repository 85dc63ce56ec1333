//! One row of a sheet, taken apart only as far as something in it changes.

use std::collections::BTreeMap;
use std::io::BufRead;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::formula;
use super::markup::{
    self, attribute, copy, escaped, local_name, prefix, qualified_name, text_of, with_attribute, without_attribute,
};
use super::part::escaped_text;
use super::reference::{address, parse_cell};
use super::run::Run;
use super::value::InsertedValue;
use crate::Result;
use crate::error::TemplateDamage;

/// A row as it stands in the file.
#[derive(Debug, Clone)]
pub(crate) struct RawRow {
    /// Its number in the template.
    pub(crate) number: u32,
    pub(crate) tag: String,
    pub(crate) pieces: Vec<RowPiece>,
}

/// What stands in a row.
#[derive(Debug, Clone)]
pub(crate) enum RowPiece {
    Cell(RawCell),
    /// Anything else, as it stands.
    Other(String),
}

/// A cell as it stands in the file.
#[derive(Debug, Clone)]
pub(crate) struct RawCell {
    pub(crate) column: u32,
    pub(crate) tag: String,
    /// What stands between its tags.
    pub(crate) content: String,
    pub(crate) formula: Option<RawFormula>,
}

/// The formula of a cell.
#[derive(Debug, Clone)]
pub(crate) struct RawFormula {
    pub(crate) tag: String,
    pub(crate) text: String,
}

impl RawRow {
    /// Reads the row whose start tag was read last.
    ///
    /// # Errors
    /// Where the markup is broken.
    pub(crate) fn read<R: BufRead>(reader: &mut Reader<R>, number: u32, tag: String) -> Result<Self> {
        let mut row = Self { number, tag, pieces: Vec::new() };
        let (mut buffer, mut column) = (Vec::new(), 0);
        loop {
            let event = markup::next(reader, &mut buffer)?;
            match &event {
                Event::Eof => return Err(markup::damaged(TemplateDamage::RowOpen)),
                Event::End(tag) if local_name(tag) == "row" => return Ok(row),
                Event::Start(tag) | Event::Empty(tag) if local_name(tag) == "c" => {
                    column = attribute(tag, "r").and_then(parse_cell).map_or(column + 1, |(_, c)| c);
                    let mut cell = RawCell { column, tag: tag.to_string(), content: String::new(), formula: None };
                    if matches!(event, Event::Start(_)) {
                        cell.read(reader)?;
                    }
                    row.pieces.push(RowPiece::Cell(cell));
                }
                event => {
                    let mut raw = Vec::new();
                    copy(&mut raw, event)?;
                    row.pieces.push(RowPiece::Other(String::from_utf8_lossy(&raw).into_owned()));
                }
            }
        }
    }

    /// The row as a copy of it starts out at another place: styles and formulas, no values. `place` gives the new formula
    /// by the cell's column and its formula's text; cells that say nothing are kept for their style.
    pub(crate) fn copied(&self, new_row: u32, mut place: impl FnMut(u32, &str) -> String) -> Self {
        let cells = self.pieces.iter().filter_map(|piece| match piece {
            RowPiece::Cell(cell) => Some(RowPiece::Cell(cell.copied(new_row, |text| place(cell.column, text)))),
            RowPiece::Other(_) => None,
        });
        Self { number: new_row, tag: without_attribute(&self.tag, "collapsed"), pieces: cells.collect() }
    }

    /// The row as a copy of it in a form that is repeated: all it says, but for the stored results of formulas, whose new text
    /// `place` gives.
    pub(crate) fn repeated(&self, new_row: u32, mut place: impl FnMut(&str) -> String) -> Self {
        let mut row = self.clone();
        row.number = new_row;
        for piece in &mut row.pieces {
            let RowPiece::Cell(cell) = piece else { continue };
            let Some(formula) = cell.formula.clone() else { continue };
            let text = place(&formula.text);
            let area = attribute(&formula.tag, "ref").is_some();
            let own = address(new_row, cell.column);
            let tag = if area { with_attribute(&formula.tag, "ref", &own) } else { formula.tag };
            cell.set_formula(&tag, &text);
        }
        row
    }

    /// Writes the row under a number, with values put in.
    ///
    /// # Errors
    /// Those of the writer.
    pub(crate) fn write(
        &self,
        number: u32,
        values: &BTreeMap<u32, InsertedValue>,
        out: &mut impl std::io::Write,
    ) -> Result<()> {
        let prefix = prefix(&self.tag);
        let mut tag = with_attribute(&self.tag, "r", &number.to_string());
        if let (Some((first, _)), Some((last, _))) = (values.first_key_value(), values.last_key_value())
            && !spans_hold(&tag, *first, *last)
        {
            tag = without_attribute(&tag, "spans");
        }
        if self.pieces.is_empty() && values.is_empty() {
            return markup::put(out, &format!("<{tag}/>"));
        }
        let mut text = format!("<{tag}>");
        let mut values = values.iter().peekable();
        for piece in &self.pieces {
            match piece {
                RowPiece::Other(raw) => text.push_str(raw),
                RowPiece::Cell(cell) => {
                    while let Some((column, value)) = values.next_if(|(column, _)| **column < cell.column) {
                        text.push_str(&cell_of(prefix, number, *column, None, value));
                    }
                    match values.next_if(|(column, _)| **column == cell.column) {
                        Some((column, value)) => {
                            text.push_str(&cell_of(prefix, number, *column, attribute(&cell.tag, "s"), value));
                        }
                        None => cell.write(prefix, number, &mut text),
                    }
                }
            }
        }
        for (column, value) in values {
            text.push_str(&cell_of(prefix, number, *column, None, value));
        }
        text.extend(["</", prefix, "row>"]);
        markup::put(out, &text)
    }
}

/// Whether the row's hint at its columns, if it has one, covers these.
fn spans_hold(tag: &str, first: u32, last: u32) -> bool {
    let Some(spans) = attribute(tag, "spans") else { return true };
    spans.split(' ').filter_map(span_of).any(|(from, to)| from <= first && last <= to)
}

/// First and last column of a hint such as `2:7`.
fn span_of(span: &str) -> Option<(u32, u32)> {
    let (from, to) = span.split_once(':')?;
    Some((from.parse().ok()?, to.parse().ok()?))
}

impl RawCell {
    /// The cell as a copy of it in another row starts out: style and formula, no value. `place` gives the formula's new text.
    fn copied(&self, new_row: u32, place: impl FnOnce(&str) -> String) -> Self {
        let formula = self.formula.as_ref().filter(|f| attribute(&f.tag, "t") != Some("dataTable"));
        let mut tag = without_attribute(&self.tag, "t");
        for metadata in ["cm", "vm"] {
            tag = without_attribute(&tag, metadata);
        }
        let mut copied = Self { column: self.column, tag, content: String::new(), formula: None };
        if let Some(formula) = formula {
            let mut tag = formula.tag.clone();
            if attribute(&tag, "ref").is_some() {
                tag = with_attribute(&tag, "ref", &address(new_row, self.column));
            }
            copied.set_formula(&tag, &place(&formula.text));
        }
        copied
    }

    /// Reads to the end of the cell.
    fn read<R: BufRead>(&mut self, reader: &mut Reader<R>) -> Result<()> {
        let (mut buffer, mut raw) = (Vec::new(), Vec::new());
        let (mut in_formula, mut depth) = (false, 0_u32);
        loop {
            let event = markup::next(reader, &mut buffer)?;
            match &event {
                Event::Eof => return Err(markup::damaged(TemplateDamage::CellOpen)),
                Event::Start(tag) | Event::Empty(tag) if depth == 0 && local_name(tag) == "f" => {
                    self.formula = Some(RawFormula { tag: tag.to_string(), text: String::new() });
                    in_formula = matches!(event, Event::Start(_));
                    depth += u32::from(in_formula);
                }
                Event::Start(_) => depth += 1,
                Event::End(_) if depth == 0 => break,
                Event::End(_) => {
                    depth -= 1;
                    in_formula = false;
                }
                event if in_formula => {
                    if let Some(formula) = &mut self.formula {
                        text_of(event, &mut formula.text);
                    }
                }
                _ => {}
            }
            copy(&mut raw, &event)?;
        }
        self.content = String::from_utf8_lossy(&raw).into_owned();
        Ok(())
    }

    /// Gives the cell a formula and takes its stale value away.
    pub(crate) fn set_formula(&mut self, tag: &str, text: &str) {
        let name = qualified_name(tag).to_owned();
        self.content = format!("<{tag}>{}</{name}>", escaped_text(text));
        self.formula = Some(RawFormula { tag: tag.to_owned(), text: text.to_owned() });
        self.tag = without_attribute(&self.tag, "t");
    }

    /// Takes the value a formula had away, so that no reader shows a sum of what is no longer there.
    pub(crate) fn drop_value(&mut self) {
        if let Some(formula) = self.formula.take() {
            if formula.text.is_empty() {
                self.content = format!("<{}/>", formula.tag);
                self.tag = without_attribute(&self.tag, "t");
                self.formula = Some(formula);
            } else {
                self.set_formula(&formula.tag, &formula.text);
            }
        }
    }

    /// The formula as text of its own, no longer shared with other cells.
    pub(crate) fn unshare(&mut self, masters: &mut BTreeMap<String, (String, u32, u32)>, row: u32) {
        let Some(formula) = &self.formula else { return };
        if attribute(&formula.tag, "t") != Some("shared") {
            return;
        }
        let group = attribute(&formula.tag, "si").unwrap_or_default().to_owned();
        let text = match masters.get(&group) {
            Some((master, first, column)) if formula.text.trim().is_empty() => {
                formula::copied(master, moved_by(row, *first), moved_by(self.column, *column))
            }
            _ => {
                masters.insert(group, (formula.text.clone(), row, self.column));
                formula.text.clone()
            }
        };
        let mut tag = formula.tag.clone();
        for name in ["t", "si", "ref"] {
            tag = without_attribute(&tag, name);
        }
        self.set_formula(&tag, &text);
    }

    fn write(&self, prefix: &str, row: u32, out: &mut String) {
        let tag = with_attribute(&self.tag, "r", &address(row, self.column));
        let tag = tag.trim_end();
        if self.content.is_empty() {
            out.extend(["<", tag, "/>"]);
        } else {
            out.extend(["<", tag, ">", &self.content, "</", prefix, "c>"]);
        }
    }
}

/// By how many rows something moved.
fn moved_by(to: u32, from: u32) -> i64 {
    i64::from(to) - i64::from(from)
}

/// The prefix of an element as it stands in a file.
fn local_prefix(element: &str) -> &str {
    element.strip_prefix('<').map_or("", prefix)
}

/// A run of text in its format; a format of another prefix would not be understood.
fn run_of(prefix: &str, run: &Run) -> String {
    let text = escaped(&run.text);
    let format = if local_prefix(&run.format) == prefix { run.format.as_str() } else { "" };
    format!("<{prefix}r>{format}<{prefix}t xml:space=\"preserve\">{text}</{prefix}t></{prefix}r>")
}

/// A cell with a value.
fn cell_of(prefix: &str, row: u32, column: u32, style: Option<&str>, value: &InsertedValue) -> String {
    let style = style.map(|s| format!(" s=\"{s}\"")).unwrap_or_default();
    let head = format!("<{prefix}c r=\"{}\"{style}", address(row, column));
    match value {
        InsertedValue::Empty => format!("{head}/>"),
        InsertedValue::Number(number) => format!("{head}><{prefix}v>{}</{prefix}v></{prefix}c>", number.normalize()),
        InsertedValue::Text(text) => format!(
            "{head} t=\"inlineStr\"><{prefix}is><{prefix}t xml:space=\"preserve\">{}</{prefix}t></{prefix}is></{prefix}c>",
            escaped(text)
        ),
        InsertedValue::Rich(runs) => {
            let runs: String = runs.iter().map(|run| run_of(prefix, run)).collect();
            format!("{head} t=\"inlineStr\"><{prefix}is>{runs}</{prefix}is></{prefix}c>")
        }
    }
}

#[cfg(test)]
mod tests;
