//! One input → its outputs, with the reviews of older workbooks: what the command does with one file and a worker with each of many.

use std::path::Path;
use std::time::Instant;

use super::older::Older;
use super::protocol::PlannedOutput;
use crate::error::Refusal;
use crate::model::{Document, Review, Reviewed};
use crate::outputs::{OutputTarget, replace_at};
use crate::write::atomic::{Written, put};
use crate::write::workbook::Origin;
use crate::write::{Replace, json};
use crate::{Error, Options, Result};

/// How inputs are converted.
pub(crate) struct Conversion<'a> {
    /// What the library is told.
    pub options: &'a Options,
    /// Findings in English.
    pub english: bool,
    /// The workbooks whose reviews are kept.
    pub older: &'a Older,
    /// Whether an older workbook of one document is the input's, whatever it is called: there is no other input.
    pub only: bool,
    /// How the documents came about, as the workbooks say.
    pub origin: Origin,
}

/// What became of an input.
pub(crate) struct Converted {
    /// Its document, as it was written.
    pub document: Document,
    /// What auditors wrote in the older workbooks.
    pub reviews: Vec<Review>,
    /// The files written.
    pub files: Vec<Written>,
}

impl Conversion<'_> {
    /// Converts what `read` reads and writes all outputs, or none. `kept` is the file of the document itself, as JSON and without the
    /// reviews; `targets` say what each file may replace.
    ///
    /// # Errors
    /// Where it cannot be read or written, or an output would lose reviews.
    pub(crate) fn run(
        &self,
        input: &Path,
        read: impl FnOnce() -> Result<Document>,
        outputs: &[PlannedOutput],
        kept: Option<&Path>,
        targets: &[OutputTarget],
    ) -> Result<Converted> {
        let start = Instant::now();
        let document = self.in_language(read()?);
        let mut files = kept.map(|path| json::finished(&document, path)).transpose()?.into_iter().collect::<Vec<_>>();
        let Reviewed { document, reviews } = if self.only {
            self.older.carry_over_to_only(document, input)
        } else {
            self.older.carry_over(document, input)
        };
        let document = self.in_language(document);
        for PlannedOutput { path, .. } in outputs {
            let count = self.older.lost(path, &reviews);
            if count > 0 && replace_at(targets, path) != Replace::Anything {
                return Err(Error::Refused { path: path.clone(), why: Refusal::Reviews { count } });
            }
        }
        // Writing has the time that reading has left.
        let rest = Options { timeout: self.options.timeout.saturating_sub(start.elapsed()), ..self.options.clone() };
        let (origin, outputs) = (self.origin.clone(), outputs.to_vec());
        let (document, reviews, made) = crate::in_time(&rest, move |_| {
            let mut made = Vec::new();
            for PlannedOutput { format, path } in &outputs {
                made.extend(format.finished(&document, &reviews, &origin, path)?);
            }
            Ok((document, reviews, made))
        })?;
        files.extend(made);
        let files = put(files, |path| replace_at(targets, path))?;
        Ok(Converted { document, reviews, files })
    }

    fn in_language(&self, document: Document) -> Document {
        if self.english { document.in_english() } else { document }
    }
}
