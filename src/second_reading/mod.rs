//! A PDF read a second time, by an engine that shares no code with [`extract::pdf`](crate::extract::pdf): `pdf-extract` on `lopdf`,
//! in a process of its own, for it may end in any way.
//!
//! What both found on a page is compared as counts of characters, and every number of two and more digits as a run, so that neither
//! the order of drawing nor anybody's notion of words matters. Where they agree two independent readings vouch for the page; where
//! they do not the page is named.

mod ask;
mod compare;
mod engine;
mod tally;

use std::path::Path;

use crate::findings::{Message, SecondReaderUnable};
use crate::model::{Content, Document, Finding, Input, MediaType};
use crate::{Options, Result, extract, validate};

pub use ask::Asked;
pub(crate) use ask::COMMAND;
pub use compare::{PageRead, differences};
pub(crate) use engine::serve;
pub use tally::CharacterCounts;

/// Reads the bytes that a document was made of a second time, by `program` (this one), and adds what differs to its findings. Nothing
/// where they are no PDF; where the time is over or the other process does not start, the document stands and all its pages are said
/// to be unread.
pub(crate) fn add_findings(document: &mut Document, program: &Path, bytes: Vec<u8>, options: &Options) {
    if document.source.media_type != MediaType::Pdf {
        return;
    }
    let found = compared(document, program, bytes, options).unwrap_or_else(|_| {
        let count = document.source.pages.unwrap_or_default();
        vec![SecondReaderUnable { pages: format!("1–{count}"), of: count as usize }.finding()]
    });
    document.findings.extend(found);
    validate::sort(&mut document.findings);
}

fn compared(document: &Document, program: &Path, bytes: Vec<u8>, options: &Options) -> Result<Vec<Finding>> {
    let input = extract::from_bytes(document.source.name.clone(), bytes.clone(), options)?;
    let ours = pages(&input).unwrap_or_default();
    // Pages that we had no time to read again would be said to differ.
    input.budget.check()?;
    let asked = Asked { program, password: options.password.as_deref(), deadline: input.budget.deadline() };
    Ok(differences(&ours, &asked.read(bytes, options.max_memory)?))
}

/// What we read on each page of a PDF.
#[must_use]
pub(crate) fn pages(input: &Input) -> Option<Vec<PageRead>> {
    let Content::Pages(source) = &input.content else { return None };
    let is_pdf = input.source.media_type == MediaType::Pdf;
    is_pdf.then(|| (1..=source.page_count()).map(|number| PageRead::of(&source.page(number).output)).collect())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may panic")]
    use super::*;

    #[test]
    fn a_document_stands_where_the_other_process_does_not_start() {
        let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/samples/self-evaluation/input.pdf");
        let (bytes, options) = (std::fs::read(sample).unwrap(), Options::default());
        let before = crate::convert_bytes("a.pdf", bytes.clone(), &options).unwrap();
        let mut document = before.clone();
        add_findings(&mut document, Path::new("no such program"), bytes, &options);
        assert_eq!(document.forms, before.forms);
        let said = |d: &Document| d.findings.iter().filter(|f| f.code.0 == "second-reader-unable").count();
        assert_eq!((said(&before), said(&document)), (0, 1));
    }
}
