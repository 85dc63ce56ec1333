//! An agency's template: opened, planned for a document, filled, read back.

use std::io::{Cursor, Seek, Write};

use super::extra::Extra;
use super::more_forms;
use super::plan::{self, Plan};
use super::read_back::{self, ReadBack};
use crate::error::Unusable;
use crate::findings::{Message, OutsideKept, ProtectedFilled};
use crate::model::{Document, Worksheet};
use crate::ooxml::workbook::OpenWorkbook;
use crate::vocabulary::Vocabulary;
use crate::{Error, Result};

/// An opened template.
pub struct Template {
    opened: OpenWorkbook,
}

impl Template {
    /// Opens an .xlsx or .xlsm workbook.
    ///
    /// # Example
    /// ```
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// use jixiao::template::{Extra, Template};
    /// # let options = jixiao::Options::default();
    /// # let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/samples/self-evaluation/input.pdf");
    /// # let document = jixiao::convert(sample.as_ref(), &options)?;
    ///
    /// let form = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/templates/form-per-sheet.xlsx");
    /// let template = Template::open(std::fs::read(form)?)?;
    /// # let _ = (template, document, Extra::default());
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// Where it is none, is encrypted, damaged, or made to do harm.
    pub fn open(bytes: impl Into<Vec<u8>>) -> Result<Self> {
        Ok(Self { opened: OpenWorkbook::open(bytes.into().into())? })
    }

    /// What of the document goes where.
    ///
    /// # Example
    /// ```
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// use jixiao::template::{Extra, Template};
    /// # let options = jixiao::Options::default();
    /// # let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/samples/self-evaluation/input.pdf");
    /// # let document = jixiao::convert(sample.as_ref(), &options)?;
    ///
    /// let form = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/templates/form-per-sheet.xlsx");
    /// let template = Template::open(std::fs::read(form)?)?;
    /// let extra = Extra::new(vec![("实施单位".to_owned(), "某局".to_owned())]);
    /// let plan = template.plan(&document, &options.vocabulary, &extra)?;
    /// for value in &plan.values {
    ///     println!("{}!{} {}: {}", value.sheet, value.cell, value.field, value.value);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// Where a sheet would get too long, the template is for another kind of form, or has no place for a value of `extra`.
    pub fn plan(&self, document: &Document, vocabulary: &Vocabulary, extra: &Extra) -> Result<Plan> {
        let mut plan = plan::plan(&self.opened, document, vocabulary, extra)?;
        let opened = plan.grown.as_deref().unwrap_or(&self.opened);
        for target in &self.opened.outside {
            plan.findings.push(OutsideKept { target }.finding().quote(target.clone()));
        }
        for (sheet, info) in plan.edits.keys().filter_map(|n| Some((n, opened.book.sheets.get(*n)?))) {
            if opened.scans.get(*sheet).and_then(Option::as_ref).is_some_and(|scan| scan.protected) {
                plan.findings.push(ProtectedFilled { sheet: &info.name }.finding().quote(info.name.clone()));
            }
        }
        Ok(plan)
    }

    /// What a workbook that was filled says: the reverse of [`Self::plan`] and [`Self::fill`].
    ///
    /// Reading gives back what the template has places for: filled again with the forms that were read, the template becomes the same
    /// workbook. What the template has no place for is not in the workbook and does not come back; a project, indicator or task
    /// of which nothing but its class is shown does not either. Forms that a list over the whole document shows come back as one form.
    ///
    /// # Example
    /// ```
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// use jixiao::template::{Extra, Template};
    /// # let options = jixiao::Options::default();
    /// # let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/samples/self-evaluation/input.pdf");
    /// # let document = jixiao::convert(sample.as_ref(), &options)?;
    ///
    /// let form = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/templates/form-per-sheet.xlsx");
    /// let template = Template::open(std::fs::read(form)?)?;
    /// let plan = template.plan(&document, &options.vocabulary, &Extra::default())?;
    /// # let folder = tempfile::tempdir()?;
    /// # let path = folder.path().join("filled.xlsx");
    /// std::fs::write(&path, template.fill(&plan)?)?;
    /// // Opens the file and has its sheets read.
    /// let back = jixiao::read_filled(&path, &template, &options)?;
    /// assert_eq!(back.document.forms.len(), document.forms.len());
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// Where the template's sheets have more merged blocks than any form has.
    #[doc(hidden)]
    pub fn read(&self, sheets: &[Worksheet], vocabulary: &Vocabulary) -> Result<ReadBack> {
        let grown = more_forms::for_workbook(&self.opened, sheets, vocabulary)?;
        read_back::read(grown.as_ref().unwrap_or(&self.opened), sheets, vocabulary)
    }

    /// The filled workbook.
    ///
    /// # Example
    /// ```
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// use jixiao::template::{Extra, Template};
    /// # let options = jixiao::Options::default();
    /// # let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/samples/self-evaluation/input.pdf");
    /// # let document = jixiao::convert(sample.as_ref(), &options)?;
    ///
    /// let form = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/templates/form-per-sheet.xlsx");
    /// let template = Template::open(std::fs::read(form)?)?;
    /// let plan = template.plan(&document, &options.vocabulary, &Extra::default())?;
    /// let bytes = template.fill(&plan)?;
    /// assert!(bytes.starts_with(b"PK"));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// As [`Self::fill_to`].
    pub fn fill(&self, plan: &Plan) -> Result<Vec<u8>> {
        let mut out = Cursor::new(Vec::new());
        self.fill_to(plan, &mut out)?;
        Ok(out.into_inner())
    }

    /// Writes the filled workbook, part by part: it is never held as a whole. A plan may be carried out again.
    ///
    /// # Example
    /// ```
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// use jixiao::template::{Extra, Template};
    /// # let options = jixiao::Options::default();
    /// # let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/samples/self-evaluation/input.pdf");
    /// # let document = jixiao::convert(sample.as_ref(), &options)?;
    ///
    /// let form = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/templates/form-per-sheet.xlsx");
    /// let template = Template::open(std::fs::read(form)?)?;
    /// let plan = template.plan(&document, &options.vocabulary, &Extra::default())?;
    /// template.fill_to(&plan, tempfile::tempfile()?)?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// Where rows would have to be put where none can (a pivot table, an array formula), nothing can be filled, or `out`
    /// fails; where merged cells would overlap, a formula break, or a part be missing that the template has.
    pub fn fill_to(&self, plan: &Plan, out: impl Write + Seek) -> Result<()> {
        if plan.edits.is_empty() {
            return Err(Error::Setting { what: Unusable::NothingToFill });
        }
        if let Some(grown) = &plan.grown {
            let known = self.opened.lost_parts()?;
            if let Some(part) = grown.lost_parts()?.into_iter().find(|part| !known.contains(part)) {
                return Err(Error::Setting { what: Unusable::RelationLost { part } });
            }
        }
        plan.grown.as_deref().unwrap_or(&self.opened).write_edited(&plan.edits, out)
    }
}
