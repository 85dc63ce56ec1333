//! The columns of rows that may go on on the next page.

use crate::model::{BBox, Pt};

/// The columns of the last block of a card.
#[derive(Debug, Clone)]
pub(crate) struct BlockColumns {
    /// x of their borders, the outer ones of the table among them.
    pub(crate) borders: Vec<Pt>,
    /// For each inner border between which x it lies: no heading is printed there.
    pub(crate) windows: Vec<(Pt, Pt)>,
    /// The texts below the headings, by rows.
    pub(crate) ink: Vec<Vec<BBox>>,
    /// How many of the first columns hold the labels of groups of rows.
    pub(crate) labels: usize,
}
