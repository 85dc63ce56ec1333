//! The file of verdicts that a page of review saves.

use std::path::Path;

use serde::Deserialize;

use crate::error::Damage;
use crate::extract::file;
use crate::model::{Document, MediaType, Review, Reviewed, SCHEMA, Source};
use crate::{Error, Result};

/// What the file calls itself.
const REVIEW_SCHEMA: &str = "jixiao-review/1";
/// Bytes of a file at most: some verdicts take hundreds of bytes each.
const MOST_BYTES: u64 = 64 << 20;

#[derive(Deserialize)]
struct SavedReviews {
    schema: String,
    source: SavedSource,
    reviews: Vec<serde_json::Value>,
}

#[derive(Deserialize)]
struct SavedSource {
    name: String,
    sha256: String,
}

/// The verdicts of a file, on a document of which only the source is known: its records are those of the input of the same content.
///
/// # Errors
/// Where the file cannot be read or is no file of verdicts.
pub(super) fn read(path: &Path) -> Result<Reviewed> {
    let bytes = file::read_within(path, MOST_BYTES)?;
    let saved: SavedReviews = serde_json::from_slice(&bytes).map_err(|error| damaged(error.to_string()))?;
    if saved.schema != REVIEW_SCHEMA {
        return Err(damaged(format!("schema: {}, {REVIEW_SCHEMA}", saved.schema)));
    }
    let reviews = saved.reviews.into_iter().map(to_review).collect::<std::result::Result<Vec<Review>, _>>();
    let source = Source {
        name: saved.source.name,
        sha256: saved.source.sha256,
        bytes: 0,
        media_type: MediaType::Text,
        pages: None,
        producer: None,
        methods: Vec::new(),
    };
    let document =
        Document { schema: SCHEMA.to_owned(), source, forms: Vec::new(), tables: None, findings: Vec::new() };
    Ok(Reviewed { document, reviews: reviews.map_err(|error| damaged(error.to_string()))? })
}

fn damaged(why: String) -> Error {
    Error::Damaged { what: Damage::Json { why } }
}

/// A verdict on what has no column of reviews is one on a form there cannot be: a finding names it.
fn to_review(saved: serde_json::Value) -> serde_json::Result<Review> {
    serde_json::from_value::<Review>(saved.clone()).or_else(|_| {
        let SavedVerdict { conclusion, opinion } = serde_json::from_value(saved)?;
        Ok(Review { form: usize::MAX, project: None, indicator: 0, conclusion, opinion })
    })
}

#[derive(Deserialize)]
struct SavedVerdict {
    conclusion: Option<String>,
    opinion: Option<String>,
}

/// Whether a path is that of such a file, by its ending.
pub(super) fn is_saved(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json"))
}

/// What [`read`] gave, on the document of an input; as it is where the input is another.
pub(super) fn on_document(saved: &Reviewed, document: &Document) -> Option<Reviewed> {
    let own = saved.document.forms.is_empty() && saved.document.source.sha256 == document.source.sha256;
    own.then(|| Reviewed { document: document.clone(), reviews: saved.reviews.clone() })
}
