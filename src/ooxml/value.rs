//! What is put into a cell.

use rust_decimal::Decimal;

use super::run::Run;

/// What is put into a cell. Text never becomes a formula: it is written as an inline string.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum InsertedValue {
    /// The cell is emptied; its style stays.
    Empty,
    /// A text.
    Text(String),
    /// A number.
    Number(Decimal),
    /// A text of several formats.
    Rich(Vec<Run>),
}

impl InsertedValue {
    /// The value as text; empty for nothing.
    pub(crate) fn to_text(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.normalize().to_string(),
            Self::Rich(runs) => runs.iter().map(|run| run.text.as_str()).collect(),
        }
    }
}
