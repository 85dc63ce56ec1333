//! Output formats by name and file name extension.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::atomic::Finished;
#[cfg(feature = "parquet")]
use super::dataset::{self, DataSource, parquet::TableFiles};
#[cfg(feature = "parquet")]
use super::parquet::LevelFiles;
use super::replace::Replace;
use super::workbook::{self, Origin};
use super::{atomic, csv, json, jsonl};
use crate::error::Unusable;
use crate::model::{Review, Reviewed};
use crate::{Document, Error, Result};

/// A format that a document can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// The standard workbook.
    Xlsx,
    /// The JSON of the model.
    Json,
    /// CSV files, one for each sheet of the standard workbook.
    Csv,
    /// The rows of the three level tables as JSON Lines.
    Jsonl,
    /// Tables of the data as Parquet, a folder for each; for this version also the rows of the three level tables, one file for each.
    #[cfg(feature = "parquet")]
    Parquet,
}

impl Format {
    /// All formats.
    pub(crate) const ALL: &[Self] = &[
        Self::Xlsx,
        Self::Json,
        Self::Csv,
        Self::Jsonl,
        #[cfg(feature = "parquet")]
        Self::Parquet,
    ];

    /// The file name extension, without dot.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Jsonl => "jsonl",
            #[cfg(feature = "parquet")]
            Self::Parquet => "parquet",
        }
    }

    /// The format of an output path by its extension.
    #[must_use]
    pub(crate) fn of(path: &Path) -> Option<Self> {
        path.extension()?.to_str()?.to_ascii_lowercase().parse().ok()
    }

    /// Whether many documents can be written into one output ([`Self::finished_merged`]).
    #[must_use]
    pub(crate) fn merges(self) -> bool {
        !matches!(self, Self::Json | Self::Csv)
    }

    /// Whether its files carry a [`mark`](super::mark).
    #[must_use]
    pub(crate) fn has_mark(self) -> bool {
        !matches!(self, Self::Csv | Self::Jsonl)
    }

    /// Writes a document; returns the files written. No partial file is left behind.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn write(self, document: &Document, path: &Path) -> Result<Vec<PathBuf>> {
        let files = self.finished(document, &[], &Origin::default(), path)?;
        let written = atomic::put(files, |_| Replace::Anything)?;
        Ok(written.into_iter().map(|file| file.path).collect())
    }

    /// Writes a document to anything that takes bytes, without a mark: it is no file of this program.
    ///
    /// # Errors
    /// Where the format has several files for a document, or the bytes are not taken.
    pub fn write_to(self, document: &Document, origin: &Origin, out: &mut impl std::io::Write) -> Result<()> {
        let bytes = match self {
            Self::Json => {
                return json::write_to(document, out).map_err(not_taken);
            }
            Self::Xlsx => workbook::document_with(document, &[], origin)?,
            Self::Jsonl => jsonl::document(document)?,
            Self::Csv => return Err(self.several_files()),
            #[cfg(feature = "parquet")]
            Self::Parquet => return Err(self.several_files()),
        };
        out.write_all(&bytes).map_err(not_taken)
    }

    fn several_files(self) -> Error {
        Error::Setting { what: Unusable::SeveralFiles { format: self.extension().to_owned() } }
    }

    /// All files that may be written for an output path: several for CSV and Parquet.
    #[must_use]
    pub(crate) fn paths(self, path: &Path) -> Vec<PathBuf> {
        match self {
            Self::Csv => csv::paths(path),
            #[cfg(feature = "parquet")]
            Self::Parquet => [super::parquet::paths(path), dataset::files::paths(path)].concat(),
            Self::Xlsx | Self::Json | Self::Jsonl => vec![path.to_owned()],
        }
    }

    /// Those of them by which outputs of two inputs may meet. What is put behind a name is the same for every input, so that the first
    /// stands for all; the folder of a table may be that of another input.
    #[must_use]
    pub(crate) fn distinct_paths(self, path: &Path) -> Vec<PathBuf> {
        let mut paths = self.paths(path);
        let has_folders = paths.iter().any(|file| file.parent() != path.parent());
        paths.truncate(if has_folders { paths.len() } else { 1 });
        paths
    }

    /// The files that [`Self::write`] writes, safe on disk, which only need their names ([`atomic::put`]): with what auditors wrote
    /// and how the document came about, where the format has room for them: in a workbook.
    ///
    /// # Errors
    /// As [`Self::write`].
    pub fn finished(
        self,
        document: &Document,
        reviews: &[Review],
        origin: &Origin,
        path: &Path,
    ) -> Result<Vec<Finished>> {
        match self {
            Self::Json => Ok(vec![json::finished(document, path)?]),
            Self::Xlsx => Ok(vec![atomic::finished(path, &workbook::document_with(document, reviews, origin)?)?]),
            Self::Jsonl => Ok(vec![atomic::finished(path, &jsonl::document(document)?)?]),
            Self::Csv => {
                let files = csv::document(document, path)?;
                files.iter().map(|(path, bytes)| atomic::finished(path, bytes)).collect()
            }
            #[cfg(feature = "parquet")]
            Self::Parquet => {
                let (mut levels, mut tables) = (LevelFiles::create(path)?, TableFiles::create(path)?);
                levels.add(document)?;
                tables.add(DataSource::Document(document))?;
                Ok(levels.finish()?.into_iter().chain(tables.finish()?).collect())
            }
        }
    }

    /// Writes many documents into one output, one in memory at a time as soon as they are many; gives the files, which only need
    /// their names ([`atomic::put`]).
    ///
    /// # Errors
    /// Where a document cannot be had, the format does not [merge](Self::merges), or the file cannot be written.
    pub(crate) fn finished_merged(
        self,
        documents: impl Iterator<Item = Result<Reviewed>>,
        origin: &Origin,
        path: &Path,
    ) -> Result<Vec<Finished>> {
        match self {
            Self::Xlsx => {
                let mut book = workbook::MergedWorkbook::default();
                for document in documents {
                    book.add(document?, origin.clone())?;
                }
                Ok(vec![atomic::finished(path, &book.finish()?)?])
            }
            Self::Jsonl => {
                let mut file = atomic::Unfinished::create(path)?;
                for document in documents {
                    let lines = jsonl::document(&document?.document)?;
                    file.write_all(&lines).map_err(Error::writing(path))?;
                }
                Ok(vec![file.close()?])
            }
            #[cfg(feature = "parquet")]
            Self::Parquet => {
                let (mut levels, mut tables) = (LevelFiles::create(path)?, TableFiles::create(path)?);
                for document in documents {
                    let document = document?.document;
                    levels.add(&document)?;
                    tables.add(DataSource::Document(&document))?;
                }
                Ok(levels.finish()?.into_iter().chain(tables.finish()?).collect())
            }
            Self::Json | Self::Csv => {
                Err(Error::Setting { what: Unusable::CannotBeMerged { path: path.display().to_string() } })
            }
        }
    }
}

impl FromStr for Format {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL.iter().copied().find(|f| f.extension() == text).ok_or_else(|| {
            let known: Vec<&str> = Self::ALL.iter().map(|f| f.extension()).collect();
            format!("{text}: {}", known.join(", "))
        })
    }
}
/// An output without a name does not take what it is given.
fn not_taken(source: std::io::Error) -> Error {
    Error::Write { path: PathBuf::from("-"), source }
}
