//! Texts and tables as they come → the numbered passages of a document.

use super::grid::{CellContent, FlowTable};
use super::nested::{self, FlatTable};
use crate::Result;
use crate::extract::filling::Fillings;
use crate::extract::rich_text::RichText;
use crate::extract::unspanned;
use crate::extract::workbook::cells::charge;
use crate::findings::{HiddenColumns, HiddenRows, HiddenRowsAndColumns, Message, OutsizedSpan, StruckText};
use crate::model::{Budget, Finding, Line, Noted, Passage, Place, SheetCell, Spot, Worksheet};

/// What a line of text takes in all stages together, bytes: itself, a paragraph with its place.
const LINE: u64 = 320;
/// What a byte of it takes.
const BYTE: u64 = 6;

/// What was noticed of a table while it was read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::extract) struct Noticed {
    pub(in crate::extract) hidden_rows: usize,
    pub(in crate::extract) hidden_columns: usize,
    /// Cells that claim to span more than any.
    pub(in crate::extract) outsized: usize,
}

impl Noticed {
    /// Takes what was noticed of a table within this one.
    pub(in crate::extract) fn add(&mut self, other: Self) {
        self.hidden_rows += other.hidden_rows;
        self.hidden_columns += other.hidden_columns;
        self.outsized += other.outsized;
    }
}

/// The passages of a document while it is read.
pub(in crate::extract) struct Passages<'b> {
    budget: &'b Budget,
    read: Vec<Passage>,
    findings: Vec<Finding>,
    lines: u32,
    tables: u32,
    /// Blanks of tables without merged cells may be what such cells left.
    infers_spans: bool,
}

impl<'b> Passages<'b> {
    pub(in crate::extract) fn new(budget: &'b Budget) -> Self {
        Self { budget, read: Vec::new(), findings: Vec::new(), lines: 0, tables: 0, infers_spans: false }
    }

    /// From now on blanks of tables without merged cells are taken for what such cells left, as in what programs make of tables.
    pub(in crate::extract) fn infer_spans(&mut self) {
        self.infers_spans = true;
    }

    /// Says what a program filled into a table, of which the name is that of the next one.
    pub(in crate::extract) fn notice_fillings(&mut self, fillings: Fillings) {
        self.findings.extend(fillings.finding(&format!("表{}", self.tables + 1)));
    }

    /// Adds the lines of a text; blank ones are left out.
    ///
    /// # Errors
    /// Where the budget is over.
    pub(in crate::extract) fn text(&mut self, text: &RichText) -> Result<()> {
        for line in text.shown().lines().map(str::trim).filter(|line| !line.is_empty()) {
            self.budget.take(LINE + line.len() as u64 * BYTE)?;
            self.lines += 1;
            self.read.push(Passage::Text(Line { number: self.lines, text: line.to_owned() }));
        }
        if !text.struck.trim().is_empty() {
            let at = Place::lines(self.lines.max(1), self.lines.max(1));
            self.findings.push(StruckText {}.finding().at(at).quote(text.struck.trim()));
        }
        Ok(())
    }

    /// Adds a table: as one, or, where it only lays out a page, what its cells hold.
    ///
    /// # Errors
    /// Where the budget is over.
    pub(in crate::extract) fn table(&mut self, grid: FlowTable, noticed: Noticed) -> Result<()> {
        if nested::is_layout(&grid) {
            for piece in grid.cells.into_iter().flat_map(|cell| cell.pieces) {
                match piece {
                    CellContent::Text(text) => self.text(&text)?,
                    CellContent::Table(inner) => self.table(inner, Noticed::default())?,
                }
            }
            self.notice(noticed, &format!("表{}", self.tables.max(1)));
            return Ok(());
        }
        let table = nested::flatten(grid);
        if table.cells.iter().all(|c| c.text.is_empty()) {
            return Ok(());
        }
        self.tables += 1;
        let name = format!("表{}", self.tables);
        self.notice(noticed, &name);
        self.worksheet(table, name)
    }

    /// Adds a finding.
    pub(in crate::extract) fn find(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// What was read.
    pub(in crate::extract) fn finish(self) -> Noted<Vec<Passage>> {
        Noted { output: self.read, findings: self.findings }
    }

    fn worksheet(&mut self, table: FlatTable, name: String) -> Result<()> {
        charge(self.budget, table.cells.len() as u64 / 4, 0)?;
        let mut cells = Vec::with_capacity(table.cells.len());
        for cell in table.cells {
            if !cell.struck.trim().is_empty() {
                let at = Place::cell(&name, cell.row, cell.column);
                self.findings.push(StruckText {}.finding().at(at).quote(cell.struck.trim()));
            }
            cells.push(SheetCell {
                row: cell.row,
                col: cell.column,
                row_span: cell.row_span,
                col_span: cell.column_span,
                text: cell.text,
                number: cell.number,
            });
        }
        let hidden_columns = table.hidden_columns;
        let mut sheet = Worksheet { name, hidden_columns, cells, ..Worksheet::default() };
        if self.infers_spans {
            sheet.cells.retain(|cell| !cell.text.is_empty() || cell.row_span > 1 || cell.col_span > 1);
            let fillings = unspanned::infer_spans(&mut sheet);
            self.findings.extend(fillings.finding(&sheet.name));
        }
        self.read.push(Passage::Table(sheet));
        Ok(())
    }

    fn notice(&mut self, noticed: Noticed, sheet: &str) {
        let Noticed { hidden_rows: rows, hidden_columns: columns, outsized } = noticed;
        let hidden = match (rows, columns) {
            (0, 0) => None,
            (rows, 0) => Some(HiddenRows { sheet, rows }.finding()),
            (0, columns) => Some(HiddenColumns { sheet, columns }.finding()),
            (rows, columns) => Some(HiddenRowsAndColumns { sheet, rows, columns }.finding()),
        };
        let most = super::grid::MOST_SPANNED;
        let outsized = (outsized > 0).then(|| OutsizedSpan { cells: outsized, most }.finding());
        for finding in hidden.into_iter().chain(outsized) {
            self.findings.push(finding.at(Spot::Sheet { sheet: sheet.to_owned() }.into()));
        }
    }
}
