//! Marks → words → grids → tables → forms → projects and indicators. Opens no file.

use crate::model::{Budget, Content, Finding, Form, Input, Reading, Table};
use crate::vocabulary::Vocabulary;

pub(crate) mod cheapest_path;
pub(crate) mod confidence;
pub mod forms;
pub(crate) mod joining;
pub(crate) mod matrix;
pub(crate) mod page_threads;
pub mod paged;
pub mod pages;
pub(crate) mod passages;
pub(crate) mod regions;
pub(crate) mod sheets;
pub(crate) mod shifted_records;
pub mod standard;
pub(crate) mod stitch;
pub mod text;
pub(crate) mod tolerances;

/// The forms of a reading.
#[derive(Debug, Clone, Default)]
pub struct Recognised {
    /// Forms in printed order.
    pub forms: Vec<Form>,
    /// Tables that belong to no form.
    pub other_tables: Vec<Table>,
    /// What became of each non-blank cell of the forms' tables.
    pub claimed: Vec<forms::claims::Claimed>,
    /// What was noticed.
    pub findings: Vec<Finding>,
}

/// Reads an input as tables and the text between them; texts by the words of the vocabulary. Where the input's budget is over before
/// the end, what comes back is not the whole.
#[must_use]
pub fn read(input: &Input, vocabulary: &Vocabulary) -> Reading {
    match &input.content {
        Content::Pages(source) => paged::read_within(source.as_ref(), &input.budget),
        Content::Lines(lines) => text::read_within(lines, vocabulary, &input.budget),
        Content::Worksheets(sheets) => sheets::read(sheets, vocabulary),
        Content::Passages(passages) => passages::read(passages, vocabulary),
        Content::Document(_) => Reading::default(),
    }
}

/// Recognises the forms of a reading.
#[must_use]
pub fn forms(reading: &Reading, vocabulary: &Vocabulary) -> Recognised {
    forms_within(reading, vocabulary, &Budget::default())
}

/// The same as far as a budget reaches: what is recognised when it is over is not the whole.
#[must_use]
pub fn forms_within(reading: &Reading, vocabulary: &Vocabulary, budget: &Budget) -> Recognised {
    forms::reading_to_forms(reading, vocabulary, budget)
}
