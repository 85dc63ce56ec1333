//! Worker processes.

use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::Arc;

use jixiao::isolated::{Pool, Program};
use pyo3::prelude::*;
use pyo3::types::PyBytes;

use crate::document::NativeDocument;
use crate::failure::failed;
use crate::settings::Settings;
use crate::source::Source;
use crate::waiting::wait;

/// Worker processes with the same settings.
#[pyclass(frozen, module = "jixiao._jixiao")]
pub(crate) struct NativePool(Arc<Pool>);

#[pymethods]
impl NativePool {
    #[new]
    fn new(program: PathBuf, arguments: Vec<OsString>, settings: &Settings) -> Self {
        Self(Arc::new(Pool::new(Program { path: program, arguments }, settings.told.clone())))
    }

    #[pyo3(signature = (path, data, name))]
    fn convert(
        &self,
        py: Python<'_>,
        path: Option<PathBuf>,
        data: Option<&Bound<'_, PyBytes>>,
        name: &str,
    ) -> PyResult<NativeDocument> {
        let (source, pool) = (Source::of(path, data, name), Arc::clone(&self.0));
        let converted = wait(py, move |unwanted| pool.convert(&source.isolated(), unwanted))?;
        converted.map(NativeDocument::of).map_err(|failure| failed(py, &failure))
    }

    /// Ends the workers that wait.
    fn close(&self, py: Python<'_>) {
        py.detach(|| self.0.close());
    }
}
