//! Web pages → tables and the text between them. Also the HTML that spreadsheet programs and budget systems write as `.xls`.
//!
//! A tokenizer of browser grade reads the page as it is decoded, so that no tree of it is ever held; [`page`] follows the few
//! elements that make tables and lines.

mod archive;
mod formats;
mod page;
mod table;
mod tokens;

use encoding_rs::Encoding;

pub(super) use archive::archive_to_passages;

use super::encoding::{self, Chosen};
use super::flow::passages::Passages;
use crate::Result;
use crate::findings::{Message, WrongEncoding};
use crate::model::{Budget, Noted, Passage, Place};

/// Reads a web page.
///
/// # Errors
/// Where it holds more than the budget allows.
pub(super) fn page_to_passages(bytes: &[u8], budget: &Budget) -> Result<Noted<Vec<Passage>>> {
    let mut passages = Passages::new(budget);
    add_page(bytes, None, &mut passages, budget)?;
    Ok(passages.finish())
}

/// Adds what a web page holds. `named` is the encoding that a message names for it.
fn add_page(
    bytes: &[u8],
    named: Option<&'static Encoding>,
    passages: &mut Passages<'_>,
    budget: &Budget,
) -> Result<()> {
    let chosen = encoding::choose(bytes, encoding::named(bytes).or(named));
    wrongly_named(chosen, passages);
    tokens::bytes_to_passages(bytes.get(chosen.mark..).unwrap_or_default(), chosen.encoding, passages, budget)
}

/// Adds what a piece of HTML within another text holds.
pub(super) fn add_text(text: &str, passages: &mut Passages<'_>, budget: &Budget) -> Result<()> {
    tokens::bytes_to_passages(text.as_bytes(), encoding_rs::UTF_8, passages, budget)
}

/// Says that a document names an encoding that is not its own.
fn wrongly_named(chosen: Chosen, passages: &mut Passages<'_>) {
    if let Some(named) = chosen.wrongly_named {
        let (named, taken) = (named.name(), chosen.encoding.name());
        passages.find(WrongEncoding { named, taken }.finding().at(Place::lines(1, 1)));
    }
}
