//! What rows are of: a document, or an input that none could be made of.

use crate::model::Document;

/// An input that could not be converted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FailedInput {
    /// Its name.
    pub name: String,
    /// The SHA-256 of its bytes, where they could be read.
    pub sha256: Option<String>,
    /// Their number.
    pub bytes: Option<u64>,
    /// [`Error::code`](crate::Error::code), or what ended the process that read it.
    pub code: String,
    /// What went wrong.
    pub message: String,
}

/// What rows are made of.
#[derive(Debug, Clone, Copy)]
pub enum DataSource<'d> {
    /// A document.
    Document(&'d Document),
    /// An input without one: a row of documents only.
    Failed(&'d FailedInput),
}
