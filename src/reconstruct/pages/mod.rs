//! Pages → tables and paragraphs.

use crate::model::{PageSource, Reading};

pub(crate) mod aligned;
pub(crate) mod choose;
pub(crate) mod lines;
pub(crate) mod page_table;
pub(crate) mod words;

/// Reads all pages.
#[must_use]
pub fn read(_pages: &dyn PageSource) -> Reading {
    Reading::default()
}
