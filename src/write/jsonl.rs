//! Documents → JSON Lines: the three level tables, a row a line.

use serde::Serializer as _;
use serde::ser::SerializeMap as _;
use serde_json::{Number, Serializer, Value as Json};

use crate::Result;
use crate::model::{Document, StandardSheet};

use super::workbook::{CellValue, ExtraColumns, RowSink, SheetRow, document_to_sink, failed};

/// The key that says which table a line belongs to.
const TABLE: &str = "表";

/// The sheets that hold one row for each class or indicator.
pub(crate) const LEVEL_TABLES: [StandardSheet; 3] =
    [StandardSheet::Level1, StandardSheet::Level2, StandardSheet::Level3];

/// One object a line: `{"表":"三级指标","文件":…}` with the columns of that sheet as keys, `null` for an empty cell.
/// All lines of 一级指标 first, then those of 二级指标 and 三级指标.
///
/// # Errors
/// None at present; the signature leaves room for those of the rows.
pub fn document(document: &Document) -> Result<Vec<u8>> {
    let extras = ExtraColumns::of([document]);
    let mut sink = JsonLines { tables: [const { Vec::new() }; 3], extras: &extras };
    document_to_sink(document, &extras, &mut sink)?;
    Ok(sink.tables.concat())
}

struct JsonLines<'a> {
    tables: [Vec<u8>; 3],
    extras: &'a ExtraColumns,
}

impl RowSink for JsonLines<'_> {
    fn row(&mut self, sheet: StandardSheet, row: &SheetRow<'_>) -> Result<()> {
        let mut tables = LEVEL_TABLES.iter().zip(&mut self.tables);
        let Some((_, table)) = tables.find(|(own, _)| **own == sheet) else { return Ok(()) };
        let mut serializer = Serializer::new(&mut *table);
        let mut line = serializer.serialize_map(None).map_err(failed)?;
        line.serialize_entry(TABLE, sheet.name()).map_err(failed)?;
        for (at, column) in self.extras.shown_columns(sheet) {
            let value = match row.values.get(at) {
                Some(CellValue::Text(text)) => Json::from(text.as_ref()),
                Some(CellValue::Number(n)) => number(*n),
                _ => Json::Null,
            };
            line.serialize_entry(column.name, &value).map_err(failed)?;
        }
        line.end().map_err(failed)?;
        table.push(b'\n');
        Ok(())
    }
}

/// Whole numbers without a point.
fn number(n: f64) -> Json {
    const EXACT: f64 = 9e15;
    if n.fract() == 0.0 && n.abs() < EXACT {
        Json::from(n as i64)
    } else {
        Number::from_f64(n).map_or(Json::Null, Json::Number)
    }
}
