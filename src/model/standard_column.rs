//! A column of the standard workbook: its heading and what it holds.

/// What a column holds, which says how it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// Text of sentences.
    Prose,
    /// Text that may be long: wrapped.
    Text,
    /// A word: a name, a class, a unit.
    Word,
    /// A sum of money.
    Amount,
    /// A count.
    Count,
    /// A share, 0 to 1.
    Share,
    /// A number as printed.
    Number,
    /// A page number or range, or a year.
    Page,
}

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub name: &'static str,
    /// What it holds.
    pub holds: Holds,
}

pub(super) const fn prose(name: &'static str) -> Column {
    Column { name, holds: Holds::Prose }
}
pub(super) const fn text(name: &'static str) -> Column {
    Column { name, holds: Holds::Text }
}
pub(super) const fn word(name: &'static str) -> Column {
    Column { name, holds: Holds::Word }
}
pub(super) const fn amount(name: &'static str) -> Column {
    Column { name, holds: Holds::Amount }
}
pub(super) const fn count(name: &'static str) -> Column {
    Column { name, holds: Holds::Count }
}
pub(super) const fn share(name: &'static str) -> Column {
    Column { name, holds: Holds::Share }
}
pub(super) const fn number(name: &'static str) -> Column {
    Column { name, holds: Holds::Number }
}
pub(super) const fn page(name: &'static str) -> Column {
    Column { name, holds: Holds::Page }
}
