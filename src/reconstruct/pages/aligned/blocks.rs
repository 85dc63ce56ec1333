//! The blocks of a card: its head of labels with their values, and the rows of indicators below headings of their own.
//!
//! The columns of the two have nothing to do with each other. Read together, a gutter of the one is printed over by the other; read
//! one by one each block keeps its own, and the table has the borders of both.

use crate::model::{BBox, Pt};
use crate::reconstruct::pages::page_table::PageTable;
use crate::reconstruct::tolerances::{BLOCK_EDGES_APART, MERGED_LINES_MOST};
use crate::vocabulary::{Column, Vocabulary};

use super::block_lines::{BlockOfLines, heading_row, one_below_the_other};
use super::gap_columns::GapColumns;
use super::headed_columns;
use super::ink::Gutter;
use super::measures::Measures;
use super::pairs;
use super::pieces::TextLine;
use super::strokes::Strokes;
use super::typeset::Typeset;

/// How many headings of levels show that a line heads rows of indicators.
const LEVELS_LEAST: usize = 2;
/// Whether the line holds the headings of the levels of indicators, and of no list of projects.
pub(super) fn heads_indicators(line: &TextLine, words: &Vocabulary) -> bool {
    let headings: Vec<Column> = line.inked().filter_map(|piece| words.column(&piece.text)).collect();
    headings.iter().filter(|c| is_level(**c)).count() >= LEVELS_LEAST && !headings.contains(&Column::Project)
}

/// Whether a heading is that of a level of indicators.
fn is_level(heading: Column) -> bool {
    matches!(heading, Column::Level1 | Column::Level2 | Column::Level3)
}

/// The lines of a card as one table of blocks, its head, its headings and its rows; `None` where it has no rows of indicators or shows no
/// columns.
pub(super) fn blocks_to_table(
    strokes: &Strokes,
    lines: &[TextLine],
    typeset: &Typeset,
    words: &Vocabulary,
) -> Option<PageTable> {
    let at = lines.iter().position(|line| heads_indicators(line, words))?;
    let heading = &lines[at];
    let levels = heading.inked().filter(|p| words.column(&p.text).is_some_and(is_level));
    let levels = BBox::around(levels.map(|p| p.bbox))?;
    let own = headed_columns::heading_lines(lines, at, (levels.left, levels.right));
    if own.start > MERGED_LINES_MOST {
        return None;
    }
    let (head, headings, rows) = (&lines[..own.start], &lines[own.clone()], &lines[own.end..]);
    let around = BBox::around(lines.iter().map(|l| l.bbox))?;
    let boxes = headed_columns::heading_boxes(heading, headings, typeset, words);
    let mut gutters = headed_columns::headings_to_gutters(&boxes, &lines[own.start..], typeset, words);
    if gutters.is_empty() {
        return None;
    }
    let named = heading.inked().find(|p| words.column(&p.text) == Some(Column::Level3));
    let labels = named.map_or(0, |name| gutters.partition_point(|g| g.center() < name.bbox.left));
    let mut columns = GapColumns::of(head, typeset, words);
    share_gutters(&mut columns.gutters, &mut gutters);
    let of_head = BlockOfLines::new(head, &columns.gutters, typeset).placed(&columns).with_headings();
    let measures =
        Measures { leading: pairs::leading(&of_head.fragments, of_head.gutters.len() + 1), ..Measures::drawn(strokes) };
    let top = if head.is_empty() { around.top } else { f64::midpoint(bottom_of(head), top_of(headings)) };
    let bottom = if rows.is_empty() { around.bottom } else { f64::midpoint(bottom_of(headings), top_of(rows)) };
    let (top, bottom) = (top.clamp(around.top, around.bottom), bottom.clamp(top, around.bottom));
    let slack = BLOCK_EDGES_APART * typeset.em;
    let mut table = heading_row(headings, &gutters, typeset, &BBox { top, bottom, ..around });
    if !rows.is_empty() {
        let headed = Measures { labels: Some(labels), ..measures };
        let below = BlockOfLines::new(rows, &gutters, typeset).with_sums(words).table_beside_labels(
            labels,
            headed,
            &BBox { top: bottom, ..around },
        );
        table = one_below_the_other(table, below, slack);
    }
    if !head.is_empty() {
        let above = of_head.table(measures, &BBox { bottom: top, ..around });
        table = one_below_the_other(above, table, slack);
    }
    Some(table)
}

/// The lines of the head of a card as a table.
pub(super) fn head_to_table(
    strokes: &Strokes,
    lines: &[TextLine],
    typeset: &Typeset,
    words: &Vocabulary,
) -> Option<PageTable> {
    let columns = GapColumns::of(lines, typeset, words);
    let head = BlockOfLines::new(lines, &columns.gutters, typeset).placed(&columns).with_headings();
    let around = BBox::around(lines.iter().map(|l| l.bbox))?;
    let leading = pairs::leading(&head.fragments, columns.gutters.len() + 1);
    (!columns.gutters.is_empty()).then(|| head.table(Measures { leading, ..Measures::drawn(strokes) }, &around))
}

/// Makes one of each two gutters, of the head and of the rows, that have white space in common: nothing of either is printed over there.
/// Of several the one is taken behind which texts begin most nearly at the same place.
fn share_gutters(of_head: &mut [Gutter], of_rows: &mut [Gutter]) {
    let mut rest = of_rows;
    for gutter in of_head {
        let common =
            rest.iter().enumerate().filter(|(_, other)| other.left < gutter.right && other.right > gutter.left);
        let ends = common.map(|(n, other)| (n, (other.right - gutter.right).abs()));
        let Some((nearest, _)) = ends.min_by(|a, b| a.1.total_cmp(&b.1)) else { continue };
        let (_, from) = rest.split_at_mut(nearest);
        let Some((other, behind)) = from.split_first_mut() else { return };
        *gutter = Gutter { left: gutter.left.max(other.left), right: gutter.right.min(other.right) };
        *other = *gutter;
        rest = behind;
    }
}

fn bottom_of(lines: &[TextLine]) -> Pt {
    lines.iter().map(|l| l.bbox.bottom).fold(f64::NEG_INFINITY, f64::max)
}

fn top_of(lines: &[TextLine]) -> Pt {
    lines.iter().map(|l| l.bbox.top).fold(f64::INFINITY, f64::min)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gutters_with_white_space_in_common_are_one() {
        let gutter = |left, right| Gutter { left, right };
        let mut head = [gutter(45.0, 80.0), gutter(120.0, 160.0), gutter(300.0, 320.0)];
        let mut rows = [gutter(30.0, 50.0), gutter(70.0, 82.0), gutter(150.0, 200.0)];
        share_gutters(&mut head, &mut rows);
        assert_eq!(head, [gutter(70.0, 80.0), gutter(150.0, 160.0), gutter(300.0, 320.0)]);
        assert_eq!(rows, [gutter(30.0, 50.0), gutter(70.0, 80.0), gutter(150.0, 160.0)]);
    }
}
