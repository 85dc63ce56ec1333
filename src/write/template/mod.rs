//! Fills an agency's own workbook. Nothing in it changes but what is filled and what has to follow inserted rows.
//!
//! A template is read once ([`Template::open`]): sheets, labels, placeholders, merged blocks. [`Template::plan`] says what of a
//! document goes where, which rows are put in, and what finds no place; [`Template::fill`] then copies the package part by
//! part. Untouched parts are copied with their compressed bytes; in touched parts only the tokens that change are rewritten.
//!
//! `package`, `book`, `scan`, `texts` read; `grid`, `region`, `list`, `place_list` understand the form; `subject`, `pattern`, `printed_classes` say what the document has
//! for a place; `layout`, `pour`, `queue`, `plan` decide; `growth`, `formula`, `rules`, `part`, `row`, `sheet`, `stale`, `calculation` and
//! `opened` do it. `more_forms`,
//! `copied_sheet`, `repeated_rows` and `workbook_part` copy forms a template has too few of. `filled_sheet`, `read_list`, `one_document`, `read_back` and `answer` read a filled template back; `money` sees to the unit of amounts.

use std::io::{Cursor, Seek, Write};

use crate::findings::{Message, OutsideKept, ProtectedFilled};
use crate::model::{Document, Worksheet};
use crate::vocabulary::{Vocabulary, normalise_label};
use crate::{Error, Result};

mod answer;
mod asked;
mod book;
mod calculation;
mod copied_sheet;
mod filled_sheet;
mod formula;
mod grid;
mod growth;
mod layout;
mod list;
mod markup;
mod merged_blocks;
mod money;
mod more_forms;
mod one_document;
mod opened;
mod package;
mod part;
mod pattern;
mod place_list;
mod plan;
mod pour;
mod printed_classes;
mod queue;
mod read_back;
mod read_list;
mod reference;
mod region;
mod repeated_rows;
mod rich;
mod row;
mod rules;
mod scan;
mod sheet;
mod shown;
mod stale;
mod subject;
mod texts;
mod work;
mod workbook_part;

pub use plan::{Plan, PlannedRows, PlannedValue};
pub use read_back::ReadBack;

/// An opened template.
pub struct Template {
    opened: opened::OpenTemplate,
}

/// Values beside the document's, by label or placeholder (填报人, 填报日期) or by cell.
#[derive(Debug, Clone, Default)]
pub struct Extra {
    values: Vec<(String, String)>,
    /// Cells named outright.
    cells: Vec<(String, String)>,
}

impl Extra {
    /// From pairs of label, placeholder name or cell (`表1!B3`, in the template's rows) and value.
    #[must_use]
    pub fn new(values: Vec<(String, String)>) -> Self {
        let (cells, labels): (Vec<_>, Vec<_>) = values.into_iter().partition(|(label, _)| label.contains('!'));
        Self { values: labels.into_iter().map(|(label, value)| (normalise_label(&label), value)).collect(), cells }
    }

    fn value(&self, label: &str) -> Option<row::Value> {
        let label = normalise_label(label);
        self.values.iter().find(|(name, _)| *name == label).map(|(_, value)| row::Value::Text(value.clone()))
    }
}

impl Template {
    /// Opens an .xlsx or .xlsm workbook.
    ///
    /// # Errors
    /// Where it is none, is encrypted, damaged, or made to do harm.
    pub fn open(bytes: impl Into<Vec<u8>>) -> Result<Self> {
        Ok(Self { opened: opened::OpenTemplate::open(bytes.into().into())? })
    }

    /// What of the document goes where.
    ///
    /// # Errors
    /// Where a sheet would get too long.
    pub fn plan(&self, document: &Document, vocabulary: &Vocabulary, extra: &Extra) -> Result<Plan> {
        let mut plan = plan::plan(&self.opened, document, vocabulary, extra)?;
        let opened = plan.grown.as_deref().unwrap_or(&self.opened);
        for target in &self.opened.outside {
            plan.findings.push(OutsideKept { target }.finding().quote(target.clone()));
        }
        for (sheet, info) in plan.work.keys().filter_map(|n| Some((n, opened.book.sheets.get(*n)?))) {
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
    /// # Errors
    /// Where the template's sheets have more merged blocks than any form has.
    pub fn read(&self, sheets: &[Worksheet], vocabulary: &Vocabulary) -> Result<ReadBack> {
        let grown = more_forms::for_workbook(&self.opened, sheets, vocabulary)?;
        read_back::read(grown.as_ref().unwrap_or(&self.opened), sheets, vocabulary)
    }

    /// The filled workbook.
    ///
    /// # Errors
    /// As [`Self::fill_to`].
    pub fn fill(&mut self, plan: &mut Plan) -> Result<Vec<u8>> {
        let mut out = Cursor::new(Vec::new());
        self.fill_to(plan, &mut out)?;
        Ok(out.into_inner())
    }

    /// Writes the filled workbook, part by part: it is never held as a whole. Does a plan's work, which it takes.
    ///
    /// # Errors
    /// Where rows would have to be put where none can (a pivot table, an array formula), nothing can be filled, or `out`
    /// fails.
    pub fn fill_to(&mut self, plan: &mut Plan, out: impl Write + Seek) -> Result<()> {
        if plan.work.is_empty() {
            return Err(Error::Setting {
                what: "the template has no place for anything in the document: no known label, no placeholder"
                    .to_owned(),
            });
        }
        let opened = plan.grown.as_deref_mut().unwrap_or(&mut self.opened);
        opened.fill(std::mem::take(&mut plan.work), out)
    }
}
