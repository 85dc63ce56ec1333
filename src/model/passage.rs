//! What a document holds whose text flows: a web page, Markdown, a word processor's file.

use super::lines::Line;
use super::worksheet::Worksheet;

/// A piece of such a document, in reading order.
#[derive(Debug, Clone, PartialEq)]
pub enum Passage {
    /// A line of the text between tables; these are numbered through the document.
    Text(Line),
    /// A table, named 表1, 表2, … through the document.
    Table(Worksheet),
}
