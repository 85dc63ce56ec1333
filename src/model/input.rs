//! What a reader hands to reconstruction.

use std::sync::Arc;

use super::budget::Budget;
use super::document::{Document, Source};
use super::finding::{Finding, Noted};
use super::lines::Line;
use super::page::{Page, TaggedTable};
use super::passage::Passage;
use super::picture::Picture;
use super::worksheet::Worksheet;

/// An opened input.
pub struct Input {
    /// What it is.
    pub source: Source,
    /// What it holds.
    pub content: Content,
    /// What was noticed while opening it.
    pub findings: Vec<Finding>,
    /// What is left of the time and memory that working on it may take.
    pub budget: Budget,
}

/// The content of an input.
pub enum Content {
    /// Pages, read one at a time.
    Pages(Box<dyn PageSource>),
    /// Lines of a text.
    Lines(Vec<Line>),
    /// Sheets of a workbook.
    Worksheets(Vec<Worksheet>),
    /// Tables and the text between them.
    Passages(Vec<Passage>),
    /// What converting another input gave.
    Document(Box<Document>),
}

/// Pages read one at a time, so that memory does not grow with their number. Safe to call from several threads.
pub trait PageSource: Send + Sync {
    /// Number of pages.
    fn page_count(&self) -> u32;

    /// Reads a page (from 1). A damaged page comes back with what could be read of it and a finding.
    fn page(&self, number: u32) -> Noted<Page>;

    /// The pages of which the characters were recognised in pictures, of those that were read so far, by their numbers.
    fn recognised_pages(&self) -> Vec<Arc<Page>> {
        Vec::new()
    }

    /// The tables of the structure tree; empty where the PDF is not tagged.
    fn tagged_tables(&self) -> Vec<TaggedTable>;

    /// Draws pages (from 1) that stand one behind the other, with so many dots a point where the paper is not too large for it;
    /// `None` for one that cannot be drawn.
    fn pictures(&self, numbers: std::ops::Range<u32>, resolution: f32) -> Vec<Option<Picture>> {
        let _ = resolution;
        numbers.map(|_| None).collect()
    }
}
