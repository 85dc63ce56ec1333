//! Formulas of .xlsx worksheets whose results the file does not hold: programs write such, and they would be read as blank.

use quick_xml::events::Event;

use super::claims::{KeptParts, NamedPart, attribute};
use super::limits::CheckedPackage;
use crate::Result;
use crate::findings::{FormulaWithoutResult, Message};
use crate::model::{Finding, Spot};

/// One finding for each sheet with such formulas, at the first of them.
///
/// # Errors
/// Where a sheet is damaged.
pub(super) fn without_results(
    parts: &mut KeptParts<'_>,
    package: &CheckedPackage,
    sheets: &[NamedPart],
) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for part in package.parts.iter().filter(|p| p.mentions_formulas) {
        let Some(sheet) = sheets.iter().find(|s| s.part.eq_ignore_ascii_case(&part.name)) else { continue };
        let Some((first, cells)) = count(parts, &part.name)? else { continue };
        let spot = match first {
            Some(cell) => Spot::Cell { sheet: sheet.name.clone(), cell },
            None => Spot::Sheet { sheet: sheet.name.clone() },
        };
        let finding = FormulaWithoutResult { sheet: sheet.name.as_str(), cells }.finding();
        findings.push(finding.at(spot.into()));
    }
    Ok(findings)
}

/// The address of the first, and how many there are.
fn count(parts: &mut KeptParts<'_>, part: &str) -> Result<Option<(Option<String>, usize)>> {
    let (mut first, mut cells) = (None, 0);
    let (mut address, mut formula, mut result, mut within) = (None, false, false, false);
    parts.each_event(part, |event| {
        match event {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "c" => (address, formula, result) = (attribute(tag, "r"), false, false),
                "f" => formula = true,
                "v" | "is" => within = true,
                _ => {}
            },
            // A shared formula stands once and is named elsewhere.
            Event::Empty(tag) if tag.local_name().as_ref() == "f" => formula = true,
            Event::Text(_) | Event::CData(_) | Event::GeneralRef(_) => result |= within,
            Event::End(tag) => match tag.local_name().as_ref() {
                "v" | "is" => within = false,
                "c" if formula && !result => {
                    if cells == 0 {
                        first = address.take();
                    }
                    cells += 1;
                }
                _ => {}
            },
            _ => {}
        }
        Ok(())
    })?;
    Ok((cells > 0).then_some((first, cells)))
}
