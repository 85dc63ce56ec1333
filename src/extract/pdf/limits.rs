//! How far a page is read.

use crate::model::clock::Instant;
/// How far a page is read.
#[derive(Debug, Clone, Copy)]
pub(super) struct PageLimits {
    /// Until when.
    pub(super) deadline: Instant,
    /// The most bytes that one of its streams may inflate to.
    pub(super) most: u64,
    /// The most marks of one kind on one page.
    pub(super) marks: usize,
}
