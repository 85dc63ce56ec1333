//! .xlsb → worksheets.

use std::collections::{BTreeMap, BTreeSet};

use super::cells::{Collector, number_to_cell};
use super::claims::{KeptParts, STYLE, TEXT, Then, attribute};
use super::display::{NumberFormat, check_code};
use super::limits::CheckedPackage;
use super::merges::Merge;
use super::records::{Records, cut, error_text, f64_at, rk_to_number, u16_at, u32_at, utf16};
use super::{hidden_sheet, unreadable_sheet};
use crate::error::{Damage, Piece};
use crate::model::{Budget, Noted, Worksheet};
use crate::{Error, Result};

/// Numbers of records, as [MS-XLSB] 2.3 has them.
mod kind {
    pub(super) const ROW: usize = 0x00;
    pub(super) const BLANK: usize = 0x01;
    pub(super) const RK: usize = 0x02;
    pub(super) const ERROR: usize = 0x03;
    pub(super) const BOOL: usize = 0x04;
    pub(super) const REAL: usize = 0x05;
    pub(super) const TEXT: usize = 0x06;
    pub(super) const SHARED: usize = 0x07;
    pub(super) const FORMULA_TEXT: usize = 0x08;
    pub(super) const FORMULA_REAL: usize = 0x09;
    pub(super) const FORMULA_BOOL: usize = 0x0A;
    pub(super) const FORMULA_ERROR: usize = 0x0B;
    /// Cells without a column of their own: they follow the one before.
    pub(super) const SHORT_BLANK: usize = 0x0C;
    pub(super) const SHORT_RK: usize = 0x0D;
    pub(super) const SHORT_ERROR: usize = 0x0E;
    pub(super) const SHORT_BOOL: usize = 0x0F;
    pub(super) const SHORT_REAL: usize = 0x10;
    pub(super) const SHORT_TEXT: usize = 0x11;
    pub(super) const SHORT_SHARED: usize = 0x12;
    pub(super) const SHARED_TEXT: usize = 0x13;
    pub(super) const FORMAT: usize = 0x2C;
    pub(super) const CELL_FORMAT: usize = 0x2F;
    pub(super) const COLUMNS: usize = 0x3C;
    pub(super) const BOOK: usize = 0x99;
    pub(super) const SHEET: usize = 0x9C;
    pub(super) const MERGE: usize = 0xB0;
    pub(super) const CELL_FORMATS: usize = 0x269;
    pub(super) const CELL_FORMATS_END: usize = 0x26A;
}

/// The bit of a row's settings by which it is hidden.
const HIDDEN_ROW: u8 = 0x10;
/// The bit of settings of columns by which they are hidden.
const HIDDEN_COLUMNS: u16 = 0x01;

/// Reads all worksheets, hidden ones too.
///
/// # Errors
/// Where it is damaged, or holds more than the budget allows.
pub(super) fn read(bytes: &[u8], package: &CheckedPackage, budget: &Budget) -> Result<Noted<Vec<Worksheet>>> {
    let mut parts = KeptParts::open(bytes, package)?;
    let book = XlsbBook::read(&mut parts, budget)?;
    let mut noted = Noted { output: Vec::new(), findings: Vec::new() };
    for sheet in &book.sheets {
        if !sheet.part.contains("worksheets/") {
            continue;
        }
        let mut collector = Collector::new(&sheet.name, sheet.hidden, budget);
        let mut merges = Vec::new();
        match part(&mut parts, &sheet.part, budget)? {
            None => noted.findings.push(unreadable_sheet(&sheet.name)),
            Some(records) => book.cells(&records, &mut collector, &mut merges)?,
        }
        let (worksheet, covered) = collector.finish(&merges)?;
        noted.findings.extend(worksheet.hidden.then(|| hidden_sheet(&worksheet.name)));
        noted.findings.extend(covered);
        noted.output.push(worksheet);
    }
    Ok(noted)
}

/// A part as a whole; `None` where there is none.
fn part(parts: &mut KeptParts<'_>, name: &str, budget: &Budget) -> Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    let read = parts.part(name, |size, from| {
        budget.take(size)?;
        from.read_to_end(&mut bytes).map_err(super::damaged)?;
        Ok(())
    })?;
    Ok(read.map(|()| bytes))
}

struct XlsbSheet {
    name: String,
    hidden: bool,
    part: String,
}

/// What the sheets refer to.
#[derive(Default)]
struct XlsbBook {
    sheets: Vec<XlsbSheet>,
    texts: Vec<String>,
    formats: Vec<NumberFormat>,
    is_1904: bool,
}

impl XlsbBook {
    fn read(parts: &mut KeptParts<'_>, budget: &Budget) -> Result<Self> {
        let mut book = Self::default();
        let mut targets = BTreeMap::new();
        parts.each_element("xl/_rels/workbook.bin.rels", |element| {
            if let (Some(id), Some(target)) = (attribute(element, "Id"), attribute(element, "Target")) {
                targets.insert(id, target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned));
            }
            Ok(Then::On)
        })?;
        let workbook = part(parts, "xl/workbook.bin", budget)?.unwrap_or_default();
        book.list_sheets(&workbook, &targets)?;
        if let Some(styles) = part(parts, "xl/styles.bin", budget)? {
            book.list_formats(&styles, budget)?;
        }
        if let Some(texts) = part(parts, "xl/sharedStrings.bin", budget)? {
            book.list_texts(&texts, budget)?;
        }
        Ok(book)
    }

    fn list_sheets(&mut self, workbook: &[u8], targets: &BTreeMap<String, String>) -> Result<()> {
        let (mut records, mut taken) = (Records::new(workbook), BTreeSet::new());
        while let Some((number, content)) = records.next()? {
            match number {
                kind::BOOK => self.is_1904 = content.first().is_some_and(|flags| flags & 1 == 1),
                kind::SHEET => {
                    // A sheet without a part is none that could be read.
                    if u32_at(content, 8) == Some(u32::MAX) {
                        continue;
                    }
                    let sheet = sheet(content, targets).ok_or_else(|| cut(Piece::ListSheets))?;
                    // A small workbook would become a large one where one part is read for many sheets.
                    if !taken.insert(sheet.part.to_ascii_lowercase()) {
                        return Err(Error::Damaged { what: Damage::PartOfSeveralSheets { part: sheet.part } });
                    }
                    self.sheets.push(sheet);
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn list_formats(&mut self, styles: &[u8], budget: &Budget) -> Result<()> {
        let (mut records, mut codes, mut inside) = (Records::new(styles), BTreeMap::new(), false);
        while let Some((number, content)) = records.next()? {
            match number {
                kind::FORMAT => {
                    let format = u16_at(content, 0).zip(wide(content, 2)).ok_or_else(|| cut(Piece::NumberFormat))?;
                    check_code(&format.1.0)?;
                    codes.insert(format.0, format.1.0);
                }
                kind::CELL_FORMATS => inside = true,
                kind::CELL_FORMATS_END => inside = false,
                kind::CELL_FORMAT if inside => {
                    let id = u16_at(content, 2).ok_or_else(|| cut(Piece::CellFormat))?;
                    budget.take(STYLE)?;
                    self.formats.push(NumberFormat::by_id(id, codes.get(&id).map(String::as_str)));
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn list_texts(&mut self, part: &[u8], budget: &Budget) -> Result<()> {
        let mut records = Records::new(part);
        while let Some((number, content)) = records.next()? {
            if number == kind::SHARED_TEXT {
                let (text, _) = wide(content, 1).ok_or_else(|| cut(Piece::SharedText))?;
                budget.take(text.len() as u64 + TEXT)?;
                self.texts.push(text);
            }
        }
        Ok(())
    }

    fn cells(&self, part: &[u8], collector: &mut Collector<'_>, merges: &mut Vec<Merge>) -> Result<()> {
        let (mut records, mut row, mut next_column) = (Records::new(part), 0, 0_u32);
        while let Some((number, content)) = records.next()? {
            match number {
                kind::ROW => {
                    row = u32_at(content, 0).ok_or_else(|| cut(Piece::Row))?;
                    next_column = 0;
                    // Behind row, format and height.
                    if content.get(11).is_some_and(|flags| flags & HIDDEN_ROW != 0) {
                        collector.unseen.rows.add(row, row);
                    }
                }
                kind::COLUMNS => {
                    // Behind first and last column, width and format.
                    let hidden = u16_at(content, 16).is_some_and(|flags| flags & HIDDEN_COLUMNS != 0);
                    if let (true, Some(first), Some(last)) = (hidden, u32_at(content, 0), u32_at(content, 4)) {
                        collector.unseen.columns.add(first, last);
                    }
                }
                kind::MERGE => {
                    merges.push(merge(content).ok_or_else(|| cut(Piece::MergedCell))?);
                }
                kind::BLANK..=kind::SHORT_SHARED => {
                    let own = (number < kind::SHORT_BLANK).then(|| u32_at(content, 0).ok_or_else(|| cut(Piece::Cell)));
                    let (column, from) = own.transpose()?.map_or((next_column, 0), |column| (column, 4));
                    next_column = column.saturating_add(1);
                    let content = content.get(from..).unwrap_or_default();
                    let (text, value) =
                        self.value(number, content, collector, (row, column)).ok_or_else(|| cut(Piece::Cell))?;
                    collector.add((row, column), text, value)?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// What a cell shows and the number it holds, by what stands behind its column.
    fn value(
        &self,
        number: usize,
        content: &[u8],
        collector: &mut Collector<'_>,
        place: (u32, u32),
    ) -> Option<(String, Option<rust_decimal::Decimal>)> {
        Some(match number {
            kind::RK | kind::SHORT_RK => self.shown(rk_to_number(u32_at(content, 4)?), content, collector, place)?,
            kind::REAL | kind::FORMULA_REAL | kind::SHORT_REAL => {
                self.shown(f64_at(content, 4)?, content, collector, place)?
            }
            kind::BOOL | kind::FORMULA_BOOL | kind::SHORT_BOOL => {
                (if *content.get(4)? == 0 { "FALSE" } else { "TRUE" }.to_owned(), None)
            }
            kind::ERROR | kind::FORMULA_ERROR | kind::SHORT_ERROR => (error_text(*content.get(4)?).to_owned(), None),
            kind::TEXT | kind::FORMULA_TEXT | kind::SHORT_TEXT => (wide(content, 4)?.0, None),
            kind::SHARED | kind::SHORT_SHARED => (self.texts.get(u32_at(content, 4)? as usize)?.clone(), None),
            _ => (String::new(), None),
        })
    }

    /// A number as the format of its cell shows it.
    fn shown(
        &self,
        number: f64,
        content: &[u8],
        collector: &mut Collector<'_>,
        place: (u32, u32),
    ) -> Option<(String, Option<rust_decimal::Decimal>)> {
        let style = u32_at(content, 0)? & 0x00FF_FFFF;
        let format = self.formats.get(style as usize).unwrap_or(&NumberFormat::General);
        collector.note_format(place, format);
        Some(number_to_cell(number, Some(format), self.is_1904))
    }
}

/// A merged block: its first and last row, then its first and last column.
fn merge(content: &[u8]) -> Option<Merge> {
    let [top, bottom, left, right] =
        [u32_at(content, 0)?, u32_at(content, 4)?, u32_at(content, 8)?, u32_at(content, 12)?];
    Some(Merge { start: (top, left), end: (bottom, right) })
}

/// A sheet with its part; `None` where the record is cut.
fn sheet(content: &[u8], targets: &BTreeMap<String, String>) -> Option<XlsbSheet> {
    let hidden = u32_at(content, 0)? != 0;
    let (relation, length) = wide(content, 8)?;
    let (name, _) = wide(content, 8 + length)?;
    let part = targets.get(&relation).cloned().unwrap_or(relation);
    Some(XlsbSheet { name, hidden, part })
}

/// A text with its length before it, and how many bytes both take.
fn wide(content: &[u8], at: usize) -> Option<(String, usize)> {
    let length = (u32_at(content, at)? as usize).checked_mul(2)?;
    let bytes = content.get(at + 4..)?.get(..length)?;
    Some((utf16(bytes), 4 + length))
}
