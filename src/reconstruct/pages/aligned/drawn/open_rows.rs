//! First and last rows of which only one side is drawn: not shaded, cut by a page break, or outside the first rule.

use super::is_one_row;
use super::levels::{Frame, Level};
use crate::model::geometry::inner_edges;
use crate::model::{BBox, Pt};
use crate::reconstruct::pages::aligned::fragments::lines_to_fragments;
use crate::reconstruct::pages::aligned::head_lines::is_labelled;
use crate::reconstruct::pages::aligned::ink::Gutter;
use crate::reconstruct::pages::aligned::measures::Measures;
use crate::reconstruct::pages::aligned::pieces::{RunOfPieces, TextLine};
use crate::reconstruct::pages::aligned::rows::best_rows;
use crate::reconstruct::pages::aligned::strokes::Strokes;
use crate::reconstruct::pages::aligned::typeset::Typeset;
use crate::reconstruct::pages::page_marks::{is_page_mark, key};
use crate::reconstruct::tolerances::{OPEN_ROW_REACH, PARTED_ALIGN, REGION_GAP, REGION_TAIL_GAP, STRAY_SIZE};

/// Padding in em above the first and below the last row.
const ROW_PADDING: f64 = 0.2;

/// Which side of the table rows are looked for at.
#[derive(Clone, Copy, PartialEq)]
enum TableEnd {
    Above,
    Below,
}

impl TableEnd {
    /// How far the line stands off.
    fn gap(self, edge: Pt, line: &TextLine) -> Pt {
        if self == Self::Above { edge - line.bbox.bottom } else { line.bbox.top - edge }
    }

    /// The edge behind the line.
    fn behind(self, edge: Pt, line: &TextLine) -> Pt {
        if self == Self::Above { edge.min(line.bbox.top) } else { edge.max(line.bbox.bottom) }
    }
}

/// Adds the rows above the first and below the last level, where text stands there column by column.
pub(super) fn add_open_rows(strokes: &Strokes, frame: &mut Frame, lines: &[TextLine], typeset: &Typeset) {
    let (Some(top), Some(bottom)) = (frame.levels.first().map(|l| l.y), frame.levels.last().map(|l| l.y)) else {
        return;
    };
    let within = RowsWithin { frame, typeset, body: body(frame, lines, top, bottom, typeset) };
    let mut above: Vec<&TextLine> = lines.iter().rev().filter(|l| l.bbox.center_y() < top).collect();
    above.truncate(within.reach(&above, top, TableEnd::Above));
    above.reverse();
    let heads = above.iter().take_while(|l| is_labelled(l, typeset)).count();
    above.drain(..heads);
    let below: Vec<&TextLine> = lines.iter().filter(|l| l.bbox.center_y() > bottom).collect();
    let (below, _) = below.split_at(within.reach(&below, bottom, TableEnd::Below));
    let mut heights = edges(strokes, frame, &above, typeset);
    heights.pop();
    heights.extend(edges(strokes, frame, below, typeset).into_iter().skip(1));
    // The undrawn edges of open rows, cell by cell.
    let marks: Vec<(Pt, Pt)> = (0..frame.columns()).map(|c| frame.slot(c)).collect();
    let levels = heights.into_iter().map(|y| Level { y, marks: marks.clone(), shaded: true });
    frame.levels.extend(levels);
    frame.levels.sort_by(|a, b| a.y.total_cmp(&b.y));
}

/// The runs of text between the first and the last level.
fn body(frame: &Frame, lines: &[TextLine], top: Pt, bottom: Pt, typeset: &Typeset) -> Vec<RunOfPieces> {
    let inside = lines.iter().filter(|l| l.bbox.center_y() > top && l.bbox.center_y() < bottom);
    inside.flat_map(|l| frame.runs(l, typeset)).collect()
}

struct RowsWithin<'a> {
    frame: &'a Frame,
    typeset: &'a Typeset,
    body: Vec<RunOfPieces>,
}

impl RowsWithin<'_> {
    /// The number of lines that go on column by column, away from the edge.
    fn reach(&self, lines: &[&TextLine], edge: Pt, side: TableEnd) -> usize {
        let (frame, typeset) = (self.frame, self.typeset);
        let (mut end, mut texts, mut taken) = (edge, 0, 0);
        for line in lines {
            let runs = frame.runs(line, typeset);
            let over = runs.iter().any(|s| frame.is_over_border(s));
            let far = side.gap(end, line) > REGION_GAP * line.size;
            if far || is_number_of_page(line) || self.is_large(line) || over || self.is_outside(line) {
                break;
            }
            taken += 1;
            texts += runs.len();
            end = side.behind(end, line);
        }
        // A page number may stand at the edge of the paper, a title over a table that begins here.
        let (inner, rest) = lines.split_at(taken);
        let alone = match rest {
            [] => true,
            [stray] => frame.runs(stray, typeset).len() == 1 && !self.is_large(stray),
            _ => false,
        };
        // Of a cut row a single line may be left, but no note stands right of the first column.
        let enough = texts >= 2 || !frame.shaded && inner.iter().any(|l| frame.column_of(l.bbox.left) > 0);
        if enough && (frame.shaded || alone) { taken } else { self.row_beside(lines, edge, side) }
    }

    /// The lines of the one row directly beside the edge, whatever stands beyond: texts in most columns, or texts that begin
    /// where those of the rows inside begin.
    fn row_beside(&self, lines: &[&TextLine], edge: Pt, side: TableEnd) -> usize {
        let mut end = edge;
        let mut runs: Vec<RunOfPieces> = Vec::new();
        let mut taken = 0;
        for line in lines {
            let reach = if taken == 0 { OPEN_ROW_REACH } else { REGION_TAIL_GAP };
            let own = self.frame.runs(line, self.typeset);
            if self.is_outside(line) || side.gap(end, line) > reach * line.size || is_labelled(line, self.typeset) {
                break;
            }
            taken += 1;
            end = side.behind(end, line);
            runs.extend(own);
        }
        let mut columns: Vec<usize> = runs.iter().map(|s| self.frame.column_of(s.bbox.center_x())).collect();
        columns.sort_unstable();
        columns.dedup();
        let full = columns.len() * 2 > self.frame.columns() && !runs.iter().any(|s| self.frame.is_over_border(s));
        let aligned = runs.len() >= 2 && columns.len() >= 2 && runs.iter().all(|s| self.begins_as_inside(s));
        if full || aligned { taken } else { 0 }
    }

    fn is_large(&self, line: &TextLine) -> bool {
        line.size > self.typeset.em * (1.0 + STRAY_SIZE)
    }

    /// Whether the line is set beside the table, or at its edge without the space that its cells leave there.
    fn is_outside(&self, line: &TextLine) -> bool {
        let align = PARTED_ALIGN * self.typeset.em;
        let first = self.body.iter().map(|s| s.bbox.left).fold(self.frame.right, Pt::min);
        let left = self.frame.left.max(first - align);
        line.bbox.left < left - 1.0 || line.bbox.right > self.frame.right + 1.0
    }

    /// Whether texts of the body begin where this one does.
    fn begins_as_inside(&self, run: &RunOfPieces) -> bool {
        let align = PARTED_ALIGN * self.typeset.em;
        self.body.iter().any(|s| (s.bbox.left - run.bbox.left).abs() <= align)
    }
}

/// Whether the line holds nothing but the number of the page.
fn is_number_of_page(line: &TextLine) -> bool {
    let text: String = line.inked().map(|p| p.text.as_str()).collect();
    text.chars().any(|c| c.is_ascii_digit()) && text.contains(['页', '頁', '-', '—', '/']) && is_page_mark(&key(&text))
}

/// Whether the lines are one row of a table that draws all its rows: one of them at most has texts in several columns, the others go on with
/// its texts.
fn is_one_open_row(frame: &Frame, lines: &[TextLine], typeset: &Typeset) -> bool {
    let band: Vec<RunOfPieces> = lines.iter().flat_map(|line| frame.runs(line, typeset)).collect();
    let mut counts = vec![0_usize; frame.columns()];
    for run in &band {
        counts[frame.column_of(run.bbox.center_x())] += 1;
    }
    let most = counts.iter().max().is_some_and(|most| *most > 1);
    let full = lines.iter().filter(|line| frame.runs(line, typeset).len() > 2).count();
    most && full <= 1 && is_one_row(&band, frame)
}

/// The tops and bottoms of the rows that the lines make.
fn edges(strokes: &Strokes, frame: &Frame, lines: &[&TextLine], typeset: &Typeset) -> Vec<Pt> {
    let own: Vec<TextLine> = lines.iter().map(|l| (*l).clone()).collect();
    let gutters: Vec<Gutter> = inner_edges(&frame.borders).iter().map(|&x| Gutter { left: x, right: x }).collect();
    let fragments = lines_to_fragments(&own, &gutters, typeset);
    let mut rows = best_rows(&own, &fragments, frame.columns(), Measures::drawn(strokes)).rows;
    if frame.cell_by_cell && !frame.shaded && rows.len() > 1 && is_one_open_row(frame, &own, typeset) {
        rows = std::iter::once(0..own.len()).collect();
    }
    let boxes = rows.into_iter().filter_map(|r| BBox::around(own[r].iter().map(|l| l.bbox)));
    let boxes: Vec<BBox> = boxes.collect();
    let pad = ROW_PADDING * typeset.em;
    let mut edges: Vec<Pt> = boxes.first().map(|b| b.top - pad).into_iter().collect();
    edges.extend(boxes.iter().zip(boxes.iter().skip(1)).map(|(above, below)| f64::midpoint(above.bottom, below.top)));
    edges.extend(boxes.last().map(|b| b.bottom + pad));
    edges
}
