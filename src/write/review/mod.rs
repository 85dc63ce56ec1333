//! The page on which a person reviews a document beside the input it was read from.

mod annotated;
pub(crate) mod content;
mod html;
mod index;
mod paper;
mod png;

pub(crate) use annotated::{NotAnnotated, PdfBookmark, PdfNote, annotated};
pub(crate) use html::finished;
pub(crate) use index::{IndexEntry, index_finished, link};
pub(crate) use png::picture_to_png;
