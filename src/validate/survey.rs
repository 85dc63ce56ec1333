//! What the checks know of the whole document.

use crate::model::Form;

/// What the checks know of the whole document.
#[derive(Debug, Default)]
pub(super) struct Survey {}

impl Survey {
    /// Goes through all forms once.
    pub(super) fn of(_forms: &[Form]) -> Self {
        Self {}
    }
}
