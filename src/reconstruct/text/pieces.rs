//! Lines → pieces between wide gaps, with their position on the line.

use unicode_width::UnicodeWidthChar;

use crate::language::characters::IDEOGRAPHIC_SPACE;

/// How positions on a line are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::reconstruct::text) enum Count {
    /// By display width: a CJK character takes two cells.
    Cells,
    /// By characters, as poppler pads.
    Characters,
}

/// A piece of a line between gaps of two spaces or more.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::reconstruct::text) struct Piece<'a> {
    /// Its text.
    pub(in crate::reconstruct::text) text: &'a str,
    /// Position of its first character.
    pub(in crate::reconstruct::text) start: usize,
    /// Position behind its last.
    pub(in crate::reconstruct::text) end: usize,
    /// Index of its column.
    pub(in crate::reconstruct::text) column: usize,
}

fn width(c: char, count: Count) -> usize {
    match count {
        Count::Cells => c.width().unwrap_or(0),
        Count::Characters => 1,
    }
}

/// Cuts a line at gaps of two spaces or more, and at single spaces before which `is_border` says a column starts.
pub(in crate::reconstruct::text) fn line_to_pieces(
    text: &str,
    count: Count,
    is_border: impl Fn(usize) -> bool,
) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    // Byte offset and position of the open piece's start; of the end of its last word; spaces since.
    let mut open: Option<(usize, usize)> = None;
    let (mut end, mut spaces, mut position) = ((0, 0), 0, 0);
    for (at, c) in text.char_indices() {
        if c == '\u{c}' {
            continue;
        }
        if c.is_whitespace() {
            spaces += if c == IDEOGRAPHIC_SPACE { 2 } else { 1 };
        } else {
            if let Some((from, start)) = open
                && (spaces > 1 || (spaces == 1 && is_border(position)))
            {
                pieces.push(Piece { text: &text[from..end.0], start, end: end.1, column: 0 });
                open = None;
            }
            open = open.or(Some((at, position)));
            end = (at + c.len_utf8(), position + width(c, count));
            spaces = 0;
        }
        position += width(c, count);
    }
    if let Some((from, start)) = open {
        pieces.push(Piece { text: &text[from..end.0], start, end: end.1, column: 0 });
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_part_and_single_spaces_do_not() {
        let pieces = line_to_pieces("  甲局   法 制  12", Count::Cells, |_| false);
        let seen: Vec<(&str, usize, usize)> = pieces.iter().map(|p| (p.text, p.start, p.end)).collect();
        assert_eq!(seen, [("甲局", 2, 6), ("法 制", 9, 14), ("12", 16, 18)]);
        let pieces = line_to_pieces("  甲局   法 制", Count::Characters, |p| p == 9);
        assert_eq!(pieces.iter().map(|p| p.start).collect::<Vec<_>>(), [2, 7, 9]);
    }
}
