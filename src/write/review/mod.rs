//! The page on which a person reviews a document beside the input it was read from.

pub(crate) mod content;
mod html;
mod index;
mod png;

pub(crate) use html::finished;
pub(crate) use index::{IndexEntry, index_finished, link};
pub(crate) use png::picture_to_png;
