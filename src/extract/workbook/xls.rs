//! .xls → worksheets. Read here record by record: a library that holds each sheet as the rectangle of its used cells makes gigabytes
//! of two cells far apart.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::biff::{BiffRecord, BiffRecords, BiffTexts, Cursor, code_page, shared_texts};
use super::cells::{Collector, number_to_cell};
use super::claims::{STYLE, TEXT};
use super::display::{NumberFormat, check_code};
use super::hidden::HiddenParts;
use super::merges::Merge;
use super::records::{cut, error_text, f64_at, rk_to_number, u16_at, u32_at};
use super::{hidden_sheet, ole};
use crate::error::{Damage, Piece};
use crate::model::{Budget, Noted, Worksheet};
use crate::{Error, Result};

/// Numbers of records, as [MS-XLS] 2.3 has them.
mod kind {
    pub(super) const FORMULA: u16 = 0x06;
    pub(super) const END: u16 = 0x0A;
    pub(super) const DATES: u16 = 0x22;
    pub(super) const PASSWORD: u16 = 0x2F;
    pub(super) const CODE_PAGE: u16 = 0x42;
    pub(super) const COLUMN: u16 = 0x7D;
    pub(super) const SHEET: u16 = 0x85;
    pub(super) const SHORT_NUMBERS: u16 = 0xBD;
    pub(super) const RICH_TEXT: u16 = 0xD6;
    pub(super) const CELL_FORMAT: u16 = 0xE0;
    pub(super) const MERGES: u16 = 0xE5;
    pub(super) const SHARED_TEXTS: u16 = 0xFC;
    pub(super) const SHARED: u16 = 0xFD;
    pub(super) const NUMBER: u16 = 0x203;
    pub(super) const TEXT: u16 = 0x204;
    pub(super) const BOOL_OR_ERROR: u16 = 0x205;
    pub(super) const FORMULA_TEXT: u16 = 0x207;
    pub(super) const ROW: u16 = 0x208;
    pub(super) const SHORT_NUMBER: u16 = 0x27E;
    pub(super) const FORMAT: u16 = 0x41E;
    pub(super) const BEGIN: u16 = 0x809;
}

/// The version from which on texts are Unicode.
const BIFF8: u16 = 0x600;

/// Reads all worksheets, hidden ones too.
///
/// # Errors
/// Where it is encrypted or damaged, or holds more than the budget allows.
pub(super) fn read(bytes: &[u8], budget: &Budget) -> Result<Noted<Vec<Worksheet>>> {
    budget.take(bytes.len() as u64)?;
    let stream = ole::stream(bytes, &["Workbook", "Book"])?;
    let book = XlsBook::read(&stream, budget)?;
    let mut noted = Noted { output: Vec::new(), findings: Vec::new() };
    for sheet in &book.sheets {
        let mut collector = Collector::new(&sheet.name, sheet.hidden, budget);
        let merges = book.cells(stream.get(sheet.start..).unwrap_or_default(), &mut collector)?;
        let (worksheet, covered) = collector.finish(&merges)?;
        noted.findings.extend(worksheet.hidden.then(|| hidden_sheet(&worksheet.name)));
        noted.findings.extend(covered);
        noted.output.push(worksheet);
    }
    Ok(noted)
}

struct XlsSheet {
    name: String,
    hidden: bool,
    /// Where its records begin in the stream.
    start: usize,
}

/// What the sheets refer to.
struct XlsBook {
    sheets: Vec<XlsSheet>,
    shared: Vec<String>,
    formats: Vec<NumberFormat>,
    texts: BiffTexts,
    is_1904: bool,
}

/// What a cell holds.
enum XlsValue {
    /// What it shows, and the number it stores.
    Shown(String, Option<Decimal>),
    /// The text that a formula came to: it stands in the next record.
    Follows,
}

impl XlsBook {
    fn read(stream: &[u8], budget: &Budget) -> Result<Self> {
        let texts = BiffTexts { unicode: true, encoding: encoding_rs::GB18030 };
        let mut book = Self { sheets: Vec::new(), shared: Vec::new(), formats: Vec::new(), texts, is_1904: false };
        let (mut records, mut codes, mut starts) = (BiffRecords::new(stream), BTreeMap::new(), BTreeSet::new());
        while let Some(record) = records.next()? {
            match record.kind {
                kind::BEGIN => book.texts.unicode = u16_at(record.data, 0).is_none_or(|version| version >= BIFF8),
                kind::PASSWORD => return Err(Error::Password { given: false }),
                kind::CODE_PAGE => book.texts.encoding = code_page(u16_at(record.data, 0).unwrap_or_default()),
                kind::DATES => book.is_1904 = u16_at(record.data, 0) == Some(1),
                kind::FORMAT => {
                    let (id, code) = book.format(&record).ok_or_else(|| cut(Piece::NumberFormat))?;
                    check_code(&code)?;
                    codes.insert(id, code);
                }
                kind::CELL_FORMAT => {
                    let id = u16_at(record.data, 2).ok_or_else(|| cut(Piece::CellFormat))?;
                    budget.take(STYLE)?;
                    book.formats.push(NumberFormat::by_id(id, codes.get(&id).map(String::as_str)));
                }
                kind::SHEET => {
                    let Some(sheet) = book.sheet(&record)? else { continue };
                    // A small workbook would become a large one where one part is read for many sheets.
                    if !starts.insert(sheet.start) {
                        return Err(Error::Damaged { what: Damage::SheetsInOnePlace { name: sheet.name } });
                    }
                    book.sheets.push(sheet);
                }
                kind::SHARED_TEXTS => {
                    book.shared = shared_texts(&record, book.texts, |text| budget.take(text.len() as u64 + TEXT))?;
                }
                kind::END => break,
                _ => {}
            }
        }
        Ok(book)
    }

    fn format(&self, record: &BiffRecord<'_>) -> Option<(u16, String)> {
        let length = if self.texts.unicode { 2 } else { 1 };
        Some((u16_at(record.data, 0)?, Cursor::new(record, 2).text(length, self.texts)?))
    }

    /// A worksheet; `None` for another kind of sheet.
    fn sheet(&self, record: &BiffRecord<'_>) -> Result<Option<XlsSheet>> {
        let (is_worksheet, sheet) = self.listed_sheet(record).ok_or_else(|| cut(Piece::ListSheets))?;
        Ok(is_worksheet.then_some(sheet))
    }

    /// Whether a record of the list of sheets names a worksheet, and the sheet; `None` where it is cut.
    fn listed_sheet(&self, record: &BiffRecord<'_>) -> Option<(bool, XlsSheet)> {
        let start = u32_at(record.data, 0)? as usize;
        let (_, [state, kind, ..]) = record.data.split_at_checked(4)? else { return None };
        let name = Cursor::new(record, 6).text(1, self.texts)?;
        Some((*kind == 0, XlsSheet { name, hidden: state & 3 != 0, start }))
    }

    /// Reads the cells of the sheet that a stream begins with, and gives back its merged blocks.
    fn cells(&self, stream: &[u8], collector: &mut Collector<'_>) -> Result<Vec<Merge>> {
        let (mut records, mut merges) = (BiffRecords::new(stream), Vec::new());
        // Charts on the sheet have records of their own between a beginning and an end.
        let (mut depth, mut formula) = (0_usize, (0, 0));
        while let Some(record) = records.next()? {
            match record.kind {
                kind::BEGIN => depth += 1,
                kind::END if depth <= 1 => break,
                kind::END => depth -= 1,
                _ if depth > 1 => {}
                kind::MERGES => merges.extend(blocks(record.data).ok_or_else(|| cut(Piece::MergedCells))?),
                kind::SHORT_NUMBERS => self.short_numbers(record.data, collector)?,
                kind::ROW | kind::COLUMN => hide(&record, &mut collector.unseen),
                kind::FORMULA_TEXT => {
                    let text = Cursor::new(&record, 0).text(2, self.texts).ok_or_else(|| cut(Piece::Text))?;
                    collector.add(formula, text, None)?;
                }
                _ => {
                    let Some((place, value)) = self.cell(&record)? else { continue };
                    formula = place;
                    if let XlsValue::Shown(text, number) = value {
                        let format = u16_at(record.data, 4).and_then(|n| self.formats.get(usize::from(n)));
                        if let Some(format) = format.filter(|_| number.is_some()) {
                            collector.note_format(place, format);
                        }
                        collector.add(place, text, number)?;
                    }
                }
            }
        }
        Ok(merges)
    }

    /// What a record of one cell holds, and where; `None` for any other record.
    fn cell(&self, record: &BiffRecord<'_>) -> Result<Option<((u32, u32), XlsValue)>> {
        let data = record.data;
        let value = match record.kind {
            kind::NUMBER => f64_at(data, 6).map(|n| self.number(n, data)),
            kind::SHORT_NUMBER => u32_at(data, 6).map(|rk| self.number(rk_to_number(rk), data)),
            kind::TEXT | kind::RICH_TEXT => Cursor::new(record, 6).text(2, self.texts).map(shown_text),
            kind::SHARED => u32_at(data, 6).and_then(|n| self.shared.get(n as usize)).cloned().map(shown_text),
            kind::BOOL_OR_ERROR => match data {
                [_, _, _, _, _, _, value, is_error, ..] => Some(special(*value, *is_error == 1)),
                _ => None,
            },
            kind::FORMULA => self.formula(data),
            _ => return Ok(None),
        };
        value.zip(place(data, 0)).map(|(value, place)| Some((place, value))).ok_or_else(|| cut(Piece::Cell))
    }

    fn formula(&self, data: &[u8]) -> Option<XlsValue> {
        if u16_at(data, 12)? != 0xFFFF {
            return Some(self.number(f64_at(data, 6)?, data));
        }
        let [kind, _, value] = data.get(6..)?.first_chunk()?;
        Some(match kind {
            1 => special(*value, false),
            2 => special(*value, true),
            _ => XlsValue::Follows,
        })
    }

    fn number(&self, number: f64, data: &[u8]) -> XlsValue {
        let (text, number) = self.shown(number, data);
        XlsValue::Shown(text, number)
    }

    /// A number as its format shows it; the format stands behind row and column.
    fn shown(&self, number: f64, data: &[u8]) -> (String, Option<Decimal>) {
        number_to_cell(number, u16_at(data, 4).and_then(|n| self.formats.get(usize::from(n))), self.is_1904)
    }

    /// Numbers of neighbouring cells in one record: row, first column, format and number of each, last column.
    fn short_numbers(&self, data: &[u8], collector: &mut Collector<'_>) -> Result<()> {
        let (row, first) = place(data, 0).ok_or_else(|| cut(Piece::RowNumbers))?;
        let [_, _, _, _, cells @ .., _, _] = data else { return Ok(()) };
        for (column, cell) in (first..).zip(cells.as_chunks::<6>().0) {
            let [low, high, rk @ ..] = *cell;
            // The format stands as in the record of one number, behind row and column.
            let data = [0, 0, 0, 0, low, high];
            let (text, number) = self.shown(rk_to_number(u32::from_le_bytes(rk)), &data);
            collector.add((row, column), text, number)?;
        }
        Ok(())
    }
}

/// A cell that shows a text.
fn shown_text(text: String) -> XlsValue {
    XlsValue::Shown(text, None)
}

fn place(data: &[u8], at: usize) -> Option<(u32, u32)> {
    Some((u32::from(u16_at(data, at)?), u32::from(u16_at(data, at + 2)?)))
}

fn special(value: u8, is_error: bool) -> XlsValue {
    let text = match (is_error, value) {
        (true, code) => error_text(code),
        (false, 0) => "FALSE",
        (false, _) => "TRUE",
    };
    XlsValue::Shown(text.to_owned(), None)
}

/// Whether a bit is set of those at a place of a record.
fn has_flag(record: &BiffRecord<'_>, at: usize, flag: u16) -> bool {
    u16_at(record.data, at).is_some_and(|flags| flags & flag != 0)
}

/// Notes the row or the columns that a record says are hidden; what it leaves out is shown.
fn hide(record: &BiffRecord<'_>, hidden: &mut HiddenParts) {
    let Some((first, second)) = place(record.data, 0) else { return };
    match record.kind {
        kind::ROW if has_flag(record, 12, HIDDEN_ROW) => hidden.rows.add(first, first),
        kind::COLUMN if has_flag(record, 8, HIDDEN_COLUMNS) => hidden.columns.add(first, second),
        _ => {}
    }
}

/// The bit of a row's settings, behind its cells, height and two unused fields, by which it is hidden.
const HIDDEN_ROW: u16 = 0x20;
/// The bit of settings of columns, behind these, their width and format, by which they are hidden.
const HIDDEN_COLUMNS: u16 = 0x01;

/// Merged blocks behind their number, each as its rows and its columns.
fn blocks(data: &[u8]) -> Option<Vec<Merge>> {
    let count = usize::from(u16_at(data, 0)?);
    (0..count)
        .map(|n| {
            let ((top, bottom), (left, right)) = (place(data, 2 + n * 8)?, place(data, 6 + n * 8)?);
            Some(Merge { start: (top, left), end: (bottom, right) })
        })
        .collect()
}
