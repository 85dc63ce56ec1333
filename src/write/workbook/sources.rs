//! The input → a row of 来源.

use crate::model::labels::extraction_to_text;
use crate::model::standard::Worked;
use crate::model::{Source, StandardSheet};

use super::cells::cells;
use super::row::CellValue;

/// How a document came about, as 来源 shows it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origin {
    /// The settings of the conversion that are not the defaults.
    pub options: String,
    /// The day it was made, `2026-11-30`, where the workbook is to say so.
    pub date: Option<String>,
}

/// The columns of an input.
pub(crate) fn fixed<'a>(file: &'a str, source: &'a Source, origin: &'a Origin) -> Vec<CellValue<'a>> {
    cells(StandardSheet::Sources.columns().iter(), None, |worked| match worked {
        Worked::File => CellValue::text(file),
        Worked::Sha256 => CellValue::text(source.sha256.as_str()),
        Worked::Bytes => CellValue::Number(source.bytes as f64),
        Worked::PageCount => source.pages.map_or(CellValue::Empty, |p| CellValue::Number(f64::from(p))),
        Worked::Producer => CellValue::optional(source.producer.as_deref()),
        Worked::Extraction => CellValue::text(extraction_to_text(source.media_type, &source.methods)),
        Worked::Version => CellValue::text(env!("CARGO_PKG_VERSION")),
        Worked::Options => CellValue::text(origin.options.as_str()),
        _ => CellValue::Empty,
    })
}
