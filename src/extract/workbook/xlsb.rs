//! .xlsb → worksheets. The format's merged blocks are not told by the reader.

use std::io::Cursor;

use calamine::{Reader, SheetType, Xlsb};

use super::cells::{Collector, is_hidden, value_to_cell};
use super::display::NumberFormat;
use super::{damaged, hidden_sheet};
use crate::Result;
use crate::model::{Noted, Worksheet};

/// Reads all worksheets, hidden ones too.
pub(super) fn read(bytes: &[u8]) -> Result<Noted<Vec<Worksheet>>> {
    let mut book: Xlsb<_> = Xlsb::new(Cursor::new(bytes)).map_err(damaged)?;
    let sheets: Vec<_> = book.sheets_metadata().iter().filter(|s| s.typ == SheetType::WorkSheet).cloned().collect();
    let is_1904 = book.has_1904_epoch();
    let date = NumberFormat::parse("yyyy/m/d");
    let mut noted = Noted { output: Vec::with_capacity(sheets.len()), findings: Vec::new() };
    let mut read = 0;
    for sheet in sheets {
        let mut collector = Collector::new(&sheet.name, is_hidden(sheet.visible), read);
        if let Ok(mut cells) = book.worksheet_cells_reader(&sheet.name) {
            while let Some(cell) = cells.next_cell().map_err(damaged)? {
                let value = cell.get_value();
                let is_date = matches!(value, calamine::DataRef::DateTime(_));
                let format = if is_date { &date } else { &NumberFormat::General };
                let (text, number) = value_to_cell(value, format, is_1904);
                collector.add(cell.get_position(), text, number)?;
            }
        }
        let (worksheet, total) = collector.finish(&[]);
        read = total;
        noted.findings.extend(worksheet.hidden.then(|| hidden_sheet(&worksheet.name)));
        noted.output.push(worksheet);
    }
    Ok(noted)
}
