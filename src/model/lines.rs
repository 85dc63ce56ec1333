//! What a text file holds.

/// One line of a text, without its line end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Line number, from 1.
    pub number: u32,
    /// The text, as decoded.
    pub text: String,
}
