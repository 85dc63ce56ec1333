//! Workbooks → worksheets: displayed texts, stored numbers, merged blocks.
//!
//! [`guard`] measures the package first. Cells are then streamed, never held as the dense rectangle that a sheet claims.

pub(crate) mod event_text;
pub(crate) mod guard;

mod biff;
pub(in crate::extract) mod builtin;
pub(in crate::extract) mod cells;
pub(in crate::extract) mod claims;
mod dates;
pub(in crate::extract) mod display;
mod formulas;
mod hidden;
mod hidden_xml;
mod limits;
mod measure;
mod merges;
mod ods;
mod ole;
mod records;
mod runs;
mod sections;
mod sheet_walk;
mod spreadsheet_xml;
mod stored;
mod xls;
mod xlsb;
mod xlsx;
mod xml_value;

use guard::{CheckedPackage, Container, Limits};

use super::contain::on_borrowing_thread;
use super::encoding;
use crate::error::{Damage, Limit, NotInput};
use crate::findings::{
    HasMacros, HasMacrosAndRefersToOthers, HiddenSheet, Message, RefersToOthers, SheetUnreadable, WrongEncoding,
};
use crate::model::{Budget, Finding, MediaType, Noted, Place, Spot, Worksheet};
use crate::{Error, Result};

/// Whether the bytes may be a workbook.
#[must_use]
pub fn is_workbook(bytes: &[u8]) -> bool {
    guard::container(bytes) != Container::Other
}

/// Reads all worksheets.
///
/// # Errors
/// Where the file is no workbook, encrypted, damaged, or larger than any real one.
pub fn open(bytes: &[u8]) -> Result<(MediaType, Noted<Vec<Worksheet>>)> {
    open_within(bytes, &Budget::default())
}

/// The same for a document that may take so much.
///
/// # Errors
/// As [`open`], and where the workbook holds or claims more than the budget allows.
pub fn open_within(bytes: &[u8], budget: &Budget) -> Result<(MediaType, Noted<Vec<Worksheet>>)> {
    // The reader of old workbooks asserts what damaged ones do not keep.
    on_borrowing_thread(|| bytes_to_worksheets(bytes, budget)).unwrap_or(Err(Error::Damaged { what: Damage::Records }))
}

/// Reads all worksheets of a spreadsheet that is one XML file: SpreadsheetML 2003, flat OpenDocument.
///
/// # Errors
/// Where it is damaged, declares a document type, or holds more than the budget allows.
pub(super) fn xml_to_worksheets(bytes: &[u8], budget: &Budget) -> Result<Noted<Vec<Worksheet>>> {
    let chosen = encoding::choose(bytes, encoding::named(bytes));
    let text = bytes.get(chosen.mark..).unwrap_or_default();
    let (text, _) = chosen.encoding.decode_without_bom_handling(text);
    if matches!(text, std::borrow::Cow::Owned(_)) {
        budget.take(text.len() as u64)?;
    }
    refuse_long_runs(&text, budget)?;
    let is_flat = memchr::memmem::find(text.as_bytes(), b"<office:document").is_some_and(|at| at < HEAD);
    let mut noted =
        if is_flat { ods::xml_to_worksheets(text.as_bytes(), budget) } else { spreadsheet_xml::read(&text, budget) }?;
    noted.findings.extend(chosen.wrongly_named.map(|named| {
        WrongEncoding { named: named.name(), taken: chosen.encoding.name() }.finding().at(Place::lines(1, 1))
    }));
    Ok(noted)
}

/// Bytes in which the first element stands.
const HEAD: usize = 4096;

/// A reader holds all between two elements at once.
fn refuse_long_runs(text: &str, budget: &Budget) -> Result<()> {
    let most = Limits::within(budget.memory()).run;
    let mut last = 0;
    for at in memchr::memchr_iter(b'<', text.as_bytes()).chain([text.len()]) {
        if (at - last) as u64 > most {
            return Err(Error::Limit { what: Limit::TextOfPart { name: "XML".to_owned(), megabytes: most >> 20 } });
        }
        last = at;
    }
    Ok(())
}

fn bytes_to_worksheets(bytes: &[u8], budget: &Budget) -> Result<(MediaType, Noted<Vec<Worksheet>>)> {
    match guard::container(bytes) {
        Container::Encrypted => Err(Error::Password { given: false }),
        Container::Other => Err(Error::UnknownFormat { what: NotInput::NeitherPackageNorExcel97 }),
        Container::Ole => Ok((MediaType::Xls, xls::read(bytes, budget)?)),
        Container::Zip => {
            let package = guard::check(bytes, &Limits::within(budget.memory()))?;
            let media = media_type(&package)?;
            let mut noted = match media {
                MediaType::Ods => ods::read(bytes, budget)?,
                MediaType::Xlsb => xlsb::read(bytes, &package, budget)?,
                _ => xlsx::read(bytes, &package, budget)?,
            };
            noted.findings.extend(active_content(&package));
            Ok((media, noted))
        }
    }
}

fn media_type(package: &CheckedPackage) -> Result<MediaType> {
    let [binary, open_document, office, text, slides] =
        ["xl/workbook.bin", "content.xml", "[Content_Types].xml", "word/document.xml", "ppt/presentation.xml"]
            .map(|name| package.part(name).is_some());
    if binary {
        Ok(MediaType::Xlsb)
    } else if open_document {
        Ok(MediaType::Ods)
    } else if office && !text && !slides {
        Ok(MediaType::Xlsx)
    } else {
        Err(Error::UnknownFormat { what: NotInput::PackageWithoutSheets })
    }
}

fn active_content(package: &CheckedPackage) -> Option<Finding> {
    match (package.has_macros(), package.has_external_links()) {
        (false, false) => None,
        (true, false) => Some(HasMacros {}.finding()),
        (false, true) => Some(RefersToOthers {}.finding()),
        (true, true) => Some(HasMacrosAndRefersToOthers {}.finding()),
    }
}

/// What is said of a sheet that cannot be read.
fn unreadable_sheet(name: &str) -> Finding {
    SheetUnreadable { sheet: name }.finding().at(Spot::Sheet { sheet: name.to_owned() }.into())
}

/// What is said of a hidden sheet.
fn hidden_sheet(name: &str) -> Finding {
    HiddenSheet { sheet: name }.finding().at(Spot::Sheet { sheet: name.to_owned() }.into())
}

fn damaged(error: impl std::fmt::Display) -> Error {
    Error::Damaged { what: Damage::Reported { why: error.to_string() } }
}
