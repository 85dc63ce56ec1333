//! Pages → tables and paragraphs.

use crate::model::{PageSource, Reading};

pub(crate) mod page_table;

/// Reads all pages.
#[must_use]
pub fn read(_pages: &dyn PageSource) -> Reading {
    Reading::default()
}
