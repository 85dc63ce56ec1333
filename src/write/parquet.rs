//! Documents → Parquet: the three level tables, a file each, with typed columns. For those who know these names; they go with the next
//! version, for the tables of [`super::dataset`] hold more.
//!
//! `out.parquet` is 三级指标; `out-一级指标.parquet` and `out-二级指标.parquet` stand beside it. Every file has all columns of its
//! sheet, also those no form of the document needs, so that the files of many documents can be read as one table.

use std::borrow::Borrow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use parquet::basic::{Compression, ConvertedType, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, DataType, DoubleType, Int64Type};
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::Type;

use super::atomic::{Finished, Unfinished};
use super::csv::beside;
use super::jsonl::LEVEL_TABLES;
use super::mark::{KEY, open_mark};
use super::workbook::{CellValue, ExtraColumns, RowSink, SheetRow, document_to_sink, failed};
use crate::Result;
use crate::model::standard::{Holds, StandardColumn};
use crate::model::{Document, StandardSheet};

/// Rows kept in memory before they are written as a row group.
const ROWS_PER_GROUP: usize = 50_000;

/// Writes documents one by one; gives the files, which only need their names.
///
/// # Errors
/// Where a document cannot be had or a file cannot be written; no partial file is left behind.
pub fn documents<D: Borrow<Document>>(
    documents: impl Iterator<Item = Result<D>>,
    path: &Path,
) -> Result<Vec<Finished>> {
    let mut files = LevelFiles::create(path)?;
    for document in documents {
        files.add(document?.borrow())?;
    }
    files.finish()
}

/// The three files, to which documents are added.
pub(crate) struct LevelFiles {
    sink: ParquetSink,
    extras: ExtraColumns,
}

impl LevelFiles {
    /// # Errors
    /// Where a file cannot be written.
    pub(crate) fn create(path: &Path) -> Result<Self> {
        let tables = LEVEL_TABLES.map(|sheet| ParquetTable::create(sheet, path));
        let sink = ParquetSink { tables: tables.into_iter().collect::<Result<_>>()? };
        Ok(Self { sink, extras: ExtraColumns::all() })
    }

    /// # Errors
    /// Where a file cannot be written.
    pub(crate) fn add(&mut self, document: &Document) -> Result<()> {
        document_to_sink(document, &self.extras, &mut self.sink)
    }

    /// # Errors
    /// As [`Self::add`].
    pub(crate) fn finish(self) -> Result<Vec<Finished>> {
        self.sink.tables.into_iter().map(ParquetTable::finish).collect()
    }
}

/// The files that [`documents`] writes.
pub(crate) fn paths(path: &Path) -> Vec<PathBuf> {
    LEVEL_TABLES.iter().map(|sheet| path_of(*sheet, path)).collect()
}

/// Where a table goes: the indicators into the file that was asked for, the statistics beside it.
fn path_of(sheet: StandardSheet, path: &Path) -> PathBuf {
    if sheet == StandardSheet::Level3 { path.to_owned() } else { beside(path, sheet) }
}

struct ParquetSink {
    /// In the order of [`LEVEL_TABLES`].
    tables: Vec<ParquetTable>,
}

impl RowSink for ParquetSink {
    fn row(&mut self, sheet: StandardSheet, row: &SheetRow<'_>) -> Result<()> {
        match LEVEL_TABLES.iter().zip(&mut self.tables).find(|(own, _)| **own == sheet) {
            Some((_, table)) => table.push(row),
            None => Ok(()),
        }
    }
}

struct ParquetTable {
    writer: SerializedFileWriter<Unfinished>,
    columns: Vec<Buffer>,
    rows: usize,
}

impl ParquetTable {
    fn create(sheet: StandardSheet, path: &Path) -> Result<Self> {
        let path = path_of(sheet, path);
        let columns: Vec<StandardColumn> = sheet.all_columns().copied().collect();
        let fields = columns.iter().map(|c| field(*c).map(Arc::new)).collect::<Result<_>>()?;
        let schema = Type::group_type_builder(sheet.name()).with_fields(fields).build().map_err(failed)?;
        let mark = KeyValue::new(KEY.to_owned(), open_mark());
        let properties = WriterProperties::builder().set_compression(Compression::SNAPPY);
        let properties = properties.set_key_value_metadata(Some(vec![mark])).build();
        let file = Unfinished::create(&path)?;
        let writer = SerializedFileWriter::new(file, Arc::new(schema), Arc::new(properties)).map_err(failed)?;
        let columns = columns.iter().map(|c| Buffer::of(c.holds)).collect();
        Ok(Self { writer, columns, rows: 0 })
    }

    fn push(&mut self, row: &SheetRow<'_>) -> Result<()> {
        // A row may be shorter than the table: what it has no value for is empty.
        let values = row.values.iter().chain(std::iter::repeat(&CellValue::Empty));
        for (column, value) in self.columns.iter_mut().zip(values) {
            column.push(value);
        }
        self.rows += 1;
        if self.rows == ROWS_PER_GROUP { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> Result<()> {
        let mut group = self.writer.next_row_group().map_err(failed)?;
        for column in &mut self.columns {
            column.write(&mut group)?;
        }
        group.close().map_err(failed)?;
        self.rows = 0;
        Ok(())
    }

    fn finish(mut self) -> Result<Finished> {
        if self.rows > 0 {
            self.flush()?;
        }
        self.writer.into_inner().map_err(failed)?.close()
    }
}

/// The column of a file: text, a whole number or a double, each of which may be missing.
fn field(column: StandardColumn) -> Result<Type> {
    let builder = match ColumnKind::of(column.holds) {
        ColumnKind::Text => Type::primitive_type_builder(column.name, Physical::BYTE_ARRAY)
            .with_logical_type(Some(LogicalType::String))
            .with_converted_type(ConvertedType::UTF8),
        ColumnKind::Whole => Type::primitive_type_builder(column.name, Physical::INT64),
        ColumnKind::Double => Type::primitive_type_builder(column.name, Physical::DOUBLE),
    };
    builder.with_repetition(Repetition::OPTIONAL).build().map_err(failed)
}

enum ColumnKind {
    Text,
    Whole,
    Double,
}

impl ColumnKind {
    fn of(holds: Holds) -> Self {
        match holds {
            // A range of pages is text, so every page is.
            Holds::Prose | Holds::Text | Holds::Word | Holds::Page => Self::Text,
            Holds::Count => Self::Whole,
            Holds::Amount | Holds::Share | Holds::Number => Self::Double,
        }
    }
}

/// The values of a column that wait for their row group, and for each row whether it has one.
enum Buffer {
    Text(Vec<ByteArray>, Vec<i16>),
    Whole(Vec<i64>, Vec<i16>),
    Double(Vec<f64>, Vec<i16>),
}

impl Buffer {
    fn of(holds: Holds) -> Self {
        match ColumnKind::of(holds) {
            ColumnKind::Text => Self::Text(Vec::new(), Vec::new()),
            ColumnKind::Whole => Self::Whole(Vec::new(), Vec::new()),
            ColumnKind::Double => Self::Double(Vec::new(), Vec::new()),
        }
    }

    fn push(&mut self, value: &CellValue<'_>) {
        match (self, value) {
            (Self::Text(values, present), CellValue::Text(text)) => {
                values.push(ByteArray::from(text.as_ref()));
                present.push(1);
            }
            (Self::Text(values, present), CellValue::Number(n)) => {
                values.push(ByteArray::from(n.to_string().as_str()));
                present.push(1);
            }
            (Self::Whole(values, present), CellValue::Number(n)) => {
                values.push(*n as i64);
                present.push(1);
            }
            (Self::Double(values, present), CellValue::Number(n)) => {
                values.push(*n);
                present.push(1);
            }
            (Self::Text(_, present) | Self::Whole(_, present) | Self::Double(_, present), _) => present.push(0),
        }
    }

    fn write(&mut self, group: &mut SerializedRowGroupWriter<'_, Unfinished>) -> Result<()> {
        match self {
            Self::Text(values, present) => write_column::<ByteArrayType>(group, values, present),
            Self::Whole(values, present) => write_column::<Int64Type>(group, values, present),
            Self::Double(values, present) => write_column::<DoubleType>(group, values, present),
        }
    }
}

fn write_column<T: DataType>(
    group: &mut SerializedRowGroupWriter<'_, Unfinished>,
    values: &mut Vec<T::T>,
    present: &mut Vec<i16>,
) -> Result<()> {
    let Some(mut column) = group.next_column().map_err(failed)? else { return Ok(()) };
    column.typed::<T>().write_batch(values, Some(present), None).map_err(failed)?;
    column.close().map_err(failed)?;
    values.clear();
    present.clear();
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::Field;

    use super::*;
    use crate::write::Replace;
    use crate::write::atomic::put;

    fn written() -> tempfile::TempDir {
        let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/samples/self-evaluation/input.pdf");
        let document = crate::convert(sample.as_ref(), &crate::Options::default()).unwrap();
        let folder = tempfile::tempdir().unwrap();
        // Twice, as in a merged file.
        let files = documents([Ok(&document), Ok(&document)].into_iter(), &folder.path().join("a.parquet")).unwrap();
        assert_eq!(put(files, |_| Replace::Nothing).unwrap().len(), 3);
        folder
    }

    /// The rows of a file by an independent reader: text, numbers and missing values as JSON.
    fn rows(path: &Path) -> Vec<serde_json::Map<String, serde_json::Value>> {
        let reader = SerializedFileReader::new(std::fs::File::open(path).unwrap()).unwrap();
        let row = |row: parquet::record::Row| {
            let value = |field: &Field| match field {
                Field::Null => serde_json::Value::Null,
                Field::Str(text) => text.as_str().into(),
                Field::Long(n) => (*n).into(),
                Field::Double(n) => (*n).into(),
                other => unreachable!("{other:?}"),
            };
            row.get_column_iter().map(|(name, field)| (name.clone(), value(field))).collect()
        };
        reader.get_row_iter(None).unwrap().map(|r| row(r.unwrap())).collect()
    }

    #[test]
    fn files_hold_the_rows_of_the_level_tables() {
        let folder = written();
        let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/samples/self-evaluation/input.pdf");
        let document = crate::convert(sample.as_ref(), &crate::Options::default()).unwrap();
        let lines = String::from_utf8(super::super::jsonl::document(&document).unwrap()).unwrap();
        for sheet in LEVEL_TABLES {
            let found = rows(&path_of(sheet, &folder.path().join("a.parquet")));
            let expected: Vec<serde_json::Map<String, serde_json::Value>> = lines
                .lines()
                .map(|l| serde_json::from_str(l).unwrap())
                .filter(|l: &serde_json::Map<_, _>| l.get("表").unwrap() == sheet.name())
                .collect();
            assert!(!expected.is_empty());
            assert_eq!(found.len(), 2 * expected.len(), "{}", sheet.name());
            for (n, row) in found.iter().enumerate() {
                let want = expected.get(n % expected.len()).unwrap();
                for (name, value) in row {
                    // JSON has one kind of number, and a page is text here.
                    let same = match (value, want.get(name).unwrap_or(&serde_json::Value::Null)) {
                        (serde_json::Value::String(a), serde_json::Value::Number(b)) => *a == b.to_string(),
                        (serde_json::Value::Number(a), b) => a.as_f64() == b.as_f64(),
                        (a, b) => a == b,
                    };
                    assert!(same, "{} row {n} {name}: {value} {:?}", sheet.name(), want.get(name));
                }
            }
        }
    }

    #[test]
    fn columns_are_typed() {
        let folder = written();
        let reader = SerializedFileReader::new(std::fs::File::open(folder.path().join("a.parquet")).unwrap()).unwrap();
        let schema = reader.metadata().file_metadata().schema_descr();
        let kind = |name: &str| {
            schema.columns().iter().find(|c| c.name() == name).map(|c| (c.physical_type(), c.converted_type()))
        };
        assert_eq!(kind("三级指标"), Some((Physical::BYTE_ARRAY, ConvertedType::UTF8)));
        assert_eq!(kind("数值"), Some((Physical::DOUBLE, ConvertedType::NONE)));
        assert_eq!(schema.num_columns(), 24 + StandardSheet::Level3.extra_columns().len());
    }
}
