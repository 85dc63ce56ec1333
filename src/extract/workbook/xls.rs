//! .xls → worksheets.

use std::io::Cursor;

use calamine::{Data, DataRef, Reader, SheetType, Xls};

use super::cells::{Collector, is_hidden, value_to_cell};
use super::display::NumberFormat;
use super::{damaged, hidden_sheet};
use crate::model::{Noted, Worksheet};
use crate::{Error, Result};

/// The reader holds each sheet as the rectangle of its used cells, at most 65,536 × 256; files larger than this do not
/// come from an office.
const MOST_BYTES: usize = 64 << 20;

/// Reads all worksheets, hidden ones too.
pub(super) fn read(bytes: &[u8]) -> Result<Noted<Vec<Worksheet>>> {
    if bytes.len() > MOST_BYTES {
        return Err(Error::Limit { what: format!("an .xls file of more than {} MB", MOST_BYTES >> 20) });
    }
    let mut book: Xls<_> = Xls::new(Cursor::new(bytes)).map_err(|error| match error {
        calamine::XlsError::Password => Error::Password { given: false },
        error => damaged(error),
    })?;
    let sheets: Vec<_> = book.sheets_metadata().iter().filter(|s| s.typ == SheetType::WorkSheet).cloned().collect();
    let is_1904 = book.has_1904_epoch();
    let date = NumberFormat::parse("yyyy/m/d");
    let mut noted = Noted { output: Vec::with_capacity(sheets.len()), findings: Vec::new() };
    let mut read = 0;
    for sheet in sheets {
        let mut collector = Collector::new(&sheet.name, is_hidden(sheet.visible), read);
        let range = book.worksheet_range(&sheet.name).unwrap_or_default();
        let (top, left) = range.start().unwrap_or_default();
        for (row, col, value) in range.used_cells() {
            let position = (top + row as u32, left + col as u32);
            let is_date = matches!(value, Data::DateTime(_));
            let format = if is_date { &date } else { &NumberFormat::General };
            let (text, number) = value_to_cell(&borrowed(value), format, is_1904);
            collector.add(position, text, number)?;
        }
        let merges = book.merge_cells_by_sheet_name(&sheet.name).unwrap_or_default();
        let (worksheet, total) = collector.finish(&merges);
        read = total;
        noted.findings.extend(worksheet.hidden.then(|| hidden_sheet(&worksheet.name)));
        noted.output.push(worksheet);
    }
    Ok(noted)
}

fn borrowed(value: &Data) -> DataRef<'_> {
    match value {
        Data::Int(n) => DataRef::Int(*n),
        Data::Float(n) => DataRef::Float(*n),
        Data::Bool(b) => DataRef::Bool(*b),
        Data::DateTime(date) => DataRef::DateTime(*date),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => DataRef::SharedString(text),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
    }
}
