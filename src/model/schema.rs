//! The JSON Schema of documents, made from their types.

use schemars::generate::SchemaSettings;

use super::document::{Document, SCHEMA};

/// The JSON Schema (2020-12) of [`Document`], indented.
#[doc(hidden)]
#[must_use]
pub fn json_schema() -> String {
    let mut schema = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<Document>();
    schema.insert("title".to_owned(), SCHEMA.into());
    // A schema has string keys only and no failing serializer.
    serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n"
}
