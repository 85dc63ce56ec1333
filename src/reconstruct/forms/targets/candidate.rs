//! A number of a value that is a target.

use super::numbers::Number;
use crate::model::Operator;

/// A number that is a target.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Candidate {
    pub(super) number: Number,
    pub(super) operator: Option<Operator>,
    /// A character that the source does not tell stands where a sign would.
    pub(super) lost_sign: bool,
    pub(super) unit: Option<String>,
    /// Its unit is known to the vocabulary.
    pub(super) known_unit: bool,
    /// Where it ends, its unit and the words behind included.
    pub(super) end: usize,
    /// The clause it stands in: from, to.
    pub(super) clause: (usize, usize),
}
