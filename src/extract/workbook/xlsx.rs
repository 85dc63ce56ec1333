//! .xlsx, .xlsm → worksheets.

use std::io::Cursor;

use calamine::{Reader, SheetType, Xlsx};

use super::cells::{Collector, is_hidden, value_to_cell};
use super::display::NumberFormat;
use super::guard::Package;
use super::{damaged, hidden, hidden_sheet};
use crate::Result;
use crate::model::{Noted, Worksheet};

/// Reads all worksheets, hidden ones too.
pub(super) fn read(bytes: &[u8], package: &Package) -> Result<Noted<Vec<Worksheet>>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    let sheets: Vec<_> = book.sheets_metadata().iter().filter(|s| s.typ == SheetType::WorkSheet).cloned().collect();
    let is_1904 = book.has_1904_epoch();
    let any_merged = package.parts.iter().any(|p| p.mentions_merges);
    let mut noted = Noted { output: Vec::with_capacity(sheets.len()), findings: Vec::new() };
    let mut read = 0;
    for sheet in sheets {
        let mut collector = Collector::new(&sheet.name, is_hidden(sheet.visible), read);
        // A sheet that cannot be read at all (a chart in disguise, a missing part) has no cells.
        if let Ok(mut cells) = book.worksheet_cells_reader(&sheet.name) {
            let formats: Vec<_> = cells.styles().iter().map(style_to_format).collect();
            while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(damaged)? {
                let format = formats.get(style).unwrap_or(&NumberFormat::General);
                let (text, number) = value_to_cell(cell.get_value(), format, is_1904);
                collector.add(cell.get_position(), text, number)?;
            }
        }
        let blocks =
            if any_merged { book.merge_cells_by_sheet_name(&sheet.name).unwrap_or_default() } else { Vec::new() };
        let (worksheet, total) = collector.finish(&blocks);
        read = total;
        noted.findings.extend(worksheet.hidden.then(|| hidden_sheet(&worksheet.name)));
        noted.output.push(worksheet);
    }
    noted.findings.extend(hidden::rows_and_columns(bytes, package)?);
    Ok(noted)
}

fn style_to_format(style: &calamine::Style) -> NumberFormat {
    style.number_format.as_ref().map_or(NumberFormat::General, |f| NumberFormat::parse(&f.format_code))
}
