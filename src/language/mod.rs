//! The text of Chinese forms: widths, brackets, numerals, numbers, dates, money, quantities.
//!
//! Everything here looks at text alone: no vocabulary, no table, no form. Words (units, operators) come in as parameters.

pub mod brackets;
pub mod characters;
pub mod dates;
pub mod money;
pub mod number;
pub mod numerals;
