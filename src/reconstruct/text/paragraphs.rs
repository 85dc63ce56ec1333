//! Lines outside tables → paragraphs.

use crate::language::characters::IDEOGRAPHIC_SPACE;
use crate::model::{Block, Line, Paragraph, Place, Reading};
use crate::reconstruct::joining;

use super::{furniture, wrapped};

/// Most characters of a paragraph that goes on in the next line because it left a bracket open: a bracket that is never closed may
/// not swallow the page.
const OPEN_BRACKET_LONGEST: usize = 120;

/// Turns lines outside tables into paragraphs: pieces that stand far apart are paragraphs of their own; a line that leaves a
/// bracket open goes on in the next.
pub(super) fn lines_to_paragraphs(lines: &[Line], reading: &mut Reading) {
    let mut open: Option<(String, Place)> = None;
    for line in lines {
        let text = furniture::bare(&line.text);
        for piece in
            text.split("  ").flat_map(|p| p.split(['\t', IDEOGRAPHIC_SPACE])).map(str::trim).filter(|p| !p.is_empty())
        {
            let place = wrapped::line_place(line);
            let (text, place) = match open.take() {
                Some((mut before, at)) => {
                    joining::append_line(&mut before, piece);
                    (before, at.join(&place))
                }
                None => (piece.to_owned(), place),
            };
            if leaves_bracket_open(&text) && text.chars().count() < OPEN_BRACKET_LONGEST {
                open = Some((text, place));
            } else {
                push_paragraph(&text, place, reading);
            }
        }
    }
    if let Some((text, place)) = open {
        push_paragraph(&text, place, reading);
    }
}

fn leaves_bracket_open(text: &str) -> bool {
    let count = |set: [char; 2]| text.matches(set).count();
    count(['（', '(']) > count(['）', ')'])
}

fn push_paragraph(text: &str, place: Place, reading: &mut Reading) {
    reading.blocks.push(Block::Paragraph(Paragraph { text: text.to_owned(), place }));
}
