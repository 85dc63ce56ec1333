//! Formulas as text: their references found, and changed where rows move.

mod changed;
mod tokens;
mod whole;

pub(crate) use changed::{copied, copied_in_list, grown, on_sheet, repeated};
pub(crate) use tokens::{Corner, FormulaWord, Parts, Reference, SheetTarget, parts_of};
pub(crate) use whole::is_whole;

#[cfg(test)]
mod tests;
