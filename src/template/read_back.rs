//! A filled template → what it was filled with.
//!
//! The template says what stands where; the filled workbook says what that is now, also after people changed values, added rows to
//! lists, or moved on from what was filled in. What the template has no place for cannot come back.

use super::answer::{self, FilledCell};
use super::asked::is_money;
use super::filled_sheet::{FilledSheet, RowMap};
use super::labelled_cell::LabelledCell;
use super::list::{PlaceList, Rows};
use super::money;
use super::one_document::{merge_departments, merge_flat, merge_projects};
use super::packed;
use super::pattern::{self, asks_for_year};
use super::read_list::{ListReader, ReviewCells};
use super::read_reviews;
use super::region::{self, FormRegion, Scope};
use crate::Result;
use crate::findings::{IndicatorsOfNobody, Message, SheetLost, SheetUnknown};
use crate::model::{Finding, Form, Indicator, Kind, Place, Project, Review, Spot, Worksheet};
use crate::ooxml::grid::SheetGrid;
use crate::ooxml::workbook::OpenWorkbook;
use crate::reconstruct::forms::head::printed_year;
use crate::reconstruct::forms::money::converted;
use crate::vocabulary::AskedField;
use crate::vocabulary::{Column, Vocabulary};

/// What a filled template says.
#[derive(Debug, Default)]
pub struct ReadBack {
    /// The forms, in the order of the template's sheets; all lists over a whole document are one form.
    pub forms: Vec<Form>,
    /// What auditors wrote in columns headed 审核结论 and 审核意见.
    pub reviews: Vec<Review>,
    /// Sheets that are not there or no longer the template's.
    pub findings: Vec<Finding>,
}

/// Reads a filled template.
///
/// # Errors
/// Where the template's sheets cannot be held.
pub(super) fn read(template: &OpenWorkbook, sheets: &[Worksheet], vocabulary: &Vocabulary) -> Result<ReadBack> {
    let mut reading = RegionReading { vocabulary, whole: None, back: ReadBack::default(), verdicts: Vec::new() };
    for (scan, info) in template.scans.iter().zip(&template.book.sheets) {
        let Some(scan) = scan else { continue };
        let grid = SheetGrid::new(scan, &template.texts)?;
        let regions = region::regions(&grid, vocabulary);
        let has_places =
            |r: &FormRegion| !r.lists.is_empty() || !r.cells.is_empty() || r.pairs.iter().any(|p| p.field.is_some());
        if !regions.iter().any(has_places) {
            continue;
        }
        let Some(sheet) = sheets.iter().find(|s| s.name == info.name) else {
            reading.lost(&info.name);
            continue;
        };
        let filled = FilledSheet::new(sheet).with_money(vocabulary);
        match RowMap::find(&grid, &regions, &filled, vocabulary) {
            Some(rows) => {
                let sheet = SheetReader { grid: &grid, filled: &filled, rows: &rows };
                regions.iter().filter(|r| has_places(r)).for_each(|region| reading.region(&sheet, region));
            }
            None => reading.lost(&info.name),
        }
    }
    for sheet in sheets.iter().filter(|s| template.book.sheets.iter().all(|t| t.name != s.name)) {
        reading.unknown(&sheet.name);
    }
    Ok(reading.finished())
}

struct SheetReader<'r> {
    grid: &'r SheetGrid<'r>,
    filled: &'r FilledSheet<'r>,
    rows: &'r RowMap,
}

impl<'r> SheetReader<'r> {
    fn list(&self, list: &'r PlaceList, vocabulary: &'r Vocabulary) -> ListReader<'r> {
        ListReader { list, grid: self.grid, filled: self.filled, rows: self.rows, vocabulary }
    }
}

struct RegionReading<'v> {
    vocabulary: &'v Vocabulary,
    /// Where in `back.forms` the form stands that lists over a whole document make.
    whole: Option<usize>,
    back: ReadBack,
    verdicts: Vec<ReviewCells>,
}

impl RegionReading<'_> {
    fn region(&mut self, sheet: &SheetReader<'_>, region: &FormRegion) {
        if region.scope != Scope::All && !region.is_form(self.vocabulary) && region.cells.is_empty() {
            return;
        }
        let kind = self.kind(sheet, region);
        let place: Place = Spot::Sheet { sheet: sheet.filled.name.to_owned() }.into();
        let mut form = match self.whole.filter(|_| region.scope == Scope::All) {
            Some(at) => self.back.forms.get(at).cloned().unwrap_or_else(|| Form::new(kind, place.clone())),
            None => Form::new(kind, place.clone()),
        };
        let before = form.clone();
        let mut project = (region.scope == Scope::Project).then(|| Project::new(place.clone()));
        let singles = self.singles(sheet, region);
        for (field, answer, _) in singles.iter().filter(|(field, ..)| field.is_some()) {
            let Some(field) = field else { continue };
            match &mut project {
                Some(project) => answer::set_project(&mut form, project, *field, answer, self.vocabulary),
                None => answer::set_form(&mut form, *field, answer, self.vocabulary),
            }
        }
        if region.scope == Scope::Department {
            form.budget = self.budget(sheet, region);
            form.subtotals.clear();
        }
        let lists: Vec<ListReader<'_>> = region.lists.iter().map(|list| sheet.list(list, self.vocabulary)).collect();
        self.note_conversions(sheet, &singles, &lists);
        for reader in lists {
            self.verdicts.extend(reader.verdicts());
            match (reader.list.rows, &mut project) {
                // The rows say whose they are.
                (Rows::Indicators, None) if reader.list.asks(Column::Project, self.vocabulary) => {
                    merge_flat(&mut form, reader.flat_rows());
                }
                (Rows::Indicators, Some(project)) => project.indicators.extend(reader.indicators()),
                (Rows::Projects, _) => {
                    let projects = reader.projects(&mut form);
                    merge_projects(&mut form, projects);
                }
                (Rows::Flat, _) => merge_flat(&mut form, reader.flat_rows()),
                (Rows::Indicators, None) => {
                    let of_project = region.scope != Scope::Department && self.is_titled_about_projects(sheet, region);
                    self.whole_indicators(&mut form, of_project, region.scope, reader.indicators());
                }
                (Rows::Tasks, _) => form.tasks.extend(reader.tasks()),
            }
        }
        if let Some(mut project) = project.filter(|p| *p != Project::new(place.clone())) {
            let execution = project.execution.unwrap_or_default();
            project.amounts.total = project.amounts.total.or(execution.budget).or(execution.initial);
            form.projects.push(project);
        }
        if form == before {
            return;
        }
        form.title = form.title.or_else(|| title(sheet, region, self.vocabulary));
        form.unit = form.unit.or_else(|| money::printed_unit(sheet.grid, (region.top, region.bottom), self.vocabulary));
        let whole = self.whole.filter(|_| region.scope == Scope::All);
        if let Some(known) = whole.and_then(|at| self.back.forms.get_mut(at)) {
            *known = form;
            return;
        }
        if region.scope == Scope::All {
            self.whole = Some(self.back.forms.len());
        }
        self.back.forms.push(form);
    }

    /// Says which amounts stand in another unit of money than the sheet's.
    fn note_conversions(
        &mut self,
        sheet: &SheetReader<'_>,
        singles: &[(Option<AskedField>, FilledCell, (u32, u32))],
        lists: &[ListReader<'_>],
    ) {
        let singles =
            singles.iter().filter(|(field, ..)| field.is_some_and(is_money)).map(|(_, answer, (row, column))| {
                let row = sheet.rows.row(*row).saturating_sub(1);
                (answer.clone(), Place::cell(sheet.filled.name, row, column.saturating_sub(1)))
            });
        for (answer, place) in singles.chain(lists.iter().flat_map(ListReader::amounts)) {
            let amount = answer.form_amount();
            self.back.findings.extend(amount.and_then(|amount| converted(&amount, &answer.text, &place)));
        }
    }

    fn kind(&self, sheet: &SheetReader<'_>, region: &FormRegion) -> Kind {
        let printed = titles(sheet, region, self.vocabulary).find_map(|title| self.vocabulary.title_kind(&title));
        let evaluates = region.lists.iter().any(|list| list.has(Column::Actual));
        match region.scope {
            Scope::Department => Kind::Department,
            Scope::Project | Scope::All => match printed.filter(|kind| kind.is_about_projects()) {
                Some(kind) => kind,
                None if region.scope == Scope::All => Kind::ProjectTable,
                None if evaluates => Kind::SelfEvaluation,
                None => Kind::ProjectCard,
            },
        }
    }

    fn is_titled_about_projects(&self, sheet: &SheetReader<'_>, region: &FormRegion) -> bool {
        let mut kinds = titles(sheet, region, self.vocabulary).filter_map(|title| self.vocabulary.title_kind(&title));
        kinds.any(Kind::is_about_projects)
    }

    /// What stands outside the lists: the field, the answer, the cell in the template.
    fn singles(
        &self,
        sheet: &SheetReader<'_>,
        region: &FormRegion,
    ) -> Vec<(Option<AskedField>, FilledCell, (u32, u32))> {
        let mut found = Vec::new();
        let mut pairs: Vec<&LabelledCell> = region.pairs.iter().filter(|p| p.field.is_some()).collect();
        // A column's heading says more than the label of the row.
        pairs.sort_by_key(|pair| (pair.row, pair.column, !pair.heading));
        pairs.dedup_by_key(|pair| (pair.row, pair.column));
        for pair in pairs {
            let mut answer = sheet.filled.answer(sheet.rows.row(pair.row), pair.column);
            if let Some(label) = &pair.behind {
                // Where the label is gone, so is its answer.
                let Some(rest) = answer.text.strip_prefix(label.as_str()) else { continue };
                answer = FilledCell { text: rest.trim().to_owned(), number: None, money: answer.money };
            }
            if !answer.is_empty() {
                found.push((Self::meant(region, pair), answer, (pair.row, pair.column)));
            }
        }
        for cell in &region.cells {
            let answer = sheet.filled.answer(sheet.rows.row(cell.row), cell.column);
            if let [pattern::TextPiece::Place(place)] = cell.pieces.as_slice() {
                if !answer.is_empty() && answer.text != cell.text {
                    found.push((pattern::field_of(place, self.vocabulary), answer, (cell.row, cell.column)));
                }
                continue;
            }
            for (place, text) in
                pattern::unfilled(&cell.pieces, &answer.text, |place| asks_for_year(place, self.vocabulary))
            {
                let field = pattern::field_of(place, self.vocabulary);
                found.push((field, FilledCell { text, number: None, money: answer.money }, (cell.row, cell.column)));
            }
        }
        found
    }

    fn meant(region: &FormRegion, pair: &LabelledCell) -> Option<AskedField> {
        match pair.field {
            // As in filling: without the year's goal beside it, the goal of the whole project is the goal.
            Some(AskedField::Column(Column::GoalPeriod)) if !region.has_label(Column::Goal) => {
                Some(AskedField::Column(Column::Goal))
            }
            Some(AskedField::Column(Column::Indicators)) if !region.lists.is_empty() => None,
            field => field,
        }
    }

    /// The lines of a department's budget, one heading after the other.
    fn budget(&self, sheet: &SheetReader<'_>, region: &FormRegion) -> Vec<crate::model::BudgetLine> {
        let mut lines = Vec::new();
        for pair in region.pairs.iter().filter(|p| !p.heading && p.behind.is_none()) {
            let amount_label = matches!(
                pair.field,
                None | Some(AskedField::Column(Column::BudgetHeading | Column::BudgetBlock | Column::Budget))
            ) || matches!(pair.field, Some(AskedField::Column(column)) if column.is_amount());
            let row = sheet.rows.row(pair.row);
            let amount = sheet
                .filled
                .answer(row, pair.column)
                .number
                .and(sheet.filled.answer(row, pair.column).amount())
                .filter(|_| amount_label);
            let Some(amount) = amount else { continue };
            let label = sheet.grid.label_left_of(pair.row, pair.column);
            let group = money::budget_group(sheet.grid, label, region.top, self.vocabulary).unwrap_or_default();
            let place = Place::cell(sheet.filled.name, row.saturating_sub(1), pair.column.saturating_sub(1));
            lines.push((
                label.map_or(0, |l| l.left),
                pair.row,
                answer::budget_line(&group, &pair.label, amount, place),
            ));
        }
        lines.sort_by_key(|(column, row, _)| (*column, *row));
        lines.into_iter().map(|(.., line)| line).collect()
    }

    /// Indicators of a list that does not say whose they are.
    fn whole_indicators(&mut self, form: &mut Form, of_project: bool, scope: Scope, indicators: Vec<Indicator>) {
        if form.projects.len() > 1 {
            self.back.findings.push(IndicatorsOfNobody {}.finding().at(form.place.clone()));
        }
        if let Some(first) = form.projects.first_mut() {
            first.indicators.extend(indicators);
            return;
        }
        if of_project && !indicators.is_empty() {
            // The title says that it is one; which one, the template does not print.
            form.projects.push(Project { indicators, ..Project::new(form.place.clone()) });
            return;
        }
        if scope != Scope::Department && !indicators.is_empty() {
            form.kind = Kind::Department;
        }
        form.indicators.extend(indicators);
    }

    fn lost(&mut self, sheet: &str) {
        self.sheet_finding(sheet, &SheetLost { sheet });
    }

    fn unknown(&mut self, sheet: &str) {
        self.sheet_finding(sheet, &SheetUnknown { sheet });
    }

    fn sheet_finding(&mut self, sheet: &str, message: &impl Message) {
        let place: Place = Spot::Sheet { sheet: sheet.to_owned() }.into();
        self.back.findings.push(message.finding().at(place));
    }

    fn finished(mut self) -> ReadBack {
        let (forms, verdicts) = (&mut self.back.forms, std::mem::take(&mut self.verdicts));
        merge_departments(forms);
        self.back.reviews = read_reviews::reviews(forms, verdicts);
        self.back.findings.extend(packed::unpack(forms, self.vocabulary));
        for form in forms {
            form.year = form.year.or_else(|| form.title.as_deref().and_then(printed_year));
        }
        self.back
    }
}

/// The titles of a region as they stand in the filled workbook.
fn titles<'s>(
    sheet: &'s SheetReader<'_>,
    region: &'s FormRegion,
    vocabulary: &'s Vocabulary,
) -> impl Iterator<Item = String> + 's {
    let texts = sheet.grid.texts().filter(|(block, _)| (region.top..=region.bottom).contains(&block.top));
    texts
        .filter(|(_, text)| pattern::pieces_of(text).is_none() && vocabulary.is_title(text))
        .map(|(block, _)| sheet.filled.answer(sheet.rows.row(block.top), block.left).text)
}

fn title(sheet: &SheetReader<'_>, region: &FormRegion, vocabulary: &Vocabulary) -> Option<String> {
    titles(sheet, region, vocabulary).find(|title| !title.is_empty())
}
