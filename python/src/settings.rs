//! How documents are converted, read once and used for many.

use std::sync::Arc;
use std::time::Duration;

use jixiao::{Document, Options, isolated};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use crate::failure::raised;

/// Settings of a conversion.
#[pyclass(frozen, module = "jixiao._jixiao")]
pub(crate) struct Settings {
    pub(crate) told: isolated::IsolatedSettings,
    pub(crate) options: Arc<Options>,
}

#[pymethods]
impl Settings {
    #[new]
    #[pyo3(signature = (*, password, timeout, max_memory, tables, english, vocabulary, rules))]
    fn new(
        py: Python<'_>,
        password: Option<String>,
        timeout: f64,
        max_memory: u64,
        tables: bool,
        english: bool,
        vocabulary: Option<String>,
        rules: Option<String>,
    ) -> PyResult<Self> {
        let timeout =
            Duration::try_from_secs_f64(timeout).map_err(|e| PyValueError::new_err(format!("timeout: {e}")))?;
        let told = isolated::IsolatedSettings { password, timeout, max_memory, tables, english, vocabulary, rules };
        let options = told.options().map_err(|error| raised(py, &error))?;
        Ok(Self { told, options: Arc::new(options) })
    }
}

impl Settings {
    /// The document with its findings in the language that was asked for.
    pub(crate) fn in_language(english: bool, document: Document) -> Document {
        if english { document.in_english() } else { document }
    }
}
