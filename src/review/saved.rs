//! The file of verdicts that a page of review saves.

#[cfg(feature = "cli")]
use std::path::Path;

use serde::Deserialize;

use crate::error::Damage;
#[cfg(feature = "cli")]
use crate::extract::file;
use crate::model::{Document, Finding, MediaType, RecordId, Review, Reviewed, SCHEMA, Source};
use crate::{Error, Result};

/// What the file calls itself.
const REVIEW_SCHEMA: &str = "jixiao-review/1";
/// Bytes of a file at most: some verdicts take hundreds of bytes each.
#[cfg(feature = "cli")]
const MOST_BYTES: u64 = 64 << 20;

/// What a person saved, on the records of an input of this content.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct SavedReviews {
    schema: String,
    source: SavedSource,
    reviews: Vec<SavedReview>,
}

#[derive(Debug, Clone, Deserialize)]
struct SavedSource {
    name: String,
    sha256: String,
}

#[derive(Debug, Clone, Deserialize)]
struct SavedReview {
    #[serde(flatten)]
    review: Review,
    /// Of a finding: its code, by which it is known that it is still the same.
    #[serde(default)]
    code: Option<String>,
}

/// Whether a path is that of such a file, by its ending.
#[cfg(feature = "cli")]
pub(crate) fn is_saved(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json"))
}

impl SavedReviews {
    /// Reads the file.
    ///
    /// # Errors
    /// Where the file cannot be read or is no file of verdicts.
    #[cfg(feature = "cli")]
    pub(crate) fn read(path: &Path) -> Result<Self> {
        Self::parse(&file::read_within(path, MOST_BYTES)?)
    }

    /// Reads what stands in such a file.
    ///
    /// # Errors
    /// Where it is none.
    pub(crate) fn parse(bytes: &[u8]) -> Result<Self> {
        let saved: Self = serde_json::from_slice(bytes).map_err(|error| damaged(error.to_string()))?;
        if saved.schema != REVIEW_SCHEMA {
            return Err(damaged(format!("schema: {}, {REVIEW_SCHEMA}", saved.schema)));
        }
        Ok(saved)
    }

    /// The verdicts on the records of a document; where it is of another input, on those of one that has none.
    pub(crate) fn on(&self, document: &Document) -> Reviewed {
        let own = self.source.sha256 == document.source.sha256;
        let document = if own { document.clone() } else { self.without_records() };
        let reviews = self.reviews.iter().map(|saved| saved.on(&document)).collect();
        Reviewed { document, reviews }
    }

    /// A document of which only the source is known.
    pub(crate) fn without_records(&self) -> Document {
        let source = Source {
            name: self.source.name.clone(),
            sha256: self.source.sha256.clone(),
            bytes: 0,
            media_type: MediaType::Text,
            pages: None,
            producer: None,
            methods: Vec::new(),
        };
        Document { schema: SCHEMA.to_owned(), source, forms: Vec::new(), tables: None, findings: Vec::new() }
    }
}

impl SavedReview {
    /// The verdict; one on a finding that is now another is on none.
    fn on(&self, document: &Document) -> Review {
        match self.review.of {
            RecordId::Finding(n) if !document.findings.get(n).is_some_and(|finding| self.is_on(finding)) => {
                Review { of: RecordId::Finding(usize::MAX), ..self.review.clone() }
            }
            _ => self.review.clone(),
        }
    }

    /// Whether a finding can be the one that was judged: what was saved without a code fits any.
    fn is_on(&self, finding: &Finding) -> bool {
        self.code.as_deref().is_none_or(|code| code == finding.code.0)
    }
}

fn damaged(why: String) -> Error {
    Error::Damaged { what: Damage::Json { why } }
}
