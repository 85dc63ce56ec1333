//! The workbooks of an earlier run, with what auditors wrote in them.

use std::fs::File;
use std::path::{Path, PathBuf};

use super::collect::{self, FolderWalk};
use crate::model::{Document, Review, Reviewed, Source};
use crate::reconstruct::standard;
use crate::review::saved::{self, SavedReviews};
use crate::write::mark;
use crate::{Error, Options, Result};

/// Documents that have reviews, as far as a workbook or a folder of workbooks holds any.
#[derive(Debug, Default)]
pub(crate) struct Older {
    documents: Vec<Reviewed>,
    /// The standard workbooks that were read.
    files: Vec<OlderFile>,
    /// Instead of workbooks, what a page of review saved.
    saved: Option<SavedReviews>,
}

/// A standard workbook that was read whole.
#[derive(Debug)]
pub(crate) struct OlderFile {
    /// The file.
    pub path: PathBuf,
    /// The SHA-256 of its bytes before it was read: where they differ later, it was saved in between.
    pub sha256: String,
    /// What auditors wrote in it.
    reviews: Vec<Review>,
}

impl Older {
    /// Reads a workbook, merged or not, all workbooks of a folder, or the verdicts that a page of review saved.
    ///
    /// # Errors
    /// Where one cannot be read.
    pub(crate) fn read(path: &Path, options: &Options) -> Result<Self> {
        if saved::is_saved(path) {
            let saved = SavedReviews::read(path)?;
            let documents = vec![saved.on(&saved.without_records())];
            return Ok(Self { documents, files: Vec::new(), saved: Some(saved) });
        }
        let (mut documents, mut files) = (Vec::new(), Vec::new());
        let found = collect::list(&[path.to_owned()], FolderWalk::All)?;
        // Reviews in what cannot be read must not be left behind.
        if let Some((_, error)) = found.unreadable.into_iter().next() {
            return Err(error);
        }
        for listed in found.inputs.iter() {
            let is_workbook = listed.path.extension().is_some_and(|e| e.eq_ignore_ascii_case("xlsx"));
            if is_workbook || !path.is_dir() {
                let sha256 = File::open(&listed.path).and_then(mark::sha256_of);
                let sha256 = sha256.map_err(Error::reading(&listed.path))?;
                let (read, is_standard) = crate::read_back(&listed.path, options)?;
                if is_standard {
                    let reviews = read.iter().flat_map(|older| older.reviews.iter().cloned()).collect();
                    files.push(OlderFile { path: listed.path, sha256, reviews });
                }
                documents.extend(read);
            }
        }
        documents.retain(|older| !older.reviews.is_empty());
        Ok(Self { documents, files, saved: None })
    }

    /// Whether there are none.
    #[must_use]
    pub(crate) fn is_empty(&self) -> bool {
        self.documents.is_empty()
    }

    /// The reviews of the documents of this input, on the document: of those whose name fits best, or whose content is the same.
    #[must_use]
    pub(crate) fn carry_over(&self, document: Document, input: &Path) -> Reviewed {
        let older = self.of(input, &document.source.sha256);
        match &self.saved {
            Some(saved) if !older.is_empty() => carry_over_saved(saved, document),
            _ => standard::carry_over(document, &older),
        }
    }

    /// The same where there is one input only: a workbook of one document is its, whatever it is called.
    #[must_use]
    pub(crate) fn carry_over_to_only(&self, document: Document, input: &Path) -> Reviewed {
        match (&self.saved, self.documents.as_slice()) {
            (Some(saved), _) => carry_over_saved(saved, document),
            (None, [one]) => standard::carry_over(document, &[one]),
            _ => self.carry_over(document, input),
        }
    }

    /// The documents that belong to none of the inputs (path and SHA-256): their reviews are in no output.
    pub(crate) fn left_over(&self, inputs: impl Iterator<Item = (PathBuf, String)>) -> Vec<&Source> {
        let mut unused: Vec<&Reviewed> = self.documents.iter().collect();
        for (input, sha256) in inputs {
            let used = self.of(&input, &sha256);
            unused.retain(|older| !used.iter().any(|used| std::ptr::eq(*used, *older)));
        }
        unused.into_iter().map(|older| &older.document.source).collect()
    }

    /// The standard workbooks that were read.
    #[must_use]
    pub(crate) fn files(&self) -> &[OlderFile] {
        &self.files
    }

    /// How many reviews of the older workbook at `output` are not among `reviews`, with which it is to be replaced.
    #[must_use]
    pub(crate) fn lost(&self, output: &Path, reviews: &[Review]) -> usize {
        let Some(file) = self.files.iter().find(|file| is_same_file(&file.path, output)) else { return 0 };
        let mut kept: Vec<_> = reviews.iter().map(what_is_written).collect();
        let mut lost = 0;
        for review in &file.reviews {
            match kept.iter().position(|k| *k == what_is_written(review)) {
                Some(at) => drop(kept.swap_remove(at)),
                None => lost += 1,
            }
        }
        lost
    }

    /// What a hash of the settings of a run has to cover.
    #[must_use]
    pub(crate) fn fingerprint(&self) -> Vec<u8> {
        // The model has string keys only and no failing serializer, so this cannot fail.
        let each = self.documents.iter().map(|d| serde_json::to_vec(&(&d.document, &d.reviews)).unwrap_or_default());
        each.collect::<Vec<_>>().concat()
    }

    /// The documents that fit an input best: the most folders of the name in common, then the same content.
    fn of(&self, input: &Path, sha256: &str) -> Vec<&Reviewed> {
        // The name in a workbook is text.
        let input = input.to_string_lossy();
        let input = Path::new(input.as_ref());
        let fits: Vec<_> =
            self.documents.iter().map(|older| (fit(&older.document.source, input, sha256), older)).collect();
        let Some(best) = fits.iter().map(|(fit, _)| *fit).max().filter(|best| *best != (0, false, false)) else {
            return Vec::new();
        };
        fits.into_iter().filter(|(fit, _)| *fit == best).map(|(_, older)| older).collect()
    }
}

/// How well a document's source fits an input: the folders of the name in common, whether the content is the same, whether the
/// file's own name is.
fn fit(source: &Source, input: &Path, sha256: &str) -> (usize, bool, bool) {
    let name = Path::new(&source.name);
    let named = if input.ends_with(name) { name.components().count() } else { 0 };
    let base = name.file_name().is_some_and(|base| input.file_name() == Some(base));
    (named, source.sha256 == sha256, base)
}

/// Whether two paths lead to the same file.
fn is_same_file(a: &Path, b: &Path) -> bool {
    a == b || matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}

/// What a person wrote in a review.
fn what_is_written(review: &Review) -> (Option<String>, Option<String>) {
    (review.conclusion.clone(), review.opinion.clone())
}

fn carry_over_saved(saved: &SavedReviews, document: Document) -> Reviewed {
    let older = saved.on(&document);
    standard::carry_over(document, &[&older])
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
    use super::*;
    use crate::model::RecordId;

    /// The numbers of the documents that fit an input.
    fn numbers(older: &Older, input: &Path, sha256: &str) -> Vec<usize> {
        let found = older.of(input, sha256).into_iter();
        found.map(|one| older.documents.iter().position(|own| std::ptr::eq(own, one)).unwrap()).collect()
    }

    fn older(names: &[(&str, &str)]) -> Older {
        let review = Review { of: RecordId::Indicator(0, None, 0), conclusion: None, opinion: Some("可".into()) };
        let document = |(name, sha256): &(&str, &str)| {
            Reviewed {
            document: serde_json::from_value(serde_json::json!({
                "schema": "jixiao/1", "forms": [], "findings": [],
                "source": {"name": name, "sha256": sha256, "bytes": 1, "media_type": "text/plain", "pages": null, "producer": null}
            }))
            .unwrap(),
            reviews: vec![review.clone()],
        }
        };
        Older { documents: names.iter().map(document).collect(), ..Older::default() }
    }

    #[test]
    fn an_input_takes_the_reviews_of_its_own_older_document() {
        let older = older(&[("甲/a.pdf", "1"), ("乙/a.pdf", "2"), ("c.pdf", "3")]);
        assert_eq!(numbers(&older, Path::new("/in/乙/a.pdf"), "9"), [1]);
        assert_eq!(numbers(&older, Path::new("/in/renamed.pdf"), "3"), [2]);
        assert_eq!(numbers(&older, Path::new("/other/a.pdf"), "1"), [0]);
        assert_eq!(numbers(&older, Path::new("/in/new.pdf"), "9"), [] as [usize; 0]);
        let left = older.left_over([(PathBuf::from("x/c.pdf"), "9".to_owned())].into_iter());
        assert_eq!(left.iter().map(|s| s.name.as_str()).collect::<Vec<_>>(), ["甲/a.pdf", "乙/a.pdf"]);
    }
}
