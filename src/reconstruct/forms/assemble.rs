//! A segment → a form.

use super::card::{Card, Labels, rows_to_card};
use super::claims::Owner;
use super::classes_at_breaks::put_classes_right;
use super::column_contents::settle_columns;
use super::head::{Head, money_unit, texts_to_head, unit_in_label};
use super::header_tree::claim_header;
use super::items::{Row, Slot, join_places};
use super::kinds::{card_kind, list_kind};
use super::list::{List, rows_to_list};
use super::money::note_units;
use super::outline::rows_to_outline;
use super::segment::Segment;
use crate::language::money::text_to_amount;
use crate::model::{Finding, Form, Kind, Place, Project, Spot};
use crate::vocabulary::{Column, Vocabulary};

/// Reads a segment; findings carry the indices of project and indicator, not yet of the form.
pub(super) fn segment_to_form(mut segment: Segment<'_>, vocabulary: &Vocabulary) -> (Form, Vec<Finding>) {
    let mut head = texts_to_head(&segment.head, vocabulary);
    let unit = head.unit.take().or_else(|| unit_of_labels(&segment, vocabulary));
    head.unit = note_units(&mut segment.rows, segment.list.as_ref(), unit, vocabulary);
    let mut above = Labels::default();
    for row in &segment.above {
        above.row(row, vocabulary);
    }
    head.department = head.department.take().or(above.department);
    head.organisation = head.organisation.take().or(above.budget_unit);
    head.year = head.year.or(above.year);
    let place = form_place(&segment);
    let mut findings = segment.findings;
    let form = Form {
        title: head.title.clone(),
        year: head.year,
        unit: head.unit.clone(),
        notes: segment.notes.iter().map(|n| n.trim().to_owned()).collect(),
        ..Form::new(Kind::ProjectTable, place)
    };
    let mut form = match &mut segment.list {
        Some(header) if segment.outline => {
            list_to_form(form, &head, rows_to_outline(&segment.rows, header, vocabulary), &mut findings)
        }
        Some(header) => {
            settle_columns(header, &segment.rows, vocabulary, &mut findings);
            claim_header(&segment.heading_rows.iter().collect::<Vec<_>>(), header);
            let department = head.department.as_deref().or(head.organisation.as_deref());
            let list = rows_to_list(&segment.rows, header, department, vocabulary);
            let kind = list_kind(form.title.as_deref(), header, vocabulary);
            list_to_form(Form { kind, ..form }, &head, list, &mut findings)
        }
        None => card_to_form(form, &head, rows_to_card(&segment.rows, vocabulary), vocabulary, &mut findings),
    };
    put_classes_right(&mut form, vocabulary, &mut findings);
    (form, findings)
}

fn list_to_form(form: Form, head: &Head, list: List, findings: &mut Vec<Finding>) -> Form {
    findings.extend(list.findings);
    let of_rows = unanimous(list.projects.iter().map(|p| p.department.as_deref())).map(without_bracket);
    let department = head.department.as_deref().or(of_rows).or(head.organisation.as_deref()).map(str::to_owned);
    let mut projects = list.projects;
    for project in projects.iter_mut().filter(|p| p.budget_unit.is_none()) {
        project.budget_unit.clone_from(&head.organisation);
    }
    Form { department, year: form.year.or(list.year), subtotals: list.subtotals, projects, ..form }
}

fn card_to_form(form: Form, head: &Head, card: Card, vocabulary: &Vocabulary, findings: &mut Vec<Finding>) -> Form {
    let kind = card_kind(head.title.as_deref(), &card, vocabulary);
    let findings_of_card = card.findings;
    let labels = card.labels;
    let has_project = labels.project.is_some() || head.project.is_some();
    let department = labels
        .department
        .clone()
        .or_else(|| head.department.clone())
        .or_else(|| labels.budget_unit.clone().filter(|_| !kind.is_about_projects() || !has_project))
        .or_else(|| head.organisation.clone());
    let form = Form { kind, department, year: form.year.or(labels.year), ..form };
    if !kind.is_about_projects() {
        findings.extend(findings_of_card);
        return Form {
            budget: [card.printed, card.budget].concat(),
            overall_goal: card.goals.goal,
            goal_actual: card.goals.actual,
            code: labels.code.or(labels.unit_code),
            period: labels.period,
            tasks: card.tasks,
            other_tasks: card.further_tasks,
            indicators: card.indicators,
            ..form
        };
    }
    let project = Project {
        department: labels.department.or_else(|| head.department.clone()),
        budget_unit: labels.budget_unit.or_else(|| head.organisation.clone()),
        name: labels.project.or_else(|| head.project.clone()),
        amounts: card.amounts,
        amounts_period: card.period_amounts,
        goal: card.goals.goal,
        goal_period: card.goals.period,
        goal_actual: card.goals.actual,
        code: labels.code,
        period: labels.period,
        indicators: card.indicators,
        execution: card.execution,
        ..Project::of_packed_cell(card.packed_indicators, form.place.clone())
    };
    // A blank template names no project and has nothing to say.
    let blank =
        project.name.is_none() && project.goal.is_none() && project.indicators.is_empty() && project.amounts.is_empty();
    findings.extend(findings_of_card.into_iter().map(|f| if blank { f } else { f.project(0) }));
    let projects = if blank { Vec::new() } else { vec![project] };
    Form { projects, budget: card.budget, tasks: card.tasks, other_tasks: card.further_tasks, ..form }
}

/// The value all rows share.
fn unanimous<'t>(mut values: impl Iterator<Item = Option<&'t str>>) -> Option<&'t str> {
    let first = values.next()??;
    values.all(|v| v == Some(first)).then_some(first)
}

/// 广州市白云区司法局(部门) → 广州市白云区司法局.
fn without_bracket(name: &str) -> &str {
    let bare = ["(部门)", "（部门）"].iter().find_map(|b| name.trim_end().strip_suffix(b));
    bare.unwrap_or(name).trim()
}

/// The unit of money in a heading or label of amounts: 项目资金（万元）.
fn unit_of_labels(segment: &Segment<'_>, vocabulary: &Vocabulary) -> Option<String> {
    let headings = segment.list.iter().flat_map(|h| h.headings.iter().map(|h| h.text.as_str()));
    let labels = segment.rows.iter().flat_map(Row::filled).map(Slot::text).filter(|t| t.len() < LONGEST_LABEL);
    // What stands over several columns, too: 年度预算安排（万元） over 小计 | 财政拨款.
    let above = segment.heading_rows.iter().flat_map(Row::filled).map(Slot::text);
    let labels = labels.filter(|t| vocabulary.column(t).is_some());
    let found = headings.chain(above).chain(labels).find_map(|t| unit_in_label(t, vocabulary));
    found
        .or_else(|| segment.rows.iter().find_map(|row| unit_beside_amount(row, vocabulary)))
        .or_else(|| segment.rows.iter().filter_map(Row::first).find_map(|slot| bracketed_unit(slot.text(), vocabulary)))
        .or_else(|| segment.rows.iter().flat_map(Row::filled).find_map(|slot| labelled_unit(slot, vocabulary)))
}

/// The unit in a label that no list has, right beside an amount: 预算（元） | 2,386,500.00.
fn unit_beside_amount(row: &Row<'_>, vocabulary: &Vocabulary) -> Option<String> {
    let cells: Vec<&Slot<'_>> = row.filled().collect();
    let pairs = cells.iter().zip(cells.iter().skip(1)).filter(|(_, beside)| text_to_amount(beside.text()).is_some());
    let mut labels = pairs.map(|(label, _)| label.text()).filter(|text| text.len() < LONGEST_LABEL);
    labels.find_map(|text| unit_in_label(text, vocabulary))
}

/// A unit with its label in a cell beside other labels: 单位：万元.
fn labelled_unit(slot: &Slot<'_>, vocabulary: &Vocabulary) -> Option<String> {
    let unit = money_unit(slot.text(), vocabulary)?;
    slot.claim(Owner::Label(Column::Unit));
    Some(unit)
}

/// A unit that stands alone in its bracket, below the label of the amounts: （万元）.
fn bracketed_unit(text: &str, vocabulary: &Vocabulary) -> Option<String> {
    let unit = text.strip_prefix(['（', '('])?.strip_suffix(['）', ')'])?.trim();
    vocabulary.is_money_unit(unit).then(|| unit.to_owned())
}

/// Bytes of the longest label.
const LONGEST_LABEL: usize = 120;

/// Where a form stands: pages, lines, or the sheet.
fn form_place(segment: &Segment<'_>) -> Place {
    let rows = segment.rows.iter().flat_map(|r| r.cells.iter().filter(|s| s.begins).map(|s| &s.cell.place));
    let spots: Vec<&Spot> =
        segment.places.iter().copied().chain(rows).flat_map(|p| std::iter::once(&p.spot).chain(&p.also)).collect();
    let pages = spots.iter().filter_map(|s| match s {
        Spot::Page { page, .. } => Some([*page, *page]),
        Spot::Pages { pages } => Some(*pages),
        _ => None,
    });
    let lines = spots.iter().filter_map(|s| match s {
        Spot::Line { line } => Some([*line, *line]),
        Spot::Lines { lines } => Some(*lines),
        _ => None,
    });
    if let Some(pages) = hull(&mut pages.clone()) {
        return Spot::Pages { pages }.into();
    }
    let sheet = spots.iter().find_map(|s| match s {
        Spot::Cell { sheet, .. } | Spot::Sheet { sheet } => Some(Spot::Sheet { sheet: sheet.clone() }),
        _ => None,
    });
    // A table of a document that flows stands below lines of text.
    if let Some(sheet) = sheet {
        return sheet.into();
    }
    let lines = hull(&mut lines.clone()).map(|[first, last]| Place::lines(first, last));
    lines.or_else(|| join_places(segment.places.iter().copied())).unwrap_or_else(|| Place::lines(1, 1))
}

/// The range from the first to the last of several.
fn hull(ranges: &mut dyn Iterator<Item = [u32; 2]>) -> Option<[u32; 2]> {
    ranges.reduce(|a, b| [a[0].min(b[0]), a[1].max(b[1])])
}
