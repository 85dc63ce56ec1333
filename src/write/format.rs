//! Output formats by name and file name extension.

use std::path::{Path, PathBuf};
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{atomic, csv, json, jsonl, workbook};
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
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 4] = [Self::Xlsx, Self::Json, Self::Csv, Self::Jsonl];

    /// The file name extension, without dot.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Jsonl => "jsonl",
        }
    }

    /// The format of an output path by its extension.
    #[must_use]
    pub fn of(path: &Path) -> Option<Self> {
        path.extension()?.to_str()?.to_ascii_lowercase().parse().ok()
    }

    /// Writes a document; returns the files written. No partial file is left behind.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn write(self, document: &Document, path: &Path) -> Result<Vec<PathBuf>> {
        match self {
            Self::Json => atomic::write(path, &json::document(document))?,
            Self::Xlsx => atomic::write(path, &workbook::document(document)?)?,
            Self::Jsonl => atomic::write(path, &jsonl::document(document)?)?,
            Self::Csv => {
                let files = csv::document(document, path)?;
                files.iter().try_for_each(|(path, bytes)| atomic::write(path, bytes))?;
                return Ok(files.into_iter().map(|(path, _)| path).collect());
            }
        }
        Ok(vec![path.to_owned()])
    }
}

impl Format {
    /// Writes many documents into one file, one in memory at a time where the format allows it.
    ///
    /// # Errors
    /// Where a document cannot be had, the format has no room for many, or the file cannot be written.
    pub fn write_merged(self, documents: impl Iterator<Item = Result<Document>>, path: &Path) -> Result<()> {
        match self {
            Self::Xlsx => {
                let mut book = workbook::MergedWorkbook::default();
                for document in documents {
                    book.add(document?.into(), workbook::Origin::default())?;
                }
                atomic::write(path, &book.finish()?)
            }
            _ => Err(Error::Setting { what: format!("{}: --merge .xlsx", path.display()) }),
        }
    }
}

impl FromStr for Format {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|f| f.extension() == text).ok_or_else(|| {
            let known: Vec<&str> = Self::ALL.iter().map(|f| f.extension()).collect();
            format!("{text}: {}", known.join(", "))
        })
    }
}
