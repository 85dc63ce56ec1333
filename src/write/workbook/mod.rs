//! Documents → the standard workbook.
//!
//! `emit` says which rows each sheet has, as plain data; `xlsx` translates rows into an Excel file.

mod cells;
mod charts;
mod cover;
mod department;
mod emit;
mod extras;
mod facts;
mod findings;
mod finishing;
mod first_places;
mod formats;
mod indicators;
mod levels;
mod overview;
mod paper;
mod projects;
mod records;
mod row;
mod sources;
mod widths;
mod xlsx;

use std::collections::BTreeSet;

use crate::Result;
use crate::model::{Document, Review, Reviewed};

use emit::{Written, document_to_rows};
pub(crate) use extras::ExtraColumns;
pub(crate) use row::{CellValue, RowSink, SheetRow, failed};
pub use sources::Origin;
pub(crate) use widths::{row_height, wrapped_lines};
use xlsx::{Summary, XlsxSink};

/// Indicators kept in memory before a workbook is written row by row instead.
const BUFFERED: usize = 20_000;

/// The standard workbook of one document.
///
/// # Errors
/// Where a temporary file is needed and cannot be written, or the format has no room for the document.
pub fn document(document: &Document) -> Result<Vec<u8>> {
    document_with(document, &[], &Origin::default())
}

/// The same with what auditors wrote, and how the document came about.
///
/// # Errors
/// As [`document`].
pub fn document_with(document: &Document, reviews: &[Review], origin: &Origin) -> Result<Vec<u8>> {
    let mut summary = Summary::default();
    summary.add(document);
    summary.facts.date.clone_from(&origin.date);
    let extras = ExtraColumns::of([document]);
    let mut sink = XlsxSink::new(extras.clone(), indicators_of(document) > BUFFERED)?;
    let file = &document.source.name;
    let mut written = Written::default();
    document_to_rows(document, reviews, file, origin, &extras, &mut written, &mut sink)?;
    sink.finish(&summary, &written.places, !reviews.is_empty())
}

fn indicators_of(document: &Document) -> usize {
    document.forms.iter().map(|f| f.all_indicators().count()).sum()
}

/// The standard workbook of many documents, in their order. Memory does not grow with their number once it is long.
///
/// # Errors
/// As [`document`].
pub fn documents(documents: impl IntoIterator<Item = Reviewed>) -> Result<Vec<u8>> {
    let mut workbook = MergedWorkbook::default();
    for document in documents {
        workbook.add(document, Origin::default())?;
    }
    workbook.finish()
}

/// All rows of a document, for formats other than workbooks.
pub(crate) fn document_to_sink(document: &Document, extras: &ExtraColumns, sink: &mut impl RowSink) -> Result<()> {
    let file = &document.source.name;
    document_to_rows(document, &[], file, &Origin::default(), extras, &mut Written::default(), sink)
}

/// A standard workbook that documents are added to one by one.
#[derive(Default)]
pub(crate) struct MergedWorkbook {
    /// Documents not yet written: what columns they need is not known before all are seen.
    waiting: Vec<(Reviewed, Origin)>,
    waiting_indicators: usize,
    open: Option<OpenSheet>,
    names: BTreeSet<String>,
    /// A document has reviews.
    reviewed: bool,
    summary: Summary,
}

struct OpenSheet {
    sink: XlsxSink,
    extras: ExtraColumns,
    written: Written,
}

impl OpenSheet {
    fn new(extras: ExtraColumns, streaming: bool) -> Result<Self> {
        Ok(Self { sink: XlsxSink::new(extras.clone(), streaming)?, extras, written: Written::default() })
    }
}

impl MergedWorkbook {
    /// Adds a document.
    ///
    /// # Errors
    /// As [`document`].
    pub(crate) fn add(&mut self, reviewed: Reviewed, origin: Origin) -> Result<()> {
        self.summary.add(&reviewed.document);
        if self.summary.facts.date.is_none() {
            self.summary.facts.date.clone_from(&origin.date);
        }
        self.reviewed |= !reviewed.reviews.is_empty();
        self.waiting_indicators += indicators_of(&reviewed.document);
        self.waiting.push((reviewed, origin));
        if self.open.is_none() && self.waiting_indicators > BUFFERED {
            // A single long document is known as a whole; what follows others is not.
            let extras = if self.waiting.len() == 1 { self.needed() } else { ExtraColumns::all() };
            self.open = Some(OpenSheet::new(extras, true)?);
        }
        if self.open.is_some() { self.write_waiting() } else { Ok(()) }
    }

    fn needed(&self) -> ExtraColumns {
        ExtraColumns::of(self.waiting.iter().map(|(r, _)| &r.document))
    }

    fn write_waiting(&mut self) -> Result<()> {
        for (reviewed, origin) in std::mem::take(&mut self.waiting) {
            let file = self.file_name(&reviewed.document.source.name);
            let Some(open) = self.open.as_mut() else { continue };
            let (document, reviews) = (&reviewed.document, &reviewed.reviews);
            document_to_rows(document, reviews, &file, &origin, &open.extras, &mut open.written, &mut open.sink)?;
        }
        Ok(())
    }

    /// The name in 文件: the second file of the same name has a number, as `a.pdf〔2〕`.
    fn file_name(&mut self, name: &str) -> String {
        let numbered = (2..).map(|n| format!("{name}〔{n}〕"));
        let mut names = std::iter::once(name.to_owned()).chain(numbered);
        let free = names.find(|n| !self.names.contains(n)).unwrap_or_default();
        self.names.insert(free.clone());
        free
    }

    /// The workbook's bytes.
    ///
    /// # Errors
    /// As [`document`].
    pub(crate) fn finish(mut self) -> Result<Vec<u8>> {
        if self.open.is_none() {
            self.open = Some(OpenSheet::new(self.needed(), false)?);
        }
        self.write_waiting()?;
        match self.open {
            Some(open) => open.sink.finish(&self.summary, &open.written.places, self.reviewed),
            None => Ok(Vec::new()),
        }
    }
}
