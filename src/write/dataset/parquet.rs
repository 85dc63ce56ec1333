//! Documents → Parquet, a file for each table in a folder of its name.

use std::path::Path;
use std::sync::Arc;

use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;

use super::arrow::{BatchBuilder, schema};
use super::files::{in_folder, make_folder};
use super::row::DataSource;
use super::table::DataTable;
use crate::Result;
use crate::write::atomic::{Finished, Unfinished};
use crate::write::mark::{KEY, open_mark};
use crate::write::workbook::failed;

/// Rows kept in memory before they are written as a row group.
const ROWS_PER_GROUP: usize = 50_000;

/// A file being written.
struct TableFile {
    writer: ArrowWriter<Unfinished>,
    rows: BatchBuilder,
}

/// The files of an output path, to which documents are added one by one: `projects/out.parquet` and so on for `out.parquet`. They only
/// need their names in the end; no partial file is left behind.
pub struct TableFiles(Vec<TableFile>);

impl TableFiles {
    /// # Errors
    /// Where a folder or a file cannot be made.
    pub fn create(path: &Path) -> Result<Self> {
        DataTable::ALL.into_iter().map(|table| TableFile::create(table, path)).collect::<Result<_>>().map(Self)
    }

    /// Adds the rows of a document, or of an input without one.
    ///
    /// # Errors
    /// Where a file cannot be written.
    pub fn add(&mut self, source: DataSource<'_>) -> Result<()> {
        self.0.iter_mut().try_for_each(|file| file.add(source))
    }

    /// # Errors
    /// As [`Self::add`].
    pub fn finish(self) -> Result<Vec<Finished>> {
        self.0.into_iter().map(TableFile::finish).collect()
    }
}

impl TableFile {
    fn create(table: DataTable, path: &Path) -> Result<Self> {
        let path = in_folder(table, path);
        make_folder(&path)?;
        let mark = KeyValue::new(KEY.to_owned(), open_mark());
        let properties = WriterProperties::builder().set_compression(Compression::SNAPPY);
        let properties = properties.set_key_value_metadata(Some(vec![mark])).build();
        let file = Unfinished::create(&path)?;
        let writer = ArrowWriter::try_new(file, Arc::clone(&schema(table)), Some(properties)).map_err(failed)?;
        Ok(Self { writer, rows: BatchBuilder::new(table) })
    }

    fn add(&mut self, source: DataSource<'_>) -> Result<()> {
        self.rows.add(source);
        if self.rows.rows() < ROWS_PER_GROUP {
            return Ok(());
        }
        self.write()
    }

    fn write(&mut self) -> Result<()> {
        let batch = self.rows.finish()?;
        self.writer.write(&batch).and_then(|()| self.writer.flush()).map_err(failed)
    }

    fn finish(mut self) -> Result<Finished> {
        if self.rows.rows() > 0 {
            self.write()?;
        }
        self.writer.into_inner().map_err(failed)?.close()
    }
}
