//! Bytes of a web page, or a piece of HTML → passages, in the encoding that they are in.

use encoding_rs::Encoding;

use super::tokens;
use crate::Result;
use crate::extract::encoding::{self, ChosenEncoding};
use crate::extract::flow::passages::Passages;
use crate::findings::{Message, WrongEncoding};
use crate::model::{Budget, Noted, Passage, Place};

/// Reads a web page.
///
/// # Errors
/// Where it holds more than the budget allows.
pub(in crate::extract) fn page_to_passages(bytes: &[u8], budget: &Budget) -> Result<Noted<Vec<Passage>>> {
    let mut passages = Passages::new(budget);
    add_page(bytes, None, &mut passages, budget)?;
    Ok(passages.finish())
}

/// Adds what a web page holds. `named` is the encoding that a message names for it.
pub(super) fn add_page(
    bytes: &[u8],
    named: Option<&'static Encoding>,
    passages: &mut Passages<'_>,
    budget: &Budget,
) -> Result<()> {
    let chosen = encoding::choose(bytes, encoding::named(bytes).or(named));
    wrongly_named(chosen, passages);
    passages.infer_spans();
    tokens::bytes_to_passages(bytes.get(chosen.mark..).unwrap_or_default(), chosen.encoding, passages, budget)
}

/// Adds what a piece of HTML within another text holds.
pub(in crate::extract) fn add_text(text: &str, passages: &mut Passages<'_>, budget: &Budget) -> Result<()> {
    passages.infer_spans();
    tokens::bytes_to_passages(text.as_bytes(), encoding_rs::UTF_8, passages, budget)
}

/// Says that a document names an encoding that is not its own.
fn wrongly_named(chosen: ChosenEncoding, passages: &mut Passages<'_>) {
    if let Some(named) = chosen.wrongly_named {
        let (named, taken) = (named.name(), chosen.encoding.name());
        passages.find(WrongEncoding { named, taken }.finding().at(Place::lines(1, 1)));
    }
}
