//! The tables of the structure tree.

use hayro_syntax::Pdf;

use crate::model::TaggedTable;

/// All tables in document order.
pub(super) fn tables(_pdf: &Pdf) -> Vec<TaggedTable> {
    Vec::new()
}
