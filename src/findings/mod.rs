//! The register of findings: every code once, with its topic, what it means, what to do about it, and the messages that report
//! it in both languages.
//!
//! The other parts name a message and its values, nothing else: `AmountUnreadable { text }.finding().at(place)`. A new code is
//! an entry in one of the files here; `docs/findings.md` is written from them.

mod checks_of_content;
mod checks_of_money;
mod checks_of_pairs;
mod checks_of_values;
mod entry;
mod files;
mod forms;
#[cfg(test)]
mod page;
mod pages;
mod reading;
mod recognition;
mod tables;
mod templates;
mod texts;
pub(crate) mod words;
mod workbooks;

pub use entry::{Entry, MessageText};

pub(crate) use self::checks_of_content::*;
pub(crate) use self::checks_of_money::*;
pub(crate) use self::checks_of_pairs::*;
pub(crate) use self::checks_of_values::*;
pub(crate) use self::entry::Message;
pub(crate) use self::files::*;
pub(crate) use self::forms::*;
pub(crate) use self::pages::*;
#[allow(unused_imports, reason = "codes that stages begin to report")]
pub(crate) use self::reading::*;
#[allow(unused_imports, reason = "what only programs with recognition report")]
pub(crate) use self::recognition::*;
pub(crate) use self::tables::*;
pub(crate) use self::templates::*;
pub(crate) use self::texts::*;
pub(crate) use self::workbooks::*;

use crate::model::Code;
pub use crate::wording::Words;
pub(crate) use crate::wording::{Listed, Said, Value};

/// The parts of the register, in the order of the stages that report them.
static PARTS: [&[&Entry]; 13] = [
    files::ENTRIES,
    pages::ENTRIES,
    reading::ENTRIES,
    recognition::ENTRIES,
    tables::ENTRIES,
    texts::ENTRIES,
    forms::ENTRIES,
    checks_of_money::ENTRIES,
    checks_of_content::ENTRIES,
    checks_of_values::ENTRIES,
    checks_of_pairs::ENTRIES,
    workbooks::ENTRIES,
    templates::ENTRIES,
];

/// All entries, in the order of the stages that report them.
///
/// # Example
/// ```
/// let entries: Vec<_> = jixiao::findings::all().collect();
/// assert!(entries.len() > 50);
/// for entry in entries {
///     println!("{} {:?}", entry.code.0, entry.topic);
/// }
/// ```
pub fn all() -> impl Iterator<Item = &'static Entry> {
    PARTS.iter().flat_map(|part| part.iter().copied())
}

/// The entry of a code; `None` where this version has no such code.
///
/// # Example
/// ```
/// use jixiao::findings::entry_of;
/// use jixiao::model::Code;
///
/// assert!(entry_of(&Code::new("amount-unreadable")).is_some());
/// assert!(entry_of(&Code::new("no-such-code")).is_none());
/// ```
#[must_use]
pub fn entry_of(code: &Code) -> Option<&'static Entry> {
    all().find(|entry| entry.code == *code)
}

/// The name of a code for people; a code of another version stands for itself.
#[must_use]
pub(crate) fn name_of(code: &Code) -> &str {
    entry_of(code).map_or(&*code.0, |entry| entry.name.zh)
}

/// The code that a name, Chinese or English, or the code's own text stands for.
#[must_use]
pub(crate) fn text_to_code(text: &str) -> Code {
    let named = all().find(|entry| [entry.name.zh, entry.name.en].contains(&text));
    named.map_or_else(|| Code(text.to_owned().into()), |entry| entry.code.clone())
}
