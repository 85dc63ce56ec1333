//! What is converted: a file, or bytes with a name.

use std::path::PathBuf;

use jixiao::isolated::IsolatedInput;
use jixiao::{Document, Options};
use pyo3::prelude::*;
use pyo3::types::PyBytes;

/// An input, its bytes copied so that no lock is needed to read them.
pub(crate) enum Source {
    Path(PathBuf),
    Bytes(String, Vec<u8>),
}

impl Source {
    /// Of a path as the system spells it, or of bytes, which the document calls `name`.
    pub(crate) fn of(path: Option<PathBuf>, bytes: Option<&Bound<'_, PyBytes>>, name: &str) -> Self {
        match (path, bytes) {
            (Some(path), _) => Self::Path(path),
            (None, bytes) => Self::Bytes(name.to_owned(), bytes.map_or_else(Vec::new, |b| b.as_bytes().to_vec())),
        }
    }

    pub(crate) fn convert(self, options: &Options) -> jixiao::Result<Document> {
        match self {
            Self::Path(path) => jixiao::convert(&path, options),
            Self::Bytes(name, bytes) => jixiao::convert_bytes(name, bytes, options),
        }
    }

    /// For a worker process.
    pub(crate) fn isolated(&self) -> IsolatedInput<'_> {
        match self {
            Self::Path(path) => IsolatedInput::Path(path.clone()),
            Self::Bytes(name, bytes) => IsolatedInput::Bytes(name.clone(), bytes),
        }
    }
}
