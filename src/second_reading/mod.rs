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

use crate::model::{Content, Document, Input, MediaType};
use crate::{Options, Result, extract, validate};

pub use ask::Asked;
pub(crate) use ask::COMMAND;
pub use compare::{PageRead, differences};
pub(crate) use engine::serve;
pub use tally::CharacterCounts;

/// Reads the bytes that a document was made of a second time, by `program` (this one), and adds what differs to its findings. Nothing
/// where they are no PDF.
///
/// # Errors
/// Where our own reading fails, or the other process cannot be started.
pub(crate) fn add_findings(document: &mut Document, program: &Path, bytes: Vec<u8>, options: &Options) -> Result<()> {
    if document.source.media_type != MediaType::Pdf {
        return Ok(());
    }
    let input = extract::from_bytes(document.source.name.clone(), bytes.clone(), options)?;
    let Some(ours) = pages(&input) else { return Ok(()) };
    let asked = Asked { program, password: options.password.as_deref(), deadline: input.budget.deadline() };
    let theirs = asked.read(bytes, options.max_memory)?;
    document.findings.extend(differences(&ours, &theirs));
    validate::sort(&mut document.findings);
    Ok(())
}

/// What we read on each page of a PDF.
#[must_use]
pub(crate) fn pages(input: &Input) -> Option<Vec<PageRead>> {
    let Content::Pages(source) = &input.content else { return None };
    let is_pdf = input.source.media_type == MediaType::Pdf;
    is_pdf.then(|| (1..=source.page_count()).map(|number| PageRead::of(&source.page(number).output)).collect())
}
