//! Pages → tables and paragraphs.

use crate::model::{PageSource, Reading};

/// Reads all pages.
#[must_use]
pub fn read(_pages: &dyn PageSource) -> Reading {
    Reading::default()
}
