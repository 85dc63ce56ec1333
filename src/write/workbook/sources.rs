//! The input → a row of 来源.

use crate::model::labels::extraction_to_text;
use crate::model::standard::Worked;
use crate::model::{Source, StandardSheet};

use super::cells::cells;
use super::row::Value;

/// How a document came about, as 来源 shows it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origin {
    /// The settings of the conversion that are not the defaults.
    pub options: String,
}

/// The columns of an input.
pub(crate) fn fixed<'a>(file: &'a str, source: &'a Source, origin: &'a Origin) -> Vec<Value<'a>> {
    cells(StandardSheet::Sources.columns().iter(), None, |worked| match worked {
        Worked::File => Value::text(file),
        Worked::Sha256 => Value::text(source.sha256.as_str()),
        Worked::Bytes => Value::Number(source.bytes as f64),
        Worked::PageCount => source.pages.map_or(Value::Empty, |p| Value::Number(f64::from(p))),
        Worked::Producer => Value::optional(source.producer.as_deref()),
        Worked::Extraction => Value::text(extraction_to_text(source.media_type, &source.methods)),
        Worked::Version => Value::text(env!("CARGO_PKG_VERSION")),
        Worked::Options => Value::text(origin.options.as_str()),
        _ => Value::Empty,
    })
}
