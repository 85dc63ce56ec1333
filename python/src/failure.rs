//! Errors of the library → exceptions of `jixiao`.

use jixiao::isolated::Failure;
use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use pyo3::types::PyModule;

/// The exception for a failure. `jixiao._errors` has one for each code, and knows the language.
pub(crate) fn failed(py: Python<'_>, failure: &Failure) -> PyErr {
    let made = PyModule::import(py, "jixiao._errors").and_then(|errors| {
        let Failure { code, message, message_en, system } = failure;
        errors.getattr("of_failure")?.call1((code, message, message_en, *system))
    });
    match made {
        Ok(exception) => PyErr::from_value(exception),
        Err(error) => error,
    }
}

/// The same for an error of the library.
pub(crate) fn raised(py: Python<'_>, error: &jixiao::Error) -> PyErr {
    failed(py, &Failure::from(error))
}

/// For what cannot happen: a document is always JSON.
pub(crate) fn not_json(error: serde_json::Error) -> PyErr {
    PyRuntimeError::new_err(error.to_string())
}
