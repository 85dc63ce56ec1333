//! The text of Chinese forms: widths, brackets, numerals, numbers, dates, money, quantities.
//!
//! Everything here looks at text alone: no vocabulary, no table, no form. Words (units, operators) come in as parameters.

pub(crate) mod brackets;
pub(crate) mod characters;
pub(crate) mod dates;
pub(crate) mod money;
pub(crate) mod nearest;
pub(crate) mod number;
pub(crate) mod numerals;
pub(crate) mod period;
