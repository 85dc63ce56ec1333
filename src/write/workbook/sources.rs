//! The input → a row of 来源.

use crate::model::Source;
use crate::model::labels::extraction_to_text;

use super::row::Value;

/// How a document came about, as 来源 shows it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origin {
    /// The settings of the conversion that are not the defaults.
    pub options: String,
}

/// The columns of an input.
pub(crate) fn fixed<'a>(file: &'a str, source: &'a Source, origin: &'a Origin) -> Vec<Value<'a>> {
    vec![
        Value::text(file),
        Value::text(source.sha256.as_str()),
        Value::Number(source.bytes as f64),
        source.pages.map_or(Value::Empty, |p| Value::Number(f64::from(p))),
        Value::optional(source.producer.as_deref()),
        Value::text(extraction_to_text(source.media_type, &source.methods)),
        Value::text(env!("CARGO_PKG_VERSION")),
        Value::text(origin.options.as_str()),
    ]
}
