//! Documents → CSV files, one for each sheet of the standard workbook.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::Result;
use crate::model::{Document, StandardSheet};

use super::workbook::{CellValue, ExtraColumns, RowSink, SheetRow, document_to_sink};

/// So that Excel takes the bytes for UTF-8.
pub(super) const BYTE_ORDER_MARK: &str = "\u{feff}";

/// The files of a document: `out.csv` names `out-概览.csv`, `out-项目.csv` and so on.
///
/// A text that a spreadsheet program would take for a formula when it opens the file (it begins with `=`, `+`, `-`, `@`
/// or a control character) has a `'` put before it. Numbers stay numbers, negative ones too.
///
/// # Errors
/// None at present; the signature leaves room for those of the rows.
pub fn document(document: &Document, path: &Path) -> Result<Vec<(PathBuf, Vec<u8>)>> {
    let extras = ExtraColumns::of([document]);
    let mut sink = CsvSink { files: BTreeMap::new(), extras: &extras };
    for sheet in StandardSheet::ALL.into_iter().filter(|s| s.always()) {
        sink.open(sheet);
    }
    document_to_sink(document, &extras, &mut sink)?;
    let files = sink.files.into_iter();
    Ok(files.map(|(sheet, text)| (beside(path, sheet), text.into_bytes())).collect())
}

/// All files that [`document`] may write.
pub(crate) fn paths(path: &Path) -> Vec<PathBuf> {
    StandardSheet::ALL.into_iter().map(|sheet| beside(path, sheet)).collect()
}

/// `out-项目.csv` for `out.csv`.
pub(crate) fn beside(path: &Path, sheet: StandardSheet) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let extension = path.extension().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!("{stem}-{}.{extension}", sheet.name()))
}

struct CsvSink<'a> {
    files: BTreeMap<StandardSheet, String>,
    extras: &'a ExtraColumns,
}

impl CsvSink<'_> {
    fn open(&mut self, sheet: StandardSheet) -> &mut String {
        self.files.entry(sheet).or_insert_with(|| {
            let names = self.extras.shown_columns(sheet).map(|(_, column)| column.name.to_owned());
            let mut text = BYTE_ORDER_MARK.to_owned();
            push_record(&mut text, names);
            text
        })
    }
}

impl RowSink for CsvSink<'_> {
    fn row(&mut self, sheet: StandardSheet, row: &SheetRow<'_>) -> Result<()> {
        let extras = self.extras;
        let fields = extras.shown_columns(sheet).map(|(at, _)| match row.values.get(at) {
            Some(CellValue::Text(text)) => guarded(text),
            Some(CellValue::Number(n)) => n.to_string(),
            _ => String::new(),
        });
        push_record(self.open(sheet), fields);
        Ok(())
    }
}

/// The text with a `'` before it where a spreadsheet program would take it for a formula.
pub(super) fn guarded(text: &str) -> String {
    let risky = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    if risky { format!("'{text}") } else { text.to_owned() }
}

/// Appends a record, quoted where it must be.
pub(super) fn push_record(text: &mut String, fields: impl Iterator<Item = String>) {
    for (n, field) in fields.enumerate() {
        if n > 0 {
            text.push(',');
        }
        if field.contains([',', '"', '\n', '\r']) {
            text.push('"');
            text.push_str(&field.replace('"', "\"\""));
            text.push('"');
        } else {
            text.push_str(&field);
        }
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::{guarded, push_record};

    #[test]
    fn fields_are_quoted_and_never_formulas() {
        let mut text = String::new();
        let fields = ["a,b", "say \"x\"", "=1+1", "≥95%", "-5"].map(guarded);
        push_record(&mut text, fields.into_iter());
        assert_eq!(text, "\"a,b\",\"say \"\"x\"\"\",'=1+1,≥95%,'-5\r\n");
    }
}
