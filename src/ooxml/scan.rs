//! What stands on a template's sheet, held small: a sheet may have a million cells.

use std::collections::BTreeMap;
use std::io::BufRead;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::formula;
use super::markup::{self, attribute, local_name, text_of};
use super::measures::SheetMeasures;
use super::reference::{Area, LAST_COLUMN, LAST_ROW, parse_cell};
use super::run::RunCollector;
use super::texts::{Texts, unescaped};
use crate::error::{Limit, TemplateDamage};
use crate::{Error, Result};

/// The most cells a template's sheet may have.
const MOST_CELLS: usize = 5_000_000;

/// What a cell holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CellHolds {
    Nothing,
    /// The text with this number.
    Text(u32),
    Number,
    Formula,
}

/// A cell in six bytes: a sheet may have millions.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ScanCell {
    /// The column from 0 in the lower 14 bits, what kind of thing the cell holds above.
    column_and_kind: u16,
    /// The number of its text.
    text: [u16; 2],
}

impl ScanCell {
    /// `column` counts from 1 and is at most [`LAST_COLUMN`].
    fn new(column: u32, holds: CellHolds) -> Self {
        let (kind, text) = match holds {
            CellHolds::Nothing => (0, 0),
            CellHolds::Number => (1, 0),
            CellHolds::Formula => (2, 0),
            CellHolds::Text(number) => (3, number),
        };
        let column = column.saturating_sub(1) as u16 & (LAST_COLUMN - 1) as u16;
        Self { column_and_kind: column | kind << 14, text: [text as u16, (text >> 16) as u16] }
    }

    /// From 1.
    pub(crate) fn column(self) -> u32 {
        u32::from(self.column_and_kind) % LAST_COLUMN + 1
    }

    pub(crate) fn holds(self) -> CellHolds {
        match self.column_and_kind >> 14 {
            0 => CellHolds::Nothing,
            1 => CellHolds::Number,
            2 => CellHolds::Formula,
            _ => CellHolds::Text(u32::from(self.text[0]) | u32::from(self.text[1]) << 16),
        }
    }
}

/// A formula of the sheet.
#[derive(Debug)]
pub(crate) struct ScanFormula {
    pub(crate) row: u32,
    pub(crate) column: u32,
    /// A shared formula's text is as it reads in this cell.
    pub(crate) text: String,
    /// The cells of an array formula or data table.
    pub(crate) array: Option<Area>,
    pub(crate) has_value: bool,
}

/// What stands on a sheet.
#[derive(Debug, Default)]
pub(crate) struct SheetScan {
    /// Row numbers with the number of their first cell, in row order.
    rows: Vec<(u32, u32)>,
    cells: Vec<ScanCell>,
    pub(crate) merges: Vec<Area>,
    pub(crate) formulas: Vec<ScanFormula>,
    pub(crate) protected: bool,
    pub(crate) measures: SheetMeasures,
}

impl SheetScan {
    /// Reads a sheet; texts written in cells are added to the shared ones.
    ///
    /// # Errors
    /// Where it is damaged or too large.
    pub(crate) fn read(from: &mut dyn BufRead, texts: &mut Texts) -> Result<Self> {
        let mut reader = markup::checking_reader(from);
        let mut scan = Self::default();
        let mut scanner = Scanner { texts, row: 0, column: 0, masters: BTreeMap::new(), buffer: Vec::new() };
        let mut buffer = Vec::new();
        loop {
            match markup::next(&mut reader, &mut buffer)? {
                Event::Eof => break,
                Event::Start(tag) if local_name(&tag) == "c" => scanner.cell(&mut scan, &tag, Some(&mut reader))?,
                Event::Empty(tag) if local_name(&tag) == "c" => {
                    scanner.cell(&mut scan, &tag, None::<&mut Reader<&[u8]>>)?;
                }
                Event::Start(tag) | Event::Empty(tag) => match local_name(&tag) {
                    "row" => {
                        scanner.begin_row(&mut scan, &tag)?;
                        scan.measures.see(&tag, scanner.row);
                    }
                    "col" | "sheetFormatPr" => scan.measures.see(&tag, 0),
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
    pub(crate) fn rows(&self) -> impl Iterator<Item = u32> {
        self.rows.iter().map(|(row, _)| *row)
    }

    /// The cells of a row.
    pub(crate) fn row(&self, row: u32) -> &[ScanCell] {
        let Ok(at) = self.rows.binary_search_by_key(&row, |(number, _)| *number) else { return &[] };
        match self.rows.split_at(at).1 {
            [] => &[],
            [(_, first)] => &self.cells[*first as usize..],
            [(_, first), (_, next), ..] => &self.cells[*first as usize..*next as usize],
        }
    }

    pub(crate) fn holds(&self, row: u32, column: u32) -> CellHolds {
        let cells = self.row(row);
        match cells.binary_search_by_key(&column, |c| c.column()) {
            Ok(at) => cells[at].holds(),
            Err(_) => CellHolds::Nothing,
        }
    }

    /// Whether the file has the cell at all, be it empty: it has a style then, as the cells of a ruled form have.
    pub(crate) fn exists(&self, row: u32, column: u32) -> bool {
        self.row(row).binary_search_by_key(&column, |c| c.column()).is_ok()
    }

    pub(crate) fn last_row(&self) -> u32 {
        self.rows.last().map_or(0, |(row, _)| *row)
    }
}

struct Scanner<'t> {
    texts: &'t mut Texts,
    row: u32,
    column: u32,
    /// Shared formulas: text, row and column of the cell that has it.
    masters: BTreeMap<String, (String, u32, u32)>,
    /// What the reader reads into, kept from cell to cell.
    buffer: Vec<u8>,
}

impl Scanner<'_> {
    fn begin_row(&mut self, scan: &mut SheetScan, tag: &str) -> Result<()> {
        let number = attribute(tag, "r").and_then(|r| r.trim().parse().ok()).unwrap_or(self.row + 1);
        if number <= self.row || number > LAST_ROW {
            return Err(markup::damaged(TemplateDamage::RowsUnordered));
        }
        (self.row, self.column) = (number, 0);
        scan.rows.push((number, scan.cells.len() as u32));
        Ok(())
    }

    fn cell<R: BufRead>(&mut self, scan: &mut SheetScan, tag: &str, content: Option<&mut Reader<R>>) -> Result<()> {
        let column = attribute(tag, "r").and_then(parse_cell).map_or(self.column + 1, |(_, column)| column);
        if column <= self.column || column > LAST_COLUMN || self.row == 0 {
            return Err(markup::damaged(TemplateDamage::CellsUnordered));
        }
        self.column = column;
        if scan.cells.len() >= MOST_CELLS {
            return Err(Error::Limit { what: Limit::TemplateCells { most: MOST_CELLS } });
        }
        let holds = match content {
            None => CellHolds::Nothing,
            Some(reader) => {
                let mut buffer = std::mem::take(&mut self.buffer);
                let holds = self.content(scan, reader, &mut buffer, attribute(tag, "t").unwrap_or("n"));
                self.buffer = buffer;
                holds?
            }
        };
        scan.cells.push(ScanCell::new(column, holds));
        Ok(())
    }

    /// Reads to the end of a cell.
    fn content<R: BufRead>(
        &mut self,
        scan: &mut SheetScan,
        reader: &mut Reader<R>,
        buffer: &mut Vec<u8>,
        kind: &str,
    ) -> Result<CellHolds> {
        let (mut value, mut inline) = (None::<String>, None::<String>);
        let (mut found, mut text) = (None, None::<String>);
        let (mut guide, mut runs) = (false, RunCollector::default());
        loop {
            let event = markup::next(reader, buffer)?;
            runs.see(&event, text.is_some() && !guide)?;
            match &event {
                Event::Eof => return Err(markup::damaged(TemplateDamage::CellOpen)),
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
                    "f" => {
                        if let (Some(tag), Some(text)) = (&found, text.take()) {
                            self.formula(scan, tag, &text);
                        }
                    }
                    "v" => value = text.take(),
                    "t" => inline.get_or_insert_default().extend(text.take()),
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
            return Ok(CellHolds::Formula);
        }
        Ok(match (kind, value, inline) {
            ("s", Some(value), _) => value.trim().parse().map_or(CellHolds::Nothing, CellHolds::Text),
            ("str" | "d", Some(value), _) => CellHolds::Text(self.texts.push(&unescaped(&value))),
            (_, _, Some(inline)) => CellHolds::Text(self.texts.push_rich(&unescaped(&inline), &mut runs)),
            (_, Some(value), _) if !value.trim().is_empty() => CellHolds::Number,
            _ => CellHolds::Nothing,
        })
    }

    fn formula(&mut self, scan: &mut SheetScan, tag: &str, text: &str) {
        let kind = attribute(tag, "t").unwrap_or("normal");
        let mut text = text.to_owned();
        if kind == "shared" {
            let group = attribute(tag, "si").unwrap_or_default().to_owned();
            match self.masters.get(&group) {
                Some((master, row, column)) if text.trim().is_empty() => {
                    text = formula::copied(master, moved_by(self.row, *row), moved_by(self.column, *column));
                }
                _ => drop(self.masters.insert(group, (text.clone(), self.row, self.column))),
            }
        }
        let array =
            matches!(kind, "array" | "dataTable").then(|| attribute(tag, "ref").and_then(Area::parse)).flatten();
        scan.formulas.push(ScanFormula { row: self.row, column: self.column, text, array, has_value: false });
    }
}

/// By how many rows something moved.
fn moved_by(to: u32, from: u32) -> i64 {
    i64::from(to) - i64::from(from)
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
        assert_eq!(scan.holds(1, 2), CellHolds::Text(0));
        assert_eq!(texts.text(0), "主管部门");
        assert!(scan.exists(1, 1) && !scan.exists(1, 3));
        assert_eq!(scan.formulas[1].text, "A6*2");
        assert!(scan.formulas[0].has_value && !scan.formulas[1].has_value);
        assert_eq!((scan.holds(6, 4), scan.merges.len()), (CellHolds::Number, 1));
    }

    #[test]
    fn a_cell_is_packed_and_unpacked() {
        for column in [1, 2, LAST_COLUMN] {
            for holds in
                [CellHolds::Nothing, CellHolds::Number, CellHolds::Formula, CellHolds::Text(0), CellHolds::Text(70_001)]
            {
                let cell = ScanCell::new(column, holds);
                assert_eq!((cell.column(), cell.holds()), (column, holds));
            }
        }
        assert_eq!(size_of::<ScanCell>(), 6);
    }

    #[test]
    fn rows_out_of_order_are_refused() {
        let xml = r#"<worksheet><sheetData><row r="5"/><row r="3"/></sheetData></worksheet>"#;
        assert!(SheetScan::read(&mut xml.as_bytes(), &mut Texts::default()).is_err());
    }
}
