//! Rows of all sheets → documents.

use std::collections::BTreeMap;

use crate::language::characters::split_around;
use crate::model::labels::{text_to_extraction, text_to_form_kind};
use crate::model::notation::{Ordinal, cells_to_place};
use crate::model::{
    Amounts, BudgetLine, Document, Form, Kind, Project, RecordId, Reviewed, SCHEMA, Source, StandardSheet, Subtotal,
    Task,
};

use super::fields::set_fields;
use super::findings::row_to_finding;
use super::indicators::row_to_indicator;
use super::reviews::row_to_review;
use super::rows::{SheetRows, StandardRow};

/// A document being put together, with where the numbers of ordinals have come to stand.
struct Building {
    reviewed: Reviewed,
    /// (form, project) → index of the project, by the numbers of the ordinal.
    projects: BTreeMap<(usize, usize), usize>,
    /// (form, project, indicator) → index of the indicator.
    indicators: BTreeMap<(usize, usize, usize), usize>,
    /// The department forms that have no row of 总体目标 yet.
    without_goal: std::vec::IntoIter<usize>,
}

/// The rows of a sheet by file and ordinal. A row without an ordinal comes after the row above it.
type Sorted<'a> = BTreeMap<String, Vec<(Ordinal, StandardRow<'a>)>>;

/// How a row of a sheet is added to a document.
type Add = fn(&mut Building, &Ordinal, &StandardRow<'_>);

pub(super) fn documents<'a>(rows: &dyn Fn(StandardSheet) -> SheetRows<'a>) -> Vec<Reviewed> {
    let (mut order, mut files) = (Vec::new(), BTreeMap::new());
    let sources = rows(StandardSheet::Sources).rows;
    let names: Vec<_> = sources.iter().filter_map(|r| r.text("文件")).collect();
    for row in &sources {
        let name = file_of(row);
        let source = row_to_source(row, &names);
        order.push(name.clone());
        files.insert(name, Building::new(source));
    }
    for row in rows(StandardSheet::Overview).rows {
        if let Some(building) = building_of(&mut files, &row) {
            building.reviewed.document.forms.push(row_to_form(&row));
        }
    }
    for building in files.values_mut() {
        building.note_department_forms();
    }
    for row in rows(StandardSheet::Goals).rows {
        if let Some(building) = building_of(&mut files, &row) {
            building.add_goal(&row);
        }
    }
    let sheets: [(StandardSheet, Add); 5] = [
        (StandardSheet::Subtotals, Building::add_subtotal),
        (StandardSheet::Budget, Building::add_budget),
        (StandardSheet::Tasks, Building::add_task),
        (StandardSheet::Projects, Building::add_project),
        (StandardSheet::Level3, Building::add_indicator),
    ];
    for (sheet, add) in sheets {
        for (file, rows) in by_ordinal(rows(sheet)) {
            let Some(building) = files.get_mut(&file) else { continue };
            for (ordinal, row) in &rows {
                add(building, ordinal, row);
            }
        }
    }
    for row in rows(StandardSheet::Findings).rows {
        if let Some(building) = building_of(&mut files, &row) {
            building.add_finding(&row);
        }
    }
    order.iter().filter_map(|name| files.remove(name)).map(Building::finished).collect()
}

fn by_ordinal(rows: SheetRows<'_>) -> Sorted<'_> {
    let mut sorted: Sorted<'_> = BTreeMap::new();
    for row in rows.rows {
        let file = file_of(&row);
        let rows = sorted.entry(file).or_default();
        let ordinal = row.place().0.unwrap_or_else(|| {
            // One number more than the row above: after it, before the next.
            let mut numbers = rows.last().map_or_else(|| vec![1, 0, 0], |(o, _)| o.0.clone());
            numbers.push(0);
            Ordinal(numbers)
        });
        rows.push((ordinal, row));
    }
    for rows in sorted.values_mut() {
        rows.sort_by(|a, b| a.0.cmp(&b.0));
    }
    sorted
}

/// The document being put together that a row is of.
fn building_of<'b>(files: &'b mut BTreeMap<String, Building>, row: &StandardRow<'_>) -> Option<&'b mut Building> {
    files.get_mut(row.str("文件")?)
}

/// The file a row is of.
fn file_of(row: &StandardRow<'_>) -> String {
    row.text("文件").unwrap_or_default()
}

fn row_to_source(row: &StandardRow<'_>, names: &[String]) -> Source {
    let file = row.str("文件").unwrap_or_default();
    let (media_type, methods) = text_to_extraction(row.str("提取方式").unwrap_or_default());
    Source {
        name: printed_name(file, names).to_owned(),
        sha256: row.text("SHA-256").unwrap_or_default(),
        bytes: row.whole("字节").unwrap_or_default(),
        media_type,
        pages: row.whole("页数"),
        producer: row.text("生成程序"),
        methods,
    }
}

/// The second file of a name is shown with a number, as `a.pdf〔2〕`.
fn printed_name<'a>(file: &'a str, names: &[String]) -> &'a str {
    let numbered = file.strip_suffix('〕').and_then(|f| f.rsplit_once('〔'));
    match numbered {
        Some((name, number)) if number.parse::<u32>().is_ok() && names.iter().any(|n| n == name) => name,
        _ => file,
    }
}

fn row_to_form(row: &StandardRow<'_>) -> Form {
    let shown = row.str("页码").unwrap_or_default();
    let place = cells_to_place(None, Some(shown)).1.or_else(|| {
        let (page, rest) = split_around(shown, ' ');
        cells_to_place(Some(page), Some(rest)).1
    });
    let kind = row.str("表种").and_then(text_to_form_kind).unwrap_or(Kind::ProjectTable);
    let mut form = Form::new(kind, place.unwrap_or_else(|| row.own_place()));
    set_fields(row, &mut form);
    form
}

impl Building {
    fn new(source: Source) -> Self {
        let document =
            Document { schema: SCHEMA.to_owned(), source, forms: Vec::new(), tables: None, findings: Vec::new() };
        Self {
            reviewed: document.into(),
            projects: BTreeMap::new(),
            indicators: BTreeMap::new(),
            without_goal: Vec::new().into_iter(),
        }
    }

    fn note_department_forms(&mut self) {
        let forms = self.reviewed.document.forms.iter().enumerate();
        let department: Vec<_> = forms.filter(|(_, f)| !f.kind.is_about_projects()).map(|(n, _)| n).collect();
        self.without_goal = department.into_iter();
    }

    /// The form that an ordinal begins with; where there is none (rows of a form taken out) the last there is.
    fn form(&mut self, ordinal: &Ordinal) -> Option<(usize, &mut Form)> {
        let forms = &mut self.reviewed.document.forms;
        let at = ordinal.0.first()?.checked_sub(1)?.min(forms.len().checked_sub(1)?);
        Some((at, &mut forms[at]))
    }

    fn finished(mut self) -> Reviewed {
        self.reviewed.reviews.sort_by_key(|review| review.of);
        self.reviewed
    }

    fn add_review(&mut self, row: &StandardRow<'_>, of: RecordId) {
        self.reviewed.reviews.extend(row_to_review(row, of));
    }

    fn add_finding(&mut self, row: &StandardRow<'_>) {
        let Some(finding) = row_to_finding(row, |numbers| self.indices(numbers)) else { return };
        self.add_review(row, RecordId::Finding(self.reviewed.document.findings.len()));
        self.reviewed.document.findings.push(finding);
    }

    fn add_goal(&mut self, row: &StandardRow<'_>) {
        let Some(at) = self.without_goal.next() else { return };
        set_fields(row, &mut self.reviewed.document.forms[at]);
        self.add_review(row, RecordId::Goal(at));
    }

    fn add_subtotal(&mut self, ordinal: &Ordinal, row: &StandardRow<'_>) {
        if let Some((_, form)) = self.form(ordinal) {
            let mut subtotal = Subtotal { label: String::new(), amounts: Amounts::default(), place: row.place().1 };
            set_fields(row, &mut subtotal);
            form.subtotals.push(subtotal);
        }
    }

    fn add_budget(&mut self, ordinal: &Ordinal, row: &StandardRow<'_>) {
        if let Some((_, form)) = self.form(ordinal) {
            let mut line =
                BudgetLine { group: String::new(), label: String::new(), amount: None, place: row.place().1 };
            set_fields(row, &mut line);
            form.budget.push(line);
        }
    }

    fn add_task(&mut self, ordinal: &Ordinal, row: &StandardRow<'_>) {
        if let Some((at, form)) = self.form(ordinal) {
            let mut task = Task { name: None, content: None, funds: None, expected: None, place: row.place().1 };
            set_fields(row, &mut task);
            form.tasks.push(task);
            let of = RecordId::Task(at, form.tasks.len() - 1);
            self.add_review(row, of);
        }
    }

    fn add_project(&mut self, ordinal: &Ordinal, row: &StandardRow<'_>) {
        let Some((at, form)) = self.form(ordinal) else { return };
        let mut project = Project::new(row.place_or_own());
        set_fields(row, &mut project);
        form.projects.push(project);
        let index = form.projects.len() - 1;
        if let [f, p, ..] = *ordinal.0 {
            self.projects.entry((f, p)).or_insert(index);
        }
        self.add_review(row, RecordId::Project(at, index));
    }

    fn add_indicator(&mut self, ordinal: &Ordinal, row: &StandardRow<'_>) {
        let (f, p, i) = match *ordinal.0 {
            [f, p, i, ..] => (f, p, i),
            [f, p] => (f, p, 0),
            _ => return,
        };
        let project = self.project_of((f, p));
        let Some((form_index, form)) = self.form(ordinal) else { return };
        let indicators = match project.and_then(|at| form.projects.get_mut(at)) {
            Some(project) => &mut project.indicators,
            None => &mut form.indicators,
        };
        indicators.push(row_to_indicator(row, row.place_or_own()));
        let indicator = indicators.len() - 1;
        self.indicators.entry((f, p, i)).or_insert(indicator);
        self.add_review(row, RecordId::Indicator(form_index, project, indicator));
    }

    /// The index of the project with these numbers.
    fn project_of(&self, numbers: (usize, usize)) -> Option<usize> {
        self.projects.get(&numbers).copied()
    }

    /// The indices that the numbers of an ordinal stand for.
    fn indices(&self, numbers: &[usize]) -> (Option<usize>, Option<usize>, Option<usize>) {
        let (f, rest) = match numbers {
            [f, rest @ ..] if *f >= 1 => (*f, rest),
            _ => return (None, None, None),
        };
        let project = rest.first().and_then(|p| self.project_of((f, *p)));
        let indicator = match *rest {
            [p, i, ..] => self.indicators.get(&(f, p, i)).copied(),
            _ => None,
        };
        (Some(f - 1), project, indicator)
    }
}
