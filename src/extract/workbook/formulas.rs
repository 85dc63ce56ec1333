//! Formulas of .xlsx worksheets that are read otherwise than by their stored results: those that have none (programs write such,
//! and they would be read as blank), and those that are only a number. A target of `=100%` becomes one where a program takes
//! every text with that sign for a formula; what it stores as the result is nothing, or 0.

use std::collections::BTreeMap;

use quick_xml::events::Event;

use super::claims::{KeptParts, attribute};
use super::event_text::text_of;
use super::limits::CheckedPackage;
use super::sheet_walk::SheetWalk;
use crate::Result;
use crate::findings::{FormulaConstant, FormulaWithoutResult, Message};
use crate::model::{Budget, Finding, Place};

/// What is to be known of a sheet's formulas.
#[derive(Debug, Default)]
pub(super) struct Formulas {
    /// What stands in cells whose formula is a number other than the stored result, by row and column from 0.
    pub(super) constants: BTreeMap<(u32, u32), Constant>,
    /// The cells without results: the first of them, and how many there are.
    without_result: Option<((u32, u32), usize)>,
}

/// A formula that is only a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Constant {
    /// As it was written: `=100%`.
    pub(super) text: String,
    /// The stored result; empty where there is none.
    stored: String,
}

impl Formulas {
    /// What is said of them.
    pub(super) fn findings(&self, sheet: &str) -> Vec<Finding> {
        let mut findings = Vec::new();
        if let Some(((row, column), cells)) = self.without_result {
            findings.push(FormulaWithoutResult { sheet, cells }.finding().at(Place::cell(sheet, row, column)));
        }
        for (&(row, column), Constant { text, stored }) in &self.constants {
            let finding = FormulaConstant { text, stored }.finding();
            findings.push(finding.at(Place::cell(sheet, row, column)).quote(text.as_str()));
        }
        findings
    }
}

/// What is kept of a constant besides its bytes.
const KEPT: u64 = 96;

/// The formulas of a sheet.
///
/// # Errors
/// Where the sheet is damaged, or holds more than the budget allows.
pub(super) fn of_sheet(
    parts: &mut KeptParts<'_>,
    package: &CheckedPackage,
    part: &str,
    budget: &Budget,
) -> Result<Formulas> {
    let mut found = Formulas::default();
    if !package.parts.iter().any(|p| p.mentions_formulas && p.name.eq_ignore_ascii_case(part)) {
        return Ok(found);
    }
    let (mut walk, mut cell, mut within) = (SheetWalk::default(), FormulaCell::default(), CellPart::Nothing);
    parts.each_event(part, |event| {
        if let Event::Start(tag) | Event::Empty(tag) = event {
            walk.begin(tag);
            let name = tag.local_name();
            match name.as_ref() {
                "c" => {
                    cell =
                        FormulaCell { is_number: is_number(attribute(tag, "t").as_deref()), ..FormulaCell::default() }
                }
                // A shared formula stands once and is named elsewhere.
                "f" => cell.has_formula = true,
                _ => {}
            }
            within = match (name.as_ref(), event) {
                ("f", Event::Start(_)) => CellPart::Formula,
                ("v" | "is", Event::Start(_)) => CellPart::Result,
                _ => within,
            };
        }
        match event {
            Event::End(tag) => match tag.local_name().as_ref() {
                "f" | "v" | "is" => within = CellPart::Nothing,
                "c" if cell.has_formula => {
                    let Some(place) = walk.place() else { return Ok(()) };
                    if let Some(constant) = cell.constant() {
                        budget.take(KEPT + constant.text.len() as u64)?;
                        found.constants.insert(place, constant);
                    } else if cell.result.is_empty() {
                        let (_, count) = found.without_result.get_or_insert((place, 0));
                        *count += 1;
                    }
                }
                _ => {}
            },
            event => match within {
                CellPart::Formula => text_of(event, &mut cell.formula),
                CellPart::Result => text_of(event, &mut cell.result),
                CellPart::Nothing => {}
            },
        }
        Ok(())
    })?;
    Ok(found)
}

/// Whether results of this type are numbers.
fn is_number(kind: Option<&str>) -> bool {
    matches!(kind, None | Some("n"))
}

/// Whose characters come next.
#[derive(Debug, Clone, Copy)]
enum CellPart {
    Nothing,
    Formula,
    Result,
}

/// A cell while it is read.
#[derive(Debug, Default)]
struct FormulaCell {
    has_formula: bool,
    is_number: bool,
    formula: String,
    result: String,
}

impl FormulaCell {
    /// The number that is all of the formula, where the stored result is another or none.
    fn constant(&self) -> Option<Constant> {
        let written = self.formula.trim().trim_start_matches('=');
        let value = constant_value(written)?;
        let stored = self.result.trim();
        let agrees =
            stored.parse::<f64>().is_ok_and(|result| (result - value).abs() <= TOLERANCE * value.abs().max(1.0));
        let is_other = stored.is_empty() || (self.is_number && !agrees);
        is_other.then(|| Constant { text: format!("={written}"), stored: stored.to_owned() })
    }
}

/// How far a stored result may be from the number of its formula, parts of it: what doubles lose in text.
const TOLERANCE: f64 = 1e-9;

/// The value of a formula that is one number, perhaps in per cent or with a unit in words (which is no formula at all):
/// `100%` → 1, `24` → 24, `24小时` → 24. `None` for everything else.
fn constant_value(formula: &str) -> Option<f64> {
    let end = formula.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(formula.len());
    let (number, rest) = formula.split_at(end);
    let value: f64 = number.parse().ok()?;
    match rest {
        "%" => Some(value / 100.0),
        unit if unit.chars().all(|c| !c.is_ascii()) => Some(value),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::float_cmp, reason = "the values are exact")]
    use super::*;

    fn constant(formula: &str, result: &str) -> Option<String> {
        let cell = FormulaCell { has_formula: true, is_number: true, formula: formula.into(), result: result.into() };
        cell.constant().map(|constant| constant.text)
    }

    #[test]
    fn a_number_that_a_program_took_for_a_formula_is_read_as_it_was_written() {
        for (formula, result, text) in [
            ("100%", "0", "=100%"),
            ("100%", "", "=100%"),
            ("24", "0", "=24"),
            ("24小时", "", "=24小时"),
            ("95.5%", "0", "=95.5%"),
        ] {
            assert_eq!(constant(formula, result).as_deref(), Some(text), "{formula} {result}");
        }
    }

    #[test]
    fn what_a_spreadsheet_program_computed_stays() {
        for (formula, result) in [
            ("100%", "1"),
            ("24", "24"),
            ("0.1", "0.1"),
            ("SUM(A1:A3)", "0"),
            ("B2", ""),
            ("1+2", "3"),
            ("1/3", "0"),
            ("", "0"),
            ("1E3", "5"),
        ] {
            assert_eq!(constant(formula, result), None, "{formula} {result}");
        }
    }
}
