//! Who answers for each printed cell of a form's tables.
//!
//! Whoever takes a cell's text into a field, or knows it as a label, claims the cell; the first claim holds. What nobody has
//! claimed once a form is read is named by a finding (see `account.rs`), so that no printed text can vanish unsaid.

use std::cell::Cell as Mark;

use crate::model::{Block, Reading};
use crate::vocabulary::Column;

/// What became of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    /// Its text stands in a field of that meaning.
    Field(Column),
    /// It is a label or heading of that meaning.
    Label(Column),
    /// It stands beside a known label for which forms have no field (填表人, 评价结论).
    Known(Column),
    /// A class over the columns or rows of its indicators.
    Class,
    /// The label of a row that adds others up.
    Subtotal,
    /// A note below the form.
    Note,
    /// A line of the head: title, department, unit of money.
    Head,
    /// Says that nothing is filled in: ……, 指标2：, a dash.
    Blank,
}

impl Owner {
    /// Whether the text went into a field.
    #[must_use]
    pub fn is_field(self) -> bool {
        matches!(self, Self::Field(_) | Self::Class | Self::Note | Self::Head | Self::Subtotal)
    }
}

/// What became of one non-blank cell of a form's table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Claimed {
    /// Index of its table among the blocks of the reading.
    pub block: usize,
    /// Its index in that table.
    pub cell: usize,
    /// Index of the form.
    pub form: usize,
    /// Who took it; `None`: nobody, a finding names it.
    pub owner: Option<Owner>,
}

/// The claim on one cell.
pub(super) type Claim = Mark<Option<Owner>>;

/// The claims on all cells of a reading.
#[derive(Debug)]
pub(super) struct Claims {
    blocks: Vec<Vec<Claim>>,
}

impl Claims {
    /// No cell claimed.
    pub(super) fn new(reading: &Reading) -> Self {
        let blocks = reading.blocks.iter().map(|block| match block {
            Block::Table(table) => table.cells.iter().map(|_| Mark::new(None)).collect(),
            Block::Paragraph(_) => Vec::new(),
        });
        Self { blocks: blocks.collect() }
    }

    /// The claims on the cells of a table, in the order of its cells.
    pub(super) fn of_block(&self, block: usize) -> &[Claim] {
        &self.blocks[block]
    }
}
