//! Tables of any kind → JSON, workbook, CSV, Markdown.

use serde::Serialize;

use crate::model::{Finding, SCHEMA, Source, Table};

mod csv;
mod markdown;
mod number;
mod xlsx;

pub(crate) use csv::csv;
pub(crate) use markdown::markdown;
pub(crate) use xlsx::xlsx;

#[derive(Serialize)]
struct TableList<'a> {
    schema: &'static str,
    source: &'a Source,
    tables: &'a [Table],
    findings: &'a [Finding],
}

/// The tables as JSON: schema, source, tables, findings.
#[must_use]
pub(crate) fn json(source: &Source, tables: &[Table], findings: &[Finding]) -> Vec<u8> {
    // The model has string keys only and no failing serializer, so this cannot fail.
    let mut bytes =
        serde_json::to_vec_pretty(&TableList { schema: SCHEMA, source, tables, findings }).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}
