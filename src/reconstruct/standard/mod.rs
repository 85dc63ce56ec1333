//! Standard workbook → the documents it was written from, and what an auditor wrote in it.
//!
//! The sheets alone say it all: 来源位置 begins with an ordinal (`#1.5.3`) that ties a row to its form, project and
//! indicator, so rows may have been sorted, filtered or taken out. A row without one was put in by hand and belongs to
//! what stands above it.

mod assemble;
mod carry_over;
mod fields;
mod findings;
mod indicators;
mod review_keys;
mod reviews;
mod rows;

pub use carry_over::carry_over;

use crate::model::{Content, Document, Input, Reviewed, StandardSheet, Worksheet};

use rows::SheetRows;

/// The documents of a standard workbook in the order of 来源; `None` where the sheets are not those of one.
#[must_use]
pub fn documents(sheets: &[Worksheet]) -> Option<Vec<Reviewed>> {
    if !is_standard(sheets) {
        return None;
    }
    Some(assemble::documents(&|sheet| SheetRows::of(sheets, sheet)))
}

/// The document of an input that is a standard workbook, `None` for any other. Of a workbook of many documents, all
/// their forms in one, as those of the workbook itself.
#[must_use]
pub fn input_to_document(input: &Input) -> Option<Document> {
    let Content::Worksheets(sheets) = &input.content else { return None };
    let mut documents = documents(sheets)?.into_iter().map(|r| r.document);
    let mut all = documents.next()?;
    for (n, mut document) in documents.enumerate() {
        if n == 0 {
            all.source = input.source.clone();
        }
        let before = all.forms.len();
        for finding in &mut document.findings {
            finding.form = finding.form.map(|f| f + before);
        }
        all.forms.append(&mut document.forms);
        all.findings.append(&mut document.findings);
    }
    // Columns that are empty are hidden in every standard workbook.
    let told = input.findings.iter().filter(|finding| finding.code != crate::findings::HIDDEN_CELLS.code);
    all.findings.extend(told.cloned());
    Some(all)
}

/// Whether the sheets that stand in every standard workbook are there with their headings.
#[must_use]
pub fn is_standard(sheets: &[Worksheet]) -> bool {
    StandardSheet::ALL.into_iter().filter(|s| s.always()).all(|standard| {
        let Some(sheet) = sheets.iter().find(|s| s.name == standard.name()) else { return false };
        rows::is_sheet(standard, sheet)
    })
}
