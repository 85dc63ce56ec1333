//! Formulas as text: their references found, and changed where rows move.

mod changed;
mod tokens;

pub(crate) use changed::{copied, grown, on_sheet, repeated};
pub(crate) use tokens::{Corner, FormulaWord, Parts, Reference, SheetTarget, parts_of};

#[cfg(test)]
mod tests;
