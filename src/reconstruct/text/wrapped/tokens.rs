//! Lines → tokens: the pieces between spaces, each with what separates it from the piece before.

use unicode_width::UnicodeWidthStr;

use crate::language::characters::{display_width, split_before};
use crate::model::Line;

use super::squeezed;

/// Pieces of one line beyond this many stay together: no printed row has so many cells, and a line of single letters
/// costs no more than another.
const PIECES_PER_LINE: usize = 16;

/// What a form prints where rows may be added: no cell.
const BLANK_LINE: char = '…';

/// What stands between a token and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::reconstruct::text) enum Gap {
    /// A space on the same line.
    Space,
    /// A line end.
    Line,
    /// A line end and blank lines.
    Blank,
    /// A page break, or the start of the text.
    Page,
}

/// A piece of a line without spaces.
#[derive(Debug, Clone, Copy)]
pub(in crate::reconstruct::text) struct Token<'a> {
    /// Its text.
    pub(in crate::reconstruct::text) text: &'a str,
    /// What stands before it.
    pub(in crate::reconstruct::text) gap: Gap,
    /// Number of its line, from 1.
    pub(in crate::reconstruct::text) line: u32,
    /// Display width, in half-width cells.
    pub(in crate::reconstruct::text) width: u32,
    /// Display width from its start to the end of its line.
    pub(in crate::reconstruct::text) rest: u32,
}

impl Token<'_> {
    /// Whether its line begins with it.
    pub(in crate::reconstruct::text) fn begins_line(&self) -> bool {
        self.gap != Gap::Space
    }
}

/// Whether a line ends before the token at `at`: the last one does before the token behind all others.
pub(super) fn line_ends_before(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_none_or(Token::begins_line)
}

/// Cuts lines into tokens. A `None` stands for a page break.
pub(in crate::reconstruct::text) fn lines_to_tokens<'a>(
    lines: impl IntoIterator<Item = Option<&'a Line>>,
) -> Vec<Token<'a>> {
    let lines: Vec<Option<&Line>> = lines.into_iter().collect();
    let cut_in_print = squeezed::lines_cut_in_print(&lines);
    let mut tokens: Vec<Token> = Vec::new();
    let mut gap = Gap::Page;
    let mut line_start = 0;
    for (line, goes_on) in lines.into_iter().zip(cut_in_print) {
        let Some(line) = line else {
            gap = Gap::Page;
            continue;
        };
        if line.text.starts_with('\u{c}') {
            gap = Gap::Page;
        }
        let text = line.text.trim_matches(|c: char| c.is_whitespace() || c == '\u{c}');
        if text.is_empty() {
            gap = gap.max(Gap::Blank);
            continue;
        }
        if goes_on && gap == Gap::Line {
            gap = Gap::Space;
        } else {
            line_start = tokens.len();
        }
        let start = tokens.len();
        let mut rest = text;
        while !rest.is_empty() {
            let is_last = tokens.len() - start + 1 >= PIECES_PER_LINE;
            let (piece, tail) = split_before(rest, |c| !is_last && c.is_whitespace());
            if piece.chars().all(|c| c == BLANK_LINE) {
                rest = tail.trim_start();
                continue;
            }
            tokens.push(Token { text: piece, gap, line: line.number, width: display_width(piece), rest: 0 });
            gap = Gap::Space;
            rest = tail.trim_start();
        }
        let mut width = 0;
        for token in tokens.iter_mut().skip(line_start).rev() {
            width += token.width;
            token.rest = width;
            width += 1;
        }
        gap = Gap::Line;
    }
    tokens
}

/// Display width of what cannot be parted at the start of a text: a number or Latin word, or one CJK character with the
/// punctuation that must follow it.
pub(in crate::reconstruct::text) fn head_width(text: &str) -> u32 {
    let mut chars = text.chars();
    let Some(first) = chars.next() else { return 0 };
    let bound: fn(char) -> bool = if first.is_ascii_alphanumeric() {
        |c| c.is_ascii_alphanumeric() || matches!(c, '%' | '.' | ',')
    } else {
        |c| "，。、；：！？）】》”’%,.;:)]".contains(c)
    };
    let end = chars.take_while(|c| bound(*c)).map(char::len_utf8).sum::<usize>() + first.len_utf8();
    text.split_at(end).0.width() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_know_what_stands_before_them() {
        let lines: Vec<Line> = ["甲局 法制经费", "", "目标"]
            .iter()
            .zip(1..)
            .map(|(t, number)| Line { number, text: (*t).to_owned() })
            .collect();
        let tokens = lines_to_tokens(lines.iter().map(Some));
        let seen: Vec<(&str, Gap, u32)> = tokens.iter().map(|t| (t.text, t.gap, t.rest)).collect();
        assert_eq!(seen, [("甲局", Gap::Page, 13), ("法制经费", Gap::Space, 8), ("目标", Gap::Blank, 4)]);
        assert_eq!((head_width("5000件"), head_width("年，度"), head_width("年度")), (4, 4, 2));
    }

    #[test]
    fn widths_without_tables_are_the_widths() {
        for c in (' '..='\u{FFFF}').filter(|c| *c != '\u{FE0F}') {
            let text = format!("a{c}指");
            assert_eq!(display_width(&text) as usize, text.width(), "{c:?}");
        }
    }
}
