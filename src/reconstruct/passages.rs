//! Passages of a document whose text flows → paragraphs and tables.

use super::sheets::sheet_to_table;
use crate::model::{Block, Paragraph, Passage, Place, Reading};

/// Reads all passages in their order.
#[must_use]
pub(crate) fn read(passages: &[Passage]) -> Reading {
    let blocks = passages.iter().filter_map(|passage| match passage {
        Passage::Text(line) => {
            Some(Block::Paragraph(Paragraph { text: line.text.clone(), place: Place::lines(line.number, line.number) }))
        }
        Passage::Table(sheet) => sheet_to_table(sheet).map(Block::Table),
    });
    Reading { blocks: blocks.collect(), ..Reading::default() }
}
