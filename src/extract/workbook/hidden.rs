//! Hidden rows and columns of .xlsx worksheets: what is in them is read, but a person should know.

use super::claims::{KeptParts, NamedPart, Then, attribute};
use super::limits::CheckedPackage;
use crate::Result;
use crate::findings::{HiddenColumns, HiddenRows, HiddenRowsAndColumns, Message};
use crate::model::{Finding, Spot};

/// One finding for each sheet with hidden rows or columns.
///
/// # Errors
/// Where a sheet is damaged.
pub(super) fn rows_and_columns(
    parts: &mut KeptParts<'_>,
    package: &CheckedPackage,
    sheets: &[NamedPart],
) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for part in package.parts.iter().filter(|p| p.mentions_hidden) {
        let Some(sheet) = sheets.iter().find(|s| s.part.eq_ignore_ascii_case(&part.name)) else { continue };
        let (rows, columns) = count(parts, &part.name)?;
        if rows + columns > 0 {
            findings.push(finding(&sheet.name, rows, columns));
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

fn count(parts: &mut KeptParts<'_>, part: &str) -> Result<(usize, usize)> {
    let (mut rows, mut columns) = (0, 0);
    parts.each_element(part, |element| {
        let counted = match element.local_name().as_ref() {
            "row" => &mut rows,
            "col" => &mut columns,
            _ => return Ok(Then::On),
        };
        let hidden = attribute(element, "hidden");
        *counted += usize::from(matches!(hidden.as_deref(), Some("1" | "true")));
        Ok(Then::On)
    })?;
    Ok((rows, columns))
}
