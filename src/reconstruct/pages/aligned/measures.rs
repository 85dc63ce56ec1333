//! What the division into rows knows of the page beside the texts.

use crate::model::Pt;
use crate::reconstruct::tolerances::MERGED_COLUMNS_MOST;

use super::strokes::Strokes;

/// What is drawn on the page, and how far apart the lines of its long texts stand.
#[derive(Clone, Copy)]
pub(super) struct Measures<'a> {
    /// What is drawn along the width of the page.
    pub(super) strokes: &'a Strokes,
    /// The distance of the lines of long texts outside the fragments looked at.
    pub(super) leading: Option<Pt>,
    /// Where the lines stand below their headings, how many columns hold the labels of groups of rows.
    pub(super) labels: Option<usize>,
    /// How many of the first columns may hold cells over several rows.
    pub(super) merged_most: usize,
    /// Whether the rows go on with those of the page before.
    pub(super) goes_on: bool,
}

impl<'a> Measures<'a> {
    /// With what is drawn only.
    pub(super) fn drawn(strokes: &'a Strokes) -> Self {
        Self { strokes, leading: None, labels: None, merged_most: MERGED_COLUMNS_MOST, goes_on: false }
    }
}
