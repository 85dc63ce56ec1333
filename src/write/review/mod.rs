//! The page on which a person reviews a document beside the input it was read from.

#[cfg(feature = "cli")]
mod annotated;
pub(crate) mod content;
mod html;
#[cfg(feature = "cli")]
mod index;
#[cfg(feature = "cli")]
mod paper;
mod png;

#[cfg(feature = "cli")]
pub(crate) use annotated::{NotAnnotated, PdfBookmark, PdfNote, annotated};
#[cfg(feature = "cli")]
pub(crate) use html::finished;
pub(crate) use html::write;
#[cfg(feature = "cli")]
pub(crate) use index::{IndexEntry, index_finished, link};
pub(crate) use png::{picture_to_coarse_png, picture_to_png};
