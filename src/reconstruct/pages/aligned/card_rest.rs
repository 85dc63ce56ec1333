//! The rows of a card that a page begins with: they have the columns of the headings on the page before.

use std::ops::Range;

use crate::model::geometry::inner_edges;
use crate::model::{BBox, Pt};
use crate::reconstruct::pages::card_at_end::opens_block;
use crate::reconstruct::pages::page_marks::{is_page_mark, key};
use crate::reconstruct::pages::page_table::PageTable;
use crate::reconstruct::tolerances::{BLOCK_EDGES_APART, LIST_CROSSINGS, ROWS_APART};
use crate::vocabulary::Column;

use super::above::CardAbove;
use super::block_lines::{BlockOfLines, one_below_the_other};
use super::blocks::{self, heads_indicators};
use super::lists::{ListSearch, crosses_any};
use super::measures::Measures;
use super::pieces::TextLine;
use super::strokes::Strokes;

/// The lines at the top of a page that a card of the page before goes on with.
struct RestLines {
    /// Rows below the headings of the page before.
    rows: Range<usize>,
    /// Further blocks of the card: a goal, rows below headings of their own.
    blocks: Range<usize>,
}

/// The rest of the card as one table; `None` where the page begins with something else or its lines keep no border free.
pub(super) fn rest_of_card(search: &ListSearch<'_>, strokes: &Strokes, above: &CardAbove) -> Option<PageTable> {
    let (left, right) = above.sides()?;
    let RestLines { mut rows, blocks } = rest_lines(search, above);
    let gutters = above.gutters(search.finer.get(rows.clone())?)?;
    if blocks.is_empty() {
        rows.end -= search.closing_lines(rows.clone(), &gutters);
    }
    let own = search.cut(rows.clone(), &gutters);
    let over = own.iter().filter(|line| line.inked().any(|p| crosses_any(&p.bbox, &gutters)));
    if own.is_empty() || over.count() as f64 > LIST_CROSSINGS * own.len() as f64 {
        return None;
    }
    let around = BBox::around(own.iter().map(|l| l.bbox))?;
    let area = BBox { left: left.min(around.left), right: right.max(around.right), ..around };
    let measures = Measures { labels: Some(above.block.labels), goes_on: true, ..Measures::drawn(strokes) };
    let block = BlockOfLines::new(&own, &gutters, search.typeset).with_sums(search.words);
    let mut rest = match above.block.labels {
        0 => block.table(Measures::drawn(strokes), &area),
        labels => block.table_beside_labels(labels, measures, &area),
    };
    // Its borders are those of the page before, wherever its own texts leave room.
    let sides = (area.left, area.right);
    let inner = inner_edges(&above.block.borders).iter().copied();
    rest.column_edges = std::iter::once(sides.0).chain(inner).chain([sides.1]).collect();
    Some(match further_blocks(search, strokes, &search.lines[blocks]) {
        Some(below) => one_below_the_other(rest, below, BLOCK_EDGES_APART * search.typeset.em),
        None => rest,
    })
}

/// The blocks below the rows, where there are any.
fn further_blocks(search: &ListSearch<'_>, strokes: &Strokes, lines: &[TextLine]) -> Option<PageTable> {
    if lines.is_empty() {
        return None;
    }
    blocks::blocks_to_table(strokes, lines, search.typeset, search.words)
        .or_else(|| blocks::head_to_table(strokes, lines, search.typeset, search.words))
}

/// Which lines at the top of the page are of the card: up to a title or the label that begins the next card.
fn rest_lines(search: &ListSearch<'_>, above: &CardAbove) -> RestLines {
    let keys = search.lines.iter().map(|line| key(&line.text()));
    let start = keys.take_while(|key| is_page_mark(key) || above.around.contains(key)).count();
    let mut end = start;
    let mut block = None;
    let mut bottom = Pt::INFINITY;
    for (n, line) in search.lines.iter().enumerate().skip(start) {
        let opens = opening_label(search, line);
        let far = line.bbox.top - bottom > ROWS_APART * search.typeset.em;
        if begins_other(search, n, line, opens) || far {
            break;
        }
        if block.is_none() && (opens.is_some() || heads_indicators(line, search.words)) {
            block = Some(n);
        }
        bottom = if bottom.is_finite() { bottom.max(line.bbox.bottom) } else { line.bbox.bottom };
        end = n + 1;
    }
    let rows = start..block.unwrap_or(end);
    RestLines { blocks: rows.end..end, rows }
}

/// Whether the line is no line of the card: a title, or the first label of the next one.
fn begins_other(search: &ListSearch<'_>, n: usize, line: &TextLine, opens: Option<Column>) -> bool {
    let alone = line.segments(search.typeset.bridge()).len() == 1;
    search.stops.get(n) == Some(&true)
        || matches!(opens, Some(Column::Project | Column::Department))
        || alone && search.words.is_title(&line.text())
}

/// The label of a block of a card that the line begins with, where more follows.
fn opening_label(search: &ListSearch<'_>, line: &TextLine) -> Option<Column> {
    let mut pieces = line.inked();
    let first = pieces.next()?;
    pieces.next()?;
    let label = search.words.column(&first.text)?;
    // The label of tasks may stand in the middle of their rows.
    let opens = opens_block(label) && label != Column::TaskBlock;
    opens.then_some(label)
}

#[cfg(test)]
mod tests;
