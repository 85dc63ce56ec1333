//! How a text was read: for each block of its lines the way its cells are held, beside the next best way.

use serde::{Deserialize, Serialize};

/// How lines of a text hold their cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Variant {
    /// Separated by tabs or pipes.
    Separated,
    /// In columns of spaces, the same all the way down.
    Spaced,
    /// In columns of spaces that change from section to section.
    SpacedSections,
    /// A cell's lines one below the other, cells one after the other.
    Wrapped,
    /// The same, labels with their values before rows of indicators.
    WrappedCard,
    /// The same, a department form of up to two half pages.
    WrappedDepartment,
    /// No table.
    Prose,
}

/// A way of reading and what speaks against it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Scored {
    /// The way.
    pub variant: Variant,
    /// Its cost per printed line in the unit of the scoring model; less is likelier.
    pub score: f32,
}

/// Lines that were read in one way.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct TextBlock {
    /// First and last line, from 1.
    pub lines: [u32; 2],
    /// The way that was chosen.
    pub variant: Variant,
    /// Its score; `None` for prose.
    pub score: Option<f32>,
    /// The next best way, where there is one.
    pub runner_up: Option<Scored>,
}
