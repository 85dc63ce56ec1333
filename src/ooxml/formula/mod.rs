//! Formulas as text: their references found, and changed where rows move.

mod changed;
mod tokens;

pub(crate) use changed::{copied, grown, on_sheet, repeated};
pub(crate) use tokens::{Corner, Parts, Reference, Target, Word, parts_of};

#[cfg(test)]
mod tests;
