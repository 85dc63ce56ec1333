//! The content of a page, decoded within the memory budget.

use hayro_syntax::object::{Array, Object, Stream};
use hayro_syntax::page::Page as PdfPage;

use super::inflated::exceeds;
use crate::extract::contain::Stop;

/// A page's operators as far as they could be had.
#[derive(Debug, Default)]
pub(super) struct PageContent {
    /// The content streams one after the other.
    pub(super) operators: Vec<u8>,
    /// Why a stream is missing: damaged, or more than it may inflate to.
    pub(super) missing: Option<Stop>,
}

/// The page's content streams, of at most so many bytes each. `Page::page_stream` would keep them for the life of the document.
pub(super) fn of_page(page: &PdfPage<'_>, most: u64) -> PageContent {
    let mut content = PageContent::default();
    match page.raw().get::<Object<'_>>(b"Contents".as_slice()) {
        Some(Object::Stream(stream)) => content.add(&stream, most),
        Some(Object::Array(array)) => {
            for part in Array::iter::<Object<'_>>(&array) {
                match part {
                    Object::Stream(stream) => content.add(&stream, most),
                    Object::Null(_) => {}
                    _ => content.missing = Some(Stop::Panic),
                }
            }
        }
        Some(Object::Null(_)) | None => {}
        // A stream of which only the dictionary is left.
        Some(_) => content.missing = Some(Stop::Panic),
    }
    content
}

impl PageContent {
    fn add(&mut self, stream: &Stream<'_>, most: u64) {
        if self.operators.len() as u64 > most || exceeds(&stream.raw_data(), &stream.filters(), most) {
            self.missing = Some(Stop::Memory);
            return;
        }
        match stream.decoded_data() {
            Ok(data) if self.operators.is_empty() => self.operators = data.into_owned(),
            Ok(data) => self.operators.extend_from_slice(&data),
            Err(_) => self.missing = Some(Stop::Panic),
        }
        // A token ends where its stream ends.
        self.operators.push(b'\n');
    }
}
