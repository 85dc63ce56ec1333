//! Findings, forms and projects → notes and outline of the annotated PDF.

use crate::findings::{Words, entry_of};
use crate::model::{BBox, Place, Severity, Spot};
use crate::write::review::content::{FormHead, RecordKey, ReviewContent, ShownFinding, ShownRecord};
use crate::write::review::{PdfBookmark, PdfNote};

/// A note for each finding on each page it is about; findings without a place stand on the first page.
pub(crate) fn findings_to_notes(content: &ReviewContent, english: bool) -> Vec<PdfNote> {
    content.findings.iter().flat_map(|finding| notes(content, finding, english)).collect()
}

fn notes(content: &ReviewContent, shown: &ShownFinding, english: bool) -> Vec<PdfNote> {
    let text = note_text(shown, english);
    let place = shown.finding.place.as_ref().or_else(|| record_place(content, shown));
    let mut notes: Vec<PdfNote> = Vec::new();
    for (page, bbox) in place.into_iter().flat_map(Place::spots).filter_map(page_of) {
        match notes.iter_mut().find(|note| note.page == page) {
            Some(note) => note.boxes.extend(bbox),
            None => notes.push(PdfNote {
                page,
                boxes: bbox.into_iter().collect(),
                colour: colour(shown.finding.severity),
                text: text.clone(),
            }),
        }
    }
    if notes.is_empty() {
        notes.push(PdfNote { page: 1, boxes: Vec::new(), colour: colour(shown.finding.severity), text });
    }
    notes
}

fn page_of(spot: &Spot) -> Option<(u32, Option<BBox>)> {
    match spot {
        Spot::Page { page, bbox } => Some((*page, Some(*bbox))),
        Spot::Pages { pages: [first, _] } => Some((*first, None)),
        _ => None,
    }
}

/// Where the record stands that a finding is about.
fn record_place<'c>(content: &'c ReviewContent, shown: &ShownFinding) -> Option<&'c Place> {
    let finding = &shown.finding;
    let own = finding.indicator.map(|n| ("indicator", n));
    let id = RecordKey { form: finding.form?, project: finding.project, own };
    content.records.iter().find(|record| record.id == id)?.place.as_ref()
}

const fn colour(severity: Severity) -> [f32; 3] {
    match severity {
        Severity::Error => [1.0, 0.45, 0.4],
        Severity::Warning => [1.0, 0.75, 0.2],
        Severity::Info => [0.45, 0.7, 1.0],
    }
}

fn note_text(shown: &ShownFinding, english: bool) -> String {
    let entry = entry_of(&shown.finding.code);
    let in_language = |words: Words| if english { words.en } else { words.zh };
    let name = entry.map_or("", |entry| in_language(entry.name));
    let advice = entry.map_or("", |entry| in_language(entry.advice));
    let rule = entry.and_then(|entry| entry.rule).unwrap_or_default();
    let message = if english && !shown.english.is_empty() { &shown.english } else { &shown.finding.message };
    let mut lines = vec![format!("{rule} {name}").trim().to_owned(), message.clone()];
    lines.extend(shown.finding.suggestion.clone());
    lines.push(advice.to_owned());
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}

/// An entry for each form, and below it one for each of its projects.
pub(crate) fn forms_to_bookmarks(content: &ReviewContent) -> Vec<PdfBookmark> {
    content.forms.iter().enumerate().filter_map(|(number, head)| form_to_bookmark(number, head, content)).collect()
}

fn form_to_bookmark(number: usize, head: &FormHead, content: &ReviewContent) -> Option<PdfBookmark> {
    let (page, top) = start(&head.place)?;
    let projects = content.records.iter().filter(|record| record.id.form == number && record.kind == "project");
    let below = projects.filter_map(|record| project_to_bookmark(record, content)).collect();
    let title = head.title.as_deref().unwrap_or(head.kind).to_owned();
    Some(PdfBookmark { title, page, top, below })
}

/// The entry of a project that has a name.
fn project_to_bookmark(record: &ShownRecord, content: &ReviewContent) -> Option<PdfBookmark> {
    let (page, top) = start(record.place.as_ref()?)?;
    let name = record.values.iter().find(|v| content.fields[v.field].json == "name")?;
    Some(PdfBookmark { title: name.text.clone(), page, top, below: Vec::new() })
}

fn start(place: &Place) -> Option<(u32, f64)> {
    page_of(&place.spot).map(|(page, bbox)| (page, bbox.map_or(0.0, |bbox| bbox.top)))
}
