//! What stands on a template's sheet, held small: a sheet may have a million cells.

use std::collections::BTreeMap;
use std::io::BufRead;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::formula;
use super::markup::{self, attribute, local_name, text_of};
use super::reference::{Area, LAST_COLUMN, LAST_ROW, parse_cell};
use super::rich::{Run, RunCollector};
use crate::{Error, Result};

/// The most cells a template's sheet may have.
const MOST_CELLS: usize = 5_000_000;

/// Texts in one piece of memory.
#[derive(Debug, Default)]
pub(super) struct Texts {
    arena: String,
    ends: Vec<usize>,
    /// The runs of texts in several formats that may have placeholders.
    runs: BTreeMap<u32, Vec<Run>>,
}

impl Texts {
    pub(super) fn push(&mut self, text: &str) -> u32 {
        self.arena.push_str(text);
        self.ends.push(self.arena.len());
        (self.ends.len() - 1) as u32
    }

    pub(super) fn get(&self, number: u32) -> &str {
        let number = number as usize;
        let start = number.checked_sub(1).and_then(|n| self.ends.get(n)).copied().unwrap_or(0);
        self.ends.get(number).and_then(|end| self.arena.get(start..*end)).unwrap_or_default()
    }

    /// The runs of a text in several formats, where it may have placeholders.
    pub(super) fn runs(&self, number: u32) -> Option<&[Run]> {
        self.runs.get(&number).map(Vec::as_slice)
    }

    fn push_rich(&mut self, text: &str, runs: &mut RunCollector) -> u32 {
        let number = self.push(text);
        if let Some(runs) = runs.finish(text) {
            self.runs.insert(number, runs);
        }
        number
    }

    /// The shared strings: text without phonetic guides, rich text joined.
    ///
    /// # Errors
    /// Where the part is damaged.
    pub(super) fn read_shared(&mut self, from: &mut dyn BufRead) -> Result<()> {
        let mut reader = markup::reader(from);
        let (mut buffer, mut text, mut inside, mut guide) = (Vec::new(), String::new(), false, false);
        let mut runs = RunCollector::default();
        loop {
            let event = markup::next(&mut reader, &mut buffer)?;
            runs.see(&event, inside)?;
            match &event {
                Event::Eof => return Ok(()),
                Event::Start(tag) => match local_name(tag) {
                    "t" => inside = !guide,
                    "rPh" => guide = true,
                    _ => {}
                },
                Event::Empty(tag) if local_name(tag) == "si" => drop(self.push("")),
                Event::End(tag) => match local_name(tag) {
                    "t" => inside = false,
                    "rPh" => guide = false,
                    "si" => {
                        self.push_rich(&unescaped(&text), &mut runs);
                        text.clear();
                    }
                    _ => {}
                },
                event if inside => text_of(event, &mut text),
                _ => {}
            }
        }
    }
}

/// `_xHHHH_` as the character it stands for.
pub(super) fn unescaped(text: &str) -> String {
    let (mut out, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(at) = rest.find("_x") {
        let code = rest.get(at + 2..at + 6).filter(|_| rest.as_bytes().get(at + 6) == Some(&b'_'));
        let character = code.and_then(|hex| u32::from_str_radix(hex, 16).ok()).and_then(char::from_u32);
        let (text, next) = match character {
            Some(_) => (rest.get(..at), at + 7),
            None => (rest.get(..at + 2), at + 2),
        };
        out.push_str(text.unwrap_or_default());
        out.extend(character);
        rest = rest.get(next..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

/// What a cell holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    Nothing,
    /// The text with this number.
    Text(u32),
    Number,
    Formula,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct ScanCell {
    pub(super) column: u16,
    pub(super) holds: Holds,
}

/// A formula of the sheet.
#[derive(Debug)]
pub(super) struct ScanFormula {
    pub(super) row: u32,
    pub(super) column: u32,
    /// A shared formula's text is as it reads in this cell.
    pub(super) text: String,
    /// The cells of an array formula or data table.
    pub(super) array: Option<Area>,
    pub(super) has_value: bool,
}

/// What stands on a sheet.
#[derive(Debug, Default)]
pub(super) struct SheetScan {
    /// Row numbers with the number of their first cell, in row order.
    rows: Vec<(u32, u32)>,
    cells: Vec<ScanCell>,
    pub(super) merges: Vec<Area>,
    pub(super) formulas: Vec<ScanFormula>,
    pub(super) protected: bool,
}

impl SheetScan {
    /// Reads a sheet; texts written in cells are added to the shared ones.
    ///
    /// # Errors
    /// Where it is damaged or too large.
    pub(super) fn read(from: &mut dyn BufRead, texts: &mut Texts) -> Result<Self> {
        let mut reader = markup::reader(from);
        let mut scan = Self::default();
        let mut scanner = Scanner { texts, row: 0, column: 0, masters: BTreeMap::new() };
        let mut buffer = Vec::new();
        loop {
            match markup::next(&mut reader, &mut buffer)? {
                Event::Eof => break,
                Event::Start(tag) if local_name(&tag) == "c" => scanner.cell(&mut scan, &tag, Some(&mut reader))?,
                Event::Empty(tag) if local_name(&tag) == "c" => {
                    scanner.cell(&mut scan, &tag, None::<&mut Reader<&[u8]>>)?;
                }
                Event::Start(tag) | Event::Empty(tag) => match local_name(&tag) {
                    "row" => scanner.begin_row(&mut scan, &tag)?,
                    "mergeCell" => scan.merges.extend(attribute(&tag, "ref").and_then(Area::parse)),
                    "sheetProtection" => {
                        scan.protected = attribute(&tag, "sheet").is_none_or(|v| v == "1" || v == "true");
                    }
                    _ => {}
                },
                _ => {}
            }
        }
        Ok(scan)
    }

    /// The row numbers that have cells, in order.
    pub(super) fn rows(&self) -> impl Iterator<Item = u32> {
        self.rows.iter().map(|(row, _)| *row)
    }

    /// The cells of a row.
    pub(super) fn row(&self, row: u32) -> &[ScanCell] {
        let Ok(at) = self.rows.binary_search_by_key(&row, |(number, _)| *number) else { return &[] };
        let first = self.rows.get(at).map_or(0, |(_, first)| *first as usize);
        let last = self.rows.get(at + 1).map_or(self.cells.len(), |(_, next)| *next as usize);
        self.cells.get(first..last).unwrap_or_default()
    }

    pub(super) fn holds(&self, row: u32, column: u32) -> Holds {
        let cells = self.row(row);
        match cells.binary_search_by_key(&column, |c| u32::from(c.column)) {
            Ok(at) => cells.get(at).map_or(Holds::Nothing, |c| c.holds),
            Err(_) => Holds::Nothing,
        }
    }

    /// Whether the file has the cell at all, be it empty: it has a style then, as the cells of a ruled form have.
    pub(super) fn exists(&self, row: u32, column: u32) -> bool {
        self.row(row).binary_search_by_key(&column, |c| u32::from(c.column)).is_ok()
    }

    pub(super) fn last_row(&self) -> u32 {
        self.rows.last().map_or(0, |(row, _)| *row)
    }
}

struct Scanner<'t> {
    texts: &'t mut Texts,
    row: u32,
    column: u32,
    /// Shared formulas: text, row and column of the cell that has it.
    masters: BTreeMap<String, (String, u32, u32)>,
}

impl Scanner<'_> {
    fn begin_row(&mut self, scan: &mut SheetScan, tag: &str) -> Result<()> {
        let number = attribute(tag, "r").and_then(|r| r.trim().parse().ok()).unwrap_or(self.row + 1);
        if number <= self.row || number > LAST_ROW {
            return Err(markup::damaged("the rows of a sheet are not in order"));
        }
        (self.row, self.column) = (number, 0);
        scan.rows.push((number, scan.cells.len() as u32));
        Ok(())
    }

    fn cell<R: BufRead>(&mut self, scan: &mut SheetScan, tag: &str, content: Option<&mut Reader<R>>) -> Result<()> {
        let column = attribute(tag, "r").and_then(parse_cell).map_or(self.column + 1, |(_, column)| column);
        if column <= self.column || column > LAST_COLUMN || self.row == 0 {
            return Err(markup::damaged("the cells of a row are not in order"));
        }
        self.column = column;
        if scan.cells.len() >= MOST_CELLS {
            return Err(Error::Limit { what: format!("a sheet of the template has over {MOST_CELLS} cells") });
        }
        let kind = attribute(tag, "t").unwrap_or("n").to_owned();
        let holds = match content {
            None => Holds::Nothing,
            Some(reader) => self.content(scan, reader, &kind)?,
        };
        scan.cells.push(ScanCell { column: column as u16, holds });
        Ok(())
    }

    /// Reads to the end of a cell.
    fn content<R: BufRead>(&mut self, scan: &mut SheetScan, reader: &mut Reader<R>, kind: &str) -> Result<Holds> {
        let (mut buffer, mut value, mut inline) = (Vec::new(), None::<String>, None::<String>);
        let (mut found, mut text) = (None, None::<String>);
        let (mut guide, mut runs) = (false, RunCollector::default());
        loop {
            let event = markup::next(reader, &mut buffer)?;
            runs.see(&event, text.is_some() && !guide)?;
            match &event {
                Event::Eof => return Err(markup::damaged("a cell does not end")),
                Event::Start(tag) => match local_name(tag) {
                    "f" => (found, text) = (Some(tag.to_string()), Some(String::new())),
                    "v" | "t" if !guide => text = Some(String::new()),
                    "rPh" => guide = true,
                    _ => {}
                },
                Event::Empty(tag) if local_name(tag) == "f" => {
                    self.formula(scan, tag, "");
                    found = Some(String::new());
                }
                Event::End(tag) => match local_name(tag) {
                    "f" => self.formula(scan, found.as_deref().unwrap_or_default(), &text.take().unwrap_or_default()),
                    "v" => value = text.take(),
                    "t" => inline.get_or_insert_default().push_str(&text.take().unwrap_or_default()),
                    "rPh" => guide = false,
                    "c" => break,
                    _ => {}
                },
                event => {
                    if let Some(text) = &mut text {
                        text_of(event, text);
                    }
                }
            }
        }
        if found.is_some() {
            if let Some(formula) = scan.formulas.last_mut() {
                formula.has_value = value.is_some();
            }
            return Ok(Holds::Formula);
        }
        Ok(match (kind, value, inline) {
            ("s", Some(value), _) => value.trim().parse().map_or(Holds::Nothing, Holds::Text),
            ("str" | "d", Some(value), _) => Holds::Text(self.texts.push(&unescaped(&value))),
            (_, _, Some(inline)) => Holds::Text(self.texts.push_rich(&unescaped(&inline), &mut runs)),
            (_, Some(value), _) if !value.trim().is_empty() => Holds::Number,
            _ => Holds::Nothing,
        })
    }

    fn formula(&mut self, scan: &mut SheetScan, tag: &str, text: &str) {
        let kind = attribute(tag, "t").unwrap_or("normal");
        let mut text = text.to_owned();
        if kind == "shared" {
            let group = attribute(tag, "si").unwrap_or_default().to_owned();
            match self.masters.get(&group) {
                Some((master, row, column)) if text.trim().is_empty() => {
                    let by = |to: u32, from: u32| i64::from(to) - i64::from(from);
                    text = formula::copied(master, by(self.row, *row), by(self.column, *column));
                }
                _ => drop(self.masters.insert(group, (text.clone(), self.row, self.column))),
            }
        }
        let array =
            matches!(kind, "array" | "dataTable").then(|| attribute(tag, "ref").and_then(Area::parse)).flatten();
        scan.formulas.push(ScanFormula { row: self.row, column: self.column, text, array, has_value: false });
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail")]
    use super::*;

    #[test]
    fn a_sheet_is_read_as_it_stands() {
        let xml = r#"<x:worksheet><x:sheetData><x:row><x:c/><x:c t="inlineStr"><x:is><x:r><x:t>主管</x:t></x:r><x:rPh><x:t>z</x:t></x:rPh><x:r><x:t>部门</x:t></x:r></x:is></x:c></x:row>
            <x:row r="5"><x:c r="B5"><x:f t="shared" si="0" ref="B5:B6">A5*2</x:f><x:v>0</x:v></x:c></x:row>
            <x:row r="6"><x:c r="B6"><x:f t="shared" si="0"/></x:c><x:c r="D6"><x:v>1</x:v></x:c></x:row></x:sheetData>
            <x:mergeCells><x:mergeCell ref="A1:B2"/></x:mergeCells></x:worksheet>"#;
        let mut texts = Texts::default();
        let scan = SheetScan::read(&mut xml.as_bytes(), &mut texts).unwrap();
        assert_eq!(scan.rows().collect::<Vec<_>>(), [1, 5, 6]);
        assert_eq!(scan.holds(1, 2), Holds::Text(0));
        assert_eq!(texts.get(0), "主管部门");
        assert!(scan.exists(1, 1) && !scan.exists(1, 3));
        assert_eq!(scan.formulas[1].text, "A6*2");
        assert!(scan.formulas[0].has_value && !scan.formulas[1].has_value);
        assert_eq!((scan.holds(6, 4), scan.merges.len()), (Holds::Number, 1));
    }

    #[test]
    fn rows_out_of_order_are_refused() {
        let xml = r#"<worksheet><sheetData><row r="5"/><row r="3"/></sheetData></worksheet>"#;
        assert!(SheetScan::read(&mut xml.as_bytes(), &mut Texts::default()).is_err());
    }

    #[test]
    fn escapes_are_undone() {
        assert_eq!(unescaped("a_x000D_b_x5Fx_ _x_x0041_"), "a\rb_x5Fx_ _xA");
    }
}
