//! What a sheet gets once its rows are written: widths, hidden columns, filter, lines, drop-downs, paper.

use rust_xlsxwriter::{ConditionalFormatFormula, DataValidation, Worksheet, XlsxError};

use crate::model::StandardSheet;
use crate::model::standard::{CONCLUSIONS, ColumnContent, STATES, StandardColumn, TargetPart, Worked};

use super::cover;
use super::formats;
use super::paper;
use super::widths::Width;

/// A part of a sheet as it stands.
pub(super) struct FinishedPart<'a> {
    pub(super) sheet: StandardSheet,
    /// The columns as they stand beside each other, with their widths.
    pub(super) columns: &'a [StandardColumn],
    pub(super) widths: &'a [Width],
    pub(super) heading: u32,
    /// The last row, that of the heading where there is none below it.
    pub(super) last_row: u32,
    /// Whether the workbook is of one file, whose name needs no column.
    pub(super) is_one_file: bool,
}

impl FinishedPart<'_> {
    /// Whether a column is closed: it is empty throughout, the same in every row, or there for programs.
    fn is_closed(&self, column: &StandardColumn, width: &Width) -> bool {
        let is_empty = !width.is_used() && self.last_row > self.heading;
        // The cover stands in the columns of 概览.
        let may_close = self.sheet != StandardSheet::Overview && !column.is_review();
        let is_file = matches!(column.content, ColumnContent::Worked(Worked::File)) && self.is_one_file;
        let names_file = is_file && self.sheet != StandardSheet::Sources;
        column.is_for_programs() || ((is_empty || names_file) && may_close)
    }

    /// The last column on paper: what is for the screen would take pages of its own.
    fn last_printed(&self, closed: &[bool]) -> u16 {
        let shown = self.columns.iter().zip(closed).map(|(column, closed)| !closed && !is_for_the_screen(column));
        let shown: Vec<bool> = shown.collect();
        shown.iter().rposition(|shown| *shown).map_or(0, |last| last as u16)
    }

    /// Completes the sheet.
    pub(super) fn complete(&self, worksheet: &mut Worksheet) -> Result<(), XlsxError> {
        let columns: Vec<_> = self.columns.iter().zip(self.widths).collect();
        let last_column = (self.columns.len().max(1) - 1) as u16;
        let closed: Vec<bool> = columns.iter().map(|(column, width)| self.is_closed(column, width)).collect();
        let widths: Vec<f64> =
            columns.iter().zip(&closed).map(|((_, width), closed)| if *closed { 0.0 } else { width.get() }).collect();
        let is_cover = self.sheet == StandardSheet::Overview;
        let last_printed = if is_cover { cover::LAST } else { self.last_printed(&closed) };
        let printed: Vec<f64> = widths.iter().take(usize::from(last_printed) + 1).copied().collect();
        paper::fit(worksheet, &printed, names(self.sheet, self.columns), is_cover)?;
        if !is_cover && last_printed < last_column {
            worksheet.set_print_area(0, 0, self.last_row.max(self.heading), last_printed)?;
        }
        for (at, width) in (0..).zip(self.widths) {
            worksheet.set_column_width(at, width.get())?;
        }
        let mut at = 0;
        for run in closed.chunk_by(|a, b| a == b) {
            let first = at;
            at += run.len() as u16;
            if run.first() == Some(&true) {
                // Opened by the plus above them.
                worksheet.group_columns_collapsed(first, at - 1)?;
            }
        }
        let (heading, last_row) = (self.heading, self.last_row);
        worksheet.autofilter(heading, 0, last_row.max(heading + 1), last_column)?;
        if last_row == heading {
            return Ok(());
        }
        let lines = ConditionalFormatFormula::new().set_rule("=TRUE").set_format(formats::grid());
        worksheet.add_conditional_format(heading + 1, 0, last_row, last_column, &lines)?;
        for (at, column) in (0..).zip(self.columns) {
            if matches!(column.content, ColumnContent::Worked(Worked::Conclusion)) {
                let choices = if self.sheet == StandardSheet::Findings { &STATES } else { &CONCLUSIONS };
                worksheet.add_data_validation(heading + 1, at, last_row, at, &choice(column.name, choices)?)?;
            }
        }
        Ok(())
    }
}

/// Whether a column is followed on the screen: places in the file, and values taken apart that stand whole in another.
fn is_for_the_screen(column: &StandardColumn) -> bool {
    matches!(column.content, ColumnContent::Worked(Worked::Position) | ColumnContent::Part(_, TargetPart::Parts))
}

fn choice(name: &str, choices: &[&str]) -> Result<DataValidation, XlsxError> {
    DataValidation::new()
        .allow_list_strings(choices)?
        .set_error_title(name)?
        .set_error_message(format!("请选择：{}", choices.join("、")))
}

/// How many columns say what a row is about.
pub(super) fn names(sheet: StandardSheet, columns: &[StandardColumn]) -> usize {
    let last = sheet.last_name().and_then(|last| columns.iter().position(|c| c.name == last));
    last.map_or(0, |last| last + 1)
}
