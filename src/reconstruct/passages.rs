//! Passages of a document whose text flows → paragraphs and tables.

use super::sheets::add_sheet;
use crate::model::{Block, Paragraph, Passage, Place, Reading};
use crate::vocabulary::Vocabulary;

/// Reads all passages in their order.
#[must_use]
pub(crate) fn read(passages: &[Passage], words: &Vocabulary) -> Reading {
    let mut reading = Reading::default();
    for passage in passages {
        match passage {
            Passage::Text(line) => {
                let place = Place::lines(line.number, line.number);
                reading.blocks.push(Block::Paragraph(Paragraph { text: line.text.clone(), place }));
            }
            Passage::Table(sheet) => add_sheet(sheet, words, &mut reading),
        }
    }
    reading
}
