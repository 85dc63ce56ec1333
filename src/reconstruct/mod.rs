//! Marks → words → grids → tables → forms → projects and indicators. Opens no file.

use crate::model::{Content, Finding, Form, Input, Reading, Table};
use crate::vocabulary::Vocabulary;

pub mod forms;
pub mod joining;
pub mod pages;
pub mod regions;
pub mod sheets;
pub mod standard;
pub(crate) mod stitch;
pub mod text;
pub mod tolerances;

/// The forms of a reading.
#[derive(Debug, Clone, Default)]
pub struct Recognised {
    /// Forms in printed order.
    pub forms: Vec<Form>,
    /// Tables that belong to no form.
    pub other_tables: Vec<Table>,
    /// What was noticed.
    pub findings: Vec<Finding>,
}

/// Reads an input as tables and the text between them; texts by the words of the vocabulary.
#[must_use]
pub fn read(input: &Input, vocabulary: &Vocabulary) -> Reading {
    match &input.content {
        Content::Pages(source) => pages::read(source.as_ref()),
        Content::Lines(lines) => text::read(lines, vocabulary),
        Content::Worksheets(sheets) => sheets::read(sheets),
    }
}

/// Recognises the forms of a reading.
#[must_use]
pub fn forms(reading: &Reading, vocabulary: &Vocabulary) -> Recognised {
    forms::reading_to_forms(reading, vocabulary)
}
