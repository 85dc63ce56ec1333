//! PDF files → pages of glyphs, rules and fills.

use std::sync::Arc;

use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use crate::model::{Noted, Page, PageSource, TaggedTable};
use crate::{Error, Options, Result};

mod clip;
mod glyphs;
mod interpret;
mod marks;
mod rules;
mod strings;
mod structure;

/// An opened PDF.
pub struct PdfFile {
    pdf: Arc<Pdf>,
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
    pdf.map(|pdf| PdfFile { pdf: Arc::new(pdf) }).map_err(|e| match e {
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
        let metadata = self.pdf.metadata();
        let text = |bytes: &Option<Box<[u8]>>| bytes.as_deref().map(strings::text_string).filter(|t| !t.is_empty());
        text(&metadata.producer).or_else(|| text(&metadata.creator))
    }
}

impl PageSource for PdfFile {
    fn page_count(&self) -> u32 {
        self.pdf.pages().len() as u32
    }

    fn page(&self, number: u32) -> Noted<Page> {
        Noted { output: interpret::page(&self.pdf, number), findings: Vec::new() }
    }

    fn tagged_tables(&self) -> Vec<TaggedTable> {
        structure::tables(&self.pdf)
    }
}
