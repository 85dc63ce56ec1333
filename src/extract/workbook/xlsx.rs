//! .xlsx, .xlsm → worksheets.

use std::io::Cursor;

use calamine::{Reader, SheetType, Xlsx};

use super::builtin::id_to_code;
use super::cells::{Collector, is_hidden, value_to_cell};
use super::claims::{self, KeptParts};
use super::display::NumberFormat;
use super::limits::CheckedPackage;
use super::merges::Merge;
use super::{damaged, formulas, hidden_sheet, hidden_xml, runs, unreadable_sheet};
use crate::Result;
use crate::model::{Budget, Noted, Worksheet};

/// Reads all worksheets, hidden ones too.
///
/// # Errors
/// Where it is damaged, or holds or claims more than the budget allows.
pub(super) fn read(bytes: &[u8], package: &CheckedPackage, budget: &Budget) -> Result<Noted<Vec<Worksheet>>> {
    let mut parts = KeptParts::open(bytes, package)?;
    let claimed = claims::check(&mut parts, budget)?;
    let shared = runs::shared(&mut parts, package, &claimed.shared_texts, budget)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    let sheets: Vec<_> = book.sheets_metadata().iter().filter(|s| s.typ == SheetType::WorkSheet).cloned().collect();
    let is_1904 = book.has_1904_epoch();
    let any_merged = package.parts.iter().any(|p| p.mentions_merges);
    let mut formats: Option<Vec<NumberFormat>> = None;
    let mut noted = Noted { output: Vec::new(), findings: Vec::new() };
    for sheet in sheets {
        let mut collector = Collector::new(&sheet.name, is_hidden(sheet.visible), budget);
        let part = claimed.sheets.iter().find(|s| s.name == sheet.name).map_or("", |s| s.part.as_str());
        let formatted = runs::cells(&mut parts, package, part, &shared, budget)?;
        let formulas = formulas::of_sheet(&mut parts, package, part, budget)?;
        // A chart in disguise, a part that is missing.
        match book.worksheet_cells_reader(&sheet.name) {
            Err(_) => noted.findings.push(unreadable_sheet(&sheet.name)),
            Ok(mut cells) => {
                // They are those of the workbook, whichever sheet is asked.
                let formats = formats.get_or_insert_with(|| cells.styles().iter().map(style_to_format).collect());
                while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(damaged)? {
                    let format = formats.get(style).unwrap_or(&NumberFormat::General);
                    if let Some(constant) = formulas.constants.get(&cell.get_position()) {
                        collector.add(cell.get_position(), constant.text.clone(), None)?;
                        continue;
                    }
                    let (text, number) = value_to_cell(cell.get_value(), format, is_1904);
                    if number.is_some() {
                        collector.note_format(cell.get_position(), format);
                    }
                    let shown = formatted.get(&cell.get_position()).filter(|_| number.is_none());
                    noted.findings.extend(shown.and_then(|s| s.finding(&sheet.name, cell.get_position())));
                    let text = shown.map_or(text, |s| s.text.trim().to_owned());
                    collector.add(cell.get_position(), text, number)?;
                }
            }
        }
        let mut blocks = Vec::new();
        if any_merged {
            match book.merge_cells_by_sheet_name(&sheet.name) {
                Err(_) => noted.findings.push(unreadable_sheet(&sheet.name)),
                Ok(found) => blocks.extend(found.iter().map(|d| Merge { start: d.start, end: d.end })),
            }
        }
        hidden_xml::look(&mut parts, package, part, &mut collector.unseen)?;
        let (worksheet, covered) = collector.finish(&blocks)?;
        noted.findings.extend(worksheet.hidden.then(|| hidden_sheet(&worksheet.name)));
        noted.findings.extend(covered);
        noted.findings.extend(formulas.findings(&worksheet.name));
        noted.output.push(worksheet);
    }
    Ok(noted)
}

fn style_to_format(style: &calamine::Style) -> NumberFormat {
    let Some(format) = &style.number_format else { return NumberFormat::General };
    // The library knows some built-in formats as an American program shows them, others not at all.
    let is_own = !matches!(format.format_code.as_str(), "General" | "mm-dd-yy" | "m/d/yy h:mm");
    let id = format.format_id.and_then(|id| u16::try_from(id).ok()).filter(|_| !is_own);
    id.and_then(id_to_code).map_or_else(|| NumberFormat::parse(&format.format_code), NumberFormat::parse)
}
