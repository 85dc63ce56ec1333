//! Word documents (.docx) → tables and the text between them.
//!
//! [`document`] follows the elements of the main part, [`table`] puts cells that are continued below (`vMerge`) together,
//! [`numbering`] counts the paragraphs of lists, which they name themselves or by their [`styles`].

mod document;
mod numbering;
mod numerals;
mod styles;
mod table;

use document::WordReader;
use numbering::NumberingReader;
use styles::StyleReader;

use super::flow::passages::Passages;
use super::workbook::claims::KeptParts;
use super::workbook::guard::{self, CheckedPackage, Limits};
use crate::error::{Damage, NotInput};
use crate::findings::{Message, TrackedChanges};
use crate::model::{Budget, Noted, Passage, Place};
use crate::{Error, Result};

/// Reads the text and the tables of a document; headers, footers, notes and comments are no part of them.
///
/// # Errors
/// Where the file is encrypted or damaged, or holds more than the budget allows.
pub(super) fn document_to_passages(bytes: &[u8], budget: &Budget) -> Result<Noted<Vec<Passage>>> {
    let package = guard::check(bytes, &Limits::within(budget.memory()))?;
    let main = main_part(&package).ok_or(Error::UnknownFormat { what: NotInput::WordProcessor })?;
    let mut parts = KeptParts::open(bytes, &package)?;
    let mut passages = Passages::new(budget);
    let mut lists = NumberingReader::default();
    parts.each_event("word/numbering.xml", |event| {
        lists.see(event);
        Ok(())
    })?;
    let mut styles = StyleReader::default();
    parts.each_event("word/styles.xml", |event| {
        styles.see(event);
        Ok(())
    })?;
    let mut state = WordReader::new(&mut passages, budget, lists.finish(styles.finish()));
    parts.each_event(main, |event| state.see(event))?;
    let changes = state.finish()?;
    if changes.inserted + changes.deleted > 0 {
        let finding = TrackedChanges { inserted: changes.inserted, deleted: changes.deleted }.finding();
        passages.find(finding.at(Place::lines(1, 1)));
    }
    let noted = passages.finish();
    if package.has_macros() {
        let mut noted = noted;
        noted.findings.push(crate::findings::HasMacros {}.finding());
        return Ok(noted);
    }
    if noted.output.is_empty() && package.parts.iter().all(|part| part.name != main || part.elements == 0) {
        return Err(Error::Damaged { what: Damage::Parts });
    }
    Ok(noted)
}

/// The name of the part that holds the text: `word/document.xml`, with some programs `word/document2.xml`.
fn main_part(package: &CheckedPackage) -> Option<&str> {
    let mut numbered = package.parts.iter().map(|part| part.name.as_str()).filter(|name| is_main(name));
    let first = numbered.next()?;
    if first == MAIN { Some(first) } else { numbered.find(|name| *name == MAIN).or(Some(first)) }
}

const MAIN: &str = "word/document.xml";

fn is_main(name: &str) -> bool {
    let number = name.strip_prefix("word/document").and_then(|rest| rest.strip_suffix(".xml"));
    number.is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit()))
}
