//! What a page of review shows, as the script of the page reads it: its JSON is a matter between the two.

use std::collections::BTreeMap;

use serde::Serialize;
use serde::ser::SerializeMap;

use crate::model::{BBox, Finding, Form, Place, Review, Source, Spot};

/// All that a page of review shows, but the pictures.
#[derive(Debug, Serialize)]
pub(crate) struct ReviewContent {
    /// This program and its version.
    pub(crate) program: &'static str,
    /// The language the page opens in: `zh` or `en`.
    pub(crate) language: &'static str,
    /// The input.
    pub(crate) source: Source,
    /// What is said of each form as a whole.
    pub(crate) forms: Vec<FormHead>,
    /// The fields of each kind of record.
    pub(crate) fields: Vec<FieldNames>,
    /// All records, form after form.
    pub(crate) records: Vec<ShownRecord>,
    /// All findings.
    pub(crate) findings: Vec<ShownFinding>,
    /// What is said of each of their codes.
    pub(crate) codes: BTreeMap<String, AboutCode>,
    /// The cells of the forms' tables.
    pub(crate) cells: Vec<ShownCell>,
    /// What the colours of cells mean.
    pub(crate) owners: Vec<OwnerLegend>,
    /// The pages of the input, where it has pages.
    pub(crate) pages: Vec<PageLayer>,
    /// The lines of the input, where it is a text: in order, without gaps.
    pub(crate) lines: Vec<String>,
    /// The sheets of the input, or its tables and the text between them.
    pub(crate) sheets: Vec<ShownSheet>,
    /// The font of this computer in which characters are drawn whose font is not in the file.
    pub(crate) font: Option<String>,
    /// Verdicts there were before.
    pub(crate) reviews: Vec<Review>,
}

/// What is said of a form as a whole.
#[derive(Debug, Serialize)]
pub(crate) struct FormHead {
    pub(crate) kind: &'static str,
    pub(crate) title: Option<String>,
    pub(crate) place: Place,
}

impl FormHead {
    pub(crate) fn of(form: &Form) -> Self {
        let kind = crate::model::labels::form_kind_to_text(form.kind);
        Self { kind, title: form.title.clone(), place: form.place.clone() }
    }
}

/// A field of a kind of record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct FieldNames {
    /// `form`, `project`, `indicator`, `task`, `budget`, `subtotal`.
    pub(crate) record: &'static str,
    /// As in the JSON of documents.
    pub(crate) json: &'static str,
    pub(crate) zh: &'static str,
    pub(crate) en: &'static str,
    /// Whether it holds numbers, which stand at the right.
    pub(crate) number: bool,
}

/// A record by the indices it is found by: those of the JSON of reviews.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct RecordKey {
    /// Index of the form.
    pub(crate) form: usize,
    /// Index of the project, of records of projects.
    pub(crate) project: Option<usize>,
    /// Kind of record and its index; `None` for a form or a project.
    pub(crate) own: Option<(&'static str, usize)>,
}

impl RecordKey {
    /// A record of a form itself.
    pub(crate) const fn of_form(form: usize, kind: &'static str, index: usize) -> Self {
        Self { form, project: None, own: Some((kind, index)) }
    }
}

impl Serialize for RecordKey {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("form", &self.form)?;
        if self.project.is_some() || self.own.is_some_and(|(kind, _)| kind == "indicator") {
            map.serialize_entry("project", &self.project)?;
        }
        if let Some((kind, index)) = self.own {
            map.serialize_entry(kind, &index)?;
        }
        map.end()
    }
}

/// A record with its values.
#[derive(Debug, Serialize)]
pub(crate) struct ShownRecord {
    /// What it is found by.
    pub(crate) id: RecordKey,
    /// `form`, `project`, …
    pub(crate) kind: &'static str,
    /// Where it stands.
    pub(crate) place: Option<Place>,
    /// Its values.
    pub(crate) values: Vec<ShownValue>,
}

/// A value with the spots where it is printed.
#[derive(Debug, Serialize)]
pub(crate) struct ShownValue {
    /// Index among the fields.
    pub(crate) field: usize,
    /// As the workbook shows it.
    pub(crate) text: String,
    /// Where it is printed.
    pub(crate) at: Vec<Spot>,
    /// Whether the spots hold just the value, not the cell or the row it stands in; said where they do not.
    #[serde(skip_serializing_if = "Clone::clone")]
    pub(crate) exact: bool,
}

/// A finding; what the register says of its code stands once for all of it: [`ReviewContent::codes`].
#[derive(Debug, Serialize)]
pub(crate) struct ShownFinding {
    #[serde(flatten)]
    pub(crate) finding: Finding,
    /// Its message in English.
    pub(crate) english: String,
}

/// What the register says of a code, each in Chinese and English.
#[derive(Debug, Default, Serialize)]
pub(crate) struct AboutCode {
    /// The rule it belongs to, R-01 and so on.
    pub(crate) rule: Option<&'static str>,
    /// What it looks for.
    pub(crate) name: [&'static str; 2],
    /// What to do.
    pub(crate) advice: [&'static str; 2],
}

/// A cell of a form's table with what became of it.
#[derive(Debug, Serialize)]
pub(crate) struct ShownCell {
    /// Index of the form.
    pub(crate) form: usize,
    /// Who took it, see [`OwnerLegend`].
    pub(crate) owner: &'static str,
    /// What it means, in the words of forms.
    pub(crate) role: Option<String>,
    /// Where it is.
    pub(crate) at: Vec<Spot>,
    /// What it says.
    pub(crate) text: String,
}

/// A colour of cells and what it means.
#[derive(Debug, Serialize)]
pub(crate) struct OwnerLegend {
    pub(crate) id: &'static str,
    pub(crate) zh: &'static str,
    pub(crate) en: &'static str,
    pub(crate) colour: &'static str,
}

/// A page without its picture.
#[derive(Debug, Serialize)]
pub(crate) struct PageLayer {
    /// Points.
    pub(crate) width: f64,
    pub(crate) height: f64,
    /// Whether there is a picture.
    pub(crate) picture: bool,
    /// Its text.
    pub(crate) runs: Vec<TextRun>,
    /// Ruling lines, of a page without picture.
    pub(crate) rules: Vec<BBox>,
}

/// A piece of a line of text.
#[derive(Debug, Serialize)]
pub(crate) struct TextRun {
    pub(crate) bbox: BBox,
    /// Quarter turns clockwise by which the text is turned.
    #[serde(skip_serializing_if = "is_zero")]
    pub(crate) turns: u8,
    pub(crate) text: String,
    /// Whether the picture does not show it: it is drawn over the picture.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) drawn: bool,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde hands over references")]
fn is_zero(turns: &u8) -> bool {
    *turns == 0
}

/// A sheet, or a table of a document whose text flows.
#[derive(Debug, Serialize)]
pub(crate) struct ShownSheet {
    pub(crate) name: String,
    /// Row, column, rows, columns, text.
    pub(crate) cells: Vec<(u32, u32, u32, u32, String)>,
    /// Text before it, with the numbers of the lines.
    pub(crate) before: Vec<(u32, String)>,
}
