//! What the package calls.

use std::io::BufReader;
use std::path::PathBuf;
use std::sync::Arc;

use jixiao::template::{Extra, Template};
use jixiao::write::dataset::DataTable;
use jixiao::{in_memory, isolated};
use pyo3::prelude::*;
use pyo3::types::PyBytes;

use crate::document::NativeDocument;
use crate::failure::{not_json, raised};
use crate::settings::Settings;
use crate::source::Source;
use crate::table::{NativeTable, empty, table_of};
use crate::waiting::wait;

/// Converts a file or bytes.
#[pyfunction]
#[pyo3(signature = (path, data, name, settings))]
pub(crate) fn convert(
    py: Python<'_>,
    path: Option<PathBuf>,
    data: Option<&Bound<'_, PyBytes>>,
    name: &str,
    settings: &Settings,
) -> PyResult<NativeDocument> {
    let (source, options, english) =
        (Source::of(path, data, name), Arc::clone(&settings.options), settings.told.english);
    let converted = wait(py, move |_| source.convert(&options).map(|d| Settings::in_language(english, d)))?;
    converted.map(NativeDocument::of).map_err(|error| raised(py, &error))
}

/// All tables of a file or bytes, and the findings of reading them, as JSON.
#[pyfunction]
#[pyo3(signature = (path, data, name, settings))]
pub(crate) fn tables(
    py: Python<'_>,
    path: Option<PathBuf>,
    data: Option<&Bound<'_, PyBytes>>,
    name: &str,
    settings: &Settings,
) -> PyResult<(String, String)> {
    let (source, options) = (Source::of(path, data, name), Arc::clone(&settings.options));
    let found = wait(py, move |_| match source {
        Source::Path(path) => jixiao::tables(&path, &options),
        Source::Bytes(name, bytes) => in_memory::tables(name, bytes, &options),
    })?;
    let found = found.map_err(|error| raised(py, &error))?;
    let tables = serde_json::to_string(&found.tables).map_err(not_json)?;
    Ok((tables, serde_json::to_string(&found.findings).map_err(not_json)?))
}

/// The documents of a file with what auditors wrote, as JSON.
#[pyfunction]
pub(crate) fn read(py: Python<'_>, path: PathBuf, settings: &Settings) -> PyResult<Vec<(NativeDocument, String)>> {
    let (options, english) = (Arc::clone(&settings.options), settings.told.english);
    let read = wait(py, move |_| jixiao::read(&path, &options))?.map_err(|error| raised(py, &error))?;
    let mut documents = Vec::new();
    for reviewed in read {
        let reviews = serde_json::to_string(&reviewed.reviews).map_err(not_json)?;
        documents.push((NativeDocument::of(Settings::in_language(english, reviewed.document)), reviews));
    }
    Ok(documents)
}

/// A filled template: its bytes, how many cells were filled and rows put in, whether records were left, findings as JSON.
type Filled<'py> = (Bound<'py, PyBytes>, usize, u32, bool, String);

/// Fills a template.
#[pyfunction]
pub(crate) fn fill<'py>(
    py: Python<'py>,
    template: &Bound<'py, PyBytes>,
    document: &NativeDocument,
    values: Vec<(String, String)>,
    other_kind: bool,
    settings: &Settings,
) -> PyResult<Filled<'py>> {
    let (template, document) = (template.as_bytes().to_vec(), Arc::clone(&document.0));
    let (options, english) = (Arc::clone(&settings.options), settings.told.english);
    let filled = wait(py, move |_| {
        let template = Template::open(template)?;
        let extra = Extra::new(values).for_other_kind(other_kind);
        let mut plan = template.plan(&document, &options.vocabulary, &extra)?;
        if english {
            for finding in &mut plan.findings {
                finding.message.clone_from(&finding.message_en);
            }
        }
        template.fill(&plan).map(|bytes| (bytes, plan))
    })?;
    let (bytes, plan) = filled.map_err(|error| raised(py, &error))?;
    let rows = plan.rows.iter().map(|rows| rows.count).sum();
    let findings = serde_json::to_string(&plan.findings).map_err(not_json)?;
    Ok((PyBytes::new(py, &bytes), plan.values.len(), rows, plan.leaves_records(), findings))
}

/// A page drawn: glyph boxes, ruling lines, the cells that were found; nothing where the input has no such page.
#[pyfunction]
#[pyo3(signature = (path, data, name, page, settings))]
pub(crate) fn page_svg(
    py: Python<'_>,
    path: Option<PathBuf>,
    data: Option<&Bound<'_, PyBytes>>,
    name: &str,
    page: u32,
    settings: &Settings,
) -> PyResult<Option<String>> {
    let (source, options) = (Source::of(path, data, name), Arc::clone(&settings.options));
    let drawn = wait(py, move |_| match source {
        Source::Path(path) => in_memory::page_of_file(&path, page, &options),
        Source::Bytes(name, bytes) => in_memory::page_of_bytes(name, bytes, page, &options),
    })?;
    drawn.map_err(|error| raised(py, &error))
}

/// The names of the tables.
#[pyfunction]
pub(crate) fn table_names() -> Vec<&'static str> {
    DataTable::ALL.map(DataTable::name).to_vec()
}

/// The table of a name without rows, for its schema.
#[pyfunction]
pub(crate) fn schema_of(name: &str) -> PyResult<NativeTable> {
    table_of(name).map(empty)
}

/// The JSON Schema of documents.
#[pyfunction]
pub(crate) fn json_schema() -> String {
    jixiao::model::json_schema()
}

/// What a worker process does.
#[pyfunction]
pub(crate) fn serve(py: Python<'_>) -> PyResult<()> {
    let served = py.detach(|| {
        isolated::serve(&mut BufReader::new(std::io::stdin()), &mut std::io::BufWriter::new(std::io::stdout()))
    });
    served.map_err(|error| raised(py, &error))
}
