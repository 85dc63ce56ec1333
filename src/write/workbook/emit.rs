//! A document → rows, in the order of the workbook, with findings tied to the cells they are about.

use std::collections::BTreeMap;

use crate::Result;
use crate::findings::{ContinuedText, Message, NotesLeftOut};
use crate::model::fields::Record;
use crate::model::notation::Ordinal;
use crate::model::{Document, Finding, Form, Indicator, RecordId, Review, Severity, StandardSheet};

use super::extras::{ExtraColumns, extra};
use super::first_places::FirstPlaces;
use super::records::{column_of, link_column, record_of, sheet_of, unsure};
use super::row::{CellRef, CellValue, Mark, RowSink, SheetRow, push, rows_needed};
use super::sources::Origin;
use super::{department, findings, indicators, levels, overview, projects, sources};

/// What is carried from document to document.
#[derive(Default)]
pub(crate) struct Written {
    /// How many rows each sheet has already.
    rows: BTreeMap<StandardSheet, usize>,
    /// The worst places so far.
    pub(crate) places: FirstPlaces,
}

impl Written {
    /// How many rows a sheet has already.
    fn rows_of(&self, sheet: StandardSheet) -> usize {
        self.rows.get(&sheet).map_or(0, |rows| *rows)
    }
}

/// Writes all rows of a document. `file` is what 文件 shows.
pub(crate) fn document_to_rows(
    document: &Document,
    reviews: &[Review],
    file: &str,
    origin: &Origin,
    extras: &ExtraColumns,
    written: &mut Written,
    sink: &mut impl RowSink,
) -> Result<()> {
    let mut emitter = Emitter::new(document, reviews, file, extras, written, sink);
    for f in 0..document.forms.len() {
        emitter.form(f)?;
    }
    emitter.record(RecordId::Source, sources::fixed(file, &document.source, origin))?;
    emitter.findings()
}

struct Emitter<'a, S> {
    document: &'a Document,
    file: &'a str,
    extras: &'a ExtraColumns,
    written: &'a mut Written,
    sink: &'a mut S,
    reviews: BTreeMap<RecordId, &'a Review>,
    /// The findings of each record.
    of_record: BTreeMap<RecordId, Vec<usize>>,
    /// The number of errors, warnings and hints of each form.
    by_severity: Vec<[usize; 3]>,
    /// The row of each finding in 问题清单.
    finding_rows: Vec<usize>,
    /// The cell each finding is about.
    cells: Vec<Option<CellRef>>,
    /// The rows whose texts continue below them.
    continued: Vec<(StandardSheet, usize)>,
}

impl<'a, S: RowSink> Emitter<'a, S> {
    fn new(
        document: &'a Document,
        reviews: &'a [Review],
        file: &'a str,
        extras: &'a ExtraColumns,
        written: &'a mut Written,
        sink: &'a mut S,
    ) -> Self {
        let mut next = written.rows_of(StandardSheet::Findings);
        let mut finding_rows = Vec::with_capacity(document.findings.len());
        for finding in &document.findings {
            finding_rows.push(next);
            next += rows_needed(&findings::fixed(file, document, finding, next, None, None));
        }
        let mut of_record: BTreeMap<RecordId, Vec<usize>> = BTreeMap::new();
        for (n, record) in record_of(document).into_iter().enumerate() {
            of_record.entry(record).or_default().push(n);
        }
        let reviews = reviews.iter().map(|r| (r.of, r)).collect();
        let cells = vec![None; document.findings.len()];
        let by_severity = overview::count_by_severity(document);
        Self {
            document,
            file,
            extras,
            written,
            sink,
            reviews,
            of_record,
            by_severity,
            finding_rows,
            cells,
            continued: Vec::new(),
        }
    }

    fn form(&mut self, f: usize) -> Result<()> {
        let (file, form) = (self.file, &self.document.forms[f]);
        let mut values = overview::fixed(file, form, self.by_severity[f]);
        values.extend(self.extra(StandardSheet::Overview, Record::Form(form)));
        self.record(RecordId::Form(f), values)?;
        for (p, project) in form.projects.iter().enumerate() {
            let ordinal = Ordinal::new(f, &[p + 1]);
            let problems = self.problems_of_project(f, p);
            let review = self.review(RecordId::Project(f, p));
            let mut values = projects::fixed(file, form, project, &ordinal, problems, review);
            values.extend(self.extra(StandardSheet::Projects, Record::Project(form, project)));
            self.record(RecordId::Project(f, p), values)?;
        }
        for class in levels::classes(form) {
            self.row(StandardSheet::Level1, &levels::level1(file, form, &class).into())?;
            for below in &class.below {
                self.row(StandardSheet::Level2, &levels::level2(file, form, &class, below).into())?;
            }
        }
        for (i, indicator) in form.indicators.iter().enumerate() {
            self.indicator(f, form, None, i, indicator)?;
        }
        for (p, project) in form.projects.iter().enumerate() {
            for (i, indicator) in project.indicators.iter().enumerate() {
                self.indicator(f, form, Some(p), i, indicator)?;
            }
        }
        self.department(f, form)
    }

    fn department(&mut self, f: usize, form: &'a Form) -> Result<()> {
        let file = self.file;
        for (n, line) in form.budget.iter().enumerate() {
            let (ordinal, record) = (Ordinal::new(f, &[n + 1]), Record::Budget(form, line));
            let mut values =
                department::placed(file, StandardSheet::Budget, record, &ordinal, line.place.as_ref(), None);
            values.extend(self.extra(StandardSheet::Budget, record));
            self.record(RecordId::Budget(f, n), values)?;
        }
        for (n, task) in form.tasks.iter().enumerate() {
            let (ordinal, record) = (Ordinal::new(f, &[n + 1]), Record::Task(form, task));
            let review = self.review(RecordId::Task(f, n));
            let place = task.place.as_ref();
            let mut values = department::placed(file, StandardSheet::Tasks, record, &ordinal, place, review);
            values.extend(self.extra(StandardSheet::Tasks, record));
            self.record(RecordId::Task(f, n), values)?;
        }
        if department::has_goal(form) {
            let mut values = department::goal(file, form, self.review(RecordId::Goal(f)));
            values.extend(self.extra(StandardSheet::Goals, Record::Form(form)));
            self.record(RecordId::Goal(f), values)?;
        }
        for (n, subtotal) in form.subtotals.iter().enumerate() {
            let values = projects::subtotal(file, form, subtotal, &Ordinal::new(f, &[n + 1]));
            self.record(RecordId::Subtotal(f, n), values)?;
        }
        Ok(())
    }

    fn indicator(
        &mut self,
        f: usize,
        form: &'a Form,
        project: Option<usize>,
        i: usize,
        indicator: &'a Indicator,
    ) -> Result<()> {
        let record = RecordId::Indicator(f, project, i);
        let ordinal = Ordinal::new(f, &[project.map_or(0, |p| p + 1), i + 1]);
        let problems: Vec<_> = self.findings_of(record).map(|(_, n)| n.message.as_str()).collect();
        let review = self.review(record);
        let of = Record::Indicator(form, project.map(|p| &form.projects[p]), indicator);
        let mut values = indicators::fixed(self.file, of, indicator, &ordinal, &problems, review);
        values.extend(self.extra(StandardSheet::Level3, of));
        self.record(record, values)
    }

    fn review(&self, record: RecordId) -> Option<&'a Review> {
        self.reviews.get(&record).copied()
    }

    /// The further columns, where the workbook has any of the sheet.
    fn extra(&self, sheet: StandardSheet, record: Record<'a>) -> Vec<CellValue<'a>> {
        if self.extras.any(sheet) { extra(sheet, record) } else { Vec::new() }
    }

    fn findings_of(&self, record: RecordId) -> impl Iterator<Item = (usize, &'a Finding)> {
        let document = self.document;
        self.of_record.get(&record).into_iter().flatten().map(|n| (*n, &document.findings[*n]))
    }

    /// The findings of a project and of its indicators.
    fn problems_of_project(&self, f: usize, p: usize) -> usize {
        let own = self.of_record.get(&RecordId::Project(f, p)).map_or(0, Vec::len);
        let range = RecordId::Indicator(f, Some(p), 0)..RecordId::Indicator(f, Some(p + 1), 0);
        own + self.of_record.range(range).map(|(_, n)| n.len()).sum::<usize>()
    }

    /// Appends the row of a record, with what is said about its cells and links to 问题清单.
    fn record(&mut self, record: RecordId, values: Vec<CellValue<'a>>) -> Result<()> {
        let sheet = sheet_of(record);
        let row = self.written.rows_of(sheet);
        let found: Vec<_> = self.findings_of(record).collect();
        let mut marks: BTreeMap<usize, Vec<&Finding>> = BTreeMap::new();
        let mut links = Vec::new();
        for (n, finding) in found {
            let column = column_of(sheet, &values, finding);
            marks.entry(column).or_default().push(finding);
            self.cells[n] = Some(CellRef { sheet, row, column });
            let back = link_column(record).unwrap_or(column);
            if links.iter().all(|(c, _)| *c != back) {
                links.push((back, CellRef { sheet: StandardSheet::Findings, row: self.finding_rows[n], column: 0 }));
            }
        }
        let mut marks: Vec<Mark> = marks.into_iter().map(|(column, findings)| mark(column, &findings)).collect();
        marks.extend(unsure(sheet, &values));
        self.row(sheet, &SheetRow { values, marks, links })
    }

    /// What the workbook itself has to say: which texts continue in the row below, which sheets have room for no more notes.
    fn own_findings(&mut self) -> Result<()> {
        let rows = std::mem::take(&mut self.continued).into_iter().map(|at| (ContinuedText {}.finding(), at));
        let all: Vec<_> = rows.chain(self.sink.full().into_iter().map(|at| (NotesLeftOut {}.finding(), at))).collect();
        for (finding, (sheet, row)) in all {
            let number = self.written.rows_of(StandardSheet::Findings) + 1;
            let cell = CellRef { sheet, row, column: 0 };
            let address = Some(self.extras.address(cell));
            let values = findings::fixed(self.file, self.document, &finding, number, address, None);
            self.row(StandardSheet::Findings, &findings::row(values, &finding, Some(cell)))?;
        }
        Ok(())
    }

    fn findings(&mut self) -> Result<()> {
        let document = self.document;
        for (n, finding) in document.findings.iter().enumerate() {
            let (row, cell) = (self.finding_rows[n], self.cells[n]);
            let address = cell.map(|c| self.extras.address(c));
            let review = self.review(RecordId::Finding(n));
            let values = findings::fixed(self.file, document, finding, row + 1, address, review);
            if let Some(cell) = cell {
                let own = CellRef { sheet: StandardSheet::Findings, row, column: 0 };
                self.written.places.add(finding, findings::about(document, finding), cell, own);
            }
            self.row(StandardSheet::Findings, &findings::row(values, finding, cell))?;
        }
        self.own_findings()
    }

    fn row(&mut self, sheet: StandardSheet, row: &SheetRow<'_>) -> Result<()> {
        let needed = push(self.sink, sheet, row)?;
        let rows = self.written.rows.entry(sheet).or_default();
        if needed > 1 && sheet != StandardSheet::Findings {
            self.continued.push((sheet, *rows));
        }
        *rows += needed;
        Ok(())
    }
}

/// The tint of the worst finding and the messages of all, worst first.
fn mark(column: usize, findings: &[&Finding]) -> Mark {
    let mut sorted = findings.to_vec();
    sorted.sort_by_key(|f| f.severity);
    let lines: Vec<_> = sorted
        .iter()
        .map(|f| {
            let severity = crate::model::labels::severity_to_text(f.severity);
            match &f.suggestion {
                Some(s) => format!("{severity}：{}（建议：{s}）", f.message),
                None => format!("{severity}：{}", f.message),
            }
        })
        .collect();
    let severity = sorted.first().map_or(Severity::Info, |f| f.severity);
    Mark { column, severity: Some(severity), note: lines.join("\n") }
}
