//! How sure a reading of a table is: the probability that every cell of it is right.
//!
//! What shows in a reading ([`traits`]) is weighed by a logistic function whose [`weights`] were fitted on generated pages
//! (`tests/cases/general_tables/fit.py`), one set for tables by rules and one for those by alignment.

use crate::model::{Method, Page};

use super::page_table::PageTable;
use super::words::Word;

mod ink;
mod traits;
mod weights;

#[cfg(test)]
mod tests;

/// Gives the table the probability that it is read right. Tables that were not found by rules or alignment keep what their reader said.
pub(super) fn say_how_sure(page: &Page, words: &[Word], table: &mut PageTable) {
    let (limits, weights) = match table.method {
        Method::Rules => (&weights::LIMITS_OF_RULES, &weights::RULES),
        Method::Alignment => (&weights::LIMITS_OF_ALIGNMENT, &weights::ALIGNMENT),
        Method::Tags | Method::Text | Method::Worksheet | Method::Ocr => return,
    };
    let traits = traits::traits_of(page, words, table);
    // What no page shows that the weights were fitted on says no more than what one did.
    let known = traits.iter().zip(limits).map(|(value, [low, high])| value.clamp(*low, *high));
    let sum: f64 = known.zip(weights).map(|(value, own)| weighed(value, *own)).sum();
    table.confidence = (1.0 / (1.0 + (-sum).exp())) as f32;
}

/// What a trait says: by its value, by its root, and by being nought.
fn weighed(value: f64, [own, root, nought]: [f64; 3]) -> f64 {
    own * value + root * value.abs().sqrt() + if value == 0.0 { nought } else { 0.0 }
}
