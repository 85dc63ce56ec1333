//! A document.

use std::path::PathBuf;
use std::sync::Arc;

use jixiao::write::dataset::DataSource;
use jixiao::write::dataset::arrow::BatchBuilder;
use jixiao::{Document, Format};
use pyo3::prelude::*;
use pyo3::types::PyBytes;

use crate::failure::{not_json, raised};
use crate::settings::Settings;
use crate::table::{NativeTable, table_of};
use crate::waiting::wait;

/// A document of the library.
#[pyclass(frozen, module = "jixiao._jixiao")]
pub(crate) struct NativeDocument(pub(crate) Arc<Document>);

impl NativeDocument {
    pub(crate) fn of(document: Document) -> Self {
        Self(Arc::new(document))
    }
}

#[pymethods]
impl NativeDocument {
    /// Of JSON that this version, or an earlier one, wrote.
    #[staticmethod]
    fn from_json(json: &[u8]) -> PyResult<Self> {
        let document = serde_json::from_slice(json);
        document.map(Self::of).map_err(|error| pyo3::exceptions::PyValueError::new_err(error.to_string()))
    }

    /// In one line where it is not to be read by people.
    fn to_json<'py>(&self, py: Python<'py>, pretty: bool) -> PyResult<Bound<'py, PyBytes>> {
        let document = &self.0;
        let json = py.detach(|| {
            if pretty { serde_json::to_vec_pretty(document.as_ref()) } else { serde_json::to_vec(document.as_ref()) }
        });
        Ok(PyBytes::new(py, &json.map_err(not_json)?))
    }

    fn name(&self) -> &str {
        &self.0.source.name
    }

    /// Forms, projects, indicators, and findings: errors, warnings, hints.
    fn counts(&self) -> [usize; 6] {
        use jixiao::model::Severity::{Error, Info, Warning};
        let forms = &self.0.forms;
        let [errors, warnings, infos] = [Error, Warning, Info].map(|severity| self.0.findings_of(severity));
        let projects = forms.iter().map(|form| form.projects.len()).sum();
        [forms.len(), projects, forms.iter().map(|form| form.all_indicators().count()).sum(), errors, warnings, infos]
    }

    fn table(&self, py: Python<'_>, name: &str) -> PyResult<NativeTable> {
        let table = table_of(name)?;
        let made = py.detach(|| {
            let mut rows = BatchBuilder::new(table);
            rows.add(DataSource::Document(&self.0));
            rows.finish()
        });
        made.map(|batch| NativeTable::of(table, batch)).map_err(|error| raised(py, &error))
    }

    /// Writes it as the command does; gives the files.
    fn write(&self, py: Python<'_>, path: PathBuf, format: &str) -> PyResult<Vec<PathBuf>> {
        let format: Format = format.parse().map_err(pyo3::exceptions::PyValueError::new_err)?;
        let document = Arc::clone(&self.0);
        wait(py, move |_| format.write(&document, &path))?.map_err(|error| raised(py, &error))
    }

    /// What the checks say of it: outcomes and findings, as JSON.
    fn check(&self, py: Python<'_>, settings: &Settings) -> PyResult<(String, String)> {
        let (document, options, english) = (Arc::clone(&self.0), Arc::clone(&settings.options), settings.told.english);
        let report = wait(py, move |_| {
            let mut report = jixiao::check(&document, &options.rules);
            if english {
                for finding in &mut report.findings {
                    finding.message.clone_from(&finding.message_en);
                }
            }
            report
        })?;
        let outcomes = serde_json::to_string(&report.outcomes).map_err(not_json)?;
        Ok((outcomes, serde_json::to_string(&report.findings).map_err(not_json)?))
    }

    /// What differs in another one, as JSON.
    fn diff(&self, py: Python<'_>, other: &Self) -> PyResult<String> {
        let (before, after) = (Arc::clone(&self.0), Arc::clone(&other.0));
        let changes = wait(py, move |_| serde_json::to_string(&jixiao::diff(&before, &after)))?;
        changes.map_err(not_json)
    }
}
