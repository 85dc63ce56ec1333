//! Tables → a workbook: a list of the tables, then a sheet for each, with merged cells and typed numbers.

use std::collections::BTreeMap;

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use crate::error::Limit;
use crate::model::labels::method_to_text;
use crate::model::{Cell, Spot, Table};
use crate::write::cell_text::shortened;
use crate::write::mark::{PROPERTY, open_mark, sealed_workbook};
use crate::{Error, Result};

use super::number::printed_number;

/// Most rows and columns of a sheet.
const ROWS_MOST: u32 = 1_048_576;
const COLUMNS_MOST: u32 = 16_384;
/// Column widths in characters.
const WIDTH_LEAST: usize = 6;
const WIDTH_MOST: usize = 48;

/// The tables as a workbook.
///
/// # Errors
/// Where the format has no room for a table.
pub(crate) fn xlsx(tables: &[Table]) -> Result<Vec<u8>> {
    sealed_workbook(
        write(tables).map_err(|error| Error::Limit { what: Limit::TablesWriting { why: error.to_string() } })?,
    )
}

fn write(tables: &[Table]) -> std::result::Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // Fixed, so that the same input gives the same bytes.
    let properties = DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2024, 1, 1)?);
    workbook.set_properties(&properties.set_custom_property(PROPERTY, open_mark()));
    write_list(workbook.add_worksheet(), tables)?;
    let mut formats = CellFormats::default();
    for (n, table) in tables.iter().enumerate() {
        let sheet = workbook.add_worksheet();
        sheet.set_name(sheet_name(n, table))?;
        write_table(sheet, table, &mut formats)?;
    }
    workbook.save_to_buffer()
}

fn sheet_name(n: usize, table: &Table) -> String {
    table.page.map_or_else(|| format!("表{}", n + 1), |page| format!("表{} 第{page}页", n + 1))
}

fn write_list(sheet: &mut Worksheet, tables: &[Table]) -> std::result::Result<(), XlsxError> {
    sheet.set_name("目录")?;
    let head = Format::new().set_bold().set_background_color(Color::RGB(0x00DD_EBF7));
    for (col, title) in ["表", "页", "标题", "行", "列", "识别方式", "可信度"].into_iter().enumerate() {
        sheet.write_with_format(0, col as u16, title, &head)?;
    }
    for (n, table) in tables.iter().enumerate().take(ROWS_MOST as usize - 1) {
        let row = n as u32 + 1;
        let name = sheet_name(n, table);
        sheet.write_url_with_text(row, 0, format!("internal:'{name}'!A1").as_str(), &name)?;
        if let Some(page) = table.page {
            sheet.write(row, 1, page)?;
        }
        sheet.write(row, 2, shortened(table.title.as_deref().unwrap_or_default()))?;
        sheet.write(row, 3, table.rows)?;
        sheet.write(row, 4, table.cols)?;
        sheet.write(row, 5, method_to_text(table.method))?;
        let sure = Format::new().set_num_format("0%");
        sheet.write_with_format(row, 6, f64::from((table.confidence * 100.0).round()) / 100.0, &sure)?;
    }
    sheet.set_column_width(0, 16)?.set_column_width(2, 40)?;
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

fn write_table(sheet: &mut Worksheet, table: &Table, formats: &mut CellFormats) -> std::result::Result<(), XlsxError> {
    if table.rows > ROWS_MOST || table.cols > COLUMNS_MOST {
        return Err(XlsxError::RowColumnLimitError);
    }
    for (col, width) in column_widths(table).into_iter().enumerate() {
        sheet.set_column_width(col as u16, width as f64)?;
    }
    for cell in &table.cells {
        write_cell(sheet, cell, cell.row < table.header_rows, formats)?;
    }
    if table.header_rows > 0 && table.header_rows < table.rows {
        sheet.set_freeze_panes(table.header_rows, 0)?;
    }
    Ok(())
}

fn write_cell(
    sheet: &mut Worksheet,
    cell: &Cell,
    header: bool,
    formats: &mut CellFormats,
) -> std::result::Result<(), XlsxError> {
    let number = if header { None } else { printed_number(&cell.text) };
    let format = formats.of(header, number.as_ref().map_or("", |n| &n.format));
    let (row, col) = (cell.row, cell.col as u16);
    if cell.row_span > 1 || cell.col_span > 1 {
        let (last_row, last_col) = (cell.row + cell.row_span - 1, (cell.col + cell.col_span - 1) as u16);
        sheet.merge_range(row, col, last_row, last_col, "", format)?;
    }
    match number {
        Some(number) => sheet.write_number_with_format(row, col, number.value, format)?,
        None if cell.text.is_empty() => sheet.write_blank(row, col, format)?,
        None => sheet.write_string_with_format(row, col, shortened(&cell.text), format)?,
    };
    Ok(())
}

/// Widths that show most texts: as printed where the places tell, within limits.
fn column_widths(table: &Table) -> Vec<usize> {
    let mut widths = vec![WIDTH_LEAST; table.cols as usize];
    for cell in table.cells.iter().filter(|c| c.col_span == 1) {
        let printed = match &cell.place.spot {
            // Five points are about one character of a spreadsheet.
            Spot::Page { bbox, .. } => (bbox.width() / 5.0).max(0.0) as usize,
            _ => cell.text.chars().count(),
        };
        if let Some(width) = widths.get_mut(cell.col as usize) {
            *width = (*width).max(printed.min(WIDTH_MOST));
        }
    }
    widths
}

/// One format for each look.
#[derive(Default)]
struct CellFormats(BTreeMap<(bool, String), Format>);

impl CellFormats {
    fn of(&mut self, header: bool, number: &str) -> &Format {
        self.0.entry((header, number.to_owned())).or_insert_with(|| {
            let format =
                Format::new().set_border(FormatBorder::Thin).set_text_wrap().set_align(FormatAlign::VerticalCenter);
            match (header, number) {
                (true, _) => {
                    format.set_bold().set_align(FormatAlign::Center).set_background_color(Color::RGB(0x00DD_EBF7))
                }
                (false, "") => format,
                (false, number) => format.set_num_format(number),
            }
        })
    }
}
