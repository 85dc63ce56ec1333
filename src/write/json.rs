//! The JSON of the model.

use std::io::Write;
use std::path::Path;

use super::atomic::Unfinished;
use crate::model::Document;
use crate::{Error, Result};

/// The document as JSON, indented by two spaces, ending in a line feed.
#[must_use]
pub fn document(document: &Document) -> Vec<u8> {
    let mut bytes = Vec::new();
    // The model has string keys only and no failing serializer, and memory takes all, so this cannot fail.
    let _ = fill(document, &mut bytes);
    bytes
}

/// Writes the same into a file. Its text is never in memory as a whole.
///
/// # Errors
/// Where the file cannot be written; nothing is left behind then.
pub fn write(document: &Document, path: &Path) -> Result<()> {
    let mut file = Unfinished::create(path)?;
    fill(document, &mut file).map_err(|source| Error::Write { path: path.to_owned(), source })?;
    file.finish()
}

fn fill(document: &Document, to: &mut impl Write) -> std::io::Result<()> {
    serde_json::to_writer_pretty(&mut *to, document)?;
    to.write_all(b"\n")
}
