//! What becomes of a sheet.

use std::collections::{BTreeMap, BTreeSet};

use super::growth::Insertion;
use super::reference::Area;
use super::rows::NewRow;
use super::value::InsertedValue;

/// Formula cells whose stored values no longer hold, by row and column before rows are put in.
pub(crate) type Stale = BTreeSet<(u32, u32)>;

/// What becomes of a sheet.
#[derive(Debug, Default)]
pub(crate) struct SheetEdits {
    /// Values by row and column after growth.
    pub(crate) values: BTreeMap<NewRow, BTreeMap<u32, InsertedValue>>,
    /// Merged blocks taken apart, as they stand.
    pub(crate) unmerge: BTreeSet<Area>,
    /// Merged blocks made, after growth.
    pub(crate) merge: Vec<Area>,
    /// Rows that become so high, in points, for the text put into them.
    pub(crate) heights: BTreeMap<NewRow, f64>,
    /// Rows put in.
    pub(crate) insertions: Vec<Insertion>,
}

impl SheetEdits {
    /// Whether blocks are merged or taken apart.
    pub(crate) fn changes_merges(&self) -> bool {
        !self.merge.is_empty() || !self.unmerge.is_empty()
    }
}
