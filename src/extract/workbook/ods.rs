//! .ods → worksheets. Displayed texts stand in the file itself.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Cursor};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::cells::{Collector, check_length};
use super::merges::Merge;
use super::stored::stored;
use super::{damaged, hidden_sheet};
use crate::error::Damage;
use crate::model::{Budget, Finding, Noted, Worksheet};
use crate::{Error, Result};

/// Spaces that stand as one element with a count.
const MOST_SPACES: u32 = 1_024;

/// Reads all worksheets, hidden ones too.
///
/// # Errors
/// Where it is damaged, or holds more than the budget allows.
pub(super) fn read(bytes: &[u8], budget: &Budget) -> Result<Noted<Vec<Worksheet>>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    let content = archive.by_name("content.xml").map_err(damaged)?;
    xml_to_worksheets(BufReader::new(content), budget)
}

/// The same for what stands in the package, or in a file by itself.
///
/// # Errors
/// As [`read`], and where it declares a document type.
pub(super) fn xml_to_worksheets(content: impl BufRead, budget: &Budget) -> Result<Noted<Vec<Worksheet>>> {
    let mut reader = Reader::from_reader(content);
    let mut state = State::new(budget);
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer).map_err(damaged)? {
            Event::Start(element) => state.start(&element)?,
            Event::Empty(element) => {
                state.start(&element)?;
                state.end(element.local_name().as_ref())?;
            }
            Event::End(element) => state.end(element.local_name().as_ref())?,
            Event::Text(text) => state.text(&text.xml10_content())?,
            Event::CData(text) => state.text(&text.xml10_content())?,
            Event::GeneralRef(reference) => state.reference(&reference)?,
            Event::DocType(_) => {
                return Err(Error::Damaged { what: Damage::DocumentType { name: "XML".to_owned() } });
            }
            Event::Eof => break,
            _ => {}
        }
        buffer.clear();
    }
    Ok(state.finish())
}

struct State<'b> {
    budget: &'b Budget,
    sheets: Vec<Worksheet>,
    findings: Vec<Finding>,
    sheet: Option<(Collector<'b>, Vec<Merge>)>,
    hidden_styles: BTreeSet<String>,
    style: Option<String>,
    row: u32,
    row_repeat: u32,
    column: u32,
    /// The column that the next element of columns is about.
    set_column: u32,
    cell: Option<OdsCell>,
    /// Depth of comments and drawings, whose paragraphs are not the cell's.
    aside: usize,
    /// Cells of the row in hand, for where the row is repeated.
    row_cells: Vec<(u32, String, Option<f64>)>,
}

#[derive(Default)]
struct OdsCell {
    text: String,
    paragraphs: usize,
    value: Option<f64>,
    repeat: u32,
    row_span: u32,
    col_span: u32,
    in_paragraph: bool,
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.attributes().flatten().find(|a| a.key.as_ref() == name)?;
    Some(found.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok()?.into_owned())
}

fn number(element: &BytesStart<'_>, name: &str) -> Option<u32> {
    attribute(element, name)?.parse().ok()
}

/// How many rows or columns an element stands for.
fn repeated(element: &BytesStart<'_>, name: &str) -> u32 {
    number(element, name).unwrap_or(1).max(1)
}

/// Whether rows or columns are hidden, by hand or by a filter.
fn is_hidden(element: &BytesStart<'_>) -> bool {
    matches!(attribute(element, "table:visibility").as_deref(), Some("collapse" | "filter"))
}

impl<'b> State<'b> {
    fn new(budget: &'b Budget) -> Self {
        Self {
            budget,
            sheets: Vec::new(),
            findings: Vec::new(),
            sheet: None,
            hidden_styles: BTreeSet::new(),
            style: None,
            row: 0,
            row_repeat: 1,
            column: 0,
            set_column: 0,
            cell: None,
            aside: 0,
            row_cells: Vec::new(),
        }
    }

    fn start(&mut self, element: &BytesStart<'_>) -> Result<()> {
        match element.local_name().as_ref() {
            "annotation" | "shapes" | "frame" => self.aside += 1,
            _ if self.aside > 0 => {}
            "style" => self.style = attribute(element, "style:name"),
            "table-properties" if attribute(element, "table:display").as_deref() == Some("false") => {
                self.hidden_styles.extend(self.style.clone());
            }
            "table" if self.sheet.is_some() => {
                return Err(Error::Damaged { what: Damage::TableWithinTable });
            }
            "table" => {
                let name = attribute(element, "table:name").unwrap_or_default();
                let style = attribute(element, "table:style-name");
                let hidden = style.is_some_and(|s| self.hidden_styles.contains(&s));
                self.sheet = Some((Collector::new(&name, hidden, self.budget), Vec::new()));
                self.row = 0;
                self.set_column = 0;
            }
            "table-column" => {
                let columns = repeated(element, "table:number-columns-repeated");
                if let (true, Some((collector, _))) = (is_hidden(element), &mut self.sheet) {
                    collector.unseen.columns.add(self.set_column, self.set_column.saturating_add(columns - 1));
                }
                self.set_column = self.set_column.saturating_add(columns);
            }
            "table-row" => {
                self.row_repeat = repeated(element, "table:number-rows-repeated");
                self.column = 0;
                if let (true, Some((collector, _))) = (is_hidden(element), &mut self.sheet) {
                    collector.unseen.rows.add(self.row, self.row.saturating_add(self.row_repeat - 1));
                }
            }
            "table-cell" | "covered-table-cell" => {
                self.cell = Some(OdsCell {
                    value: attribute(element, "office:value").and_then(|v| v.parse().ok()),
                    repeat: repeated(element, "table:number-columns-repeated"),
                    row_span: number(element, "table:number-rows-spanned").unwrap_or(1).max(1),
                    col_span: number(element, "table:number-columns-spanned").unwrap_or(1).max(1),
                    ..OdsCell::default()
                });
            }
            "p" => {
                if let Some(cell) = &mut self.cell {
                    if cell.paragraphs > 0 {
                        cell.text.push('\n');
                    }
                    cell.paragraphs += 1;
                    cell.in_paragraph = true;
                }
            }
            "s" => {
                let count = number(element, "text:c").unwrap_or(1).min(MOST_SPACES);
                return self.text(&" ".repeat(count as usize));
            }
            "tab" => return self.text("\t"),
            "line-break" => return self.text("\n"),
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<()> {
        let Some(cell) = self.cell.as_mut().filter(|c| c.in_paragraph && self.aside == 0) else { return Ok(()) };
        cell.text.push_str(text);
        check_length(&cell.text)
    }

    fn reference(&mut self, name: &str) -> Result<()> {
        let named = match name {
            "lt" => Some('<'),
            "gt" => Some('>'),
            "amp" => Some('&'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            _ => name.strip_prefix('#').and_then(|n| {
                match n.strip_prefix('x') {
                    Some(hex) => u32::from_str_radix(hex, 16).ok(),
                    None => n.parse().ok(),
                }
                .and_then(char::from_u32)
            }),
        };
        named.map_or(Ok(()), |c| self.text(c.encode_utf8(&mut [0; 4])))
    }

    fn end(&mut self, name: &str) -> Result<()> {
        match name {
            "annotation" | "shapes" | "frame" => self.aside = self.aside.saturating_sub(1),
            _ if self.aside > 0 => {}
            "p" => {
                if let Some(cell) = &mut self.cell {
                    cell.in_paragraph = false;
                }
            }
            "table-cell" | "covered-table-cell" => self.end_cell()?,
            "table-row" => self.end_row()?,
            "table" => self.end_table()?,
            _ => {}
        }
        Ok(())
    }

    fn end_cell(&mut self) -> Result<()> {
        let Some(cell) = self.cell.take() else { return Ok(()) };
        if cell.row_span > 1 || cell.col_span > 1 {
            let start = (self.row, self.column);
            let end = (self.row.saturating_add(cell.row_span - 1), self.column.saturating_add(cell.col_span - 1));
            if let Some((_, merges)) = &mut self.sheet {
                merges.push(Merge { start, end });
            }
        }
        if let Some((collector, _)) = self.sheet.as_ref().filter(|_| !cell.text.is_empty() || cell.value.is_some()) {
            collector.charge(u64::from(cell.repeat) * u64::from(self.row_repeat), cell.text.len())?;
            for n in 0..cell.repeat {
                self.row_cells.push((self.column.saturating_add(n), cell.text.clone(), cell.value));
            }
        }
        self.column = self.column.saturating_add(cell.repeat);
        Ok(())
    }

    fn end_row(&mut self) -> Result<()> {
        let cells = std::mem::take(&mut self.row_cells);
        if let Some((collector, _)) = &mut self.sheet {
            let repeat = if cells.is_empty() { 0 } else { self.row_repeat };
            for n in 0..repeat {
                for (column, text, value) in &cells {
                    let number = value.and_then(stored).map(|stored| stored.decimal);
                    collector.add_charged((self.row.saturating_add(n), *column), text.clone(), number)?;
                }
            }
        }
        self.row = self.row.saturating_add(self.row_repeat);
        Ok(())
    }

    fn end_table(&mut self) -> Result<()> {
        if let Some((collector, merges)) = self.sheet.take() {
            let (sheet, covered) = collector.finish(&merges)?;
            self.findings.extend(sheet.hidden.then(|| hidden_sheet(&sheet.name)));
            self.findings.extend(covered);
            self.sheets.push(sheet);
        }
        Ok(())
    }

    fn finish(self) -> Noted<Vec<Worksheet>> {
        Noted { output: self.sheets, findings: self.findings }
    }
}
