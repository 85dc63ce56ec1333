//! Lines of neighbouring cells side by side, from the top of a page to its bottom: what stands in which column is dealt out, and
//! the rows are bands of lines.

use crate::reconstruct::text::pieces::Piece;

use super::super::bands::PlacedLine;
use super::super::columns::PrintedColumn;
use super::super::tokens::{Gap, Token};
use super::DealtToken;

/// One line of so many holds a long cell beside another one where lines are sorted by their place.
const SHARED: usize = 4;

/// The lines with their pieces in columns; `None` where hardly any line holds pieces of several.
pub(super) fn dealt_to_lines<'a>(
    tokens: &[Token<'a>],
    dealt: &[DealtToken],
    columns: &[PrintedColumn],
) -> Option<Vec<PlacedLine<'a>>> {
    let mut lines: Vec<PlacedLine> = Vec::new();
    let mut blanks = 0;
    for (token, to) in tokens.iter().zip(dealt) {
        let piece = Piece { text: token.text, start: 0, end: 0, column: to.column };
        if let Some(line) = lines.last_mut().filter(|_| token.gap == Gap::Space) {
            line.pieces.push(piece);
            continue;
        }
        blanks += usize::from(token.gap >= Gap::Blank);
        let row = lines.len() + blanks;
        lines.push(PlacedLine { number: token.line, row, new_page: token.gap == Gap::Page, pieces: vec![piece] });
    }
    let shared = lines.iter().filter(|l| is_shared(l, columns)).count();
    (shared * SHARED >= lines.len()).then_some(lines)
}

/// Whether a line holds a long cell beside another one.
fn is_shared(line: &PlacedLine, columns: &[PrintedColumn]) -> bool {
    line.pieces.iter().any(|piece| columns[piece.column].role.is_long())
        && line.pieces.windows(2).any(|pair| matches!(pair, [a, b] if a.column != b.column))
}
