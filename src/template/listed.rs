//! A list of a template with what goes into it.

use super::layout::Layout;
use super::list::PlaceList;
use crate::model::fields::Record;

/// One list with its records and rows.
pub(super) struct Filled<'r, 'd> {
    pub(super) list: &'r PlaceList,
    pub(super) records: Vec<Record<'d>>,
    pub(super) layout: Layout,
}
