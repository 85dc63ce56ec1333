//! Lines of a text → tables and paragraphs.

use crate::model::{Line, Reading};

/// Reads all lines.
#[must_use]
pub fn read(_lines: &[Line]) -> Reading {
    Reading::default()
}
