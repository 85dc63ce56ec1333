//! Dumps in which every cell of a row has a line of its own and blank lines part the rows (`mutool`) → tokens whose rows stand on
//! a line each, as other programs print them.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::model::Line;

use super::measured::unbalanced;
use super::tokens::{Gap, Token, lines_to_tokens};

/// One line of so many, or more, stands below a blank one where rows of one line are parted by blank lines.
const BLANK_SHARE: usize = 3;
/// The same with cells of several lines among them.
const WRAPPED_BLANK_SHARE: usize = 10;
/// One line of so many, at most, holds a second piece: cells that stand beside each other are not apart.
const SHARED_LINE_SHARE: usize = 3;
/// Two blocks of lines hold at least so many where a block is a row: where most are a line alone, each is a cell.
const LINES_OF_TWO: usize = 3;
/// The widths of lines that one column cuts differ by no more, in half-width cells: a character that does not fit any more.
const SAME_WIDTH: u32 = 2;
/// The narrowest column that cuts cells, in half-width cells: lines below are numbers, signs and units.
const NARROWEST: u32 = 8;
/// A word that goes on to the next line as a whole, in half-width cells: of three characters.
const WORD_WIDTH: u32 = 6;

/// How the cells of a row are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::reconstruct::text) enum CellPrint {
    /// Those of one line side by side, if at all.
    Beside,
    /// Each on a line of its own, with blank lines between rows.
    CellsApart,
}

impl CellPrint {
    /// The ways in which lines may be printed.
    pub(in crate::reconstruct::text) fn ways(lines: &[Option<&Line>]) -> &'static [Self] {
        if has_cells_apart(&lines_to_tokens(lines.iter().copied())) {
            &[Self::Beside, Self::CellsApart]
        } else {
            &[Self::Beside]
        }
    }
}

/// Whether blank lines may part rows whose cells have a line each.
fn has_rows_apart(tokens: &[Token], share: usize) -> bool {
    let lines = tokens.iter().filter(|t| t.begins_line()).count();
    let blocks = tokens.iter().filter(|t| t.gap >= Gap::Blank).count();
    let shared = tokens.windows(2).filter(|two| matches!(two, [a, b] if a.begins_line() && !b.begins_line())).count();
    blocks != lines && blocks * share >= lines && shared * SHARED_LINE_SHARE <= lines
}

/// Whether most of what blank lines part is a row of several cells, and no cell alone.
fn has_cells_apart(tokens: &[Token]) -> bool {
    let lines = tokens.iter().filter(|t| t.begins_line()).count();
    let blocks = tokens.iter().filter(|t| t.gap >= Gap::Blank).count();
    has_rows_apart(tokens, WRAPPED_BLANK_SHARE) && blocks * LINES_OF_TWO <= lines * 2
}

/// Tokens of cells of one line whose rows stand on a line each: all lines between two blank ones are put together.
pub(in crate::reconstruct::text) fn tokens_to_printed_rows<'t, 'a>(tokens: &'t [Token<'a>]) -> Cow<'t, [Token<'a>]> {
    if !has_rows_apart(tokens, BLANK_SHARE) {
        return Cow::Borrowed(tokens);
    }
    let in_row = |token: &Token<'a>| match token.gap {
        Gap::Space | Gap::Line => Token { gap: Gap::Space, ..*token },
        Gap::Blank => Token { gap: Gap::Line, ..*token },
        Gap::Page => *token,
    };
    Cow::Owned(tokens.iter().map(in_row).collect())
}

/// Tokens whose rows stand on a line each, cells of several lines as they are: lines between two blank ones are put together but
/// where a cell is cut. `None` where cells do not stand apart.
pub(super) fn cells_to_rows<'a>(tokens: &[Token<'a>]) -> Option<Vec<Token<'a>>> {
    if !has_cells_apart(tokens) {
        return None;
    }
    let cuts = Cuts::learn(tokens);
    let mut rows: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut wrapped_before = false;
    for block in tokens.chunk_by(|_, next| next.gap < Gap::Blank).map(block_to_lines) {
        let wrapped = block.iter().rev().skip(1).any(|line| cuts.is_cut(line));
        let mut cut = false;
        for line in block {
            let gap = match line.first().map_or(Gap::Space, |t| t.gap) {
                Gap::Line if cut => Gap::Line,
                Gap::Line | Gap::Space => Gap::Space,
                // Rows of one line stand below each other; what is wrapped stands by itself.
                Gap::Blank if !wrapped && !wrapped_before => Gap::Line,
                gap => gap,
            };
            cut = cuts.is_cut(line);
            let gaps = std::iter::once(gap).chain(std::iter::repeat(Gap::Space));
            rows.extend(line.iter().zip(gaps).map(|(token, gap)| Token { gap, ..*token }));
        }
        wrapped_before = wrapped;
    }
    measure_lines(&mut rows);
    Some(rows)
}

fn block_to_lines<'t, 'a>(block: &'t [Token<'a>]) -> Vec<&'t [Token<'a>]> {
    block.chunk_by(|_, next| !next.begins_line()).collect()
}

/// How the columns of a dump cut their cells.
struct Cuts<'a> {
    /// The widths of lines that are cut.
    widths: Vec<u32>,
    /// What stands on a line more than once, without a bracket left open: a whole cell.
    repeated: BTreeSet<&'a str>,
}

impl<'a> Cuts<'a> {
    fn learn(tokens: &[Token<'a>]) -> Self {
        let lines = block_to_lines(tokens);
        let (mut seen, mut repeated) = (BTreeSet::new(), BTreeSet::new());
        for text in lines.iter().filter_map(|line| line.first()).map(|t| t.text).filter(|t| !unbalanced(t)) {
            if !seen.insert(text) {
                repeated.insert(text);
            }
        }
        let mut widths = Vec::new();
        for three in lines.windows(3) {
            let [[first, ..], [second, ..], [third, ..]] = three else { continue };
            let is_one_block = second.gap == Gap::Line && third.gap == Gap::Line;
            let is_alike = first.rest.abs_diff(second.rest) <= SAME_WIDTH && first.rest >= NARROWEST;
            if is_one_block && is_alike && !repeated.contains(first.text) && !repeated.contains(second.text) {
                widths.push(first.rest.max(second.rest));
            }
        }
        widths.sort_unstable();
        widths.dedup();
        Self { widths, repeated }
    }

    /// Whether a line ends in the middle of a cell: with a bracket left open, or nearly as wide as a column cuts its lines.
    fn is_cut(&self, line: &[Token]) -> bool {
        let (Some(first), Some(last)) = (line.first(), line.last()) else { return false };
        let is_wide = |w: &u32| (w.saturating_sub(WORD_WIDTH)..=w + SAME_WIDTH).contains(&first.rest);
        unbalanced(last.text) || !self.repeated.contains(first.text) && self.widths.iter().any(is_wide)
    }
}

/// Measures anew how far it is from each token to the end of its line.
fn measure_lines(tokens: &mut [Token]) {
    let mut behind = None;
    for token in tokens.iter_mut().rev() {
        token.rest = token.width + behind.map_or(0, |rest: u32| rest + 1);
        behind = (!token.begins_line()).then_some(token.rest);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failing test may panic")]
    use super::*;

    fn lines(text: &str) -> Vec<Line> {
        text.lines().zip(1..).map(|(text, number)| Line { number, text: text.to_owned() }).collect()
    }

    #[test]
    fn the_cells_of_a_row_come_onto_one_line_but_where_one_is_cut() {
        let text = "某县水务局\n防汛物资采购\n320.00\n\n某县水务局\n河道清淤\n48.00\n\n\
                    某县水务局\n全年采购防汛沙袋、救生衣等物资，\n提高应急处置能力，保障汛期群众生\n命财产安全。\n\n某县水务局\n堤防养护\n15.00";
        let lines = lines(text);
        let tokens = lines_to_tokens(lines.iter().map(Some));
        let rows = cells_to_rows(&tokens).unwrap();
        let printed: Vec<Vec<&str>> =
            block_to_lines(&rows).iter().map(|l| l.iter().map(|t| t.text).collect()).collect();
        assert_eq!(
            printed,
            [
                vec!["某县水务局", "防汛物资采购", "320.00"],
                vec!["某县水务局", "河道清淤", "48.00"],
                vec!["某县水务局", "全年采购防汛沙袋、救生衣等物资，"],
                vec!["提高应急处置能力，保障汛期群众生"],
                vec!["命财产安全。"],
                vec!["某县水务局", "堤防养护", "15.00"],
            ]
        );
        // What is wrapped stands apart, the rows of one line below each other.
        let gaps: Vec<Gap> = rows.iter().filter(|t| t.text == "某县水务局").map(|t| t.gap).collect();
        assert_eq!(gaps, [Gap::Page, Gap::Line, Gap::Blank, Gap::Blank]);
        assert_eq!(rows.first().unwrap().rest, 30);
    }

    #[test]
    fn cells_that_stand_alone_or_beside_each_other_are_no_rows_apart() {
        for text in
            ["某县水务局\n\n防汛物资采购\n\n320.00\n\n某县水务局", "甲局 采购 3.00\n\n乙局 清淤 4.00\n养护 5.00"]
        {
            let lines = lines(text);
            assert!(cells_to_rows(&lines_to_tokens(lines.iter().map(Some))).is_none(), "{text}");
        }
    }
}
