//! Tables that speak Arrow.

use std::sync::Arc;

use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{RecordBatch, RecordBatchIterator};
use arrow_schema::ffi::FFI_ArrowSchema;
use jixiao::write::dataset::arrow::{BatchBuilder, schema};
use jixiao::write::dataset::{DataSource, DataTable, FailedInput, columns, csv, json_lines};
use pyo3::exceptions::{PyKeyError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyCapsule};

use crate::document::NativeDocument;
use crate::failure::raised;

/// A table in memory, which hands itself over by Arrow's C interface.
#[pyclass(frozen, module = "jixiao._jixiao")]
pub(crate) struct NativeTable {
    table: DataTable,
    batch: RecordBatch,
}

impl NativeTable {
    pub(crate) const fn of(table: DataTable, batch: RecordBatch) -> Self {
        Self { table, batch }
    }
}

/// The table of a name.
pub(crate) fn table_of(name: &str) -> PyResult<DataTable> {
    DataTable::of_name(name).ok_or_else(|| PyKeyError::new_err(name.to_owned()))
}

#[pymethods]
impl NativeTable {
    fn num_rows(&self) -> usize {
        self.batch.num_rows()
    }

    fn column_names(&self) -> Vec<&str> {
        columns(self.table).iter().map(|column| column.name.as_str()).collect()
    }

    /// The data as they are in memory, by a stream of one batch. What is read from it stays after the table is gone.
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // Who asks for another schema casts himself, as the interface leaves it to him.
        drop(requested_schema);
        let batches = RecordBatchIterator::new([Ok(self.batch.clone())], self.batch.schema());
        PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(Box::new(batches)), c"arrow_array_stream")
    }

    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        let schema = FFI_ArrowSchema::try_from(self.batch.schema().as_ref());
        let schema = schema.map_err(|error| PyValueError::new_err(error.to_string()))?;
        PyCapsule::new_with_value(py, schema, c"arrow_schema")
    }
}

/// What a table is gathered from: a document, or why there is none.
#[derive(FromPyObject)]
pub(crate) enum Gathered<'py> {
    Document(PyRef<'py, NativeDocument>),
    /// Name, SHA-256, length, code, message.
    Failed(String, Option<String>, Option<u64>, String, String),
}

/// The tables of these names of several documents, one after the other; with `text`, which is `csv` or `jsonl`, as bytes.
#[pyfunction]
#[pyo3(signature = (names, documents, text = None))]
pub(crate) fn collect<'py>(
    py: Python<'py>,
    names: Vec<String>,
    documents: Vec<Gathered<'py>>,
    text: Option<&str>,
) -> PyResult<Vec<Bound<'py, PyAny>>> {
    let gathered: Vec<Result<Arc<jixiao::Document>, FailedInput>> = documents
        .into_iter()
        .map(|one| match one {
            Gathered::Document(document) => Ok(Arc::clone(&document.0)),
            Gathered::Failed(name, sha256, bytes, code, message) => {
                Err(FailedInput { name, sha256, bytes, code, message })
            }
        })
        .collect();
    let sources = || {
        gathered.iter().map(|one| match one {
            Ok(document) => DataSource::Document(document),
            Err(failed) => DataSource::Failed(failed),
        })
    };
    let mut tables = Vec::new();
    for name in names {
        let table = table_of(&name)?;
        tables.push(match text {
            Some("csv") => PyBytes::new(py, &py.detach(|| csv(table, sources()))).into_any(),
            Some("jsonl") => PyBytes::new(py, &py.detach(|| json_lines(table, sources()))).into_any(),
            Some(other) => return Err(PyValueError::new_err(other.to_owned())),
            None => {
                let batch = py.detach(|| {
                    let mut rows = BatchBuilder::new(table);
                    sources().for_each(|source| rows.add(source));
                    rows.finish()
                });
                let batch = batch.map_err(|error| raised(py, &error))?;
                Bound::new(py, NativeTable::of(table, batch))?.into_any()
            }
        });
    }
    Ok(tables)
}

/// The table of a name without rows.
pub(crate) fn empty(table: DataTable) -> NativeTable {
    NativeTable::of(table, RecordBatch::new_empty(schema(table)))
}
