//! The JSON of the model.

use crate::model::Document;

/// The document as JSON, indented by two spaces, ending in a line feed.
#[must_use]
pub fn document(document: &Document) -> Vec<u8> {
    // The model has string keys only and no failing serializer, so this cannot fail.
    let mut bytes = serde_json::to_vec_pretty(document).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}
