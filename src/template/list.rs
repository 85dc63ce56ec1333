//! Lists of a template: their columns, and the rows that take records.

use super::pattern::{self, TextPiece};
use crate::ooxml::reference::Area;
use crate::vocabulary::AskedField;
use crate::vocabulary::{Column, Vocabulary};

/// What a row of a list is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rows {
    Projects,
    Indicators,
    /// An indicator with its project's columns.
    Flat,
    Tasks,
}

/// A list.
#[derive(Debug, Clone)]
pub(super) struct PlaceList {
    pub(super) rows: Rows,
    pub(super) columns: Vec<ListColumn>,
    /// The header, or nothing where placeholders say what goes where.
    pub(super) header: Option<Area>,
    /// First and last row for records; first > last where there is none.
    pub(super) first: u32,
    pub(super) last: u32,
    /// Whether nothing stands below, so that rows need not be put in.
    pub(super) open: bool,
    /// First and last column.
    pub(super) left: u32,
    pub(super) right: u32,
    /// Headings that nobody knows.
    pub(super) unknown: Vec<String>,
}

/// A column of a list.
#[derive(Debug, Clone)]
pub(super) struct ListColumn {
    pub(super) column: u32,
    /// The heading or placeholder, for reports.
    pub(super) label: String,
    pub(super) fill: ColumnFill,
}

/// What goes into the cells of a column.
#[derive(Debug, Clone)]
pub(super) enum ColumnFill {
    Field(AskedField),
    Pieces(Vec<TextPiece>),
}

impl ColumnFill {
    /// Whether one of the fields that go into the cells is such a field.
    pub(super) fn any_field(&self, vocabulary: &Vocabulary, mut is: impl FnMut(AskedField) -> bool) -> bool {
        match self {
            Self::Field(field) => is(*field),
            Self::Pieces(pieces) => pattern::fields_of(pieces, vocabulary).any(is),
        }
    }
}

impl PlaceList {
    pub(super) fn column_of(&self, wanted: Column) -> Option<u32> {
        self.columns.iter().find(|c| c.is(wanted)).map(|c| c.column)
    }

    pub(super) fn has(&self, wanted: Column) -> bool {
        self.column_of(wanted).is_some()
    }

    /// Whether one of its columns asks for something, alone or among text.
    pub(super) fn asks(&self, wanted: Column, vocabulary: &Vocabulary) -> bool {
        self.columns.iter().any(|column| column.fill.any_field(vocabulary, |field| field == AskedField::Column(wanted)))
    }

    pub(super) fn has_at(&self, wanted: Column, column: u32) -> bool {
        self.column_of(wanted) == Some(column)
    }

    /// The column that tells records apart.
    pub(super) fn key(&self) -> u32 {
        let wanted = match self.rows {
            Rows::Projects => [Column::Project, Column::Goal],
            Rows::Indicators | Rows::Flat => [Column::Level3, Column::AnnualValue],
            Rows::Tasks => [Column::TaskName, Column::TaskContent],
        };
        wanted.iter().find_map(|c| self.column_of(*c)).unwrap_or(self.right)
    }

    /// Whether a slot belongs to the list or its header.
    pub(super) fn covers(&self, row: u32, column: u32) -> bool {
        let top = self.header.map_or(self.first, |header| header.top);
        (top..=self.last.max(self.first)).contains(&row) && (self.left..=self.right).contains(&column)
    }
}

impl ListColumn {
    fn is(&self, wanted: Column) -> bool {
        match &self.fill {
            ColumnFill::Field(field) => *field == AskedField::Column(wanted),
            ColumnFill::Pieces(_) => false,
        }
    }
}

/// Headings that stand beside a block of rows, not above a column.
pub(super) fn is_side_heading(column: Column) -> bool {
    matches!(column, Column::Indicators | Column::TaskBlock | Column::BudgetBlock | Column::FundsBlock)
}

pub(super) fn is_of_task(column: Column) -> bool {
    matches!(column, Column::TaskName | Column::TaskContent | Column::TaskFunds | Column::TaskExpected)
}
