//! Hidden rows and columns of .xlsx worksheets: what is in them is read, but a person should know.

use quick_xml::events::BytesStart;

use super::claims::{KeptParts, NamedPart, Then, attribute};
use super::limits::CheckedPackage;
use crate::Result;
use crate::findings::{HiddenColumns, HiddenRows, HiddenRowsAndColumns, Message};
use crate::model::{Finding, Spot, Worksheet};

/// One finding for each sheet with hidden rows or columns; the worksheets are told their columns.
///
/// # Errors
/// Where a sheet is damaged.
pub(super) fn rows_and_columns(
    parts: &mut KeptParts<'_>,
    package: &CheckedPackage,
    sheets: &[NamedPart],
    worksheets: &mut [Worksheet],
) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for part in package.parts.iter().filter(|p| p.mentions_hidden) {
        let Some(sheet) = sheets.iter().find(|s| s.part.eq_ignore_ascii_case(&part.name)) else { continue };
        let (rows, columns) = look(parts, &part.name)?;
        if rows + columns.len() > 0 {
            findings.push(finding(&sheet.name, rows, columns.len()));
        }
        if let Some(worksheet) = worksheets.iter_mut().find(|worksheet| worksheet.name == sheet.name) {
            worksheet.hidden_columns = columns;
        }
    }
    Ok(findings)
}

fn finding(sheet: &str, rows: usize, columns: usize) -> Finding {
    let finding = match (rows, columns) {
        (_, 0) => HiddenRows { sheet, rows }.finding(),
        (0, _) => HiddenColumns { sheet, columns }.finding(),
        _ => HiddenRowsAndColumns { sheet, rows, columns }.finding(),
    };
    finding.at(Spot::Sheet { sheet: sheet.to_owned() }.into())
}

/// How many rows are hidden, and which runs of columns.
fn look(parts: &mut KeptParts<'_>, part: &str) -> Result<(usize, Vec<(u32, u32)>)> {
    let (mut rows, mut columns) = (0, Vec::new());
    parts.each_element(part, |element| {
        if !matches!(attribute(element, "hidden").as_deref(), Some("1" | "true")) {
            return Ok(Then::On);
        }
        match element.local_name().as_ref() {
            "row" => rows += 1,
            "col" => columns.extend(column_at(element, "min").zip(column_at(element, "max"))),
            _ => {}
        }
        Ok(Then::On)
    })?;
    Ok((rows, columns))
}

/// A column that an element names, from 0.
fn column_at(element: &BytesStart<'_>, name: &str) -> Option<u32> {
    attribute(element, name)?.parse::<u32>().ok()?.checked_sub(1)
}
