//! Workbooks → worksheets: displayed texts, stored numbers, merged blocks.
//!
//! [`guard`] measures the package first. Cells are then streamed, never held as the dense rectangle that a sheet claims.

pub mod guard;

mod cells;
mod dates;
mod display;
mod hidden;
mod ods;
mod xls;
mod xlsb;
mod xlsx;

use guard::{Container, Limits, Package};

use super::contain::on_borrowing_thread;
use crate::findings::{HasMacros, HasMacrosAndRefersToOthers, HiddenSheet, Message, RefersToOthers};
use crate::model::{Finding, MediaType, Noted, Spot, Worksheet};
use crate::{Error, Result};

/// Cells that are read of a workbook.
const MOST_CELLS: usize = 2_000_000;

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
    // The reader of old workbooks asserts what damaged ones do not keep.
    on_borrowing_thread(|| bytes_to_worksheets(bytes))
        .unwrap_or_else(|| Err(damaged("its records do not fit together")))
}

fn bytes_to_worksheets(bytes: &[u8]) -> Result<(MediaType, Noted<Vec<Worksheet>>)> {
    match guard::container(bytes) {
        Container::Encrypted => Err(Error::Password { given: false }),
        Container::Other => Err(Error::UnknownFormat { what: "neither a package nor an Excel 97 file" }),
        Container::Ole => Ok((MediaType::Xls, xls::read(bytes)?)),
        Container::Zip => {
            let package = guard::check(bytes, &Limits::default())?;
            let media = media_type(&package)?;
            let mut noted = match media {
                MediaType::Ods => ods::read(bytes)?,
                MediaType::Xlsb => xlsb::read(bytes)?,
                _ => xlsx::read(bytes, &package)?,
            };
            noted.findings.extend(active_content(&package));
            Ok((media, noted))
        }
    }
}

fn media_type(package: &Package) -> Result<MediaType> {
    let has = |name: &str| package.part(name).is_some();
    if has("xl/workbook.bin") {
        Ok(MediaType::Xlsb)
    } else if has("content.xml") {
        Ok(MediaType::Ods)
    } else if has("[Content_Types].xml") && !has("word/document.xml") && !has("ppt/presentation.xml") {
        Ok(MediaType::Xlsx)
    } else {
        Err(Error::UnknownFormat { what: "a package that holds no worksheets" })
    }
}

fn active_content(package: &Package) -> Option<Finding> {
    match (package.has_macros(), package.has_external_links()) {
        (false, false) => None,
        (true, false) => Some(HasMacros {}.finding()),
        (false, true) => Some(RefersToOthers {}.finding()),
        (true, true) => Some(HasMacrosAndRefersToOthers {}.finding()),
    }
}

/// What is said of a hidden sheet.
fn hidden_sheet(name: &str) -> Finding {
    HiddenSheet { sheet: name }.finding().at(Spot::Sheet { sheet: name.to_owned() }.into())
}

fn damaged(error: impl std::fmt::Display) -> Error {
    Error::Damaged { what: error.to_string() }
}
