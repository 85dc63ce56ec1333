//! What goes where: made from template and document before anything is written, and listable.

use std::collections::{BTreeMap, BTreeSet};

use super::asked::is_silent;
use super::extra::Extra;
use super::formatted;
use super::heights;
use super::labelled_cell::LabelledCell;
use super::layout;
use super::list::{ColumnFill, PlaceList, Rows};
use super::listed::Filled;
use super::money;
use super::more_forms;
use super::pattern;
use super::pour::Pouring;
use super::printed_classes::PrintedClasses;
use super::queue::Queue;
use super::region::{self, FormRegion, Scope};
use super::shown::note_missing;
use super::subject::{self, Spelling, value_of};
use super::template_facts::TemplateFacts;
use super::unknown_labels::{self, unknown_labels};
use super::work::Work;
use crate::error::Unusable;
use crate::findings;
use crate::model::fields::Record;
use crate::model::{BudgetLine, Document, Finding};
use crate::ooxml::grid::SheetGrid;
use crate::ooxml::growth::Growth;
use crate::ooxml::reference::address;
use crate::ooxml::rows::OldRow;
use crate::ooxml::sheet_edits::SheetEdits;
use crate::ooxml::value::InsertedValue;
use crate::ooxml::workbook::OpenWorkbook;
use crate::vocabulary::{Vocabulary, normalise_label};
use crate::{Error, Result};

/// A cell of the template and what goes into it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedValue {
    /// The sheet's name.
    pub sheet: String,
    /// The cell's address after rows were put in.
    pub cell: String,
    /// The label, heading or placeholder that asks for the value.
    pub field: String,
    /// The value as text; empty where the cell is emptied.
    pub value: String,
}

/// Rows put into a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedRows {
    /// The sheet's name.
    pub sheet: String,
    /// The row of the template they go below, from 1.
    pub after: u32,
    /// How many.
    pub count: u32,
}

/// What goes where.
#[derive(Debug, Default)]
pub struct Plan {
    /// Values in the order of sheets, rows and columns.
    pub values: Vec<PlannedValue>,
    /// Rows put in, in the order of sheets and rows.
    pub rows: Vec<PlannedRows>,
    /// Fields without a place, places without data, what the template says that nobody knows.
    pub findings: Vec<Finding>,
    /// What becomes of each sheet.
    pub(super) edits: BTreeMap<usize, SheetEdits>,
    /// The template with enough forms, where it has too few; the edits are for this one then.
    pub(super) grown: Option<Box<OpenWorkbook>>,
}

/// Plans the filling of a template.
///
/// # Errors
/// Where a sheet would get too long.
pub(super) fn plan(
    template: &OpenWorkbook,
    document: &Document,
    vocabulary: &Vocabulary,
    extra: &Extra,
) -> Result<Plan> {
    let regions = region::of_sheets(template, vocabulary)?;
    let facts = TemplateFacts::of(template, &regions, vocabulary, !extra.is_empty())?;
    if !extra.other_kind {
        facts.check_kind(document)?;
    }
    extra.check(&facts.asked, &template.book.sheets.iter().map(|sheet| sheet.name.as_str()).collect::<Vec<_>>())?;
    let mut findings = Vec::new();
    let converted = money::in_printed_unit(document, &facts.units, &mut findings);
    let document = converted.as_ref().unwrap_or(document);
    let (mut plan, mut left) = planned(template, &regions, document, vocabulary, extra)?;
    let (grown, said) = more_forms::for_document(template, &regions, document, &left, vocabulary)?;
    if let Some(grown) = grown {
        (plan, left) = planned(&grown.template, &grown.regions, document, vocabulary, extra)?;
        plan.grown = Some(Box::new(grown.template));
    }
    findings.append(&mut plan.findings);
    findings.extend(said);
    findings.extend(left.rest());
    findings.extend(unknown_labels::hints(&left.unknown, vocabulary));
    let opened = plan.grown.as_deref().unwrap_or(template);
    findings.extend(heights::heighten(opened, &mut plan.edits)?);
    Ok(Plan { findings, ..plan })
}

/// Plans the filling of the forms a template has; with it what of the document is left.
fn planned<'d>(
    template: &OpenWorkbook,
    regions: &[Vec<FormRegion>],
    document: &'d Document,
    vocabulary: &Vocabulary,
    extra: &Extra,
) -> Result<(Plan, Queue<'d>)> {
    let (mut plan, mut queue) = (Plan::default(), Queue::new(document));
    for ((sheet, scan), regions) in template.scans.iter().enumerate().zip(regions) {
        let (Some(scan), Some(info)) = (scan, template.book.sheets.get(sheet)) else { continue };
        let grid = SheetGrid::new(scan, &template.texts)?;
        // A document without forms fills nothing, and its places are left for one that has some.
        let regions = if document.forms.is_empty() { &[][..] } else { regions.as_slice() };
        let mut work = Work {
            name: &info.name,
            values: BTreeMap::new(),
            merges: BTreeSet::new(),
            unmerges: BTreeSet::new(),
            findings: Vec::new(),
        };
        let sheet_plan = SheetPlanner { grid: &grid, vocabulary, extra, document };
        let growth = sheet_plan.plan(regions, &mut queue, &mut work)?;
        sheet_plan.named_cells(&growth, &mut work);
        plan.take(sheet, growth, work);
    }
    Ok((plan, queue))
}

struct SheetPlanner<'p, 'd> {
    grid: &'p SheetGrid<'p>,
    vocabulary: &'p Vocabulary,
    extra: &'p Extra,
    document: &'d Document,
}

impl<'d> SheetPlanner<'_, 'd> {
    fn plan(&self, regions: &[FormRegion], queue: &mut Queue<'d>, work: &mut Work<'_>) -> Result<Growth> {
        let mut filled: Vec<(Option<Record<'d>>, &FormRegion, Vec<Filled<'_, 'd>>)> = Vec::new();
        for region in regions {
            if region.lists.is_empty() && region.pairs.iter().all(|p| p.field.is_none()) && region.cells.is_empty() {
                continue;
            }
            // A sheet of explanations has labels, too; it is no form unless it asks for something that identifies one.
            let subject = if region.is_form(self.vocabulary) { queue.next(region.scope) } else { None };
            if subject.is_none() && region.scope != Scope::All && region.cells.is_empty() {
                continue;
            }
            let lists = region.lists.iter().map(|list| self.filled(list, subject, queue)).collect();
            filled.push((subject, region, lists));
        }
        let insertions = filled.iter().flat_map(|(_, _, lists)| lists.iter().flat_map(|l| l.layout.insertions.clone()));
        let growth = Growth::joined(insertions).ok_or(Error::Setting { what: Unusable::TemplateSheetTooLong })?;
        for (subject, region, lists) in &filled {
            for list in lists {
                self.unknown_in_list(list.list, work);
                let left = list.records.len().saturating_sub(list.layout.placed());
                if left > 0 {
                    work.no_room(OldRow(list.list.first.saturating_sub(1).max(1)), left);
                }
                let pouring = Pouring {
                    list: list.list,
                    layout: &list.layout,
                    records: &list.records,
                    grid: self.grid,
                    growth: &growth,
                    vocabulary: self.vocabulary,
                };
                pouring.pour(work);
            }
            self.singles(*subject, region, lists, &growth, work);
            note_missing(*subject, region, lists, self.vocabulary, queue);
            queue.unknown.extend(unknown_labels(region, self.document, self.extra, self.vocabulary));
        }
        Ok(growth)
    }

    /// Cells that were named outright.
    fn named_cells(&self, growth: &Growth, work: &mut Work<'_>) {
        for (cell, value) in &self.extra.cells {
            let Some((sheet, cell)) = cell.rsplit_once('!') else { continue };
            if sheet.trim_matches('\'') == work.name
                && let Some((row, column)) = crate::ooxml::reference::parse_cell(cell)
            {
                work.set(growth.row(OldRow(row)), column, cell, InsertedValue::Text(value.clone()));
            }
        }
    }

    /// A list's records, laid out.
    fn filled<'r>(&self, list: &'r PlaceList, subject: Option<Record<'d>>, queue: &mut Queue<'d>) -> Filled<'r, 'd> {
        let document = self.document;
        let mut records: Vec<Record<'d>> = match (list.rows, subject) {
            (Rows::Indicators, Some(subject)) => subject::indicators_of(&subject),
            (Rows::Indicators | Rows::Flat, _) => {
                queue.all_shown = true;
                subject::indicators(document)
            }
            (Rows::Projects, _) => {
                queue.all_shown = true;
                let forms = document.forms.iter().filter(|form| form.kind.is_about_projects());
                forms.flat_map(subject::records_of_form).collect()
            }
            (Rows::Tasks, subject) => {
                let forms = document.forms.iter().filter(|f| subject.is_none_or(|s| std::ptr::eq(s.form(), *f)));
                forms.flat_map(|form| form.tasks.iter().map(move |task| Record::Task(form, task))).collect()
            }
        };
        let printed = PrintedClasses::new(list, self.grid, self.vocabulary);
        records.retain(|record| printed.has_to_show(list, record));
        let layout = layout::layout(list, self.grid, self.vocabulary, &records);
        Filled { list, records, layout }
    }

    /// Placeholders of a list that nobody knows stay and are reported.
    fn unknown_in_list(&self, list: &PlaceList, work: &mut Work<'_>) {
        for column in &list.columns {
            if let ColumnFill::Pieces(pieces) = &column.fill
                && let Some(name) = pattern::unknown(pieces, self.vocabulary)
            {
                work.unknown(OldRow(list.first), column.column, name, &column.label);
            }
        }
    }

    /// The values that stand outside the lists.
    fn singles(
        &self,
        subject: Option<Record<'d>>,
        region: &FormRegion,
        lists: &[Filled<'_, 'd>],
        growth: &Growth,
        work: &mut Work<'_>,
    ) {
        let whole = self.document.forms.first().map(Record::Form);
        let Some(subject) = subject.or(whole) else { return };
        let mut budget: Vec<_> = subject.form().budget.iter().filter(|_| region.scope == Scope::Department).collect();
        let mut by_cell: BTreeMap<(u32, u32), Vec<&LabelledCell>> = BTreeMap::new();
        for pair in &region.pairs {
            by_cell.entry((pair.row, pair.column)).or_default().push(pair);
        }
        for pairs in by_cell.values_mut() {
            // A line of a budget is known by its label; else a column's heading says more than the label of the row.
            let line = pairs.iter().find_map(|pair| Some((*pair, self.budget_line(&budget, pair, region)?)));
            if let Some((pair, at)) = line {
                if let Some(amount) = budget.remove(at).amount {
                    work.set_found(pair, growth, Some(InsertedValue::Number(amount)));
                }
                continue;
            }
            pairs.sort_by_key(|pair| !pair.heading);
            let found = pairs.iter().find_map(|pair| {
                let value = self.extra.value(&pair.label).or_else(|| region.value(subject, pair.field?, lists));
                Some((*pair, value?))
            });
            if let Some((pair, value)) = found {
                work.set_found(pair, growth, Some(value));
            } else if let Some(pair) =
                pairs.iter().find(|pair| !pair.total && pair.field.is_some_and(|asked| !is_silent(asked)))
            {
                work.set_found(pair, growth, None);
            }
        }
        for cell in &region.cells {
            self.pattern_cell(subject, cell, growth, work);
        }
    }

    /// The line of a budget a label asks for, best under the same heading.
    fn budget_line(&self, budget: &[&BudgetLine], pair: &LabelledCell, region: &FormRegion) -> Option<usize> {
        let label = normalise_label(&pair.label);
        let named: Vec<(usize, &&BudgetLine)> =
            budget.iter().enumerate().filter(|(_, line)| normalise_label(&line.label) == label).collect();
        let (first, _) = named.first()?;
        let block = self.grid.label_left_of(pair.row, pair.column);
        let group = money::budget_group(self.grid, block, region.top, self.vocabulary).map(|g| normalise_label(&g));
        let under_it = named.iter().find(|(_, line)| group.as_ref() == Some(&normalise_label(&line.group)));
        Some(under_it.map_or(*first, |(at, _)| *at))
    }

    fn pattern_cell(&self, subject: Record<'d>, cell: &region::PatternCell, growth: &Growth, work: &mut Work<'_>) {
        let (old, row) = (OldRow(cell.row), growth.row(OldRow(cell.row)));
        let unknown = pattern::unknown(&cell.pieces, self.vocabulary).filter(|name| self.extra.value(name).is_none());
        if let Some(name) = unknown {
            work.unknown(old, cell.column, name, &cell.text);
            return;
        }
        let mut empty = false;
        let runs = self.grid.runs(cell.row, cell.column);
        let value = formatted::filled_in_formats(runs, &cell.pieces, |place| {
            let value = self
                .extra
                .value(&place.name)
                .or_else(|| value_of(&subject, pattern::field_of(place, self.vocabulary)?, Spelling::default()));
            empty |= value.is_none();
            value
        });
        if empty {
            work.no_data(old, cell.column, &cell.text);
        }
        work.set(row, cell.column, &cell.text, value);
    }
}

impl Plan {
    /// Whether the template has no room for some of the records.
    #[doc(hidden)]
    #[must_use]
    pub fn leaves_records(&self) -> bool {
        let left = [&findings::TEMPLATE_RECORD_LEFT, &findings::TEMPLATE_LIMIT];
        self.findings.iter().any(|finding| left.iter().any(|entry| entry.code == finding.code))
    }

    /// Takes a sheet's work.
    fn take(&mut self, sheet: usize, growth: Growth, work: Work<'_>) {
        self.findings.extend(work.findings);
        let mut edits = SheetEdits { unmerge: work.unmerges, ..Default::default() };
        for ((row, column), (field, value)) in work.values {
            self.values.push(PlannedValue {
                sheet: work.name.to_owned(),
                cell: address(row.0, column),
                field,
                value: value.to_text(),
            });
            edits.values.entry(row).or_default().insert(column, value);
        }
        edits.merge = work.merges.into_iter().collect();
        for insertion in growth.insertions() {
            self.rows.push(PlannedRows { sheet: work.name.to_owned(), after: insertion.after, count: insertion.count });
        }
        if !edits.values.is_empty() || !growth.is_empty() {
            edits.insertions = growth.insertions().to_vec();
            self.edits.insert(sheet, edits);
        }
    }
}
