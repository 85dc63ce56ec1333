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
use crate::model::{Code, Finding, MediaType, Noted, Severity, Spot, Worksheet};
use crate::{Error, Result};

/// A sheet, or rows or columns of one, are hidden.
pub const HIDDEN: Code = Code::new("hidden-cells");
/// The workbook has macros, or draws on other workbooks; neither is run or followed.
pub const ACTIVE_CONTENT: Code = Code::new("active-content");

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
    let (zh, en) = match (package.has_macros(), package.has_external_links()) {
        (false, false) => return None,
        (true, false) => ("工作簿含有宏，未运行", "the workbook has macros; they were not run"),
        (false, true) => (
            "工作簿引用了其他工作簿，未打开；公式结果取自上次保存",
            "the workbook refers to others; they were not opened",
        ),
        (true, true) => (
            "工作簿含有宏并引用了其他工作簿，均未运行或打开",
            "the workbook has macros and refers to others; neither was run or opened",
        ),
    };
    Some(Finding::new(ACTIVE_CONTENT, Severity::Info, zh, en))
}

/// What is said of a hidden sheet.
fn hidden_sheet(name: &str) -> Finding {
    let message = format!("工作表“{name}”是隐藏的，其内容也已读取");
    let message_en = format!("the sheet “{name}” is hidden; it was read all the same");
    Finding::new(HIDDEN, Severity::Info, message, message_en).at(Spot::Sheet { sheet: name.to_owned() }.into())
}

fn damaged(error: impl std::fmt::Display) -> Error {
    Error::Damaged { what: error.to_string() }
}
